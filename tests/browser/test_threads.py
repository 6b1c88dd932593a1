"""Threads and the inbox in a real browser: calling somebody, answering, giving a mark away, reading what one was told."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.workflow import annotations, threads
from tests import newsdesk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mark(article):
    return newsdesk.an_annotation(article)


def open_article(page_of, user, article, **options):
    page = page_of(user, **options)
    page.goto(article.get_absolute_url())
    return page


def given_to(page):
    return page.locator(".note--current .note__facts div", has_text="Given to").locator("dd")


def write(page, text):
    """What somebody types once the field has opened."""
    expect(page.locator(".note--current textarea:focus, .note--current input:focus")).to_be_visible()
    page.keyboard.type(text)


def assert_clean(page):
    problems = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(p["id"], [node["target"] for node in p["nodes"]]) for p in problems] == []


def test_somebody_is_called_answers_and_is_answered_by_keyboard_alone(page_of, nora, jonas, sami, mark):
    page = open_article(page_of, nora, mark.article)
    page.keyboard.press("c")
    write(page, "Is it 40, @jo")
    expect(page.get_by_role("option", name="Jonas Weber")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.keyboard.type("or @Sami H")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".thread .mention")).to_have_text(["@jonas", "@sami"])
    line = mark.comments.get()
    assert line.text == "Is it 40, @jonas or @sami"

    page = page_of(jonas)
    page.goto("/")
    page.get_by_role("link", name="Inbox 1 unread").click()
    page.get_by_role("button", name="Nora Lind mentioned you").press("Enter")
    page.wait_for_load_state()  # only then has the browser itself gone to the note
    expect(page.locator(f"#note-{mark.pk}")).to_be_focused()
    page.locator(".note--current .thread__answer summary").press("Enter")
    write(page, "It is 41.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread__answers")).to_contain_text("It is 41.")
    assert mark.comments.get(author=jonas).answers == line
    assert nora.notifications.get().text == "It is 41."


def test_control_and_enter_send_a_comment_and_decide_nothing(page_of, nora, mark):
    page = open_article(page_of, nora, mark.article)
    page.keyboard.press("c")
    write(page, "Is it 40?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread")).to_contain_text("Is it 40?")
    mark.refresh_from_db()
    assert mark.is_open


def test_escape_closes_the_names_and_leaves_the_words(page_of, nora, jonas, mark):
    page = open_article(page_of, nora, mark.article)
    page.keyboard.press("c")
    write(page, "see @j")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.locator(".note--current .thread__add textarea").first).to_have_value("see @j")
    expect(page.locator(f"#note-{mark.pk}")).to_be_visible()


def test_a_mark_is_given_to_somebody_and_taken_oneself(page_of, nora, jonas, mark):
    page = open_article(page_of, nora, mark.article)
    page.keyboard.press("g")
    write(page, "jonas")
    page.keyboard.press("Enter")
    expect(given_to(page)).to_have_text("Jonas Weber")
    page.keyboard.press("g")
    page.get_by_role("button", name="I settle it").click()
    expect(given_to(page)).to_have_text("Nora Lind")
    mark.refresh_from_db()
    assert (mark.assigned_to, mark.is_open) == (nora, True)


def test_without_javascript_threads_and_the_inbox_work(page_of, nora, jonas, mark):
    annotations.comment(mark, by=jonas, text="@nora, is it 40?")
    page = page_of(nora, java_script_enabled=False)
    page.goto("/inbox/")
    page.get_by_role("button", name="Jonas Weber mentioned you").click()
    page.locator(".note--current .thread__answer summary").click()
    page.get_by_label("Answer to Jonas Weber").fill("Yes, @jonas.")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator(".note--current").get_by_text("Give to somebody").click()
    page.get_by_label("Who is to settle it").fill("Jonas Weber")
    page.get_by_role("button", name="Give", exact=True).click()
    expect(given_to(page)).to_have_text("Jonas Weber")
    assert jonas.notifications.count() == 2


def test_all_is_marked_as_read_and_taken_back(page_of, nora, jonas, mark):
    for text in ("@nora one", "@nora two"):
        annotations.comment(mark, by=jonas, text=text)
    page = page_of(nora)
    page.goto("/inbox/")
    page.get_by_role("button", name="Mark read").first.click()
    expect(page.locator("#inbox-count")).to_have_text("1 unread")
    expect(page.get_by_role("button", name="Mark unread")).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have read everything")
    page.keyboard.press("u")
    expect(page.locator("#inbox-count")).to_have_text("1 unread")
    assert nora.notifications.unread().count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page_of, nora, jonas, sami, mark, scheme, width):
    first = annotations.comment(mark, by=jonas, text=f"@nora {'unbroken' * 12}, is it 40?")
    annotations.comment(mark, by=sami, text="@Approver says 41.", answers=first)
    threads.assign(mark, by=jonas, version=1, assignee=nora)
    page = open_article(page_of, nora, mark.article, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.keyboard.press("c")
    write(page, "@")
    page.keyboard.press("ArrowDown")
    assert_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for address in ("/inbox/", "/preferences/"):
        page.goto(address)
        assert_clean(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
