"""Revisions: notes of the approver on places of one, and an earlier one again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.access import may_write, note_of, revision_of
from articles.models import Stale
from articles.views.approval import page
from articles.views.clashes import version_sent
from articles.workflow import approval as workflow
from articles.workflow.errors import Refused
from articles.workflow.restoring import restore_revision


@require_POST
def note(request, pk):
    """A note on the chosen sentence of the revision, or on its headline."""
    revision = revision_of(request, pk)
    paragraph, start, end = _place(request.POST.get("place", ""))
    words = next((text for value, text in _sentences(revision) if value == (paragraph, start, end)), "")
    try:
        workflow.add_note(
            revision,
            by=request.user,
            paragraph=paragraph,
            start=start,
            end=end,
            quote=words,
            text=request.POST.get("text", ""),
        )
    except Refused as refusal:
        return page(request, revision.story, refusal=refusal)
    return redirect(f"{reverse('approval', args=[revision.story.slug])}?revision={revision.number}#notes")


@require_POST
def settle(request, pk):
    return _settle(request, pk, workflow.settle_note)


@require_POST
def reopen(request, pk):
    return _settle(request, pk, workflow.reopen_note)


@require_POST
def restore(request, pk):
    revision = revision_of(request, pk)
    may_write(request)
    try:
        restored = restore_revision(revision, by=request.user)
    except Refused as refusal:
        return page(request, revision.story, refusal=refusal)
    messages.success(
        request,
        _("Revision %(number)s was sent again, as revision %(newest)s.")
        % {"number": revision.number, "newest": restored.number},
    )
    return redirect("approval", slug=revision.story.slug)


def _settle(request, pk, verb):
    note = note_of(request, pk)
    may_write(request)
    try:
        verb(note, by=request.user, version=version_sent(request))
    except (Refused, Stale) as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('approval', args=[note.revision.story.slug])}?revision={note.revision.number}#notes")


def _place(value):
    """(paragraph or None, start, end) from what the form's choice says."""
    try:
        paragraph, _colon, span = value.partition(":")
        start, end = map(int, span.split("-"))
        return int(paragraph) if paragraph else None, start, end
    except ValueError:
        raise Http404(_("There is no such place.")) from None


def _sentences(revision):
    headline = revision.document["story"]["headline"]
    yield (None, 0, len(headline)), headline
    for paragraph in revision.document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            yield (paragraph["id"], sentence["start"], sentence["end"]), sentence["text"]
