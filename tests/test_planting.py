"""Planted errors stand where their labels say, and nowhere else. Nothing is analysed here."""

import json
import random
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from articles.text import paragraphs
from bench.planting import KINDS, SCARCE, choose, plant, read, write
from bench.story import Story
from bench.wrong_facts import surnames

STORIES = Path(__file__).parent / "stories"
FOLDERS = [STORIES / name for name in ("beni-flood", "cereal-strike", "city-budget", "comet-discovery")]
SEEDS = range(1, 7)

FERRY_1 = """\
A ferry with 214 people on board ran aground near Bergen on Friday, the coastguard said.

Captain Liv Sandnes says the crew saw the rocks too late. The ferry was built for 350 passengers and has sailed the \
fjord for 18 years without an accident.

"We were very lucky that the sea was calm, and every passenger knew what to do," Captain Sandnes said.

Transport minister Per Holmvik has asked the shipping company for a full report on the accident. The company says it \
will answer all of the questions of the investigators.
"""
FERRY_2 = """\
Divers will look at the hull of the ferry that ran aground near Bergen on Friday with 214 people on board.

Mr Holmvik is expected at the harbour this afternoon. He told reporters that the report on the accident must be ready \
by December 4.

Ms Sandnes told the coastguard that a buoy was missing. The shipping company has two other ferries and hopes to use \
one of them from next week.
"""
FERRY_3 = """\
The shipping company says that none of the passengers was badly hurt. Ms Sandnes was praised by many of them.

Investigators want the report on the accident by December 4, and the company will be asked about the missing buoy.
"""
ORCHARD = """\
The growers of the Wairau valley expect the largest harvest of apples since Hamish Tolley planted his first trees.

Mr Tolley says frost spoilt the blossom in the lower orchards, but bees from Nelson have helped the rest along nicely.
"""


@pytest.fixture(scope="module")
def ferry():
    return Story("ferry", {"source-1.txt": FERRY_1, "source-2.txt": FERRY_2, "source-3.txt": FERRY_3})


@pytest.fixture(scope="module")
def orchard():
    return Story("orchard", {"source-1.txt": ORCHARD})


@pytest.fixture(scope="module")
def planted(ferry, orchard):
    """(sound story, texts, gold) of many seeds, of the ferry and of whole labelled stories."""
    stories = [ferry, *(read(folder) for folder in FOLDERS)]
    results = []
    for story in stories:
        others = [orchard, *(other for other in stories if other is not story)]
        results += [(story, *plant(story, others, seed=seed, errors=6)) for seed in SEEDS]
    return results


def test_each_kind_of_error_is_planted_somewhere(planted):
    found = {error["category"] for _, _, gold in planted for error in gold["errors"]}
    assert found == set(KINDS)


def test_every_span_quotes_its_text_exactly(planted):
    for _, texts, gold in planted:
        for span in _spans(gold):
            text = texts[span["file"]]
            assert text[span["start"] : span["end"]] == span["quoted"] != ""
            around = text[span["paragraph_start"] : span["paragraph_end"]]
            assert span["quoted"] in around
            assert around == around.strip()


def test_a_folder_has_at_most_one_error_of_a_kind_and_no_more_than_asked_for(planted):
    for _, _, gold in planted:
        categories = [error["category"] for error in gold["errors"]]
        assert len(categories) == len(set(categories)) <= 6


def test_paragraphs_without_a_label_are_those_of_the_sound_text(planted):
    for story, texts, gold in planted:
        for file, text in texts.items():
            labelled = {
                (span["paragraph_start"], span["paragraph_end"]) for span in _spans(gold) if span["file"] == file
            }
            sound = {story.texts[file][p.start : p.end] for p in paragraphs(story.texts[file])}
            for paragraph in paragraphs(text):
                if tuple(paragraph) not in labelled:
                    assert text[paragraph.start : paragraph.end] in sound


def test_every_error_changes_its_text(planted):
    for story, texts, gold in planted:
        touched = {error["spans"][0]["file"] for error in gold["errors"]}
        for file in touched:
            assert texts[file] != story.texts[file]


def test_the_same_seed_gives_the_same_and_another_seed_something_else(ferry, orchard):
    once = plant(ferry, [orchard], seed=3, errors=6)
    assert once == plant(ferry, [orchard], seed=3, errors=6)
    assert once != plant(ferry, [orchard], seed=4, errors=6)


def test_no_errors_leave_the_texts_alone(ferry, orchard):
    texts, gold = plant(ferry, [orchard], seed=1, errors=0)
    assert texts == ferry.texts
    assert gold["errors"] == []


def test_an_error_against_another_statement_names_that_statement(planted):
    for _, _, gold in planted:
        for error in gold["errors"]:
            if error["category"] in SCARCE:
                assert len(error["spans"]) + len(error["related_spans"]) >= 2, error


def test_where_one_stands_against_one_both_are_spans(planted):
    undecided = [e for _, _, gold in planted for e in gold["errors"] if e["kind"].endswith("one_of_two")]
    assert undecided
    for error in undecided:
        assert len(error["spans"]) == 2
        assert error["related_spans"] == []


def test_a_wrong_number_differs_from_every_number_that_confirms_it(ferry):
    for fault in _faults("wrong_number", ferry):
        for edit in fault.edits:
            assert _marked(edit) != fault.correction
        for place in fault.support:
            assert ferry.texts[place.file][place.start : place.end] == fault.correction


def test_years_and_dates_are_no_numbers_to_get_wrong():
    text = "The bridge was opened in 1987 and closed on December 4 at 10:30 am by a 44-year-old clerk.\n"
    story = Story("bridge", {"source-1.txt": text, "source-2.txt": text})
    assert not list(KINDS["wrong_number"](story, [], random.Random(1)))


def test_a_single_article_with_nothing_said_twice_gets_no_wrong_fact(orchard):
    for category in set(SCARCE) - {"name_variant"}:
        assert not list(KINDS[category](orchard, [], random.Random(1))), category


def test_a_misspelled_name_is_right_elsewhere_and_wrong_by_a_letter(ferry):
    faults = list(_faults("name_variant", ferry))
    assert {fault.correction for fault in faults} <= surnames(ferry) == {"Sandnes", "Holmvik"}
    for fault in faults:
        wrong = _marked(fault.edits[0]).split()[-1]
        assert wrong not in ferry.whole
        assert SequenceMatcher(None, wrong, fault.correction).ratio() > 0.75
        assert len(fault.support) >= 2


def test_a_supplied_age_is_the_same_in_all_sources_but_one(ferry):
    for fault in _faults("misstated_age", ferry):
        right = {fault.correction in _marked(edit) for edit in fault.setting}
        assert right == {True}
        assert fault.correction not in _marked(fault.edits[0])


def test_a_quotation_is_altered_or_given_to_somebody_else(ferry):
    kinds = {fault.kind.removesuffix("_one_of_two").removesuffix("_outvoted") for fault in _faults(QUOTE, ferry)}
    assert kinds == {"carried_altered", "carried_reassigned"}


def test_a_cut_leaves_a_sentence_without_its_end(ferry):
    for fault in _faults("truncated_text", ferry):
        (edit,) = fault.edits
        assert edit.new[-1].isalpha()
        assert ferry.texts[edit.file][edit.start :].startswith(edit.new)


def test_a_stranger_knows_nobody_of_the_story(ferry, orchard):
    faults = list(KINDS["unrelated_content"](ferry, [orchard], random.Random(1)))
    assert faults
    for fault in faults:
        assert _marked(fault.edits[0]) in ORCHARD


def test_flaws_of_the_articles_themselves_are_neutral(tmp_path, ferry):
    write(tmp_path, ferry.texts, {})
    flaw = {"file": "source-3.txt", "quoted": "praised by many", "categories": ["garbled_sentence"], "reason": "Known."}
    (tmp_path / "flaws.json").write_text(json.dumps([flaw]), encoding="utf-8")
    _, gold = plant(read(tmp_path), [], seed=1, errors=0)
    (neutral,) = gold["neutral"]
    assert neutral["spans"][0]["quoted"] == "praised by many"


def test_errors_keep_out_of_each_others_paragraphs(ferry, orchard):
    faults = choose(ferry, [orchard], random.Random(2), 8, sorted(KINDS))
    edited = [(e.file, n) for fault in faults for e, n in _edited_paragraphs(fault, ferry)]
    assert len(edited) == len(set(edited))


def test_the_command_writes_labelled_folders(tmp_path, ferry):
    write(tmp_path / "sound" / "ferry", ferry.texts, {})
    command = [sys.executable, "-m", "bench.planting", tmp_path / "sound" / "ferry", "--into", tmp_path / "planted"]
    run = subprocess.run([*command, "--seed", "5"], capture_output=True, text=True, check=True, cwd=STORIES.parents[1])
    gold = json.loads((tmp_path / "planted" / "ferry-5" / "gold.json").read_text(encoding="utf-8"))
    assert gold["errors"]
    assert all(error["category"] in run.stdout for error in gold["errors"])


# --- Helpers ----------------------------------------------------------------------------------------------------------

QUOTE = "misattributed_or_altered_quote"


def _faults(category, story):
    faults = [fault for seed in SEEDS for fault in KINDS[category](story, [], random.Random(seed))]
    assert faults, category
    return faults


def _marked(edit):
    return edit.new[slice(*edit.marked)]


def _spans(gold):
    return [span for error in gold["errors"] for span in error["spans"] + error["related_spans"]]


def _edited_paragraphs(fault, story):
    for edit in (*fault.edits, *fault.setting):
        for number, paragraph in enumerate(story.paragraphs(edit.file)):
            if edit.start <= paragraph.end and paragraph.start <= edit.end:
                yield edit, number
