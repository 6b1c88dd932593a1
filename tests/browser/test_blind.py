"""Settling what a blind reader and the desk marked differently, by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.workflow import blind
from tests import newsdesk

pytestmark = pytest.mark.django_db(transaction=True)


def assert_clean(page, width):
    problems = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(p["id"], [node["target"] for node in p["nodes"]]) for p in problems] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def marks(article):
    return [newsdesk.an_annotation(article, quote) for quote in ("40 years", "61", "300 people")]


def test_differences_are_settled_one_by_one_by_keys(page_of, article, marks, jonas):
    blind.start(article, by=jonas)
    blind.finish(article, by=jonas)
    page = page_of(jonas)
    page.goto(f"{article.get_absolute_url()}agreement/")
    for key, left in (("2", 2), ("1", 1), ("4", 0)):
        page.keyboard.press(key)
        expect(page.get_by_role("status").filter(has_text="to settle")).to_have_text(f"{left} to settle")
    assert list(article.annotations.values_list("state", flat=True)) == ["accepted", "dismissed", "dismissed"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_while_reading_and_comparing(page_of, article, marks, jonas, scheme, width):
    page = page_of(jonas, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Read blind").click()
    page.get_by_role("button", name="Finish and compare").wait_for()
    assert page.locator("#reading mark").count() == 0
    assert_clean(page, width)
    page.get_by_role("button", name="Finish and compare").click()
    page.get_by_role("heading", name="Readers compared").wait_for()
    page.keyboard.press("2")
    page.get_by_text("2 to settle").wait_for()
    assert_clean(page, width)
