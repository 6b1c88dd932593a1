import pytest

from articles.analysis.checks import garbled
from tests.analysis.newsroom_texts import marked, story

BEFORE, AFTER = "The ferry was late again on Monday.\n\n", "\n\nThe harbour master apologised."


def check(sentence):
    dossier = story(BEFORE + sentence + AFTER)
    findings = list(garbled.check(dossier))
    return [words for _, words in marked(dossier, findings)], findings


def test_a_stray_stop_in_the_middle_of_a_sentence_is_marked_where_it_stands():
    marks, (finding,) = check("The crew thanked the 41-year-old. year captain for his patience.")
    assert marks == ["old. year"]
    assert finding.category == "garbled_sentence"
    assert finding.reason == "A full stop stands in the middle of the sentence, before “year”."


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
        "The neighbours, to the which the mayor had written, did not come.",
        "The guests they had to of leave the hall before midnight.",
        "Guards said that they the lorry had seen near the gate.",
        "The boat which had been was found lay near the pier.",
        "The keys it was them given by the porter.",
        "The parcels, of which two the rain the porters having left, were opened.",
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
        "Three nights. No sleep. One boat.",
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
        "Had it opened in May, as planned, she would still have been there.",
        "The bridge moves a little when there is wind, but it is normal.",
        "Bora Bora lies far from here.",
        "FERRY LATE AGAIN AS CREW THE WHICH SLEEPS",
    ],
)
def test_odd_but_sound_sentences_are_left_alone(sentence):
    assert check(sentence)[0] == []


def test_articles_in_other_languages_are_left_alone():
    dossier = story("Die die in der der Stadt wohnen, wohnen gern dort.")
    foreign = type(dossier)(tuple(type(one)(one.key, one.text, language="de") for one in dossier.sources))
    assert list(garbled.check(foreign)) == []
