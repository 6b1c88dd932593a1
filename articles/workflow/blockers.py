"""What stands in the way of approval, each thing with the place where it is settled."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Annotation, Claim, Severity, Statement
from articles.workflow.document import paragraphs_of

IN_THE_WAY = [Severity.MAJOR, Severity.BLOCKER]


@dataclass(frozen=True)
class Blocker:
    """Something that must be settled before approval. `url` leads to the place where it is."""

    kind: str  # empty, uncited, marked, undecided
    text: str
    url: str
    paragraph: int | None = None


def blockers(story, document=None):
    """Everything open that refuses approval of the document (by default the draft as it stands), in reading order."""
    if document is None:
        document = dict(zip(("paragraphs", "citations"), paragraphs_of(story), strict=True))
    if not document["paragraphs"]:
        return [Blocker("empty", "The draft is empty.", reverse("draft", args=[story.slug]))]
    cited = _cited_spans(story, document)
    return [*_uncited(story, document), *_marked(story, cited), *_undecided(story, cited)]


def _uncited(story, document):
    draft = reverse("draft", args=[story.slug])
    for paragraph in document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            if not sentence["citations"]:
                text = f"A sentence cites no source: “{_short(sentence['text'])}”"
                yield Blocker("uncited", text, f"{draft}#para-{paragraph['id']}", paragraph["id"])


def _marked(story, cited):
    """Marks that stand on cited words: open, or accepted as true and not resolved."""
    standing = Annotation.objects.filter(story=story, severity__in=IN_THE_WAY).standing().select_related("category")
    for annotation in standing.select_related("category", "article__outlet").defer("article__text"):
        paragraph = _touching(cited, annotation.article_id, annotation.start, annotation.end)
        if paragraph is not None:
            where = reverse("article", args=[story.slug, annotation.article.number])
            text = (
                f"The story cites words marked “{annotation.category.name}” in {annotation.article.outlet.name}: "
                f"“{_short(annotation.quote)}”"
            )
            yield Blocker("marked", text, f"{where}?note={annotation.pk}#note-{annotation.pk}", paragraph)


def _undecided(story, cited):
    statements = Statement.objects.filter(claim__in=Claim.objects.filter(story=story).undecided())
    seen = set()
    for statement in statements.select_related("claim").order_by("claim__position"):
        paragraph = _touching(cited, statement.article_id, statement.start, statement.end)
        if paragraph is not None and statement.claim_id not in seen:
            seen.add(statement.claim_id)
            where = f"{reverse('claims', args=[story.slug])}?claim={statement.claim_id}"
            text = f"The story cites an undecided conflict: {statement.claim}"
            yield Blocker("undecided", text, where, paragraph)


def _cited_spans(story, document):
    """{article id: [(start, end, paragraph id)]} of everything that the document cites."""
    ids = dict(story.articles.values_list("number", "pk"))
    spans = {}
    for citation in document["citations"]:
        span = (citation["source_start"], citation["source_end"], citation["paragraph"])
        spans.setdefault(ids[citation["article"]], []).append(span)
    return spans


def _touching(cited, article, start, end):
    return next((paragraph for s, e, paragraph in cited.get(article, ()) if s < end and e > start), None)


def _short(text, length=70):
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
