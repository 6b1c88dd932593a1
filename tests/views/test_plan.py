"""The plan of a story, on the desk or on a page of its own; who reads an article; what waits because of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Event, Story
from articles.workflow import annotations, inbox, stories, threads
from tests import newsdesk
from tests.newsdesk import a_client, an_htmx_client


def plan_of(story):
    return reverse("story_plan", args=[story.slug])


def answers(story, **changes):
    usual = {"assigned_to": "", "priority": 3, "due_at": "", "embargo_until": "", "version": story.version}
    return usual | changes


def verbs(user):
    return [task.verb for task in a_client(user).get("/").context["waiting"]]


def test_a_plan_is_saved_on_its_page_and_leads_back_to_where_it_was_asked_for(nora, jonas, story):
    client, back = a_client(nora), "/?show=all&sort=marks"
    page = client.get(plan_of(story), {"back": back})
    assert "Who does it, until when" in page.content.decode() and page.context["back"] == back
    form = answers(story, assigned_to=jonas.pk, priority=1, embargo_until="2030-03-02T14:00", back=back)
    answer = client.post(plan_of(story), form)
    assert (answer.status_code, answer.url) == (302, back)
    story.refresh_from_db()
    assert (story.assigned_to, story.priority, story.embargo_until.hour) == (jonas, 1, 14)


def test_it_leads_to_no_other_house(nora, story):
    answer = a_client(nora).post(plan_of(story), answers(story, priority=1, back="https://elsewhere.example/"))
    assert answer.url == reverse("desk")


def test_on_the_desk_the_row_becomes_the_form_and_the_row_again(nora, jonas, story):
    client = an_htmx_client(nora)
    form = client.get(plan_of(story)).content.decode()
    assert form.lstrip().startswith("<tr") and "Jonas Weber" in form and "<html" not in form
    row = client.post(plan_of(story), answers(story, assigned_to=jonas.pk)).content.decode()
    assert row.lstrip().startswith("<tr") and "Jonas Weber" in row and "<form" not in row
    assert client.get(f"{plan_of(story)}?row").content.decode().lstrip().startswith("<tr")


@pytest.mark.parametrize("browser", [a_client, an_htmx_client])
def test_what_cannot_be_saved_is_said_and_nothing_is_saved(nora, jonas, vera, story, browser):
    client = browser(nora)
    story.members.set([nora, jonas])
    for wrong, says in (
        ({"assigned_to": vera.pk}, "may not see this story"),
        ({"priority": 9}, "not one of the available choices"),
        ({"due_at": "tomorrow"}, "Enter a valid date"),
    ):
        answer = client.post(plan_of(story), answers(story, **wrong))
        assert answer.status_code == 422 and says in answer.content.decode()
    stories.edit(Story.objects.get(), by=jonas, version=1, priority=2)
    assert client.post(plan_of(story), answers(story, priority=1)).status_code == 409
    assert Story.objects.get().priority == 2


def test_strangers_find_no_plan_and_readers_may_not_change_one(vera, nora, db):
    story = newsdesk.a_story(by=nora, members=[nora])
    assert a_client(vera).get(plan_of(story)).status_code == 404
    assert a_client(vera).post(plan_of(story), answers(story)).status_code == 404
    lena = newsdesk.a_user("lena", "Approver")
    assert a_client(lena).get(plan_of(newsdesk.a_story())).status_code == 403
    assert a_client(lena).post(plan_of(newsdesk.a_story())).status_code == 403


def test_what_is_given_to_somebody_waits_for_them_alone(nora, jonas, story):
    stories.edit(story, by=nora, version=1, assigned_to=jonas)
    assert (verbs(nora), verbs(jonas)) == ([], ["Import"])
    assert "Yours." in a_client(jonas).get("/").content.decode()


def test_marks_and_articles_given_to_me_wait_although_the_story_is_somebody_elses(nora, jonas, article):
    stories.edit(article.story, by=nora, version=1, assigned_to=nora)
    mark = newsdesk.an_annotation(article)
    assert verbs(jonas) == []
    threads.assign(mark, by=nora, version=1, assignee=jonas)
    stories.assign_article(article, by=nora, seen=None, assignee=jonas)
    (task,) = a_client(jonas).get("/").context["waiting"]
    assert (task.verb, task.why) == ("Settle", "1 mark and 1 article given to you.")
    annotations.accept(mark, by=jonas, version=2)
    later = timezone.now() + timedelta(seconds=1)
    newsdesk.counted(article.story.reviews.create(started_at=later, finished_at=later))
    assert verbs(jonas) == []


def test_who_calls_me_stands_first_until_i_have_read_it(nora, jonas, article):
    newsdesk.a_story(title="Urgent", priority=1)
    annotations.comment(newsdesk.an_annotation(article), by=jonas, text="@nora, his son?")
    page = a_client(nora).get("/").content.decode()
    assert page.index("Jonas Weber mentioned you") < page.index("Urgent</a>")
    assert "Three things wait for you" in page and 'id="inbox-count">1<' in page
    inbox.read(nora.notifications.get())
    assert "mentioned you" not in a_client(nora).get("/").content.decode()


def test_an_approved_story_waits_for_its_embargo_before_it_waits_for_anybody(nora, sami):
    story = newsdesk.an_approved_revision(written_by=nora, approved_by=sami).story
    assert verbs(nora) == ["Export"]
    Story.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert verbs(nora) == []
    newsdesk.an_annotation(story.articles.get(), "About 300")
    assert verbs(nora) == ["Look again"]
    page = a_client(nora).get(reverse("exports", args=[story.slug])).content.decode()
    assert "Under embargo" in page


def test_urgent_stories_stand_before_all_others(nora):
    now = timezone.now()
    newsdesk.a_story(title="Late", due_at=now - timedelta(hours=1), priority=2)
    newsdesk.a_story(title="Urgent", priority=1)
    newsdesk.a_story(title="Low", priority=4)
    newsdesk.a_story(title="Some day")
    titles = [task.story.title for task in a_client(nora).get("/").context["waiting"]]
    assert titles == ["Urgent", "Late", "Some day", "Low"]


def test_the_desk_narrows_by_whose_a_story_is_how_urgent_and_how_late(nora, jonas):
    now = timezone.now()
    newsdesk.a_story("mine", title="Mine", assigned_to=nora, priority=1, due_at=now - timedelta(hours=1))
    newsdesk.a_story("his", title="His", assigned_to=jonas, due_at=now + timedelta(hours=1))
    newsdesk.a_story("free", title="Free", priority=1)
    client = a_client(nora)
    for query, shown in (
        ({"assigned": "me"}, ["Mine"]),
        ({"assigned": "jonas"}, ["His"]),
        ({"assigned": "nobody"}, ["Free"]),
        ({"assigned": "nobody at all"}, []),
        ({"priority": 1}, ["Mine", "Free"]),
        ({"priority": 1, "assigned": "nobody", "q": "fre"}, ["Free"]),
        ({"show": "overdue"}, ["Mine"]),
        ({"sort": "priority"}, ["Mine", "Free", "His"]),
        ({"priority": "x", "sort": "y"}, ["Mine", "His", "Free"]),
    ):
        answer = client.get("/", query)
        assert [story.title for story in answer.context["page"]] == shown, query
        assert answer.context["page"].paginator.count == len(shown)


def test_a_row_says_slug_headline_uncited_sentences_people_and_embargo(nora, jonas, story):
    newsdesk.a_paragraph(story, text="One. Two is longer.", by=nora)
    until = timezone.now() + timedelta(days=1)
    stories.edit(story, by=nora, version=1, assigned_to=jonas, embargo_until=until, priority=2)
    Story.objects.update(headline="Bell rings <again>")
    page = a_client(nora).get("/").content.decode()
    row = page[page.index(f'id="row-{story.pk}"') :]
    for says in (story.slug, "Bell rings &lt;again&gt;", ">2<", "Jonas Weber", "Embargo", "High", "1 min"):
        assert says in row, says


def test_the_desk_costs_ten_queries(nora, jonas, article, django_assert_max_num_queries):
    annotations.comment(newsdesk.an_annotation(article), by=jonas, text="@nora?")
    article.story.members.set([nora, jonas])
    client = a_client(nora)
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get("/", {"show": "all", "sort": "marks"})


# An article


def assign(client, article, to="", seen="", **more):
    address = reverse("article_assign", args=[article.story.slug, article.number])
    return client.post(address, {"to": to, "seen": seen} | more)


def test_an_article_is_given_away_on_the_page_of_what_is_known_of_it(nora, jonas, article):
    client = a_client(nora)
    page = client.get(reverse("article_edit", args=[article.story.slug, 1])).content.decode()
    assert "Who reads it" in page and "Jonas Weber" in page
    answer = assign(client, article, to="jonas")
    assert (answer.status_code, answer.url) == (302, article.story.get_absolute_url())
    assert Article.objects.get().assigned_to == jonas
    assert "given to Jonas Weber" in client.get(article.story.get_absolute_url()).content.decode()
    assert "gave article 1 to Jonas Weber" in client.get("/").content.decode()


def test_who_gives_it_away_second_is_told(nora, jonas, sami, article):
    assign(a_client(nora), article, to="jonas")
    client = a_client(sami)
    answer = client.get(assign(client, article, to="sami").url)
    assert "given to Jonas Weber in the meantime" in answer.content.decode()
    assert Article.objects.get().assigned_to == jonas


def test_an_article_is_given_to_nobody_by_strangers_or_a_link(nora, vera, article):
    article.story.members.add(nora)
    assert assign(a_client(vera), article, to="vera").status_code == 404
    client = a_client(nora)
    assert "may not see this story" in client.get(assign(client, article, to="vera").url).content.decode()
    assert client.get(reverse("article_assign", args=[article.story.slug, 1])).status_code == 405
    assert Article.objects.get().assigned_to is None and not Event.objects.exists()
