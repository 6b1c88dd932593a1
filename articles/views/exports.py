"""Exports: an approved revision leaves the house, and what has left it."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from articles.exporters import EXPORTERS
from articles.models import Export
from articles.views.access import revision_of, story_of
from articles.workflow import export as workflow
from articles.workflow.blockers import blockers
from articles.workflow.errors import Refused

CARRIES = {
    "markdown": "For a site or a wiki: a footnote for each place cited, with its exact words, and where the sources disagreed.",
    "html": "One complete page: sources with their words, where they disagreed, data for search engines. Nothing in it runs.",
    "text": "For mail or print: a line for each paragraph, numbers in brackets, the sources and where they disagreed below.",
    "json": "For other systems: offsets, marks, hashes, the approval, and every decision with its reason and who made it.",
}
PAST_EXPORTS = 200  # rows of the table; the newest


class Offer(NamedTuple):
    """A format on offer; `preview` is what the file would hold, or None where it is not text."""

    slug: str
    name: str
    extension: str
    carries: str
    size: int
    preview: str | None


@require_safe
def exports(request, slug):
    story = story_of(request, slug)
    return _page(request, story)


@require_POST
def export(request, pk, format):
    revision = revision_of(request, pk)
    if format not in EXPORTERS:
        raise Http404("There is no such format.")
    try:
        exported = workflow.export(revision, format, by=request.user)
    except Refused as refusal:
        return _page(request, revision.story, refusal=refusal)
    return HttpResponse(
        exported.content,
        content_type=exported.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, exported.file_name),
            "X-Content-Type-Options": "nosniff",
        },
    )


def _page(request, story, refusal=None):
    approved = list(story.revisions.approved().defer("content").select_related("approval__by"))
    revision = _chosen(approved, request.GET.get("revision"))
    try:
        offers = [_offer(revision, slug) for slug in EXPORTERS] if revision else []
    except Refused as damage:
        offers, refusal = [], damage
    exports = Export.objects.filter(revision__story=story).select_related("revision", "exported_by")
    context = {
        "story": story,
        "approved": approved,
        "revision": revision,
        "since": blockers(story, revision.document) if revision else [],
        "offers": offers,
        "exports": exports.defer("revision__content")[:PAST_EXPORTS],
        "refusal": refusal,
    }
    return render(request, "exports/exports.html", context, status=422 if refusal else 200)


def _chosen(approved, number):
    """The approved revision of that number; without one the newest, or None when none is approved."""
    if not number:
        return approved[0] if approved else None
    for revision in approved:
        if str(revision.number) == number:
            return revision
    raise Http404("No approved revision has this number.")


def _offer(revision, slug):
    exporter = EXPORTERS[slug]
    content = workflow.render(revision, slug)
    return Offer(slug, exporter.name, exporter.extension, CARRIES.get(slug, ""), len(content), _as_text(content))


def _as_text(content):
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
