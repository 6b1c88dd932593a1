"""Whom the workflow tells of what, in whose inbox it stays, and what they do with it."""

import pytest

from articles.models import Notification, Story
from articles.workflow import annotations, approval, claims, draft, inbox
from articles.workflow.errors import Refused
from tests import newsdesk


@pytest.fixture
def cast(nora, jonas, sami, ada, vera, max_, rosa):
    return [nora, jonas, sami, ada, vera, max_, rosa]


@pytest.fixture
def written(story, article, nora):
    newsdesk.a_paragraph(story, by=nora, cites=[(article, "About 300 people stood on the quay.")])
    return story


def inbox_of(user):
    return list(Notification.objects.inbox_of(user))


@pytest.fixture
def three(article, nora, jonas):
    """Three unread lines for Nora."""
    mark = newsdesk.an_annotation(article)
    for text in ("@nora one", "@nora two", "@nora three"):
        annotations.comment(mark, by=jonas, text=text)
    return mark


# --- Who is told ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("members", [[], ["jonas"], ["ada", "max"]])
def test_the_viewers_of_a_story_are_those_to_whom_it_is_visible(cast, nora, members):
    people = {user.username: user for user in cast}
    people["vera"].is_active = False
    people["vera"].save()
    story = newsdesk.a_story(by=nora, members=[people[name] for name in members])
    seen_by = {user.username for user in cast if Story.objects.visible_to(user).filter(pk=story.pk).exists()}
    assert {user.username for user in story.viewers()} == seen_by


def test_a_story_sent_for_approval_reaches_those_who_may_approve_it(written, nora, jonas, sami):
    petra, late = newsdesk.a_user("petra", "Approver"), newsdesk.a_user("late", "Editor", "Approver")
    paragraph = written.paragraphs.get()
    draft.save_paragraph(paragraph, by=late, version=1, text="The bell of Aldmere rang.")
    approval.send(written, by=nora, note="The lead is new.")
    (line,) = inbox_of(sami)
    assert (line.says, line.text) == ("Nora Lind asks for approval", "The lead is new.")
    assert line.get_absolute_url() == f"/stories/{written.slug}/approval/"
    assert len(inbox_of(petra)) == 1
    assert inbox_of(nora) == inbox_of(jonas) == inbox_of(late) == []  # Late wrote a part of it


def test_an_approver_who_may_not_see_the_story_is_not_told(written, nora, sami):
    written.members.set([nora])
    approval.send(written, by=nora)
    assert not Notification.objects.exists()


def test_who_wrote_a_story_learns_that_changes_are_wanted_and_that_it_is_approved(written, nora, jonas, sami, article):
    draft.save_paragraph(written.paragraphs.get(), by=jonas, version=1, text="About 300 people stood on the quay.")
    revision = approval.send(written, by=nora)
    approval.request_changes(revision, by=sami, reason="Name the quay.")
    for writer in (nora, jonas):
        (line,) = inbox_of(writer)
        assert (line.says, line.text) == ("Sami Haddad asked for changes", "Name the quay.")
        assert line.get_absolute_url() == f"/stories/{written.slug}/draft/"


def test_who_wrote_a_story_learns_that_it_is_approved(written, nora, sami):
    revision = approval.send(written, by=nora)
    inbox.read_all(nora, up_to=10**9)
    approval.approve(revision, by=sami, sha256=revision.sha256)
    assert [line.says for line in inbox_of(nora)] == ["Sami Haddad approved what you wrote"]


def test_who_decided_a_conflict_learns_that_new_sources_reopened_it(story, nora, jonas):
    one, two = newsdesk.an_article(story), newsdesk.an_article(story)
    claim = newsdesk.a_claim(story, says=[(one, "300"), (two, "40")])
    claims.decide(claim, by=jonas, version=1, value="300", reason="Counted.")
    claim.picture = "f" * 64
    inbox.tell_of_reopened([claim])
    (line,) = inbox_of(jonas)
    assert line.says == "New sources reopened a conflict that you had decided"
    assert (line.text, line.get_absolute_url()) == (str(claim), f"/stories/{story.slug}/claims/?claim={claim.pk}")
    assert inbox_of(nora) == []


def test_what_fails_tells_nobody(written, nora, sami):
    approval.send(written, by=nora)
    Notification.objects.all().delete()
    with pytest.raises(Refused, match="Nothing has changed"):
        approval.send(written, by=nora)
    assert not Notification.objects.exists()


# --- Whose it is ------------------------------------------------------------------------------------------------------


def test_who_loses_a_story_reads_no_more_about_it(three, nora, jonas):
    assert len(inbox_of(nora)) == 3
    Story.objects.filter(pk=three.story_id).update(created_by=jonas)
    three.story.members.set([jonas])
    assert inbox_of(nora) == []


def test_long_words_are_shortened(article, nora, jonas):
    annotations.comment(newsdesk.an_annotation(article), by=jonas, text="@nora " + "bell " * 200)
    (line,) = inbox_of(nora)
    assert len(line.text) <= inbox.LONGEST_TEXT and line.text.endswith("…")


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_reading_and_unreading_again(three, nora):
    line = inbox_of(nora)[0]
    inbox.read(line)
    first = line.read_at
    inbox.read(line)
    assert first and line.read_at == first
    inbox.unread(line)
    line.refresh_from_db()
    assert line.read_at is None


def test_marking_all_as_read_leaves_what_came_since_the_page_was_shown(three, nora, jonas):
    newest = inbox_of(nora)[0].pk
    annotations.comment(three, by=jonas, text="@nora four")
    assert inbox.read_all(nora, up_to=newest)[0] == 3
    assert [line.text for line in Notification.objects.inbox_of(nora).unread()] == ["@nora four"]


def test_undo_brings_back_exactly_what_was_marked_together(three, nora, jonas):
    alone = inbox_of(nora)[1]
    inbox.read(alone)
    _, moment = inbox.read_all(nora, up_to=10**9)
    assert inbox.undo_read_all(nora, moment) == 2
    alone.refresh_from_db()
    assert alone.read_at
    with pytest.raises(Refused, match="nothing to take back"):
        inbox.undo_read_all(nora, moment)


def test_nobody_takes_back_what_somebody_else_has_read(three, nora, jonas):
    _, moment = inbox.read_all(nora, up_to=10**9)
    with pytest.raises(Refused):
        inbox.undo_read_all(jonas, moment)
    assert not Notification.objects.inbox_of(nora).unread().exists()
