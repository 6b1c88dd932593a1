"""`manage.py run_worker`: a worker for the queue of these settings, which also looks after what dead workers left."""

import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, connection

from articles import tasks
from articles.management.commands.requeue_stale_tasks import USUAL_MINUTES
from newsroom.errors import DATABASE_AWAY

LOOK = settings.TASK_LEASE / 4  # seconds between two looks at what was left behind
POLL = 0.5  # seconds between two looks into the database's queue, which calls nobody
PAUSE = 2  # seconds until a database that was away is asked again

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run background work until SIGTERM, which lets the task at hand be finished. As many as there are cores."

    def handle(self, *, verbosity, **options):
        done = threading.Event()
        threading.Thread(target=_look_after, args=[done], daemon=True).start()
        try:
            while not _work(verbosity):
                time.sleep(PAUSE)
        finally:
            done.set()


def _work(verbosity):
    """Run tasks until SIGTERM. False when the database went away meanwhile: what was being done is brought again."""
    try:
        if settings.REDIS_URL:
            # In this process: one that is made for each task would load the language model each time.
            worker = {"worker_class": "rq.SimpleWorker", "job_class": "django_tasks_rq.Job"}
            call_command("rqworker", "default", **worker, verbosity=verbosity)
        else:
            call_command("db_worker", reload=False, startup_delay=False, interval=POLL, verbosity=verbosity)
    except DATABASE_AWAY:
        log.warning("The database is away: it is asked again in %s seconds", PAUSE, exc_info=True)
        connection.close()
        return False
    return True


def _look_after(done):
    chores = [_requeue, *([_redis_scheduler()] if settings.REDIS_URL else [])]
    while not done.wait(LOOK):
        for chore in chores:
            try:
                chore()
            except Exception as error:  # the queue or the database is away: the next look finds it
                log.warning("Looking after the queue failed", exc_info=True)
                if isinstance(error, Error):
                    connection.close()


def _requeue():
    requeued = tasks.requeue_stale(timedelta(minutes=USUAL_MINUTES))
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
