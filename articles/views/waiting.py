"""What waits for somebody: each story at most once, with the verb that presses most.

A story that is assigned to somebody waits for them alone, but for its approval. The database finds out what waits and
in which order; what is said of it is only looked up for the few that are shown.
"""

from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from articles.models import (
    Annotation,
    Approval,
    Article,
    BlindPass,
    DraftChange,
    Endorsement,
    Priority,
    Revision,
    Story,
    StoryFigures,
    StoryState,
)
from articles.models.figures import figures_of
from articles.models.story_filters import IN_PRINT, is_late

TO_WRITE = [StoryState.DRAFT, StoryState.CHANGES_REQUESTED]
GRAVEST = [
    F(f"figures__{name}").desc(nulls_last=True)
    for name in ("blocker_count", "undecided_count", "major_count", "minor_count")
]
DUE = F("due_at").asc(nulls_last=True)
URGENT = Case(When(priority=Priority.URGENT, then=0), default=1)
FIRST = [URGENT, DUE, "priority", *GRAVEST, "-created_at", "pk"]


MARKS = ngettext_lazy("%(count)s mark", "%(count)s marks", "count")
GRAVE = ngettext_lazy("%(count)s grave mark", "%(count)s grave marks", "count")
OPEN = ngettext_lazy("%(count)s open mark", "%(count)s open marks", "count")
BLOCKERS = ngettext_lazy("%(count)s blocker among them", "%(count)s blockers among them", "count")
ARTICLES = ngettext_lazy("%(count)s article", "%(count)s articles", "count")
CONFLICTS = ngettext_lazy("%(count)s conflict", "%(count)s conflicts", "count")
UNDECIDED = ngettext_lazy(
    "%(count)s conflict between the articles", "%(count)s conflicts between the articles", "count"
)
UNREAD = ngettext_lazy("%(count)s article is not reviewed yet.", "%(count)s articles are not reviewed yet.", "count")
UNWRITTEN = ngettext_lazy(
    "%(count)s article read, nothing written yet.", "%(count)s articles read, nothing written yet.", "count"
)
UNCITED = ngettext_lazy(
    "%(count)s sentence of the draft without a source.", "%(count)s sentences of the draft without a source.", "count"
)


class Task(NamedTuple):
    verb: str
    why: str
    story: Story
    url_name: str

    @property
    def url(self):
        more = [self.story.blind_number] if self.url_name == "article" else []
        return reverse(self.url_name, args=[self.story.slug, *more])

    @property
    def is_in_print(self):
        """It kept its time, whatever was found since."""
        return self.story.state in IN_PRINT

    @property
    def is_late(self):
        return not self.is_in_print and bool(self.story.due_at) and self.story.due_at < timezone.now()


def waiting_for(user, visible, limit):
    """(the first tasks, how many there are, how many of them are late). Two queries, one when nothing waits.

    Urgent ones come first, then the soonest due, then the gravest.
    """
    now = timezone.now()
    waiting = visible.filter(_waits_for(user, now), merged_into=None).annotate(
        every=Window(Count("pk")), late=Window(Count("pk", filter=is_late(now)))
    )
    first = list(waiting.order_by(*FIRST).values_list("pk", "every", "late")[:limit])
    if not first:
        return [], 0, 0
    stories = _known(Story.objects.filter(pk__in=[pk for pk, *_ in first]), user).order_by(*FIRST)
    return [_task(story, user) for story in stories], *first[0][1:]


def _waits_for(user, now):
    """The condition under which a story waits for this user: what an index answers goes first."""
    waits = _given_to(user)
    if user.has_perm("articles.approve_revision"):
        waits = Q(_may_sign(user), state=StoryState.IN_REVIEW) | waits
    if user.has_perm("articles.change_story"):
        mine = Q(assigned_to=user) | Q(assigned_to=None)
        may_leave = Q(embargo_until=None) | Q(embargo_until__lte=now)
        counted = StoryFigures.objects.filter(Q(new_mark_count__gt=0) | Q(new_conflict_count__gt=0))
        news = Q(state__in=[StoryState.APPROVED, *IN_PRINT], pk__in=counted.values("pk"))
        waits = mine & (Q(state__in=TO_WRITE) | Q(may_leave, state=StoryState.APPROVED) | news) | waits
    return waits


def _given_to(user):
    """Marks or articles of the story were given to this user, and something in them is open."""
    given = Q(pk__in=_marks_of(user).values("story")) | Q(pk__in=_articles_of(user).values("story"))
    return Q(given, ~Q(state=StoryState.KILLED))


def _marks_of(user):
    return Annotation.objects.open().filter(assigned_to=user)


def _articles_of(user):
    still_open = Exists(Annotation.objects.open().filter(article=OuterRef("pk")))
    return Article.objects.filter(assigned_to=user).with_review().filter(still_open | Q(is_reviewed=False))


def _may_sign(user):
    """Nobody signs what they wrote or sent, nor twice."""
    wrote = DraftChange.objects.filter(story=OuterRef("pk"), by=user)
    latest = Revision.objects.filter(story=OuterRef(OuterRef("pk"))).order_by("-number").values("pk")[:1]
    mine = Revision.objects.filter(story=OuterRef("pk"), pk=Subquery(latest))
    signed = Endorsement.objects.filter(revision=OuterRef("pk"), by=user)
    return ~Exists(wrote) & ~Exists(mine.filter(Q(sent_by=user) | Exists(signed)))


# What is known of each story that is shown


def _known(stories, user):
    latest = Revision.objects.filter(story=OuterRef("pk")).order_by("-number")
    may_sign = _may_sign(user) if user.has_perm("articles.approve_revision") else Value(False)
    return stories.select_related("figures").annotate(
        latest=Subquery(
            latest.values(
                said=JSONObject(
                    number="number",
                    first="sent_by__first_name",
                    last="sent_by__last_name",
                    reason="change_request__reason",
                )
            )[:1],
            output_field=JSONField(),
        ),
        is_approved=Exists(Approval.objects.filter(revision__story=OuterRef("pk"))),
        may_sign=ExpressionWrapper(Q(may_sign), BooleanField()),
        blind_number=BlindPass.number_read_by(user),
        my_marks=_count(_marks_of(user)),
        my_articles=_count(_articles_of(user)),
    )


def _count(rows):
    """How many of these rows a story has: a subquery, since joins would multiply each other."""
    counted = rows.filter(story=OuterRef("pk")).order_by().values("story").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


# What is to be done


def _task(story, user):
    if story.blind_number:
        return Task(_("Read"), _("You are reading an article of it blind."), story, "article")
    if story.state == StoryState.IN_REVIEW and story.may_sign:
        return Task(_("Approve"), _sent(story), story, "approval")
    is_mine = user.has_perm("articles.change_story") and story.assigned_to_id in (None, user.pk)
    task = _to_move_on(story, figures_of(story)) if is_mine else None
    return task or Task(_("Settle"), _given(story), story, "story")


def _to_move_on(story, figures):
    """How a story that is mine or nobody's moves on; None when it is in review or out, and nothing is new."""
    if story.is_approved and story.state in (StoryState.APPROVED, *IN_PRINT):
        if figures.new_mark_count or figures.new_conflict_count:
            return Task(_("Look again"), _news(figures), story, "story" if figures.new_mark_count else "claims")
        if story.state == StoryState.APPROVED:
            why = _("Revision %(number)s is approved and has not left the house.") % {
                "number": _latest(story, "number")
            }
            return Task(_("Export"), why, story, "exports")
    if story.state == StoryState.CHANGES_REQUESTED:
        reason = _latest(story, "reason")
        why = _("Changes were asked for, in notes on the revision.")
        if reason:
            why = _("Changes were asked for: “%(reason)s”") % {"reason": reason}
        return Task(_("Revise"), why, story, "draft")
    return _next_step(story, figures) if story.state == StoryState.DRAFT else None


def _next_step(story, figures):
    """How a draft moves on: what may stop it goes first."""
    if not figures.article_count:
        return Task(_("Import"), _("It has no articles yet."), story, "import_articles")
    if figures.undecided_count and not figures.blocker_count:
        return Task(_("Decide"), _open_questions(figures), story, "claims")
    if figures.mark_count:
        return Task(_("Review"), _open_questions(figures), story, "story")
    if figures.unread_count:
        return Task(_("Review"), _of(figures.unread_count, UNREAD), story, "story")
    if not figures.paragraph_count:
        return Task(_("Write"), _of(figures.article_count, UNWRITTEN), story, "draft")
    if figures.uncited_count:
        return Task(_("Write"), _of(figures.uncited_count, UNCITED), story, "draft")
    return Task(_("Send"), _("The draft is there; nobody has been asked to approve it."), story, "draft")


def _sent(story):
    sender = f"{_latest(story, 'first')} {_latest(story, 'last')}".strip() or _("somebody else")
    return _("Revision %(number)s by %(sender)s.") % {"number": _latest(story, "number"), "sender": sender}


def _latest(story, name):
    """What the latest revision says; nothing while there is none."""
    return (story.latest or {}).get(name) or ""


def _news(figures):
    news = [_of(n, noun) for n, noun in ((figures.new_mark_count, GRAVE), (figures.new_conflict_count, CONFLICTS)) if n]
    return _("Since its approval: %(news)s.") % {"news": get_text_list(news, _("and"))}


def _given(story):
    given = [_of(n, noun) for n, noun in ((story.my_marks, MARKS), (story.my_articles, ARTICLES)) if n]
    return _("%(given)s given to you.") % {"given": capfirst(get_text_list(given, _("and")))}


def _open_questions(figures):
    """Everything open, the part that the verb is about first."""
    conflicts = _of(figures.undecided_count, UNDECIDED) if figures.undecided_count else ""
    of_marks = _of(figures.mark_count, OPEN) if figures.mark_count else ""
    if of_marks and figures.blocker_count:
        of_marks += ", " + _of(figures.blocker_count, BLOCKERS)
    parts = [of_marks, conflicts] if figures.blocker_count else [conflicts, of_marks]
    return f"{'; '.join(filter(None, parts))}."


def _of(count, words):
    return words % {"count": count}
