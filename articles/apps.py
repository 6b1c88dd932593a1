from django.apps import AppConfig
from django.conf import settings

from newsroom import task_log


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"

    def ready(self):
        task_log.connect()
        if settings.METRICS_TOKEN:
            from newsroom import metrics  # prometheus_client makes files as soon as it is imported

            metrics.connect()
