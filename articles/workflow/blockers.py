"""What stands in the way of approval, each thing with the place where it is settled."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import F
from django.urls import reverse

from articles.models import Annotation, Claim, Severity, Statement
from articles.workflow.document import paragraphs_of

IN_THE_WAY = [Severity.MAJOR, Severity.BLOCKER]


@dataclass(frozen=True)
class Blocker:
    """Something that must be settled before approval. `url` leads to the place where it is."""

    kind: str  # empty, uncited, marked, repeated, undecided, against
    text: str
    url: str
    paragraph: int | None = None


class Cited(NamedTuple):
    """A place of a source that the story rests on, and what the story says there."""

    start: int
    end: int
    paragraph: int
    text: str


def blockers(story, document=None):
    """Everything open that refuses approval of the document (by default the draft as it stands), in reading order.

    A sentence that cites nothing; cited words with an open major or blocker mark; a sentence that repeats words which
    were accepted as wrong; a cited conflict that nobody decided; a sentence that says what was decided against.
    """
    if document is None:
        document = dict(zip(("paragraphs", "citations"), paragraphs_of(story), strict=True))
    draft = reverse("draft", args=[story.slug])
    if not document["paragraphs"]:
        return [Blocker("empty", "The draft is empty.", draft)]
    cited = _cited(story, document)
    return [
        *_uncited(draft, document),
        *_marked(story, draft, cited),
        *_undecided(story, cited),
        *_against(story, draft, cited),
    ]


def _uncited(draft, document):
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            if not sentence["citations"]:
                text = f"A sentence cites no source: “{_short(sentence['text'])}”"
                yield Blocker("uncited", text, f"{draft}#para-{paragraph['id']}", paragraph["id"])


def _marked(story, draft, cited):
    standing = Annotation.objects.filter(story=story, severity__in=IN_THE_WAY).standing().select_related("category")
    for mark in standing.select_related("article__outlet").defer("article__text"):
        places = _touching(cited, mark.article_id, mark.start, mark.end)
        repeated = next((place for place in places if _says(place.text, mark.quote)), None)
        words, category = _short(mark.quote), mark.category.name
        if mark.is_open and places:
            where = reverse("article", args=[story.slug, mark.article.number])
            text = f"The story cites words marked “{category}” in {mark.article.outlet.name}: “{words}”"
            yield Blocker("marked", text, f"{where}?note={mark.pk}#note-{mark.pk}", places[0].paragraph)
        elif repeated:
            text = f"The story repeats words accepted as “{category}”: “{words}”"
            yield Blocker("repeated", text, f"{draft}#para-{repeated.paragraph}", repeated.paragraph)


def _undecided(story, cited):
    statements = Statement.objects.filter(claim__in=Claim.objects.filter(story=story).undecided())
    seen = set()
    for statement in statements.select_related("claim").order_by("claim__position"):
        places = _touching(cited, statement.article_id, statement.start, statement.end)
        if places and statement.claim_id not in seen:
            seen.add(statement.claim_id)
            where = f"{reverse('claims', args=[story.slug])}?claim={statement.claim_id}"
            text = f"The story cites an undecided conflict: {statement.claim}"
            yield Blocker("undecided", text, where, places[0].paragraph)


def _against(story, draft, cited):
    """A cited value that an editor set aside still stands in the sentence, and the decided one does not."""
    statements = Statement.objects.filter(
        claim__story=story, claim__status="conflict", claim__decision__picture=F("claim__picture")
    )
    rows = statements.select_related("claim__decision").order_by("claim__position", "claim", "pk")
    for claim, group in groupby(rows, key=lambda statement: statement.claim):
        said, value = list(group), claim.decision.value
        chosen = {s.group for s in said if value in (s.value, s.normalised)}
        right = {value, *(s.value for s in said if s.group in chosen)} - {""}
        wrong = [s for s in said if s.group not in chosen]
        for statement, place in _repeating(cited, wrong, right):
            verdict = f"decided: {value}" if value else "decided to leave it out"
            text = f"The story says “{statement.value}”, but on “{claim}” it was {verdict}"
            yield Blocker("against", text, f"{draft}#para-{place.paragraph}", place.paragraph)


def _repeating(cited, statements, right):
    """[(statement, place)]: each sentence of the story once that says a statement's value, and none of those in `right`."""
    seen = set()
    for statement in statements:
        for place in _touching(cited, statement.article_id, statement.start, statement.end):
            is_said = _says(place.text, statement.value) and not any(_says(place.text, words) for words in right)
            if is_said and place.text not in seen:
                seen.add(place.text)
                yield statement, place


def _cited(story, document):
    """{article id: [Cited]} of everything that the document cites."""
    ids = dict(story.articles.values_list("number", "pk"))
    said = {}
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            for number in sentence["citations"]:
                said.setdefault(number, []).append(sentence["text"])
    places = {}
    for citation in document["citations"]:
        text = " ".join(said.get(citation["number"], ()))
        place = Cited(citation["source_start"], citation["source_end"], citation["paragraph"], text)
        places.setdefault(ids[citation["article"]], []).append(place)
    return places


def _touching(cited, article, start, end):
    return [place for place in cited.get(article, ()) if place.start < end and place.end > start]


def _says(text, words):
    """Whether the text holds the words, whatever their capitals and spaces, not as a part of longer ones."""
    wanted = r"\s+".join(map(re.escape, words.casefold().split()))
    return bool(re.search(rf"(?<!\w){wanted}(?!\w)", text.casefold()))


def _short(text, length=70):
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
