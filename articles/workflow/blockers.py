"""What stands in the way of approval, each thing with the place where it is settled."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Severity
from articles.workflow.document import paragraphs_of
from articles.workflow.evidence import Evidence
from articles.workflow.support import sentences_of_document, unsupported

IN_THE_WAY = [Severity.MAJOR, Severity.BLOCKER]


@dataclass(frozen=True)
class Blocker:
    """Something that must be settled before approval. `url` leads to the place where it is; `words` are what it is about."""

    kind: str  # empty, uncited, marked, repeated, undecided, against; or a kind of the support check
    text: str
    url: str
    paragraph: int | None = None
    words: str = ""


class Cited(NamedTuple):
    """A place of a source that the story rests on, and what the story says there."""

    start: int
    end: int
    paragraph: int
    text: str


def blockers(story, document=None, evidence=None):
    """Everything open that refuses approval of the document (by default the draft as it stands), in reading order.

    A sentence that cites nothing; cited words with an open major or blocker mark; a sentence that repeats words which
    were accepted as wrong; a cited conflict that nobody decided; a sentence that says what was decided against; a quote
    or a number that the cited words do not bear out and nobody vouched for.
    """
    if document is None:
        document = dict(zip(("paragraphs", "citations"), paragraphs_of(story), strict=True))
    draft = reverse("draft", args=[story.slug])
    if not document["paragraphs"]:
        return [Blocker("empty", _("The draft is empty."), draft)]
    evidence = evidence or Evidence(story)
    cited = _cited(document, evidence)
    found = [
        *_uncited(draft, document),
        *_marked(story, draft, cited, evidence),
        *_undecided(story, cited, evidence),
        *_against(draft, cited, evidence),
    ]
    return [*found, *_unsupported(draft, document, evidence, found)]


def _uncited(draft, document):
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            if not sentence["citations"]:
                text = _("A sentence cites no source: “%(text)s”") % {"text": _short(sentence["text"])}
                yield Blocker(
                    "uncited",
                    text,
                    f"{draft}#para-{paragraph['id']}",
                    paragraph["id"],
                )


def _marked(story, draft, cited, evidence):
    for mark in (mark for mark in evidence.marks if mark.severity in IN_THE_WAY):
        places = _touching(cited, mark.article_id, mark.start, mark.end)
        repeated = next((place for place in places if _says(place.text, mark.quote)), None)
        words, category = _short(mark.quote), mark.category.name
        if mark.is_open and places:
            where = reverse("article", args=[story.slug, mark.article.number])
            text = _("The story cites words marked “%(category)s” in %(outlet)s: “%(words)s”") % {
                "category": category,
                "outlet": mark.article.outlet.name,
                "words": words,
            }
            yield Blocker(
                "marked",
                text,
                f"{where}?note={mark.pk}#note-{mark.pk}",
                places[0].paragraph,
            )
        elif repeated:
            text = _("The story repeats words accepted as “%(category)s”: “%(words)s”") % {
                "category": category,
                "words": words,
            }
            yield Blocker(
                "repeated",
                text,
                f"{draft}#para-{repeated.paragraph}",
                repeated.paragraph,
                mark.quote,
            )


def _undecided(story, cited, evidence):
    seen = set()
    for statement in (statement for statement in evidence.conflicting if statement.claim.is_undecided):
        places = _touching(cited, statement.article_id, statement.start, statement.end)
        if places and statement.claim_id not in seen:
            seen.add(statement.claim_id)
            where = f"{reverse('claims', args=[story.slug])}?claim={statement.claim_id}"
            text = _("The story cites an undecided conflict: %(claim)s") % {"claim": statement.claim}
            yield Blocker("undecided", text, where, places[0].paragraph)


def _against(draft, cited, evidence):
    """A cited value that an editor set aside still stands in the sentence, and the decided one does not."""
    rows = [statement for statement in evidence.conflicting if statement.claim.is_decided]
    for claim, group in groupby(rows, key=lambda statement: statement.claim):
        said, value = list(group), claim.decision.value
        chosen = {s.group for s in said if value in (s.value, s.normalised)}
        right = {value, *(s.value for s in said if s.group in chosen)} - {""}
        wrong = [s for s in said if s.group not in chosen]
        for statement, place in _repeating(cited, wrong, right):
            said = {"said": statement.value, "claim": claim, "value": value}
            if value:
                text = _("The story says “%(said)s”, but on “%(claim)s” it was decided: %(value)s") % said
            else:
                text = _("The story says “%(said)s”, but on “%(claim)s” it was decided to leave it out") % said
            yield Blocker("against", text, f"{draft}#para-{place.paragraph}", place.paragraph, statement.value)


def _unsupported(draft, document, evidence, found):
    """Quotes and numbers that the cited words do not bear out; what is `found` already is not said twice."""
    for sentence in sentences_of_document(document, evidence):
        for point in unsupported(sentence, evidence):
            known = (b.words for b in found if b.words and b.paragraph == point.paragraph)
            if point.blocks and not any(point.words in words for words in known):
                yield Blocker(point.kind, point.text, f"{draft}#para-{point.paragraph}", point.paragraph, point.words)


def _repeating(cited, statements, right):
    """[(statement, place)]: each sentence of the story once that says a statement's value, and none of those in `right`."""
    seen = set()
    for statement in statements:
        for place in _touching(cited, statement.article_id, statement.start, statement.end):
            is_said = _says(place.text, statement.value) and not any(_says(place.text, words) for words in right)
            if is_said and place.text not in seen:
                seen.add(place.text)
                yield statement, place


def _cited(document, evidence):
    """{article id: [Cited]} of everything that the document cites."""
    said = {}
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            for number in sentence["citations"]:
                said.setdefault(number, []).append(sentence["text"])
    places = {}
    for citation in document["citations"]:
        text = " ".join(said.get(citation["number"], ()))
        place = Cited(citation["source_start"], citation["source_end"], citation["paragraph"], text)
        places.setdefault(evidence.by_number[citation["article"]].pk, []).append(place)
    return places


def _touching(cited, article, start, end):
    return [place for place in cited.get(article, ()) if place.start < end and place.end > start]


def _says(text, words):
    """Whether the text holds the words, whatever their capitals and spaces, not as a part of longer ones."""
    wanted = r"\s+".join(map(re.escape, words.casefold().split()))
    return bool(re.search(rf"(?<!\w){wanted}(?!\w)", text.casefold()))


def _short(text, length=70):
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
