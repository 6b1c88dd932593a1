"""The labelled practice stories say exactly where their faults are. Nothing is analysed here."""

import datetime
import json
from collections import Counter
from pathlib import Path

import pytest

STORIES = Path(__file__).parent / "stories"
FOLDERS = sorted(path.parent for path in STORIES.glob("*/gold.json"))
CATEGORIES = set(
    "misstated_age wrong_location garbled_sentence wrong_number wrong_date misattributed_or_altered_quote name_variant "
    "duplicated_passage boilerplate unrelated_content truncated_text contradiction_between_sources".split()
)
LEAST_OF_EACH_CATEGORY = 5

each_story = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@each_story
def test_every_span_quotes_its_file_exactly(folder):
    gold, texts = _gold(folder), _texts(folder)
    for span in _spans(gold):
        text = texts[span["file"]]
        assert text[span["start"] : span["end"]] == span["quoted"] != ""
        paragraphs = text[span["paragraph_start"] : span["paragraph_end"]]
        assert span["quoted"] in paragraphs
        assert not paragraphs.startswith("\n") and not paragraphs.endswith("\n")


@each_story
def test_every_error_has_a_span_and_a_known_category(folder):
    for error in _gold(folder)["errors"]:
        assert error["spans"], error["id"]
        assert {error["category"], *error["also_acceptable_categories"]} <= CATEGORIES


@each_story
def test_no_trap_lies_on_an_error(folder):
    gold = _gold(folder)
    for trap in _spans(gold["traps"]):
        for error in gold["errors"]:
            assert not any(_overlap(trap, span) for span in error["spans"]), (trap["quoted"], error["id"])


@each_story
def test_the_status_of_a_fact_follows_from_its_sources(folder):
    gold = _gold(folder)
    files = {source["file"] for source in gold["sources"]}
    for fact in gold["facts"]:
        assert set(fact["per_source"]) == files
        assert fact["status"] == _status(fact), fact["id"]


@each_story
def test_a_fact_sorts_the_files_as_its_spans_do(folder):
    for fact in _gold(folder)["facts"]:
        parts = fact["per_source"].items()
        assert {span["file"] for span in fact["support"]} == {file for file, part in parts if "supports" in part}
        assert {span["file"] for span in fact["contradicting"]} == {
            file for file, part in parts if "contradicts" in part
        }


@each_story
def test_errors_name_facts_that_exist(folder):
    gold = _gold(folder)
    known = {fact["id"] for fact in gold["facts"]}
    assert all(set(error["facts"]) <= known for error in gold["errors"])


@each_story
def test_the_calendar_is_true(folder):
    for day in _gold(folder)["calendar"]:
        assert datetime.date.fromisoformat(day["date"]).strftime("%A") == day["weekday"]


@each_story
def test_every_text_is_listed_and_counts_the_same_in_a_browser(folder):
    listed = {source["file"]: source["characters"] for source in _gold(folder)["sources"]}
    texts = _texts(folder)
    assert listed == {file: len(text) for file, text in texts.items()}
    assert all(ord(character) <= 0xFFFF for text in texts.values() for character in text)


def test_every_category_is_planted_often_enough_to_be_measured():
    planted = Counter(error["category"] for folder in FOLDERS for error in _gold(folder)["errors"])
    assert set(planted) == CATEGORIES
    assert min(planted.values()) >= LEAST_OF_EACH_CATEGORY


def _gold(folder):
    return json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def _texts(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("source-*.txt")}


def _spans(node):
    """Every span anywhere below a part of the gold file."""
    if isinstance(node, dict):
        if "quoted" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _spans(child)


def _overlap(one, other):
    return one["file"] == other["file"] and one["start"] < other["end"] and other["start"] < one["end"]


def _status(fact):
    if fact["contradicting"]:
        return "conflict"
    return "agree" if len({span["file"] for span in fact["support"]}) > 1 else "single"
