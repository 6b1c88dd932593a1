"""The support check beside the draft, and vouching for what it says: with HTMX and without."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import HouseStyle
from articles.workflow import draft, support
from tests import newsdesk

CROWD = "About 300 people stood on the quay."
MORE = "About 3,000 people stood on the quay."
ASKED = {"sentence": MORE, "kind": "number", "words": "3,000", "reason": "I counted them."}

both_ways = pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])


@pytest.fixture
def reader(db):
    """Somebody who sees the stories and writes none."""
    return newsdesk.a_user("olga", "Approver")


@pytest.fixture
def paragraph(story, article, nora):
    paragraph = newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    return draft.save_paragraph(paragraph, by=nora, version=1, text=MORE)


@pytest.fixture
def confirmation(paragraph, nora):
    return support.confirm(paragraph, by=nora, **ASKED)


def confirm(client, paragraph, **changed):
    return client.post(reverse("support_confirm", args=[paragraph.pk]), ASKED | changed)


def withdraw(client, confirmation, **fields):
    return client.post(reverse("support_withdraw", args=[confirmation.pk]), fields)


def page(client, story, query=""):
    return client.get(reverse("draft", args=[story.slug]) + query).text


def test_the_draft_marks_the_words_in_doubt_and_says_why_with_ways_to_settle_it(story, paragraph, nora):
    html = page(newsdesk.a_client(nora), story)

    assert '<span class="unsupported">3,000</span>' in html
    assert "The cited source does not give this number: “3,000”" in html
    assert f'href="/stories/{story.slug}/draft/?source=1#s-5"' in html
    for way in ("See the source", "Cite another", "Rewrite it", "Confirm"):
        assert way in html
    assert "One thing stands in the way of approval" in html


def test_whoever_may_not_write_sees_the_points_without_ways_to_settle_them(story, paragraph, reader):
    html = page(newsdesk.a_client(reader), story)
    assert "does not give this number" in html and "How you know" not in html


@both_ways
def test_an_editor_confirms_with_a_reason(story, paragraph, nora, client_of):
    response = confirm(client_of(nora), paragraph)

    assert response.status_code in (200, 302)
    made = story.confirmations.get()
    assert (made.by, made.reason, made.words) == (nora, "I counted them.", "3,000")
    html = page(newsdesk.a_client(nora), story)
    assert "1 confirmed" in html and "I counted them." in html and '<span class="unsupported">' not in html
    assert "Ready to send for approval" in html


def test_the_answer_to_htmx_is_the_paragraph_and_what_is_open(paragraph, nora):
    response = confirm(newsdesk.an_htmx_client(nora), paragraph)

    assert response.headers["HX-Retarget"] == f"#para-{paragraph.pk}"
    assert "Confirmed." in response.text and "Ready to send" in response.text


def test_while_the_paragraph_is_open_only_what_stands_beside_it_is_drawn_anew(paragraph, nora):
    opened = {"open": f"{paragraph.pk}:{paragraph.version}"}
    response = confirm(newsdesk.an_htmx_client(nora), paragraph, **opened)

    assert response.headers["HX-Retarget"] == f"#checks-{paragraph.pk}"
    assert '<textarea class="para__edit' not in response.text


@both_ways
def test_a_confirmation_without_a_reason_is_refused(story, paragraph, nora, client_of):
    client = client_of(nora)
    response = confirm(client, paragraph, reason=" ")
    said = response if response.status_code == 422 else client.get(response.url)
    assert "Say how you know" in said.text
    assert not story.confirmations.exists()


@both_ways
def test_a_confirmation_is_taken_back(story, paragraph, confirmation, nora, client_of):
    response = withdraw(client_of(nora), confirmation)
    assert response.status_code in (200, 302)
    assert "does not give this number" in page(newsdesk.a_client(nora), story)


def test_both_refuse_get(paragraph, confirmation, nora):
    client = newsdesk.a_client(nora)
    assert client.get(reverse("support_confirm", args=[paragraph.pk])).status_code == 405
    assert client.get(reverse("support_withdraw", args=[confirmation.pk])).status_code == 405


def test_both_are_hidden_from_strangers_and_closed_to_those_who_may_not_write(
    story, paragraph, confirmation, nora, vera, reader
):
    assert confirm(newsdesk.a_client(reader), paragraph).status_code == 403
    assert withdraw(newsdesk.a_client(reader), confirmation).status_code == 403
    story.members.set([nora])
    assert confirm(newsdesk.a_client(vera), paragraph).status_code == 404
    assert withdraw(newsdesk.a_client(vera), confirmation).status_code == 404


def test_after_a_save_the_page_asks_for_the_checks_of_the_paragraph(story, paragraph, nora):
    client = newsdesk.an_htmx_client(nora)
    url = reverse("paragraph_checks", args=[paragraph.pk])
    saved = client.post(
        reverse("paragraph_save", args=[paragraph.pk]),
        {"version": paragraph.version, "started": MORE, "text": MORE.replace("3,000", "4,000")},
    )
    assert f'hx-get="{url}"' in saved.text and "does not give" not in saved.text

    checks = client.get(url)
    assert checks.headers["HX-Retarget"] == f"#checks-{paragraph.pk}"
    assert "“4,000”" in checks.text and 'id="send-points"' in checks.text and "Undo" in checks.text
    assert "para__edit" not in checks.text and 'id="saved"' not in checks.text


def test_the_checks_of_a_paragraph_are_hidden_from_strangers_and_a_link_to_them_leads_to_the_draft(
    story, paragraph, nora, vera
):
    url = reverse("paragraph_checks", args=[paragraph.pk])
    assert newsdesk.a_client(nora).get(url).url.endswith(f"/draft/#para-{paragraph.pk}")
    assert newsdesk.a_client(nora).post(url).status_code == 405
    story.members.set([nora])
    assert newsdesk.an_htmx_client(vera).get(url).status_code == 404


def test_house_style_and_mixed_spelling_are_shown_beside_the_paragraph(story, article, nora):
    newsdesk.a_paragraph(story, "The harbour lost its color near Hull quay.", by=nora, cites=[(article, CROWD)])
    HouseStyle.objects.create(preferred="Kingston upon Hull", variants="Hull", note="In full.")
    html = page(newsdesk.a_client(nora), story)
    assert "Elsewhere the story spells the British way." in html
    assert "The house writes “Kingston upon Hull”, not “Hull”. In full." in html


def test_saving_a_paragraph_costs_at_most_twelve_queries(story, paragraph, article, nora):
    for _ in range(5):
        newsdesk.a_paragraph(story, f"{CROWD} {CROWD}", by=nora, cites=[(article, CROWD), (article, CROWD)])
    client = newsdesk.an_htmx_client(nora)
    costs = []
    for words in ("Some people said: ", "Many people said: ", "Many more people said: "):
        text = f"{words}about 300 people stood on the quay."
        paragraph.refresh_from_db()
        costs.append(_statements(client, paragraph, text))
    assert max(costs) <= 12


def _statements(client, paragraph, text):
    """How many statements a save takes, aside from what begins and ends transactions, and PostgreSQL's lock of the log."""
    with CaptureQueriesContext(connection) as queries:
        fields = {"version": paragraph.version, "started": paragraph.text, "text": text}
        assert client.post(reverse("paragraph_save", args=[paragraph.pk]), fields).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] and "pg_advisory" not in query["sql"] for query in queries)


def test_a_long_draft_and_its_checks_cost_no_more_queries_than_a_short_one(
    story, paragraph, article, nora, django_assert_num_queries, django_assert_max_num_queries
):
    client, checks = newsdesk.an_htmx_client(nora), reverse("paragraph_checks", args=[paragraph.pk])
    url = reverse("draft", args=[story.slug])
    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    with django_assert_max_num_queries(20) as page_queries:
        client.get(url)
    with django_assert_max_num_queries(18) as check_queries:
        client.get(checks)
    for number in range(8):
        text = f"About {number} people stood on the quay."
        newsdesk.a_paragraph(story, text, by=nora, cites=[(newsdesk.an_article(story, outlet=f"Post {number}"), CROWD)])
    with django_assert_num_queries(len(page_queries)):
        client.get(url)
    with django_assert_num_queries(len(check_queries)):
        client.get(checks)
