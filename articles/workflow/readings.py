"""Corrected readings: which accepted suggestions stand in the text of an article, and marks attached again by hand.

The received text is never changed. A suggestion is in the reading from the moment when its mark is accepted until the
acceptance is taken back; a mark that is resolved afterwards keeps its correction. Where another correction has changed
the words already, a suggestion is left out, and the reading says so.
"""

import re

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import AnnotationState, Article, Attachment, CorrectedReading, Event
from articles.text import Carried, Edit, Span, meet, removal
from articles.workflow.errors import Refused


class SeveralPlaces(Refused):
    """The words stand in the text several times: `places` are these, of which one is to be chosen."""

    def __init__(self, reason, places):
        super().__init__(reason)
        self.places = places


# --- What stands in the text ------------------------------------------------------------------------------------------


def last_reading(article):
    """The corrected reading as it stands, or None where nothing was ever corrected."""
    reading = article.corrected_readings.first()
    if reading:
        reading.article = article
    return reading


def renew(article, marks, *, verb, by):
    """After a decision on these marks: a new reading, if other corrections stand now. Returns it, or None.

    Call it within the transaction of the decision. Marks that suggest nothing cost nothing.
    """
    if all(mark.suggestion is None for mark in marks):
        return None
    Article.objects.select_for_update(of=("self",)).values_list("pk").get(pk=article.pk)
    last = last_reading(article)
    standing = list(
        article.annotations.filter(
            Q(state=AnnotationState.ACCEPTED) | Q(state=AnnotationState.RESOLVED), suggestion__isnull=False
        ).order_by("decided_at", "pk")
    )
    edits, left_out = _corrections(article.text, last, standing)
    if (edits, left_out) == ((last.edits, last.left_out) if last else ([], [])):
        return None
    return CorrectedReading.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        edits=edits,
        left_out=left_out,
        verb=verb,
        marks=[mark.pk for mark in marks],
        made_by=by,
        made_at=timezone.now(),
    )


def logged(reading):
    """What the audit line of a decision says of the reading that it led to."""
    return {"reading": reading.number} if reading else {}


def edit_of(mark, text):
    """What a mark's suggestion does to the received text."""
    if mark.suggestion:
        return Edit(mark.start, mark.end, mark.suggestion)
    return removal(text, mark.start, mark.end)


def _corrections(text, last, standing):
    """(edits, left out) as a reading keeps them: what stood goes on standing, and what was accepted since joins it."""
    before = {mark: edit for edit, mark in last.corrections} if last else {}
    edits, left_out = {}, []
    wanted = {mark.pk: edit_of(mark, text) for mark in standing}
    for mark in standing:
        if before.get(mark.pk) == wanted[mark.pk]:
            edits[mark.pk] = wanted[mark.pk]
    for mark in standing:
        if mark.pk in edits or mark.state != AnnotationState.ACCEPTED or mark.suggestion == mark.quote:
            continue
        edit = wanted[mark.pk]
        in_the_way = next((other for other, made in edits.items() if meet(edit, made)), None)
        if in_the_way is None:
            edits[mark.pk] = edit
        elif edits[in_the_way] != edit:
            left_out.append({"mark": mark.pk, "by": in_the_way})
    rows = [{"start": e.start, "end": e.end, "words": e.words, "mark": pk} for pk, e in edits.items()]
    return sorted(rows, key=lambda row: (row["start"], row["end"])), left_out


# --- Where the marks stand in it --------------------------------------------------------------------------------------


def places(reading, marks):
    """({mark's id: Span in the text of the reading}, [marks that have lost their place])."""
    own = {pk: edit for edit, pk in reading.corrections}
    found, astray = {}, []
    for mark in marks:
        if mark.pk in own:
            span = reading.edited.place_of(own[mark.pk])
            span = span if span.start < span.end else None
        else:
            span = reading.edited.carry(Span(mark.start, mark.end))
        if span:
            found[mark.pk] = span
        elif mark.pk not in own:
            astray.append(mark)
    attached = _attached(reading, astray) if astray else {}
    return found | attached, [mark for mark in astray if mark.pk not in attached]


def _attached(reading, marks):
    """{mark's id: Span} of those that somebody attached by hand to words that are still there. One query."""
    rows = Attachment.objects.filter(annotation__in=marks).select_related("reading").order_by("pk")
    found, carried = {}, {}
    for row in rows:
        row.reading.article = reading.article
        carrier = carried.setdefault(row.reading_id, Carried(row.reading.text, reading.text))
        found[row.annotation_id] = carrier.carry(Span(row.start, row.end))
    return {pk: span for pk, span in found.items() if span}


@transaction.atomic
def attach(annotation, *, by, version, number, words, start=None):
    """Attach a mark to words of the corrected reading `number`, which must be the last. Its thread stays with it.

    Refused when these words are not in the text. Where they stand several times, `start` says which place is meant.
    """
    article = annotation.article
    reading = last_reading(article)
    if reading is None or reading.number != number:
        raise Refused(_("The text has been corrected in the meantime. Look at it again and choose the words there."))
    if not words.strip():
        raise Refused(_("Write the words that the mark belongs to, as they stand in the corrected text."))
    found = occurrences(reading.text, words)
    if not found:
        raise Refused(_("These words do not stand in the corrected text. Copy them from there."))
    chosen = [span for span in found if start in (None, span.start)]
    if len(chosen) != 1:
        raise SeveralPlaces(_("These words stand in the text several times. Choose the place."), found)
    span = chosen[0]
    quote = reading.text[span.start : span.end]
    annotation.swap(version)
    attachment = Attachment.objects.create(
        annotation=annotation, reading=reading, start=span.start, end=span.end, quote=quote, by=by, at=timezone.now()
    )
    Event.objects.record("attach", by=by, story=article.story, target=annotation, reading=number, quote=quote)
    return attachment


def occurrences(text, words):
    """Where these words stand in a text, whatever white space lies between them; never as a part of a longer word."""
    parts = words.split()
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    behind = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = before + r"\s+".join(map(re.escape, parts)) + behind
    return [Span(*found.span()) for found in re.finditer(pattern, text)]
