"""The corrected text of an article in a real browser: by keyboard, on a desk and on a phone, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.text import canonical
from tests import newsdesk

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TEXT = canonical(
    "The bell of Aldmere rang on Monday after 40 years. Tomas Brandt, 16, pulled the rope.\n\n"
    "Some 300 people stood on the quay. Some 300 people stood on the quay.\n\n"
    "Share this article\n\n"
    "The harbour office has kept the rope since then.\n"
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(story):
    article = newsdesk.an_article(story, TEXT, headline="Bell rings again")
    newsdesk.an_annotation(article, "Tomas Brandt, 16", reason="Who is he?")
    newsdesk.an_annotation(article, "16", "misstated_age", suggestion="61")
    newsdesk.an_annotation(article, "Share this article", "boilerplate", suggestion="")
    return article


@pytest.fixture
def corrected(article):
    """Accepts the two suggestions with the keyboard and goes to the corrected text."""

    def go(page):
        page.goto(article.get_absolute_url())
        page.keyboard.press("j")
        for _ in range(2):
            note = page.locator(".note--current")
            key = note.get_attribute("data-note")
            page.keyboard.press("a")
            expect(page.locator(f"#mark-{key}")).to_contain_class("mark--done")
        page.locator("#texts").get_by_text("Corrected").press("Enter")
        expect(page.locator("#corrected")).to_be_visible()
        return page

    return go


def test_accepted_words_stand_in_the_corrected_text_and_a_lost_mark_is_attached_by_keyboard(nora, page_of, corrected):
    page = corrected(page_of(nora))
    expect(page.locator("#corrected")).to_contain_text("Tomas Brandt, ")
    expect(page.locator("#corrected mark", has_text="61")).to_be_visible()
    expect(page.locator("#corrected")).not_to_contain_text("Share this article")
    page.get_by_role("link", name="Attach again").press("Enter")
    words = page.get_by_label("Its words in the corrected text")
    expect(words).to_be_focused()
    expect(words).to_have_value("Tomas Brandt, 61")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Attached to “Tomas Brandt, 61”.")).to_be_visible()
    expect(page.get_by_text("Lost their place")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_both_views_fit_the_screen_and_can_be_read_by_everybody(nora, page_of, article, corrected, viewport, scheme):
    page = corrected(page_of(nora, viewport=viewport, color_scheme=scheme))
    for view in ("Corrected", "Difference"):
        page.locator("#texts").get_by_text(view).click()
        expect(page.locator("#texts [aria-current]")).to_have_text(view)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Axe().run(page).response["violations"] == []
