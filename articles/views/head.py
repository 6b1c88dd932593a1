"""The head of a story, saved field by field as each is left, or all at once by its button."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.access import may_write, story_of
from articles.models import Stale
from articles.text import Clash
from articles.views.clashes import together, version_sent
from articles.views.draft_answers import announced, into, refused, to_draft
from articles.views.draft_page import DraftPage
from articles.workflow.errors import Refused
from articles.workflow.head import FIELDS, NAMES, set_head


@require_POST
def head(request, slug):
    """`started_<field>` is what each field said when the page was drawn: only what was typed over is saved.

    Where two texts meet, `over` and `together` say what counts, and `base_<field>` what both started from.
    """
    story = story_of(request, slug)
    may_write(request)
    posted = [name for name in FIELDS if name in request.POST]
    typed = {name: " ".join(request.POST[name].split()) for name in posted}
    started = {n: request.POST.get(f"base_{n}", request.POST.get(f"started_{n}", "")) for n in posted}
    mine = {name: text for name, text in typed.items() if text != started[name]}
    try:
        saved = _save(request, story, mine, started)
    except Stale as stale:
        return _clash(request, stale.current, mine, started)
    except Refused as why:
        return refused(request, story, why)
    if not request.htmx:
        messages.success(request, _("Saved."))
        return to_draft(story)
    context = {"story": saved, "page": DraftPage(saved, request.user), "just_saved": True}
    if "together" in request.POST:
        return announced(into(render(request, "draft/head_merged.html", context), "#head"))
    return announced(into(render(request, "draft/head_saved.html", context), "#head-state"))


def _save(request, story, mine, started):
    """Stale only when somebody else changed one of the fields that were typed over."""
    version = version_sent(request)
    if "together" in request.POST:
        mine = {
            name: together(story, version, Clash(started[name], text, getattr(story, name)))
            for name, text in mine.items()
        }
    try:
        return set_head(story, by=request.user, version=version, **mine)
    except Stale as stale:
        if _clashing(stale.current, mine, started):
            raise
        return set_head(story, by=request.user, version=stale.current.version, **mine)


def _clashing(current, mine, started):
    return [name for name, text in mine.items() if getattr(current, name) not in (started[name], text)]


def _clash(request, current, mine, started):
    """Both texts of each field (409). What was typed stays in the fields, and nothing is saved until one is chosen."""
    clashes = [
        Clash(started[name], mine[name], getattr(current, name), name=name, label=NAMES[name])
        for name in _clashing(current, mine, started)
    ]
    page = DraftPage(current, request.user, typed=mine)
    can_merge = all(clash.merged is not None for clash in clashes)
    context = {"story": current, "page": page, "head_clashes": clashes, "can_merge": can_merge}
    if request.htmx:
        return into(render(request, "draft/_head_clash.html", context, status=409), "#head-said", "innerHTML")
    return render(request, "draft/draft.html", context, status=409)
