"""Which story an article belongs to: found by what it shares with few others, told with the reason, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.belonging import NAMES_KEPT, RUNS_KEPT, WORDS_KEPT, shared_wording, traces
from articles.models import Trace
from articles.workflow import belonging, intake
from tests.newsdesk import TEXT, a_story

EDITED = TEXT.replace("on Monday", "yesterday").replace("stood on the quay", "came")
SAME_EVENT = (
    "Aldmere bell silent no more\n\nFor the first time in four decades the harbour bell of Aldmere was heard this week. "
    "Keeper Tomas Brandt rang it while hundreds listened on the quay.\n"
)
ELSEWHERE = (
    "Ferry runs aground off Skerry Point\n\nThe ferry Solveig ran aground on Tuesday off Skerry Point with 84 passengers. "
    "Captain Ingrid Moe said that nobody was hurt.\n"
)


def came(story, text=TEXT, **says):
    return intake.take_in(story, intake.read(text.encode(), "a.txt"), by=None, **says)


def proposed(text, published=None):
    candidate = intake.read(text.encode(), "b.txt")
    return belonging.proposals(candidate.text, candidate.text_sha256, published)


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "kind"), [(TEXT, "copy"), (EDITED, "near"), (SAME_EVENT, "event")])
def test_a_copy_an_edited_copy_and_another_report_of_the_event_find_its_story(story, text, kind):
    article = came(story)
    came(a_story(title="Ferry"), ELSEWHERE)
    (found,) = proposed(text)
    assert (found.story, found.article, found.kind) == (story.pk, article.pk, kind)


@pytest.mark.django_db
def test_the_reason_names_what_both_have(story):
    came(story)
    (found,) = proposed(SAME_EVENT)
    assert {"Tomas Brandt", "Aldmere"} <= set(found.names)
    assert "bell" in found.words


@pytest.mark.django_db
def test_a_report_of_something_else_finds_nothing(story):
    came(story)
    assert proposed(ELSEWHERE) == []


@pytest.mark.django_db
def test_the_further_apart_they_were_published_the_less_likely(story):
    came(story, published=date(2026, 3, 2))
    scores = [proposed(SAME_EVENT, date(2026, 3, day))[0].score for day in (2, 12, 16)]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 3


@pytest.mark.django_db
def test_what_many_articles_say_tells_nothing(monkeypatch, story):
    monkeypatch.setattr(belonging, "TOO_COMMON", 3)
    for number in range(3):
        came(a_story(title=f"Bell {number}"), SAME_EVENT.replace("this week", f"on day {number}"))
    assert all(found.kind == "near" for found in proposed(SAME_EVENT))


@pytest.mark.django_db
def test_the_number_of_queries_does_not_depend_on_how_much_there_is(story, django_assert_max_num_queries):
    came(story)
    for number in range(5):
        came(a_story(title=f"Ferry {number}"), ELSEWHERE.replace("84", str(number)))
    with django_assert_max_num_queries(8):
        proposed(SAME_EVENT)


@pytest.mark.django_db
def test_articles_that_left_no_traces_are_indexed_once(story):
    came(story)
    before = set(Trace.objects.values_list("key", "article"))
    Trace.objects.all().delete()
    assert (belonging.index_missing(), belonging.index_missing()) == (1, 0)
    assert set(Trace.objects.values_list("key", "article")) == before


@given(st.text(max_size=400))
def test_any_text_leaves_few_traces_and_the_same_ones_each_time(text):
    found = traces(text)
    assert found == traces(text)
    assert len(found.keys) <= RUNS_KEPT + NAMES_KEPT + WORDS_KEPT
    assert all(-(2**63) <= key < 2**63 for key in found.keys)
    assert 0 <= shared_wording(text, text) <= 1
