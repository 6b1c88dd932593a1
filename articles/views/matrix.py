"""The claim matrix as it is read: rows are facts, columns are articles, each cell says how its source stands."""

from collections import Counter
from typing import NamedTuple

from django.urls import reverse

from articles.models import Article, Claim, ClaimStatus, Sentence, Statement

ORDER = [ClaimStatus.CONFLICT, ClaimStatus.AGREE, ClaimStatus.SINGLE]
HOW_CELLS_STAND = {
    "agree": "agrees",
    "single": "only here",
    "conflict": "conflict",
    "odd": "odd one out",
    "both": "says both",
    "aside": "set aside",
    "silent": "silent",
}


class Said(NamedTuple):
    """One statement: the value as written, and the address of its place in the article.

    `is_aside`: another value was decided on.
    """

    value: str
    url: str
    is_aside: bool


class Cell(NamedTuple):
    """What one article says of one fact: one value per group, however often it says it. `kind`: see HOW_CELLS_STAND."""

    kind: str
    said: list[Said]

    @property
    def how(self):
        return HOW_CELLS_STAND[self.kind]


class Row(NamedTuple):
    claim: Claim
    cells: list[Cell]
    voices: int  # articles that say something of it


class Option(NamedTuple):
    """A value to decide on: one group of statements that agree."""

    group: int
    value: str
    outlets: list[str]


class Proof(NamedTuple):
    """A sentence of a source, in three parts: the value stands in the middle."""

    before: str
    value: str
    after: str
    outlet: str
    number: int
    url: str
    is_against: bool
    is_first: bool  # of its group: the others say the same


def rows_of(claims, articles):
    """The rows of the matrix, by ORDER. Costs no query when the claims come from `for_matrix()`."""
    ordered = sorted(claims, key=lambda claim: ORDER.index(claim.status))
    return [row_of(claim, articles) for claim in ordered]


def row_of(claim, articles):
    said = {}
    for statement in claim.statements.all():
        said.setdefault(statement.article_id, []).append(statement)
    leaders, chosen = _leading_groups(claim), _chosen_groups(claim)
    cells = [_cell(claim, article, said.get(article.pk, []), leaders, chosen) for article in articles]
    return Row(claim, cells, len(said))


def options_of(claim, articles):
    """The values to choose from, the one with most voices first; each in its commonest wording."""
    outlets = {article.pk: article.outlet.name for article in articles}
    groups = {}
    for statement in claim.statements.all():
        groups.setdefault(statement.group, []).append(statement)
    return [
        Option(
            group,
            Counter(statement.value for statement in statements).most_common(1)[0][0],
            list(dict.fromkeys(outlets[statement.article_id] for statement in statements)),
        )
        for group, statements in sorted(groups.items())
    ]


def preferred(claim, options):
    """The group that a decision would most likely choose: what was decided before, or what most voices say."""
    for option in options:
        if claim.decision and claim.decision.value == option.value:
            return option.group
    leaders = _leading_groups(claim)
    return min(leaders) if len(leaders) == 1 else None


def proofs_of(claim, articles):
    """The sentences in which the sources say it, in the order of the articles. One query."""
    by_pk = {article.pk: article for article in articles}
    statements = sorted(claim.statements.all(), key=lambda s: (by_pk[s.article_id].number, s.start))
    sentences = Sentence.objects.filter(article__in={s.article_id for s in statements})
    spans = {}
    for sentence in sentences:
        spans.setdefault(sentence.article_id, []).append(sentence)
    leaders, seen, proofs = _leading_groups(claim), set(), []
    for statement in statements:
        against = statement.group not in leaders or len(leaders) > 1
        around = spans.get(statement.article_id, [])
        proofs.append(_proof(statement, by_pk[statement.article_id], around, against, statement.group not in seen))
        seen.add(statement.group)
    return proofs


def place_url(article: Article, start: int, end: int) -> str:
    """The article's page, opened at `text[start:end]`."""
    return f"{reverse('article', args=[article.story.slug, article.number])}?at={start}-{end}#at"


def _leading_groups(claim):
    """The groups with most voices: one of them when the sources take a side, several when they tie."""
    voices = {}
    for statement in claim.statements.all():
        voices.setdefault(statement.group, set()).add(statement.article_id)
    most = max((len(articles) for articles in voices.values()), default=0)
    return {group for group, articles in voices.items() if len(articles) == most}


def _chosen_groups(claim):
    """The groups whose value was decided on; None without a decision that holds."""
    if not claim.is_decided:
        return None
    return {s.group for s in claim.statements.all() if claim.decision.value in (s.value, s.normalised)}


def _cell(claim, article, statements: list[Statement], leaders, chosen):
    first = {}
    for statement in statements:
        if statement.group not in first:
            url = place_url(article, statement.start, statement.end)
            first[statement.group] = Said(statement.value, url, chosen is not None and statement.group not in chosen)
    return Cell(_kind(claim, set(first), leaders, chosen), list(first.values()))


def _kind(claim, groups, leaders, chosen):
    if not groups:
        return "silent"
    if chosen is not None:
        return "agree" if groups <= chosen else "both" if groups & chosen else "aside"
    if claim.status != ClaimStatus.CONFLICT:
        return claim.status
    if len(groups) > 1:
        return "both"
    if len(leaders) == 1:
        return "agree" if groups == leaders else "odd"
    return "conflict" if groups <= leaders else "odd"


def _proof(statement, article, sentences, is_against, is_first):
    around = next((s for s in sentences if s.start <= statement.start < s.end), None)
    start, end, number = (around.start, around.end, around.number) if around else (statement.start, statement.end, 0)
    return Proof(
        article.text[start : statement.start],
        article.text[statement.start : statement.end],
        article.text[statement.end : end],
        article.outlet.name,
        number,
        place_url(article, statement.start, statement.end),
        is_against,
        is_first,
    )
