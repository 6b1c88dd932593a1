import pytest

from articles.analysis.checks import boilerplate
from articles.analysis.dossier import Dossier, Source
from tests.analysis.newsroom_texts import marked, story
from tests.analysis.page_lines import FURNITURE, NEWS

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
        "Coast Journal // Boats // Piers // Lamps // Shop",
        "Liked this page? Follow Coast Journal and never miss a tide.",
        "You have three articles left this month. Create an account to read on.",
        "Spotted a mistake? Tell us at desk@coastjournal.example.",
        "Topics: harbours, ferries, seals",
        "Please switch off your ad blocker to support our journalism.",
        "Know more about this story? Write to our reporters.",
        "Turn on notifications and be the first to know.",
        "This article is for subscribers only.",
        "Read this next",
        "Show 12 comments",
        "Sponsored: Ten pans that last for ever",
        "This text was translated automatically and has not been checked.",
        "Desk: news@coastjournal.example",
        "ADVERTISEMENT – CONTINUE READING BELOW",
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
        "Our readers have asked whether the ferry will sail, and it will.",
        "We will tell you more when her family has been told.",
        "Do you remember the Clara Dunn? Captain Brandt does, and he tells her story to us all.",
        "The app shows where a ferry is, and an e-mail tells the guests when it is late.",
        "Tell the mayor, said the captain, and he left.",
        "Contact with the boat was lost at noon.",
        "Next week the boat will sail again.",
        "This article of faith divides the town.",
        "Join thousands of people on the pier and you will see nothing.",
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


def test_a_short_line_between_furniture_at_the_foot_goes_with_it():
    text = TEXT.format("Nobody was hurt.") + "\n\nShare · Save · Print\n\nSeals on the pier\n\n© CoastSpan 2025. Terms"
    dossier = story(text)
    assert [words for _, words in marked(dossier, boilerplate.check(dossier))][1] == "Seals on the pier"


FOUND_OF_PAGE = 0.95


def test_most_lines_of_pages_are_found_wherever_they_stand():
    missed = [line for line in FURNITURE if not check(line)]
    assert len(missed) <= (1 - FOUND_OF_PAGE) * len(FURNITURE), missed


@pytest.mark.parametrize("line", NEWS)
def test_news_in_the_words_of_a_page_is_left_alone(line):
    assert check(line) == []


def test_what_stands_about_the_writer_is_marked_below_the_article_only():
    about = "Anna Berg is a reporter at the Harbour Wire."
    below = story(TEXT.format("Nobody was hurt.") + f"\n\n{about}")
    above = story(f"{about}\n\n" + TEXT.format("Nobody was hurt."))
    assert marked(below, boilerplate.check(below)) == [("one", about)]
    assert marked(above, boilerplate.check(above)) == []


def test_the_name_of_the_outlet_alone_is_a_line_of_its_page():
    dossier = Dossier((Source("one", TEXT.format("Coast Journal"), "Coast Journal"),))
    assert marked(dossier, boilerplate.check(dossier)) == [("one", "Coast Journal")]


def test_a_label_in_front_of_a_headline_is_marked_alone():
    dossier = story("LIVE Ferry hits the pier\n\n" + TEXT.format("Nobody was hurt."))
    assert marked(dossier, boilerplate.check(dossier)) == [("one", "LIVE")]


def test_a_heading_in_the_middle_and_a_last_line_that_breaks_off_are_left_alone():
    heading = TEXT.format("A long night") + "\n\nThe divers came at noon.\n\nThe captain was taken to the"
    assert marked(story(heading), boilerplate.check(story(heading))) == []


def test_many_lines_take_time_in_proportion():
    dossier = story("Line\n" * 5_000)
    assert list(boilerplate.check(dossier)) == []
