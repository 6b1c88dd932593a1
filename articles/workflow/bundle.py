"""The evidence bundle of an approved revision: gathered from what was frozen with it, and from nothing else."""

import json

from django.utils.translation import gettext as _

from articles.bundle import Parts, pack
from articles.bundle.contents import Source
from articles.models import Article, Event, ImportedRevision, Original
from articles.workflow.errors import Refused
from articles.workflow.freezing import evidence_of


def bundle(revision, *, by=None) -> bytes:
    """The ZIP. The same revision gives the same bytes, whatever happened to the story since."""
    evidence = evidence_of(revision, by=by)
    return pack(Parts(revision.content, evidence.content, _audit(revision, evidence), _sources(revision)))


def _audit(revision, evidence):
    """The story's lines of the log up to the one that records the evidence; of an imported revision those it came with."""
    imported = ImportedRevision.objects.filter(revision=revision).first()
    if imported:
        return imported.audit
    last = evidence.document["audit"]["last"]
    lines = list(Event.objects.filter(story=revision.story_id, number__lte=last).order_by("number"))
    closing = Event.objects.filter(story=revision.story_id, number__gt=last, target=f"revision:{revision.pk}")
    closing = [event for event in closing.order_by("number") if event.data.get("evidence") == evidence.sha256]
    if not closing:
        raise Refused(
            _("The audit log does not tell of the approval of revision %(number)s: it was not recorded.")
            % {"number": revision.number}
        )
    return "".join(json.dumps(e.as_line(), sort_keys=True, ensure_ascii=False) + "\n" for e in [*lines, closing[0]])


def _sources(revision):
    """By their hashes: an article that has since moved to another story is still what the revision was made with."""
    told = revision.document["articles"]
    originals = Original.objects.filter(sha256__in=[row["sha256"] for row in told]).values_list("sha256", "content")
    texts = Article.objects.filter(text_sha256__in=[row["text_sha256"] for row in told]).values_list(
        "text_sha256", "text"
    )
    originals, texts = dict(originals), dict(texts)
    if missing := [row for row in told if row["sha256"] not in originals or row["text_sha256"] not in texts]:
        raise Refused(
            _("Article %(number)s is not the one that the revision was made with.") % {"number": missing[0]["number"]}
        )
    return [
        Source(row["number"], row["file_name"], bytes(originals[row["sha256"]]), texts[row["text_sha256"]])
        for row in told
    ]
