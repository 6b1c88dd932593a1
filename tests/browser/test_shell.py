"""The frame around every page, in a real browser."""

from playwright.sync_api import expect

from tests import newsdesk

MOST_REQUESTS = 15  # small files, cached by their hashes
MOST_BYTES = 100_000
PHONE = {"width": 390, "height": 800}
LONG = "Unbrokenheadline" * 12


def open_the_desk(page_of, user, **options):
    page = page_of(user, **options)
    page.goto("/")
    return page


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_the_first_page_is_light(page_of, nora):
    page = page_of(nora)
    answers = []
    page.on("requestfinished", lambda request: answers.append(request.sizes()["responseBodySize"]))
    page.goto("/", wait_until="networkidle")
    assert len(answers) <= MOST_REQUESTS
    assert sum(answers) <= MOST_BYTES


def test_a_key_presses_the_control_that_shows_it(page_of, nora):
    page = open_the_desk(page_of, nora)
    page.keyboard.press("n")
    expect(page).to_have_url("/stories/new/")


def test_keys_are_letters_while_somebody_writes(page_of, nora):
    page = open_the_desk(page_of, nora)
    page.keyboard.press("/")
    page.keyboard.type("nine?")
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("nine?")
    expect(page).to_have_url("/")


def test_the_question_mark_lists_the_keys_of_the_page(page_of, nora):
    page = open_the_desk(page_of, nora)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of this page")
    expect(dialog).to_contain_text("New story")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_keys_that_are_switched_off_do_nothing(page_of, nora):
    page = page_of(nora)
    page.goto("/preferences/")
    page.get_by_label("Press a letter to use the control").uncheck()
    page.get_by_role("button", name="Save preferences").click()
    page.goto("/")
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url("/")


def test_a_chosen_theme_wins_over_the_device(page_of, nora):
    page = page_of(nora, color_scheme="light")
    page.goto("/preferences/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_label("Dark", exact=False).last.check()
    page.get_by_role("button", name="Save preferences").click()
    expect(page.get_by_text("Saved for this browser")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_signing_out_is_in_the_menu(page_of, nora):
    page = open_the_desk(page_of, nora)
    page.get_by_role("button", name="You: Nora Lind").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_on_a_phone_the_menu_holds_what_the_bar_has_no_room_for(page_of, ada, story):
    page = open_the_desk(page_of, ada, viewport=PHONE)
    page.get_by_role("button", name="You: Ada Okoye").click()
    menu = page.locator("#me")
    for name in ("Checks", "People", "House style", "Admin"):
        expect(menu.get_by_role("link", name=name)).to_be_visible()
    menu.get_by_role("searchbox", name="Search").fill("bell")
    menu.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Found: “bell”")).to_be_visible()


def test_a_request_without_a_network_says_so_and_loses_nothing(page_of, nora, article):
    page = page_of(nora, allow=["ERR_INTERNET_DISCONNECTED", "htmx:"])
    page.goto(article.story.get_absolute_url())
    page.context.set_offline(True)
    page.get_by_role("button", name="Review the story").click()
    expect(page.locator("#notices")).to_contain_text("You are offline. Nothing was saved")


def test_a_session_that_ended_offers_the_way_back(page_of, nora, article):
    page = page_of(nora)
    page.goto(article.story.get_absolute_url())
    page.context.clear_cookies(name="newsroom_session")
    page.get_by_role("button", name="Review the story").click()
    link = page.get_by_role("link", name="Sign in again")
    expect(link).to_have_attribute("href", "/accounts/login/?next=%2Fstories%2F" + article.story.slug + "%2F")


def test_files_are_added_taken_out_and_looked_at(page_of, nora, story):
    page = page_of(nora)
    page.goto(f"/stories/{story.slug}/import/")
    ferry = {"name": "ferry.txt", "mimeType": "text/plain", "buffer": b"Ferry aground\n\nThe ferry ran aground.\n"}
    tram = {"name": "tram.txt", "mimeType": "text/plain", "buffer": b"Tram voted\n\nThe council voted on it.\n"}
    page.get_by_label("Files").set_input_files(ferry)
    page.get_by_label("Files").set_input_files(tram)
    page.get_by_role("button", name="Remove ferry.txt").click()
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("heading", name="One article to take in")).to_be_visible()
    expect(page.get_by_label("Headline")).to_have_value("Tram voted")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("1 article taken in.")).to_be_visible()


def test_a_file_dropped_anywhere_on_the_page_is_chosen(page_of, nora, story):
    page = page_of(nora)
    page.goto(f"/stories/{story.slug}/import/")
    page.evaluate(
        """() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["Ferry aground"], "ferry.txt", {type: "text/plain"}));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true}));
        }"""
    )
    expect(page.get_by_text("ferry.txt")).to_be_visible()


def test_nothing_scrolls_sideways_on_a_phone_whatever_the_title(page_of, nora):
    story = newsdesk.a_story("long", title=LONG, by=nora)
    newsdesk.an_annotation(newsdesk.an_article(story, headline=LONG, outlet=LONG))
    page = page_of(nora, viewport=PHONE)
    for address in ("/", "/stories/long/", "/stories/long/edit/", "/stories/long/import/", "/stories/new/", "/import/"):
        page.goto(address)
        assert width_of(page) <= PHONE["width"], address


def test_nothing_scrolls_sideways_on_a_desk_either(page_of, nora):
    story = newsdesk.a_story("long", title=LONG, by=nora)
    newsdesk.an_article(story, headline=LONG, outlet=LONG)
    page = page_of(nora, viewport={"width": 1280, "height": 800})
    for address in ("/", "/stories/long/"):
        page.goto(address)
        assert width_of(page) <= 1280, address
