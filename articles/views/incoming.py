"""Incoming: what waits for a story, each with the stories that it may belong to and why; an editor decides."""

from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.access import may_write
from articles.models import Article, Feed, Fetch, Incoming, Stale, Story, StoryState
from articles.workflow import incoming as workflow
from articles.workflow import review
from articles.workflow.errors import Refused

PAGE_SIZE = 20
MOST_STORIES = 40  # offered beside those that are proposed
FETCHES_SHOWN = 3


class Proposed(NamedTuple):
    """A story that somebody who may see it is offered."""

    story: Story
    percent: int
    reason: str
    article: Article | None


class Item(NamedTuple):
    """`others` are the stories that may be chosen beside the proposed ones."""

    incoming: Incoming
    proposals: list[Proposed]
    others: list[Story]

    @property
    def best(self):
        return self.proposals[0] if self.proposals else None


@require_safe
def incoming(request):
    may_write(request)
    waiting = Incoming.objects.visible_to(request.user).waiting().for_page()
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": _items(request, list(page)),
        "count": page.paginator.count,
        "fetches": Fetch.objects.visible_to(request.user).select_related("feed__outlet", "story")[:FETCHES_SHOWN],
        "failing": Feed.objects.filter(failures__gt=0, paused_at=None).count(),
    }
    return render(request, "incoming/incoming.html", context)


@require_POST
def confirm(request, pk):
    """`story` is the id of the story to take it into."""
    may_write(request)
    incoming = _row(request, pk)
    story = Story.objects.visible_to(request.user).filter(pk=_number(request, "story")).first()
    if story is None:
        return _again(request, incoming, _("Choose a story."))
    return _decided(request, incoming, lambda **how: workflow.confirm(incoming, story, **how))


@require_POST
def split(request, pk):
    """A new story, called `title`, with it."""
    may_write(request)
    incoming = _row(request, pk)
    title = request.POST.get("title", "")
    return _decided(request, incoming, lambda **how: workflow.split(incoming, title=title, **how))


@require_POST
def reject(request, pk):
    may_write(request)
    incoming = _row(request, pk)
    try:
        incoming = workflow.reject(incoming, by=request.user, version=_number(request, "version"))
    except Stale as stale:
        return _stale(request, stale.current)
    if request.htmx:
        return render(request, "incoming/decided.html", {"incoming": incoming})
    messages.info(request, _("Rejected: %(headline)s.") % {"headline": incoming.headline})
    return redirect("incoming")


@require_POST
def put_back(request, pk):
    """Take the rejection back."""
    may_write(request)
    incoming = _row(request, pk)
    try:
        incoming = workflow.put_back(incoming, by=request.user, version=_number(request, "version"))
    except Stale as stale:
        return _stale(request, stale.current)
    except Refused as refused:
        return _again(request, incoming, refused.reason)
    return _again(request, incoming, status=200)


# --- What it is shown as ----------------------------------------------------------------------------------------------


def _items(request, rows):
    """Two queries for the stories and articles that are proposed, one for those that may be chosen besides."""
    visible = Story.objects.visible_to(request.user)
    keys = {one["story"] for row in rows for one in row.proposals}
    stories = visible.filter(merged_into=None).exclude(state=StoryState.KILLED)
    proposed = {story.pk: story for story in stories.filter(pk__in=keys)}
    articles = Article.objects.filter(pk__in={one["article"] for row in rows for one in row.proposals})
    articles = {article.pk: article for article in articles.select_related("outlet").defer("text")}
    others = list(stories.order_by("-changed_at")[:MOST_STORIES]) if rows else []
    return [_item(row, proposed, articles, others) for row in rows]


def _item(row, stories, articles, others):
    proposals = [
        Proposed(stories[one["story"]], round(100 * one["score"]), reason(one, articles), articles.get(one["article"]))
        for one in row.proposals
        if one["story"] in stories
    ]
    named = {proposal.story.pk for proposal in proposals}
    return Item(row, proposals, [story for story in others if story.pk not in named])


def reason(proposal, articles):
    """Why a story is proposed, in one or two sentences."""
    article = articles.get(proposal["article"])
    named = {"number": article.number, "outlet": article.outlet} if article else {"number": "?", "outlet": "?"}
    if proposal["kind"] == "version":
        return _("The same address as article %(number)s (%(outlet)s), with another text: a new version of it.") % named
    if proposal["kind"] == "copy":
        return _("The same text as article %(number)s (%(outlet)s).") % named
    if proposal["kind"] == "near":
        named["share"] = round(100 * proposal["share"])
        return _("%(share)s %% of its wording stands in article %(number)s (%(outlet)s).") % named
    return " ".join(filter(None, [_shared(proposal), _apart(proposal.get("days"))]))


def _shared(proposal):
    told = []
    if proposal["names"]:
        told.append(_("Names in both: %(names)s.") % {"names": ", ".join(proposal["names"])})
    if proposal["words"]:
        told.append(_("Words in both: %(words)s.") % {"words": ", ".join(proposal["words"])})
    return " ".join(told)


def _apart(days):
    if days is None:
        return ""
    if days == 0:
        return _("Published on the same day.")
    return ngettext("Published %(days)s day apart.", "Published %(days)s days apart.", days) % {"days": days}


# --- Answers ----------------------------------------------------------------------------------------------------------


def _row(request, pk):
    return get_object_or_404(Incoming.objects.visible_to(request.user).for_page(), pk=pk)


def _number(request, name):
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        return 0


def _decided(request, incoming, decide):
    """Do it, have the story reviewed and the rest compared again, and say where it went."""
    try:
        article = decide(by=request.user, version=_number(request, "version"))
    except Stale as stale:
        return _stale(request, stale.current)
    except Refused as refused:
        return _again(request, incoming, refused.reason)
    if not article.story.reviews.filter(finished_at=None).exists():
        tasks.enqueue_review(review.request(article.story, by=request.user))
    tasks.propose_again.enqueue()
    if request.htmx:
        return render(request, "incoming/decided.html", {"incoming": incoming, "article": article})
    messages.success(request, _("Taken into “%(story)s”.") % {"story": article.story.title})
    return redirect("incoming")


def _stale(request, current):
    """Somebody else decided first (409): what they decided, with a way to it."""
    if request.htmx:
        current = Incoming.objects.select_related("decided_by", "article__story").get(pk=current.pk)
        return render(request, "incoming/decided.html", {"incoming": current, "is_stale": True}, status=409)
    messages.error(request, _("Somebody else has decided on it in the meantime."))
    return redirect("incoming")


def _again(request, incoming, refusal="", status=422):
    """It still waits, and why nothing came of what was asked."""
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return redirect("incoming")
    (item,) = _items(request, [_row(request, incoming.pk)])
    return render(request, "incoming/_item.html", {"item": item, "refusal": refusal}, status=status)
