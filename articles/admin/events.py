"""The audit log."""

from django.contrib import admin

from articles.admin.rules import Kept
from articles.models import Event


@admin.register(Event)
class EventAdmin(Kept):
    list_display = ["number", "at", "actor_name", "verb", "story", "target"]
    list_display_links = ["number", "verb"]
    list_filter = ["at", "verb"]
    list_select_related = ["story"]
    list_per_page = 100
    search_fields = ["actor_name", "verb", "target", "story__title"]
