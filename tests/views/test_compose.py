"""A first draft on request, and the sources filtered to what a paragraph is about."""

import pytest
from django.urls import reverse

from articles.workflow import draft
from tests import newsdesk

CROWD = "About 300 people stood on the quay."

both_ways = pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])


@pytest.fixture
def reader(db):
    """Somebody who sees the stories and writes none."""
    return newsdesk.a_user("olga", "Approver")


@pytest.fixture
def agreed(story, article):
    other = newsdesk.an_article(story, f"Bell\n\n{CROWD} It was cold.\n", "Evening Post")
    claim = newsdesk.a_claim(
        story, "Crowd", "size", says=[(article, "300 people"), (other, "300 people")], status="agree"
    )
    claim.statements.update(group=0)
    return claim


def compose(client, story, **fields):
    return client.post(reverse("draft_compose", args=[story.slug]), fields)


def texts(story):
    return list(story.paragraphs.standing().values_list("text", flat=True))


@both_ways
def test_an_empty_draft_gets_a_first_one_that_says_what_it_is(story, agreed, nora, client_of):
    response = compose(client_of(nora), story)
    assert response.status_code in (200, 302)
    assert texts(story) == [CROWD]
    html = newsdesk.a_client(nora).get(reverse("draft", args=[story.slug])).text
    assert "First draft, made by Newsroom." in html and "Undo: first draft" in html
    newsdesk.a_client(nora).post(reverse("draft_undo", args=[story.slug]))
    assert texts(story) == []


@both_ways
def test_a_draft_with_words_is_asked_for_first(story, agreed, nora, client_of):
    draft.add_paragraph(story, by=nora, text="My own words.")
    client = client_of(nora)
    asked = compose(client, story)
    assert asked.status_code == 409 and "The draft has 1 paragraph already" in asked.text and "Replace it" in asked.text
    assert texts(story) == ["My own words."]
    assert compose(client, story, over="1").status_code in (200, 302)
    assert texts(story) == [CROWD]


def test_where_nothing_agrees_the_page_says_so(story, article, nora):
    answer = compose(newsdesk.an_htmx_client(nora), story)
    assert answer.status_code == 422 and "agree on nothing yet" in answer.text


def test_it_refuses_get_strangers_and_those_who_may_not_write(story, agreed, nora, vera, reader):
    assert newsdesk.a_client(nora).get(reverse("draft_compose", args=[story.slug])).status_code == 405
    assert compose(newsdesk.a_client(reader), story).status_code == 403
    story.members.set([nora])
    assert compose(newsdesk.a_client(vera), story).status_code == 404
    assert texts(story) == []


def test_the_fitting_sources_of_a_paragraph_come_nearest_first_from_all_articles(story, agreed, article, nora):
    paragraph = newsdesk.a_paragraph(story, "On the quay stood many people.", by=nora)
    other = newsdesk.a_paragraph(story, "Tomas Brandt is the keeper.", by=nora)
    client = newsdesk.an_htmx_client(nora)

    def fitting(about):
        url = reverse("draft", args=[story.slug])
        pane = client.get(f"{url}?source=fitting&cite={about.pk}&at=0", headers={"HX-Target": "sources"}).text
        return pane[pane.index('id="sources-list"') :]

    near = fitting(paragraph)
    assert near.index(CROWD) < near.index("Evening Post") and "Crowd: size" in near
    assert "Its keeper, Tomas Brandt" not in near
    assert fitting(other).index("Its keeper, Tomas Brandt, 61, pulled the rope himself.") > 0
    assert CROWD not in fitting(other)


def test_what_the_draft_uses_already_comes_last(story, article, nora):
    paragraph = newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    newsdesk.an_article(story, "Bell\n\nSome 300 people stood near the quay.\n", "Evening Post")
    html = newsdesk.a_client(nora).get(f"{reverse('draft', args=[story.slug])}?source=fitting&cite={paragraph.pk}").text
    listed = html[html.index('id="sources-list"') : html.index('id="put-said"')]
    assert listed.index("Some 300 people stood near") < listed.index(f"{CROWD}<span")
