"""The administrators' pages: what the house keeps for reference is edited here, what the newsroom made is read here."""

from django.contrib import admin

from articles.admin import (
    accounts,
    claims,
    deliveries,
    drafts,
    events,
    feeds,
    reference,
    reviews,
    revisions,
    sources,
    stories,
    tokens,
)

__all__ = [
    "accounts",
    "claims",
    "deliveries",
    "drafts",
    "events",
    "feeds",
    "reference",
    "reviews",
    "revisions",
    "sources",
    "stories",
    "tokens",
]

admin.site.site_title = admin.site.site_header = "Newsroom administration"
admin.site.index_title = "What Newsroom keeps"
