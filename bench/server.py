"""What the measured server has beyond the product: a floor to compare with, and a count in each answer."""

import time

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.urls import include, path


class CountQueries:
    """Writes into each answer the number of queries that it took and its processor time in milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        queries, started = 0, time.thread_time()

        def count(execute, *arguments):
            nonlocal queries
            queries += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers["X-Queries"] = queries
        response.headers["X-Processor-Time"] = (time.thread_time() - started) * 1000
        return response


def floor(request):
    """The least that a signed-in page can be: session and user, and one query of its own."""
    return HttpResponse(str(get_user_model().objects.count()))


urlpatterns = [path("floor/", floor), path("", include("newsroom.urls"))]
