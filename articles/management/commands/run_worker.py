"""`manage.py run_worker`: a worker for the queue of these settings, which also looks after what dead workers left."""

import logging
import threading
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from articles import tasks
from articles.management.commands.requeue_stale_tasks import USUAL_MINUTES
from articles.workflow import queue

LOOK = settings.TASK_LEASE / 4  # seconds between two looks at what was left behind
POLL = 0.5  # seconds between two looks into the database's queue, which calls nobody

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run background work until SIGTERM, which lets the task at hand be finished. As many as there are cores."

    def handle(self, *, verbosity, **options):
        done = threading.Event()
        threading.Thread(target=_look_after, args=[done], daemon=True).start()
        try:
            if settings.REDIS_URL:
                # In this process: one that is made for each task would load the language model each time.
                call_command(
                    "rqworker",
                    "default",
                    worker_class="rq.SimpleWorker",
                    job_class="django_tasks_rq.Job",
                    verbosity=verbosity,
                )
            else:
                call_command("db_worker", reload=False, startup_delay=False, interval=POLL, verbosity=verbosity)
        finally:
            done.set()


def _look_after(done):
    chores = [_requeue, *([_redis_scheduler()] if settings.REDIS_URL else [])]
    while not done.wait(LOOK):
        for chore in chores:
            try:
                chore()
            except Exception as error:  # the queue or the database is away: the next look finds it
                log.warning("Looking after the queue failed", exc_info=True)
                if isinstance(error, DatabaseError):
                    connection.close()


def _requeue():
    requeued = queue.requeue_stale(timedelta(minutes=USUAL_MINUTES), tasks.enqueue_review)
    if any(requeued):
        log.warning("Work that was left behind waits again: %s", requeued)


def _redis_scheduler():
    """Redis keeps a task for later apart; one worker at a time puts those into the queue whose time has come."""
    import django_rq  # there only where Redis is in use
    from rq.scheduler import RQScheduler

    scheduler = RQScheduler(["default"], connection=django_rq.get_connection(), interval=round(LOOK))

    def bring():
        if scheduler.acquire_locks():
            scheduler.enqueue_scheduled_jobs()

    return bring
