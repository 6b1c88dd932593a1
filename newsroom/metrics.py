"""Figures for Prometheus at /metrics: requests, tasks, the age of the queue. Imported only where a token is set.

The processes of one machine write their figures into the files of one folder (PROMETHEUS_MULTIPROC_DIR), so whichever of
them is asked answers for all.
"""

import hmac
from time import monotonic, perf_counter

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram, generate_latest, multiprocess

from newsroom import logs, queue_age
from newsroom.compat import task_finished, task_started

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}  # whoever asks may invent others
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LONG = (0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600)

_recorded = CollectorRegistry()  # what processes write; what is answered is collected from their files
REQUESTS = Histogram(
    "newsroom_request_seconds",
    "Time to answer a request, by the template of its address.",
    ["method", "route", "status"],
    buckets=SECONDS,
    registry=_recorded,
)
TASKS = Histogram(
    "newsroom_task_seconds", "Time that a task took.", ["task", "outcome"], buckets=LONG, registry=_recorded
)


class MetricsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/metrics":
            return _answer(request)
        began = perf_counter()
        response = self.get_response(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, logs.route_of(request), response.status_code).observe(perf_counter() - began)
        return response


def _answer(request):
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponseForbidden("Send the token: Authorization: Bearer TOKEN\n", content_type="text/plain")
    answered = CollectorRegistry()
    multiprocess.MultiProcessCollector(answered)
    # Asked when it is asked for: it is the same for all processes and machines.
    oldest = Gauge("newsroom_queue_age_seconds", "How long the oldest task has been waiting.", registry=answered)
    oldest.set(queue_age.seconds())
    return HttpResponse(generate_latest(answered), content_type=CONTENT_TYPE_LATEST)


_began = {}


def connect():
    task_started.connect(_note_start, dispatch_uid="newsroom.metrics")
    task_finished.connect(_note_end, dispatch_uid="newsroom.metrics")


def _note_start(sender, task_result, **_):
    _began[task_result.id] = monotonic()


def _note_end(sender, task_result, **_):
    seconds = monotonic() - _began.pop(task_result.id, monotonic())
    TASKS.labels(task_result.task.name, str(task_result.status).lower()).observe(seconds)
