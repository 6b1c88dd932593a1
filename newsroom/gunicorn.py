"""The web server: `gunicorn newsroom.wsgi --config newsroom/gunicorn.py`. Every line may be overridden by an option."""

import os

from newsroom.settings import LOGGING, METRICS_TOKEN

bind = os.environ.get("NEWSROOM_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
preload_app = True  # a mistake in the settings stops the start at once, and the workers share memory
timeout = 60
graceful_timeout = 10
# A worker is replaced now and then: whatever a long life gathers in memory does not stay.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True  # signals are enough
# Its own lines go where ours go, in the same form. Requests are logged by newsroom.request_log, without addresses.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    **{part: LOGGING[part] for part in ("filters", "formatters", "handlers", "root")},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
        "gunicorn.access": {"handlers": [], "propagate": False},
    },
}


def child_exit(server, worker):
    """What a process that is gone held of this moment is no figure any more."""
    if METRICS_TOKEN:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
