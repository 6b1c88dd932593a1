"""Feeds, the visits to them, and what waits for a story."""

from django.contrib import admin, messages
from django.db.models import URLField
from django.utils import timezone
from django.utils.html import format_html

from articles import fetching, tasks
from articles.admin.rules import HistoryForm, Kept, Reference, link
from articles.fetching import FetchRefused
from articles.models import Feed, Fetch, Incoming
from articles.workflow import fetches


class FeedForm(HistoryForm):
    def clean_address(self):
        try:
            return fetching.checked(self.cleaned_data["address"])
        except FetchRefused as refused:
            self.add_error("address", refused.reason)


class ByState(admin.SimpleListFilter):
    title, parameter_name = "state", "state"

    def lookups(self, request, model_admin):
        return [("failing", "Failing"), ("working", "Working"), ("paused", "Paused"), ("new", "Not visited yet")]

    def queryset(self, request, feeds):
        running = feeds.filter(paused_at=None)
        asked = {
            "paused": feeds.filter(paused_at__isnull=False),
            "failing": running.filter(failures__gt=0),
            "working": running.filter(failures=0, worked_at__isnull=False),
            "new": running.filter(failures=0, worked_at=None),
        }
        return asked.get(self.value(), feeds)


@admin.register(Feed)
class FeedAdmin(Reference):
    form = FeedForm
    list_display = ["outlet", "address", "is_well", "minutes", "visited_at", "due_at", "failures", "error"]
    list_filter = [ByState]
    list_select_related = ["outlet"]
    search_fields = ["outlet__name", "address", "error"]
    autocomplete_fields = ["outlet"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    readonly_fields = ["visited_at", "worked_at", "due_at", "failures", "error", "last_report"]
    actions = ["poll_now", "pause", "go_on"]

    @admin.display(description="state")
    def is_well(self, feed):
        return feed.state

    @admin.display(description="last visit brought")
    def last_report(self, feed):
        fetch = feed.fetches.first() if feed.pk else None
        return (
            format_html('<a href="{}">{}</a>', f"/fetches/{fetch.pk}/", f"{len(fetch.report)} items") if fetch else "-"
        )

    @admin.action(description="Poll now", permissions=["change"])
    def poll_now(self, request, feeds):
        asked = [fetches.request_feed(feed, by=request.user) for feed in feeds]
        for fetch in asked:
            tasks.enqueue_fetch(fetch)
        messages.success(request, f"{len(asked)} visits asked for: reload this page to see how they went.")

    @admin.action(description="Pause", permissions=["change"])
    def pause(self, request, feeds):
        self._set(request, feeds.filter(paused_at=None), timezone.now())

    @admin.action(description="Visit again", permissions=["change"])
    def go_on(self, request, feeds):
        self._set(request, feeds.exclude(paused_at=None), None)

    def _set(self, request, feeds, moment):
        """Each with its line in the history and in the log."""
        for feed in feeds.select_related("outlet"):
            feed.paused_at = moment
            feed.save()
            self.record(
                request, "change", feed, changes={"paused_at": [None, str(moment)] if moment else ["paused", None]}
            )


@admin.register(Fetch)
class FetchAdmin(Kept):
    list_display = ["requested_at", "address", "feed", "requested_by", "finished_at", "error", "page"]
    list_filter = ["requested_at"]
    list_select_related = ["feed__outlet", "requested_by"]
    search_fields = ["address", "error"]

    @admin.display(description="in Newsroom")
    def page(self, fetch):
        return format_html('<a href="/fetches/{}/">Open</a>', fetch.pk)


@admin.register(Incoming)
class IncomingAdmin(Kept):
    list_display = ["headline", "outlet", "state", "best_score", "received_at", "decided_by", "decided_at", "page"]
    list_filter = ["state", "received_at"]
    list_select_related = ["outlet", "decided_by"]
    search_fields = ["headline", "address", "guid", "outlet__name"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.resolver_match.url_name.endswith("_change") else rows.defer("text")

    @admin.display(description="in Newsroom")
    def page(self, incoming):
        return link(incoming, "Open")
