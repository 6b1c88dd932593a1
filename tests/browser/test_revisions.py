"""The approver's page in a browser: the words behind a citation one key away, two revisions beside each other."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Approval, ApprovalRule
from articles.workflow import approval, draft, export, links
from tests import newsdesk

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
BELL = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years."


@pytest.fixture
def second(story, article, nora, sami):
    """Revision 2 of a story whose first has left the house; a note stands on it."""
    ApprovalRule.objects.create(signatures=2, link_hours=24)
    paragraph = newsdesk.a_paragraph(story, "It rang once.", by=nora, cites=[(article, BELL)])
    first = newsdesk.a_revision(story, by=nora)
    links.approve_by_link(links.make_link(first, guest="Ida Lund", by=sami), sha256=first.sha256)
    approval.approve(first, by=sami, sha256=first.sha256)
    export.export(first, "text", by=sami)
    draft.save_paragraph(paragraph, by=nora, version=paragraph.version, text="It rang twice.")
    story.refresh_from_db()
    revision = approval.send(story, by=nora)
    row = revision.document["paragraphs"][0]
    approval.add_note(
        revision, by=sami, paragraph=row["id"], start=0, end=len(row["text"]), quote=row["text"], text="Who heard it?"
    )
    return revision


def test_the_words_behind_a_citation_are_one_key_away(page_of, second, sami):
    page = page_of(sami)
    page.goto(reverse("approval", args=[second.story.slug]))
    page.keyboard.press("j")
    assert BELL in page.locator("#beside").inner_text()
    assert "Its keeper" in page.locator("#beside").inner_text()


def test_a_guest_signs_in_a_browser_without_an_account(page_of, second, sami):
    link = links.make_link(second, guest="Ida Lund", by=sami)
    page = page_of(None, viewport=SIZES["phone"])
    page.goto(reverse("link_guest", args=[links.token_of(link)]))
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Approve revision 2").click()
    page.get_by_role("heading", name="Thank you, Ida Lund").wait_for()
    approval.approve(second, by=sami, sha256=second.sha256)
    assert Approval.objects.filter(revision=second).exists()


def test_words_selected_choose_the_sentence_of_a_note(page_of, second, sami):
    page = page_of(sami)
    page.goto(reverse("approval", args=[second.story.slug]))
    page.keyboard.press("w")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.revision__text ins'))")
    row = second.document["paragraphs"][0]
    expect(page.locator("#place")).to_have_value(f"{row['id']}:0-{len(row['text'])}")


@pytest.mark.parametrize("viewport", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?revision=2&against=1&read=side"])
def test_nothing_stops_anybody_on_the_approvers_page(page_of, second, sami, viewport, scheme, query):
    links.make_link(second, guest="Ida Lund", by=sami)
    page = page_of(sami, viewport=viewport, color_scheme=scheme)
    for url in (reverse("approval", args=[second.story.slug]) + query, reverse("story_kill", args=[second.story.slug])):
        page.goto(url)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
