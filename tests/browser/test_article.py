"""The article page in a real browser: marking by selecting, deciding by keys, walking, and how it looks to axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Review
from articles.text import canonical
from tests import newsdesk
from tests.browser import until

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = canonical(
    "👩\u200d🚀 of Cafe\u0301 שלום said that the bell rang at nine.\n\nThe old quay was full, and 300 people sang.\n"
    "\nمرحبا from the island: boats came by the dozen.\n"
)

SELECT = """([first, start, last, end]) => {
    const place = (id, wanted) => {
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode()); ) {
            if (node.parentElement.closest('.vh, .mark__tag, .passage__no')) continue;
            const at = node.data.indexOf(wanted);
            if (at >= 0) return [node, at];
        }
    };
    const [from, a] = place(first, start), [to, b] = place(last, end);
    getSelection().setBaseAndExtent(from, a, to, b + end.length);
}"""


@pytest.fixture
def article(story):
    return newsdesk.an_article(story, TEXT, headline="Bells")


@pytest.fixture
def open_article(nora, article, page_of):
    def open_page(query="", **options):
        page = page_of(nora, **options)
        page.goto(article.get_absolute_url() + query)
        return page

    return open_page


def select(page, paragraph, words, *, until=None):
    last, end = until or (paragraph, words)
    page.evaluate(SELECT, [f"p{paragraph}", words, f"p{last}", end])
    page.wait_for_selector("#chooser")


def assert_clean(page):
    problems = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(p["id"], [node["target"] for node in p["nodes"]]) for p in problems] == []


def choose(page, key):
    page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_selector("#chooser", state="detached")


@pytest.mark.parametrize(
    ("paragraph", "words"), [(1, "rang at nine"), (2, "300 people"), (3, "the island"), (1, "שלום")]
)
def test_selecting_words_and_one_key_mark_exactly_them(open_article, article, paragraph, words):
    newsdesk.an_annotation(article, "said", by=article.story.created_by)
    page = open_article()
    select(page, paragraph, words)
    choose(page, "3")
    mark = article.annotations.get(quote=words)
    assert (article.text[mark.start : mark.end], mark.category.slug) == (words, "wrong_number")
    expect(page.locator(f"#note-{mark.pk}")).to_be_focused()
    assert page.locator(f"#mark-{mark.pk}").evaluate("e => e.firstElementChild.nextSibling.data") == words


def test_a_selection_over_marks_and_two_paragraphs_leaves_out_what_the_page_adds(open_article, article):
    newsdesk.an_annotation(article, "bell rang")
    page = open_article()
    select(page, 1, "that", until=(2, "old quay"))
    choose(page, "5")
    mark = article.annotations.get(category__slug="garbled_sentence")
    assert mark.quote == "that the bell rang at nine.\n\nThe old quay"


def test_the_severity_follows_the_category_and_escape_takes_the_chooser_away(open_article):
    page = open_article()
    page.evaluate("window.isTheSamePage = true")
    select(page, 2, "300 people")
    page.keyboard.press("m")
    page.keyboard.press("2")
    assert page.locator("#chooser [name=severity]:checked").get_attribute("value") == "blocker"
    assert page.locator(".chooser__guide:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#chooser").count() == 0
    page.wait_for_timeout(300)
    assert page.evaluate("window.isTheSamePage")


def test_the_buttons_of_the_chooser_are_clear_of_the_bar_at_the_foot(open_article):
    page = open_article(viewport={"width": 1280, "height": 700})
    select(page, 3, "the island")
    until(
        page,
        "document.querySelector('#chooser .button--main').getBoundingClientRect().bottom"
        " <= document.querySelector('#walk').getBoundingClientRect().top",
    )


def test_a_click_into_the_text_lets_go_of_words_for_which_nothing_was_chosen(open_article):
    page = open_article()
    select(page, 2, "300 people")
    page.locator("#p1").click(position={"x": 60, "y": 10})
    expect(page.locator("#chooser")).to_have_count(0)


def test_a_review_that_ends_brings_its_marks_into_the_open_page(open_article, article):
    review = Review.objects.create(story=article.story, started_at=timezone.now(), total=8, done=2)
    page = open_article()
    expect(page.locator("#review-progress")).to_contain_text("2 of 8 steps done")
    mark = newsdesk.an_annotation(article, "bell")
    Review.objects.filter(pk=review.pk).update(done=8, found=1, finished_at=timezone.now())
    expect(page.locator(f"#note-{mark.pk}")).to_be_visible()
    expect(page.locator("#review-progress")).to_contain_text("1 new mark")
    expect(page.locator("#walk")).to_contain_text("0 decided, 1 open")
    page.keyboard.press("a")
    expect(page.locator("#shelf")).to_contain_text("Reviewed, 1 of 1")


def test_a_accepts_and_the_focus_goes_on_to_the_next_open_mark(open_article, article):
    first, second = newsdesk.an_annotation(article, "bell"), newsdesk.an_annotation(article, "quay")
    page = open_article()
    page.keyboard.press("a")
    expect(page.locator(f"#note-{second.pk}")).to_be_focused()
    assert "1 decided, 1 open" in page.locator("#walk").inner_text()
    assert "1 of 2 decided" in page.locator("#shelf").inner_text()
    assert "mark--done" in page.locator(f"#mark-{first.pk}").get_attribute("class")
    page.keyboard.press("d")
    expect(page.locator("#walk")).to_be_focused()
    assert [mark.state for mark in article.annotations.order_by("start")] == ["accepted", "dismissed"]


def test_when_all_is_decided_n_leads_to_the_next_article_and_the_keys_of_a_mark_are_still_listed(open_article, article):
    newsdesk.an_annotation(article, "bell")
    other = newsdesk.an_article(article.story, outlet="Tidewater Post")
    newsdesk.an_annotation(other)
    page = open_article()
    page.keyboard.press("d")
    expect(page.locator("#walk")).to_be_focused()
    page.keyboard.press("?")
    listed = page.locator("#keys li")
    for words in ("Next article", "Accept the current mark", "Dismiss the current mark", "Resolve the current mark"):
        expect(listed.filter(has_text=words).first).to_be_visible()
    assert "Reviewed" not in page.locator("#keys").inner_text()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**{other.get_absolute_url()}")


def test_after_deleting_a_mark_the_next_one_is_current(open_article, article, nora):
    marks = [newsdesk.an_annotation(article, words, by=nora) for words in ("bell", "quay", "boats")]
    page = open_article(f"?note={marks[1].pk}")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".note--current").get_by_role("button", name="Delete").click()
    expect(page.locator(f"#note-{marks[2].pk}")).to_be_focused()


def test_j_and_k_walk_from_mark_to_mark_and_one_note_is_open(open_article, article):
    marks = [newsdesk.an_annotation(article, words) for words in ("bell", "quay", "boats")]
    page = open_article()
    for key, expected in (("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(f"#note-{marks[expected].pk}")).to_be_focused()
        expect(page.locator(".note__body:visible")).to_have_count(1)
        assert f"Mark {expected + 1} of 3" in page.locator("#walk").inner_text()
    page.locator(f"#mark-{marks[0].pk} .mark__tag").click()
    expect(page.locator(f"#note-{marks[0].pk}")).to_be_focused()


def test_keys_are_quiet_while_somebody_writes_and_c_leads_to_the_field(open_article, article):
    mark = newsdesk.an_annotation(article, "bell")
    page = open_article()
    expect(page.locator(".note--current textarea")).to_be_hidden()
    page.keyboard.press("c")
    expect(page.locator(".note--current textarea")).to_be_focused()
    page.keyboard.type("a dad")
    page.locator(".note--current").get_by_role("button", name="Comment").click()
    page.get_by_text("a dad").wait_for()
    mark.refresh_from_db()
    assert mark.is_open and mark.comments.get().text == "a dad"


def test_who_comes_second_sees_what_happened_and_keeps_their_words(open_article, article, jonas):
    mark = newsdesk.an_annotation(article, "bell")
    page = open_article(allow=["409"])
    mark.swap(1, state="dismissed", decided_by_id=jonas.pk, decided_at=mark.created_at)
    page.locator(".note--current").get_by_text("Comment, or say why").click()
    page.locator(".note--current textarea").fill("I rang the keeper.")
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Jonas Weber has dismissed this mark").wait_for()
    assert page.locator(".note--current textarea").input_value() == "I rang the keeper."


def test_a_mark_is_edited_and_deleted_in_its_note(open_article, article, nora):
    mark = newsdesk.an_annotation(article, "bell", by=nora, reason="Odd.")
    page = open_article()
    page.keyboard.press("e")
    expect(page.get_by_role("radio", name="Wrong number")).to_be_focused()
    page.get_by_label("Why (optional)").fill("It was a horn.")
    page.get_by_role("button", name="Save").click()
    page.locator(".note__body").get_by_text("It was a horn.").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete").click()
    page.locator(f"#note-{mark.pk}").wait_for(state="detached")
    assert not article.annotations.exists()


def test_without_javascript_every_action_works(open_article, article, nora):
    mark = newsdesk.an_annotation(article, "bell")
    page = open_article(java_script_enabled=False)
    page.get_by_role("button", name="Accept").click()
    assert page.url.endswith(f"?note={mark.pk}#note-{mark.pk}")
    page.get_by_role("button", name="Reopen").click()
    page.locator(".note--current").get_by_text("Comment, or say why").click()
    page.get_by_label("Comment, or why you decide so").fill("Asked the keeper.")
    page.locator(".note--current").get_by_role("button", name="Comment").click()
    page.get_by_role("link", name="Mark words").click()
    page.get_by_label("Sentence", exact=True).select_option(index=1)
    page.get_by_role("radio", name="Wrong number").check()
    page.locator("#chooser").get_by_role("button", name="Mark").click()
    assert article.annotations.get(created_by=nora).quote.startswith("The old quay")
    mark.refresh_from_db()
    assert mark.is_open and [line.verb for line in mark.comments.all()] == ["reopen", ""]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_article, article, scheme, width, nora):
    newsdesk.an_annotation(article, "the bell rang", suggestion="a horn rang")
    newsdesk.an_annotation(article, "bell", "name_variant", by=nora)
    done = newsdesk.an_annotation(article, "quay", state="accepted", decided_by=nora, decided_at=article.imported_at)
    page = open_article("?at=0-3#at", color_scheme=scheme, viewport={"width": width, "height": 900})
    select(page, 2, "300 people")
    page.locator("#chooser").get_by_label(re.compile("Wrong number")).check()
    assert_clean(page)
    page.locator(f"#mark-{done.pk} .mark__tag").click()
    assert_clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
