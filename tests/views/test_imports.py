"""Importing: a look at the files before anything is stored, then taking in what was chosen."""

from base64 import b64encode
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Incoming, Original, Outlet, Story
from articles.views import imports
from tests import newsdesk
from tests.newsdesk import a_client, an_htmx_client
from tests.readers import files

FERRY = b"Ferry aground off Merrow\n\nThe ferry ran onto the rocks on Tuesday. All aboard were brought off.\n"
TRAM = b"Council votes on the tram\n\nThe council voted on Wednesday. Nine were in favour of the new line.\n"
BROKEN = b"Half a headline\0"


def the_file(name, content):
    return SimpleUploadedFile(name, content, content_type="text/plain")


def look(user, *files, story=None, client=None, **fields):
    """The first step."""
    return (client or a_client(user)).post(_address(story), {"step": "preview", "files": files, **fields})


def carried(answer, take=None, **changes):
    """What the page of the first step sends back; `take` are the numbers left ticked, all of them when None."""
    rows = [
        (str(number), item) for number, item in enumerate(answer.context["items"]) if item.found.kind == "candidate"
    ]
    return {
        "step": "confirm",
        "name": [file.name for file in answer.context["files"]],
        "content": [file.encoded for file in answer.context["files"]],
        "number": [number for number, _ in rows],
        "file": [item.file for _, item in rows],
        "part": [item.found.part for _, item in rows],
        "outlet": [item.outlet for _, item in rows],
        "headline": [item.found.headline for _, item in rows],
        "published": [item.usual_published for _, item in rows],
        "take": [number for number, _ in rows] if take is None else take,
        **changes,
    }


def _address(story):
    return reverse("import_articles", args=[story.slug]) if story else reverse("import_new")


# Looking


def test_a_look_shows_what_each_file_holds_and_stores_nothing(nora, story):
    page = look(nora, the_file("ferry.txt", FERRY), the_file("tram.txt", TRAM), story=story).content.decode()
    assert "Two articles to take in" in page
    assert "Ferry aground off Merrow" in page and "Council votes on the tram" in page
    assert "The ferry ran onto the rocks" in page
    assert "English" in page and "ferry.txt" in page
    assert not Article.objects.exists() and not Original.objects.exists() and not Outlet.objects.exists()


def test_a_refused_file_says_why_and_where_and_the_rest_goes_on(nora, story):
    answer = look(nora, the_file("broken.txt", BROKEN), the_file("tram.txt", TRAM), story=story)
    page = answer.content.decode()
    assert "broken.txt</strong> cannot be taken in" in page
    assert "NUL" in page and "line 1" in page
    assert "One article to take in" in page


def test_a_text_that_is_there_already_is_named_and_left_out(nora, story):
    article = newsdesk.an_article(story)
    again = the_file("again.txt", article.text.encode())
    page = look(nora, again, the_file("a.txt", TRAM), the_file("b.txt", TRAM), story=story).content.decode()
    assert article.get_absolute_url() in page
    assert "The same text is there already: a.txt" in page
    assert "One article to take in" in page


def test_a_pasted_text_is_looked_at_like_a_file(nora, story):
    answer = look(nora, story=story, text=FERRY.decode().replace("\n", "\r\n"), outlet="Coast Radio")
    (item,) = answer.context["items"]
    assert item.found.text == FERRY.decode()
    assert 'value="Coast Radio"' in answer.content.decode()


def test_a_short_text_is_doubted(nora, story):
    assert "is the article complete?" in look(nora, the_file("ferry.txt", FERRY), story=story).content.decode()


@pytest.mark.parametrize("client", [a_client, an_htmx_client])
def test_nothing_chosen_says_what_to_do(nora, story, client):
    answer = look(nora, story=story, text="  ", client=client(nora))
    assert answer.status_code == 422
    assert "Choose at least one file, or paste a text." in answer.content.decode()


def test_too_many_files_are_refused_with_the_limit_and_the_paste_is_kept(nora, story):
    files = [the_file(f"{number}.txt", b"A line of text.\n") for number in range(imports.MOST_FILES + 1)]
    answer = look(nora, *files, story=story, text="My pasted text")
    assert answer.status_code == 422
    assert f"At most {imports.MOST_FILES} files" in answer.content.decode()
    assert "My pasted text" in answer.content.decode()


def test_too_many_bytes_are_refused_in_both_steps(nora, story, monkeypatch):
    seen = look(nora, the_file("ferry.txt", FERRY), story=story)
    monkeypatch.setattr(imports, "MOST_BYTES", 50)
    assert look(nora, the_file("ferry.txt", FERRY), story=story).status_code == 422
    assert a_client(nora).post(_address(story), carried(seen)).status_code == 422
    assert not Article.objects.exists()


# Taking in


def test_what_was_looked_at_is_taken_in_with_its_very_bytes(nora, story):
    content = b"\xef\xbb\xbfCaf\xc3\xa9 reopens\r\n\r\nThe caf\xc3\xa9 on the quay reopened on Monday.\r\n"
    seen = look(nora, the_file("cafe.txt", content), story=story)
    answer = a_client(nora).post(_address(story), carried(seen, outlet=["Quay News"], headline=["Café opens"]))
    article = story.articles.get()
    assert (answer.status_code, answer.url) == (302, story.get_absolute_url())
    assert bytes(article.original.content) == content
    assert (article.outlet.name, article.headline, article.imported_by) == ("Quay News", "Café opens", nora)


def test_the_day_that_a_text_gives_is_offered_and_what_the_editor_leaves_there_is_kept(nora, story):
    dated = FERRY.replace(b"\n\n", b"\n\n12 March 2026\n\n", 1)
    seen = look(nora, the_file("ferry.txt", dated), the_file("tram.txt", TRAM), story=story)
    assert [item.usual_published for item in seen.context["items"]] == ["2026-03-12", ""]
    assert 'type="date" value="2026-03-12"' in seen.content.decode()
    a_client(nora).post(_address(story), carried(seen, published=["", "2026-03-14"]))
    assert [article.published for article in story.articles.all()] == [None, date(2026, 3, 14)]


def test_a_day_that_is_none_is_refused_by_name_and_what_was_typed_stays(nora, story):
    seen = look(nora, the_file("ferry.txt", FERRY), story=story)
    answer = a_client(nora).post(_address(story), carried(seen, published=["12 March"]))
    assert answer.status_code == 422
    assert "ferry.txt: “12 March” is no day" in answer.content.decode()
    assert 'value="12 March"' in answer.content.decode()
    assert not Article.objects.exists()


def test_taking_in_asks_for_a_review_and_reports(nora, story):
    seen = look(nora, the_file("ferry.txt", FERRY), the_file("tram.txt", TRAM), story=story)
    page = a_client(nora).post(_address(story), carried(seen), follow=True).content.decode()
    assert "2 articles taken in." in page
    assert story.reviews.get().requested_by == nora


def test_a_running_review_is_not_started_twice(nora, story):
    running = story.reviews.create()
    seen = look(nora, the_file("ferry.txt", FERRY), story=story)
    page = a_client(nora).post(_address(story), carried(seen), follow=True).content.decode()
    assert "ask for another when it is done" in page
    assert story.reviews.get() == running


def test_only_what_is_ticked_is_taken_in(nora, story):
    seen = look(
        nora, the_file("broken.txt", BROKEN), the_file("ferry.txt", FERRY), the_file("tram.txt", TRAM), story=story
    )
    a_client(nora).post(_address(story), carried(seen, take=["2"]))
    assert [article.file_name for article in story.articles.all()] == ["tram.txt"]


def test_nothing_ticked_shows_the_files_again(nora, story):
    seen = look(nora, the_file("ferry.txt", FERRY), story=story)
    answer = a_client(nora).post(_address(story), carried(seen, take=[]))
    assert answer.status_code == 422
    assert "Nothing is ticked" in answer.content.decode()
    assert "Ferry aground off Merrow" in answer.content.decode()


def test_a_new_story_is_opened_with_its_articles(nora):
    seen = look(nora, the_file("ferry.txt", FERRY), title="")
    assert 'name="title"' in seen.content.decode()
    answer = a_client(nora).post(_address(None), carried(seen, title="Ferry aground"))
    story = Story.objects.get()
    assert (answer.url, story.title, story.articles.count()) == (story.get_absolute_url(), "Ferry aground", 1)


def test_a_new_story_without_a_title_is_not_opened_and_loses_no_file(nora):
    seen = look(nora, the_file("ferry.txt", FERRY))
    answer = a_client(nora).post(_address(None), carried(seen, title=" "))
    assert answer.status_code == 422
    assert "A story needs a title" in answer.content.decode()
    assert b64encode(FERRY).decode() in answer.content.decode()
    assert not Story.objects.exists()


def test_one_that_came_in_meanwhile_is_named_and_the_rest_is_taken_in(nora, story):
    seen = look(nora, the_file("ferry.txt", FERRY), the_file("tram.txt", TRAM), story=story)
    newsdesk.an_article(story, FERRY.decode())
    page = a_client(nora).post(_address(story), carried(seen), follow=True).content.decode()
    assert "1 taken in" in page and "1 known already" in page
    assert "The same text is article 1 (Aldmere Courier) of" in page
    assert story.articles.count() == 2


@pytest.mark.parametrize("damage", [{"content": ["%%%"]}, {"name": []}, {"headline": ["a", "b"]}, {"published": []}])
def test_a_damaged_page_is_refused_and_stores_nothing(nora, story, damage):
    seen = look(nora, the_file("ferry.txt", FERRY), story=story)
    answer = a_client(nora).post(_address(story), carried(seen, **damage))
    assert answer.status_code == 422
    assert "came back damaged" in answer.content.decode()
    assert not Article.objects.exists()


# Who may


def test_strangers_find_nothing_and_readers_may_not(nora, vera, db):
    story = newsdesk.a_story(by=nora, members=[nora])
    assert look(vera, the_file("ferry.txt", FERRY), story=story).status_code == 404
    assert a_client(vera).get(_address(story)).status_code == 404
    lena = newsdesk.a_user("lena", "Approver")
    assert look(lena, the_file("ferry.txt", FERRY)).status_code == 403


def test_the_page_says_its_limits(nora, story):
    page = a_client(nora).get(_address(story)).content.decode()
    assert "at most 20 files and 16 MB at once" in page
    assert a_client(nora).put(_address(story)).status_code == 405


# Files of several articles


STORY_ZIP = files.archive(("ferry.txt", FERRY), ("page.html", files.html_page()), ("bad.txt", BROKEN))


def test_a_look_into_an_archive_shows_each_article_and_each_refusal_with_its_place(nora, story):
    page = look(nora, the_file("story.zip", STORY_ZIP), story=story).content.decode()

    assert "Two articles to take in" in page
    assert "story.zip › ferry.txt" in page and "story.zip › page.html" in page
    assert "story.zip › bad.txt</strong> cannot be taken in" in page
    assert page.count(b64encode(STORY_ZIP).decode()) == 1


def test_a_look_shows_what_is_removed_and_what_the_file_says(nora, story):
    page = look(nora, the_file("page.html", files.html_page()), story=story).content.decode()

    assert "Removed on import: 4 passages" in page
    assert "We use cookies. Accept all" in page and "notice about cookies" in page
    assert "By Ida Berg" in page and files.ADDRESS in page
    assert 'value="2026-03-12"' in page


def test_only_what_is_ticked_of_an_archive_is_taken_in(nora, story):
    seen = look(nora, the_file("story.zip", STORY_ZIP), story=story)
    answer = a_client(nora).post(_address(story), carried(seen, take=["1"]))

    assert answer.status_code == 302
    article = story.articles.get()
    assert (article.part, article.text, article.author) == ("page.html", files.TEXT, "Ida Berg")
    page = a_client(nora).get(article.get_absolute_url()).content.decode()
    assert "Removed on import: 4 passages" in page and "We use cookies. Accept all" in page
    assert "story.zip</a> › page.html" in page and f'href="{files.ADDRESS}"' in page


@pytest.mark.parametrize("change", [{"file": ["7", "7"]}, {"part": ["other.txt", "page.html"]}, {"file": ["x", "0"]}])
def test_a_page_that_came_back_changed_takes_nothing_in(nora, story, change):
    seen = look(nora, the_file("story.zip", STORY_ZIP), story=story)
    answer = a_client(nora).post(_address(story), carried(seen, **change))

    assert answer.status_code == 422
    assert "again" in answer.content.decode()
    assert not Article.objects.exists()


def test_files_that_hold_too_many_articles_are_refused_with_the_limit(nora, story, monkeypatch):
    monkeypatch.setattr(imports, "MOST_ARTICLES", 2)
    answer = look(nora, the_file("story.zip", STORY_ZIP), story=story)

    assert answer.status_code == 422
    assert "hold 3 articles; at most 2 at once" in answer.content.decode()


def test_markup_in_a_file_is_shown_as_text(nora, story):
    page = files.html_page(after="<footer>&lt;script&gt;alert(1)&lt;/script&gt;</footer>")
    shown = look(nora, the_file("<img src=x onerror=alert(1)>.html", page), story=story).content.decode()

    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown and "<img src=x" not in shown


# Without a story


def wait(user, *sent, **changes):
    """Both steps, the second by the button that lets each article find its story."""
    client = a_client(user)
    return client, client.post(_address(None), carried(look(user, *sent), step="wait", **changes))


def test_articles_of_no_known_story_wait_with_what_they_may_belong_to(nora):
    story = newsdesk.a_story(by=nora)
    newsdesk.an_article(story, FERRY.decode() + "It rained.")
    client, answer = wait(nora, the_file("ferry.txt", FERRY), the_file("tram.txt", TRAM), outlet=["Coast Radio", ""])
    assert answer.url == reverse("incoming")
    ferry, tram = Incoming.objects.order_by("pk")
    assert (ferry.outlet.name, ferry.headline, ferry.received_by) == ("Coast Radio", "Ferry aground off Merrow", nora)
    assert tram.headline == "Council votes on the tram"
    assert "2 articles wait for their story." in client.get(answer.url).content.decode()
    assert Article.objects.count() == 1 and Story.objects.count() == 1


def test_what_waits_already_is_said_to_and_not_received_twice(nora):
    wait(nora, the_file("ferry.txt", FERRY))
    client, answer = wait(nora, the_file("again.txt", FERRY))
    page = client.get(answer.url).text
    assert "again.txt" in page and "The same text waits already." in page
    assert Incoming.objects.count() == 1


def test_a_day_that_is_none_stops_all_of_them(nora):
    _, answer = wait(nora, the_file("ferry.txt", FERRY), published=["soon"])
    assert answer.status_code == 422
    assert not Incoming.objects.exists()


def test_a_story_that_is_known_asks_for_no_other(nora, story):
    assert "for me" not in look(nora, the_file("ferry.txt", FERRY), story=story).content.decode()
    assert "Find its story for me" in look(nora, the_file("ferry.txt", FERRY)).content.decode()


# The report


def test_what_simply_came_in_needs_no_page_and_has_one(nora, story):
    client, seen = a_client(nora), look(nora, the_file("ferry.txt", FERRY), story=story)
    assert client.post(_address(story), carried(seen)).url == story.get_absolute_url()
    report = story.imports.get()
    assert report.get_absolute_url() in client.get(_address(story)).text
    assert "1 taken in" in client.get(report.get_absolute_url()).text


def test_the_report_tells_of_everything_that_the_files_held_and_stays(nora, story):
    there = newsdesk.an_article(story, TRAM.decode())
    everything = files.archive(
        *(("page.html", files.html_page()), ("bad.txt", BROKEN), ("tram.txt", TRAM), ("ferry.txt", FERRY)),
        ("more.txt", FERRY + b"More."),
    )
    seen = look(nora, the_file("day.zip", everything), story=story)
    client = a_client(nora)
    answer = client.post(_address(story), carried(seen, take=["0", "3"]))
    pages = [client.get(answer.url).text for _ in range(2)]

    assert "2 taken in · 1 known already · 1 refused · 1 left out" in pages[0]
    assert "We use cookies. Accept all" in pages[0] and "notice about cookies" in pages[0]
    assert "day.zip › bad.txt" in pages[0] and "NUL" in pages[0] and "line 1" in pages[0]
    assert f'href="{there.get_absolute_url()}"' in pages[0]
    assert "It was not ticked." in pages[0]
    assert pages[0].count("report__line--") == pages[1].count("report__line--") == 5


def test_the_report_of_a_new_version_leads_to_the_differences_and_counts_its_marks(nora, story):
    client = a_client(nora)
    client.post(_address(story), carried(look(nora, the_file("page.html", files.html_page()), story=story)))
    first = story.articles.get()
    newsdesk.an_annotation(first, "40 years")
    newsdesk.an_annotation(first, "on Monday")
    newsdesk.an_annotation(first, "the harbour office")
    changed = files.html_page().replace(b"40 years", b"41 years")
    answer = client.post(_address(story), carried(look(nora, the_file("page.html", changed), story=story)))
    page = client.get(answer.url).text

    assert "A new version of article 1 (Aldmere Courier)" in page
    assert f"/stories/{story.slug}/compare/?left=1&amp;right=2" in page
    assert "2 marks stand on the same words." in page and "1 mark lost its place: its words changed." in page


def test_a_report_is_for_those_who_may_see_its_story(nora, vera, max_):
    story = newsdesk.a_story(by=nora, members=[nora])
    a_client(nora).post(_address(story), carried(look(nora, the_file("ferry.txt", FERRY), story=story)))
    address = story.imports.get().get_absolute_url()
    assert [a_client(user).get(address).status_code for user in (nora, vera, max_)] == [200, 404, 403]
    assert a_client(nora).post(address).status_code == 405


def test_a_report_names_no_article_of_a_story_that_its_reader_may_not_see(nora, vera):
    secret = newsdesk.a_story("secret", title="Secret", by=nora, members=[nora])
    newsdesk.an_article(secret, FERRY.decode(), "Coast Radio")
    client, answer = wait(vera, the_file("ferry.txt", FERRY))
    page = client.get(answer.url).text
    assert "Known already" in page
    assert "Secret" not in page and "Coast Radio" not in page and "secret" not in page


def test_a_report_costs_as_many_queries_with_many_lines(nora, story):
    client = a_client(nora)
    costs = []
    for count in (2, 6):
        sent = [the_file(f"{count}-{n}.txt", FERRY + f"{count}, {n}.".encode()) for n in range(count)]
        client.post(_address(story), carried(look(nora, *sent, story=story)))
        address = story.imports.first().get_absolute_url()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]
