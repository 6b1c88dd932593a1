"""Writing the story: every verb changes the draft, says who did it, and keeps the way back.

A draft that was in review or approved becomes a draft again with the first change: approval belongs to a revision.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Citation, DraftChange, Event, Stale, Story, StoryParagraph, StoryState
from articles.text import Span, follow, sentences
from articles.workflow.errors import Refused

TYPING_PAUSE = timedelta(minutes=2)  # saves of one writer in one paragraph, closer than this, are undone together
LONGEST_PARAGRAPH = 20_000  # characters
LONGEST_HEADLINE = 300
SETTLED = {StoryState.IN_REVIEW, StoryState.APPROVED, StoryState.PUBLISHED, StoryState.CORRECTED}
CITATION_FIELDS = ("start", "end", "article_id", "source_start", "source_end", "quote", "claim_id", "created_by_id")


@transaction.atomic
def set_headline(story, *, by, version, headline):
    """What readers will see above the story. The same words change nothing."""
    change = _Change(story, "headline", by)
    headline = " ".join(headline.split())
    if len(headline) > LONGEST_HEADLINE:
        raise Refused(f"A headline has at most {LONGEST_HEADLINE} characters; this one has {len(headline)}.")
    if change.story.version == version and change.story.headline == headline:
        return
    before = change.story.headline
    change.story.swap(version, headline=headline)
    story.headline, story.version = headline, change.story.version
    change.save(headline=before)


@transaction.atomic
def add_paragraph(story, *, by, after=None, text=""):
    """A new paragraph behind `after`, or at the end."""
    change = _Change(story, "add", by)
    paragraph = change.make(text, after)
    change.save()
    return paragraph


@transaction.atomic
def save_paragraph(paragraph, *, by, version, text):
    """Save what an editor wrote. Raises Stale when somebody saved first; the same text changes nothing.

    Citations follow their words; one whose words are all gone goes with them (and comes back with undo).
    """
    change = _Change(paragraph.story, "write", by)
    paragraph = _fresh(paragraph)
    text = _clean(text)
    if paragraph.version != version:
        raise Stale(paragraph)
    if paragraph.text == text:
        return paragraph
    change.touch(paragraph)
    old = paragraph.text
    _write(paragraph, by, text)
    for citation in paragraph.citations.all():
        _place(citation, _whole_sentences(text, follow(Span(citation.start, citation.end), old, text)))
    change.save()
    return paragraph


@transaction.atomic
def move_paragraph(paragraph, *, by, up):
    """Change places with the paragraph before, or behind. At the edge of the draft nothing happens."""
    change = _Change(paragraph.story, "move", by)
    paragraph = _fresh(paragraph)
    neighbours = change.story.paragraphs.standing()
    if up:
        other = neighbours.filter(position__lt=paragraph.position).last()
    else:
        other = neighbours.filter(position__gt=paragraph.position).first()
    if other is None:
        return paragraph
    change.move(paragraph, other.position, other, paragraph.position)
    change.save()
    return paragraph


@transaction.atomic
def split_paragraph(paragraph, *, by, version, at):
    """Cut the paragraph in two at offset `at`; returns the new second one. Citations go with their words."""
    change = _Change(paragraph.story, "split", by)
    paragraph = _fresh(paragraph, version)
    first, second = paragraph.text[:at].rstrip(), paragraph.text[at:].lstrip()
    if not first or not second:
        raise Refused("Put the cursor between two sentences: a part without words is no paragraph.")
    change.touch(paragraph)
    begins = len(paragraph.text) - len(paragraph.text[at:].lstrip())
    citations = list(paragraph.citations.all())
    _write(paragraph, by, first)
    behind = change.make(second, paragraph)
    for citation in citations:
        if citation.end > begins:
            _copy(citation, behind, max(citation.start - begins, 0), citation.end - begins)
        _place(citation, Span(citation.start, min(citation.end, len(first))))
    change.save()
    return behind


@transaction.atomic
def merge_paragraph(paragraph, *, by, version):
    """Join the paragraph to the one before, which is returned."""
    change = _Change(paragraph.story, "merge", by)
    paragraph = _fresh(paragraph, version)
    before = change.story.paragraphs.standing().filter(position__lt=paragraph.position).last()
    if before is None:
        raise Refused("This is the first paragraph: there is none before it to join.")
    change.touch(before)
    change.touch(paragraph)
    glue = " " if before.text and paragraph.text else ""
    begins = len(before.text) + len(glue)
    _write(before, by, _clean(before.text + glue + paragraph.text))
    for citation in paragraph.citations.all():
        _copy(citation, before, citation.start + begins, citation.end + begins)
    _remove(paragraph, by)
    change.save()
    return before


@transaction.atomic
def remove_paragraph(paragraph, *, by, version):
    change = _Change(paragraph.story, "remove", by)
    paragraph = _fresh(paragraph, version)
    change.touch(paragraph)
    _remove(paragraph, by)
    change.save()


@transaction.atomic
def put_sentence(story, *, by, article, start, end, after=None):
    """Take words of a source into the draft as a paragraph of their own, with their citation."""
    change = _Change(story, "put", by)
    _check_source(change.story, article, start, end)
    quote = article.quote(start, end)
    paragraph = change.make(_clean(quote), after)
    _create(paragraph, Span(0, len(paragraph.text)), article, start, end, by)
    change.save()
    return paragraph


@transaction.atomic
def put_claim(story, *, by, claim, after=None):
    """Take a fact into the draft: the sentence of a source that says the decided (or agreed) value, citing all that say it."""
    change = _Change(story, "put", by)
    if claim.is_undecided:
        raise Refused(f"The sources disagree on “{claim}”: decide it first.")
    value = claim.decision.value if claim.is_decided else None
    if value == "":
        raise Refused(f"It was decided to leave “{claim}” out of the story.")
    statements = list(claim.statements.select_related("article"))
    agreeing = [s for s in statements if value in (None, s.value, s.normalised)]
    groups = {s.group for s in agreeing} or {0}
    bearing = [s for s in statements if s.group in groups] if agreeing else statements
    places = [(s.article, _sentence_around(s.article.text, s.start)) for s in bearing]
    if agreeing:
        article, span = next((a, _sentence_around(a.text, s.start)) for s in agreeing for a in [s.article])
        text = article.quote(*span)
    else:
        text = f"{claim.subject}, {claim.attribute}: {value}."
    paragraph = change.make(_clean(text), after)
    for article, span in dict.fromkeys(places):
        _create(paragraph, Span(0, len(paragraph.text)), article, *span, by, claim)
    change.save()
    return paragraph


@transaction.atomic
def cite(paragraph, *, by, version, start, end, article, source_start, source_end, claim=None):
    """The sentences of the paragraph that `start:end` touches rest on these words of a source."""
    change = _Change(paragraph.story, "cite", by)
    paragraph = _fresh(paragraph, version)
    _check_source(change.story, article, source_start, source_end)
    span = _whole_sentences(paragraph.text, Span(start, max(end, start + 1)))
    if span is None:
        raise Refused("Write a sentence first: there are no words here to cite a source for.")
    change.touch(paragraph)
    same = paragraph.citations.filter(
        start=span.start, end=span.end, article=article, source_start=source_start, source_end=source_end
    )
    if citation := same.first():
        return citation
    citation = _create(paragraph, span, article, source_start, source_end, by, claim)
    _write(paragraph, by, paragraph.text)
    change.save()
    return citation


@transaction.atomic
def uncite(citation, *, by):
    change = _Change(citation.paragraph.story, "uncite", by)
    paragraph = _fresh(citation.paragraph)
    change.touch(paragraph)
    citation.delete()
    _write(paragraph, by, paragraph.text)
    change.save()


@transaction.atomic
def undo(story, *, by):
    """Take one's own last change back. Refused when somebody has changed one of its paragraphs since."""
    locked = _locked(story)
    standing = locked.changes.filter(undone_at=None)
    change = standing.filter(by=by).first()
    if change is None:
        raise Refused("You have changed nothing that could be undone.")
    for later in standing.filter(pk__gt=change.pk).select_related("by"):
        if _touched(later) & _touched(change):
            raise Refused(f"{later.by} has changed the same words since: your change cannot be undone alone.")
    paragraphs = {str(paragraph.pk): paragraph for paragraph in locked.paragraphs.all()}
    for pk, state in change.before.items():
        if pk == "headline":
            locked.swap(locked.version, headline=state)
        else:
            _restore(paragraphs[pk], state, by)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    _reopen(locked)
    Event.objects.record("undo", by=by, story=locked, change=change.verb, paragraphs=sorted(change.before))
    return change


def _touched(change):
    """What a change has changed: the place of a paragraph is one thing, its words are another."""
    return {(pk, isinstance(state, dict) and "text" not in state) for pk, state in change.before.items()}


class _Change:
    """One change of the draft while it is being made: what its paragraphs were before, for undo."""

    def __init__(self, story, verb, by):
        self.story, self.verb, self.by = _locked(story), verb, by
        self.before = {}

    def touch(self, paragraph):
        self.before[str(paragraph.pk)] = _state_of(paragraph)

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

    def save(self, headline=None):
        if headline is not None:
            self.before["headline"] = headline
        if not self._goes_on():
            DraftChange.objects.create(
                story=self.story, verb=self.verb, by=self.by, at=timezone.now(), before=self.before
            )
        _reopen(self.story)
        Event.objects.record(self.verb, by=self.by, story=self.story, paragraphs=sorted(self.before))

    def _goes_on(self):
        """Typing goes on: the last change is by the same writer in the same paragraph, a moment ago."""
        last = self.story.changes.first()
        if self.verb != "write" or last is None or last.undone_at or last.verb != "write" or last.by != self.by:
            return False
        if last.before.keys() != self.before.keys() or timezone.now() - last.at > TYPING_PAUSE:
            return False
        DraftChange.objects.filter(pk=last.pk).update(at=timezone.now())
        return True


def _locked(story):
    """The story as it stands now; other writers of it wait until this transaction ends."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == StoryState.KILLED:
        raise Refused("This story was killed: its draft stays as it is.")
    return story


def _reopen(story):
    if story.state in SETTLED:
        Story.objects.filter(pk=story.pk).update(state=StoryState.DRAFT)


def _fresh(paragraph, version=None):
    current = StoryParagraph.objects.select_related("story", "updated_by").get(pk=paragraph.pk)
    if current.removed_at or version not in (None, current.version):
        raise Stale(current)
    return current


def _insert(story, by, text, after):
    if after is not None and after.story_id != story.pk:
        raise Refused("That paragraph belongs to another story.")
    last = story.paragraphs.order_by("position").last()
    position = after.position + 1 if after else (last.position + 1 if last else 1)
    story.paragraphs.filter(position__gte=position).update(position=F("position") + 1)
    return StoryParagraph.objects.create(
        story=story, position=position, text=_clean(text), created_by=by, updated_by=by, updated_at=timezone.now()
    )


def _clean(text):
    """One paragraph is one line: browsers send line ends, sources bring odd spaces."""
    text = " ".join(text.split())
    if len(text) > LONGEST_PARAGRAPH:
        raise Refused(f"A paragraph has at most {LONGEST_PARAGRAPH:,} characters; this one has {len(text):,}.")
    return text


def _write(paragraph, by, text):
    paragraph.swap(paragraph.version, text=text, updated_by_id=by.pk if by else None, updated_at=timezone.now())


def _remove(paragraph, by):
    now = timezone.now()
    paragraph.swap(paragraph.version, removed_at=now, updated_at=now, updated_by_id=by.pk if by else None)


def _check_source(story, article, start, end):
    if article.story_id != story.pk:
        raise Refused("That article belongs to another story.")
    if not 0 <= start < end <= len(article.text) or not article.quote(start, end).strip():
        raise Refused("There are no words at this place of the source.")


def _create(paragraph, span, article, source_start, source_end, by, claim=None):
    return Citation.objects.create(
        paragraph=paragraph,
        start=span.start,
        end=span.end,
        article=article,
        source_start=source_start,
        source_end=source_end,
        quote=article.quote(source_start, source_end),
        claim=claim,
        created_by=by,
    )


def _copy(citation, paragraph, start, end):
    values = {name: getattr(citation, name) for name in CITATION_FIELDS} | {"start": start, "end": end}
    Citation.objects.create(paragraph=paragraph, **values)


def _place(citation, span):
    """Put a citation where its words are now; without words it goes."""
    if span is None or span.end <= span.start:
        citation.delete()
    elif (citation.start, citation.end) != span:
        citation.start, citation.end = span
        citation.save(update_fields=["start", "end"])


def _whole_sentences(text, span):
    """The span widened to the sentences that it touches, or None when it touches none."""
    touched = [s for s in sentences(text) if span and s.start < span.end and s.end > span.start]
    return Span(touched[0].start, touched[-1].end) if touched else None


def _sentence_around(text, position):
    return next(span for span in sentences(text) if span.start <= position < span.end)


def _state_of(paragraph):
    citations = [{name: getattr(c, name) for name in CITATION_FIELDS} for c in paragraph.citations.all()]
    removed_at = paragraph.removed_at.isoformat() if paragraph.removed_at else None
    return {"text": paragraph.text, "removed_at": removed_at, "citations": citations}


def _restore(paragraph, state, by):
    """Bring one paragraph back to what it was: None means that it did not exist."""
    if state is None:
        _remove(paragraph, by)
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
    else:
        paragraph.position = state["position"]
        paragraph.save(update_fields=["position"])
