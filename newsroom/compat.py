"""The one place that knows that the tasks API moved into Django 6."""

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task

__all__ = ["task"]
