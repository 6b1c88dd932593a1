"""Times are shown, and read from forms, in the time zone that the user chose; else in that of the house."""

from django.utils import timezone

from articles.models.time_zones import zone_of


class LocalTimeMiddleware:
    """The user comes with their time zone in one query: see newsroom.accounts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)
