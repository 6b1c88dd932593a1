"""`manage.py import_articles PATH... --story SLUG`: files and folders become articles of a story."""

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import readers
from articles.models import Story, Via
from articles.readers import LARGEST_FILE, SourceRefused
from articles.workflow import imports, intake
from articles.workflow.candidates import Refusal
from articles.workflow.reports import DUPLICATE, REFUSED, TAKEN, WAITING

# What each outcome is called in the lists that stand before the whole report.
LISTS = {TAKEN: "imported", WAITING: "waiting", DUPLICATE: "duplicates", REFUSED: "refused"}
SHOWN_REMOVED = 70  # characters of a passage


class Command(BaseCommand):
    help = "Import articles into a story, which is created when it is new. Importing a file again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder: every file in it")
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--story", metavar="SLUG", help="the story's name in its address")
        where.add_argument(
            "--incoming", action="store_true", help="each waits in Incoming, with the stories it may belong to"
        )
        parser.add_argument("--outlet", metavar="NAME", help="the outlet of all these articles")
        parser.add_argument(
            "--published", type=_date, metavar="DATE", help="their day, YYYY-MM-DD; else the text's own"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, paths, story, outlet, published, **options):
        done = imports.begin(via=Via.COMMAND, story=Story.objects.at(story).first() if story else None)
        with readers.reading() as read:
            for path in _files(paths):
                for found in _found(path, read):
                    day = published or getattr(found, "published", None)
                    imports.take(done, found, opens=story or "", outlet=outlet, published=day)
        report = imports.report(done)
        lists = _lists(report)
        self.stdout.write(_json(story, done, report, lists) if options["json"] else _text(story, report, lists))
        if refused := report.counts[REFUSED]:
            raise CommandError(f"{refused} of {len(report.told)} files refused.")


def _date(written):
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ArgumentTypeError(f"{written!r} is no day: write it as 2026-03-15.") from None


def _files(paths):
    """The files named and those in the folders named, sorted; files whose name begins with a dot stay out."""
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if not file.is_dir())
            yield from sorted(file for file in inside if not _is_hidden(file.relative_to(path)))
        else:
            yield path


def _is_hidden(path):
    return any(part.startswith(".") for part in path.parts)


def _found(path, read):
    """What the file holds, or why it cannot be read."""
    name = intake.own_name(path.name)
    try:
        return intake.read_all(_content(path), name, read)
    except OSError as error:
        return [Refusal(name, f"The file cannot be read: {error.strerror}.")]
    except SourceRefused as refused:
        return [Refusal(name, refused.reason)]


def _content(path):
    if path.exists() and not path.is_file():
        raise SourceRefused("This is neither a file nor a folder.")
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)  # one byte more shows that it is too large


# --- What it says -----------------------------------------------------------------------------------------------------


def _lists(report):
    """{"imported": [...], ...}: the report in short, a list for each outcome."""
    lists = {name: [] for name in LISTS.values()}
    for told in report.told:
        line = {"file": told.place} | SHORT[told.outcome](told)
        lists[LISTS[told.outcome]].append({name: value for name, value in line.items() if value not in (None, "")})
    return lists


def _imported(told):
    size = {"characters": told.line.characters, "sentences": told.line.sentences}
    return {"article": told.article.number, "outlet": told.article.outlet.name} | size | _version(told)


def _version(told):
    if not told.earlier:
        return {}
    return {"version_of": told.earlier.number, "carried": told.line.carried, "lost": told.line.lost}


def _waiting(told):
    return {"incoming": told.line.incoming, "reason": told.line.reason} | _version(told)


def _duplicate(told):
    if told.article:
        return {"article": told.article.number, "outlet": told.article.outlet.name}
    return {"incoming": told.line.incoming, "reason": told.line.reason}


def _refused(told):
    return {"reason": told.line.reason, "line": told.line.line, "byte": told.line.byte}


SHORT = {TAKEN: _imported, WAITING: _waiting, DUPLICATE: _duplicate, REFUSED: _refused}


def _json(slug, done, report, lists):
    told = {"story": slug} if slug else {}
    told |= {name: lists[name] for name in _names(slug)}
    told["report"] = {"page": done.get_absolute_url(), **report.as_json()}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _names(slug):
    return ("imported" if slug else "waiting", "duplicates", "refused")


def _text(slug, report, lists):
    lines = [f"Story {slug}" if slug else "Incoming"]
    for told in report.told:
        name = LISTS[told.outcome].removesuffix("s")
        line = lists[LISTS[told.outcome]].pop(0)
        number = line.get("article", line.get("incoming", ""))
        lines.append(f"  {name:<9}  {number:>3}  {line['file']}{_why(told.outcome, line)}")
        lines += [f"{'':18}removed: {_short(one)}" for one in told.removed]
    counts = (f"{report.counts[outcome]} {LISTS[outcome]}" for outcome in LISTS if LISTS[outcome] in _names(slug))
    return "\n".join([*lines, ", ".join(counts) + "."])


def _why(outcome, line):
    if outcome == REFUSED:
        return f": {line['reason']}"
    told = (
        [f"the same text as {line['outlet']}" if outcome == DUPLICATE else line["outlet"]] if "outlet" in line else []
    )
    if outcome == TAKEN:
        told.append(f"{line['sentences']} sentences, {line['characters']} characters")
    if "version_of" in line:
        marks = f": {line['carried']} marks carried, {line['lost']} lost" if "carried" in line else ""
        told.append(f"a new version of article {line['version_of']}{marks}")
    if "reason" in line:
        told.append(line["reason"])
    return f"  ({'; '.join(told)})" if told else ""


def _short(passage):
    text = " ".join(passage["text"].split())
    text = text if len(text) <= SHOWN_REMOVED else f"{text[:SHOWN_REMOVED]}…"
    return f"“{text}”" + (f" ({passage['reason']})" if passage["reason"] else "")
