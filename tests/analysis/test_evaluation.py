"""The figures: hits, misses, traps and facts against labels."""

import json

import pytest

from articles.analysis.evaluation import Score, evaluate, total

SOUND = "The ferry hit the pier on Monday. The captain was not hurt."
GARBLED = "The captain told the 41-year-old. year mate to sleep."


def span(text, quoted, file="source-1.txt"):
    start = text.index(quoted)
    return {"file": file, "start": start, "end": start + len(quoted), "quoted": quoted}


@pytest.fixture
def labelled(tmp_path):
    def write(text, **gold):
        (tmp_path / "source-1.txt").write_text(text, encoding="utf-8")
        (tmp_path / "gold.json").write_text(json.dumps({"sources": [], **gold}), encoding="utf-8")
        return evaluate(tmp_path)

    return write


def an_error(text, quoted, category="garbled_sentence", **more):
    return {"id": "E1", "category": category, "spans": [span(text, quoted)], **more}


def test_a_finding_on_an_error_is_a_hit(labelled):
    text = f"{SOUND} {GARBLED}"
    score = labelled(text, errors=[an_error(text, GARBLED)])
    tally = score.exact["garbled_sentence"]
    assert (tally.recall, tally.precision, tally.f1) == (1.0, 1.0, 1.0)
    assert score.misses == score.alarms == []


def test_a_category_that_is_as_good_is_a_hit_too(labelled):
    text = f"{SOUND} {GARBLED}"
    errors = [an_error(text, GARBLED, "truncated_text", also_acceptable_categories=["garbled_sentence"])]
    score = labelled(text, errors=errors)
    assert score.exact["truncated_text"].recall == 1.0
    assert score.exact["garbled_sentence"].precision == 1.0


def test_a_miss_and_a_false_alarm_are_listed_with_their_words(labelled):
    text = f"{SOUND} {GARBLED}"
    score = labelled(text, errors=[an_error(text, "hurt", "wrong_number")])
    assert len(score.misses) == 1 and "“hurt”: wrong_number" in score.misses[0]
    assert len(score.alarms) == 1 and "old. year" in score.alarms[0]
    assert total(score.exact).precision == 0.0


def test_a_finding_beside_the_error_counts_only_leniently(labelled):
    text = f"{GARBLED} {SOUND}"
    error = an_error(text, "The captain was")
    error["spans"][0] |= {"paragraph_start": 0, "paragraph_end": len(text)}
    score = labelled(text, errors=[error])
    assert score.exact["garbled_sentence"].recall == 0.0
    assert score.lenient["garbled_sentence"].recall == 1.0


def test_a_trap_that_was_stepped_into_is_counted_apart(labelled):
    text = f"{SOUND} {GARBLED}"
    score = labelled(text, traps=[{"id": "T1", "spans": [span(text, GARBLED)]}])
    assert (len(score.trap_alarms), score.alarms) == (1, [])


def test_neutral_words_count_neither_way(labelled):
    text = f"{SOUND} {GARBLED}"
    score = labelled(text, neutral=[{"id": "N1", "categories": ["garbled_sentence"], "spans": [span(text, GARBLED)]}])
    assert score.alarms == score.trap_alarms == []


def test_furniture_is_scored_line_by_line(labelled):
    text = f"Share · Save · Print\n\n{SOUND}\n\nA line that nobody finds."
    lines = [span(text, "Share · Save · Print"), span(text, "A line that nobody finds.")]
    score = labelled(text, errors=[{"id": "E1", "category": "boilerplate", "spans": lines}])
    assert (score.exact["boilerplate"].found, score.exact["boilerplate"].labels) == (1, 2)


def test_scores_of_several_stories_add_up(labelled):
    text = f"{SOUND} {GARBLED}"
    both = Score()
    for _ in range(2):
        both.add(labelled(text, errors=[an_error(text, GARBLED)]))
    assert (both.exact["garbled_sentence"].found, both.exact["garbled_sentence"].labels) == (2, 2)
    assert both.sentences == 6


def test_a_folder_without_labels_is_refused(tmp_path):
    with pytest.raises(OSError):
        evaluate(tmp_path)
