import pytest

from articles.analysis.checks import boilerplate
from articles.analysis.dossier import Dossier, Source
from tests.analysis.newsroom_texts import marked, story

TEXT = "Ferry is late again\n\nThe ferry was late on Monday.\n\n{}\n\nThe harbour master apologised."


def check(line):
    dossier = story(TEXT.format(line))
    return [words for _, words in marked(dossier, boilerplate.check(dossier))]


@pytest.mark.parametrize(
    "line",
    [
        "News · Sport · Weather · Sign in",
        "Home | World | Money | Opinion",
        "CoastSpan – Boats – Piers – Lamps – Shop",
        "Share · Save · Comments (12)",
        "READ MORE : Mayor Opens New Garden For Old Sailors",
        "Also read: Seven soups for cold days",
        "You might also like: This seal has learned to ring a bell",
        "Subscribe to our newsletter and never miss a story.",
        "Get the best of the coast in your inbox every morning.",
        "Follow us on Facebook and Twitter",
        "(With inputs from agencies)",
        "With reporting by Anna Berg in Lisbon",
        "© CoastSpan 2025. Terms · Privacy · Cookies",
        "All rights reserved. This material may not be published.",
        "Advertisement",
        "Story continues below",
        "Leave a Reply",
        "We use cookies to improve your experience. Accept all cookies.",
        "Click here to download our app",
        "Last updated: 12 May, 10:45",
        "5 min read",
        "Photo credit: Anna Berg",
        "This article was originally published by the Harbour Wire.",
        "Sign up for free and read without limits.",
    ],
)
def test_page_furniture_is_marked_for_removal(line):
    assert check(line) == [line]
    dossier = story(TEXT.format(line))
    assert [finding.suggestion for finding in boilerplate.check(dossier)] == [""]


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Berg",
        "Sign language teachers went on strike on Friday.",
        "Share prices fell by three per cent on Monday.",
        "“Follow us and you will see,” the captain told the guests.",
        "Print workers at the harbour press will get a higher wage.",
        "Watch keepers saw the ship at noon.",
        "Get well soon, the mayor told the captain.",
        "The company asks its guests to subscribe to a newsletter, which many of them dislike.",
        "Read the law, said the judge, and left the room.",
        "More stories came to light on Tuesday.",
        "The Harwich–Hook route – the oldest on this coast – will go on.",
        "Cookies were handed to the passengers, and they shared them.",
    ],
)
def test_sentences_that_tell_the_news_are_left_alone(line):
    assert check(line) == []


def test_a_credit_at_the_end_of_a_paragraph_is_marked_alone():
    assert check("The ship sails again in June. With inputs from agencies.") == ["With inputs from agencies."]


def test_the_name_of_the_website_behind_a_headline_is_marked():
    text = "Ferry is late again, crew angry - Coast Journal\n\nThe ferry was late on Monday."
    dossier = Dossier((Source("one", text, "Coast Journal"),))
    assert marked(dossier, boilerplate.check(dossier)) == [("one", " - Coast Journal")]
    unknown = Dossier((Source("one", text.replace("Coast Journal", "Anna Berg"), "Coast Journal"),))
    assert list(boilerplate.check(unknown)) == []
