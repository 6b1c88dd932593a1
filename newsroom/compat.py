"""The one place that knows that the tasks API moved into Django 6."""

try:
    from django.tasks import default_task_backend, task
    from django.tasks.exceptions import TaskResultDoesNotExist
    from django.tasks.signals import task_finished, task_started
except ImportError:
    from django_tasks import default_task_backend, task
    from django_tasks.exceptions import TaskResultDoesNotExist
    from django_tasks.signals import task_finished, task_started

__all__ = ["TaskResultDoesNotExist", "default_task_backend", "task", "task_finished", "task_started"]
