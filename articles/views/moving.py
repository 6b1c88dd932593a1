"""Moving articles to the story that they belong to, and merging a story into another: choose, look, confirm."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles import tasks
from articles.access import may_write, story_of
from articles.models import Article, Story, StoryState
from articles.models.story_filters import narrowed
from articles.views.incoming import Proposed, reason
from articles.workflow import belonging, review
from articles.workflow import moving as workflow
from articles.workflow.errors import Refused

MOST_STORIES = 12  # found, or offered unasked
MOST_COMPARED = 3  # of the articles that move


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, slug):
    """`article` are numbers, `into` is the id of a story, `q` words to find it by. GET asks and shows, POST moves."""
    may_write(request)
    story = story_of(request, slug)
    asked = request.POST if request.method == "POST" else request.GET
    numbers = {int(number) for number in asked.getlist("article") if number.isdecimal()}
    into = _others(request, story).filter(pk=_id(asked.get("into", ""))).first()
    if request.method == "POST":
        return _move(request, story, into, numbers)
    if "look" not in asked:
        return _choose(request, story, numbers)
    if not numbers or not into:
        refusal = _("Choose the articles that move.") if not numbers else _("Choose the story that they belong to.")
        return _choose(request, story, numbers, refusal)
    return _look(request, story, into, numbers)


def _id(written):
    return int(written) if written.isdecimal() and len(written) < 18 else 0


def _others(request, story):
    """The stories that take articles, as far as this user may see them."""
    visible = Story.objects.visible_to(request.user).exclude(pk=story.pk)
    return visible.filter(merged_into=None).exclude(state=StoryState.KILLED)


# --- Choosing ---------------------------------------------------------------------------------------------------------


def _choose(request, story, numbers, refusal=""):
    articles = list(story.articles.select_related("outlet").order_by("number"))
    if "all" in request.GET:
        numbers = {article.number for article in articles}
    proposed = _proposed(request, story, [article for article in articles if article.number in numbers])
    q = request.GET.get("q", "").replace("\0", "").strip()
    named = [one.story.pk for one in proposed]
    others = narrowed(_others(request, story), request.user, q=q).exclude(pk__in=named).order_by("-changed_at", "pk")
    context = {
        "story": story,
        "articles": articles,
        "numbers": numbers,
        "proposed": proposed,
        "others": others[:MOST_STORIES],
        "chosen": _id(request.GET.get("into", "")),
        "q": q,
        "refusal": refusal,
    }
    return render(request, "moving/choose.html", context, status=422 if refusal else 200)


def _proposed(request, story, articles):
    """The stories that the articles may belong to, best first, each once. As many queries for few stories as for many."""
    best = {}
    for article in articles[:MOST_COMPARED]:
        for one in belonging.proposals(article.text, article.text_sha256, article.published, besides=story):
            if one.story not in best or best[one.story].score < one.score:
                best[one.story] = one
    stories = _others(request, story).in_bulk(best)
    named = Article.objects.select_related("outlet", "story").defer("text")
    named = named.in_bulk({one.article for one in best.values()})
    found = sorted((one for one in best.values() if one.story in stories), key=lambda one: -one.score)
    return [
        Proposed(stories[one.story], round(100 * one.score), reason(one._asdict(), named), named.get(one.article))
        for one in found
    ]


# --- Looking and moving -----------------------------------------------------------------------------------------------


def _look(request, story, into, numbers, refusal=None):
    look = workflow.look(story, into, numbers=numbers)
    context = {
        "story": story,
        "into": into,
        "look": look,
        "refusal": refusal or (Refused(_("These articles cannot move."), look.reasons) if look.reasons else None),
        "is_possible": look.articles and not look.reasons,
    }
    return render(request, "moving/look.html", context, status=422 if refusal else 200)


def _move(request, story, into, numbers):
    if not into or not numbers:
        return _choose(request, story, numbers, _("Choose the articles that move, and the story that they belong to."))
    merges = request.POST.get("merges") == "yes"
    try:
        if merges and "sure" not in request.POST:
            raise Refused(_("Tick that the story may be merged: it cannot be taken back."))
        articles = workflow.move(story, into, by=request.user, numbers=numbers, merges=merges)
    except Refused as refused:
        return _look(request, story, into, numbers, refused)
    _read_again(request, story, into)
    told = {"count": len(articles), "story": into.title}
    messages.success(
        request,
        ngettext("%(count)s article moved to “%(story)s”.", "%(count)s articles moved to “%(story)s”.", told["count"])
        % told,
    )
    return redirect(into if merges else story)


def _read_again(request, *stories):
    """What articles share and say of the same is found anew; what waits is compared with the stories as they are now."""
    for story in stories:
        if story.articles.exists() and not story.reviews.filter(finished_at=None).exists():
            tasks.enqueue_review(review.request(story, by=request.user))
    tasks.propose_again.enqueue()
