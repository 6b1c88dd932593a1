"""The corrected reading of an article: its text with the accepted suggestions in it, what differs from the received
text, and marks that have lost their place. `?text=corrected` and `?text=difference` of the article's page.
"""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.access import annotation_of, is_read_blind, may_write
from articles.forms.annotations import lf_only
from articles.models import Annotation, AnnotationState, CorrectedReading, Stale
from articles.templatetags.passages import Passage, passages
from articles.text import Piece, Span, word_diff
from articles.views.reading import Note, mark_of, reading_of
from articles.workflow import readings as workflow
from articles.workflow.errors import Refused

TEXTS = {"corrected": gettext_lazy("Corrected"), "difference": gettext_lazy("Difference")}
AROUND = 40  # characters shown on either side of a place to choose


class Correction(NamedTuple):
    """A correction that stands in the text: the note of its mark, and what it changed."""

    note: Note
    change: list[Piece]


class LeftOut(NamedTuple):
    """A mark that was accepted, and whose suggestion another one's correction kept out."""

    note: Note
    by: Note | None


class Stray(NamedTuple):
    """A mark that has lost its place. `words` are those that stand where it stood, to begin with."""

    note: Note
    words: str


class Paragraph(NamedTuple):
    passage: Passage
    corrections: list[Correction]


class Run(NamedTuple):
    """A stretch of the difference: `op` is "same", "removed" or "added"; `note`, at the end of a change, is its mark's."""

    op: str
    text: str
    note: Note | None = None


class Place(NamedTuple):
    """One of several places where the words to attach a mark to stand."""

    start: int
    before: str
    words: str
    behind: str
    is_nearest: bool


class Corrected(NamedTuple):
    """What the page shows of one corrected reading; `reading` is None where nothing stands corrected."""

    reading: CorrectedReading | None
    history: list[CorrectedReading]
    paragraphs: list[Paragraph]
    difference: list[list[Run]]
    removals: list[Correction]  # corrections that left no words behind
    left_out: list[LeftOut]
    strays: list[Stray]

    @property
    def count(self):
        return len(self.reading.edits) if self.reading else 0


def page(request, article, *, status=200, **more):
    """The page of the article with its corrected text. Whoever reads blind is led to the received one."""
    if is_read_blind(request, article):
        return redirect(article)
    reading = reading_of(request, article)
    text = request.GET.get("text")
    context = {
        "story": article.story,
        "article": article,
        "reading": reading,
        "corrected": _corrected(article, reading),
    }
    context |= {"text": text if text in TEXTS else "corrected", "attaching": request.GET.get("attach", "")} | more
    return render(request, "articles/corrected.html", context, status=status)


@require_POST
def attach(request, pk):
    """Attach a mark that has lost its place to words of the corrected text."""
    annotation = annotation_of(request, pk)
    may_write(request)
    article, typed = annotation.article, request.POST
    words = lf_only(typed.get("words", ""))
    try:
        version, number = int(typed.get("version", "")), int(typed.get("reading", ""))
        start = int(typed["start"]) if typed.get("start") else None
    except ValueError:
        return HttpResponseBadRequest(_("The version, the reading or the place is not a number."))
    kept = {"attaching": str(pk), "wrote": words}
    try:
        attachment = workflow.attach(
            annotation, by=request.user, version=version, number=number, words=words, start=start
        )
    except workflow.SeveralPlaces as several:
        places = _places(article, annotation, several.places)
        return page(request, article, status=422, notice=several.reason, places=places, **kept)
    except Refused as refused:
        return page(request, article, status=422, notice=refused.reason, **kept)
    except Stale:
        notice = _("Somebody changed this mark while you were reading. It stands as it is now; choose again.")
        return page(request, article, status=409, notice=notice, **kept)
    messages.success(request, _("Attached to “%(words)s”.") % {"words": attachment.quote[:80]})
    return redirect(f"{article.get_absolute_url()}?text=corrected#mark-{pk}")


def _corrected(article, reading):
    """Two queries, and one for marks that have lost their place."""
    history = list(article.corrected_readings.select_related("made_by"))
    last = history[0] if history else None
    if last is None:
        return Corrected(None, [], [], [], [], [], [])
    last.article = article
    by_mark = {note.annotation.pk: note for note in reading.notes}
    standing = [note for note in reading.notes if note.annotation.state != AnnotationState.DISMISSED]
    spans, astray = workflow.places(last, [note.annotation for note in standing])
    corrections = [
        Correction(by_mark[pk], word_diff(by_mark[pk].annotation.quote, edit.words))
        for edit, pk in last.corrections
        if pk in by_mark
    ]
    return Corrected(
        reading=last,
        history=history,
        paragraphs=_paragraphs(last, reading, standing, spans, corrections),
        difference=_difference(last, by_mark),
        removals=[one for one in corrections if one.note.annotation.pk not in spans],
        left_out=[
            LeftOut(by_mark[row["mark"]], by_mark.get(row["by"])) for row in last.left_out if row["mark"] in by_mark
        ],
        strays=[_stray(last, by_mark[mark.pk]) for mark in astray],
    )


def _paragraphs(last, reading, standing, spans, corrections):
    """The corrected text with the marks at their places, each paragraph beside what was corrected in it."""
    marks = []
    for note in standing:
        if span := spans.get(note.annotation.pk):
            shown = mark_of(note.annotation, note.number, reading.url, is_current=False)
            marks.append(shown._replace(start=span.start, end=span.end))
    cut = passages(last.text, marks)
    beside = [[] for _passage in cut]
    for one in corrections:
        span = spans.get(one.note.annotation.pk)
        if span and cut:
            at = next((n for n, passage in enumerate(cut) if span.start < passage.span.end), len(cut) - 1)
            beside[at].append(one)
    return [Paragraph(passage, its) for passage, its in zip(cut, beside, strict=True)]


def _difference(last, by_mark):
    """The received text and the corrected one together, paragraph by paragraph."""
    owners = dict(last.corrections)
    lines = [[]]
    for edit, text in last.edited.pieces():
        note = by_mark.get(owners.get(edit)) if edit else None
        changed = word_diff(last.article.text[edit.start : edit.end], text) if edit else [Piece("same", text)]
        for op, words in changed:
            first, *more = words.split("\n")
            lines[-1].append(Run(op, first))
            lines += [[Run(op, line)] for line in more]
        if note:
            written = next((line for line in reversed(lines) if line and line[-1].text), lines[-1])
            written.append(Run("same", "", note))
    return [kept for line in lines if (kept := [run for run in line if run.text or run.note])]


def _stray(last, note):
    around = last.edited.around(Span(note.annotation.start, note.annotation.end))
    return Stray(note, last.text[slice(*around)].strip() if around else "")


def _places(article, annotation: Annotation, spans):
    """The places to choose from, the one nearest to where the mark stood chosen already."""
    last = workflow.last_reading(article)
    around = last.edited.around(Span(annotation.start, annotation.end))
    home = around.start if around else annotation.start
    nearest = min(spans, key=lambda span: abs(span.start - home))
    text = last.text
    return [
        Place(
            start,
            text[max(start - AROUND, 0) : start],
            text[start:end],
            text[end : end + AROUND],
            (start, end) == nearest,
        )
        for start, end in spans
    ]
