"""Who does what until when: the plan of a story, on the desk or on a page of its own, and who reads an article."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.access import article_of, may_write, story_of
from articles.forms.clashes import FormClash
from articles.forms.stories import PlanForm
from articles.models import Stale, Story
from articles.views.desk import rows_of
from articles.workflow import stories
from articles.workflow.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, slug):
    """With HTMX the row of the desk becomes the form, and the row again; `row` asks for the row as it is."""
    may_write(request)
    story = story_of(request, slug)
    if request.htmx and "row" in request.GET:
        return _row(request, story)
    if request.method != "POST":
        return _page(request, story, PlanForm(instance=story))
    form = PlanForm(request.POST, instance=story_of(request, slug))
    if "together" in request.POST:
        clash = FormClash(form, PlanForm(instance=story))
        if not clash.can_merge:
            return _both(request, form, story)
        form = PlanForm(clash.answers(), instance=story_of(request, slug))
    if not form.is_valid():
        return _page(request, story, form, status=422)
    try:
        version = form.cleaned_data.pop("version") or 0
        stories.edit(story, by=request.user, version=version, **form.cleaned_data)
    except Stale as stale:
        return _both(request, form, stale.current)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, story, form, status=422)
    if request.htmx:
        return _row(request, story)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(_back(request))


@require_POST
def assign_article(request, slug, number):
    """Give the article to somebody to read: `to` and `seen` are user names, empty for nobody."""
    may_write(request)
    article = article_of(request, slug, number)
    accounts = {user.username: user for user in get_user_model().objects.filter(username__in=_names(request))}
    to, seen = (accounts.get(request.POST.get(name, "")) for name in ("to", "seen"))
    try:
        stories.assign_article(article, by=request.user, seen=seen and seen.pk, assignee=to)
    except Stale as stale:
        theirs = stale.current.assigned_to
        if theirs:
            said = _("This article was given to %(name)s in the meantime. Look again.")
            said %= {"name": theirs.get_full_name() or theirs.username}
        else:
            said = _("This article was taken back in the meantime. Look again.")
        messages.error(request, said)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("Saved."))
    return redirect("article_edit", slug, number) if "edit" in request.POST else redirect(article.story)


def _names(request):
    return [request.POST.get(name, "") for name in ("to", "seen")]


def _row(request, story):
    (row,), _ = rows_of(Story.objects.filter(pk=story.pk), request.user)
    return render(request, "desk/_story.html", {"story": row, "may_write": True})


def _both(request, form, theirs):
    """Somebody else saved first (409): what each says; saving again from here replaces or joins theirs knowingly."""
    clash = FormClash(form, PlanForm(instance=theirs))
    again = form.data.copy()
    again["version"] = theirs.version
    return _page(request, theirs, PlanForm(again, instance=theirs), status=409, clash=clash)


def _page(request, story, form, *, status=200, clash=None):
    template = "desk/_plan.html" if request.htmx else "stories/plan.html"
    context = {"story": story, "form": form, "clash": clash, "back": _back(request)}
    return render(request, template, context, status=status)


def _back(request):
    """Where the plan was asked for: a page of ours, or the desk."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else reverse("desk")
