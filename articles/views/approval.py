"""Approval: what was sent, what stands in its way, and the verdict of somebody who wrote no part of it."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, reselect, reswap, retarget

from articles import tasks
from articles.access import may_write, revision_of, story_of
from articles.models import Annotation, ApprovalRule, Decision, Endorsement, Revision, Sentence, Stale, StoryState
from articles.templatetags.newsroom import called
from articles.views.clashes import is_number
from articles.views.proofs import proofs_of
from articles.views.redline import redline
from articles.workflow import approval as workflow
from articles.workflow import corrections, links
from articles.workflow.blockers import Blocker, blockers
from articles.workflow.document import document_of
from articles.workflow.errors import Refused

# What is said of each kind of blocker when there is none of it.
DONE = {
    "uncited": gettext_lazy("Every sentence cites a source"),
    "marked": gettext_lazy("No serious mark stands on the words it cites"),
    "repeated": gettext_lazy("It repeats no words that were accepted as wrong"),
    "quote": gettext_lazy("Every quotation stands word for word in what it cites"),
    "number": gettext_lazy("Every number stands in what it cites"),
    "undecided": gettext_lazy("Every conflict among the words it cites is decided"),
    "against": gettext_lazy("It says nothing that was decided against"),
}


class Checklist(NamedTuple):
    open: list[Blocker]
    done: list[str]

    @property
    def total(self):
        return len(self.open) + len(self.done)


# --- The page ---------------------------------------------------------------------------------------------------------


@require_safe
def approval(request, slug):
    return page(request, story_of(request, slug))


@require_POST
def send(request, slug):
    story = story_of(request, slug)
    may_write(request)
    try:
        note, correcting = request.POST.get("note", ""), _correcting(request, story)
        revision = workflow.send(story, by=request.user, note=note, correcting=correcting)
    except Refused as refusal:
        if request.htmx:
            return render(request, "approval/_refused.html", {"refusal": refusal}, status=422)
        return page(request, story, refusal=refusal)
    messages.success(request, _("Revision %(number)s was sent for approval.") % {"number": revision.number})
    return _to_page(request, story)


@require_POST
def approve(request, pk):
    revision = revision_of(request, pk)
    try:
        signature = workflow.approve(revision, by=request.user, sha256=request.POST.get("sha256", ""))
        tasks.wake_deliveries()
    except Stale as stale:
        return _changed(request, revision, stale.current)
    except Refused as refusal:
        return page(request, revision.story, refusal=refusal)
    if isinstance(signature, Endorsement):
        messages.success(
            request,
            _("You signed revision %(number)s. A second approver must sign it, too.") % {"number": revision.number},
        )
    else:
        messages.success(request, _("You approved revision %(number)s.") % {"number": revision.number})
    return _to_page(request, revision.story)


@require_POST
def request_changes(request, pk):
    revision = revision_of(request, pk)
    try:
        workflow.request_changes(revision, by=request.user, reason=request.POST.get("reason", ""))
    except Stale as stale:
        return _changed(request, revision, stale.current)
    except Refused as refusal:
        return page(request, revision.story, refusal=refusal)
    messages.success(request, _("You sent revision %(number)s back.") % {"number": revision.number})
    return _to_page(request, revision.story)


def _correcting(request, story):
    """What the form says of a correction, or None for an update, or where nothing has left the house yet."""
    corrects = corrections.published(story)
    if corrects is None or request.POST.get("news") != "correction":
        return None
    kind, _, pk = request.POST.get("cause", "").partition(":")
    causes = {
        "annotation": Annotation.objects.filter(story=story),
        "decision": Decision.objects.filter(claim__story=story),
    }
    cause = causes[kind].filter(pk=pk).first() if kind in causes and is_number(pk) else None
    return corrections.Correcting(corrects, request.POST.get("notice", ""), cause)


def _to_page(request, story):
    url = reverse("approval", args=[story.slug])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


# --- What it shows ----------------------------------------------------------------------------------------------------


def page(request, story, refusal=None):
    """The page, or what a refusal leaves of it: the verdict with the reason, while there is one to give."""
    history = list(story.revisions.for_page().defer("content"))
    context = {
        "story": story,
        "refusal": refusal,
        "may_write": request.user.has_perm("articles.change_story"),
        "longest_note": workflow.LONGEST_NOTE,
    }
    context |= _news(request, story) if context["may_write"] else {}
    if not history:
        context["checklist"] = _checklist(blockers(story))
        return render(request, "approval/empty.html", context, status=422 if refusal else 200)
    context |= _shown(request, story, history) | {"reason": request.POST.get("reason", "")}
    if not refusal:
        return render(request, "approval/approval.html", context)
    if request.htmx and context["situation"] == "waiting":
        return render(request, "approval/_verdict.html", context, status=422)
    return _in_place_of_page(render(request, "approval/approval.html", context, status=422))


def _shown(request, story, history):
    """The revision asked for, or the newest one, with everything that a verdict rests on."""
    revision = _chosen(history, request.GET.get("revision"))
    before = [past for past in history if past.number < revision.number]
    earlier = _chosen(history, request.GET.get("against")) if request.GET.get("against") else (before or [None])[0]
    comparing = earlier is not None and request.GET.get("read") != "clean"
    starts = _sentence_starts(story)
    situation = _situation(story, revision, history[0])
    return {
        "revision": revision,
        "earlier": earlier,
        "comparing": comparing,
        "latest": history[0],
        "situation": situation,
        "history": [(past, _situation(story, past, history[0])) for past in history],
        "document": revision.document,
        "redline": redline(revision.document, earlier.document if comparing else None, starts=starts),
        "decisions": [*_frozen_decisions(revision), *_later_decisions(story, revision)],
        "side_by_side": comparing and request.GET.get("read") == "side",
        "sources": proofs_of(story, revision.document, starts),
        "sides": [("removed", "added", earlier.number), ("added", "removed", revision.number)] if comparing else [],
        "notes": list(revision.notes.select_related("by", "settled_by")),
        "places": _places(revision.document),
        "may_note": request.user.has_perm("articles.approve_revision"),
    } | (_verdict(request, story, revision) if situation == "waiting" else {})


def _chosen(history, number):
    if not number:
        return history[0]
    for revision in history:
        if str(revision.number) == number:
            return revision
    raise Http404(_("There is no revision of this number."))


def _situation(story, revision, latest):
    if revision.is_approved:
        return "approved"
    if hasattr(revision, "change_request"):
        return "sent_back"
    if revision != latest:
        return "superseded"
    return "waiting" if story.state == StoryState.IN_REVIEW else "moved_on"


def _verdict(request, story, revision):
    """May this person decide, and what stands in the way."""
    checklist = _checklist(blockers(story, revision.document))
    may_approve, why_not = workflow.may_approve(revision, request.user)
    writers = dict.fromkeys([*revision.document["contributors"], revision.document["sent_by"]])
    return {
        "checklist": checklist,
        "may_decide": request.user.has_perm("articles.approve_revision"),
        "may_approve": may_approve,
        "why_not": why_not,
        "rule": ApprovalRule.current(),
        "links": _links(request, revision),
        "writers": list(writers),
    }


def _links(request, revision):
    """[(link, its whole address, whether it still opens)]"""
    now = timezone.now()
    return [
        (link, request.build_absolute_uri(reverse("link_guest", args=[links.token_of(link)])), link.is_open(now))
        for link in revision.links.select_related("made_by", "withdrawn_by")
    ]


def _checklist(blockers):
    kinds = {blocker.kind for blocker in blockers}
    nothing_written = "empty" in kinds
    return Checklist(blockers, [] if nothing_written else [text for kind, text in DONE.items() if kind not in kinds])


def _frozen_decisions(revision):
    return [decision | {"at": parse_datetime(decision["at"])} for decision in revision.document["decisions"]]


def _later_decisions(story, revision):
    """What was decided since the revision was sent: it may open the way to approval, but is no part of it."""
    decisions = Decision.objects.filter(claim__story=story, decided_at__gt=revision.sent_at)
    return [
        {
            "subject": decision.claim.subject,
            "attribute": decision.claim.attribute,
            "value": decision.value,
            "reason": decision.reason,
            "by": called(decision.decided_by),
            "at": decision.decided_at,
            "is_later": True,
        }
        for decision in decisions.select_related("claim", "decided_by").order_by("decided_at")
    ]


def _sentence_starts(story):
    """{number of an article: where its sentences start, in order}. One query."""
    starts = {}
    rows = Sentence.objects.filter(article__story=story).order_by("article__number", "number")
    for article, start in rows.values_list("article__number", "start"):
        starts.setdefault(article, []).append(start)
    return starts


def _places(document):
    """[(value, words)] for the choice of what a note is about: the headline, then each sentence."""
    headline = document["story"]["headline"]
    places = [(f":0-{len(headline)}", headline)] if headline else []
    return places + [
        (f"{paragraph['id']}:{sentence['start']}-{sentence['end']}", sentence["text"])
        for paragraph in document["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def _news(request, story):
    """For a story that has left the house: what a correction would say, and what may have brought it about."""
    corrects = corrections.published(story)
    if corrects is None:
        return {}
    notice = request.POST.get("notice") or corrections.drafted_notice(corrects.document, document_of(story))
    return {
        "corrects": corrects,
        "notice": notice,
        "causes": corrections.causes(story, corrects),
        "longest_notice": corrections.LONGEST_NOTICE,
    }


# --- Somebody was faster ----------------------------------------------------------------------------------------------


def _changed(request, revision, current):
    """Nothing was decided: the page says what changed since the person looked, against what they saw."""
    story = revision.story
    story.refresh_from_db()
    newer = current if isinstance(current, Revision) and current != revision else None
    document = newer.document if newer else document_of(story)
    context = {
        "story": story,
        "revision": revision,
        "newer": newer,
        "document": document,
        "redline": redline(document, revision.document, starts=_sentence_starts(story)),
        "last_change": story.changes.select_related("by").first(),
        "comparing": True,
    }
    return _in_place_of_page(render(request, "approval/changed.html", context, status=409))


def _in_place_of_page(response):
    """HTMX puts the whole page there, whatever part it asked for."""
    return reswap(reselect(retarget(response, "#main"), "#main"), "outerHTML show:window:top")
