"""Exports: an approved revision leaves the house, and what has left it."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.access import revision_of, story_of
from articles.exporters import AUDIENCES, EXPORTERS
from articles.exporters.html import POLICY
from articles.models import Correction, Export, StoryState
from articles.views.deliveries import receivers_of
from articles.workflow import export as workflow
from articles.workflow.blockers import blockers
from articles.workflow.corrections import affected_exports
from articles.workflow.errors import Refused

CORRECTIONS_SHOWN = 5
PAST_EXPORTS = 200  # rows of the table; the newest
SANDBOX = f"sandbox; {POLICY}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PREVIEW = 20_000  # characters: a look at a file, not the file


@require_safe
def exports(request, slug):
    story = story_of(request, slug)
    return _page(request, story)


@require_POST
def export(request, pk, format):
    revision = revision_of(request, pk)
    if format not in EXPORTERS:
        raise Http404(_("There is no such format."))
    return _download(request, revision, lambda: workflow.export(revision, format, by=request.user))


@require_POST
def bundle(request, pk):
    """The evidence of the revision, in one ZIP."""
    revision = revision_of(request, pk)
    return _download(request, revision, lambda: workflow.export_bundle(revision, by=request.user))


def _download(request, revision, export):
    try:
        exported = export()
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


@require_safe
def preview(request, pk, format):
    """What the file would hold, as text: a part of the page of exports, or a page of its own."""
    revision = revision_of(request, pk)
    if format not in EXPORTERS:
        raise Http404(_("There is no such format."))
    exporter, context = EXPORTERS[format], {"story": revision.story, "revision": revision, "slug": format}
    try:
        content = workflow.render(revision, format)
        shown = exporter.look(content)
        context |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        context |= {"shown": shown[:PREVIEW], "characters": len(shown)}
    except Refused as refusal:
        context["refusal"] = refusal
    template = "exports/_preview.html" if request.htmx else "exports/preview.html"
    return render(request, template, context | {"format": exporter, "most": PREVIEW})


@require_safe
def look(request, pk):
    """The page that HTML exports hold, shown in a sandbox: nothing in it may run, load, send or reach this site."""
    revision = revision_of(request, pk)
    try:
        content = workflow.render(revision, "html")
    except Refused as refusal:
        return _page(request, revision.story, refusal=refusal)
    return HttpResponse(content, headers={"Content-Security-Policy": SANDBOX, "X-Content-Type-Options": "nosniff"})


def _page(request, story, refusal=None):
    approved = list(
        story.revisions.approved().defer("content", "imported__audit").select_related("approval__by", "imported")
    )
    revision = _chosen(approved, request.GET.get("revision"))
    try:
        offers = _offers() if revision and workflow.approval_of(revision) else []
    except Refused as damage:
        offers, refusal = [], damage
    exports = Export.objects.filter(revision__story=story).select_related("revision", "exported_by", "receiver")
    context = {
        "story": story,
        "approved": approved,
        "revision": revision,
        "since": blockers(story, revision.document) if revision else [],
        "offers": offers,
        "exports": exports.defer("revision__content")[:PAST_EXPORTS],
        "refusal": refusal,
        "receivers": receivers_of(story, revision) if revision else [],
        "may_send": story.state != StoryState.KILLED,
        "is_embargoed": workflow.is_embargoed(story),
        "corrected": _corrected(story),
        "may_kill": request.user.has_perm("articles.approve_revision") and story.state != StoryState.KILLED,
    }
    return render(request, "exports/exports.html", context, status=422 if refusal else 200)


def _corrected(story):
    """[(correction of an approved revision, the exports that went out with the error)], newest first."""
    rows = Correction.objects.filter(revision__story=story, revision__approval__isnull=False)
    rows = rows.select_related("revision", "corrects", "annotation__category", "decision__claim").order_by("-number")
    return [
        (row, affected_exports(story, row.corrects.document, row.revision.document)) for row in rows[:CORRECTIONS_SHOWN]
    ]


def _chosen(approved, number):
    """The approved revision of that number; without one the newest, or None when none is approved."""
    if not number:
        return approved[0] if approved else None
    for revision in approved:
        if str(revision.number) == number:
            return revision
    raise Http404(_("No approved revision has this number."))


def _offers():
    """[(for whom, [(slug, format)])]"""
    return [
        (label, [(slug, format) for slug, format in EXPORTERS.items() if format.audience == audience])
        for audience, label in AUDIENCES.items()
    ]
