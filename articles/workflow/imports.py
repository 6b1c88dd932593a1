"""Importing files: what each holds is taken into a story, or waits for one, and a report is kept of everything."""

from django.db import transaction

from articles.models import Import, ImportLine
from articles.workflow import intake, receiving, reports
from articles.workflow.errors import Refused
from articles.workflow.reports import Line, Report, report_of


def begin(*, via, by=None, story=None) -> Import:
    """The report of an import that begins now. Without a story what comes waits for its own."""
    return Import.objects.create(via=via, started_by=by, story=story)


@transaction.atomic
def into_a_story(items, *, via, by, story=None, title="") -> Import:
    """Take these into the story, or into a new one of this title. Stopped in between, nothing was done.

    `items` are [(what intake read, what `take` is told of it, or None when nobody wants it)].
    """
    story = story or intake.create_story(title=title, by=by)
    return _all(begin(via=via, by=by, story=story), items)


@transaction.atomic
def into_incoming(items, *, via, by) -> Import:
    """The same, where each waits for its own story."""
    return _all(begin(via=via, by=by), items)


@transaction.atomic
def take(into: Import, found, *, opens="", outlet=None, headline=None, published=None) -> Line:
    """Take in what was read, all or nothing, and note what became of it. `found` is what intake read: a candidate or not.

    `outlet` is a name, `opens` the address of the story that the first article opens. What is refused is a Line like any
    other: nothing is raised for it.
    """
    is_text = found.kind == "candidate"
    return note(into, _take(into, found, opens, outlet, headline, published) if is_text else _left_out(found))


def _all(into, items):
    for found, told in items:
        if told is None and found.kind == "candidate":
            note(into, reports.left(found))
        else:
            take(into, found, **(told or {}))
    return into


def note(into: Import, line: Line) -> Line:
    ImportLine.objects.create(report=into, told=line.as_row())
    return line


def report(of: Import, user=None) -> Report:
    return report_of((Line.of_row(line.told) for line in of.lines.all()), user)


def _take(into, found, opens, outlet, headline, published):
    by, story = into.started_by, into.story
    try:
        with transaction.atomic():  # no story without an article
            story = story or (_opened(opens, by) if opens else None)
            if story is None:
                return _receive(found, by, outlet, headline, published)
            article = intake.take_in(story, found, by=by, outlet=outlet, headline=headline, published=published)
            line = reports.taken(found, article)
    except intake.AlreadyThere as there:
        return reports.there_already(found, there.article, there.reason)
    except Refused as refused:
        return reports.refused(found, refused.reason)
    if into.story is None:
        into.story = story
        into.save(update_fields=["story"])
    return line


def _opened(slug, by):
    return intake.create_story(title=slug.replace("-", " ").capitalize(), slug=slug, by=by)


def _receive(found, by, outlet, headline, published):
    candidate = found._replace(headline=headline or found.headline, published=published)
    return receiving.receive(candidate, by=by, outlet=intake.outlet_called(outlet) if outlet else None)


def _left_out(found):
    if found.kind == "refusal":
        return reports.refused(found, found.reason, line=found.line, byte=found.byte)
    if found.article:
        return reports.there_already(found, found.article, intake.AlreadyThere(found.article).reason)
    return Line(found.file_name, reports.DUPLICATE, found.part, other=found.other)
