"""The last look in a real browser: a verdict with and without script, on a desk and on a phone, by day and by night."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Approval, ChangeRequest, StoryParagraph
from articles.workflow import approval, draft
from tests import newsdesk
from tests.browser import until

SAID = "About 300 people stood on the quay."
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(story, article, nora, sami):
    """Revision 2, waiting: Sami has sent the first one back."""
    start = article.text.index(SAID)
    draft.put_sentence(story, by=nora, article=article, start=start, end=start + len(SAID))
    first = approval.send(story, by=nora)
    approval.request_changes(first, by=sami, reason="Who counted them?")
    rewrite(story, "About 300 people stood on the quay of Aldmere.", by=nora)
    return approval.send(story, by=nora)


def rewrite(story, text, *, by):
    paragraph = StoryParagraph.objects.get(story=story)
    draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def open_approval(page_of, user, revision, **options):
    page = page_of(user, **{"viewport": DESK, **options})
    page.goto(reverse("approval", args=[revision.story.slug]))
    return page


def test_an_approver_signs_it_off_and_goes_on_to_the_exports(page_of, sent, sami):
    page = open_approval(page_of, sami, sent)

    page.get_by_role("button", name="Approve").click()

    page.get_by_role("heading", name=re.compile("Approved by Sami Haddad")).wait_for()
    assert Approval.objects.get().revision == sent
    assert page.get_by_role("link", name="Export revision 2").is_visible()


def test_a_verdict_without_a_reason_says_so_in_place_and_keeps_the_focus_near(page_of, sent, sami):
    page = open_approval(page_of, sami, sent, allow=["422"])

    page.get_by_role("button", name="Request changes").click()
    page.get_by_role("alert").wait_for()
    until(page, "document.activeElement.id === 'verdict-refused'")

    page.get_by_label("Reason").fill("Name the counter.")
    page.get_by_role("button", name="Request changes").click()
    page.get_by_role("heading", name=re.compile("Sent back by Sami Haddad")).wait_for()
    assert ChangeRequest.objects.get(revision=sent).reason == "Name the counter."


def test_without_script_the_same_buttons_work(page_of, sent, sami):
    page = open_approval(page_of, sami, sent, java_script_enabled=False)

    page.get_by_role("button", name="Approve").click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("Approved by Sami Haddad")
    assert Approval.objects.count() == 1


def test_the_author_finds_a_button_that_does_nothing(page_of, sent, nora):
    page = open_approval(page_of, nora, sent)

    button = page.get_by_role("button", name="Approve")
    assert button.get_attribute("aria-disabled") == "true"
    button.click(force=True)

    assert not Approval.objects.exists()


def test_a_change_while_the_approver_reads_takes_the_place_of_the_page(page_of, sent, sami, jonas):
    page = open_approval(page_of, sami, sent, allow=["409"])
    rewrite(sent.story, "About 400 people stood on the quay of Aldmere.", by=jonas)

    page.get_by_role("button", name="Approve").click()

    page.get_by_role("heading", name="The draft changed while you read").wait_for()
    until(page, "document.activeElement.id === 'changed'")
    assert page.locator("main").count() == 1
    assert "400" in page.locator("ins").inner_text()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("width", [390, 320])
def test_long_outlet_names_and_many_chips_fit_a_phone_and_stand_off_the_words(page_of, story, nora, sami, width):
    outlets = ["The Independent Morning Chronicle of Aldmere and the Outer Isles", "Küstenrundfunkanstaltsgesellschaft"]
    articles = [newsdesk.an_article(story, outlet=outlet) for outlet in [*outlets, "Coast Radio", "NorthWire"]]
    paragraph = newsdesk.a_paragraph(story, "It rang.", by=nora)
    for article in articles:
        newsdesk.a_citation(paragraph, (0, 8), article, SAID, by=nora)
    revision = newsdesk.a_revision(story, by=nora)

    page = open_approval(page_of, sami, revision, viewport={"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    chips = page.locator(".revision .cite")
    assert chips.count() == 4
    for chip in chips.all():
        assert chip.evaluate("chip => chip.previousSibling.textContent.endsWith(' ')")
        assert chip.evaluate("chip => [...chip.getClientRects()].every(box => box.right <= innerWidth)")


def test_the_quotes_behind_it_open_by_keyboard(page_of, sent, sami):
    page = open_approval(page_of, sami, sent)

    page.locator(".proofs summary").focus()
    page.keyboard.press("Enter")

    assert page.locator(".proof").get_by_text(SAID).is_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stops_those_who_listen_or_read_small_and_nothing_scrolls_sideways(
    page_of, sent, article, sami, viewport, scheme
):
    newsdesk.an_annotation(article, "300 people")
    page = open_approval(page_of, sami, sent, viewport=viewport, color_scheme=scheme)
    page.locator(".proofs summary").click()

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
