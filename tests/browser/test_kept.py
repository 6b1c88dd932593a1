"""Words that could not be saved are kept in the browser: no network, a lost answer, a closed tab lose and double nothing."""

import pytest
from django.urls import reverse

from articles.workflow import draft
from tests import newsdesk

OFFLINE = ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_CONNECTION", "htmx:"]
KEPT = "your words are kept in this browser, and sent when the network is back"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paragraph(story, nora):
    newsdesk.an_article(story)
    return draft.add_paragraph(story, by=nora, text="The bell rang.")


@pytest.fixture
def page(page_of, story, paragraph, nora):
    page = page_of(nora, allow=OFFLINE)
    page.goto(reverse("draft", args=[story.slug]))
    return page


def open_paragraph(page, paragraph):
    page.locator(f"#edit-{paragraph.pk}").click()
    page.locator(f"#text-{paragraph.pk}:focus").wait_for()
    return page.locator(f"#text-{paragraph.pk}")


def wait_until_saved(page):
    page.locator("#saved[data-state='']", has_text="Saved").wait_for()


def in_storage(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('newsroom words')).length")


def test_without_a_network_the_words_stay_and_are_saved_once_when_it_is_back(page, story, paragraph):
    field = open_paragraph(page, paragraph)
    page.context.set_offline(True)
    field.press("End")
    page.keyboard.type(" Nobody had expected it.")
    page.locator("#saved", has_text=KEPT).wait_for()
    page.keyboard.type(" It was loud.")
    page.locator("#saved", has_text=KEPT).wait_for()

    page.context.set_offline(False)
    wait_until_saved(page)

    paragraph.refresh_from_db()
    assert (paragraph.text, paragraph.version) == ("The bell rang. Nobody had expected it. It was loud.", 2)
    assert story.changes.filter(verb="write").count() == 1
    assert in_storage(page) == 0


def test_a_save_whose_answer_was_lost_is_neither_made_twice_nor_met_as_somebody_elses(page, story, paragraph):
    field = open_paragraph(page, paragraph)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/save/", lose_the_answer)
    field.fill("The bell rang twice.")
    page.locator("#saved", has_text="Not saved at").wait_for()
    paragraph.refresh_from_db()
    assert paragraph.text == "The bell rang twice."
    page.unroute("**/save/")
    field.press("End")
    page.keyboard.type(" It was loud.")
    wait_until_saved(page)

    paragraph.refresh_from_db()
    assert (paragraph.text, paragraph.version) == ("The bell rang twice. It was loud.", 3)
    assert page.locator(".clash-notice").count() == 0


def test_words_of_a_closed_tab_are_back_and_saved_when_the_page_is_opened_again(page, story, paragraph):
    field = open_paragraph(page, paragraph)
    page.context.set_offline(True)
    page.get_by_label("Headline").fill("Bell rings")
    field.fill("Words that no server has seen.")
    context = page.context
    page.close()
    context.set_offline(False)

    page = context.new_page()
    page.goto(reverse("draft", args=[story.slug]))
    page.locator(f"#text-{paragraph.pk}").wait_for()
    wait_until_saved(page)

    paragraph.refresh_from_db()
    story.refresh_from_db()
    assert (paragraph.text, story.headline) == ("Words that no server has seen.", "Bell rings")
    assert in_storage(page) == 0


def test_kept_words_never_go_over_what_somebody_saved_meanwhile(page, story, paragraph, jonas):
    field = open_paragraph(page, paragraph)
    page.context.set_offline(True)
    field.fill("The bell rang. It was loud.")
    context = page.context
    page.close()
    draft.save_paragraph(paragraph, by=jonas, version=paragraph.version, text="The old bell rang.")
    context.set_offline(False)

    page = context.new_page()
    page.goto(reverse("draft", args=[story.slug]))
    page.get_by_role("button", name="Save both together").click()
    page.locator(".clash-notice").wait_for(state="detached")

    paragraph.refresh_from_db()
    assert paragraph.text == "The old bell rang. It was loud."
    assert in_storage(page) == 0


def test_kept_words_of_a_paragraph_that_is_gone_can_be_put_in_again(page, story, paragraph, jonas):
    field = open_paragraph(page, paragraph)
    page.context.set_offline(True)
    field.fill("The bell must stay.")
    context = page.context
    page.close()
    draft.remove_paragraph(paragraph, by=jonas, version=paragraph.version)
    context.set_offline(False)

    page = context.new_page()
    page.goto(reverse("draft", args=[story.slug]))
    page.get_by_role("button", name="Put them in again").click()
    page.locator(".para", has_text="The bell must stay.").wait_for()

    assert list(story.paragraphs.standing().values_list("text", flat=True)) == ["The bell must stay."]
    assert in_storage(page) == 0
