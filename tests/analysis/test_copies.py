"""Which article has its wording from which, and how many independent voices that leaves.

`tests/retellings` holds reprints and rewritten texts of one agency report each; its README says which is which.
"""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from articles.analysis.copies import Voices, compare
from articles.analysis.dossier import Dossier, Passage, Place, Sharing, Source
from tests import practice
from tests.analysis.newsroom_texts import story

HERE = Path(__file__).parents[1]
RETELLINGS = HERE / "retellings"
AGENCIES = {
    "derailment": HERE / "stories/train-derailment/source-1.txt",
    "flood": HERE / "stories/beni-flood/source-1.txt",
    "takeover": HERE / "stories/optics-takeover/source-1.txt",
    "tunnel": RETELLINGS / "tunnel/agency.txt",
}
RETOLD = [path for path in sorted(RETELLINGS.glob("*/*.txt")) if path.stem in ("edited", "reworded", "brief")]
AGENCY = (
    "The lighthouse of Skarn was lit again on Friday after eleven dark years, and some two hundred people came out in "
    "boats to see it. The keepers had mended the lamp over the winter with parts from a lighthouse that was pulled down. "
    "From now on it will burn from dusk until midnight, which is all that the town can pay for."
)
ANOTHER = (
    "Skarn has its light back. Eleven years after the lamp went out, volunteers switched it on at nightfall on Friday, "
    "watched from the water by a crowd of about two hundred. There is money for half a night only: at twelve it goes out."
)


def read(path, key=""):
    return Source(key or path.stem, path.read_text(encoding="utf-8"), path.stem)


def pairs(copies):
    return {(sharing.source, sharing.other): sharing for sharing in copies.sharings}


@pytest.mark.parametrize("path", RETOLD, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_reprint_and_a_rewritten_text_are_one_voice_with_the_agency(path):
    copies = compare(Dossier((read(AGENCIES[path.parent.name], "agency"), read(path, "retold"))))
    assert copies.families == (("agency", "retold"),)


@pytest.mark.parametrize("folder", sorted((HERE / "stories").glob("*/gold.json")), ids=lambda path: path.parent.name)
def test_articles_that_tell_one_event_in_their_own_words_are_voices_of_their_own(folder):
    assert compare(Dossier(tuple(map(read, sorted(folder.parent.glob("source-*.txt")))))).families == ()


def test_neither_are_the_practice_texts_copies():
    for folder in practice.stories():
        assert compare(Dossier(tuple(map(read, sorted(folder.glob("source-*.txt")))))).families == ()
    assert compare(Dossier(tuple(map(read, practice.seeds())))).families == ()


def test_two_agencies_at_one_press_conference_share_nothing():
    texts = [read(RETELLINGS / f"tunnel/{name}.txt") for name in ("agency", "another-agency", "local")]
    assert compare(Dossier(tuple(texts))).sharings == ()


def test_the_passages_are_the_same_wording_in_both_articles():
    report = f"Skarn waited long. {AGENCY} The mayor wants more."
    sharing = pairs(compare(story(AGENCY, report)))["two", "one"]
    assert [report[p.start : p.end] for p in sharing.passages] == [AGENCY.rstrip(".")]
    assert [AGENCY[p.other_start : p.other_end] for p in sharing.passages] == [AGENCY.rstrip(".")]
    assert 0.85 < sharing.share < 1.0


def test_each_way_has_its_own_share():
    first = AGENCY.partition(". ")[0] + "."
    found = pairs(compare(story(AGENCY, first)))
    assert found["two", "one"].share == 1.0
    assert 0.3 < found["one", "two"].share < 0.5


def test_the_same_quotation_in_two_articles_is_no_copy():
    words = "“We had the lamp apart on the kitchen table all winter and never once found the screw that was missing from it,”"
    assert (
        compare(story(f"{words} said the keeper.", f"{words} the keeper of Skarn told us on the quay.")).sharings == ()
    )


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "‘’"])
def test_quotation_marks_of_all_kinds_keep_quotations_apart(marks):
    said = f"{marks[0]}{AGENCY}{marks[1]}"
    assert compare(story(f"{said} said a man.", f"A woman on the other side of the bay told us: {said}")).sharings == ()


def test_page_furniture_is_nobodys_wording():
    furniture = (
        "Sign up for our letter and get the news of the coast in your box every morning before you have had your tea."
    )
    dossier = story(f"{ANOTHER}\n\n{furniture}", f"Nothing new was heard from Skarn today.\n\n{furniture}")
    assert compare(dossier).sharings
    places = [Place(s.key, s.text.index(furniture), len(s.text)) for s in dossier.sources]
    assert compare(dossier, places).sharings == ()


def test_names_and_titles_are_no_wording():
    title = "The Permanent Under Secretary Of State For Harbours Lighthouses And Canals Sir Edmund Blackwater Of Skarn"
    assert compare(story(f"{title} resigned.", f"On the boat stood {title} and waved.")).sharings == ()


def test_a_sentence_with_words_changed_is_shared_wording():
    told = (
        "The lighthouse at Skarn was lit again Friday following eleven dark years, and around two hundred people came in "
        "boats to see it."
    )
    assert pairs(compare(story(AGENCY, told)))["two", "one"].share == 1.0


def test_copies_of_copies_are_one_family_with_the_earliest_first():
    texts = [AGENCY + " It rained.", AGENCY, AGENCY + " Nobody fell in.", ANOTHER]
    days = [date(2024, 5, 3), date(2024, 5, 4), date(2024, 5, 2), date(2024, 5, 1)]
    sources = tuple(Source(f"{n}", text, published=day) for n, (text, day) in enumerate(zip(texts, days, strict=True)))
    assert compare(Dossier(sources)).families == (("2", "0", "1"),)


def test_without_dates_the_article_that_the_others_credit_is_likely_the_original_then_the_longest():
    credited = Source("a", AGENCY, "Harbour Wire"), Source("b", AGENCY + " It rained all night (Harbour Wire).", "Bell")
    assert compare(Dossier(credited)).families == (("a", "b"),)
    uncredited = Source("a", AGENCY, "Harbour Wire"), Source("b", AGENCY + " It rained all night.", "Bell")
    assert compare(Dossier(uncredited)).families == (("b", "a"),)


def test_other_languages_are_compared_too():
    german = (
        "Der Leuchtturm von Skarn brennt seit Freitag wieder, nachdem er elf Jahre lang dunkel gewesen war, und mehr als "
        "zweihundert Menschen kamen in Booten hinaus, um ihn zu sehen und den Wärtern dafür zu danken."
    )
    sources = Source("a", german, language="de"), Source("b", f"Skarn. {german} Es regnete.", language="de")
    assert compare(Dossier(sources)).families == (("b", "a"),)


def shared(one, other, *, is_copy=False, passages=()):
    return [Sharing(one, other, 0.5, is_copy, passages), Sharing(other, one, 0.5, is_copy, passages)]


def test_voices_counts_copies_once_and_everybody_else_alone():
    voices = Voices([*shared("a", "b", is_copy=True), *shared("b", "c", is_copy=True)])
    said = [("a", 0, 5), ("c", 0, 5), ("d", 0, 5), ("e", 0, 5), ("e", 9, 12)]
    assert voices.apart(said) == [["a", "c"], ["d"], ["e"]]
    assert voices.families == [["a", "b", "c"]]


def test_what_stands_in_a_shared_passage_is_said_by_one_voice():
    voices = Voices(shared("a", "b", passages=(Passage(0, 50, 0, 50),)))
    assert voices.apart([("a", 10, 12), ("b", 10, 12)]) == [["a", "b"]]
    assert voices.apart([("a", 10, 12), ("b", 70, 72)]) == [["a"], ["b"]]


def test_every_passage_lies_within_both_texts_and_begins_and_ends_with_a_word():
    texts = [read(path, f"{path.parent.name} {path.stem}") for path in [*AGENCIES.values(), *RETOLD]]
    dossier = Dossier(tuple(texts))
    lengths = {source.key: source.text for source in texts}
    sharings = compare(dossier).sharings
    assert len(sharings) > len(RETOLD)
    for sharing in sharings:
        here, there = lengths[sharing.source], lengths[sharing.other]
        for p in sharing.passages:
            for text, start, end in ((here, p.start, p.end), (there, p.other_start, p.other_end)):
                assert 0 <= start < end <= len(text) and text[start].isalnum() and text[end - 1].isalnum()
        assert 0 < sharing.share <= 1
        assert list(sharing.passages) == sorted(sharing.passages, key=lambda p: (p.start, p.end))


def test_stories_about_different_events_share_nothing():
    """All the articles of all the stories at once: only those of one retelling meet."""
    paths = [*AGENCIES.values(), *RETOLD]
    copies = compare(Dossier(tuple(read(path, f"{path.parent.name}/{path.stem}") for path in paths)))
    topic = {f"{path.parent.name}/{path.stem}": path.parent.name for path in RETOLD}
    topic |= {f"{path.parent.name}/{path.stem}": name for name, path in AGENCIES.items()}
    for family in copies.families:
        assert len({topic[key] for key in family}) == 1
    assert sum(len(list(combinations(family, 2))) > 0 for family in copies.families) == len(AGENCIES)
