"""How long the oldest task has been waiting for a worker, whichever queue is in use."""

from django.conf import settings
from django.db.models import Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult


def seconds():
    """0 when nothing waits. One query."""
    since = _oldest_in_redis() if settings.REDIS_URL else _oldest_in_the_database()
    return max((timezone.now() - since).total_seconds(), 0) if since else 0


def _oldest_in_the_database():
    return DBTaskResult.objects.ready().order_by().aggregate(since=Min("enqueued_at"))["since"]


def _oldest_in_redis():
    import django_rq  # there only where Redis is in use

    queue = django_rq.get_queue()
    job = next(iter(queue.get_jobs(0, 1)), None)
    return job and job.enqueued_at
