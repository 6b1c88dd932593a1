"""`manage.py import_articles PATH... --story SLUG`: files and folders become articles of a story."""

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Story
from articles.readers import LARGEST_SOURCE, SourceRefused
from articles.workflow import intake
from articles.workflow.errors import Refused


class Command(BaseCommand):
    help = "Import articles into a story, which is created when it is new. Importing a file again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder: every file in it")
        parser.add_argument("--story", required=True, metavar="SLUG", help="the story's name in its address")
        parser.add_argument("--outlet", metavar="NAME", help="the outlet of all these articles")
        parser.add_argument(
            "--published", type=_date, metavar="DATE", help="their day, YYYY-MM-DD; else the text's own"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, paths, story, outlet, published, **options):
        report = {"story": story, "imported": [], "refused": [], "duplicates": []}
        for path in _files(paths):
            outcome, line = _take_in(path, story, outlet, published)
            report[outcome].append(line)
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) if options["json"] else _told(report))
        if report["refused"]:
            asked = sum(len(report[outcome]) for outcome in ("imported", "refused", "duplicates"))
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


def _take_in(path, slug, outlet, published):
    """("imported", "refused" or "duplicates", what to report of this file)."""
    name = intake.own_name(path.name)
    try:
        candidate = intake.read(_content(path), name)
        with transaction.atomic():  # no story without an article
            day = published or candidate.published
            article = intake.take_in(_story(slug), candidate, by=None, outlet=outlet, published=day)
    except intake.AlreadyThere as there:
        return "duplicates", {"file": name, "article": there.article.number, "outlet": there.article.outlet.name}
    except (SourceRefused, Refused) as refused:
        return "refused", {"file": name, "reason": str(refused)}
    except OSError as error:
        return "refused", {"file": name, "reason": f"The file cannot be read: {error.strerror}."}
    return "imported", {
        "file": name,
        "article": article.number,
        "outlet": article.outlet.name,
        "characters": len(article.text),
        "sentences": candidate.sentence_count,
    }


def _content(path):
    if path.exists() and not path.is_file():
        raise SourceRefused("This is neither a file nor a folder.")
    with path.open("rb") as file:
        return file.read(LARGEST_SOURCE + 1)  # one byte more shows that it is too large


def _story(slug):
    story = Story.objects.filter(slug=slug).first()
    return story or intake.create_story(title=slug.replace("-", " ").capitalize(), slug=slug)


def _told(report):
    lines = [f"Story {report['story']}"]
    for line in report["imported"]:
        size = f"{line['sentences']} sentences, {line['characters']} characters"
        lines.append(f"  imported   {line['article']:>3}  {line['file']}  ({line['outlet']}; {size})")
    for line in report["duplicates"]:
        lines.append(f"  duplicate  {line['article']:>3}  {line['file']}  (the same text as {line['outlet']})")
    for line in report["refused"]:
        lines.append(f"  refused         {line['file']}: {line['reason']}")
    counts = (f"{len(report[outcome])} {outcome}" for outcome in ("imported", "duplicates", "refused"))
    return "\n".join([*lines, ", ".join(counts) + "."])
