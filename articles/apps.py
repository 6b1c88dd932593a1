from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from newsroom import task_log


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"

    def ready(self):
        from newsroom import health  # it asks models, which are there from now on

        checks.register(health.what_is_written_to_takes_it)
        task_log.connect()
        if settings.METRICS_TOKEN:
            from newsroom import metrics  # prometheus_client makes files as soon as it is imported

            metrics.connect()
