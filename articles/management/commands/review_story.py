"""manage.py review_story SLUG: run the analysis over one story and report what it finds."""

import json

from django.core.management.base import BaseCommand, CommandError

from articles.models import SharedWording, Story
from articles.workflow import review
from articles.workflow.errors import Refused


class Command(BaseCommand):
    help = "Run the analysis over a story: store what it finds as annotations and claims, and report it."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *, slug, json: bool, **options):
        story = Story.objects.at(slug).first()
        if story is None:
            raise CommandError(
                f"There is no story {slug!r}. Import articles first: import_articles PATH --story {slug}"
            )
        try:
            run = review.run(review.request(story))
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if run.is_running:
            raise CommandError(
                "A worker is reviewing this story at this moment. Run the command again when it is done."
            )
        report = {"story": slug, "findings": _findings(story), "claims": _claims(story), "copies": _copies(story)}
        self.stdout.write(_as_json(report) if json else _as_text(report, run))
        if run.failures:
            raise CommandError(f"{len(run.failures)} checks broke: {', '.join(f['check'] for f in run.failures)}")


def _findings(story):
    """The marks that checks have made and that stand in the story now, whatever editors decided about them."""
    articles = {article.pk: article for article in story.articles.all()}
    rows = story.annotations.exclude(check_slug="").select_related("category")
    return [
        {
            "article": row.article_id,
            "file": articles[row.article_id].file_name,
            "start": row.start,
            "end": row.end,
            "text": row.quote,
            "category": row.category.slug,
            "severity": row.severity,
            "confidence": row.confidence,
            "reason": row.reason,
            "suggestion": row.suggestion,
            "check": row.check_slug,
            "state": row.state,
            "related": [
                {"file": articles[place["article"]].file_name, "start": place["start"], "end": place["end"]}
                for place in row.related
            ],
        }
        for row in rows
    ]


def _claims(story):
    """`voices` counts the independent ones: articles that share their wording are one."""
    voices = SharedWording.objects.of(story).voices()
    return [
        {
            "subject": claim.subject,
            "attribute": claim.attribute,
            "kind": claim.kind,
            "status": claim.status,
            "voices": len(voices.apart((s.article_id, s.start, s.end) for s in claim.statements.all())),
            "statements": [
                {
                    "file": statement.article.file_name,
                    "start": statement.start,
                    "end": statement.end,
                    "text": statement.article.quote(statement.start, statement.end),
                    "value": statement.value,
                    "normalised": statement.normalised,
                }
                for statement in claim.statements.all()
            ],
        }
        for claim in story.claims.prefetch_related("statements__article")
    ]


def _copies(story):
    """What each article shares with another; `original` if that other one is likely the original of both."""
    rows = SharedWording.objects.of(story).select_related("article", "other")
    return [
        {
            "file": row.article.file_name,
            "other": row.other.file_name,
            "share": round(row.share, 3),
            "one_voice": row.is_copy,
            "original": row.is_original,
            "passages": [
                {"start": start, "end": end, "other_start": other_start, "other_end": other_end}
                for start, end, other_start, other_end in row.passages
            ],
        }
        for row in rows
    ]


def _as_json(report):
    return json.dumps(report, ensure_ascii=False, indent=2)


def _as_text(report, run):
    lines = [f"{report['story']}: {len(report['findings'])} marks ({run.found} new), {len(report['claims'])} claims."]
    for finding in report["findings"]:
        place = f"{finding['file']} {finding['start']}-{finding['end']}"
        lines.append(f"  {finding['severity']:8} {finding['category']:30} {place}\n           {finding['reason']}")
    for claim in report["claims"]:
        values = "; ".join(dict.fromkeys(statement["value"] for statement in claim["statements"]))
        voices = "one voice" if claim["voices"] == 1 else f"{claim['voices']} voices"
        lines.append(f"  {claim['status']:8} {claim['subject']}, {claim['attribute']}: {values} ({voices})")
    for copy in report["copies"]:
        what = ", one voice" if copy["one_voice"] else ""
        lines.append(f"  {copy['file']} shares {copy['share']:.0%} of its wording with {copy['other']}{what}")
    return "\n".join(lines)
