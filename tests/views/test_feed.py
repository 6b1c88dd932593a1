"""The feed: approved stories, their corrections and kills, for whoever may see them, and read by a feed reader."""

from base64 import b64encode
from datetime import timedelta

import feedparser
import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Approval, Export, Scope, Story
from articles.workflow import approval, corrections, draft, publication, tokens
from articles.workflow.head import set_head
from tests import newsdesk

URL = "/feed/"


@pytest.fixture
def approved(nora, sami):
    story = newsdesk.a_story(by=nora, headline="The bell rings")
    set_head(story, by=nora, version=story.version, **HEAD)
    newsdesk.a_paragraph(story, by=nora)
    return newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)


HEAD = {
    "standfirst": "After 40 years, a bell.",
    "keywords": "bells, harbours",
    "location": "Aldmere",
    "byline": "Nora Lind",
    "editors_note": "",
}


def entries(client):
    response = client.get(URL)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(response.content)
    assert not read.bozo and read.version == "atom10"
    return read.entries


def correct(revision, writer, approver, notice="The bell rang on Tuesday."):
    paragraph = revision.story.paragraphs.get()
    draft.save_paragraph(paragraph, by=writer, version=paragraph.version, text="The bell of Aldmere rang on Tuesday.")
    correcting = corrections.Correcting(revision, notice)
    later = approval.send(revision.story, by=writer, correcting=correcting)
    Approval.objects.create(revision=later, by=approver, at=timezone.now(), sha256=later.sha256)


def basic(text, name="feed"):
    return {"Authorization": f"Basic {b64encode(f'{name}:{text}'.encode()).decode()}"}


def a_token(user, *scopes):
    return tokens.make(by=user, name="Feed reader", scopes=scopes or [Scope.STORIES_READ], days=30).text


def test_an_approved_story_is_an_entry_with_its_headline_and_standfirst(approved, nora):
    (entry,) = entries(newsdesk.a_client(nora))

    assert (entry.title, entry.summary, entry.author) == ("The bell rings", "After 40 years, a bell.", "Nora Lind")
    assert entry.link == f"http://testserver{reverse('exports', args=[approved.story.slug])}"
    assert entry.id == approved.document["story"]["uri"]
    assert [tag.term for tag in entry.tags] == ["approved", "bells", "harbours"]
    assert entry.updated == entry.published == approved.approval.at.replace(microsecond=0).isoformat()


def test_the_text_is_not_in_it_and_reading_it_exports_nothing(approved, nora):
    assert "of Aldmere rang" not in newsdesk.a_client(nora).get(URL).text
    assert not Export.objects.exists()


def test_what_is_not_approved_is_not_in_it(story, article, nora):
    newsdesk.a_paragraph(story, by=nora)
    newsdesk.a_revision(story, by=nora)

    assert entries(newsdesk.a_client(nora)) == []


def test_a_correction_says_its_notice_and_comes_first_under_the_same_name(approved, nora, sami):
    (before,) = entries(newsdesk.a_client(nora))
    newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    correct(approved, nora, sami)

    first, other = entries(newsdesk.a_client(nora))

    assert first.id == before.id != other.id
    assert "Correction 1: The bell rang on Tuesday." in first.summary
    assert first.tags[0].term == "corrected"
    assert first.published == before.published and first.updated >= before.updated


def test_a_killed_story_says_so_and_none_of_its_words(approved, nora, sami):
    publication.kill(approved.story, by=sami, reason="Nobody heard it ring.")

    (entry,) = entries(newsdesk.a_client(nora))

    assert entry.title == "KILLED: The bell rings"
    assert entry.summary.startswith("This story was killed. Do not use it")
    assert [tag.term for tag in entry.tags] == ["killed"]
    assert entry.updated == approved.story.kill.at.replace(microsecond=0).isoformat()
    assert "Nobody heard" not in newsdesk.a_client(nora).get(URL).text


@pytest.mark.parametrize("killed", [False, True])
def test_a_story_under_embargo_is_not_in_it_until_it_ends(approved, nora, sami, killed):
    Story.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    if killed:
        publication.kill(approved.story, by=sami, reason="Nobody heard it ring.")
    assert entries(newsdesk.a_client(nora)) == []

    Story.objects.update(embargo_until=timezone.now() - timedelta(seconds=1))
    assert len(entries(newsdesk.a_client(nora))) == 1


def test_everybody_reads_what_they_may_see(approved, nora, vera, max_):
    approved.story.members.set([nora])

    assert len(entries(newsdesk.a_client(nora))) == 1
    assert entries(newsdesk.a_client(vera)) == entries(newsdesk.a_client(max_)) == []


def test_a_feed_reader_gives_a_token_as_its_password_and_a_program_as_bearer(approved, nora, client):
    token = a_token(nora)

    for headers in (basic(token), basic(token, name=""), {"Authorization": f"Bearer {token}"}):
        assert len(feedparser.parse(client.get(URL, headers=headers).content).entries) == 1


def test_a_token_that_is_wrong_withdrawn_or_for_something_else_opens_nothing(approved, nora, client):
    withdrawn = a_token(nora)
    tokens.withdraw(nora.api_tokens.get(), by=nora)

    for text in ("nrt_0123456789_" + "x" * 43, withdrawn, a_token(nora, Scope.EXPORTS_READ), "", "x"):
        for headers in (basic(text), {"Authorization": f"Bearer {text}"}, {"Authorization": f"Basic {text}é"}):
            answer = client.get(URL, headers=headers)
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"].startswith("Basic ")


def test_a_wrong_token_is_refused_even_where_somebody_is_signed_in(approved, nora):
    assert newsdesk.a_client(nora).get(URL, headers=basic("wrong")).status_code == 401


def test_without_a_login_a_browser_is_led_to_it_and_a_feed_reader_asked_for_a_password(approved, client):
    assert (
        client.get(URL, headers={"Accept": "text/html"}).headers["Location"].startswith("/accounts/login/?next=/feed/")
    )
    assert client.get(URL, headers={"Accept": "application/atom+xml"}).status_code == 401
    assert client.post(URL).status_code == 405


def test_a_reader_that_has_it_already_gets_nothing_again_until_something_changes(approved, nora, sami):
    client = newsdesk.a_client(nora)
    first = client.get(URL)
    etag = {"If-None-Match": first.headers["ETag"]}

    assert client.get(URL, headers=etag).status_code == 304
    assert client.get(URL).content == first.content

    publication.kill(approved.story, by=sami, reason="Nobody heard it ring.")
    assert client.get(URL, headers=etag).status_code == 200


def test_hostile_words_are_words(nora, sami):
    hostile = "]]> <script>alert(1)</script> &amp; \u0001 \ufffe \u202e🔔 שלום"
    story = newsdesk.a_story(by=nora, title="Bell")
    newsdesk.a_paragraph(story, by=nora)
    Story.objects.filter(pk=story.pk).update(headline=hostile, standfirst=hostile, keywords=hostile, byline=hostile)
    newsdesk.an_approved_revision(Story.objects.get(pk=story.pk), written_by=nora, approved_by=sami)

    response = newsdesk.a_client(nora).get(URL)

    assert "<script>" not in response.text
    (entry,) = feedparser.parse(response.content, sanitize_html=False).entries
    assert "alert(1)" in entry.title and "🔔 שלום" in entry.title


def test_the_number_of_queries_does_not_grow(nora, sami, django_assert_num_queries, django_assert_max_num_queries):
    client = newsdesk.a_client(nora)
    newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    with django_assert_max_num_queries(8) as few:
        client.get(URL)
    for _ in range(3):
        newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    with django_assert_num_queries(len(few)):
        client.get(URL)


def test_an_empty_feed_is_a_feed_and_always_the_same(nora):
    client = newsdesk.a_client(nora)

    assert entries(client) == []
    assert client.get(URL).content == client.get(URL).content
