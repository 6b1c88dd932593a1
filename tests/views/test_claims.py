"""The claim matrix: what each source says of each fact, and how that stands, at a glance."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Article
from articles.views.matrix import row_of
from articles.workflow import claims as workflow
from tests import newsdesk

MOST_QUERIES = 10


@pytest.fixture
def articles(story, article):
    others = [newsdesk.an_article(story, outlet=outlet) for outlet in ("Coast Radio", "NorthWire", "Isles Today")]
    return [article, *others]


@pytest.fixture
def years(story, articles):
    """Three articles say one thing, the third another, the last nothing."""
    one, two, three, _ = articles
    return newsdesk.a_claim(story, says=[(one, "40 years"), (two, "40 years"), (three, "Monday")])


def page_of(user, story, query="", **more):
    return newsdesk.a_client(user).get(reverse("claims", args=[story.slug]) + query, **more)


def kinds(claim, articles):
    return [cell.kind for cell in row_of(claim, articles).cells]


def in_matrix(claim):
    return type(claim).objects.for_matrix().get(pk=claim.pk), list(Article.objects.select_related("outlet"))


def test_the_few_are_the_odd_ones_and_who_says_nothing_is_silent(articles, years):
    assert kinds(*in_matrix(years)) == ["agree", "agree", "odd", "silent"]


def test_when_the_voices_tie_nobody_is_the_odd_one(story, articles):
    one, two, *_ = articles
    claim = newsdesk.a_claim(story, says=[(one, "40 years"), (two, "Monday")])

    assert kinds(*in_matrix(claim)) == ["conflict", "conflict", "silent", "silent"]


def test_an_article_that_contradicts_itself_says_both(story, articles):
    one, two, three, _ = articles
    says = [(one, "40 years"), (two, "40 years"), (three, "40 years"), (three, "Monday"), (three, "Monday")]
    claim = newsdesk.a_claim(story, says=says)

    claim, articles = in_matrix(claim)
    assert kinds(claim, articles) == ["agree", "agree", "both", "silent"]
    assert [said.value for said in row_of(claim, articles).cells[2].said] == ["Monday", "40 years"]


def test_a_fact_of_one_source_is_only_there(story, articles):
    claim = newsdesk.a_claim(story, says=[(articles[1], "40 years")])

    assert kinds(*in_matrix(claim)) == ["silent", "single", "silent", "silent"]


def test_a_decision_sets_the_other_values_aside(articles, years, nora):
    workflow.decide(years, by=nora, version=years.version, value="Monday", reason="The harbour log.")

    assert kinds(*in_matrix(years)) == ["aside", "aside", "agree", "silent"]


def test_a_decision_strikes_only_the_values_set_aside_when_an_article_says_both(story, articles, nora):
    one, two, *_ = articles
    claim = newsdesk.a_claim(story, says=[(one, "40 years"), (two, "40 years"), (two, "Monday")])
    workflow.decide(claim, by=nora, version=claim.version, value="40 years", reason="The harbour log.")

    claim, articles = in_matrix(claim)
    assert kinds(claim, articles) == ["agree", "both", "silent", "silent"]
    said = row_of(claim, articles).cells[1].said
    assert {s.value: s.is_aside for s in said} == {"40 years": False, "Monday": True}
    page = page_of(nora, story).text
    assert '<s class="cell__value">Monday</s>' in page and '<s class="cell__value">40 years' not in page


def test_the_heading_says_how_many_conflicts_are_left(story, years, nora):
    assert "<h1>One conflict left to decide</h1>" in page_of(nora, story).text

    workflow.decide(years, by=nora, version=years.version, value="40 years", reason="The harbour log.")
    assert "<h1>Every conflict is decided</h1>" in page_of(nora, story).text


def test_a_value_leads_to_its_place_in_the_article(story, articles, years, nora):
    start = articles[0].text.index("40 years")

    assert f'href="/stories/{story.slug}/articles/1/?at={start}-{start + 8}#at"' in page_of(nora, story).text


def test_the_pane_shows_who_says_what_and_the_sentence(story, years, nora):
    page = page_of(nora, story).text

    assert "Aldmere Courier, Coast Radio" in page
    assert "rang on Monday for the first time in <mark>40 years</mark>." in page
    assert "sentence 2</a>" in page


def test_only_conflicts_leaves_out_what_agrees(story, articles, years, nora):
    newsdesk.a_claim(story, "The quay", "people", says=[(a, "300 people") for a in articles])

    assert "The quay" in page_of(nora, story).text
    assert "The quay" not in page_of(nora, story, "?only=conflicts").text


def test_a_decision_on_another_picture_is_asked_again_and_says_what_was_decided(story, years, nora):
    workflow.decide(years, by=nora, version=years.version, value="40 years", reason="The harbour log.")
    type(years).objects.update(picture="changed by a new source")

    page = " ".join(strip_tags(page_of(nora, story, f"?claim={years.pk}").text).split())

    assert "One conflict left to decide" in page
    assert "The sources have changed since this was decided." in page
    assert "40 years, decided by Nora Lind" in page
    assert "The harbour log." in page


def test_without_articles_or_review_the_page_says_what_comes_first(story, nora):
    assert "Import articles" in page_of(nora, story).text
    newsdesk.an_article(story)
    assert "No review has run" in page_of(nora, story).text


def test_a_reader_sees_the_matrix_and_no_form(story, years):
    page = page_of(newsdesk.a_user("olga", "Approver"), story).text

    assert "40 years" in page
    assert "data-decision" not in page


def test_strangers_find_nothing(years, vera, nora):
    years.story.members.set([nora])

    assert page_of(vera, years.story).status_code == 404


def test_a_value_from_a_source_is_text_and_never_markup(story, nora):
    article = newsdesk.an_article(story, "The bell\n\nIt weighs <b>two</b> tons, they say.\n")
    newsdesk.a_claim(story, says=[(article, "<b>two</b> tons")])

    page = page_of(nora, story, f"?claim={story.claims.get().pk}").text

    assert "<b>two</b>" not in page
    assert "&lt;b&gt;two&lt;/b&gt; tons" in page


def test_the_page_costs_the_same_number_of_queries_with_one_fact_and_with_forty(story, articles, years, nora):
    def queries():
        client = newsdesk.a_client(nora)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("claims", args=[story.slug]))
        return len(captured)

    few = queries()
    for number in range(40):
        newsdesk.a_claim(story, f"Bell {number}", says=[(article, "40 years") for article in articles])

    assert queries() == few <= MOST_QUERIES
