"""One report out of all checks: merged, in order, and whole even if a check breaks."""

import logging
import time

import pytest

from articles.analysis.checks import CHECKS
from articles.analysis.dossier import Dossier, Finding, Source
from articles.analysis.review import merged, review
from tests.analysis.newsroom_texts import story

# Of the processor, for a text that takes a tenth of it: what grows with the square of the text takes ten times as much.
MOST_SECONDS = 60
FERRY = "The ferry hit the pier on Monday. The captain was not hurt."


def found(start, end, category, confidence=0.8, source="one"):
    return ("test", Finding(source, start, end, category, "minor", confidence, "A reason."))


@pytest.fixture
def broken_check():
    def broken(dossier):
        yield Finding("one", 0, 3, "garbled_sentence", "minor", 0.5, "Before it broke.")
        raise RuntimeError("out of ink")

    CHECKS["broken"] = broken
    yield
    del CHECKS["broken"]


def test_a_check_that_breaks_is_reported_and_logged_and_the_others_go_on(broken_check, caplog):
    with caplog.at_level(logging.ERROR):
        report = review(story(FERRY + " " + FERRY))
    assert [(failure.check, failure.error) for failure in report.failures] == [("broken", "RuntimeError: out of ink")]
    assert "broken" in caplog.text
    assert [finding.category for _, finding in report.findings] == ["duplicated_passage"]


def test_a_mark_outside_the_text_is_a_broken_check():
    CHECKS["stray"] = lambda dossier: [Finding("one", 0, 10_000, "garbled_sentence", "minor", 0.5, "Too far.")]
    try:
        report = review(story(FERRY))
    finally:
        del CHECKS["stray"]
    assert [failure.check for failure in report.failures] == ["stray"]


def test_progress_is_told_before_each_step_and_at_the_end():
    steps = []
    review(story(FERRY), lambda done, total, name: steps.append((done, total, name)))
    total = len(CHECKS) + 2
    assert [done for done, _, _ in steps] == list(range(total + 1))
    assert {one for _, one, _ in steps} == {total}
    assert [name for _, _, name in steps] == [*CHECKS, "claims", "copies", ""]


def test_the_surest_of_one_category_stays_on_the_same_words():
    weak, strong = found(0, 10, "garbled_sentence", 0.5), found(5, 12, "garbled_sentence", 0.9)
    assert merged([weak, strong], story(FERRY)) == [strong]


def test_a_wrong_place_is_not_also_a_contradiction():
    place, clash = found(4, 9, "wrong_location", 0.7), found(0, 20, "contradiction_between_sources", 0.9)
    elsewhere = found(30, 40, "contradiction_between_sources")
    assert merged([clash, elsewhere, place], story(FERRY)) == [place, elsewhere]


def test_findings_are_sorted_by_article_and_place():
    marks = [found(9, 12, "wrong_date", source="two"), found(9, 12, "wrong_date"), found(0, 3, "wrong_number")]
    assert merged(marks, story(FERRY, FERRY)) == [marks[2], marks[1], marks[0]]


MONSTROUS = {
    "long sentence": "word " * 10_000,
    "quotation marks": "“" * 50_000,
    "straight quotation marks": '"' * 50_000,
    "no stop": "the old ferry left " * 1_000,
    "capitals": "THE FERRY HIT THE PIER. NOBODY WAS HURT. " * 100,
    "Russian": "Паром врезался в пирс. Никто не пострадал. " * 100,
    "one word": "x" * 200_000,
    "lines": "Line\n" * 2_000,
    "empty": "",
    "blank": " \n\n ",
    "stops": 'a." ' * 3_000,
    "wide gap": "a" + " " * 50_000 + "b",
    "numbers": "12,345 " * 2_000,
    "dates": "May 5, 2024 " * 1_000,
    "ages": "Ann Berg, 41, " * 1_000,
    "quotations": "“We saw it all from the quay,” said Ann Berg. " * 300,
    "hyphens": "Ann-" * 5_000,
}


@pytest.mark.parametrize("text", MONSTROUS.values(), ids=MONSTROUS)
def test_monstrous_texts_break_no_check_take_bounded_time_and_leave_the_other_article_alone(text):
    dossier = Dossier((Source("one", text), Source("two", FERRY)))
    began = time.process_time()
    report = review(dossier)
    assert time.process_time() - began < MOST_SECONDS
    assert report.failures == []
    assert [finding for _, finding in report.findings if finding.source == "two"] == []


def test_articles_in_another_language_get_only_the_checks_that_hold_for_them():
    german = "Die Fähre traf am Montag den alten Pier und verlor dabei ihr Ruder. " * 2
    report = review(Dossier((Source("one", german, language="de"),)))
    assert {check for check, _ in report.findings} <= {"duplicated_passage", "house_style"}
    assert report.failures == []
