"""A second reader's blind pass: begun, finished, compared with what the desk has marked, and settled.

What is compared is what stood when the pass was finished; the unit is the sentence, category by category.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.analysis.agreement import cohen_kappa, krippendorff_alpha
from articles.models import AnnotationState, BlindPass, ErrorCategory, Event, SettledChoice, Settlement
from articles.workflow import annotations
from articles.workflow.errors import Refused

KEPT = {SettledChoice.MINE: "mine", SettledChoice.THEIRS: "theirs", SettledChoice.BOTH: "mine theirs"}
WHY_NOT = "Not kept when the blind reading was compared."


class Line(NamedTuple):
    """One category: in how many sentences each reader marked it (the desk first), in how many all did, agreement."""

    name: str
    counts: list[int]
    agreed: int
    value: float | None


class Difference(NamedTuple):
    """What one side marked in a sentence and the other did not; `settlement` is None while it is open."""

    number: int
    text: str
    mine: list
    theirs: list
    settlement: Settlement | None


@transaction.atomic
def start(article, *, by):
    """Refused for whoever has read the article already, or has made or decided a mark on it."""
    if article.blind_passes.filter(reader=by).exists():
        raise Refused(_("You have read this article blind already."))
    if article.annotations.filter(created_by=by).exists() or article.annotations.filter(decided_by=by).exists():
        raise Refused(_("You have marked or decided something in this article: somebody else must read it blind."))
    blind = BlindPass.objects.create(article=article, reader=by)
    Event.objects.record("read_blind", by=by, story=article.story, target=article)
    return blind


@transaction.atomic
def finish(article, *, by):
    """Keep what the reader and the desk have marked by now; from here on the reader sees everything."""
    blind = article.blind_passes.select_for_update().filter(reader=by, finished_at=None).first()
    if blind is None:
        raise Refused(_("You are not reading this article blind."))
    readers = set(article.blind_passes.values_list("reader_id", flat=True))
    marks = list(article.annotations.exclude(state=AnnotationState.DISMISSED).select_related("category"))
    blind.marks = [_kept(mark) for mark in marks if mark.created_by_id == by.pk]
    blind.desk = [_kept(mark) for mark in marks if mark.created_by_id not in readers]
    blind.finished_at = timezone.now()
    blind.save()
    Event.objects.record("finish_blind", by=by, story=article.story, target=article, marks=len(blind.marks))
    return blind


@transaction.atomic
def settle(blind, *, sentence, choice, by):
    """Which marks of this difference stand: those are accepted, the others dismissed. May be settled again."""
    if choice not in SettledChoice.values:
        raise Refused(_("Choose whose marks stand."))
    found = next((one for one in differences(blind) if one.number == sentence), None)
    if found is None:
        raise Refused(_("The readers do not differ in this sentence."))
    kept = KEPT.get(choice, "").split()
    for side in ("mine", "theirs"):
        for mark in getattr(found, side):
            _bring_to(mark, side in kept, by)
    says = {"choice": choice, "by": by, "at": timezone.now()}
    Settlement.objects.update_or_create(blind_pass=blind, sentence=sentence, defaults=says)
    story = blind.article.story
    Event.objects.record("settle", by=by, story=story, target=blind.article, sentence=sentence, choice=choice)


def finished(article):
    return list(article.blind_passes.exclude(finished_at=None).select_related("reader"))


def agreement(article, passes):
    """A line for each category that anybody marked, then one for all together.

    Cohen's kappa for the desk and one reader, Krippendorff's alpha for more. The desk is taken as it stood when the
    first reader finished: before anything was settled.
    """
    spans = _spans(article)
    raters = [_units(marks, spans) for marks in [passes[0].desk, *(one.marks for one in passes)]]
    names = dict(ErrorCategory.objects.values_list("slug", "name"))
    slugs = sorted({slug for units in raters for slug, _ in units}, key=lambda slug: names.get(slug, slug))
    lines = [_line(names.get(slug, slug), raters, [(slug, number) for number in spans]) for slug in slugs]
    every = [(slug, number) for slug in slugs for number in spans]
    return [*lines, _line(_("All categories"), raters, every)] if slugs else []


def differences(blind):
    """Where one side has a mark that the other has not, sentence by sentence. A mark has its like on the other side
    when that has the same category and touches a sentence that it touches, too; it counts for its first sentence."""
    spans = _spans(blind.article)
    rows = blind.article.annotations.select_related("category", "created_by").order_by("start", "end", "pk")
    rows = rows.filter(pk__in=[mark["id"] for mark in blind.marks + blind.desk])
    present = {row.pk: row for row in rows}
    for row in present.values():
        row.article = blind.article
    alone = {
        "mine": _alone(blind.marks, _units(blind.desk, spans), spans),
        "theirs": _alone(blind.desk, _units(blind.marks, spans), spans),
    }
    by_sentence = defaultdict(lambda: {"mine": [], "theirs": []})
    for side, marks in alone.items():
        for number, pk in marks:
            if pk in present:
                by_sentence[number][side].append(present[pk])
    settled = {one.sentence: one for one in blind.settlements.select_related("by")}
    return [
        Difference(number, blind.article.quote(*spans[number]), **sides, settlement=settled.get(number))
        for number, sides in sorted(by_sentence.items())
    ]


def _alone(marks, others, spans):
    """[(number of its first sentence, id)] of the marks that have no like among the others' units."""
    for mark in marks:
        touched = _units([mark], spans)
        if touched and not touched & others:
            yield min(number for _, number in touched), mark["id"]


def _line(name, raters, units):
    labels = [[unit in marked for unit in units] for marked in raters]
    by_unit = list(zip(*labels, strict=True))
    value = cohen_kappa(*labels) if len(labels) == 2 else krippendorff_alpha(by_unit)
    return Line(name, [sum(row) for row in labels], sum(all(unit) for unit in by_unit), value)


def _units(marks, spans):
    """{(category, number of a sentence)} that the marks touch."""
    return {
        (mark["category"], number)
        for mark in marks
        for number, (start, end) in spans.items()
        if mark["start"] < end and mark["end"] > start
    }


def _spans(article):
    """{number of a sentence: (start, end)}"""
    return {number: (start, end) for number, start, end in article.sentences.values_list("number", "start", "end")}


def _kept(mark):
    return {"id": mark.pk, "category": mark.category.slug, "start": mark.start, "end": mark.end}


def _bring_to(mark, is_kept, by):
    is_dismissed = mark.state == AnnotationState.DISMISSED
    if is_kept and (mark.is_open or is_dismissed):
        annotations.accept(mark, by=by, version=mark.version)
    elif not is_kept and not is_dismissed:
        annotations.dismiss(mark, by=by, version=mark.version, reason=WHY_NOT)
