"""Two texts side by side, in a browser: stepping through the differences by keys, and nothing that stops anybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from tests import newsdesk

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
OTHER = (
    "Bell of Aldmere heard\n"
    "\n"
    "About 300 people stood on the quay. "
    "The old harbour bell of Aldmere rang on Tuesday for the first time in 40 years. "
    "Its keeper, Tomas Brandt, 61, pulled the rope himself.\n"
)


@pytest.fixture
def address(story, article):
    newsdesk.an_article(story, OTHER, outlet="Coast Radio")
    return reverse("compare", args=[story.slug])


def test_keys_step_through_the_differences_and_swap_the_sides(page_of, nora, story, address):
    page = page_of(nora)
    page.goto(story.get_absolute_url())
    page.keyboard.press("v")
    expect(page).to_have_url(address)
    for key, difference in [("j", 1), ("j", 2), ("k", 1), ("k", 3)]:
        page.keyboard.press(key)
        expect(page.locator(f"#difference-{difference}")).to_be_focused()
    expect(page.get_by_role("navigation", name="Differences")).to_contain_text("3 of 3 differences")
    page.keyboard.press("x")
    expect(page.locator("[name=left]")).to_have_value("2")


def test_on_a_phone_a_pair_stays_together(page_of, nora, address):
    page = page_of(nora, viewport=SIZES["phone"])
    page.goto(address)
    monday, tuesday = (page.locator(".pair--changed .pair__side").nth(side).bounding_box() for side in (0, 1))
    assert monday["x"] == tuesday["x"]
    assert 0 <= tuesday["y"] - (monday["y"] + monday["height"]) < 30


@pytest.mark.parametrize("viewport", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stops_anybody_from_comparing(page_of, nora, address, viewport, scheme):
    page = page_of(nora, viewport=viewport, color_scheme=scheme)
    for query in ("", "#difference-2", "?right=1"):
        page.goto("about:blank")
        page.goto(address + query)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
