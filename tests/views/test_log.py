"""What happened, in words."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Event
from articles.views import log
from articles.workflow import annotations, mark_changes
from tests import newsdesk

WORKFLOW = Path(settings.BASE_DIR) / "articles/workflow"
# Of no story: the log of the stories never shows them.
APART = frozenset(
    {"choose digest", "choose time zone", "make token", "withdraw token", "poll", "receive", "reject incoming"}
    | {"put back incoming", "restore backup", "rotate secret"}
)


def verbs():
    """Every verb that a workflow function writes into the log, or changes the draft by."""
    for path in sorted(WORKFLOW.glob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "record":
                yield from _constants(call.args[:1])
            elif isinstance(call.func, ast.Name) and call.func.id == "Change":
                yield from _constants(call.args[1:2])


def _constants(nodes):
    return [node.value for node in nodes if isinstance(node, ast.Constant)]


def test_whatever_happens_to_a_story_has_its_words():
    found = set(verbs())
    assert {"compose", "head", "read_blind"} <= found
    assert not found - APART - log.WORDS.keys()


@pytest.mark.django_db
def test_one_event_and_several_are_told_in_whole_words(nora, story):
    data = {"to": "Sami", "of": "Hail", "number": 3, "guest": "Ann"}
    for verb in sorted(log.WORDS):
        for _ in range(2):
            Event.objects.record(verb, by=nora, story=story, **data)
            (line,) = log.lines(story.events.filter(verb=verb), 1)
            assert line.what, verb
            assert "%(" not in line.what, verb


@pytest.mark.django_db
def test_a_decision_taken_back_is_no_work_on_the_draft(nora, story):
    mark = newsdesk.an_annotation(newsdesk.an_article(story))
    annotations.dismiss(mark, by=nora, version=mark.version)
    mark_changes.undo(mark_changes.last_change(mark.article, nora), by=nora)
    assert log.lines(story.events.all(), 1)[0].what == "took back a decision on marks"
