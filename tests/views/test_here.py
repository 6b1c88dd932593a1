"""Who is here now, and what others changed since: one small request every few seconds from each page of a story."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Event, Presence
from articles.workflow import annotations, claims, draft
from tests import newsdesk

LOGGED_IN = 3  # what comes before: the look of `known` into the log, session, account with its rights


def ping(client, story, place="articles", **sent):
    return client.post(reverse("here", args=[story.slug]), {"place": place, "since": last(story), "known": "", **sent})


def last(story):
    return story.events.values_list("number", flat=True).first() or 0


def known(response):
    return re.search(r'name="known" value="([^"]*)"', response.text)[1]


@pytest.fixture
def page(nora):
    return newsdesk.an_htmx_client(nora)


@pytest.fixture
def others(jonas):
    return newsdesk.an_htmx_client(jonas)


def test_each_sees_the_others_by_name_and_initials_and_what_they_write(story, page, others):
    ping(others, story, "draft", paragraph=12)
    answer = ping(page, story)
    assert "Jonas Weber" in answer.text and ">JW<" in answer.text and 'data-paragraph="12"' in answer.text
    assert "Nora Lind" not in answer.text and "Nora Lind" in ping(others, story, "draft").text


def test_after_half_a_minute_without_a_ping_somebody_is_gone(story, page, others):
    ping(others, story)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=29))
    assert "Jonas Weber" in ping(page, story).text
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=31))
    assert "Jonas Weber" not in ping(page, story, known="1,articles,").text


def test_one_row_for_each_page_however_often_and_old_ones_go(story, page, others):
    for _ in range(3):
        ping(page, story)
    assert Presence.objects.count() == 1
    Presence.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    ping(others, story)
    assert Presence.objects.get().user.username == "jonas"


def test_nothing_of_it_is_logged(story, page):
    ping(page, story)
    assert not Event.objects.exists()


def test_when_nothing_changed_the_ping_costs_two_statements_and_says_nothing(
    story, page, others, django_assert_num_queries
):
    ping(others, story, "draft")
    seen = known(ping(page, story))
    with django_assert_num_queries(LOGGED_IN + 2):
        answer = ping(page, story, known=seen)
    assert (answer.status_code, answer.content) == (204, b"")


def test_what_one_does_oneself_is_no_news(story, nora, page):
    paragraph = draft.add_paragraph(story, by=nora, text="The bell rang.")
    assert f"para-{paragraph.pk}" not in ping(page, story, "draft", since=0).text


def test_a_paragraph_that_somebody_wrote_in_is_drawn_anew_and_the_open_one_is_left(story, nora, jonas, page):
    first, second, third = (draft.add_paragraph(story, by=nora, text=f"Paragraph {n}.") for n in "abc")
    since = last(story)
    for row in (first, second):
        draft.save_paragraph(row, by=jonas, version=row.version, text=f"Rewritten {row.pk}.")
    answer = ping(page, story, "draft", since=since, open=f"{second.pk}:1")
    assert f"Rewritten {first.pk}." in answer.text
    assert not any(f'id="{part}-{second.pk}"' in answer.text for part in ("para", "text", "state", "checks"))
    assert f'id="para-{third.pk}"' not in answer.text and f'name="since" value="{last(story)}"' in answer.text


def test_when_one_came_or_went_the_list_is_drawn_anew_around_the_open_one(story, nora, jonas, page):
    mine = draft.add_paragraph(story, by=nora, text="Mine.")
    since = last(story)
    draft.add_paragraph(story, by=jonas, text="Theirs.")
    answer = ping(page, story, "draft", since=since, open=f"{mine.pk}:unsaved")
    assert 'id="paragraphs" hx-swap-oob="true"' in answer.text and "Theirs." in answer.text
    assert f'id="inner-{mine.pk}" hx-preserve' in answer.text and "Mine.</textarea>" not in answer.text


def test_an_open_paragraph_that_somebody_deleted_stays_until_its_writer_saves(story, nora, jonas, page):
    mine = draft.add_paragraph(story, by=nora, text="Mine.")
    since = last(story)
    draft.remove_paragraph(mine, by=jonas, version=1)
    answer = ping(page, story, "draft", since=since, open=f"{mine.pk}:unsaved")
    assert 'id="paragraphs"' not in answer.text


def test_a_new_headline_of_somebody_else_is_shown(story, jonas, page):
    draft.set_headline(story, by=jonas, version=1, headline="The bell is back")
    assert "The bell is back" in ping(page, story, "draft", since=0).text


def test_a_mark_that_somebody_accepted_is_drawn_anew_alone(story, jonas, page):
    article = newsdesk.an_article(story)
    marks = [newsdesk.an_annotation(article, words) for words in ("40 years", "About 300")]
    annotations.accept(marks[0], by=jonas, version=1)
    answer = ping(page, story, "article 1", since=0, note=marks[1].pk)
    assert "Accepted by Jonas Weber" in answer.text and f'id="note-{marks[1].pk}"' not in answer.text
    assert 'id="walk"' in answer.text and "1 decided, 1 open" in answer.text


def test_a_new_mark_brings_the_whole_text(story, jonas, page):
    article = newsdesk.an_article(story)
    annotations.mark(
        article,
        start=4,
        end=8,
        quote=article.text[4:8],
        category=newsdesk.a_category(),
        severity="minor",
        by=jonas,
    )
    assert 'id="reading" hx-swap-oob="true"' in ping(page, story, "article 1", since=0).text


def test_a_decided_claim_and_the_count_of_open_ones_are_shown(story, jonas, page):
    article, other = newsdesk.an_article(story), newsdesk.an_article(story, outlet="Aldmere Post")
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "About 300")])
    claims.decide(claim, by=jonas, version=claim.version, value="40 years", reason="The keeper says so.")
    answer = ping(page, story, "claims", since=0)
    assert "Decided: 40 years" in answer.text and "Every conflict is decided" in answer.text


def test_other_pages_say_who_changed_something_and_where_the_story_stands(story, jonas, page):
    draft.add_paragraph(story, by=jonas, text="The bell rang.")
    answer = ping(page, story, "approval", since=0)
    assert "Jonas Weber changed this story" in answer.text and 'id="story-state"' in answer.text


def test_what_changed_costs_the_same_for_few_marks_and_for_many(story, jonas, page, django_assert_max_num_queries):
    text = "\n\n".join(f"Sentence number {n} of the report stands here." for n in range(60))
    article = newsdesk.an_article(story, text)
    marks = [newsdesk.an_annotation(article, f"number {n} of") for n in range(60)]
    annotations.accept(marks[30], by=jonas, version=1)
    with django_assert_max_num_queries(LOGGED_IN + 14):
        answer = ping(page, story, "article 1", since=0)
    assert answer.text.count('class="note ') == 1


def test_it_refuses_get_and_strangers_and_is_a_way_back_without_htmx(story, nora, jonas, vera):
    story.members.set([nora])
    client = newsdesk.a_client(nora)
    assert client.get(reverse("here", args=[story.slug])).status_code == 405
    assert ping(newsdesk.an_htmx_client(vera), story).status_code == 404
    assert ping(client, story).url == reverse("story", args=[story.slug])
    assert not Presence.objects.filter(user=vera).exists()


@pytest.mark.parametrize(
    "nonsense", [{"place": "nowhere"}, {"since": "x"}, {"paragraph": "-1"}, {"place": "article 99"}]
)
def test_nonsense_is_no_error(story, page, nonsense):
    assert ping(page, story, **{"place": "articles", **nonsense}).status_code in (200, 204)
