"""Who works on a story and on its articles, until when, how urgent, how secret: saved together, written down, told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Notification, Stale, Story
from articles.workflow import export, stories
from articles.workflow.errors import Refused
from tests import newsdesk


def edited(story, by, **fields):
    return stories.edit(story, by=by, version=story.version, **fields)


def test_a_story_is_given_to_somebody_who_is_told_and_the_log_says_whom(nora, jonas, story):
    edited(story, nora, assigned_to=jonas)
    event = Event.objects.get()
    assert (event.verb, event.data["to"]) == ("assign story", "Jonas Weber")
    assert event.data["changes"] == {"assigned_to": [None, "jonas"]}
    (line,) = Notification.objects.all()
    assert (line.user, line.kind, str(line.says), line.get_absolute_url()) == (
        jonas,
        "given",
        "Nora Lind gave you this to work on",
        story.get_absolute_url(),
    )
    edited(story, jonas, assigned_to=None)
    assert Event.objects.first().data["to"] == "nobody"
    assert Notification.objects.count() == 1


def test_who_takes_a_story_is_not_told_of_it(nora, story):
    edited(story, nora, assigned_to=nora)
    assert not Notification.objects.exists()


def test_several_changes_are_one_line_of_the_log(nora, jonas, story):
    now = timezone.now()
    edited(story, nora, title="Bell", priority=1, due_at=now, members=[nora, jonas])
    event = Event.objects.get()
    assert event.verb == "edit story"
    assert event.data["changes"] == {
        "title": ["Harbour bell", "Bell"],
        "priority": [3, 1],
        "due_at": [None, now.isoformat()],
        "members": [[], sorted([nora.pk, jonas.pk])],
    }


def test_an_embargo_is_set_and_lifted_in_so_many_words(nora, story):
    edited(story, nora, embargo_until=timezone.now())
    edited(story, nora, embargo_until=None)
    assert [event.verb for event in Event.objects.all()] == ["lift embargo", "set embargo"]


@pytest.mark.parametrize("who", ["vera", "max_", "sami"])
def test_nobody_gets_a_story_that_they_may_not_see_or_not_write(request, nora, story, who):
    user = request.getfixturevalue(who)
    if who == "sami":
        user.groups.set([group for group in user.groups.all() if group.name == "Approver"])
    story.members.add(nora)
    with pytest.raises(Refused, match="may not see this story"):
        edited(story, nora, assigned_to=user)
    after = Story.objects.get(pk=story.pk)
    assert (after.assigned_to, after.version) == (None, 1)
    assert not Event.objects.exists()


def test_nobody_is_shut_out_of_what_they_have_to_write(nora, jonas, story):
    edited(story, nora, assigned_to=jonas)
    with pytest.raises(Refused, match="Jonas Weber may not see this story"):
        edited(story, nora, members=[nora])
    assert not story.members.exists()
    edited(Story.objects.get(pk=story.pk), nora, members=[nora], assigned_to=nora)


def test_who_saves_a_plan_second_is_told_and_nothing_is_lost(nora, jonas, story):
    edited(story, nora, assigned_to=nora)
    with pytest.raises(Stale):
        stories.edit(Story.objects.get(pk=story.pk), by=jonas, version=1, priority=1)
    assert Story.objects.get().priority == 3


def test_a_new_story_is_opened_with_its_plan_or_not_at_all(nora, max_):
    with pytest.raises(Refused):
        stories.open_story(by=nora, title="Ferry", assigned_to=max_)
    assert not Story.objects.exists() and not Event.objects.exists()
    stories.open_story(by=nora, title="Ferry", assigned_to=nora, priority=2)
    assert (Story.objects.get().assigned_to, Story.objects.get().priority) == (nora, 2)


def test_an_article_is_given_to_somebody_to_read(nora, jonas, vera, article):
    stories.assign_article(article, by=nora, seen=None, assignee=jonas)
    event, (line,) = Event.objects.get(), Notification.objects.all()
    assert (event.verb, event.data["to"], event.data["number"]) == ("assign article", "Jonas Weber", 1)
    assert (line.user, line.get_absolute_url()) == (jonas, article.get_absolute_url())
    with pytest.raises(Stale):
        stories.assign_article(article, by=vera, seen=None, assignee=vera)
    article.refresh_from_db()
    assert article.assigned_to == jonas
    stories.assign_article(article, by=nora, seen=jonas.pk, assignee=None)
    article.refresh_from_db()
    assert article.assigned_to is None
    article.story.members.add(nora)
    with pytest.raises(Refused):
        stories.assign_article(article, by=nora, seen=None, assignee=vera)


def test_before_the_embargo_ends_nothing_leaves_the_house(nora, sami):
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    until = timezone.now() + timedelta(hours=3)
    Story.objects.update(embargo_until=until)
    with pytest.raises(Refused, match=rf"under embargo.*before {until.day} .*{until:%H:%M} \(UTC\)"):
        export.export(revision, "text", by=nora)
    assert Story.objects.get().state == "approved" and not Event.objects.filter(verb="export").exists()
    Story.objects.update(embargo_until=timezone.now() - timedelta(seconds=1))
    export.export(revision, "text", by=nora)
    assert Story.objects.get().state == "published"
