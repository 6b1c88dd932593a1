"""Two texts that meet, in a browser: base, theirs, mine and both together are read and chosen on any screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Story
from articles.workflow import draft
from tests import newsdesk

TEXT = "The bell rang on Monday. Nobody had expected it. About 300 people stood on the quay."
SCREENS = [(1280, "light"), (390, "dark"), (320, "light")]

pytestmark = pytest.mark.django_db(transaction=True)


def is_fit(page):
    return Axe().run(page).response["violations"] == [] and page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth"
    )


@pytest.mark.parametrize("width, scheme", SCREENS)
def test_a_paragraph_a_headline_and_a_form_are_joined_by_one_press(page_of, story, nora, jonas, width, scheme):
    newsdesk.an_article(story)
    draft.set_headline(story, by=nora, version=1, headline="Bell of Aldmere rings")
    paragraph = draft.add_paragraph(story, by=nora, text=TEXT)
    page = page_of(nora, allow=["409"], viewport={"width": width, "height": 900}, color_scheme=scheme)

    page.goto(reverse("draft", args=[story.slug]))
    page.locator(f"#edit-{paragraph.pk}").click()
    field = page.locator(f"#text-{paragraph.pk}")
    field.wait_for()
    draft.save_paragraph(paragraph, by=jonas, version=1, text=TEXT.replace("300", "310"))
    draft.set_headline(story, by=jonas, version=story.version, headline="Old bell of Aldmere rings")
    field.fill(TEXT.replace("The bell", "The old bell"))
    page.locator(f"#clash-{paragraph.pk} .clash-notice").wait_for()
    page.get_by_label("Headline", exact=True).fill("Bell of Aldmere rings twice")
    page.locator("#headline-clash .clash-notice").wait_for()
    assert is_fit(page)
    for place in (f"#clash-{paragraph.pk}", "#headline-clash"):
        page.locator(place).get_by_role("button", name="Save both together").click()
        page.locator(f"{place} .clash-notice").wait_for(state="detached")
    assert field.input_value() == TEXT.replace("300", "310").replace("The bell", "The old bell")
    assert page.get_by_label("Headline", exact=True).input_value() == "Old bell of Aldmere rings twice"

    page.goto(reverse("story_edit", args=[story.slug]))
    now = Story.objects.get(pk=story.pk)
    now.swap(now.version, title="Harbour bell rings")
    page.get_by_label("Title").fill("Old Harbour bell")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".clash-notice").wait_for()
    assert is_fit(page)
    page.get_by_role("button", name="Save both together").click()
    page.locator(".storybar__title", has_text="Old Harbour bell rings").wait_for()
