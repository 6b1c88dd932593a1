"""After publication: a correction with its notice and its cause, and which exports went out with the error."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Annotation, AnnotationState, Correction, Decision, Export
from articles.text import count_words, word_diff
from articles.workflow.errors import Refused

LONGEST_NOTICE = 2000  # characters
SHOWN_AROUND = 2  # words on either side of what changed, so that a notice can be understood
MOST_CHANGES = 4  # named one by one in a drafted notice


@dataclass(frozen=True)
class Correcting:
    """What a writer says of a revision that puts an exported one right. `cause`: an Annotation, a Decision or None."""

    corrects: object
    notice: str
    cause: object = None

    def line(self, story, document):
        """The correction as the document tells it to readers. Refused without a notice."""
        notice = " ".join(self.notice.split())
        if not notice:
            raise Refused(_("Write the notice that tells readers what was wrong."))
        if len(notice) > LONGEST_NOTICE:
            raise Refused(
                _("A notice has at most %(most)s characters; this one has %(count)s.")
                % {"most": f"{LONGEST_NOTICE:,}", "count": f"{len(notice):,}"}
            )
        if self.corrects.story_id != story.pk or (self.cause and not _belongs(self.cause, story)):
            raise Refused(_("That belongs to another story."))
        return {"number": len(document["corrections"]) + 1, "notice": notice, "corrects": self.corrects.number}


def correct(revision, correcting):
    """Record the correction that the revision's document tells of."""
    line = revision.document["corrections"][-1]
    cause = correcting.cause
    return Correction.objects.create(
        revision=revision,
        corrects=correcting.corrects,
        number=line["number"],
        notice=line["notice"],
        annotation=cause if isinstance(cause, Annotation) else None,
        decision=cause if isinstance(cause, Decision) else None,
    )


def published(story):
    """The newest revision that has left the house, or None."""
    return story.revisions.filter(exports__isnull=False).distinct().order_by("-number").first()


def causes(story, since):
    """What may have brought a correction about: marks accepted and conflicts decided after the revision was sent."""
    marks = Annotation.objects.filter(
        Q(state=AnnotationState.ACCEPTED) | Q(state=AnnotationState.RESOLVED), story=story, decided_at__gt=since.sent_at
    )
    decisions = Decision.objects.filter(claim__story=story, decided_at__gt=since.sent_at)
    return [
        *marks.select_related("category", "article__outlet").defer("article__text").order_by("-decided_at"),
        *decisions.select_related("claim"),
    ]


def drafted_notice(earlier, later):
    """A notice from the difference of two documents, for a writer to go over; "" when no words went."""
    changes = wrong_words(earlier, later)
    sentences = [
        f"An earlier version said “{old}”; {f'it is “{new}”' if new else 'that was wrong'}." for old, new in changes
    ]
    if len(sentences) > MOST_CHANGES:
        sentences = [*sentences[:MOST_CHANGES], f"{len(sentences) - MOST_CHANGES} more passages were changed."]
    return " ".join(sentences)


def wrong_words(earlier, later):
    """[(what the earlier document said, what stands there now or "")] for each place where words went, headline first."""
    before = {row["id"]: row["text"] for row in earlier["paragraphs"]}
    after = {row["id"]: row["text"] for row in later["paragraphs"]}
    found = _changes(earlier["story"]["headline"], later["story"]["headline"])
    for key, text in before.items():
        found += _changes(text, after[key]) if key in after else []
    return list(dict.fromkeys(found))


def affected_exports(story, earlier, later):
    """The exports, newest first, of every revision that holds words which the later document put right."""
    wrong = [old for old, _ in wrong_words(earlier, later)]
    exports = Export.objects.filter(revision__story=story).select_related("revision", "exported_by", "receiver")
    return [export for export in exports if any(words in _text(export.revision.document) for words in wrong)]


def _changes(old, new):
    """[(old words, new words)] with a few words around, where words of `old` went."""
    pieces, found = word_diff(old, new), []
    for index, piece in enumerate(pieces):
        if piece.op != "removed" or not count_words(piece.text):
            continue
        neighbour = next((p for p in pieces[max(index - 1, 0) : index + 2] if p.op == "added"), None)
        lead = _last_words(_before(pieces, index))
        tail = _first_words(_behind(pieces, index))
        became = _framed(lead, neighbour.text, tail) if neighbour else ""
        found.append((_framed(lead, piece.text, tail), became))
    return found


def _before(pieces, index):
    """The unchanged text right before the change at `index`."""
    for piece in reversed(pieces[:index]):
        if piece.op == "same":
            return piece.text
        if piece.op == "removed":
            break
    return ""


def _behind(pieces, index):
    for piece in pieces[index + 1 :]:
        if piece.op == "same":
            return piece.text
        if piece.op == "removed":
            break
    return ""


def _last_words(text):
    """The last words of the text, none from an earlier sentence."""
    words = _last_sentence(text).split(" ")
    return " ".join(words[-SHOWN_AROUND - 1 :])


def _first_words(text):
    words = text.split(" ")
    kept = words[: SHOWN_AROUND + 1]
    for place, word in enumerate(kept):
        if word.endswith((".", "!", "?")):
            return " ".join(kept[: place + 1])
    return " ".join(kept)


def _last_sentence(text):
    for mark in (". ", "! ", "? "):
        text = text.rpartition(mark)[2]
    return text


def _framed(lead, words, tail):
    return f"{lead}{words}{tail}".strip()


def _text(document):
    return "\n".join([document["story"]["headline"], *(row["text"] for row in document["paragraphs"])])


def _belongs(cause, story):
    return (cause.claim.story_id if isinstance(cause, Decision) else cause.story_id) == story.pk
