"""Insights: errors by outlet and category, checks, time to approval, waiting, copies; as pages and as CSV."""

import csv
import io
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from articles.models import Event, SharedWording
from articles.models import insights as records
from articles.views.insights import PARTS
from articles.views.log import DRAFTING, WORDS
from articles.views.plots import duration, months_between, plots
from articles.views.spreadsheet import safe
from tests import newsdesk

NOW = timezone.now()
_numbers = count(1)


def happened(story, *lines):
    """Lines of the log: (verb, hours ago). The log itself stamps the present hour."""
    last = Event.objects.values_list("number", flat=True).first() or 0
    Event.objects.bulk_create(
        Event(number=last + place, at=NOW - timedelta(hours=hours), verb=verb, story=story)
        for place, (verb, hours) in enumerate(lines, start=1)
    )


def read(user, part="errors", **asked):
    """The lines of the CSV of a part, as dictionaries."""
    answer = newsdesk.a_client(user).get(f"/insights/{part}/csv/", asked)
    assert answer.status_code == 200 and answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def a_copy(copy, original):
    SharedWording.objects.create(article=copy, other=original, share=0.8, is_copy=True, is_original=True)
    SharedWording.objects.create(article=original, other=copy, share=0.6, is_copy=True, is_original=False)


@pytest.mark.django_db
@pytest.mark.parametrize("part", PARTS)
def test_each_part_opens_without_anything_to_show(part, nora):
    answer = newsdesk.a_client(nora).get(f"/insights/{part}/")
    assert answer.status_code == 200 and str(PARTS[part].empty) in answer.text
    assert read(nora, part) == []


def test_the_first_page_shows_errors(nora):
    assert "Errors per 1,000 words" in newsdesk.a_client(nora).get("/insights/").text


def test_an_unknown_part_does_not_exist(nora):
    client = newsdesk.a_client(nora)
    assert [client.get(f"/insights/{end}").status_code for end in ("weather/", "weather/csv/")] == [404, 404]


def test_nobody_reads_without_an_account(client, db):
    assert client.get("/insights/errors/csv/").status_code == 302


def test_they_are_read_only(nora):
    assert newsdesk.a_client(nora).post("/insights/errors/").status_code == 405


def test_errors_are_the_marks_found_right_by_words(article, nora):
    newsdesk.an_annotation(article, "40 years", state="accepted")
    newsdesk.an_annotation(article, "61", state="resolved")
    newsdesk.an_annotation(article, "Monday", state="dismissed", category="wrong_date")
    newsdesk.an_annotation(article, "300 people", category="wrong_date")
    (line,) = read(nora)
    assert (line["outlet"], line["errors"], line["words"]) == ("Aldmere Courier", "2", str(article.word_count))
    assert line["month"] == f"{article.imported_at:%Y-%m}"
    assert float(line["errors_per_1000_words"]) == round(2000 / article.word_count, 2)
    assert [line["errors"] for line in read(nora, marks="open")] == ["1", "2"]
    assert [line["errors"] for line in read(nora, marks="open", category="wrong_date")] == ["1"]


def test_the_outlet_asked_for_is_alone_on_the_page(story, nora):
    newsdesk.an_annotation(newsdesk.an_article(story), state="accepted")
    herald = newsdesk.an_article(story, outlet="Herald of Brae")
    newsdesk.an_annotation(herald, state="accepted")
    assert [line["outlet"] for line in read(nora, outlet=herald.outlet_id)] == ["Herald of Brae"]
    shown = newsdesk.a_client(nora).get("/insights/", {"outlet": herald.outlet_id}).context["shown"]
    assert [plot.title for plot in shown.plots] == ["Herald of Brae"]


@pytest.mark.parametrize("asked", [{"since": "soon"}, {"outlet": "x"}, {"outlet": "999"}, {"category": "'; --"}])
def test_a_filter_that_makes_no_sense_narrows_nothing(article, nora, asked):
    newsdesk.an_annotation(article, state="accepted")
    assert len(read(nora, **asked)) == 1


def test_what_came_in_before_the_time_asked_for_is_left_out(article, nora):
    newsdesk.an_annotation(article, state="accepted")
    type(article).objects.filter(pk=article.pk).update(imported_at=NOW - timedelta(days=200))
    assert read(nora, since="3") == []
    assert len(read(nora, since="all")) == 1


def test_checks_are_right_as_often_as_editors_say(article, nora):
    for quote, state in [("40 years", "accepted"), ("61", "resolved"), ("300 people", "dismissed"), ("Monday", "open")]:
        newsdesk.an_annotation(article, quote, state=state, check_slug="wrong_number")
    (line,) = read(nora, "checks")
    assert [line[name] for name in ("check", "right", "wrong", "open")] == ["wrong_number", "2", "1", "1"]
    assert line["percent_right_of_decided"] == "67"


def test_the_way_to_approval_is_from_the_first_import_to_the_first_approval(nora):
    for hours in (10, 20, 60):
        story = newsdesk.a_story(by=nora)
        happened(story, ("import", hours), ("import", 1), ("approve", 0), ("send", 0), ("approve", 0))
    happened(newsdesk.a_story(by=nora), ("import", 500))
    lines = read(nora, "approval")
    assert sum(int(line["stories"]) for line in lines) == 3
    assert [(line["median_hours"], line["ninth_decile_hours"]) for line in lines] == [("20.0", "60.0")]


def test_a_story_waits_in_each_state_from_turn_to_turn(nora):
    story = newsdesk.a_story(by=nora)
    happened(
        story,
        *[("create story", 100), ("write", 99), ("send", 90), ("request changes", 80), ("write", 79), ("write", 75)],
        *[("send", 70), ("write", 66), ("write", 65), ("send", 60), ("approve", 50), ("export", 47), ("export", 40)],
    )
    lines = {line["state"]: line for line in read(nora, "waiting")}
    assert {state: (line["times"], line["median_hours"], line["there_now"]) for state, line in lines.items()} == {
        "Draft": ("2", "8.0", "0"),  # 10 hours, and 6 after the draft was taken back
        "In review": ("3", "10.0", "0"),  # 10, 4 and 10
        "Changes requested": ("1", "10.0", "0"),
        "Approved": ("1", "3.0", "0"),
    }


def test_a_story_that_waits_still_is_counted_until_now(nora):
    happened(newsdesk.a_story(by=nora), ("create story", 30), ("send", 5))
    lines = {line["state"]: line for line in read(nora, "waiting")}
    assert lines["In review"]["there_now"] == "1"
    assert 5 <= float(lines["In review"]["median_hours"]) < 6


def test_a_killed_story_waits_no_more(nora):
    happened(newsdesk.a_story(by=nora), ("create story", 30), ("kill", 5))
    (line,) = read(nora, "waiting")
    assert (line["state"], line["median_hours"], line["there_now"]) == ("Draft", "25.0", "0")


def test_copies_are_counted_from_the_copy_to_the_original(story, nora):
    first, second, third = (
        newsdesk.an_article(story, outlet=name) for name in ("Brae Wire", "Aldmere Courier", "Echo")
    )
    a_copy(second, first)
    SharedWording.objects.create(article=third, other=first, share=0.2, is_copy=False, is_original=True)
    (line,) = read(nora, "copies")
    assert (line["outlet"], line["likely_original"]) == ("Aldmere Courier", "Brae Wire")
    assert (line["copies"], line["articles_of_outlet"], line["percent_words_in_common"]) == ("1", "1", "80.0")
    assert len(read(nora, "copies", outlet=first.outlet_id)) == 1
    assert read(nora, "copies", outlet=third.outlet_id) == []


def a_story_with_everything(by, members=()):
    story = newsdesk.a_story(by=by, members=members)
    number = next(_numbers)
    first, second = (newsdesk.an_article(story, outlet=f"Outlet {number} {side}") for side in "ab")
    newsdesk.an_annotation(first, state="accepted", check_slug="wrong_number")
    a_copy(second, first)
    happened(story, ("create story", 9), ("import", 8), ("send", 4), ("approve", 2))


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_told_of_a_story_that_one_may_not_see(part, nora, jonas, vera):
    a_story_with_everything(nora, members=[jonas])
    assert read(vera, part) == []
    assert read(jonas, part) and read(nora, part)


@pytest.mark.parametrize("part", PARTS)
def test_more_stories_cost_no_more_queries(part, nora, django_assert_num_queries):
    client = newsdesk.a_client(nora)
    a_story_with_everything(nora)
    with django_assert_num_queries(7 if part in ("copies", "errors") else 6):
        assert client.get(f"/insights/{part}/").context["shown"].lines
    for _ in range(3):
        a_story_with_everything(nora)
    with django_assert_num_queries(7 if part in ("copies", "errors") else 6):
        client.get(f"/insights/{part}/")


@pytest.mark.parametrize("part", PARTS)
def test_the_administrator_of_everything_reads_everything(part, nora, rosa):
    a_story_with_everything(nora)
    assert read(rosa, part)


def test_what_the_plots_show_stands_in_a_table_too(article, nora):
    newsdesk.an_annotation(article, state="accepted")
    answer = newsdesk.a_client(nora).get("/insights/")
    (plot,) = answer.context["shown"].plots
    assert plot.columns[0].shown and plot.columns[0].shown in plot.says
    table = answer.context["shown"].tables[-1]
    assert [(row.name, row.cells) for row in table.rows] == [("Aldmere Courier", [plot.columns[0].shown])]


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"])
def test_a_name_that_looks_like_a_formula_is_none_in_the_csv(story, nora, begins):
    newsdesk.an_annotation(newsdesk.an_article(story, outlet=f"{begins} Daily"), state="accepted")
    (line,) = read(nora)
    assert line["outlet"] == f"'{begins} Daily"


def test_numbers_stay_numbers_in_the_csv():
    assert [safe(-3), safe(2.5), safe("Courier")] == [-3, 2.5, "Courier"]


def test_plots_share_one_scale_and_leave_gaps_where_nothing_is_known():
    high, low = plots({"a": {"2026-10": 4.0}, "b": {"2026-10": 1.0, "2026-11": None}}, ["2026-10", "2026-11"], str)
    assert high.columns[0].height == 4 * low.columns[0].height
    assert [month for _, month in low.ticks] == ["Oct 26", "Nov 26"] and len(low.columns) == 1


def test_months_follow_each_other_over_the_turn_of_the_year():
    assert months_between("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]


@pytest.mark.parametrize("seconds, words", [(720, "12 min"), (12600, "3.5 h"), (181440, "2.1 days")])
def test_durations_are_said_as_long_as_they_are(seconds, words):
    assert duration(seconds) == words


def test_every_verb_that_takes_a_draft_back_is_known(nora):
    """Whoever adds a change of the draft must name it, else the time in review is told too long."""
    assert {verb for verb, words in WORDS.items() if words == DRAFTING} <= set(records.WRITING)
