"""Several people at one story: who is here, and what others do comes up without reload, beside what one has in hand."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.workflow import annotations, draft
from tests import newsdesk

pytestmark = pytest.mark.django_db(transaction=True)


def ping(page):
    """What the page does every ten seconds."""
    with page.expect_response("**/here/"):
        page.evaluate(
            """async () => {
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )


def open_page(page_of, user, address, **options):
    page = page_of(user, viewport={"width": 1280, "height": 900}, **options)
    with page.expect_response("**/here/"):
        page.goto(address)
    return page


@pytest.fixture
def paragraphs(story, nora):
    newsdesk.an_article(story)
    return [draft.add_paragraph(story, by=nora, text=text) for text in ("The bell rang.", "Nobody had expected it.")]


def test_an_accepted_mark_is_on_the_others_screens_at_the_next_ping(page_of, story, nora, jonas, sami):
    text = "\n\n".join(f"Sentence number {n} of the report stands here." for n in range(60))
    article = newsdesk.an_article(story, text)
    marks = [newsdesk.an_annotation(article, f"number {n} of") for n in range(60)]
    screens = [open_page(page_of, user, article.get_absolute_url()) for user in (nora, sami)]
    here = marks[7]
    for screen in screens:
        screen.locator(f"#note-{here.pk} h3 a").click()

    annotations.accept(marks[5], by=jonas, version=1)
    annotations.dismiss(here, by=jonas, version=1)

    for screen in screens:
        ping(screen)
        screen.locator(f"#note-{marks[5].pk}.note--done", has_text="Accepted by Jonas Weber").wait_for()
        screen.locator(f"#note-{here.pk}.note--done.note--current", has_text="Dismissed by Jonas Weber").wait_for()
        assert screen.locator("#walk").inner_text().count("2 decided, 58 open") == 1
        assert screen.evaluate("document.activeElement.id") == f"note-{here.pk}"


def test_a_comment_that_is_being_written_is_never_drawn_over_and_the_rest_comes_when_it_is_done(
    page_of, story, nora, jonas
):
    article = newsdesk.an_article(story)
    mark = newsdesk.an_annotation(article)
    page = open_page(page_of, nora, f"{article.get_absolute_url()}?note={mark.pk}")
    page.locator(f"#note-{mark.pk} summary", has_text="Comment").click()
    field = page.locator(f"#text-{mark.pk}")
    field.fill("I am not sure about")
    annotations.accept(mark, by=jonas, version=1)

    ping(page)
    page.locator("#walk", has_text="1 decided").wait_for()
    assert field.input_value() == "I am not sure about"
    assert page.evaluate("document.activeElement.id") == f"text-{mark.pk}"

    field.fill("")
    page.locator("#walk").focus()
    ping(page)
    page.locator(f"#note-{mark.pk}", has_text="Accepted by Jonas Weber").first.wait_for()


def test_others_paragraphs_come_up_while_one_writes_and_neither_words_nor_cursor_move(
    page_of, story, paragraphs, nora, jonas
):
    mine, theirs = paragraphs
    page = open_page(page_of, nora, reverse("draft", args=[story.slug]), allow=["ERR_FAILED", "htmx:"])
    page.locator(f"#edit-{mine.pk}").click()
    field = page.locator(f"#text-{mine.pk}")
    page.locator(f"#text-{mine.pk}:focus").wait_for()
    page.route("**/save/", lambda route: route.abort())
    page.keyboard.press("Home")
    page.keyboard.type("Yesterday ")

    draft.save_paragraph(theirs, by=jonas, version=1, text="Everybody had expected it.")
    ping(page)
    page.locator(f"#para-{theirs.pk}", has_text="Everybody had expected it.").first.wait_for()
    draft.add_paragraph(story, by=jonas, text="A third one.")
    ping(page)
    page.locator(".para", has_text="A third one.").first.wait_for()

    assert field.input_value() == "Yesterday The bell rang."
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == [
        f"text-{mine.pk}",
        len("Yesterday "),
    ]
    page.unroute("**/save/")
    page.keyboard.type("at noon ")
    page.locator("#saved[data-state='']", has_text="Saved").wait_for()
    mine.refresh_from_db()
    assert mine.text == "Yesterday at noon The bell rang."


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_sees_who_is_here_and_who_writes_where(page_of, story, paragraphs, nora, jonas, scheme, width):
    address = reverse("draft", args=[story.slug])
    theirs = open_page(page_of, jonas, address)
    theirs.locator(f"#edit-{paragraphs[1].pk}").click()
    theirs.locator(f"#text-{paragraphs[1].pk}:focus").wait_for()
    ping(theirs)
    page = page_of(nora, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.goto(address)

    page.locator(f"#para-{paragraphs[1].pk}.para--theirs", has_text="Jonas Weber is writing here").wait_for()
    assert page.get_by_role("list", name="Here now").get_by_role("listitem").inner_text().split()[0] == "JW"
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
