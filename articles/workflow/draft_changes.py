"""What every change of the draft has in common: who, what, what it was before, and the way back."""

from datetime import timedelta

from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.models import Citation, DraftChange, Event, Stale, Story, StoryParagraph, StoryState
from articles.workflow.errors import Refused

TYPING_PAUSE = timedelta(minutes=2)  # saves of one writer in one paragraph, closer than this, are undone together
LONGEST_PARAGRAPH = 20_000  # characters
SETTLED = {StoryState.IN_REVIEW, StoryState.APPROVED, StoryState.PUBLISHED, StoryState.CORRECTED}
CITATION_FIELDS = (
    "start",
    "end",
    "article_id",
    "source_start",
    "source_end",
    "quote",
    "said",
    "claim_id",
    "created_by_id",
)
HEAD = ("headline", "standfirst", "keywords", "location", "byline", "editors_note")  # fields of the story itself


class Change:
    """One change of the draft while it is being made: what its paragraphs were before, for undo."""

    def __init__(self, story, verb, by, *, is_locked=False, goes_on=None):
        """`goes_on` is the id of a change of which this one is a part: see `locked_paragraph`."""
        self.story, self.verb, self.by = story if is_locked else locked(story), verb, by
        self.before, self.goes_on = {}, goes_on

    def touch(self, paragraph):
        self.before[str(paragraph.pk)] = state_of(paragraph)

    def touch_all(self, paragraph):
        """The same where its place changes, too."""
        self.before[str(paragraph.pk)] = state_of(paragraph) | {"position": paragraph.position}

    def make(self, text, after):
        paragraph = _insert(self.story, self.by, text, after)
        self.before[str(paragraph.pk)] = None
        return paragraph

    def move(self, *pairs):
        """Positions are no part of a paragraph's version: moving it does not disturb whoever writes in it."""
        for paragraph, position in zip(pairs[::2], pairs[1::2], strict=True):
            self.before[str(paragraph.pk)] = {"position": paragraph.position}
            paragraph.position = position
            paragraph.save(update_fields=["position"])

    def save(self, **head):
        """Write it down. `head` is what fields of the story's head were before."""
        self.before |= head
        if self.goes_on:
            DraftChange.objects.filter(pk=self.goes_on).update(at=timezone.now())
        else:
            DraftChange.objects.create(
                story=self.story, verb=self.verb, by=self.by, at=timezone.now(), before=self.before
            )
        reopen(self.story)
        Event.objects.record(self.verb, by=self.by, story=self.story, paragraphs=sorted(self.before))


def touched(change):
    """What a change has changed: the place of a paragraph is one thing, its words are another."""
    return {(pk, isinstance(state, dict) and "text" not in state) for pk, state in change.before.items()}


def locked(story):
    """The story as it stands now; other writers of it wait until this transaction ends."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    _refuse_killed(story)
    return story


def locked_paragraph(pk, version, by, among):
    """The paragraph as it stands now, its story locked: one statement. Raises Stale unless it has this version.

    `goes_on` is the id of the story's last change when that is the same writer's typing in the same paragraph, a moment
    ago: the two are one change.
    """
    recent = Q(verb="write", by=by, undone_at=None, at__gte=timezone.now() - TYPING_PAUSE, before__has_key=str(pk))
    last = DraftChange.objects.filter(story=OuterRef("story")).order_by("-pk")
    typing = last.annotate(typing=Case(When(recent, then=F("pk")))).values("typing")[:1]
    rows = among.select_related("story", "updated_by").annotate(goes_on=Subquery(typing))
    current = rows.select_for_update(of=("story",)).get(pk=pk)
    _refuse_killed(current.story)
    if current.removed_at or current.version != version:
        raise Stale(current)
    return current


def _refuse_killed(story):
    if story.state == StoryState.KILLED:
        raise Refused(_("This story was killed: its draft stays as it is."))


def reopen(story):
    if story.state in SETTLED:
        Story.objects.filter(pk=story.pk).update(state=StoryState.DRAFT)
        story.state = StoryState.DRAFT


def _insert(story, by, text, after):
    if after is not None and after.story_id != story.pk:
        raise Refused(_("That paragraph belongs to another story."))
    last = story.paragraphs.order_by("position").last()
    position = after.position + 1 if after else (last.position + 1 if last else 1)
    story.paragraphs.filter(position__gte=position).update(position=F("position") + 1)
    return StoryParagraph.objects.create(
        story=story, position=position, text=clean(text), created_by=by, updated_by=by, updated_at=timezone.now()
    )


def clean(text):
    """One paragraph is one line: browsers send line ends, sources bring odd spaces."""
    text = " ".join(text.split())
    if len(text) > LONGEST_PARAGRAPH:
        raise Refused(
            _("A paragraph has at most %(most)s characters; this one has %(count)s.")
            % {"most": f"{LONGEST_PARAGRAPH:,}", "count": f"{len(text):,}"}
        )
    return text


def check_source(story, article, start, end):
    """Refused unless these words of the article are a source of the story."""
    if article.story_id != story.pk:
        raise Refused(_("That article belongs to another story."))
    if not 0 <= start < end <= len(article.text) or not article.quote(start, end).strip():
        raise Refused(_("There are no words at this place of the source."))


def create_citation(paragraph, span, article, source_start, source_end, by, claim=None):
    """These words of the paragraph rest on those of the article."""
    return Citation.objects.create(
        paragraph=paragraph,
        start=span.start,
        end=span.end,
        article=article,
        source_start=source_start,
        source_end=source_end,
        quote=article.quote(source_start, source_end),
        said=paragraph.text[span.start : span.end],
        claim=claim,
        created_by=by,
    )


def remove(paragraph, by):
    now = timezone.now()
    paragraph.swap(paragraph.version, removed_at=now, updated_at=now, updated_by_id=by.pk if by else None)


def state_of(paragraph, like=None):
    """What undo needs of a paragraph: its words with their citations, or its place alone where `like` is such a state."""
    if like is not None and "text" not in like:
        return {"position": paragraph.position}
    citations = [{name: getattr(c, name) for name in CITATION_FIELDS} for c in paragraph.citations.all()]
    removed_at = paragraph.removed_at.isoformat() if paragraph.removed_at else None
    place = {"position": paragraph.position} if like and "position" in like else {}
    return {"text": paragraph.text, "removed_at": removed_at, "citations": citations} | place


def restore(paragraph, state, by):
    """Bring one paragraph back to what it was: None means that it did not exist."""
    if state is None:
        remove(paragraph, by)
    elif "text" in state:
        paragraph.swap(
            paragraph.version,
            text=state["text"],
            removed_at=parse_datetime(state["removed_at"]) if state["removed_at"] else None,
            updated_by_id=by.pk if by else None,
            updated_at=timezone.now(),
        )
        paragraph.citations.all().delete()
        Citation.objects.bulk_create(Citation(paragraph=paragraph, **citation) for citation in state["citations"])
    if state and "position" in state:
        paragraph.position = state["position"]
        paragraph.save(update_fields=["position"])
