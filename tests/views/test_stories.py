"""A story's own pages: its articles, opening one, changing what belongs to it."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from articles.models import Article, Event, Story
from tests import newsdesk
from tests.newsdesk import a_client, an_htmx_client


def overview(user, story):
    return a_client(user).get(story.get_absolute_url())


def form_of(story, **changes):
    return {"title": story.title, "due_at": "", "version": story.version, "members": []} | changes


# The overview


def test_a_story_lists_its_articles_with_outlet_length_and_open_marks(nora, story):
    article = newsdesk.an_article(story, headline="Bell rings again")
    newsdesk.an_annotation(article, severity="blocker")
    newsdesk.an_annotation(article, "61", state="dismissed")
    answer = overview(nora, story)
    page = answer.content.decode()
    assert "Bell rings again" in page and "Aldmere Courier" in page and f"{article.word_count} words" in page
    assert "English" in page
    assert "1 of 2 decided" in page
    assert answer.context["open_count"] == 1


def test_an_article_whose_marks_are_all_decided_says_so(nora, article):
    newsdesk.an_annotation(article, state="accepted")
    page = overview(nora, article.story).content.decode()
    assert "All 1 decided" in page


def test_an_article_says_whether_it_was_reviewed_and_found_clean(nora, article):
    assert "Not reviewed yet</p>" in overview(nora, article.story).content.decode()
    later = article.imported_at + timedelta(seconds=1)
    article.story.reviews.create(started_at=later, finished_at=later)
    assert "No marks</p>" in overview(nora, article.story).content.decode()
    newsdesk.an_article(article.story, outlet="Tidewater Post")
    Article.objects.filter(outlet__name="Tidewater Post").update(imported_at=later + timedelta(seconds=1))
    assert "Not reviewed yet</p>" in overview(nora, article.story).content.decode()


def test_a_story_without_articles_leads_to_the_import(nora, story):
    page = overview(nora, story).content.decode()
    assert "No articles yet" in page
    assert reverse("import_articles", args=[story.slug]) in page


def test_the_overview_offers_a_review_and_shows_a_running_one(nora, story, article):
    assert reverse("review_request", args=[story.slug]) in overview(nora, story).content.decode()
    story.reviews.create(requested_by=nora)
    page = overview(nora, story).content.decode()
    assert "The review is at work" in page
    assert reverse("review_progress", args=[story.slug]) in page


def test_whoever_cannot_see_a_story_finds_nothing(vera, nora):
    story = newsdesk.a_story(by=nora, members=[nora])
    client = a_client(vera)
    for name in ("story", "story_edit"):
        assert client.get(reverse(name, args=[story.slug])).status_code == 404
    assert client.post(reverse("story_edit", args=[story.slug]), form_of(story, title="Mine")).status_code == 404
    assert Story.objects.get().title == "Harbour bell"


def test_an_approver_reads_a_story_but_may_not_change_it(story, db):
    lena = newsdesk.a_user("lena", "Approver")
    page = overview(lena, story).content.decode()
    assert reverse("story_edit", args=[story.slug]) not in page
    client = a_client(lena)
    assert client.get(reverse("story_edit", args=[story.slug])).status_code == 403
    assert client.post(reverse("story_new"), {"title": "Bell"}).status_code == 403


def test_the_overview_refuses_a_post(nora, story):
    assert a_client(nora).post(story.get_absolute_url()).status_code == 405


def test_many_articles_cost_no_more_queries_than_few(nora, story, django_assert_max_num_queries):
    client = a_client(nora)

    def queries():
        with django_assert_max_num_queries(100) as counted:
            assert client.get(story.get_absolute_url()).status_code == 200
        return len(counted)

    for _ in range(2):
        newsdesk.an_annotation(newsdesk.an_article(story))
    few = queries()
    for _ in range(10):
        newsdesk.an_annotation(newsdesk.an_article(story))
    assert queries() == few


def test_the_bar_over_a_story_leads_to_all_its_parts_and_shows_conflicts(nora, story, article):
    other = newsdesk.an_article(story)
    newsdesk.a_claim(story, says=[(article, "40 years"), (other, "About 300")])
    page = overview(nora, story).content.decode()
    for name in ("story", "claims", "draft", "approval", "exports"):
        assert f'href="{reverse(name, args=[story.slug])}"' in page
    assert "undecided</span>" in page


# Opening one


def test_a_new_story_leads_to_the_import_of_its_articles(nora, jonas):
    answer = a_client(nora).post(
        reverse("story_new"), {"title": "Ferry aground", "due_at": "2026-03-02T14:00", "members": [nora.pk, jonas.pk]}
    )
    story = Story.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("import_articles", args=["ferry-aground"]))
    assert (story.title, story.created_by, story.due_at) == (
        "Ferry aground",
        nora,
        datetime(2026, 3, 2, 14, tzinfo=UTC),
    )
    assert set(story.members.all()) == {nora, jonas}


def test_a_new_story_needs_a_title_and_keeps_what_was_filled_in(nora):
    for client in (a_client(nora), an_htmx_client(nora)):
        answer = client.post(reverse("story_new"), {"title": " ", "due_at": "2026-03-02T14:00"})
        assert answer.status_code == 422
        assert "This field is required" in answer.content.decode()
        assert "2026-03-02T14:00" in answer.content.decode()
    assert not Story.objects.exists()


# Changing it


def test_an_edit_changes_the_story_and_is_written_down(nora, story):
    answer = a_client(nora).post(
        reverse("story_edit", args=[story.slug]), form_of(story, title="The bell", members=[nora.pk])
    )
    story.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, story.get_absolute_url())
    assert (story.title, story.version, list(story.members.all())) == ("The bell", 2, [nora])
    assert Event.objects.first().verb == "edit story"


def test_saving_what_is_there_already_changes_nothing(nora, story):
    a_client(nora).post(reverse("story_edit", args=[story.slug]), form_of(story))
    story.refresh_from_db()
    assert story.version == 1
    assert not Event.objects.exists()


def test_who_saves_second_gets_both_texts_and_loses_nothing(nora, jonas, story):
    address = reverse("story_edit", args=[story.slug])
    a_client(jonas).post(address, form_of(story, title="Bell rings at last"))
    client = a_client(nora)
    answer = client.post(address, form_of(story, title="Bell silent again"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bell rings at last" in page and 'value="Bell silent again"' in page
    story.refresh_from_db()
    assert story.title == "Bell rings at last"
    client.post(address, form_of(story, title="Bell silent again", version=answer.context["story"].version))
    story.refresh_from_db()
    assert story.title == "Bell silent again"


def test_an_edit_without_a_version_is_never_a_lost_update(nora, story):
    form = form_of(story, title="Blind")
    del form["version"]
    answer = a_client(nora).post(reverse("story_edit", args=[story.slug]), form)
    assert answer.status_code == 409
    assert Story.objects.get().title == "Harbour bell"
