"""The audit log: read, narrowed down, saved as CSV, and checked from its first line to its last."""

import json
from datetime import UTC, datetime, time
from urllib.parse import parse_qsl

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.dateparse import parse_date
from django.utils.decorators import method_decorator
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_POST, require_safe

from articles.admin.rules import Kept
from articles.models import AuditCheck, Event
from articles.views.spreadsheet import csv_answer
from articles.workflow import audit

CSV_HEADER = ["number", "at", "who", "verb", "story", "target", "data", "previous", "sha256"]


class Asked(admin.SimpleListFilter):
    """A filter that is typed: there are too many stories, and too many days, to list them."""

    template = "admin/articles/_asked.html"
    kind = "text"

    def lookups(self, request, model_admin):
        return [("", "")]

    def choices(self, changelist):
        others = changelist.get_query_string(remove=[self.parameter_name, "p"]).removeprefix("?")
        yield {
            "kind": self.kind,
            "name": self.parameter_name,
            "value": self.value() or "",
            "others": parse_qsl(others),
        }

    def queryset(self, request, events):
        return self.narrowed(events, self.value().strip()) if self.value() else events


class ByPerson(Asked):
    title, parameter_name = "who (user name)", "who"

    def narrowed(self, events, asked):
        return events.filter(actor_name="" if asked.lower() == "newsroom" else asked)


class ByStory(Asked):
    title, parameter_name = "story (its address, or words of its title)", "in"

    def narrowed(self, events, asked):
        return events.filter(Q(story__slug=asked) | Q(story__title__icontains=asked))


class Since(Asked):
    title, parameter_name, kind = "from this day on", "since", "date"

    def narrowed(self, events, asked):
        day = _day(asked)
        return events.filter(at__gte=day) if day else events


class Until(Asked):
    title, parameter_name, kind = "up to this day", "until", "date"

    def narrowed(self, events, asked):
        day = _day(asked, time.max)
        return events.filter(at__lte=day) if day else events


@admin.register(Event)
class EventAdmin(Kept):
    list_display = ["number", "at", "actor_name", "verb", "story", "target"]
    list_display_links = ["number", "verb"]
    list_filter = [ByPerson, ByStory, Since, Until, "verb"]
    list_select_related = ["story"]
    list_per_page = 100
    search_fields = ["actor_name", "verb", "target", "story__title"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("csv/", view(self.csv), name="articles_event_csv"),
            path("check/", view(self.check_chain), name="articles_event_check"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        last = AuditCheck.objects.select_related("by").first()
        newest = Event.objects.values_list("number", flat=True).first() or 0
        checked = {"last_check": last, "unchecked": max(0, newest - last.lines) if last else newest}
        return super().changelist_view(request, checked | (extra_context or {}))

    @method_decorator(require_safe)
    def csv(self, request):
        """The lines that the same address shows without `csv/`, whole."""
        self._may_read(request)
        try:
            events = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:  # the list says so
            return redirect(f"{reverse('admin:articles_event_changelist')}?{request.GET.urlencode()}")
        return csv_answer("newsroom-audit-log.csv", CSV_HEADER, map(_line, events.iterator(chunk_size=1000)))

    @method_decorator(require_POST)
    def check_chain(self, request):
        self._may_read(request)
        verdict = audit.check(by=request.user)
        if verdict.is_sound:
            messages.success(request, f"{verdict.lines} lines are sound.")
        else:
            messages.error(request, verdict.problem)
        return redirect("admin:articles_event_changelist")

    def _may_read(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied


def _line(event):
    return [
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_name,
        event.verb,
        event.story.slug if event.story else "",
        event.target,
        json.dumps(event.data, sort_keys=True, ensure_ascii=False),
        event.previous,
        event.sha256,
    ]


def _day(asked, at=time.min):
    """That moment of the day, where whoever asks is; None for what is no day."""
    try:
        day = parse_date(asked)
    except ValueError:
        return None
    return day and datetime.combine(day, at, get_current_timezone())
