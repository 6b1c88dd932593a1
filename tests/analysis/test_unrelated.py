import pytest

from articles.analysis.checks import unrelated
from tests.analysis.newsroom_texts import marked, story

FERRY = """The ferry hit the northern pier on Monday.

The captain, Ivo Brandt, said that the rudder of the ferry had failed near the pier.

Passengers were taken ashore by the harbour boats, and the ferry was towed away.

Engineers will look at the rudder this week, the harbour master said.

The northern pier will stay closed until the ferry company has paid for repairs."""


def check(*texts):
    dossier = story(*texts)
    return marked(dossier, unrelated.check(dossier))


def test_a_paragraph_about_strangers_and_another_subject_is_marked():
    stranger = (
        "Tennis champion Mirela Dantas beat her Belgian opponent in straight sets yesterday, reaching the semi-final "
        "in Antwerp without dropping a single service game."
    )
    paragraphs = FERRY.split("\n\n")
    text = "\n\n".join([*paragraphs[:3], stranger, *paragraphs[3:]])
    assert check(text) == [("one", stranger)]
    assert check(text, FERRY) == [("one", stranger)]


def test_a_paragraph_without_names_is_a_stranger_where_several_articles_share_none_of_its_words():
    recipe = "Whisk four eggs with brown sugar, melt the chocolate slowly and bake the sponge until golden underneath."
    paragraphs = FERRY.split("\n\n")
    text = "\n\n".join([*paragraphs[:3], recipe, *paragraphs[3:]])
    assert check(text, FERRY, FERRY) == [("one", recipe)]


def test_an_advertisement_in_the_middle_is_marked():
    offer = (
        "WIN a weekend in a castle! Tell us which cheese you would bring, and your whole family could be dining there."
    )
    paragraphs = FERRY.split("\n\n")
    text = "\n\n".join([*paragraphs[:3], offer, *paragraphs[3:]])
    assert check(text) == [("one", offer)]


def test_an_article_that_speaks_to_its_readers_about_the_ferry_is_no_advertisement():
    advice = "If you have tickets for the ferry, keep them: the company will pay you back, and the harbour bus is free!"
    assert check(FERRY + "\n\n" + advice) == []


def test_teasers_at_the_end_are_marked():
    teasers = ["The minister has announced a memorial garden in Velden…", "Broccoli helps digestion and weight…"]
    assert check(FERRY + "\n\n" + "\n\n".join(teasers)) == [("one", teaser) for teaser in teasers]


def test_background_that_speaks_of_the_subject_is_left_alone():
    background = "In 1998 another ferry, the Clara Dunn, lost its rudder off Velden and hit a pier there."
    assert check(FERRY + "\n\n" + background) == []


def test_an_anecdote_that_leans_on_the_story_is_left_alone():
    anecdote = (
        "He had bought a red umbrella in Antwerp, and he opened it while everybody else was shouting at seagulls."
    )
    assert check(FERRY + "\n\n" + anecdote) == []


def test_what_another_article_also_tells_is_left_alone():
    side = "Mirela Dantas, a tennis champion from Antwerp, travelled aboard with seventeen rackets and her grandmother."
    assert check(FERRY + "\n\n" + side, FERRY + "\n\n" + side) == []


def test_a_short_article_has_no_strangers():
    assert check("The ferry hit the pier.\n\nMirela Dantas won the semi-final in Antwerp without dropping a set.") == []


def inserted(paragraph, number=3):
    paragraphs = FERRY.split("\n\n")
    return "\n\n".join([*paragraphs[:number], paragraph, *paragraphs[number:]])


def test_words_that_all_news_shares_do_not_make_a_stranger_at_home():
    stranger = "Police in Antwerp said on Friday that the bakery of Mirela Dantas had evaded taxes for two decades."
    assert check(inserted(stranger), FERRY) == [("one", stranger)]


@pytest.mark.parametrize(
    "advertisement",
    [
        "Our pick of the week: seven garden sheds that double as a home office, from just $499",
        "Spring sale now on: waterproof jackets and shoes for the young sailor, with free delivery for orders over 90 euros.",
        "Elsewhere on the coast, two tugs have been named after cats by schoolchildren in a vote.",
        "And in tennis, the British number four has pulled out of the indoor event with a sore wrist.",
    ],
)
def test_pitches_and_openings_that_leave_the_story_are_marked(advertisement):
    assert check(inserted(advertisement), FERRY, FERRY) == [("one", advertisement)]


def test_a_witness_with_a_new_name_who_speaks_of_the_events_is_no_stranger():
    witness = "Jenny Abella, 19, came ashore with her brother. “The ferry shook and we held on,” she said."
    assert check(inserted(witness), FERRY) == []


def test_a_paragraph_that_names_somebody_of_the_story_is_at_home():
    home = "Brandt collects Belgian stamps, sings tenor and once won a chess tournament against eleven grandmasters."
    assert check(inserted(home), FERRY, FERRY) == []
