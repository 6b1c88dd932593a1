"""The support check of a draft: what its sentences say and their sources do not, and what is doubtful in the sources.

`articles.analysis.support` reads the words; here they meet what the editors accepted, decided and vouched for.
"""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.analysis.support import REACH, Cited, has_drifted, points
from articles.models import Event, StoryState, SupportConfirmation
from articles.text import Span, sentences
from articles.workflow.draft_put import corrected, corrections_among
from articles.workflow.errors import Refused

BLOCKING = frozenset(("quote", "number", "age"))  # nobody approves them unless somebody vouches for them
KINDS = {
    "quote": gettext_lazy("Altered quote"),
    "number": gettext_lazy("Number"),
    "age": gettext_lazy("Age"),
    "date": gettext_lazy("Date"),
    "time": gettext_lazy("Time"),
    "name": gettext_lazy("Name"),
    "place": gettext_lazy("Place"),
    "error": gettext_lazy("Accepted error"),
    "copy": gettext_lazy("One source only"),
    "changed": gettext_lazy("Changed since cited"),
}
LONGEST_REASON = 1000


class Rest(NamedTuple):
    """What a sentence rests on: words of an article (its id).

    `said` is what the draft said when they were cited for it, `says` what it says there now.
    """

    article: int
    start: int
    end: int
    quote: str
    said: str = ""
    says: str = ""


class Sentence(NamedTuple):
    """A sentence of the draft: `text[span]` of a paragraph (its id), with what it rests on."""

    paragraph: int
    text: str
    span: Span
    rests: list[Rest]

    @property
    def words(self):
        return self.text[self.span.start : self.span.end]


@dataclass(frozen=True)
class SupportPoint:
    """Something to look at in the sentence at `sentence` of a paragraph (its id): `text[start:end]`, or all of it.

    `text` says it in plain words; `rest` is the place of the source to look at; `confirmation` is set where somebody
    vouched for it.
    """

    kind: str
    words: str
    text: str
    paragraph: int
    sentence: Span
    start: int
    end: int
    rest: Rest
    confirmation: SupportConfirmation | None = None

    @property
    def name(self):
        return KINDS[self.kind]

    @property
    def blocks(self):
        return self.kind in BLOCKING and self.confirmation is None


def sentences_of_rows(rows):
    """The sentences of paragraphs with their citations at hand."""
    return [
        Sentence(row.pk, row.text, span, [_rest(row, citation) for citation in cited])
        for row in rows
        for span, cited in row.cited_sentences()
    ]


def _rest(row, citation):
    says = row.text[citation.start : citation.end]
    return Rest(citation.article_id, citation.source_start, citation.source_end, citation.quote, citation.said, says)


def sentences_of_document(document, evidence):
    """The same of a document: see `articles.workflow.document.document_of`."""
    rests = {
        row["number"]: Rest(evidence.by_number[row["article"]].pk, row["source_start"], row["source_end"], row["quote"])
        for row in document["citations"]
    }
    return [
        Sentence(
            paragraph["id"],
            paragraph["text"],
            Span(sentence["start"], sentence["end"]),
            [rests[number] for number in sentence["citations"]],
        )
        for paragraph in document["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def support(checked, evidence):
    """{paragraph: its points} for the given sentences, in reading order."""
    found = {}
    for sentence in checked:
        if sentence.rests:
            all_points = [*unsupported(sentence, evidence), *_doubtful(sentence, evidence)]
            found.setdefault(sentence.paragraph, []).extend(all_points)
    return found


def unsupported(sentence, evidence):
    """What the sentence says and the words that it cites do not: read with corrections made, and decided values known."""
    cited = []
    for rest in sentence.rests:
        article = evidence.articles[rest.article]
        accepted = evidence.accepted_in(rest.article, rest.start, rest.end)
        text = corrected(article, rest.start, rest.end, corrections_among(accepted, rest.start, rest.end))
        before = article.text[max(0, rest.start - REACH) : rest.start]
        cited.append(Cited(text, before, article.text, article.published))
        cited += [Cited(value) for value in evidence.decided_in(rest.article, rest.start, rest.end)]
    for point in points(sentence.text, *sentence.span, tuple(cited)):
        if point.kind == "quote":
            text = _("Not word for word in the cited source: %(words)s") % {"words": point.words}
        else:
            text = _("The cited source does not give this %(kind)s: “%(words)s”") % {
                "kind": KINDS[point.kind].lower(),
                "words": point.words,
            }
        yield _point(sentence, evidence, point.kind, point.words, text, (point.start, point.end))


def _doubtful(sentence, evidence):
    yield from _errors(sentence, evidence)
    if shared := _leaning(sentence, evidence):
        yield _point(
            sentence, evidence, "copy", shared, _("It rests on one source only: %(shared)s.") % {"shared": shared}
        )
    for rest in sentence.rests:
        if has_drifted(rest.said, rest.says):
            outlet = evidence.articles[rest.article].outlet.name
            text = _("The sentence has changed much since %(outlet)s was cited for it: look at the source again.") % {
                "outlet": outlet
            }
            yield _point(sentence, evidence, "changed", rest.quote, text, rest=rest)


def _errors(sentence, evidence):
    """Cited words that editors accepted as wrong, but where the sentence says what was suggested instead."""
    seen = set()
    for rest in sentence.rests:
        for mark in evidence.accepted_in(rest.article, rest.start, rest.end):
            if mark.pk in seen or _is_mended(sentence.words, mark):
                continue
            seen.add(mark.pk)
            text = _("The cited words were accepted as “%(category)s” in %(outlet)s: “%(quote)s”") % {
                "category": mark.category.name,
                "outlet": mark.article.outlet.name,
                "quote": mark.quote,
            }
            if mark.suggestion:
                text += f". Suggested: “{mark.suggestion}”"
            yield _point(sentence, evidence, "error", mark.quote, text, rest=rest)


def _is_mended(words, mark):
    if mark.suggestion is None or mark.quote.casefold() in words.casefold():
        return False
    return mark.suggestion.casefold() in words.casefold()  # "" asks to take the words out, and they are


def _leaning(sentence, evidence):
    """Why all that the sentence cites is one voice: "B copies A", or "" where it is not, or where nothing is copied."""
    cited = dict.fromkeys(rest.article for rest in sentence.rests)
    voices, said = set(), []
    for rest in sentence.rests:
        rows = [row for row in evidence.copies.get(rest.article, ()) if _is_shared(row, rest)]
        original = next((row.other_id for row in rows if row.is_original), None)
        partner = original or next((row.other_id for row in rows if row.other_id in cited), None)
        voices.add(min(rest.article, partner) if partner and not original else original or rest.article)
        if partner:
            names = [evidence.articles[pk].outlet.name for pk in (rest.article, partner)]
            said.append(f"{names[0]} {'copies' if original else 'shares its wording with'} {names[1]}")
    return "; ".join(dict.fromkeys(said)) if len(voices) == 1 else ""


def _is_shared(row, rest):
    """Whether the cited words lie in the wording that the two articles share; all of it does where places are not kept."""
    return not row.passages or any(start < rest.end and end > rest.start for start, end, *_ in row.passages)


def _point(sentence, evidence, kind, words, text, place=None, rest=None):
    confirmation = evidence.confirmations.get((hash_of(sentence.words), kind, words))
    start, end = place or sentence.span
    rest = rest or sentence.rests[0]
    return SupportPoint(kind, words, text, sentence.paragraph, sentence.span, start, end, rest, confirmation)


def hash_of(words):
    return hashlib.sha256(words.encode()).hexdigest()


# --- Vouching ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm(paragraph, *, by, sentence, kind, words, reason):
    """Vouch for a point of the support check: it is settled for as long as the sentence says these very words.

    `sentence` is the sentence as the editor saw it. Refused when the paragraph does not say it any more.
    """
    story = paragraph.story
    if story.state == StoryState.KILLED:
        raise Refused(_("This story was killed: its draft stays as it is."))
    reason = reason.strip()
    if kind not in KINDS:
        raise Refused(_("That is no point of the support check."))
    if not reason:
        raise Refused(_("Say how you know: the approver reads your reason."))
    if len(reason) > LONGEST_REASON:
        raise Refused(
            _("The reason may have %(most)s characters; this one has %(count)s.")
            % {"most": LONGEST_REASON, "count": len(reason)}
        )
    if sentence not in (paragraph.text[start:end] for start, end in sentences(paragraph.text)):
        raise Refused(_("The sentence has changed in the meantime: look at it again."))
    confirmation = SupportConfirmation.objects.create(
        story=story,
        paragraph=paragraph,
        sentence=sentence,
        sentence_sha256=hash_of(sentence),
        kind=kind,
        words=words,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    Event.objects.record("confirm", by=by, story=story, target=confirmation, kind=kind, words=words, reason=reason)
    return confirmation


@transaction.atomic
def withdraw(confirmation, *, by):
    """The point is open again."""
    rows = SupportConfirmation.objects.filter(pk=confirmation.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        raise Refused(_("This was taken back already."))
    Event.objects.record("unconfirm", by=by, story=confirmation.story, target=confirmation, words=confirmation.words)
