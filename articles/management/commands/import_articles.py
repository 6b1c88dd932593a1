"""`manage.py import_articles PATH... --story SLUG`: files and folders become articles of a story."""

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles import readers
from articles.models import Story
from articles.readers import LARGEST_FILE, SourceRefused
from articles.workflow import intake, receiving
from articles.workflow.errors import Refused

OUTCOMES = ("imported", "duplicates", "refused")
WITHOUT_A_STORY = ("waiting", "duplicates", "refused")


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
        report = {"story": story} if story else {}
        report |= {name: [] for name in (OUTCOMES if story else WITHOUT_A_STORY)}
        with readers.reading() as read:
            for path in _files(paths):
                for outcome, line in _file(path, read, story, outlet, published):
                    report[outcome].append(line)
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) if options["json"] else _told(report))
        if report["refused"]:
            asked = sum(len(report[outcome]) for outcome in report if outcome != "story")
            raise CommandError(f"{len(report['refused'])} of {asked} files refused.")


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


def _file(path, read, slug, outlet, published):
    """(an outcome, what to report) of each article in the file; without a slug they wait for a story."""
    name = intake.own_name(path.name)
    try:
        content = _content(path)
    except OSError as error:
        yield "refused", {"file": name, "reason": f"The file cannot be read: {error.strerror}."}
        return
    except SourceRefused as refused:
        yield "refused", {"file": name, "reason": refused.reason}
        return
    for item in intake.read_all(content, name, read):
        if item.kind == "refusal":
            yield "refused", {"file": item.place, "reason": item.reason}
        else:
            yield _take_in(item, slug, outlet, published) if slug else _receive(item, outlet, published)


def _take_in(candidate, slug, outlet, published):
    try:
        with transaction.atomic():  # no story without an article
            day = published or candidate.published
            article = intake.take_in(_story(slug), candidate, by=None, outlet=outlet, published=day)
    except intake.AlreadyThere as there:
        line = {"file": candidate.place, "article": there.article.number, "outlet": there.article.outlet.name}
        return "duplicates", line
    except Refused as refused:
        return "refused", {"file": candidate.place, "reason": refused.reason}
    return "imported", {
        "file": candidate.place,
        "article": article.number,
        "outlet": article.outlet.name,
        "characters": len(article.text),
        "sentences": candidate.sentence_count,
        **({"version_of": article.replaces.number} if article.replaces else {}),
    }


def _receive(candidate, outlet, published):
    named = candidate._replace(published=published or candidate.published)
    try:
        line = receiving.receive(named, outlet=intake.outlet_called(outlet) if outlet else None)
    except Refused as refused:
        return "refused", {"file": candidate.place, "reason": refused.reason}
    told = {"file": candidate.place, **{name: value for name, value in line.as_json().items() if name != "item"}}
    return "duplicates" if line.outcome == "known" else "waiting", told


def _content(path):
    if path.exists() and not path.is_file():
        raise SourceRefused("This is neither a file nor a folder.")
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)  # one byte more shows that it is too large


def _story(slug):
    story = Story.objects.at(slug).first()
    return story or intake.create_story(title=slug.replace("-", " ").capitalize(), slug=slug)


def _told(report):
    outcomes = OUTCOMES if "story" in report else WITHOUT_A_STORY
    lines = [f"Story {report['story']}" if "story" in report else "Incoming"]
    for line in report.get("imported", ()):
        size = f"{line['sentences']} sentences, {line['characters']} characters"
        if "version_of" in line:
            size += f"; a new version of article {line['version_of']}"
        lines.append(f"  imported   {line['article']:>3}  {line['file']}  ({line['outlet']}; {size})")
    for line in report.get("waiting", ()):
        lines.append(f"  waiting    {line['incoming']:>3}  {line['file']}{_why(line)}")
    for line in report["duplicates"]:
        number = line.get("article", line.get("incoming"))
        why = f"  (the same text as {line['outlet']})" if "outlet" in line else _why(line)
        lines.append(f"  duplicate  {number:>3}  {line['file']}{why}")
    for line in report["refused"]:
        lines.append(f"  refused         {line['file']}: {line['reason']}")
    counts = (f"{len(report[name])} {name}" for name in outcomes)
    return "\n".join([*lines, ", ".join(counts) + "."])


def _why(line):
    return f"  ({line['reason']})" if "reason" in line else ""
