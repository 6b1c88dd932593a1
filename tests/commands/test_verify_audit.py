"""verify_audit: an untouched log passes; a changed, removed or cut-off line is named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Event, guards
from articles.workflow import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(nora, story):
    """Five lines, written as the product writes them, and the guards out of a forger's way."""
    for verb in ("create story", "import", "import", "review", "décide"):
        Event.objects.record(verb, by=nora, story=story, target=story, note="“quoted”", number=3)
    guards.remove(connection)
    return Event.objects.order_by("number")


def verify(*options):
    output = StringIO()
    call_command("verify_audit", *options, stdout=output)
    return output.getvalue()


def test_an_empty_log_is_sound():
    assert "0 lines are sound" in verify()


def test_an_untouched_log_is_sound_and_its_head_is_named(log):
    assert verify() == f"5 lines are sound. Head: {log.last().sha256}\n"


def test_a_changed_line_is_named(log):
    Event.objects.filter(number=3).update(verb="approve")
    with pytest.raises(CommandError, match="Line 3 was changed"):
        verify()


@pytest.mark.parametrize("field, value", [("actor_name", "jonas"), ("data", {}), ("target", "story:99")])
def test_every_field_of_a_line_counts(log, field, value):
    Event.objects.filter(number=2).update(**{field: value})
    assert audit.verify().line == 2


def test_a_removed_line_is_named_by_the_one_behind_it(log):
    Event.objects.filter(number=3).delete()
    with pytest.raises(CommandError, match="Line 4 follows line 2"):
        verify()


def test_a_forged_line_with_a_hash_of_its_own_breaks_the_line_behind_it(log):
    forged = log[2]
    forged.verb = "approve"
    Event.objects.filter(number=3).update(verb=forged.verb, sha256=forged.compute_hash())
    with pytest.raises(CommandError, match="Line 4 does not carry the hash of line 3"):
        verify()


def test_a_noted_head_shows_that_the_end_was_cut_off(log):
    head = log.last().sha256
    assert verify("--head", head)
    Event.objects.filter(number=5).delete()
    assert audit.verify().is_sound
    with pytest.raises(CommandError, match="its end was replaced or cut off"):
        verify("--head", head)


def test_a_noted_head_stays_valid_while_the_log_grows(log):
    head = log.last().sha256
    Event.objects.record("approve")
    assert audit.verify(head).lines == 6


def test_json_is_one_document_and_says_the_same(log):
    Event.objects.filter(number=3).update(verb="approve")
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_audit", "--json", stdout=output)
    report = json.loads(output.getvalue())
    assert (report["sound"], report["lines"], report["line"]) == (False, 2, 3)
