import pytest

from articles.analysis.checks import truncated
from tests.analysis.newsroom_texts import marked, story

BEFORE = "Ferry is late again\n\nThe ferry was late again on Monday.\n\nNobody was told why it happened.\n\n"
AFTER = "\n\nThe harbour master apologised on Tuesday."


def check(text):
    dossier = story(text)
    return [words for _, words in marked(dossier, truncated.check(dossier))]


@pytest.mark.parametrize(
    "cut",
    [
        "In her first answer to",
        "The jury, which will meet in the spring, has already been to the pier and",
        "The crew had been insured through an office that looks after old ferries and which then bought",
        "The owner announced the sale of the ship on…",
        "The captain told the inquiry that the",
        "The mayor will speak about the […]",
    ],
)
def test_a_paragraph_that_stops_in_the_middle_is_marked(cut):
    assert check(BEFORE + cut + AFTER) == [cut]


def test_the_last_line_of_an_article_may_be_cut_too():
    assert check(BEFORE + "The crew said that they would") == ["The crew said that they would"]


@pytest.mark.parametrize("cut", ["But the old captain believes the new", "The keeper says a boat was found near the"])
def test_a_short_last_line_without_a_stop_is_cut(cut):
    assert check(BEFORE + AFTER.strip() + "\n\n" + cut) == [cut]


def test_a_last_sentence_without_a_stop_is_cut_where_the_one_before_it_has_a_stop():
    cut = "A statement by the harbour"
    assert check(f"The ferry was late again on Monday, and nobody was told why it happened. {cut}") == [cut]


def test_a_cut_word_is_not_taken_for_one_that_refers_back():
    cut = "On the first day the captain warned all crews not to speak of the report that had gone to"
    assert check(BEFORE + cut + AFTER) == [cut]


@pytest.mark.parametrize(
    "note",
    [
        "Additional reporting by Anna Berg in the harbour",
        "Read more: The captain has a new boat",
        "How the old captain won the race",
        "The author is a keeper of the lighthouse",
        "Storm keeps ferries in port for days",
    ],
)
def test_a_note_or_a_link_below_the_article_is_complete(note):
    assert check(BEFORE + AFTER.strip() + "\n\n" + note) == []


def test_a_sentence_closed_after_an_article_is_marked_in_the_middle_of_its_paragraph():
    assert check(BEFORE + "The ship belongs to the and. It sails in May." + AFTER) == ["The ship belongs to the and."]


def test_a_sentence_that_another_one_interrupts_is_marked_up_to_there():
    text = "The mayor told the reporters that the The owner was not there."
    assert check(BEFORE + text + AFTER) == ["The mayor told the reporters that the"]


def test_several_lines_that_end_in_an_ellipsis_are_teasers():
    first, second = "The minister has opened a garden for old sailors…", "A video of a dog on a raft has gone round…"
    assert check(f"{BEFORE}All is well now.\n\n{first}\n\n{second}") == [first, second]


@pytest.mark.parametrize(
    "sound",
    [
        "The town we live in",
        "What the captain was accused of",
        "Ferry Late Again As Owner Looks For A New Captain And",
        "He waited. And waited… Nobody came.",
        "And then she thought of the sea…",
        "A view of the pier from the north",
        "She said: “Where are you from?”",
        "There was nothing he could be sure of.",
        "By Anna Berg",
    ],
)
def test_headings_captions_and_trailing_thoughts_are_left_alone(sound):
    assert check(BEFORE + sound + AFTER) == []


def test_a_list_without_stops_is_no_prose():
    lines = "\n".join(f"The boat number {number} lies at the old pier and has a red sail" for number in range(9))
    assert check(lines) == []
