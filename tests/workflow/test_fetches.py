"""Fetching from a real server: what an editor asked for, and what feeds bring. Nothing is stored by halves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Event, Feed, Fetch, Incoming, IncomingState, Original
from articles.workflow import fetches, incoming, intake
from articles.workflow.errors import Refused
from tests.newsdesk import TEXT, a_feed, a_story
from tests.web import a_web_server, elsewhere, page

OTHER = (
    "Ferry runs aground off Skerry Point\n\nThe ferry Solveig ran aground on Tuesday off Skerry Point with 84 passengers "
    "on board. Captain Ingrid Moe said that nobody was hurt. Two tugs from Port Leith pulled it free at noon.\n"
)


@pytest.fixture(autouse=True)
def this_machine_may_be_fetched(settings):
    settings.PRIVATE_HOSTS = ["127.0.0.1"]


def text(content, **headers):
    return page(content, kind="text/plain; charset=utf-8", **headers)


def rss(web, *paths, title="Item"):
    items = "".join(
        f"<item><title>{title} {path}</title><link>{web.address(path)}</link><guid>{path}</guid></item>"
        for path in paths
    )
    return page(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>C</title>{items}</channel></rss>',
        "application/rss+xml",
    )


def visited(feed):
    feed.refresh_from_db()
    fetch = fetches.run(fetches.request_feed(feed))
    feed.refresh_from_db()
    return fetch


def outcomes(fetch):
    return [line["outcome"] for line in fetch.report]


# --- An address -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_page_waits_for_a_story_with_the_address_that_it_came_from(nora):
    with a_web_server({"/bell.txt": text(TEXT)}) as web:
        fetch = fetches.run(fetches.request(web.address("/bell.txt"), by=nora))
        (incoming,) = Incoming.objects.all()
        assert (fetch.error, outcomes(fetch)) == ("", ["waiting"])
        assert (incoming.text, incoming.address, incoming.received_by) == (TEXT, web.address("/bell.txt"), nora)
        assert bytes(incoming.original.content) == TEXT.encode()


@pytest.mark.django_db
def test_a_page_for_a_story_becomes_its_article(nora, story):
    with a_web_server({"/bell.txt": text(TEXT)}) as web:
        fetch = fetches.run(fetches.request(web.address("/bell.txt"), by=nora, story=story))
        (article,) = story.articles.all()
        assert (outcomes(fetch), article.address, article.imported_by) == (["taken"], web.address("/bell.txt"), nora)
        again = fetches.run(fetches.request(web.address("/bell.txt"), by=nora, story=story))
        assert outcomes(again) == ["duplicate"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["ftp://example.org/", "https://nora:secret@example.org/", "no address", ""])
def test_what_is_no_address_of_the_web_is_refused_at_once(nora, address):
    with pytest.raises(Refused):
        fetches.request(address, by=nora)
    assert not Fetch.objects.exists()


@pytest.mark.django_db
def test_without_permission_of_the_administrator_the_own_network_is_closed(nora, settings):
    settings.PRIVATE_HOSTS = []
    with a_web_server({"/": text(TEXT)}) as web:
        fetch = fetches.run(fetches.request(web.address(), by=nora))
        assert "own network" in fetch.error
        assert web.asked == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answers",
    [
        {"/": elsewhere("http://localhost/")},
        {"/": text("half", content_length="9000")},
        {"/": page(b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png")},
        {"/": text("")},
        {},
    ],
    ids=["to this machine", "cut short", "a picture", "empty", "not there"],
)
def test_what_cannot_be_read_whole_leaves_nothing_behind_but_the_reason(nora, answers):
    with a_web_server(answers) as web:
        fetch = fetches.run(fetches.request(web.address(), by=nora))
    assert fetch.error or outcomes(fetch) == ["refused"]
    assert fetch.finished_at
    assert not Incoming.objects.exists() and not Original.objects.exists() and not Article.objects.exists()


@pytest.mark.django_db
def test_running_a_finished_fetch_again_does_nothing(nora):
    with a_web_server({"/": text(TEXT)}) as web:
        fetch = fetches.run(fetches.request(web.address(), by=nora))
        fetches.run(fetch)
        assert len(web.asked) == 1


# --- A feed -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_feed_brings_the_page_of_each_item_once():
    with a_web_server({}) as web:
        web.answers |= {
            "/feed": rss(web, "/bell.txt", "/ferry.txt"),
            "/bell.txt": text(TEXT),
            "/ferry.txt": text(OTHER),
        }
        feed = a_feed(web.address("/feed"))
        assert outcomes(visited(feed)) == ["waiting", "waiting"]
        assert {one.outlet for one in Incoming.objects.all()} == {feed.outlet}
        assert outcomes(visited(feed)) == []
        assert web.paths == ["/feed", "/bell.txt", "/ferry.txt", "/feed"]


@pytest.mark.django_db
def test_the_next_visit_asks_only_for_what_is_new():
    with a_web_server({}) as web:
        feed = a_feed(web.address("/feed"))
        web.answers["/feed"] = page("<rss version='2.0'><channel/></rss>", etag='"1"')
        visited(feed)
        web.answers["/feed"] = page("", status=304)
        assert visited(feed).error == ""
        assert web.asked[-1][1]["If-None-Match"] == '"1"'


@pytest.mark.django_db
def test_an_item_that_changed_comes_as_a_new_version_and_takes_the_place_of_the_one_that_waits():
    with a_web_server({}) as web:
        web.answers |= {"/feed": rss(web, "/bell.txt"), "/bell.txt": text(TEXT)}
        feed = a_feed(web.address("/feed"))
        visited(feed)
        web.answers |= {"/feed": rss(web, "/bell.txt", title="Updated"), "/bell.txt": text(TEXT.replace("300", "450"))}
        assert outcomes(visited(feed)) == ["waiting"]
        assert [one.state for one in Incoming.objects.order_by("pk")] == [IncomingState.REPLACED, IncomingState.WAITING]


@pytest.mark.django_db
def test_one_page_that_fails_leaves_the_others_alone_and_is_tried_again():
    def broken(handler):
        handler.send_error(503)

    with a_web_server({}) as web:
        web.answers |= {"/feed": rss(web, "/bell.txt", "/ferry.txt"), "/bell.txt": broken, "/ferry.txt": text(OTHER)}
        feed = a_feed(web.address("/feed"))
        assert outcomes(visited(feed)) == ["refused", "waiting"]
        web.answers["/bell.txt"] = text(TEXT)
        assert outcomes(visited(feed)) == ["waiting"]
        assert feed.failures == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "error"), [(page("<p>No feed</p>"), "no feed"), (page("", status=404), "404"), (page(""), "no feed")]
)
def test_a_feed_that_fails_says_why_and_is_visited_less_often(answer, error):
    with a_web_server({"/feed": answer}) as web:
        feed = a_feed(web.address("/feed"), minutes=60)
        pauses = []
        for _ in range(7):
            visited(feed)
            pauses.append(round((feed.due_at - timezone.now()).total_seconds() / 3600))
        assert error in feed.error
        assert (feed.state, feed.failures, pauses) == ("failing", 7, [2, 4, 8, 16, 24, 24, 24])
        web.answers["/feed"] = page("<rss version='2.0'><channel/></rss>")
        visited(feed)
        assert (feed.state, feed.error, feed.failures) == ("working", "", 0)


@pytest.mark.django_db
def test_only_feeds_whose_time_has_come_are_visited_and_none_twice_at_a_time():
    now = timezone.now()
    new = a_feed("https://a.example/", outlet="A")
    late = a_feed("https://b.example/", outlet="B", due_at=now - timedelta(minutes=1))
    a_feed("https://c.example/", outlet="C", due_at=now + timedelta(minutes=1))
    a_feed("https://d.example/", outlet="D", paused_at=now)
    assert [fetch.feed for fetch in fetches.request_due()] == [new, late]
    assert fetches.request_due() == []
    assert fetches.request_feed(new) == new.fetches.get()


@pytest.mark.django_db
def test_asking_and_receiving_are_logged(nora):
    with a_web_server({"/": text(TEXT)}) as web:
        fetches.run(fetches.request(web.address(), by=nora))
    assert set(Event.objects.values_list("verb", "actor_name")) == {("fetch", "nora"), ("receive", "nora")}


@pytest.mark.django_db
def test_a_feed_with_a_hostile_document_is_refused_and_the_feed_goes_on():
    bomb = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY a{n} '{('&a' + (str(n - 1) if n else '') + ';') * 10}'>" for n in range(9)
    )
    bomb += "]><rss version='2.0'><channel><item><title>&a8;</title><link>https://example.org/</link></item></channel></rss>"
    with a_web_server({"/feed": page(bomb)}) as web:
        feed = a_feed(web.address("/feed"))
        visited(feed)
        assert Feed.objects.get().visited_at
        assert not Incoming.objects.exists()


@pytest.mark.django_db
def test_a_story_that_is_hidden_is_not_named_to_others(nora, vera):
    hidden = a_story(by=nora, members=[nora], title="The secret bell")
    with a_web_server({"/bell.txt": text(TEXT)}) as web:
        fetches.run(fetches.request(web.address("/bell.txt"), by=nora, story=hidden))
        fetch = fetches.run(fetches.request(web.address("/bell.txt"), by=vera))
    assert "secret" not in str(fetch.report)


PAGE = """<!doctype html><html lang="en"><head><title>Harbour bell rings again</title>
<link rel="canonical" href="{canonical}"></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour bell rings again</h1>
<p>The old harbour bell of Aldmere rang on Monday for the first time in 40 years. Its keeper, Tomas Brandt, 61, pulled the
rope himself, and the sound carried over the roofs of the old town as far as the mill.</p>
<p>About 300 people stood on the quay when the bell rang at noon. Many of them had never heard it before, said the keeper,
who had oiled the bearings the night before and slept badly.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("canonical", "is_kept"), [("http://127.0.0.1/bell", True), ("https://courier.example/bell", False)]
)
def test_a_web_page_is_read_and_may_name_its_own_address_but_nobody_elses(nora, canonical, is_kept):
    with a_web_server({"/bell?utm=1": page(PAGE.format(canonical=canonical))}) as web:
        fetch = fetches.run(fetches.request(web.address("/bell?utm=1"), by=nora))
        assert (fetch.error, outcomes(fetch)) == ("", ["waiting"])
        row = Incoming.objects.get()
        assert row.headline == "Harbour bell rings again"
        assert "Tomas Brandt" in row.text and "newsletter" not in row.text
        assert row.address == (canonical if is_kept else web.address("/bell?utm=1"))


@pytest.mark.django_db
def test_what_waited_becomes_an_article_with_all_that_its_page_said(nora, story):
    with a_web_server({"/bell": page(PAGE.format(canonical=""))}) as web:
        fetches.run(fetches.request(web.address("/bell"), by=nora))
        row = Incoming.objects.get()
        article = incoming.confirm(row, story, by=nora, version=row.version)
        assert (article.address, article.format, article.text) == (web.address("/bell"), "html", row.text)
        assert any("newsletter" in one["text"] for one in article.removed)


@pytest.mark.django_db
def test_the_address_of_a_feed_brings_its_items(nora):
    with a_web_server({}) as web:
        web.answers |= {
            "/feed": rss(web, "/bell.txt", "/ferry.txt"),
            "/bell.txt": text(TEXT),
            "/ferry.txt": text(OTHER),
        }
        fetch = fetches.run(fetches.request(web.address("/feed"), by=nora))
        assert outcomes(fetch) == ["waiting", "waiting"]


WHOLE = (
    "<p>The old harbour bell of Aldmere rang on Monday for the first time in 40 years.</p>"
    + "<p>About 300 people stood on the quay when it rang, and the keeper pulled the rope himself for them.</p>" * 4
)


def full_rss(web, *items):
    """`items`: (path, content)."""
    told = "".join(
        f"<item><title>Bell {path}</title><link>{path if '//' in path else web.address(path)}</link><guid>{path}</guid>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item>"
        for path, content in items
    )
    start = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return page(f"{start}<channel><title>Courier</title>{told}</channel></rss>", "application/rss+xml")


@pytest.mark.django_db
def test_an_item_whose_full_text_stands_in_the_feed_is_taken_from_there():
    with a_web_server({}) as web:
        web.answers["/feed"] = full_rss(web, ("/bell", WHOLE))
        feed = a_feed(web.address("/feed"))
        assert outcomes(visited(feed)) == ["waiting"]
        assert web.paths == ["/feed"]
        row = Incoming.objects.get()
        assert (row.address, row.guid, row.headline, row.outlet) == (
            web.address("/bell"),
            web.address("/bell"),
            "Bell /bell",
            feed.outlet,
        )
        assert "pulled the rope himself" in row.text and "<p>" not in row.text
        assert outcomes(visited(feed)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content", ["<p>The bell rang.</p>", WHOLE + "<p>And then […]</p>", WHOLE + '<a href="/bell">Continue reading</a>']
)
def test_of_an_item_that_the_feed_only_begins_the_page_is_fetched(content):
    with a_web_server({}) as web:
        web.answers |= {"/feed": full_rss(web, ("/bell", content)), "/bell": text(TEXT)}
        visited(a_feed(web.address("/feed")))
        assert web.paths == ["/feed", "/bell"]
        assert Incoming.objects.get().text == TEXT


@pytest.mark.django_db
def test_a_feed_does_not_speak_for_the_pages_of_somebody_else():
    with a_web_server({}) as web:
        web.answers["/feed"] = full_rss(web, ("http://courier.invalid/bell", WHOLE))
        fetch = visited(a_feed(web.address("/feed")))
        assert outcomes(fetch) == ["refused"] and not Incoming.objects.exists()


@pytest.mark.django_db
def test_a_full_text_that_changed_in_the_feed_is_a_new_version():
    with a_web_server({}) as web:
        web.answers["/feed"] = full_rss(web, ("/bell", WHOLE))
        feed = a_feed(web.address("/feed"))
        visited(feed)
        web.answers["/feed"] = full_rss(web, ("/bell", WHOLE.replace("300", "450")))
        assert outcomes(visited(feed)) == ["waiting"]


@pytest.mark.django_db
def test_of_a_full_text_its_own_entry_is_kept_and_not_those_of_the_others():
    with a_web_server({}) as web:
        web.answers["/feed"] = full_rss(web, ("/bell", WHOLE), ("/tram", WHOLE.replace("300", "450")))
        visited(a_feed(web.address("/feed")))
        bell, tram = Incoming.objects.order_by("pk")
        kept = bytes(bell.original.content)
        assert b"/bell" in kept and b"/tram" not in kept and b"450" not in kept
        assert b"/tram" in bytes(tram.original.content)
        assert intake.read(kept, "feed.xml").text == bell.text
