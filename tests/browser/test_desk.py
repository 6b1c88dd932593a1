"""The desk by keyboard alone: walking the rows, giving a story to somebody, looking for words; and how it looks."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Story
from articles.workflow import annotations
from tests import newsdesk
from tests.browser import until


@pytest.fixture
def busy(nora, jonas):
    """A desk with a call, urgent and late stories, marks, conflicts and a draft."""
    now = timezone.now()
    for number in range(4):
        story = newsdesk.a_story(
            f"ferry-{number}",
            title=f"Ferry aground, day {number}",
            by=nora,
            headline="Ferry with seventy aboard runs aground in fog" if number else "",
            priority=number + 1,
            due_at=now + timedelta(hours=number - 1),
            embargo_until=now + timedelta(days=1) if number == 2 else None,
        )
        article, other = newsdesk.an_article(story), newsdesk.an_article(story, outlet="Tidewater Post")
        mark = newsdesk.an_annotation(article, severity="blocker")
        newsdesk.a_claim(story, says=[(article, "40 years"), (other, "About 300")])
        newsdesk.a_paragraph(story, by=jonas)
    annotations.comment(mark, by=jonas, text="@nora, is this the keeper or his son?")


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def test_a_story_is_found_given_away_and_opened_by_keyboard_alone(page_of, nora, jonas, busy):
    page = page_of(nora)
    page.goto("/?show=all&sort=story")
    page.keyboard.press("j")
    assert "Jonas Weber mentioned you" in focused(page)
    for _ in range(6):
        page.keyboard.press("j")
    assert focused(page) == "Ferry aground, day 1"
    page.keyboard.press("k")
    assert focused(page) == "Ferry aground, day 0"
    page.keyboard.press("a")
    form = page.get_by_role("form", name="Plan of Ferry aground, day 0")
    expect(form.get_by_label("Assigned to")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    until(page, "document.activeElement.textContent == 'Ferry aground, day 0'")
    page.keyboard.press("a")
    expect(form.get_by_label("Assigned to")).to_be_focused()
    page.keyboard.press("j")  # one letter: a slow machine forgets the first of several
    page.keyboard.press("Tab")
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    form.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("link", name="Assigned to Jonas Weber: Ferry aground, day 0")).to_be_visible()
    assert Story.objects.get(slug="ferry-0").assigned_to == jonas
    until(page, "document.activeElement.textContent == 'Ferry aground, day 0'")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/stories/ferry-0/")


def test_words_are_looked_for_and_the_first_place_is_opened_by_keyboard_alone(page_of, nora, busy):
    page = page_of(nora)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("tomas brandt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Found: “tomas brandt”")).to_be_visible()
    page.wait_for_load_state()
    page.locator("body").press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/articles/\d+/\?at="))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desk_and_results_have_no_barrier_and_never_scroll_sideways(page_of, nora, busy, scheme):
    page = page_of(nora, color_scheme=scheme)
    for address in ("/?show=all&priority=1", "/", "/search/?q=bell", "/stories/ferry-1/plan/"):
        page.goto(address)
        if address == "/":
            page.get_by_role("link", name="Assign Ferry aground, day 1").click()
            expect(page.get_by_role("form", name="Plan of Ferry aground, day 1")).to_be_visible()
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            if width != 320:
                found = Axe().run(page)
                assert found.violations_count == 0, (address, width, found.generate_report())
