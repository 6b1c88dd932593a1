"""The audit log in the administration: narrowed down, saved, and checked."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import AuditCheck, Event, guards
from articles.workflow import audit
from tests.newsdesk import a_client, a_story

LIST = reverse("admin:articles_event_changelist")
CSV = reverse("admin:articles_event_csv")
CHECK = reverse("admin:articles_event_check")


@pytest.fixture
def log(nora, jonas, story):
    other = a_story(title="A ferry aground", slug="ferry", by=nora)
    Event.objects.record("create story", by=nora, story=story, target=story, title="=1+1")
    Event.objects.record("create story", by=jonas, story=other, target=other)
    Event.objects.record("review", story=other)
    return Event.objects.order_by("number")


@pytest.fixture
def browser(ada):
    return a_client(ada)


def numbers(browser, **asked):
    return sorted(event.number for event in browser.get(LIST, asked).context["cl"].result_list)


def saved(browser, **asked):
    text = b"".join(browser.get(CSV, asked).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "asked, found",
    [
        ({"who": "jonas"}, [2]),
        ({"who": "Newsroom"}, [3]),
        ({"in": "ferry"}, [2, 3]),
        ({"in": "aground", "verb": "review"}, [3]),
        ({"since": "2000-01-01"}, [1, 2, 3]),
        ({"until": "2000-01-01"}, []),
        ({"since": "yesterday"}, [1, 2, 3]),
        ({"since": "2026-13-77"}, [1, 2, 3]),
    ],
    ids=str,
)
def test_it_is_narrowed_by_who_story_time_and_verb_and_saved_the_same(browser, log, asked, found):
    assert numbers(browser, **asked) == found
    assert sorted(int(line["number"]) for line in saved(browser, **asked)) == found


def test_up_to_a_day_holds_that_day(browser, log):
    today = timezone.localdate()
    assert numbers(browser, since=str(today), until=str(today)) == [1, 2, 3]
    assert numbers(browser, since=str(today + timedelta(days=1))) == []


def test_a_filter_keeps_the_others(browser, log):
    assert '<input type="hidden" name="who" value="jonas">' in browser.get(LIST, {"who": "jonas"}).text


def test_the_file_holds_whole_lines_and_no_formula(browser, log):
    line = saved(browser, who="nora")[0]
    first = log[0]
    assert (line["sha256"], line["previous"], line["who"]) == (first.sha256, "0" * 64, "nora")
    assert line["data"] == '{"title": "=1+1"}'


def test_a_line_is_read_whole(browser, log):
    shown = browser.get(reverse("admin:articles_event_change", args=[2])).text
    assert log[1].sha256 in shown and log[0].sha256 in shown


def test_a_check_is_written_down_and_shown(browser, ada, log):
    assert "Nobody has checked" in browser.get(LIST).text
    answer = browser.post(CHECK, follow=True)
    check = AuditCheck.objects.get()
    assert (check.by, check.lines, check.head, check.problem) == (ada, 3, log[2].sha256, "")
    assert "all 3 lines were as they had been written" in answer.text
    Event.objects.record("review")
    assert "1 line not checked yet" in browser.get(LIST).text


def changed(log):
    log.filter(number=2).update(verb="approve")


def removed(log):
    log.filter(number=2).delete()


def reordered(log):
    verbs = {number: log.get(number=number).verb for number in (2, 3)}
    log.filter(number=2).update(verb=verbs[3])
    log.filter(number=3).update(verb=verbs[2])


def cut(log):
    log.filter(number=3).delete()


@pytest.mark.parametrize(
    "forge, says",
    [
        (changed, "Line 2 was changed"),
        (removed, "Line 3 follows line 1"),
        (reordered, "Line 2 was changed"),
        (cut, "its end was replaced or cut off"),
    ],
)
def test_what_was_forged_since_the_last_check_is_found(browser, log, forge, says):
    browser.post(CHECK)
    guards.remove(connection)
    forge(log)
    assert says in browser.post(CHECK, follow=True).text
    assert says in browser.get(LIST).text
    # The next check, too: a bad one is no new beginning.
    assert not audit.check().is_sound


@pytest.mark.parametrize("url, method", [(CSV, "post"), (CHECK, "get")])
def test_each_address_takes_its_own_method_only(browser, log, url, method):
    assert getattr(browser, method)(url).status_code == 405


def test_who_does_not_administer_reads_and_checks_nothing(nora, log):
    client = a_client(nora)
    assert client.get(CSV, follow=True).status_code == 403
    client.post(CHECK, follow=True)
    assert not AuditCheck.objects.exists()


def test_staff_without_the_right_to_the_log_reads_and_checks_nothing(nora, log):
    nora.is_staff = True
    nora.save()
    client = a_client(nora)
    assert [client.get(CSV).status_code, client.post(CHECK).status_code] == [403, 403]
