from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.models import Review
from articles.workflow import review as workflow
from tests import newsdesk


def ask(client, story, **data):
    return client.post(reverse("review_request", args=[story.slug]), data)


def look(client, story, **data):
    return client.get(reverse("review_progress", args=[story.slug]), data)


def running(story, **fields):
    return Review.objects.create(story=story, started_at=timezone.now(), total=8, **fields)


def queued():
    """The reviews that were handed to the workers."""
    return [
        task.args_kwargs["args"][0] for task in DBTaskResult.objects.filter(task_path=tasks.review_story.module_path)
    ]


def test_asking_for_a_review_hands_it_to_the_workers_and_leads_back(nora, article):
    story = article.story
    response = ask(newsdesk.a_client(nora), story, next=article.get_absolute_url())
    assert response["Location"] == article.get_absolute_url()
    assert queued() == [story.reviews.get().pk]


def test_it_leads_nowhere_but_within_the_site(nora, article):
    response = ask(newsdesk.a_client(nora), article.story, next="https://elsewhere.example/")
    assert response["Location"] == article.story.get_absolute_url()


def test_with_htmx_the_progress_comes_back_and_asks_again_each_second(nora, article):
    page = ask(newsdesk.an_htmx_client(nora), article.story).content.decode()
    assert 'hx-trigger="every 1s"' in page and "Waiting for a worker" in page and "<html" not in page


def test_a_review_that_runs_is_not_started_twice(nora, article):
    review = running(article.story)
    ask(newsdesk.an_htmx_client(nora), article.story)
    assert (queued(), list(article.story.reviews.all())) == ([], [review])


def test_a_story_without_articles_is_refused_with_a_word(nora, story):
    response = ask(newsdesk.an_htmx_client(nora), story)
    assert response.status_code == 422 and "import articles first" in response.content.decode()
    assert ask(newsdesk.a_client(nora), story).status_code == 302
    assert queued() == []


def test_progress_answers_only_when_there_is_something_new(nora, article):
    running(article.story, done=3, step="misstated_age")
    client = newsdesk.an_htmx_client(nora)
    page = look(client, article.story, seen="2-8").content.decode()
    assert "3 of 8 steps done, now misstated age" in page and "?seen=3-8" in page
    assert look(client, article.story, seen="3-8").status_code == 204


def test_when_it_is_done_the_asking_stops_and_the_page_is_told(nora, article):
    running(article.story, done=8, found=5, finished_at=timezone.now())
    response = look(newsdesk.an_htmx_client(nora), article.story, seen="7-8")
    page = response.content.decode()
    assert response["HX-Trigger"] == "review-finished"
    assert "5 new marks" in page and "every 1s" not in page


def test_checks_that_broke_are_named(nora, article):
    running(
        article.story, finished_at=timezone.now(), failures=[{"check": "misstated_age", "error": "ValueError: <odd>"}]
    )
    page = look(newsdesk.an_htmx_client(nora), article.story).content.decode()
    assert "1 check broke; the others went on" in page and "Misstated age: ValueError: &lt;odd&gt;" in page


def test_a_review_that_failed_says_so(nora, article):
    running(article.story, finished_at=timezone.now() + timedelta(seconds=1), error="MemoryError: too long")
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    assert "The review failed." in page and "MemoryError: too long" in page


def test_what_a_review_finds_stands_on_the_page(nora, story):
    article = newsdesk.an_article(story, "The bell rang on Monday.\n\nSign up for our newsletter\n")
    workflow.run(workflow.request(story, by=nora))
    page = newsdesk.a_client(nora).get(article.get_absolute_url()).content.decode()
    assert article.annotations.exists()
    assert all(f'id="note-{mark.pk}"' in page for mark in article.annotations.all())


def test_asking_needs_a_post_and_looking_does_not(nora, article):
    assert newsdesk.a_client(nora).get(reverse("review_request", args=[article.story.slug])).status_code == 405
    assert newsdesk.a_client(nora).post(reverse("review_progress", args=[article.story.slug])).status_code == 405


def test_strangers_find_no_review_and_readers_cannot_ask(jonas, vera, article):
    article.story.members.set([jonas])
    assert ask(newsdesk.a_client(vera), article.story).status_code == 404
    assert look(newsdesk.a_client(vera), article.story).status_code == 404
    petra = newsdesk.a_user("petra", "Approver")
    article.story.members.add(petra)
    assert ask(newsdesk.a_client(petra), article.story).status_code == 403
    assert queued() == []
