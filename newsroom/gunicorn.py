"""The web server: `gunicorn newsroom.wsgi --config newsroom/gunicorn.py`. Every line may be overridden by an option."""

import os

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
