"""What the measured server has beyond the product: floors to compare with, and in each answer what it cost.

A floor is the least that a signed-in view can be on this server, behind the same middleware: one query, one insert, one
page of 30 rows.
"""

import time
from functools import cache

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from articles.models import Story

ROWS = 30
BEGINNINGS = ("BEGIN",)  # of a transaction: SQLite's is sent as a statement, PostgreSQL's is not


class Cost:
    """Writes into each answer the number of its queries and its processor time in milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        queries, started = 0, time.thread_time()

        def count(execute, sql, *arguments):
            nonlocal queries
            queries += not str(sql).startswith(BEGINNINGS)
            return execute(sql, *arguments)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers["X-Queries"] = queries
        response.headers["X-Processor-Time"] = (time.thread_time() - started) * 1000
        return response


class Note(models.Model):
    """A row for the floor; its table is there in measured databases alone."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    class Meta:
        app_label = "bench"
        managed = False


PAGE = """<!doctype html><html lang="en"><head><title>Stories</title></head><body><table>
{% for story in stories %}<tr><td><a href="/stories/{{ story.slug }}/">{{ story.title }}</a></td><td>{{ story.state }}</td>
<td>{{ story.priority }}</td><td>{{ story.created_by.username }}</td><td>{{ story.created_at|date:"j F Y, H:i" }}</td></tr>
{% endfor %}</table></body></html>"""


def one_query(request):
    return HttpResponse(str(get_user_model().objects.count()))


def one_insert(request):
    note = Note.objects.create(by=request.user, text=request.POST["text"])
    return HttpResponse(str(note.pk))


def one_page(request):
    stories = Story.objects.select_related("created_by").order_by("-pk")[:ROWS]
    return HttpResponse(_page().render({"stories": stories}, request))


@cache  # compiled once, as the product's templates are
def _page():
    return engines["django"].from_string(PAGE)


urlpatterns = [
    path("floor/query/", one_query),
    path("floor/insert/", one_insert),
    path("floor/page/", one_page),
    path("", include("newsroom.urls")),
]
