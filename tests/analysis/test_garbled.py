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


BROKEN = {
    "a verb is left over where two sentences ran together": """
        The hospital said that four of the sailors were in a critical condition have been freed on bail.
        Ticket prices are likely to stay high for the rest of the year was found asleep in his flat.
        The ferry from Velden was forty minutes late because of a fallen mast has denied all the charges.
        Experts believe that the barnacles came from bats had scored twice before half-time.
        He told reporters that the plan was dead the captain will travel to Velden on Thursday.
        The choir, which gave its first concert in 1911 were trapped in the lift for two hours.
        Some of the boats were freed were released on Sunday after the talks.
        The council has approved has passed the budget by a narrow majority.""",
    "the verb does not fit its auxiliary": """
        The captain did not went to the ceremony because of the fog.
        Divers have not yet establish the cause of the leak.
        Fares on the old ferry was fell by 12 percent after the announcement.
        Doctors managed to saved the keeper after a long operation.
        The court is expected to ruling on the appeal next week.
        The harbour dues must being paid before the spring.
        The sails have being mended at the yard all week.
        The crew will resuming the search at dawn.""",
    "subject and verb do not agree": """
        The talks was described as constructive by both captains.
        The sailors denies any part in the quarrel on the pier.
        The old lighthouse were painted white in the spring.""",
    "a word that the verb needs is lost": """
        The ferry line will all crossings to the island until further notice.
        The judge told the jury that they must the evidence with great care.
        The fire broke out on the deck and spread quickly before could be contained.
        The crates been opened and the lamps unpacked by the crew.
        The divers are the first people be honoured by the new council.
        One the captains is from Velden, the other from the coast.""",
    "small words stand in a heap": """
        The book is based on of the diaries that her mother kept on the ship.
        The bridge was named after to the engineer who built it.
        The keeper was sentenced to for twelve years on the island.
        More two than hundred crossings were cancelled because of the fog.
        There were gaps in the of way the yard was run.
        The pilot had to withdraw before the because start of the race.
        The captain will who travel to the island next week has a cold.
        The crew had of abandon the ship before it sank.""",
    "a word stands where another language has it": """
        The firemen they arrived at the pier with two hoses.
        The captain made it known that he not will take part in the race.
        The two men were held by the police who them searched in the yard.
        They have looked for the bell since two years.
        The sailor signed for the old ferry until the 2029.
        The ferry was late during third the storm of the year.
        The yard is real a risk for the town.""",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_sentences_of_each_kind_are_marked(kind):
    sentences = [line.strip() for line in BROKEN[kind].strip().splitlines()]
    dossier = story("\n\n".join([BEFORE.strip(), *sentences, AFTER.strip()]))
    words = [words for _, words in marked(dossier, garbled.check(dossier))]
    assert [sentence for sentence in sentences if not any(one in sentence for one in words)] == []
    assert all(any(one in sentence for sentence in sentences) for one in words)


def test_the_wrong_article_before_a_vowel_is_put_right():
    marks, (finding,) = check("The keeper told an story about a island in the north.")[0], check("It is a island.")[1]
    assert (marks, finding.suggestion) == (["an story", "a island"], "an island")


@pytest.mark.parametrize("sound", ["a one-off", "a European", "a unit", "an hour", "an honest", "an MP", "a ewe"])
def test_articles_follow_the_sound_and_not_the_letter(sound):
    assert check(f"It was {sound} deal for the old harbour.")[0] == []


def test_speech_is_left_as_it_was_spoken():
    spoken = "“I goes there and they was asleep. They done took the boats what were moored was gone,” he said."
    assert check(spoken)[0] == []


SOUND = """
Not guilty. That was the verdict, and nobody in the gallery said a word.
Half-time: City 2, Rovers 1.
10.30am: Two more buses on their way. Traffic still slow on the A9.
Smith, c Jones b Patel, 45; Kumar not out 102; extras 11.
United won 3-1 away, City lost 2-0 at home and Rovers drew.
Gone are the days when a letter took a week.
Among the dead were two nurses and a boy of nine.
On the table lay a map, three pens and a loaded pistol.
Had the pilot known of the fog, he would have turned back.
Not until Thursday were the roads open again.
What he said was that what had been done was done.
The man police say fired the shots was arrested on Sunday.
The house the couple bought last year was swept away.
The people they work for are not the people they vote for.
The problem the city faces is that there is no money left.
The little they had had gone on food.
He is, and always has been, a liar, the widow said.
That that was wrong is clear to all who were there.
The troops fired on were not armed, the report says.
The boat raced past the pier sank within minutes.
The goods seized included watches, phones and a stuffed owl.
The more they dug, the less they found.
He insisted that she be given a lawyer and that the trial be held in public.
It is vital that he not be moved, doctors said.
She let it be known that she was not amused.
The move could see up to 300 jobs go.
The club are top of the table and their fans are dreaming.
The family say they have heard nothing since.
A number of people were hurt and a lot of damage was done.
Ten years is a long time in politics, and 40 million euros is a lot of money.
Either he goes or I do, she is reported to have said.
He ran for and won a seat on the council.
He has been in and out of prison since 1998.
The rebels control, or claim to control, most of the north.
In 2019 there were nine such cases, in 2020 none, and last year 31.
The then prime minister and the then head of the bank fell out.
With the road cut and the phones dead, they had no choice but to walk.
The few who stayed say they would do so again.
For her to say so now is odd, to say the least.
How it started is not known; why it spread is.
Whoever wins will inherit a debt of 90 billion.
He should have and could have known, the judge said.
She is one of, if not the, best goalkeepers of her time.
The house has been, is being and will be watched, police said.
The captain had been to the port they all came from before it was closed.
A white van thought to have been used by the crew was found near the port.
The harbour patrol then sank the vessel and its crew was thrown into the sea.
The minister says the new laws, introduced today, will cut fares and it is hoped this will help.
The keeper says scrapping the rule would be a mistake and that will mean more work.
The ferry line will, as the council asked, run until June.
The captain said if it rained the race would be put off.
Her team beat ours and hers is the better boat; she puts his into the shade.
"""


def test_odd_but_sound_prose_has_no_mark_at_all():
    dossier = story("\n\n".join([BEFORE.strip(), *SOUND.strip().splitlines(), AFTER.strip()]))
    assert marked(dossier, garbled.check(dossier)) == []


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
