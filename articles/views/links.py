"""Approval by link: made and withdrawn by an approver, opened by somebody without an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles import tasks
from articles.access import link_of, revision_of
from articles.exporters import document as exported
from articles.models import Endorsement, Stale
from articles.views.approval import page
from articles.workflow import links as workflow
from articles.workflow.errors import Refused


@require_POST
def make(request, pk):
    revision = revision_of(request, pk)
    try:
        link = workflow.make_link(revision, guest=request.POST.get("guest", ""), by=request.user)
    except Refused as refusal:
        return page(request, revision.story, refusal=refusal)
    messages.success(request, _("The link for %(guest)s stands below. Send it to nobody else.") % {"guest": link.guest})
    return redirect(f"{reverse('approval', args=[revision.story.slug])}#links")


@require_POST
def withdraw(request, pk):
    link = link_of(request, pk)
    if not request.user.has_perm("articles.approve_revision"):
        return page(request, link.revision.story, refusal=Refused(_("Only approvers may withdraw a link.")))
    try:
        workflow.withdraw_link(link, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('approval', args=[link.revision.story.slug])}#links")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, token):
    """The revision as the guest sees it, and their signature. No way leads from here into the house."""
    try:
        link = workflow.link_of(token)
    except Refused as refusal:
        return _answer(request, "approval/guest_closed.html", {"closed": str(refusal)}, status=404)
    closed, refusal = workflow.why_closed(link), None
    if request.method == "POST":
        try:
            signature = workflow.approve_by_link(link, sha256=request.POST.get("sha256", ""), user=request.user)
            tasks.wake_deliveries()
            needs_second = isinstance(signature, Endorsement)
            return _answer(request, "approval/guest_done.html", {"link": link, "needs_second": needs_second})
        except Refused as reason:
            refusal, closed = reason, workflow.why_closed(link)
        except Stale:
            closed = _("The story has changed since you got this link: ask for another one.")
    if closed:
        return _answer(request, "approval/guest_closed.html", {"closed": closed}, status=410)
    document = link.revision.document
    context = {
        "link": link,
        "revision": link.revision,
        "document": document,
        "paragraphs": exported.paragraphs(document),
        "sources": exported.notes(document),
        "refusal": refusal,
    }
    return _answer(request, "approval/guest.html", context, status=422 if refusal else 200)


def _answer(request, template, context, status=200):
    response = render(request, template, context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"  # the address is the key; our own form must name its origin
    return response
