import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from articles.models import Comment, Review
from tests import newsdesk

# Session, user and what they may do, article with its sentences, its marks, the shelf, the review, the story bar, the
# inbox; and one each where there are threads, copies, blind readers, a decision of one's own, people on the open note.
QUERIES = 8 + 1


def marks(article, count):
    words = list(re.finditer(r"\w+ \w+", article.text))
    for number in range(count):
        found = words[number % len(words)]
        mark = newsdesk.an_annotation(article, found.group())
        Comment.objects.create(annotation=mark, author=article.story.created_by, text="Asked the harbour office.")


def test_the_page_shows_the_text_with_its_marks_and_a_note_for_each(nora, article):
    mark = newsdesk.an_annotation(article, "40 years", suggestion="30 years")
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    assert f'id="mark-{mark.pk}"' in page and f'id="note-{mark.pk}"' in page
    assert "[Mark 1, wrong number, major, open: " in page
    assert '<ins class="ins"><span class="vh">insert </span>30</ins>' in page
    assert "Mark <span data-walk-at>1</span> of 1." in page


def test_the_page_costs_as_many_queries_with_five_marks_as_with_fifty(nora, story):
    client = newsdesk.a_client(nora)
    for count in (5, 50):
        article = newsdesk.an_article(story)
        marks(article, count)
        Review.objects.create(story=story, finished_at=timezone.now())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(article.get_absolute_url()).status_code == 200
        assert len(queries) == QUERIES


def test_a_stranger_does_not_find_the_article(nora, jonas, vera, article):
    article.story.members.set([jonas])
    for path in ("", "original/", "mark/"):
        assert newsdesk.a_client(vera).get(article.get_absolute_url() + path).status_code == 404


def test_the_page_is_only_read(nora, article):
    client = newsdesk.a_client(nora)
    assert client.post(article.get_absolute_url()).status_code == 405
    assert client.post(article.get_absolute_url() + "original/").status_code == 405


def test_who_may_only_read_sees_no_buttons(article):
    newsdesk.an_annotation(article)
    page = newsdesk.a_client(newsdesk.a_user("petra", "Approver")).get(article.get_absolute_url()).content.decode()
    assert "Accept" not in page and "Mark words" not in page and "Review the story" not in page


def test_markup_in_an_article_is_shown_as_text(nora, story):
    article = newsdesk.an_article(story, 'Bells <script>alert("ring")</script> & ropes.\n', headline="<b>Bells</b>")
    newsdesk.an_annotation(article, 'alert("ring")', reason="<i>odd</i>", suggestion="<u>ring</u>")
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    for written in ("<script>alert", "<b>Bells", "<i>odd", "<u>ring"):
        assert written not in page


def test_a_link_to_a_place_points_at_it(nora, article):
    start = article.text.index("Tomas")
    client = newsdesk.a_client(nora)
    page = client.get(f"{article.get_absolute_url()}?at={start}-{start + 12}").content.decode()
    assert re.search(
        r'<span class="pick" id="at"><span class="vh" dir="ltr">\[the place you came for: </span>Tomas Brandt<', page
    )


@pytest.mark.parametrize("at", ["", "7", "9-3", "0-999999", "a-b", "-1-4", "1-2-3"])
def test_a_link_to_a_place_that_is_none_shows_the_article_as_it_is(nora, article, at):
    response = newsdesk.a_client(nora).get(article.get_absolute_url(), {"at": at})
    assert response.status_code == 200
    assert 'id="at"' not in response.content.decode()


def test_the_note_that_is_asked_for_is_open_and_otherwise_the_first_open_one(nora, article):
    done = newsdesk.an_annotation(article, "old harbour", state="accepted", decided_by=nora, decided_at=timezone.now())
    first = newsdesk.an_annotation(article, "40 years")
    client = newsdesk.a_client(nora)
    for query, expected in (("", first), (f"?note={done.pk}", done), ("?note=999999", first), ("?note=x", first)):
        page = client.get(article.get_absolute_url() + query).content.decode()
        assert re.findall(r'note--current[^"]*" id="note-(\d+)"', page) == [str(expected.pk)]


def test_evidence_leads_to_its_place_in_the_other_article(nora, story, article):
    other = newsdesk.an_article(story, "The bell was silent for 30 years.\n", "Coast Radio")
    newsdesk.an_annotation(article, related=[{"article": other.pk, "start": 4, "end": 8}])
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    assert f'<a href="{other.get_absolute_url()}?at=4-8#at">Coast Radio</a>' in page


def test_the_shelf_says_how_far_each_article_is(nora, story, article):
    other = newsdesk.an_article(story, "The bell was silent for 30 years.\n", "Coast Radio")
    newsdesk.an_annotation(other, "30 years")
    newsdesk.an_annotation(other, "silent", state="accepted", decided_by=nora, decided_at=timezone.now())
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    assert "<small>Not reviewed yet</small>" in page and "<small>1 of 2 decided</small>" in page


def test_when_every_mark_is_decided_the_walk_leads_to_the_next_article_with_open_ones(nora, story, article):
    clean = newsdesk.an_article(story, "The bell was silent for 20 years.\n", "Clean Radio")
    other = newsdesk.an_article(story, "The bell was silent for 30 years.\n", "Coast Radio")
    newsdesk.an_annotation(other, "30 years")
    mark = newsdesk.an_annotation(article)
    client = newsdesk.a_client(nora)
    link = f'<a class="button button--main" href="{other.get_absolute_url()}" data-key="n"'
    assert link not in client.get(article.get_absolute_url()).content.decode()
    mark.swap(1, state="dismissed", decided_by_id=nora.pk, decided_at=timezone.now())
    for read in (article, clean):
        assert link in client.get(read.get_absolute_url()).content.decode()
    assert 'data-key="n"' not in client.get(other.get_absolute_url()).content.decode()


def test_an_article_without_marks_says_whether_it_was_reviewed(nora, article):
    client = newsdesk.a_client(nora)
    assert "Nothing has been checked here yet" in client.get(article.get_absolute_url()).content.decode()
    later = timezone.now() + timedelta(seconds=5)
    Review.objects.create(story=article.story, started_at=later, finished_at=later)
    assert "The checks found nothing in this article" in client.get(article.get_absolute_url()).content.decode()


def test_the_original_comes_as_a_download_that_no_browser_takes_for_a_page(nora, story):
    article = newsdesk.an_article(story, "<h1>Bells</h1>\n", file_name='bells "1".html')
    response = newsdesk.a_client(nora).get(article.get_absolute_url() + "original/")
    assert response.content == b"<h1>Bells</h1>\n"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="bells \\"1\\".html"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_comments_are_shown_with_who_wrote_them(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    Comment.objects.create(annotation=mark, author=jonas, text="The <keeper> says 30.")
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    assert "Jonas Weber" in page and "The &lt;keeper&gt; says 30." in page


def test_the_page_says_whose_wording_the_article_shares_and_leads_to_the_passages(nora, story, article):
    reprint = newsdesk.an_article(story, outlet="Coast Radio")
    newsdesk.a_copy(reprint, of=article, quote="rang on Monday for the first time", share=0.62)
    client = newsdesk.a_client(nora)

    page = strip_tags(client.get(reprint.get_absolute_url()).text)
    assert "Shares 62% of its wording with Aldmere Courier, likely the original. The two are one voice." in page
    start = article.text.index("rang on Monday")
    assert f"/articles/1/?at={start}-{start + 33}#at" in client.get(reprint.get_absolute_url()).text
    page = strip_tags(client.get(article.get_absolute_url()).text)
    assert "Shares 62% of its wording with Coast Radio, which likely has it from here. The two are one voice." in page


def test_the_page_names_no_original_where_little_is_shared(nora, story, article):
    other = newsdesk.an_article(story, outlet="Coast Radio")
    newsdesk.a_copy(other, of=article, quote="rang on Monday", share=0.14, is_copy=False)
    page = strip_tags(newsdesk.a_client(nora).get(other.get_absolute_url()).text)
    assert "Shares 14% of its wording with Aldmere Courier" in page
    assert "likely" not in page and "one voice" not in page


def test_an_article_that_shares_nothing_says_nothing_of_wording(nora, article):
    assert "of its wording" not in newsdesk.a_client(nora).get(article.get_absolute_url()).text


def test_more_copies_cost_no_more_queries(nora, story, article, django_assert_num_queries):
    client = newsdesk.a_client(nora)
    for outlet in ("Coast Radio", "NorthWire", "Isles Today"):
        newsdesk.a_copy(
            newsdesk.an_article(story, outlet=outlet), of=article, quote="the old harbour bell".capitalize()
        )
    with django_assert_num_queries(QUERIES):  # copies, no thread
        client.get(article.get_absolute_url())
