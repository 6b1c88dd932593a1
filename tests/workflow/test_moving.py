"""Articles move to the story that they belong to with their marks; nothing moves on which something rests."""

import pytest

from articles.models import Event
from articles.workflow import moving
from articles.workflow.errors import Refused
from tests.newsdesk import a_paragraph, a_revision, a_story, an_annotation, an_article


@pytest.fixture
def into(nora):
    return a_story(by=nora, title="The right one")


def refusal(story, into, by, numbers=(1,)):
    with pytest.raises(Refused) as refused:
        moving.move(story, into, by=by, numbers=numbers)
    assert story.articles.count() == 1 and not into.articles.exists()
    return " ".join([refused.value.reason, *refused.value.details])


def test_an_article_moves_with_its_marks_and_both_stories_log_it(nora, story, article, into):
    mark = an_annotation(article, related=[{"article": article.pk + 99, "start": 0, "end": 3}])
    an_article(story)
    moving.move(story, into, by=nora, numbers=[1])
    article.refresh_from_db()
    mark.refresh_from_db()
    assert (article.story, article.number, mark.story, mark.related) == (into, 1, into, [])
    assert list(Event.objects.values_list("verb", "story")[:2]) == [
        ("receive articles", into.pk),
        ("move articles", story.pk),
    ]


def test_a_story_that_loses_all_is_merged(nora, story, article, into):
    moving.move(story, into, by=nora, numbers=[1])
    story.refresh_from_db()
    assert story.merged_into == into


def test_what_the_draft_cites_stays(nora, story, article, into):
    a_paragraph(story, by=nora, cites=[(article, "The old harbour bell")])
    assert "The draft cites article 1" in refusal(story, into, nora)


def test_what_was_sent_for_approval_stays(nora, story, article, into):
    a_paragraph(story, by=nora)
    a_revision(story, by=nora)
    story.refresh_from_db()
    assert "sent for approval" in refusal(story, into, nora)


def test_what_the_other_story_has_already_stays(nora, story, article):
    into = a_story(by=nora)
    there = an_article(into)
    with pytest.raises(Refused) as refused:
        moving.move(story, into, by=nora, numbers=[1])
    assert f"as article {there.number}" in refused.value.details[0]


def test_a_story_that_only_some_may_see_gives_nothing_to_others(nora, story, article, into):
    story.members.add(nora)
    assert "Only some people may see this story" in refusal(story, into, nora)


def test_strangers_and_readers_move_nothing(vera, max_, story, article, into, nora):
    into.members.add(nora)
    assert "another story" in refusal(story, into, vera)
    assert "Only editors" in refusal(story, into, max_)
