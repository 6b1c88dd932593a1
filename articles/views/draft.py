"""The draft beside its sources: the page, its headline, new paragraphs, undo and redo."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.models import Stale
from articles.templatetags.newsroom import number_word
from articles.text import word_diff
from articles.views.access import may_write, story_of
from articles.views.draft_answers import announced, changed, into, number, refused, source_of, to_draft
from articles.views.draft_page import WRITING, DraftPage, change_name
from articles.workflow import draft as workflow
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
    typed, started = request.POST.get("headline", ""), request.POST.get("started")
    try:
        workflow.set_headline(story, by=request.user, version=number(request.POST.get("version")), headline=typed)
    except Stale as stale:
        if stale.current.headline != started:
            return _headline_clash(request, stale.current, typed)
        # The story was changed elsewhere, its headline was not: nothing of anybody's is lost.
        workflow.set_headline(story, by=request.user, version=stale.current.version, headline=typed)
    except Refused as why:
        return refused(request, story, why)
    if not request.htmx:
        return to_draft(story)
    response = render(request, "draft/headline_saved.html", {"story": story, "page": DraftPage(story, request.user)})
    return announced(response)


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
    return _step(request, slug, workflow.undo, "Undone")


@require_POST
def redo(request, slug):
    return _step(request, slug, workflow.redo, "Done again")


def _step(request, slug, verb, done):
    story = story_of(request, slug)
    may_write(request)
    try:
        change = verb(story, by=request.user)
    except Refused as why:
        return refused(request, story, why)
    story.refresh_from_db()
    said = f"{done}: {change_name(change)}."
    if not request.htmx:
        messages.success(request, said)
        return redirect("draft", story.slug)
    return changed(request, story, said=said, with_headline="headline" in change.before)


def _added(request, story, after):
    """(the new paragraph, what to say of it)."""
    if "source" in request.POST or "article" in request.POST:
        article, start, end = source_of(request, story)
        paragraph = workflow.put_sentence(story, by=request.user, article=article, start=start, end=end, after=after)
        return paragraph, _put(article, len(workflow.corrections_in(article, start, end)))
    if "claim" in request.POST:
        claim = story.claims.select_related("decision").filter(pk=number(request.POST["claim"])).first()
        if claim is None:
            raise Refused("That fact is not there any more: a review has gathered the facts anew.")
        return workflow.put_claim(story, by=request.user, claim=claim, after=after), f"Put into the draft: {claim}."
    text = request.POST.get("text", "")
    return workflow.add_paragraph(story, by=request.user, after=after, text=text), "A new paragraph."


def _put(article, corrections):
    if not corrections:
        return f"Put into the draft, citing {article.outlet.name}."
    count = f"{number_word(corrections).lower()} accepted correction{'' if corrections == 1 else 's'}"
    return f"Put into the draft with {count}, citing {article.outlet.name}."


def _headline_clash(request, story, typed):
    """Both headlines; the field keeps what was typed, and the next save of it wins."""
    context = {"story": story, "headline_clash": word_diff(story.headline, typed), "typed_headline": typed}
    if request.htmx:
        return into(render(request, "draft/headline_clash.html", context, status=409), "#headline-said", "innerHTML")
    return render(request, "draft/draft.html", context | {"page": DraftPage(story, request.user)}, status=409)
