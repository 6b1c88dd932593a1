"""Reading and marking with the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.text import canonical
from tests import newsdesk

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = canonical(
    "👩\u200d🚀 of Cafe\u0301 heard the bell at nine. Dr. Lind counted 300 people there.\n\n"
    "The old quay was full. They sang until ten.\n"
)


@pytest.fixture
def article(story):
    return newsdesk.an_article(story, TEXT, headline="Bells")


@pytest.fixture
def page(nora, article, page_of):
    def open_page(**options):
        page = page_of(nora, **options)
        page.goto(article.get_absolute_url())
        return page

    return open_page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def chosen(page):
    return page.locator("#said").inner_text().removeprefix("Chosen: ")


def test_words_are_chosen_and_marked_by_keys_alone(page, article):
    newsdesk.an_annotation(article, "counted")
    page = page()
    press(page, "s")
    assert chosen(page) == "Dr. Lind counted 300 people there."
    press(page, "ArrowDown")
    assert chosen(page) == "The old quay was full."
    press(page, "ArrowUp", "ArrowUp")
    assert chosen(page) == "👩\u200d🚀 of Café heard the bell at nine."
    press(page, "ArrowDown", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert chosen(page) == "300 people"
    press(page, "ArrowRight", "ArrowRight", "Shift+ArrowLeft")
    assert chosen(page) == "counted 300 people there. The"
    press(page, "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter")
    expect(page.locator("#chooser input[type=radio]").first).to_be_focused()
    press(page, "3", "Enter")
    page.wait_for_selector("#chooser", state="detached")
    mark = article.annotations.get(check_slug="")
    assert (mark.quote, mark.category.slug) == ("300 people", "wrong_number")
    assert article.text[mark.start : mark.end] == "300 people"
    expect(page.locator(f"#note-{mark.pk}")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Marked.")


def test_escape_lets_go_of_the_words(page, article):
    page = page()
    press(page, "s", "Escape", "ArrowDown")
    assert page.evaluate("getSelection().isCollapsed")
    assert chosen(page) == "Nothing is chosen any more."


def test_dismissing_with_a_reason_then_undo_then_all_of_the_check_then_undo(page, article):
    marks = [newsdesk.an_annotation(article, quote) for quote in ("nine", "300", "ten")]
    page = page()
    press(page, "x")
    expect(page.locator(f"#why-{marks[0].pk}")).to_be_focused()
    page.keyboard.type("The usual dad joke.")
    press(page, "Enter")
    expect(page.locator("#said")).to_contain_text("Mark 1: dismissed. 1 decided, 2 open.")
    expect(page.locator(f"#note-{marks[1].pk}")).to_be_focused()
    marks[0].refresh_from_db()
    assert (marks[0].state, marks[0].decision_reason) == ("dismissed", "The usual dad joke.")
    press(page, "u")
    expect(page.locator(f"#note-{marks[0].pk}")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("Taken back: the mark is open again.")
    press(page, "l")
    expect(page.get_by_role("button", name="Accept 3 marks")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("#said")).to_contain_text("3 marks of the Numbers check accepted. 3 decided, 0 open.")
    expect(page.locator(".htmx-swapping, .htmx-settling, .htmx-request")).to_have_count(0)
    press(page, "Control+z")
    expect(page.locator("#said")).to_contain_text("Taken back: 3 marks as before. 0 decided, 3 open.")


def test_the_question_mark_lists_what_can_be_done_by_key(page, article):
    newsdesk.an_annotation(article, "nine")
    page = page()
    press(page, "?")
    listed = page.locator("#keys .keys__list").inner_text()
    for name in ("Next mark", "Dismiss, saying why", "Choose words by keys", "Widen or narrow at the end", "Undo"):
        assert name in listed


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_while_it_asks_and_nothing_scrolls_sideways(page, article, scheme, width):
    marks = [newsdesk.an_annotation(article, quote) for quote in ("nine", "300", "ten")]
    page = page(color_scheme=scheme, viewport={"width": width, "height": 900})
    press(page, "a")
    expect(page.locator(f"#note-{marks[1].pk}")).to_be_focused()
    press(page, "l")
    page.get_by_role("button", name="Accept 2 marks").wait_for()
    problems = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(p["id"], [node["target"] for node in p["nodes"]]) for p in problems] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
