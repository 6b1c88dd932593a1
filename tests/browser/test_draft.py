"""Writing beside the sources in a real browser: putting, typing, saving, citing, splitting, undoing, two at one text."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.urls import reverse

from articles.models import StoryParagraph
from articles.workflow import draft
from tests import newsdesk

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
BELL = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years."
CROWD = "About 300 people stood on the quay."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paragraph(story, article, nora):
    return draft.add_paragraph(story, by=nora, text="The bell rang. Nobody had expected it.")


def open_draft(page_of, user, story, query="", **options):
    page = page_of(user, **{"viewport": DESK, **options})
    page.goto(reverse("draft", args=[story.slug]) + query)
    return page


def texts(story):
    return list(story.paragraphs.standing().values_list("text", flat=True))


def open_paragraph(page, paragraph):
    page.locator(f"#edit-{paragraph.pk}").click()
    field = page.locator(f"#text-{paragraph.pk}")
    field.wait_for()
    return field


def put_cursor_at(field, words):
    field.evaluate("(f, words) => { const at = f.value.indexOf(words); f.focus(); f.setSelectionRange(at, at) }", words)


def wait_until_saved(page):
    page.locator("#saved[data-state='']", has_text="Saved").wait_for()


def test_one_click_puts_a_source_sentence_into_the_draft_with_its_citation(page_of, story, article, nora):
    page = open_draft(page_of, nora, story)

    page.get_by_text(BELL).click()
    page.locator(".para", has_text=BELL).get_by_role("link", name="Source: Aldmere Courier 2").wait_for()
    page.locator("#s-2.sentence--used").wait_for()
    page.get_by_role("button", name="Sentence 5: Put").press("Enter")
    page.locator(".para", has_text=CROWD).wait_for()

    assert texts(story) == [BELL, CROWD]
    assert page.get_by_role("heading", name="Ready to send for approval").is_visible()
    assert page.evaluate("document.activeElement.id") == "put-5"


def test_typing_is_saved_without_a_word_and_the_page_says_when(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    page.locator(f"#text-{paragraph.pk}:focus").wait_for()

    field.press("End")
    page.keyboard.type(" He was sixty-one.")
    page.locator("#saved", has_text="Not saved yet").wait_for()
    wait_until_saved(page)

    assert texts(story) == ["The bell rang. Nobody had expected it. He was sixty-one."]
    assert field.input_value().endswith("sixty-one.")
    page.locator(f"#checks-{paragraph.pk}", has_text="3 uncited").wait_for()


def test_leaving_the_field_saves_at_once(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)

    field.fill("The bell rang again.")
    page.keyboard.press("Tab")
    wait_until_saved(page)

    assert texts(story) == ["The bell rang again."]


def test_what_cannot_be_saved_stays_says_so_and_is_saved_on_another_try(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story, allow=["ERR_FAILED", "htmx:"])
    field = open_paragraph(page, paragraph)
    wait = page.locator("#saved", has_text="Not saved at")

    page.route("**/save/", lambda route: route.abort())
    field.fill("The bell rang at noon.")
    wait.wait_for()
    assert field.input_value() == "The bell rang at noon."
    page.unroute("**/save/")
    page.get_by_role("button", name="Try again").click()
    wait_until_saved(page)

    assert texts(story) == ["The bell rang at noon."]


def test_the_sentence_at_the_cursor_is_cited_by_a_click_on_a_source(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    page.locator("#sources[data-citing]").wait_for()

    put_cursor_at(field, "The bell")
    page.keyboard.type("The 🔔 again. ")
    field.press("End")
    page.keyboard.type(" The 🔔 was loud.")
    put_cursor_at(field, "expected")
    page.get_by_text(CROWD).click()
    page.locator(f"#state-{paragraph.pk}", has_text="Aldmere Courier 5").wait_for()

    citation = paragraph.citations.get()
    row = StoryParagraph.objects.get(pk=paragraph.pk)
    assert row.text[citation.start : citation.end] == "Nobody had expected it."
    assert row.text.endswith("The 🔔 was loud.")
    assert citation.quote == CROWD


def test_a_sentence_is_chosen_by_key_and_cited_by_key(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    page.locator(f"#edit-{paragraph.pk}").focus()

    page.keyboard.press("q")
    page.locator(".sources__citing", has_text="The bell rang.").wait_for()
    assert page.locator(".line--chosen").inner_text().startswith("The bell rang.")
    page.locator("#put-2").focus()
    page.keyboard.press("q")
    page.get_by_role("link", name="Source: Aldmere Courier 2").wait_for()
    page.keyboard.press("Escape")
    page.locator(".sources__citing").wait_for(state="detached")

    assert paragraph.citations.get().quote == BELL


def test_selected_words_are_cited_alone(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    page.get_by_text("uncited", exact=False).nth(1).click()
    page.locator(".sources__citing").wait_for()

    page.locator("#s-2 .sentence__text").evaluate("""span => {
        const range = document.createRange(), at = span.firstChild.data.indexOf("40 years");
        range.setStart(span.firstChild, at); range.setEnd(span.firstChild, at + 8);
        getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    page.keyboard.press("q")
    page.get_by_role("link", name="Source: Aldmere Courier 2").wait_for()

    assert paragraph.citations.get().quote == "40 years"


def test_enter_splits_at_the_cursor_backspace_joins_and_undo_takes_both_back(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)

    put_cursor_at(field, "Nobody")
    page.keyboard.press("Enter")
    page.locator(".para").nth(1).locator("textarea").wait_for()
    assert texts(story) == ["The bell rang.", "Nobody had expected it."]
    page.locator(".para:nth-child(2) textarea:focus").wait_for()
    assert page.evaluate("document.activeElement.value") == "Nobody had expected it."

    page.keyboard.press("Backspace")
    page.locator(".para").nth(1).wait_for(state="detached")
    page.locator(".para:only-child textarea:focus").wait_for()
    assert texts(story) == ["The bell rang. Nobody had expected it."]
    assert page.evaluate("document.activeElement.selectionStart") == len("The bell rang. ")

    page.keyboard.press("Escape")
    page.locator("textarea.para__edit").wait_for(state="detached")
    page.keyboard.press("Control+z")
    page.locator(".para").nth(1).wait_for()
    page.keyboard.press("u")
    page.locator(".para").nth(1).wait_for(state="detached")
    assert texts(story) == ["The bell rang. Nobody had expected it."]


def test_enter_in_unsaved_words_splits_them_and_both_halves_go_on_being_written(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    put_cursor_at(field, "Nobody")

    page.keyboard.type("The crowd fell silent. ")
    page.keyboard.press("Enter")
    page.locator(".para:nth-child(2) textarea:focus").wait_for()
    upper = page.locator(f"#text-{paragraph.pk}")
    assert upper.input_value() == "The bell rang. The crowd fell silent."
    assert not page.locator("#saved", has_text="Not saved").count()

    upper.click()
    upper.press("End")
    page.keyboard.type(" Then it stopped.")
    wait_until_saved(page)
    assert not page.locator(".clash-notice").count()
    assert texts(story) == ["The bell rang. The crowd fell silent. Then it stopped.", "Nobody had expected it."]


def test_what_is_typed_while_a_split_is_on_its_way_goes_on_in_the_second_half(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    page.locator("#sources[data-citing]").wait_for()
    waiting = []
    page.route("**/split/", lambda route: waiting.append(route))
    put_cursor_at(field, "Nobody")

    with page.expect_request("**/split/"):
        page.keyboard.press("Enter")
    page.keyboard.type("Indeed: ")
    waiting.pop().continue_()
    page.locator(".para:nth-child(2) textarea:focus").wait_for()
    wait_until_saved(page)

    assert texts(story) == ["The bell rang.", "Indeed: Nobody had expected it."]


@pytest.mark.parametrize("keys", ["Escape", "Control+Enter"])
def test_a_key_saves_and_closes_and_nothing_is_cited_for_then(page_of, story, paragraph, nora, keys):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    page.locator(".sources__citing", has_text="paragraph 1").wait_for()

    field.press("End")
    page.keyboard.type(" Then it stopped.")
    page.keyboard.press(keys)
    field.wait_for(state="detached")
    page.locator(".sources__citing").wait_for(state="detached")

    assert texts(story) == ["The bell rang. Nobody had expected it. Then it stopped."]
    assert page.evaluate("document.activeElement.id") == f"edit-{paragraph.pk}"


def test_enter_at_the_end_and_escape_leave_no_empty_paragraph(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)

    field.press("End")
    page.keyboard.press("Enter")
    page.locator(".para:nth-child(2) textarea:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(".para").nth(1).wait_for(state="detached")

    assert texts(story) == [paragraph.text]


def test_keys_take_a_change_back_and_put_it_back(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    here = page.locator(".para", has_text="Nobody had expected it.")

    page.locator("#draft-name").click(force=True)
    for undo, redo in [("u", "Shift+U"), ("Control+z", "Control+Shift+Z")]:
        page.keyboard.press(undo)
        here.wait_for(state="detached")
        page.get_by_role("button", name="Redo: new paragraph").wait_for()
        page.keyboard.press(redo)
        here.wait_for()
        page.get_by_role("button", name="Undo: new paragraph").wait_for()

    assert texts(story) == [paragraph.text]


def test_the_marks_of_a_source_are_seen_before_its_words_are_put(page_of, story, article, nora):
    newsdesk.an_annotation(article, "About 300", suggestion="About 400", state="accepted")
    page = open_draft(page_of, nora, story)

    row = page.locator("#s-5")
    assert "✓ accepted" in row.inner_text()
    assert "About 300" in row.locator("del").inner_text() and "About 400" in row.locator("ins").inner_text()
    row.get_by_text(CROWD).click()
    page.locator("#put-said", has_text="with one accepted correction").wait_for()

    assert texts(story) == ["About 400 people stood on the quay."]


@pytest.mark.parametrize("writing", [False, True], ids=["putting", "citing"])
def test_the_buttons_of_a_source_sentence_cover_none_of_its_words(page_of, story, article, paragraph, nora, writing):
    newsdesk.an_annotation(article, "Monday", suggestion="Tuesday")
    page = open_draft(page_of, nora, story)
    if writing:
        open_paragraph(page, paragraph)
        page.locator("#sources[data-citing]").wait_for()

    box = "document.querySelector(`#s-${number} ${part}`).getBoundingClientRect()"
    boxes = f"([number, part]) => {{ const b = {box}; return [b.left, b.top, b.right, b.bottom]; }}"
    for number in (1, 2, 5):
        left, top, right, bottom = page.evaluate(boxes, [number, ".sentence__do"])
        for part in (".sentence__text", ".sentence__no", *([".sentence__marks"] if number == 2 else [])):
            its_left, its_top, its_right, its_bottom = page.evaluate(boxes, [number, part])
            assert right <= its_left or its_right <= left or bottom <= its_top or its_bottom <= top, part
    heights = [page.locator("#sources-list").bounding_box()["height"]]
    page.locator("#s-2").hover()
    assert page.locator("#sources-list").bounding_box()["height"] == heights[0]


def test_a_field_made_larger_by_hand_breaks_no_rule_of_the_page(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    box = field.bounding_box()

    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + 300, steps=5)
    page.mouse.up()
    assert field.bounding_box()["height"] > 250
    put_cursor_at(field, "Nobody")
    page.keyboard.press("Enter")
    page.locator(".para:nth-child(2) textarea:focus").wait_for()

    assert texts(story) == ["The bell rang.", "Nobody had expected it."]


def test_unsaved_words_survive_a_change_elsewhere_in_the_draft(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story, allow=["ERR_FAILED", "htmx:"])
    field = open_paragraph(page, paragraph)
    page.route("**/save/", lambda route: route.abort())
    field.fill("Words that no server has seen.")
    page.locator("#saved", has_text="Not saved at").wait_for()

    page.get_by_role("button", name="Sentence 5: Put").click()
    page.locator(".para", has_text=CROWD).wait_for()

    assert field.input_value() == "Words that no server has seen."


def test_two_editors_on_one_paragraph_lose_no_word(page_of, story, paragraph, nora, jonas):
    mine, theirs = (open_draft(page_of, user, story, allow=["409"]) for user in (nora, jonas))
    fields = [open_paragraph(page, paragraph) for page in (mine, theirs)]

    fields[1].fill("The bell rang twice. Nobody had expected it.")
    wait_until_saved(theirs)
    fields[0].fill("The bell rang. Nobody had expected it at all.")
    notice = mine.locator(".clash-notice")
    notice.wait_for()

    assert "Jonas Weber saved this paragraph" in notice.inner_text()
    assert "twice" in notice.locator("ins").all_inner_texts()[1]
    assert fields[0].input_value() == "The bell rang. Nobody had expected it at all."
    assert texts(story) == ["The bell rang twice. Nobody had expected it."]


def test_a_third_text_is_written_with_both_in_sight_and_saved_only_when_it_is_written(
    page_of, story, paragraph, nora, jonas
):
    page = open_draft(page_of, nora, story, allow=["409"])
    field = open_paragraph(page, paragraph)
    draft.save_paragraph(paragraph, by=jonas, version=paragraph.version, text="The bell rang twice.")
    field.fill("The bell rang at noon.")

    page.get_by_role("link", name="Write a third").click()
    page.locator(".clash-notice").wait_for(state="detached")
    assert page.locator(".para__theirs").inner_text() == "Jonas Weber wrote: The bell rang twice."
    assert field.input_value() == "The bell rang at noon."
    page.keyboard.press("Escape")
    page.locator("#draft-name").click(force=True)
    assert page.locator("#saved", has_text="Not saved yet: write, or save it as it is").is_visible()
    assert texts(story) == ["The bell rang twice."]

    field.fill("The bell rang twice at noon.")
    wait_until_saved(page)
    field.press("Escape")
    page.locator(".para__theirs").wait_for(state="detached")
    assert texts(story) == ["The bell rang twice at noon."]


@pytest.mark.parametrize(
    "choice, kept",
    [("Keep mine", "Mine."), ("Take theirs", "Theirs.")],
)
def test_the_second_editor_keeps_one_text_or_takes_the_other(page_of, story, paragraph, nora, jonas, choice, kept):
    page = open_draft(page_of, nora, story, allow=["409"])
    field = open_paragraph(page, paragraph)
    draft.save_paragraph(paragraph, by=jonas, version=paragraph.version, text="Theirs.")

    field.fill("Mine.")
    page.get_by_text(choice, exact=True).click()
    page.locator(".clash-notice").wait_for(state="detached")

    assert texts(story) == [kept]
    assert page.locator(f"#text-{paragraph.pk}").input_value() == kept


def test_words_in_a_paragraph_that_somebody_deleted_can_be_put_back(page_of, story, paragraph, nora, jonas):
    page = open_draft(page_of, nora, story, allow=["409"])
    field = open_paragraph(page, paragraph)
    draft.remove_paragraph(paragraph, by=jonas, version=paragraph.version)

    field.fill("The bell must be in the story.")
    page.get_by_role("button", name="Put mine back").click()
    page.locator(".para", has_text="The bell must be in the story.").wait_for()

    assert texts(story) == ["The bell must be in the story."]


def test_the_headline_saves_itself(page_of, story, article, nora):
    page = open_draft(page_of, nora, story)

    page.get_by_label("Headline").fill("Bell rings over Aldmere")
    wait_until_saved(page)

    story.refresh_from_db()
    assert story.headline == "Bell rings over Aldmere"


def test_two_headlines_at_once_show_both_and_the_next_save_keeps_mine(page_of, story, article, nora, jonas):
    page = open_draft(page_of, nora, story, allow=["409"])
    draft.set_headline(story, by=jonas, version=1, headline="The bell is back")

    page.get_by_label("Headline").fill("Bell rings over Aldmere")
    page.get_by_role("alert").filter(has_text="The bell is back").wait_for()
    page.get_by_role("button", name="Keep mine").click()
    wait_until_saved(page)
    page.get_by_role("alert").wait_for(state="detached")

    story.refresh_from_db()
    assert story.headline == "Bell rings over Aldmere"


def test_whoever_was_signed_out_keeps_the_words_and_is_told(page_of, story, paragraph, nora):
    page = open_draft(page_of, nora, story)
    field = open_paragraph(page, paragraph)
    page.locator("#sources[data-citing]").wait_for()
    Session.objects.all().delete()

    field.fill("Words of somebody signed out.")
    page.locator("#saved", has_text="Not saved at").wait_for()

    assert page.locator("#notices").get_by_role("link", name="Sign in again").is_visible()
    assert field.input_value() == "Words of somebody signed out."


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_never_scrolls_sideways(page_of, story, paragraph, nora, viewport, scheme):
    newsdesk.a_paragraph(story, BELL, by=nora, cites=[(story.articles.get(), BELL)])
    page = open_draft(page_of, nora, story, viewport=viewport, color_scheme=scheme)
    open_paragraph(page, paragraph)
    page.locator("summary", has_text="More").first.click()

    for hash_ in ("#draft", "#sources"):
        page.evaluate("hash => (location.hash = hash)", hash_)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


LONG_NAMES = [
    "The Harbour Gazette and Weekly Advertiser of Aldmere",
    "Nordseeküstenmorgenzeitungsverlagsgesellschaft",
    "Coast",
]


def test_long_names_of_many_sources_fit_a_phone_and_leave_the_words_their_lines(page_of, story, article, nora):
    sources = [newsdesk.an_article(story, outlet=name) for name in LONG_NAMES]
    cited = newsdesk.a_paragraph(story, "The divers worked in shifts.", by=nora, cites=[(article, CROWD)])
    for source in sources:
        newsdesk.a_citation(cited, (0, len(cited.text)), source, CROWD, by=nora)
    bare = newsdesk.a_paragraph(story, "The divers worked in shifts.", by=nora)
    page = open_draft(page_of, nora, story, viewport=PHONE)

    for hash_ in ("#draft", "#sources"):
        page.evaluate("hash => (location.hash = hash)", hash_)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        for part in page.locator(".cite:visible, .sources .tabs a:visible").all():
            box = part.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    page.evaluate("location.hash = '#draft'")
    lines = """pk => { const words = document.createRange();
        words.selectNode(document.querySelector(`#para-${pk} .line`).firstChild);
        return new Set([...words.getClientRects()].map((box) => box.top)).size; }"""
    assert [page.evaluate(lines, row.pk) for row in (cited, bare)] == [1, 1]

    open_paragraph(page, cited)
    page.locator(f"#state-{cited.pk} .cite").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_whole_way_works_without_script(page_of, story, article, nora):
    page = open_draft(page_of, nora, story, java_script_enabled=False)

    page.get_by_role("button", name="Sentence 2: Put").click()
    page.get_by_role("button", name="Add a paragraph").click()
    page.locator("textarea.para__edit").fill("Many people came. The mayor did not.")
    page.get_by_role("button", name="Save and close").click()
    page.get_by_role("link", name="uncited").first.click()
    page.get_by_role("button", name="Sentence 5: Cite").click()

    second = story.paragraphs.standing().last()
    assert texts(story) == [BELL, "Many people came. The mayor did not."]
    assert second.citations.get().quote == CROWD
    assert second.text[: second.citations.get().end] == "Many people came."
