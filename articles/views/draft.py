"""The draft beside its sources: the page, its headline, new paragraphs, undo and redo."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.access import may_write, story_of
from articles.models import Stale
from articles.templatetags.newsroom import number_word
from articles.text import Clash
from articles.views.clashes import together, version_sent
from articles.views.draft_answers import announced, changed, into, number, refused, source_of, to_draft
from articles.views.draft_page import WRITING, DraftPage, change_name
from articles.workflow import draft as workflow
from articles.workflow.draft_changes import HEAD
from articles.workflow.errors import Refused

PANE = "sources"  # an HTMX request that targets the sources pane gets that alone


@require_safe
def draft(request, slug):
    """The whole page. `?source=N` (or `facts`) stands at the side, `?edit=ID` opens a paragraph,
    `?cite=ID&at=OFFSET` makes a click on a source cite it for that sentence."""
    story = story_of(request, slug)
    asked = request.GET
    page = DraftPage(
        story,
        request.user,
        source=asked.get("source") or asked.get("shown", ""),
        cite=asked.get("cite", ""),
        at=number(asked.get("at")),
        writing="writing" in asked,
        modes={number(asked.get("edit")): WRITING},
    )
    template = "draft/_sources.html" if request.htmx.target == PANE else "draft/draft.html"
    return render(request, template, {"story": story, "page": page})


@require_POST
def headline(request, slug):
    story = story_of(request, slug)
    may_write(request)
    typed, version = " ".join(request.POST.get("headline", "").split()), version_sent(request)
    started = request.POST.get("base", request.POST.get("started"))
    try:
        if "together" in request.POST:
            typed = together(story, version, Clash(started, typed, story.headline))
        workflow.set_headline(story, by=request.user, version=version, headline=typed)
    except Stale as stale:
        own = {" ".join(sent.split()) for sent in request.POST.getlist("sent")}
        if stale.current.headline not in {started, typed, *own}:
            return _headline_clash(request, stale.current, typed, started)
        # The story was changed elsewhere, its headline was not: nothing of anybody's is lost.
        workflow.set_headline(story, by=request.user, version=stale.current.version, headline=typed)
    except Refused as why:
        return refused(request, story, why)
    if not request.htmx:
        return to_draft(story)
    context = {"story": story, "page": DraftPage(story, request.user)}
    if "together" in request.POST:
        return announced(into(render(request, "draft/headline_merged.html", context), "#headline"))
    return announced(render(request, "draft/headline_saved.html", context))


@require_POST
def add(request, slug):
    """A new paragraph: the words of a source (`source`), a fact (`claim`), or what was written (`text`, may be empty)."""
    story = story_of(request, slug)
    may_write(request)
    after = story.paragraphs.standing().filter(pk=number(request.POST.get("after"))).first()
    try:
        paragraph, said = _added(request, story, after)
    except Refused as why:
        return refused(request, story, why)
    opened = paragraph.pk if not paragraph.text else None
    if not request.htmx:
        messages.success(request, said)
        return to_draft(story, paragraph, edit=opened, source=request.POST.get("source", "").partition(":")[0])
    return changed(request, story, opened=opened, new=paragraph.pk, said=said)


@require_POST
def undo(request, slug):
    return _step(request, slug, workflow.undo, gettext_lazy("Undone: %(change)s."))


@require_POST
def redo(request, slug):
    return _step(request, slug, workflow.redo, gettext_lazy("Done again: %(change)s."))


def _step(request, slug, verb, done):
    story = story_of(request, slug)
    may_write(request)
    try:
        change = verb(story, by=request.user)
    except Refused as why:
        return refused(request, story, why)
    story.refresh_from_db()
    said = done % {"change": change_name(change)}
    if not request.htmx:
        messages.success(request, said)
        return redirect("draft", story.slug)
    return changed(request, story, said=said, with_headline=bool(set(HEAD) & set(change.before)))


def _added(request, story, after):
    """(the new paragraph, what to say of it)."""
    if "source" in request.POST or "article" in request.POST:
        article, start, end = source_of(request, story)
        paragraph = workflow.put_sentence(story, by=request.user, article=article, start=start, end=end, after=after)
        return paragraph, _put(article, len(workflow.corrections_in(article, start, end)))
    if "claim" in request.POST:
        claim = story.claims.select_related("decision").filter(pk=number(request.POST["claim"])).first()
        if claim is None:
            raise Refused(_("That fact is not there any more: a review has gathered the facts anew."))
        return workflow.put_claim(story, by=request.user, claim=claim, after=after), _(
            "Put into the draft: %(claim)s."
        ) % {"claim": claim}
    text = request.POST.get("text", "")
    return workflow.add_paragraph(story, by=request.user, after=after, text=text), _("A new paragraph.")


def _put(article, corrections):
    if not corrections:
        return _("Put into the draft, citing %(outlet)s.") % {"outlet": article.outlet.name}
    return ngettext(
        "Put into the draft with %(number)s accepted correction, citing %(outlet)s.",
        "Put into the draft with %(number)s accepted corrections, citing %(outlet)s.",
        corrections,
    ) % {"number": number_word(corrections).lower(), "outlet": article.outlet.name}


def _headline_clash(request, story, typed, started):
    """Both headlines (409); the field keeps what was typed, and nothing is saved until one is chosen."""
    clash = Clash(started, typed, story.headline)
    context = {"story": story, "headline_clash": clash, "typed_headline": typed}
    if request.htmx:
        return into(render(request, "draft/_headline_clash.html", context, status=409), "#headline-clash", "innerHTML")
    return render(request, "draft/draft.html", context | {"page": DraftPage(story, request.user)}, status=409)
