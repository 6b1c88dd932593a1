"""The labelled stories and the real articles beside the project: floors below which the analysis must not fall."""

from functools import cache

import pytest

from articles.analysis.dossier import Dossier, Source
from articles.analysis.evaluation import Score, evaluate, total
from articles.analysis.review import review
from articles.text import canonical
from tests import practice


@cache
def _score():
    score = Score()
    for folder in practice.stories():
        score.add(evaluate(folder))
    return score


@cache
def _marks():
    sources = tuple(Source(path.name[:3], canonical(path.read_text(encoding="utf-8"))) for path in practice.seeds())
    dossier = Dossier(sources)
    report = review(dossier)
    assert report.failures == []
    return [
        (finding.source, finding.category, dossier.source(finding.source).text[finding.start : finding.end])
        for _, finding in report.findings
    ]


def _marked(source, category):
    return [words for key, kind, words in _marks() if (key, kind) == (source, category)]


def test_nearly_all_labelled_errors_are_found_without_a_false_alarm():
    everything = total(_score().exact)
    assert everything.recall >= 0.95
    assert everything.precision >= 0.95


def test_no_trap_is_stepped_into_and_no_check_breaks():
    assert _score().trap_alarms == _score().failures == []


@pytest.mark.parametrize(("status", "share"), [("agree", 0.85), ("conflict", 0.9), ("single", 0.8)])
def test_facts_have_the_right_status(status, share):
    right, labelled = _score().statuses[status]
    assert right >= share * labelled


def test_the_real_articles_show_their_broken_sentences():
    garbled = _marked("002", "garbled_sentence")
    assert any("old. year" in words for words in garbled)
    assert any("were disabled" in words for words in garbled)
    assert any("had scored" in words for words in garbled)


def test_the_real_articles_show_where_they_break_off():
    assert _marked("002", "truncated_text") == ["In his interview with"]


def test_the_real_articles_show_what_they_say_twice():
    assert len(_marked("001", "duplicated_passage")) >= 3


def test_the_real_articles_show_their_page_furniture_and_strangers():
    assert all(_marked(source, "boilerplate") for source in ("000", "002", "003"))
    assert len(_marked("003", "unrelated_content")) == 6


def test_the_real_articles_show_the_name_that_one_of_them_spells_otherwise():
    assert [key for key, category, _ in _marks() if category == "name_variant"] == ["001"]
