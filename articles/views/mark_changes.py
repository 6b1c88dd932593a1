"""Deciding on many marks at once, and taking decisions back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.access import article_of, is_read_blind, may_write
from articles.models import AnnotationState
from articles.templatetags.newsroom import human
from articles.views.articles import article_page
from articles.views.clashes import is_number
from articles.views.reading import reading_of
from articles.views.reading_answers import whole_text
from articles.workflow import annotations as workflow
from articles.workflow import mark_changes
from articles.workflow.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def accept_all(request, slug, number):
    """GET (`?check=SLUG`) asks whether to accept the open marks of this check, and says how many; POST accepts them.

    The form carries the marks that it counted: when they are others by now, nothing is done and it asks again.
    """
    article = article_of(request, slug, number)
    may_write(request)
    if is_read_blind(request, article):
        raise Http404(_("Whoever reads blind sees no marks of checks."))
    if request.method != "POST":
        return _ask(request, article, request.GET.get("check", ""))
    check = request.POST.get("check", "")
    try:
        marks = workflow.accept_all(article, check_slug=check, versions=_versions(request), by=request.user)
    except Refused as refused:
        return _ask(request, article, check, notice=refused.reason, status=409)
    return whole_text(
        request,
        article,
        said=_("%(marks)s of the %(check)s check accepted.") % {"marks": _counted(marks), "check": human(check)},
    )


@require_POST
def undo(request, slug, number):
    """Take back the decision that the button names, or else one's last in the article."""
    article = article_of(request, slug, number)
    may_write(request)
    changes = article.mark_changes.filter(by=request.user)
    named = request.POST.get("change", "")
    change = changes.filter(pk=named).first() if is_number(named) else mark_changes.last_change(article, request.user)
    try:
        if change is None:
            raise Refused(_("You have decided nothing here that could be taken back."))
        taken = mark_changes.undo(change, by=request.user)
    except Refused as refused:
        return _refused(request, article, refused)
    current = taken.marks[0].pk if taken.marks else None
    return whole_text(request, article, current=current, said=_said(taken))


def _ask(request, article, check, *, notice="", status=200):
    """The note that stands open, with the question in it; without marks of this check there is nothing to ask."""
    marks = list(workflow.open_of_check(article, check).order_by("start", "end", "pk"))
    if not marks:
        if status == 200:
            raise Http404(_("This check has no open marks here."))
        return _refused(request, article, Refused(notice))
    asked = request.GET.get("note") or request.POST.get("note", "")
    current = next((mark.pk for mark in marks if str(mark.pk) == asked), marks[0].pk)
    reading = reading_of(request, article, current=current)
    versions = " ".join(f"{mark.pk}:{mark.version}" for mark in marks)
    asks = {"check": check, "count": len(marks), "versions": versions, "notice": notice}
    if not request.htmx:
        return article_page(request, article, reading, status=status, asks=asks)
    context = {"story": article.story, "article": article, "reading": reading, "note": reading.current, "asks": asks}
    return render(request, "annotations/_note.html", context, status=status)


def _versions(request):
    """{mark's id: version} from "ID:VERSION ID:VERSION"; what is no number is nobody's version."""
    pairs = (pair.partition(":")[::2] for pair in request.POST.get("versions", "").split())
    return {int(pk): int(version) for pk, version in pairs if is_number(pk) and is_number(version)}


def _refused(request, article, refused):
    if request.htmx:
        return whole_text(request, article, said=refused.reason, status=422, goes_on=False)
    messages.error(request, refused.reason)
    return redirect(article)


def _said(taken):
    if len(taken.marks) == 1 and not taken.overtaken:
        return _("Taken back: the mark is %(state)s again.") % {
            "state": AnnotationState(taken.marks[0].state).label.lower()
        }
    said = _("Taken back: %(marks)s as before.") % {"marks": _counted(taken.marks)}
    if taken.overtaken:
        said += " " + _("%(who)s had decided %(marks)s since: as they decided.") % {
            "who": get_text_list(taken.by_whom, _("and")),
            "marks": _counted(taken.overtaken),
        }
    return said


def _counted(marks):
    return ngettext("%(count)s mark", "%(count)s marks", len(marks)) % {"count": len(marks)}
