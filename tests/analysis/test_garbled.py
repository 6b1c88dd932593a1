import pytest

from articles.analysis.checks import garbled
from tests.analysis.newsroom_texts import marked, story

BEFORE, AFTER = "The ferry was late again on Monday.\n\n", "\n\nThe harbour master apologised."


def check(sentence):
    dossier = story(BEFORE + sentence + AFTER)
    findings = list(garbled.check(dossier))
    return [words for _, words in marked(dossier, findings)], findings


def test_a_stray_stop_in_the_middle_of_a_sentence_is_marked_where_it_stands():
    marks, (finding,) = check("The crew went home after the three-week. long strike at the harbour.")
    assert marks == ["week. long"]
    assert finding.category == "garbled_sentence"
    assert finding.reason == "A full stop stands in the middle of the sentence, before “long”."


def test_a_repeated_word_is_marked_with_the_single_one_as_suggestion():
    marks, findings = check("The passengers had to leave leave the deck at noon.")
    assert marks == ["leave leave"]
    assert findings[0].suggestion == "leave"


def test_a_repeated_surname_is_a_slip_where_it_also_stands_alone():
    marks, _ = check("Captain Brandt Brandt left. Brandt was tired. Nobody saw Brandt. Then Brandt slept.")
    assert marks == ["Brandt Brandt"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bakers, for a whom the mayor had waited, did not come.",
        "The singer she wants to of sing in the hall on Friday.",
        "Sailors claim that he the boat had sold near the lighthouse.",
        "The clerk who had been is seen sits near the door.",
        "The prizes he is us known for the paintings.",
        "The letters, of which nine the ink the clerks having spilt, were read.",
        "The roof, whose tiles of them ninety the storm lift will, from the owner it on Friday to a firm sold until.",
        "The in the summer painted boat itself having left, the guests not to the pier for the ticket become be.",
        "The lighthouse which of the coast the oldest is was to the town sold.",
        "The visitors say that they was glad to be home.",
        "The council will announces the price on Friday.",
        "The roof could been repaired before the winter.",
        "The mayor was unable reopen the road before the holiday.",
        "The ministers met on Monday to discuss of fishing.",
        "According to the, the ferry is worth three million pounds.",
        "The play, directed by, won two prizes at the fair.",
        "Witnesses said that the tower, which leaned on Monday, had been closed were questioned.",
        "More than 90 guests were moved from the hall where the lamps were broken by strong gusts were repaired.",
    ],
)
def test_a_sentence_that_no_speaker_of_english_says_is_marked_whole(sentence):
    marks, findings = check(sentence)
    assert marks == [sentence]
    assert findings[0].severity == "major"


@pytest.mark.parametrize(
    "sentence",
    [
        "One pier. Two boats. No captain.",
        "And then, in his best coat, he swam.",
        "What he was was a good captain.",
        "All that he had had was a small boat.",
        "The in-house lawyer said that that was wrong.",
        "The hall they used to dance in is now a bank.",
        "The people referred to in it have all left town.",
        "“No, no, no,” she said. “Go, go!”",
        "The man moored beside the wall was asleep when the wave came.",
        "A boat bought by the council last year lies in the harbour.",
        "Neither the mayor nor the bishop came, for it rained.",
        "He met with Mr. and Mrs. vanLoon, i.e. the owners, at 5 p.m. sharp.",
        "She gave them the keys they had asked for.",
        "Were he to sail tonight, as promised, we might yet see the lighthouse.",
        "The lighthouse hums at night, which nobody minds, for it is old.",
        "Bora Bora lies far from here.",
        "Never was it colder on the pier, and nowhere is it darker.",
        "If it were hers, she would sell it to the town it came from.",
        "The best boat that there is, he said, is hers.",
        "He is not the man he was, but the job offer was a good one.",
        "“They was all asleep, the lot of them,” the old keeper said.",
        "FERRY LATE AGAIN AS CREW THE WHICH SLEEPS",
    ],
)
def test_odd_but_sound_sentences_are_left_alone(sentence):
    assert check(sentence)[0] == []


def test_articles_in_other_languages_are_left_alone():
    dossier = story("Die die in der der Stadt wohnen, wohnen gern dort.")
    foreign = type(dossier)(tuple(type(one)(one.key, one.text, language="de") for one in dossier.sources))
    assert list(garbled.check(foreign)) == []
