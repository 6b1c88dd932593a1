"""The desk: what waits for me comes first; then every story that I may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Annotation, ChangeRequest, Event, Story, StoryState
from tests import newsdesk
from tests.newsdesk import a_client


def desk_of(user, **query):
    answer = a_client(user).get(reverse("desk"), query)
    assert answer.status_code == 200
    return answer


def waiting_for(user):
    return [(task.verb, task.story.title) for task in desk_of(user).context["waiting"]]


def reviewed(story):
    """A review has read every article that the story has."""
    later = timezone.now() + timedelta(seconds=1)
    newsdesk.counted(story.reviews.create(requested_at=later, started_at=later, finished_at=later))


def titles(answer):
    return [story.title for story in answer.context["page"]]


def test_an_empty_desk_leads_to_the_first_import(nora):
    page = desk_of(nora).content.decode()
    assert "No stories yet" in page
    assert reverse("import_new") in page


def test_a_story_without_articles_asks_for_them(nora):
    newsdesk.a_story(title="Bell", by=nora)
    assert waiting_for(nora) == [("Import", "Bell")]


def test_open_marks_wait_for_review(nora, article):
    newsdesk.an_annotation(article)
    assert waiting_for(nora) == [("Review", "Harbour bell")]


def test_a_conflict_waits_for_a_decision_before_the_marks_do(nora, story, article):
    other = newsdesk.an_article(story, outlet="Tidewater Post")
    newsdesk.an_annotation(article)
    newsdesk.a_claim(story, says=[(article, "40 years"), (other, "About 300")])
    assert waiting_for(nora) == [("Decide", "Harbour bell")]


def test_a_blocker_is_looked_at_before_a_conflict_is_decided(nora, story, article):
    other = newsdesk.an_article(story, outlet="Tidewater Post")
    newsdesk.an_annotation(article, severity="blocker")
    newsdesk.an_annotation(article, "61")
    newsdesk.a_claim(story, says=[(article, "40 years"), (other, "About 300")])
    (task,) = desk_of(nora).context["waiting"]
    assert (task.verb, task.why) == ("Review", "2 open marks, 1 blocker among them; 1 conflict between the articles.")


def test_articles_that_no_review_has_read_wait_for_one(nora, article):
    (task,) = desk_of(nora).context["waiting"]
    assert (task.verb, task.why) == ("Review", "1 article is not reviewed yet.")


def test_articles_without_a_draft_wait_to_be_written(nora, article):
    reviewed(article.story)
    assert waiting_for(nora) == [("Write", "Harbour bell")]


def test_a_sent_revision_waits_for_the_approver_and_not_for_its_writer(nora, sami, story, article):
    newsdesk.a_paragraph(story, by=nora)
    newsdesk.a_revision(story, by=nora)
    assert waiting_for(sami) == [("Approve", "Harbour bell")]
    assert waiting_for(nora) == []


def test_an_approver_who_wrote_a_part_is_not_asked_to_approve(nora, sami, story, article):
    newsdesk.a_paragraph(story, by=sami)
    story.changes.create(verb="add", by=sami, at=timezone.now(), before={})
    newsdesk.a_revision(story, by=nora)
    assert waiting_for(sami) == []


def test_what_was_sent_back_waits_with_the_reason(nora, sami, story, article):
    newsdesk.a_paragraph(story, by=nora)
    revision = newsdesk.a_revision(story, by=nora)
    ChangeRequest.objects.create(revision=revision, by=sami, at=timezone.now(), reason="Say who rang the bell.")
    Story.objects.filter(pk=story.pk).update(state=StoryState.CHANGES_REQUESTED)
    assert waiting_for(nora) == [("Revise", "Harbour bell")]
    assert "Say who rang the bell." in desk_of(nora).content.decode()


def test_an_approved_story_waits_to_leave_the_house(nora, sami):
    newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    assert waiting_for(nora) == [("Export", "Harbour bell")]


@pytest.fixture(params=[StoryState.APPROVED, StoryState.PUBLISHED, StoryState.CORRECTED])
def approved(request, nora, sami):
    """A story that Sami approved and that may have left the house; its one sentence cites the 300 people on the quay."""
    story = newsdesk.an_approved_revision(written_by=nora, approved_by=sami).story
    Story.objects.filter(pk=story.pk).update(state=request.param, due_at=timezone.now() - timedelta(hours=1))
    return Story.objects.get(pk=story.pk)


def test_a_grave_mark_after_the_approval_asks_for_another_look(nora, approved):
    newsdesk.an_annotation(approved.articles.get())
    (task,) = desk_of(nora).context["waiting"]
    assert (task.verb, task.why, task.url_name) == ("Look again", "Since its approval: 1 grave mark.", "story")
    assert task.is_late == (approved.state == StoryState.APPROVED)


def test_a_cited_mark_that_is_reopened_or_accepted_after_the_approval_asks_for_another_look(nora, approved):
    for state in ("open", "accepted"):
        mark = newsdesk.an_annotation(approved.articles.get(), "About 300", state=state)
        Annotation.objects.filter(pk=mark.pk).update(created_at=timezone.now() - timedelta(days=1))
        newsdesk.counted(mark)
        assert waiting_for(nora) == [("Look again", "Harbour bell")]
        mark.delete()


def test_what_was_open_on_other_words_when_it_was_approved_asks_for_nothing(nora, approved):
    mark = newsdesk.an_annotation(approved.articles.get())
    Annotation.objects.filter(pk=mark.pk).update(created_at=timezone.now() - timedelta(days=1))
    newsdesk.an_annotation(approved.articles.get(), "61", severity="minor")
    assert "Look again" not in [verb for verb, _ in waiting_for(nora)]


def test_an_article_that_disagrees_after_the_approval_asks_for_another_look(nora, approved):
    article, other = approved.articles.get(), newsdesk.an_article(approved, outlet="Tidewater Post")
    newsdesk.a_claim(approved, says=[(article, "40 years"), (other, "Monday")])
    (task,) = desk_of(nora).context["waiting"]
    assert (task.verb, task.why, task.url_name) == ("Look again", "Since its approval: 1 conflict.", "claims")


def test_who_may_only_read_is_not_asked_to_look_again(approved):
    newsdesk.an_annotation(approved.articles.get())
    assert waiting_for(newsdesk.a_user("lena", "Approver")) == []


def test_of_stories_due_together_the_gravest_comes_first(nora):
    for title, severity in (("Small", "minor"), ("Grave", "blocker"), ("Middling", "major")):
        newsdesk.an_annotation(newsdesk.an_article(newsdesk.a_story(title=title)), severity=severity)
    assert [title for _, title in waiting_for(nora)] == ["Grave", "Middling", "Small"]


def test_the_soonest_due_comes_first_and_a_late_one_says_so(nora):
    now = timezone.now()
    newsdesk.a_story(title="Later", due_at=now + timedelta(hours=3))
    newsdesk.a_story(title="Late", due_at=now - timedelta(minutes=12))
    newsdesk.a_story(title="Some day")
    answer = desk_of(nora)
    assert [task.story.title for task in answer.context["waiting"]] == ["Late", "Later", "Some day"]
    assert "One is late" in answer.content.decode()
    assert "min late" in answer.content.decode()


def test_a_story_with_members_is_not_on_the_desk_of_others(nora, vera):
    newsdesk.a_story(title="Quiet matter", by=nora, members=[nora])
    Event.objects.record("create story", by=nora, story=Story.objects.get())
    assert "Quiet matter" in desk_of(nora).content.decode()
    assert "Quiet matter" not in desk_of(vera, show="all").content.decode()


def test_filters_narrow_by_state_and_show_how_many(nora, jonas):
    newsdesk.a_story(title="Mine", by=nora)
    newsdesk.a_story(title="Theirs", by=jonas)
    newsdesk.a_story(title="Gone", by=jonas, state=StoryState.PUBLISHED)
    assert sorted(titles(desk_of(nora))) == ["Mine", "Theirs"]
    assert titles(desk_of(nora, show="mine")) == ["Mine"]
    assert titles(desk_of(nora, show="published")) == ["Gone"]
    assert len(titles(desk_of(nora, show="all"))) == 3
    assert ("all", "All", 3) in desk_of(nora).context["filters"]


@pytest.mark.parametrize("asked", ["BELL", "courier", "quay opens"])
def test_a_word_finds_titles_outlets_and_headlines_of_articles(nora, asked):
    story = newsdesk.a_story(title="The bell of Aldmere")
    newsdesk.an_article(story, outlet="Aldmere Courier", headline="Quay opens again")
    newsdesk.a_story("something-else", title="Something else")
    assert titles(desk_of(nora, q=asked)) == ["The bell of Aldmere"]


def test_a_word_that_nothing_has_says_so_and_leads_back(nora, story):
    page = desk_of(nora, q="zebra").content.decode()
    assert "No story, headline or outlet has these words" in page
    assert "Show all again" in page


def test_sorting_and_paging_are_in_the_address(nora):
    for number in range(25):
        newsdesk.a_story(title=f"Story {number:02}")
    assert titles(desk_of(nora, sort="story"))[0] == "Story 00"
    second = desk_of(nora, sort="story", page=2)
    assert titles(second) == [f"Story {number}" for number in range(20, 25)]
    assert "sort=story" in second.content.decode()


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "99"}, {"sort": "; drop"}, {"show": "nowhere"}])
def test_nonsense_in_the_address_shows_the_desk_all_the_same(nora, story, query):
    assert titles(desk_of(nora, **query)) == ["Harbour bell"]


def test_the_log_says_in_words_what_happened_and_counts_what_is_alike(nora, story, article):
    for _ in range(3):
        Event.objects.record("dismiss", by=nora, story=story)
    Event.objects.record("review", by=nora, story=story, found=4)
    page = desk_of(nora).content.decode()
    assert "dismissed 3 marks" in page
    assert "The review</strong> found 4 new marks" in page


def test_an_event_of_a_kind_without_words_does_not_break_the_desk(nora, story):
    Event.objects.record("juggle {odd}", by=nora, story=story)
    assert "juggle" in desk_of(nora).content.decode()


def test_a_reader_without_the_right_to_write_gets_no_buttons(db):
    reader = newsdesk.a_user("lena", "Approver")
    assert reverse("story_new") not in desk_of(reader).content.decode()


def test_the_desk_refuses_a_post(nora):
    assert a_client(nora).post(reverse("desk")).status_code == 405


def test_fifty_stories_cost_no_more_queries_than_five(nora, django_assert_max_num_queries):
    client = a_client(nora)

    def queries():
        with django_assert_max_num_queries(100) as counted:
            assert client.get(reverse("desk"), {"show": "all"}).status_code == 200
        return len(counted)

    _stories(5, nora)
    few = queries()
    _stories(45, nora)
    assert queries() == few <= 14


def _stories(number, nora):
    for _ in range(number):
        story = newsdesk.a_story(by=nora, members=[nora])
        newsdesk.an_annotation(newsdesk.an_article(story))
        Event.objects.record("create story", by=nora, story=story)
