"""The page that says how often editors find each check right."""

from django.utils import timezone

from articles.models import CheckSetting
from tests import newsdesk


def page(user):
    return newsdesk.a_client(user).get("/checks/")


def test_it_counts_what_editors_made_of_the_marks(article, nora):
    for quote, state in [("40 years", "accepted"), ("61", "accepted"), ("300 people", "dismissed"), ("Monday", "open")]:
        newsdesk.an_annotation(article, quote, state=state, check_slug="wrong_number")
    line = next(line for line in page(nora).context["lines"] if line.slug == "wrong_number")
    assert (line.total.right, line.total.wrong, line.total.open, line.total.share) == (2, 1, 1, 67)


def test_it_counts_nothing_of_a_story_that_one_may_not_see(nora, vera, jonas):
    article = newsdesk.an_article(newsdesk.a_story(by=nora, members=[jonas]))
    newsdesk.an_annotation(article, state="accepted", check_slug="wrong_number")
    line = next(line for line in page(vera).context["lines"] if line.slug == "wrong_number")
    assert line.total.right == 0


def test_a_check_that_is_switched_off_says_so(nora):
    CheckSetting.objects.create(slug="boilerplate", switched_off_at=timezone.now(), note="Too many credits.")
    assert "Too many credits." in page(nora).text


def test_more_marks_cost_no_more_queries(article, nora, django_assert_num_queries):
    client = newsdesk.a_client(nora)
    newsdesk.an_annotation(article, "61", check_slug="wrong_number")
    client.get("/checks/")
    with django_assert_num_queries(6):
        client.get("/checks/")
    for quote in ("40 years", "300 people", "Monday"):
        newsdesk.an_annotation(article, quote, check_slug="wrong_date")
    with django_assert_num_queries(6):
        client.get("/checks/")


def test_every_check_shows_the_same_months_this_one_at_the_end(article, nora):
    newsdesk.an_annotation(article, "61", state="accepted", check_slug="wrong_number")
    lines = page(nora).context["lines"]
    months = [month for month, _ in lines[0].months]
    assert len(months) == 6 and months == sorted(months) and months[-1] == timezone.localdate().replace(day=1)
    assert all([month for month, _ in line.months] == months for line in lines)
    line = next(line for line in lines if line.slug == "wrong_number")
    assert [tally.right for _, tally in line.months] == [0, 0, 0, 0, 0, 1]
