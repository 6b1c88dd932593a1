"""Settling a point of the support check by vouching for it, and taking that back."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.access import confirmation_of, may_write, paragraph_of
from articles.views.draft_answers import checked, is_open, refused, shown, to_draft
from articles.views.draft_page import READING, WRITING
from articles.workflow import support as workflow
from articles.workflow.errors import Refused


@require_POST
def confirm(request, pk):
    """`sentence`, `kind` and `words` name the point, `reason` says how the editor knows."""
    paragraph = paragraph_of(request, pk)
    may_write(request)
    asked = {name: request.POST.get(name, "") for name in ("sentence", "kind", "words", "reason")}
    try:
        workflow.confirm(paragraph, by=request.user, **asked)
    except Refused as why:
        return refused(request, paragraph.story, why, paragraph)
    return _answer(request, paragraph, _("Confirmed."))


@require_POST
def withdraw(request, pk):
    """The point is open again."""
    confirmation = confirmation_of(request, pk)
    may_write(request)
    try:
        workflow.withdraw(confirmation, by=request.user)
    except Refused as why:
        return refused(request, confirmation.story, why, confirmation.paragraph)
    return _answer(request, confirmation.paragraph, _("Taken back: the point is open again."))


def _answer(request, paragraph, said):
    if not request.htmx:
        messages.success(request, said)
        return to_draft(paragraph.story, paragraph)
    if is_open(request, paragraph):
        return checked(request, paragraph, mode=WRITING, said=said)
    return shown(request, paragraph, mode=READING, said=said)
