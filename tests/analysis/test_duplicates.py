import pytest

from articles.analysis.checks import duplicates
from articles.analysis.dossier import Place
from tests.analysis.newsroom_texts import marked, story

MIDDLE = " Nobody on the quay knew the reason. "
FIRST = "The old ferry hit the northern pier on Monday morning and lost its rudder."


def check(text):
    dossier = story(text)
    findings = list(duplicates.check(dossier))
    return [words for _, words in marked(dossier, findings)], findings


def test_the_later_of_two_equal_sentences_is_marked_and_points_to_the_earlier():
    marks, (finding,) = check(FIRST + MIDDLE + FIRST)
    assert marks == [FIRST]
    assert finding.start > len(FIRST)
    assert finding.related == (Place("one", 0, len(FIRST)),)
    assert finding.suggestion == ""


def test_a_sentence_in_other_words_is_marked():
    again = "On Monday morning the old ferry hit the northern pier, lost its rudder and drifted."
    assert check(FIRST + MIDDLE + again)[0] == [again]


def test_a_repeated_run_of_sentences_is_one_mark():
    two = FIRST + " The captain told the crew to drop both anchors at once."
    assert check(two + MIDDLE + two)[0] == [two]


def test_a_headline_that_stands_twice_is_marked():
    line = "Old ferry hits the northern pier again"
    assert check(f"{line} | Coast Journal\n\n{line}\n\n{FIRST}")[0] == [line]


@pytest.mark.parametrize(
    "sound",
    [
        "Ferry hits northern pier and loses rudder\n\n" + FIRST,
        "He rowed. And rowed. He rowed.",
        "The northern ward has 12 beds, 4 nurses and 2 doctors. The southern ward has 15 beds, 6 nurses and 3 doctors.",
        FIRST + " The rudder was found on Tuesday near the lighthouse by two boys from the village.",
        "The harbour master says the crew ignored the growing number of leaks in the hull and the engine. It also found that "
        "a growing number of leaks are filled with old rope in order to save money on repairs in winter.",
        "“There was no guarantee that he could swim.” Then he wept. “There was no guarantee he could swim to the pier at night, "
        "let alone back to the boat with a broken arm and in such cold water.”",
        "Anna Berg won the first race in May. Ivo Brandt won the second race in June.",
    ],
)
def test_patterns_refrains_and_explanations_are_left_alone(sound):
    assert check(sound)[0] == []


def test_two_articles_may_say_the_same():
    assert list(duplicates.check(story(FIRST, FIRST))) == []


def test_one_sentence_a_thousand_times_is_bounded():
    text = " ".join([FIRST] * 1000)
    marks, _ = check(text)
    assert sum(map(len, marks)) <= len(text)


def test_the_minutes_of_a_live_blog_do_not_hide_a_repetition():
    line = "Etcher goes down holding his knee and is booed by everybody who has paid to come in."
    marks, _ = check(f"23’ {line}\n\n44’ Penalty. Cool as you like.\n\n58’ {line}")
    assert marks == [f"58’ {line}"]
