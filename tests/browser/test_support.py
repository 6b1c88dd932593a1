"""The support check live beside the draft, the first draft, the fitting sources and the head, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests import newsdesk

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
CROWD = "About 300 people stood on the quay."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paragraph(story, article, nora):
    return newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])


@pytest.fixture
def agreed(story, article):
    other = newsdesk.an_article(story, f"Bell\n\n{CROWD} It was cold.\n", "Evening Post")
    claim = newsdesk.a_claim(
        story, "Crowd", "size", says=[(article, "300 people"), (other, "300 people")], status="agree"
    )
    claim.statements.update(group=0)


def open_draft(page_of, user, story, query="", **options):
    page = page_of(user, **{"viewport": DESK, **options})
    page.goto(reverse("draft", args=[story.slug]) + query)
    return page


def texts(story):
    return list(story.paragraphs.standing().values_list("text", flat=True))


def test_a_number_typed_is_checked_as_soon_as_it_is_saved_and_settled_by_keyboard(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    page.locator(f"#edit-{paragraph.pk}").press("Enter")
    field = page.locator(f"#text-{paragraph.pk}")
    field.fill("About 3,000 people stood on the quay.")

    checks = page.locator(f"#checks-{paragraph.pk}")
    checks.get_by_text("The cited source does not give this number: “3,000”").wait_for()
    page.get_by_role("heading", name="One thing stands in the way of approval").wait_for()
    assert page.evaluate("document.activeElement.id") == f"text-{paragraph.pk}"

    field.press("Escape")
    page.locator(".unsupported", has_text="3,000").wait_for()
    page.locator(".check__confirm summary").press("Enter")
    page.locator(".check__confirm textarea:focus").wait_for()
    page.keyboard.type("I counted them.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("1 confirmed").wait_for()
    page.get_by_role("heading", name="Ready to send for approval").wait_for()
    assert page.locator(".unsupported").count() == 0
    assert story.confirmations.get().reason == "I counted them."


def test_a_reason_that_is_being_written_outlives_the_checks_that_come_meanwhile(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    page.locator(f"#edit-{paragraph.pk}").click()
    field = page.locator(f"#text-{paragraph.pk}")
    field.fill("About 3,000 people stood on the quay.")
    page.locator(".check__confirm summary").click()
    reason = page.get_by_label("How you know")
    field.fill("About 3,000 people stood on the long quay.")
    with page.expect_response(lambda response: response.url.endswith("/checks/") or "/checks/?" in response.url):
        reason.press_sequentially("I counted")
    page.wait_for_timeout(200)
    assert reason.input_value() == "I counted"


def test_a_first_draft_is_labelled_and_one_key_takes_it_back(page_of, story, agreed, nora):
    page = open_draft(page_of, nora, story)
    page.get_by_role("button", name="Make a first draft from the sources").click()
    page.get_by_text("First draft, made by Newsroom.").wait_for()
    assert texts(story) == [CROWD]
    page.keyboard.press("u")
    page.get_by_text("Nothing is written yet.").wait_for()
    assert texts(story) == [] and page.get_by_text("First draft, made by Newsroom.").count() == 0


def test_what_fits_a_paragraph_is_put_in_by_keys_and_by_dragging(page_of, story, article, paragraph, nora):
    newsdesk.an_article(story, "Bell\n\nOn the quay 300 people had waited since dawn.\n", "Evening Post")
    page = open_draft(page_of, nora, story)
    page.keyboard.press("f")
    page.locator("#source-fitting[aria-current]").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("i")
    page.locator(".para", has_text="had waited since dawn").wait_for()

    page.locator("#source-1").click()
    handle = page.locator("#s-2 [data-drag]")
    handle.drag_to(page.locator(f"#para-{paragraph.pk}"))
    page.locator(".para", has_text="The old harbour bell").wait_for()
    bell = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years."
    assert texts(story) == [CROWD, bell, "On the quay 300 people had waited since dawn."]


def test_a_field_of_the_head_is_saved_when_it_is_left(page_of, story, nora):
    page = open_draft(page_of, nora, story)
    page.get_by_text("Standfirst, location, byline").click()
    page.get_by_label("Byline").fill("Nora Lind")
    with page.expect_response(lambda response: response.url.endswith("/draft/head/") and response.ok):
        page.get_by_label("Byline").press("Tab")
    page.get_by_label("Standfirst").fill("After 40 years, a bell.")
    with page.expect_response(lambda response: response.url.endswith("/draft/head/") and response.ok):
        page.get_by_label("Standfirst").press("Tab")
    story.refresh_from_db()
    assert (story.byline, story.standfirst) == ("Nora Lind", "After 40 years, a bell.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE, {"width": 320, "height": 700}], ids=["desk", "phone", "narrow"])
def test_the_draft_with_all_of_it_is_accessible_and_never_scrolls_sideways(
    page_of, story, paragraph, agreed, nora, size, scheme
):
    page = open_draft(page_of, nora, story, "?source=fitting", viewport=size, color_scheme=scheme)
    page.locator(f"#edit-{paragraph.pk}").click()
    page.locator(f"#text-{paragraph.pk}").fill(
        "About 3,000 people with Vera Sokol lost their color on the harbour quay."
    )
    page.locator(f"#checks-{paragraph.pk}").get_by_text("“3,000”").wait_for()
    page.locator(f"#text-{paragraph.pk}").press("Escape")
    page.locator(".unsupported").first.wait_for()
    page.get_by_text("Standfirst, location, byline").click()
    page.locator(".check__confirm summary").first.click()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
