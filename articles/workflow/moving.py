"""Articles that turn out to belong to another story move there with their marks; a story that loses all is merged.

Only what nothing rests on may move: what the draft cites, what a revision has named, what a decision was taken on stays.
"""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from articles.models import (
    Annotation,
    Article,
    BlindPass,
    Citation,
    Decision,
    Event,
    Notification,
    SharedWording,
    Statement,
    Story,
    StoryState,
)
from articles.workflow.errors import Refused

MOVES = ("move articles", "merge story")  # in the log


class Look(NamedTuple):
    """What a move would do: the articles with all their versions, why they cannot move, whether the story is merged."""

    articles: list[Article]
    reasons: list[str]
    is_merge: bool


def look(story, into, *, numbers):
    """What `move` would do now. Stores nothing."""
    articles = _with_versions(story, numbers)
    reasons = [*_against(story, into), *_resting_on(story, articles), *_there_already(articles, into)]
    return Look(articles, reasons, is_merge=len(articles) == story.articles.count())


@transaction.atomic
def move(story, into, *, by, numbers, merges=None):
    """Move the articles with these numbers, and every version of them, into another story. Returns them, renumbered.

    When none is left, the story is merged into the other. `merges` is what the page said of that, where one asked.
    Raises Refused with everything that stands in the way.
    """
    story, into = _locked(story, into, by)
    articles, reasons, is_merged = look(story, into, numbers=numbers)
    if not articles:
        raise Refused(_("Choose the articles that move."))
    if reasons:
        raise Refused(_("These articles cannot move."), reasons)
    if merges not in (None, is_merged):
        raise Refused(_("Articles of the story came or went in the meantime: look again at what would move."))
    numbers = [article.number for article in articles]
    _move(articles, story, into)
    if is_merged:
        Story.objects.filter(pk=story.pk).update(merged_into=into)
    told = {"numbers": numbers, "new_numbers": [article.number for article in articles]}
    verb = MOVES[is_merged]
    Event.objects.record(verb, by=by, story=story, target=story, to=into.title, to_slug=into.slug, **told)
    Event.objects.record("receive articles", by=by, story=into, target=into, of=story.title, of_slug=story.slug, **told)
    return articles


def where_now(story, number):
    """(the story, the number there) of an article that had this number before it moved; None of what never did."""
    moves = Event.objects.filter(story=story, verb__in=MOVES).values_list("data", flat=True)
    for told in moves:
        if number in told["numbers"] and (into := Story.objects.at(told["to_slug"]).first()):
            return into, told["new_numbers"][told["numbers"].index(number)]
    return None


def _locked(story, into, by):
    """Both rows, in the order of their ids: two who move at once wait for each other."""
    if not by.has_perm("articles.change_story"):
        raise Refused(_("Only editors may move articles."))
    rows = {row.pk: row for row in Story.objects.select_for_update().filter(pk__in=[story.pk, into.pk]).order_by("pk")}
    seen = set(Story.objects.visible_to(by).filter(pk__in=rows).values_list("pk", flat=True))
    if story.pk == into.pk or seen != set(rows):
        raise Refused(_("Choose another story."))
    return rows[story.pk], rows[into.pk]


def _with_versions(story, numbers):
    """The articles, and with each all that replaces it or that it replaces."""
    articles = {article.pk: article for article in story.articles.all()}
    chosen = {pk for pk, article in articles.items() if article.number in numbers}
    linked = [(article.pk, article.replaces_id) for article in articles.values() if article.replaces_id in articles]
    while more := {pk for pair in linked for pk in pair if chosen & set(pair)} - chosen:
        chosen |= more
    return [article for pk, article in articles.items() if pk in chosen]


# --- What stands in the way -------------------------------------------------------------------------------------------


def _against(story, into):
    if into.state == StoryState.KILLED or into.merged_into_id:
        yield _("“%(story)s” takes no more articles.") % {"story": into.title}
    if story.state != StoryState.DRAFT or story.revisions.exists():
        yield _("The story has been sent for approval: what a revision names stays where it is.")
    if story.reviews.filter(finished_at=None).exists() or into.reviews.filter(finished_at=None).exists():
        yield _("A review is under way: wait until it is done.")
    members = set(story.members.values_list("pk", flat=True))
    if members and members != set(into.members.values_list("pk", flat=True)):
        yield _("Only some people may see this story, and others may see “%(story)s”.") % {"story": into.title}


def _resting_on(story, articles):
    for citation in Citation.objects.filter(article__in=articles).select_related("article").order_by("article__number"):
        told = {"number": citation.article.number, "quote": citation.quote[:80]}
        yield _("The draft cites article %(number)s: “%(quote)s”.") % told
    undone = _cited_in_history(story)
    for article in articles:
        if article.pk in undone and not article.citations.exists():
            yield _("The draft cited article %(number)s, and undoing would bring that back.") % {
                "number": article.number
            }
    for statement in _decided_on(articles):
        claim = f"{statement.claim.subject}: {statement.claim.attribute}"
        told = {"claim": claim, "number": statement.article.number}
        yield _("Somebody decided on “%(claim)s”, of which article %(number)s speaks.") % told
    for one in BlindPass.objects.filter(article__in=articles, finished_at=None).select_related("article"):
        yield _("Somebody is reading article %(number)s blind.") % {"number": one.article.number}


def _decided_on(articles):
    decided = Decision.objects.values("claim")
    return Statement.objects.filter(article__in=articles, claim__in=decided).select_related("claim", "article")


def _cited_in_history(story):
    """The articles that changes of the draft would cite again when they are undone."""
    states = (state for before in story.changes.values_list("before", flat=True) for state in before.values())
    return {
        citation["article_id"] for state in states if isinstance(state, dict) for citation in state.get("citations", ())
    }


def _there_already(articles, into):
    texts = {article.text_sha256: article for article in articles}
    for other in into.articles.filter(text_sha256__in=texts).select_related("outlet"):
        told = {"story": into.title, "number": texts[other.text_sha256].number, "there": other.number}
        yield _("“%(story)s” has the text of article %(number)s already, as article %(there)s.") % told


# --- Moving -----------------------------------------------------------------------------------------------------------


def _move(articles, story, into):
    last = into.articles.aggregate(last=Max("number"))["last"] or 0
    moved = {article.pk for article in articles}
    for number, article in enumerate(articles, start=last + 1):
        article.story, article.number = into, number
        Article.objects.filter(pk=article.pk).update(story=into, number=number)
    Annotation.objects.filter(article__in=moved).update(story=into)
    Notification.objects.filter(Q(article__in=moved) | Q(annotation__article__in=moved)).update(story=into)
    # What both stories know of what their articles share or say is found anew by their next reviews.
    Statement.objects.filter(article__in=moved).delete()
    SharedWording.objects.filter(Q(article__in=moved) ^ Q(other__in=moved)).delete()
    story.claims.filter(statements=None, decision=None, decisions=None, citations=None).delete()
    _cut_evidence(moved, story)


def _cut_evidence(moved, story):
    """No mark points from one story into another."""
    for mark in Annotation.objects.filter(Q(story=story) | Q(article__in=moved)).exclude(related=[]):
        here = [one for one in mark.related if (one["article"] in moved) == (mark.article_id in moved)]
        if len(here) != len(mark.related):
            Annotation.objects.filter(pk=mark.pk).update(related=here)
