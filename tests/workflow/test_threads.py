"""What is said in the thread of a mark: answers, calls, decisions with their reasons, to whom a mark is given."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Comment, Event, Notification, Stale
from articles.workflow import annotations, threads
from articles.workflow.errors import Refused
from articles.workflow.mentions import mentions_in, person_called
from tests import newsdesk


@pytest.fixture
def mark(article):
    return newsdesk.an_annotation(article)


def called_in(text, story):
    return [text[span["start"] : span["end"]] for span in mentions_in(text, story).spans]


def told(user, kind):
    return Notification.objects.filter(user=user, kind=kind)


# --- Calling people ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, names",
    [
        ("@jonas, is it 40?", ["@jonas"]),
        ("Ask @Jonas Weber.", ["@Jonas Weber"]),
        ("(@JONAS)", ["@JONAS"]),
        ("@Approver and @jonas", ["@Approver", "@jonas"]),
        ("jonas@newsdesk.example", []),
        ("@jonasson has it on his page", []),
        ("See @aldmerecourier there", []),
        ("@ jonas", []),
        ("nobody", []),
    ],
)
def test_a_text_calls_accounts_and_groups_by_name_and_leaves_other_words_alone(story, jonas, sami, text, names):
    assert called_in(text, story) == names


def test_a_name_in_other_letters_is_found_at_its_full_length(story):
    strauss = newsdesk.a_user("strauß", "Editor")
    assert mentions_in("@STRAUSS knows, @strauß says", story).people == {strauss.pk}
    assert called_in("@STRAUSS knows, @strauß says", story) == ["@STRAUSS", "@strauß"]


def test_a_full_name_that_two_people_have_calls_neither_but_their_user_names_do(story, jonas):
    other = newsdesk.a_user("jweber", "Editor")
    other.first_name, other.last_name = "Jonas", "Weber"
    other.save()
    assert mentions_in("@Jonas Weber", story).people == {jonas.pk}  # by the user name alone: "@jonas"
    assert called_in("@Jonas Weber", story) == ["@Jonas"]
    assert mentions_in("@jweber", story).people == {other.pk}


def test_a_group_calls_those_of_it_who_may_see_the_story(nora, sami, vera):
    story = newsdesk.a_story(by=nora, members=[nora, sami])
    assert mentions_in("@Editor", story).people == {nora.pk, sami.pk}


def test_nobody_is_called_who_may_not_see_the_story(nora, jonas, max_):
    story = newsdesk.a_story(by=nora, members=[nora])
    mark = newsdesk.an_annotation(newsdesk.an_article(story))
    with pytest.raises(Refused, match="Jonas Weber may not see this story"):
        annotations.comment(mark, by=nora, text="@jonas, look.")
    with pytest.raises(Refused, match="Nobody in the group Approver may see"):
        annotations.comment(mark, by=nora, text="@Approver, look.")
    with pytest.raises(Refused, match="Max Roth"):
        annotations.dismiss(mark, by=nora, version=1, reason="@max says so.")
    mark.refresh_from_db()
    assert mark.is_open and not Comment.objects.exists() and not Notification.objects.exists()


def test_a_person_is_named_by_user_name_or_full_name(jonas):
    assert person_called(" @Jonas ") == person_called("jonas weber") == jonas
    with pytest.raises(Refused, match="Nobody here is called “Johan”"):
        person_called("Johan")


def test_a_text_without_an_at_costs_no_query(story, django_assert_num_queries):
    with django_assert_num_queries(0):
        mentions_in("Nothing here.", story)


# --- Answering --------------------------------------------------------------------------------------------------------


def test_an_answer_to_an_answer_joins_the_branch_of_the_first(mark, nora, jonas):
    first = annotations.comment(mark, by=nora, text="Is it 40?")
    second = annotations.comment(mark, by=jonas, text="It is 41.", answers=first)
    third = annotations.comment(mark, by=nora, text="Since when?", answers=second)
    assert (first.answers, second.answers, third.answers) == (None, first, first)


def test_everybody_in_a_thread_is_told_once_and_nobody_of_their_own_words(mark, nora, jonas, sami, vera):
    annotations.comment(mark, by=nora, text="Is it 40?")
    annotations.comment(mark, by=jonas, text="@nora, @Nora Lind: it is 41. @sami?")
    assert told(nora, "mention").count() == 1 and not told(nora, "reply").exists()
    annotations.comment(mark, by=sami, text="The register says 41.")
    assert told(nora, "reply").count() == told(jonas, "reply").count() == 1
    assert not Notification.objects.filter(user=vera).exists()
    assert not told(sami, "reply").exists()


def test_whoever_made_a_mark_learns_what_is_said_of_it(article, nora, jonas):
    own = newsdesk.an_annotation(article, by=nora)
    annotations.dismiss(own, by=jonas, version=1, reason="The register says 40.")
    line = told(nora, "reply").get()
    assert line.says == "Jonas Weber dismissed a mark that you follow"
    assert (line.text, line.annotation, line.by) == ("The register says 40.", own, jonas)


def test_who_writes_in_a_thread_has_read_what_it_said(mark, nora, jonas):
    annotations.comment(mark, by=nora, text="@jonas?")
    annotations.comment(mark, by=jonas, text="Yes.")
    assert not Notification.objects.filter(user=jonas).unread().exists()
    assert Notification.objects.filter(user=nora).unread().count() == 1


def test_who_lost_the_story_is_told_nothing_more(mark, nora, jonas):
    annotations.comment(mark, by=jonas, text="Is it 40?")
    mark.story.members.set([nora])
    annotations.comment(mark, by=nora, text="It is.")
    assert not Notification.objects.exists()


# --- Deciding with a reason -------------------------------------------------------------------------------------------


def test_the_thread_keeps_who_resolved_and_reopened_a_mark_and_why(mark, nora, jonas):
    annotations.resolve(mark, by=nora, version=1, reason="Left out of the story.")
    annotations.reopen(mark, by=jonas, version=2, reason="It is back in the lead.")
    lines = [(line.author, line.verb, line.text) for line in mark.comments.all()]
    assert lines == [(nora, "resolve", "Left out of the story."), (jonas, "reopen", "It is back in the lead.")]
    assert told(nora, "reply").get().says == "Jonas Weber reopened a mark that you follow"


def test_a_decision_without_a_word_adds_nothing_to_the_thread(mark, nora):
    annotations.accept(mark, by=nora, version=1)
    assert not mark.comments.exists()


def test_a_reason_is_kept_with_the_decision_whichever_it_is(mark, nora):
    annotations.accept(mark, by=nora, version=1, reason="The keeper confirms.")
    mark.refresh_from_db()
    assert mark.decision_reason == mark.comments.get().text == "The keeper confirms."


# --- Giving a mark to somebody ----------------------------------------------------------------------------------------


def test_a_mark_is_given_to_somebody_who_is_told(mark, nora, jonas):
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    mark.refresh_from_db()
    assert (mark.assigned_to, mark.version) == (jonas, 2)
    assert told(jonas, "assigned").get().says == "Nora Lind gave you a mark to settle"
    assert Event.objects.first().verb == "assign" and Event.objects.first().data == {"to": "jonas"}
    line = mark.comments.get()
    assert (line.verb, line.assignee) == ("assign", jonas)


def test_what_is_said_later_reaches_whom_the_mark_was_given_to(mark, nora, jonas, sami):
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    annotations.comment(mark, by=sami, text="Ask the keeper.")
    assert told(jonas, "reply").count() == 1


def test_taking_a_mark_oneself_tells_nobody(mark, nora):
    threads.assign(mark, by=nora, version=1, assignee=nora)
    assert mark.assigned_to == nora and not Notification.objects.exists()


def test_a_mark_can_be_taken_from_whoever_had_it(mark, nora, jonas):
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    threads.assign(mark, by=nora, version=2, assignee=None)
    mark.refresh_from_db()
    assert mark.assigned_to is None
    with pytest.raises(Refused, match="nobody's so far"):
        threads.assign(mark, by=nora, version=3, assignee=None)


def test_a_mark_is_given_only_to_those_who_can_settle_it(nora, jonas):
    story = newsdesk.a_story(by=nora, members=[nora])
    mark = newsdesk.an_annotation(newsdesk.an_article(story))
    petra = newsdesk.a_user("petra", "Approver")
    with pytest.raises(Refused, match="Jonas Weber may not see this story"):
        threads.assign(mark, by=nora, version=1, assignee=jonas)
    story.members.add(petra)
    with pytest.raises(Refused, match="not work on it"):
        threads.assign(mark, by=nora, version=1, assignee=petra)


def test_the_second_of_two_who_give_a_mark_away_learns_of_the_first(mark, nora, jonas, sami):
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    with pytest.raises(Stale):
        threads.assign(mark, by=sami, version=1, assignee=sami)
    assert not told(sami, "assigned").exists()


def test_a_mark_that_was_given_to_somebody_survives_a_review_that_no_longer_finds_it(mark, nora, jonas):
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    assert not type(mark).objects.filter(pk=mark.pk, comments=None).exists()


def test_a_line_costs_few_queries_however_many_are_called(mark, nora, jonas, django_assert_max_num_queries):
    with django_assert_max_num_queries(25) as few:
        annotations.comment(mark, by=nora, text="@Editor, please.")
    editors = Group.objects.get(name="Editor")
    for number in range(30):
        editors.user_set.add(newsdesk.a_user(f"editor-{number}"))
    with django_assert_max_num_queries(len(few)):
        annotations.comment(mark, by=nora, text="@Editor, please.")
    assert Notification.objects.filter(kind="mention").count() == 32
