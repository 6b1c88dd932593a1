"""The page of the API and the tokens in a real browser: how they look to axe, and making a token by hand."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.workflow import tokens
from tests import newsdesk
from tests.api.callers import Caller


def look(page):
    problems = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in problems] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page_of, nora, width, scheme):
    tokens.make(by=nora, name="Agency feed", scopes=["stories:read", "articles:write"], days=30)
    gone = tokens.make(by=nora, name="Old feed", scopes=["stories:read"], days=30).token
    tokens.withdraw(gone, by=nora)
    page = page_of(nora, viewport={"width": width, "height": 800}, color_scheme=scheme)

    page.goto("/api/")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    look(page)
    page.goto("/preferences/tokens/")
    look(page)


def test_a_token_is_made_after_the_password_and_opens_the_api(page_of, nora):
    page = page_of(nora)
    page.goto("/preferences/")
    page.get_by_role("link", name="API tokens").click()
    page.get_by_role("link", name="Make a token").click()
    page.locator("input[type=password]").fill(newsdesk.PASSWORD)
    page.locator("main button").click()
    page.get_by_label("What it is for").fill("Agency feed")
    page.get_by_label("Read stories").check()
    page.get_by_role("button", name="Make the token").click()

    token = page.get_by_label("Token", exact=True)
    expect(token).to_have_value(re.compile("^nrt_"))
    assert Caller(token.input_value()).get("/me").status_code == 200
    page.get_by_role("link", name="Done").click()
    page.get_by_role("button", name="Withdraw Agency feed").click()
    expect(page.get_by_text("opens nothing any more")).to_be_visible()
