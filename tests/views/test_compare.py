"""Two texts of a story side by side: what is the same, changed, or only in one of them."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import StoryParagraph
from articles.text import word_diff
from articles.views.compare import Run, runs_of
from tests import newsdesk

OTHER = (
    "Bell of Aldmere heard\n"
    "\n"
    "About 300 people stood on the quay. "
    "The old harbour bell of Aldmere rang on Tuesday for the first time in 40 years. "
    "Its keeper, Tomas Brandt, 61, pulled the rope himself.\n"
    "\n"
    "Rain had been forecast.\n"
)


@pytest.fixture
def other(story, article):
    return newsdesk.an_article(story, OTHER, outlet="Coast Radio")


def page_of(user, story, query="", **more):
    return newsdesk.a_client(user).get(reverse("compare", args=[story.slug]) + query, **more)


def words(told):
    return "".join(run.text for run in told.runs)


def test_two_articles_stand_side_by_side_with_their_counts(nora, story, other):
    page = page_of(nora, story)

    counts = page.context["counts"]
    assert (counts.same, counts.changed, counts.only_left, counts.only_right, counts.elsewhere) == (2, 1, 2, 2, 1)
    assert "2 the same, 1 changed, 2 only in Aldmere Courier, 2 only in Coast Radio." in page.text
    assert "One of those in both stands in another place." in page.text
    left = [told for row in page.context["rows"] for told in row.left]
    assert [words(told) for told in left] == page.context["sides"][0].sentences


def test_words_that_differ_are_marked_on_both_sides(nora, story, other):
    rows = page_of(nora, story).context["rows"]
    (bell,) = [row for row in rows if row.kind == "changed" and "rang" in words(row.left[0])]

    assert [run.text for run in bell.left[0].runs if run.differs] == ["Monday"]
    assert [run.text for run in bell.right[0].runs if run.differs] == ["Tuesday"]


def test_what_stands_elsewhere_says_where_on_both_sides(nora, story, other):
    page = page_of(nora, story)

    text = " ".join(strip_tags(page.text).split())
    assert "The same, elsewhere in Coast Radio: sentence 2" in text
    assert "The same, elsewhere in Aldmere Courier: sentence 5" in text


def test_every_sentence_leads_to_its_place(nora, story, article, other):
    page = page_of(nora, story)
    url = next(told.url for row in page.context["rows"] for told in row.left if "rang on" in words(told))

    start = article.text.index("The old harbour bell")
    assert url.startswith(f"{article.get_absolute_url()}?at={start}-{article.text.index(' Its keeper')}")
    assert url in page.text


def test_an_article_beside_the_draft(nora, story, article):
    paragraph = newsdesk.a_paragraph(story, "About 300 people stood on the quay. Nobody was hurt.", by=nora)
    gone = newsdesk.a_paragraph(story, "The bell is gone.", by=nora)
    StoryParagraph.objects.filter(pk=gone.pk).update(removed_at=gone.updated_at)

    page = page_of(nora, story, "?left=1&right=draft")
    assert page.context["sides"][1].sentences == ["About 300 people stood on the quay.", "Nobody was hurt."]
    assert (page.context["counts"].same, page.context["counts"].only_right) == (1, 1)
    assert f"/draft/#para-{paragraph.pk}" in page.text


def test_without_a_choice_the_right_is_another_text_than_the_left(nora, story, other):
    def sides(query):
        context = page_of(nora, story, query).context
        return context["left"].key, context["right"].key

    assert sides("") == ("1", "2")
    assert sides("?left=2") == ("2", "1")
    assert sides("?left=draft") == ("draft", "1")


def test_the_choices_stand_in_the_form_as_they_are(nora, story, other):
    page = page_of(nora, story, "?left=2&right=1")

    assert '<option value="2" selected>Coast Radio</option>' in page.text
    assert "?left=1&amp;right=2" in page.text


def test_outlets_with_two_articles_are_told_apart(nora, story, article):
    newsdesk.an_article(story)

    assert [choice.name for choice in page_of(nora, story).context["choices"]] == [
        "Aldmere Courier (1)",
        "Aldmere Courier (2)",
        "The draft",
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?left=1&right=1", "It is the same text on both sides."),
        ("", "yet, and there is only one article."),
    ],
)
def test_where_there_is_nothing_to_compare_it_says_why(nora, story, article, query, said):
    assert said in strip_tags(page_of(nora, story, query).text)


def test_an_empty_draft_says_so(nora, story, other):
    assert "Nothing is written in the draft yet." in strip_tags(page_of(nora, story, "?right=draft").text)


def test_a_story_without_articles_offers_the_import(nora, story):
    page = page_of(nora, story)

    assert "No articles to compare" in page.text
    assert reverse("import_articles", args=[story.slug]) in page.text


@pytest.mark.parametrize("query", ["?left=7", "?right=x", "?left=1&right=99"])
def test_a_text_that_is_not_there_is_not_found(nora, story, other, query):
    assert page_of(nora, story, query).status_code == 404


def test_who_may_not_see_the_story_finds_nothing(nora, vera, jonas):
    story = newsdesk.a_story(by=nora, members=[jonas])
    newsdesk.an_article(story)

    assert page_of(vera, story).status_code == 404
    assert page_of(jonas, story).status_code == 200


def test_it_only_reads(nora, story, other):
    assert newsdesk.a_client(nora).post(reverse("compare", args=[story.slug])).status_code == 405


def test_the_pages_of_the_story_and_of_an_article_lead_there(nora, story, other):
    client = newsdesk.a_client(nora)
    address = reverse("compare", args=[story.slug])

    assert f'href="{address}"' in client.get(story.get_absolute_url()).text
    assert f'href="{address}?left=2"' in client.get(other.get_absolute_url()).text


def test_more_and_longer_articles_cost_no_more_queries(nora, story, other, django_assert_num_queries):
    client = newsdesk.a_client(nora)
    address = reverse("compare", args=[story.slug])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)
    for _ in range(6):
        newsdesk.an_article(story, OTHER * 5)
    with django_assert_num_queries(10):
        client.get(address + "?left=4&right=7")


def test_runs_that_only_a_space_holds_apart_are_one():
    pieces = word_diff("He ran far away.", "He walked very near away.")

    assert runs_of(pieces, "removed") == [Run("He ", False), Run("ran far", True), Run(" away.", False)]
    assert runs_of(pieces, "added") == [Run("He ", False), Run("walked very near", True), Run(" away.", False)]
