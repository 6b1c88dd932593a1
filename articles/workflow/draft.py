"""Writing the story: every verb changes the draft, says who did it, and keeps the way back.

A draft that was in review or approved becomes a draft again with the first change: approval belongs to a revision.
"""

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Citation, Stale, StoryParagraph
from articles.text import Span, follow, sentences
from articles.workflow.draft_changes import (
    CITATION_FIELDS,
    Change,
    check_source,
    clean,
    create_citation,
    locked,
    locked_paragraph,
    remove,
)
from articles.workflow.draft_put import corrections_in, put_claim, put_sentence
from articles.workflow.draft_undo import redo, undo
from articles.workflow.errors import Refused

__all__ = [
    "add_paragraph",
    "cite",
    "close_empty",
    "corrections_in",
    "merge_paragraph",
    "move_paragraph",
    "put_claim",
    "put_sentence",
    "redo",
    "remove_paragraph",
    "save_paragraph",
    "save_visible",
    "set_headline",
    "split_paragraph",
    "uncite",
    "undo",
]

LONGEST_HEADLINE = 300


@transaction.atomic
def set_headline(story, *, by, version, headline):
    """What readers will see above the story. The same words change nothing."""
    change = Change(story, "headline", by)
    headline = " ".join(headline.split())
    if len(headline) > LONGEST_HEADLINE:
        raise Refused(
            _("A headline has at most %(most)s characters; this one has %(count)s.")
            % {"most": LONGEST_HEADLINE, "count": len(headline)}
        )
    if change.story.version == version and change.story.headline == headline:
        return
    before = change.story.headline
    change.story.swap(version, headline=headline)
    story.headline, story.version = headline, change.story.version
    change.save(headline=before)


@transaction.atomic
def add_paragraph(story, *, by, after=None, text=""):
    """A new paragraph behind `after`, or at the end."""
    change = Change(story, "add", by)
    paragraph = change.make(text, after)
    change.save()
    return paragraph


@transaction.atomic
def save_paragraph(paragraph, *, by, version, text):
    """Save what an editor wrote; the paragraph comes back with its citations read `for_page()`.

    Raises Stale when somebody saved first; the same text changes nothing.

    Citations follow their words; one whose words are all gone goes with them (and comes back with undo).
    """
    paragraph = locked_paragraph(paragraph.pk, version, by, StoryParagraph.objects)
    return _save(paragraph, by, text)


@transaction.atomic
def save_visible(pk, *, by, version, text):
    """The same for the paragraph with this id, where the editor sees it: whether they do costs no statement of its own.

    Raises StoryParagraph.DoesNotExist where they do not.
    """
    return _save(locked_paragraph(pk, version, by, StoryParagraph.objects.visible_to(by)), by, text)


def _save(paragraph, by, text):
    prefetch_related_objects([paragraph], Prefetch("citations", Citation.objects.for_page()))
    text, old = clean(text), paragraph.text
    if old == text:
        return paragraph
    change = Change(paragraph.story, "write", by, is_locked=True, goes_on=paragraph.goes_on)
    change.touch(paragraph)
    _write(paragraph, by, text)
    paragraph.updated_by = by
    _follow(paragraph, old)
    change.save()
    return paragraph


@transaction.atomic
def move_paragraph(paragraph, *, by, up):
    """Change places with the paragraph before, or behind. At the edge of the draft nothing happens."""
    change = Change(paragraph.story, "move", by)
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
    change = Change(paragraph.story, "split", by)
    paragraph = _fresh(paragraph, version)
    first, second = paragraph.text[:at].rstrip(), paragraph.text[at:].lstrip()
    if not first or not second:
        raise Refused(_("Put the cursor between two sentences: a part without words is no paragraph."))
    change.touch(paragraph)
    begins = len(paragraph.text) - len(paragraph.text[at:].lstrip())
    citations = list(paragraph.citations.all())
    _write(paragraph, by, first)
    behind = change.make(second, paragraph)
    for citation in citations:
        if citation.start < len(first) and citation.end > begins:  # what it covers is cut in two, and was said in both
            citation.said = first[citation.start :]
            citation.save(update_fields=["said"])
            _copy(citation, behind, 0, citation.end - begins, said=second[: citation.end - begins])
        elif citation.end > begins:
            _copy(citation, behind, citation.start - begins, citation.end - begins)
        _place(citation, Span(citation.start, min(citation.end, len(first))))
    change.save()
    return behind


@transaction.atomic
def merge_paragraph(paragraph, *, by, version):
    """Join the paragraph to the one before, which is returned."""
    change = Change(paragraph.story, "merge", by)
    paragraph = _fresh(paragraph, version)
    before = change.story.paragraphs.standing().filter(position__lt=paragraph.position).last()
    if before is None:
        raise Refused(_("This is the first paragraph: there is none before it to join."))
    change.touch(before)
    change.touch(paragraph)
    glue = " " if before.text and paragraph.text else ""
    begins = len(before.text) + len(glue)
    _write(before, by, clean(before.text + glue + paragraph.text))
    for citation in paragraph.citations.all():
        _copy(citation, before, citation.start + begins, citation.end + begins)
    remove(paragraph, by)
    change.save()
    return before


@transaction.atomic
def remove_paragraph(paragraph, *, by, version):
    change = Change(paragraph.story, "remove", by)
    paragraph = _fresh(paragraph, version)
    change.touch(paragraph)
    remove(paragraph, by)
    change.save()


@transaction.atomic
def cite(paragraph, *, by, version, start, end, article, source_start, source_end, claim=None):
    """The sentences of the paragraph that `start:end` touches rest on these words of a source."""
    change = Change(paragraph.story, "cite", by)
    paragraph = _fresh(paragraph, version)
    check_source(change.story, article, source_start, source_end)
    span = _whole_sentences(paragraph.text, Span(start, max(end, start + 1)))
    if span is None:
        raise Refused(_("Write a sentence first: there are no words here to cite a source for."))
    change.touch(paragraph)
    same = paragraph.citations.filter(
        start=span.start, end=span.end, article=article, source_start=source_start, source_end=source_end
    )
    if citation := same.first():
        return citation
    citation = create_citation(paragraph, span, article, source_start, source_end, by, claim)
    _write(paragraph, by, paragraph.text)
    change.save()
    return citation


@transaction.atomic
def uncite(citation, *, by):
    change = Change(citation.paragraph.story, "uncite", by)
    paragraph = _fresh(citation.paragraph)
    change.touch(paragraph)
    citation.delete()
    _write(paragraph, by, paragraph.text)
    change.save()


@transaction.atomic
def close_empty(paragraph, *, by):
    """An empty paragraph that is closed goes; one that was only just begun leaves no trace for undo to find."""
    story = locked(paragraph.story)
    last = story.changes.filter(undone_at=None).first()
    if last and (last.verb, last.by, last.before) == ("add", by, {str(paragraph.pk): None}):
        undo(story, by=by)
    else:
        remove_paragraph(paragraph, by=by, version=paragraph.version)


def _fresh(paragraph, version=None):
    current = StoryParagraph.objects.select_related("story", "updated_by").get(pk=paragraph.pk)
    if current.removed_at or version not in (None, current.version):
        raise Stale(current)
    return current


def _write(paragraph, by, text):
    paragraph.swap(paragraph.version, text=text, updated_by_id=by.pk if by else None, updated_at=timezone.now())


def _copy(citation, paragraph, start, end, **changed):
    values = {name: getattr(citation, name) for name in CITATION_FIELDS} | {"start": start, "end": end} | changed
    Citation.objects.create(paragraph=paragraph, **values)


def _place(citation, span):
    """Put a citation where its words are now; without words it goes."""
    if span is None or span.end <= span.start:
        citation.delete()
    elif (citation.start, citation.end) != span:
        citation.start, citation.end = span
        citation.save(update_fields=["start", "end"])


def _follow(paragraph, old):
    """Put all citations of the paragraph, whose text was `old`, where their words are now."""
    moved, gone = [], []
    for citation in paragraph.citations.all():
        before = Span(citation.start, citation.end)
        span = _whole_sentences(paragraph.text, follow(before, old, paragraph.text))
        if span is None:
            gone.append(citation.pk)
        elif span != before:
            citation.start, citation.end = span
            moved.append(citation)
    if moved:
        Citation.objects.bulk_update(moved, ["start", "end"])
    if gone:
        paragraph.citations.filter(pk__in=gone).delete()
        paragraph.refresh_from_db(fields=["citations"])  # forgets them, and reads nothing
        prefetch_related_objects([paragraph], Prefetch("citations", Citation.objects.for_page()))


def _whole_sentences(text, span):
    """The span widened to the sentences that it touches, or None when it touches none."""
    touched = [s for s in sentences(text) if span and s.start < span.end and s.end > span.start]
    return Span(touched[0].start, touched[-1].end) if touched else None
