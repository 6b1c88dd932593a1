"""The log of background work: which task, asked for by which request, how long it took and how it ended."""

import logging
from time import monotonic

from django.utils import timezone

from newsroom import logs
from newsroom.compat import task_finished, task_started

log = logging.getLogger("newsroom.task")

_began = {}  # what this process is at: a task begins and ends in one process


def connect():
    task_started.connect(_note_start, dispatch_uid="newsroom.task_log")
    task_finished.connect(_note_end, dispatch_uid="newsroom.task_log")


def _note_start(sender, task_result, **_):
    _began[task_result.id] = monotonic()
    logs.put_about(task=task_result.id, request=task_result.kwargs.get("request_id", ""))
    waited = timezone.now() - task_result.enqueued_at if task_result.enqueued_at else None
    log.info(
        "Task started",
        extra=logs.say(task_name=task_result.task.name, waited=waited and round(waited.total_seconds(), 1)),
    )


def _note_end(sender, task_result, **_):
    seconds = monotonic() - _began.pop(task_result.id, monotonic())
    log.info(
        "Task ended",
        extra=logs.say(
            task_name=task_result.task.name, seconds=round(seconds, 2), outcome=str(task_result.status).lower()
        ),
    )
    logs.put_about(task="", request="")
