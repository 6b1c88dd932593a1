"""Insights and the time zone in a real browser."""

import os
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, LocalTime
from tests import newsdesk

SHOTS = os.environ.get("NEWSROOM_SHOTS")


@pytest.fixture
def months(nora):
    """Articles of three outlets in five months, with more errors in some than in others."""
    for month in range(5):
        story = newsdesk.a_story(by=nora)
        for outlet in range(3):
            article = newsdesk.an_article(story, outlet=["Aldmere Courier", "Brae Wire", "Echo of the Islands"][outlet])
            for quote in ["40 years", "61", "Monday", "300 people"][: (month + outlet) % 5]:
                newsdesk.an_annotation(article, quote, state="accepted", check_slug="wrong_number")
            came = timezone.now() - timedelta(days=30 * month)
            Article.objects.filter(pk=article.pk).update(imported_at=came)


@pytest.mark.parametrize("scheme, width", [("light", 1280), ("dark", 390), ("light", 320)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page_of, months, nora, scheme, width):
    page = page_of(nora, color_scheme=scheme, viewport={"width": width, "height": 900})
    for address in ("/insights/", "/insights/checks/", "/preferences/"):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{address.strip('/').replace('/', '-')}-{width}-{scheme}.png", full_page=True)


def test_the_zone_of_the_device_is_proposed_and_taken_by_keyboard(page_of, nora):
    page = page_of(nora, timezone_id="Asia/Tokyo")
    page.goto("/preferences/")
    page.get_by_role("button", name="Use Asia/Tokyo, as this device").press("Enter")
    expect(page.get_by_label("Time zone")).to_be_focused()
    page.get_by_role("button", name="Save the time zone").press("Enter")
    expect(page.get_by_text("Saved for your account.")).to_be_visible()
    assert LocalTime.objects.get().time_zone == "Asia/Tokyo"
    expect(page.get_by_role("button", name="as this device")).to_have_count(0)
