"""The claim matrix as it is read: rows are facts, columns are articles, each cell says how its source stands.

Articles that share their wording are one voice: they stand side by side, and what only they say is said once.
"""

from collections import Counter
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.analysis.copies import Voices
from articles.models import Article, Claim, ClaimStatus, Sentence, SharedWording, Statement

ORDER = [ClaimStatus.CONFLICT, ClaimStatus.AGREE, ClaimStatus.SINGLE]
HOW_CELLS_STAND = {
    "agree": gettext_lazy("agrees"),
    "single": gettext_lazy("only here"),
    "conflict": gettext_lazy("conflict"),
    "odd": gettext_lazy("odd one out"),
    "both": gettext_lazy("says both"),
    "aside": gettext_lazy("set aside"),
    "silent": gettext_lazy("silent"),
}


class Said(NamedTuple):
    """One statement: the value as written, and the address of its place in the article.

    `is_aside`: another value was decided on. `wrong` is what editors accepted as wrong in its words.
    """

    value: str
    url: str
    is_aside: bool
    wrong: "Wrong | None" = None


class Wrong(NamedTuple):
    """An accepted mark on the words of a statement: its category, whose article it is in, and the address of its note."""

    category: str
    outlet: str
    url: str


class Cell(NamedTuple):
    """What one article says of one fact: one value per group, however often it says it. `kind`: see HOW_CELLS_STAND."""

    kind: str
    said: list[Said]
    starts_voice: bool

    @property
    def how(self):
        return HOW_CELLS_STAND[self.kind]


class Row(NamedTuple):
    claim: Claim
    cells: list[Cell]
    sources: int  # articles that say something of it
    voices: int  # independent ones among them

    @property
    def wrong(self):
        """What editors accepted as wrong in the words that it rests on."""
        return [said.wrong for cell in self.cells for said in cell.said if said.wrong]


class Column(NamedTuple):
    """Neighbouring columns: one article, or those of one voice, the likely original first."""

    articles: list[Article]

    @property
    def is_shared(self):
        return len(self.articles) > 1


class Sources(NamedTuple):
    """The articles of a story as the matrix orders them, and who of them is one voice."""

    columns: list[Column]
    voices: Voices

    @property
    def articles(self):
        return [article for column in self.columns for article in column.articles]

    @property
    def has_copies(self):
        return any(column.is_shared for column in self.columns)


class Option(NamedTuple):
    """A value to decide on: one group of statements that agree, of so many independent voices."""

    group: int
    value: str
    outlets: list[str]
    voices: int


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


def sources_of(story):
    """Two queries."""
    articles = list(story.articles.select_related("outlet"))
    for article in articles:
        article.story = story
    wordings = list(SharedWording.objects.of(story))
    voices = Voices(wording.as_sharing() for wording in wordings)
    originals = {wording.other_id for wording in wordings if wording.is_original}
    return Sources(_columns(articles, voices, originals), voices)


def _columns(articles, voices, originals):
    """The articles in their order, those of one voice together where the first of them stands."""
    home = {pk: number for number, family in enumerate(voices.families) for pk in family}
    together = {}
    for article in articles:
        together.setdefault(home.get(article.pk, f"alone {article.pk}"), []).append(article)
    return [Column(sorted(family, key=lambda one: one.pk not in originals)) for family in together.values()]


def rows_of(claims, sources):
    """The rows of the matrix, by ORDER. Costs no query when the claims come from `for_matrix()`."""
    ordered = sorted(claims, key=lambda claim: ORDER.index(claim.status))
    return [row_of(claim, sources) for claim in ordered]


def row_of(claim, sources):
    said = {}
    for statement in claim.statements.all():
        said.setdefault(statement.article_id, []).append(statement)
    leaders, chosen = _leading_groups(claim, sources), _chosen_groups(claim)
    cells = [
        _cell(claim, article, said.get(article.pk, []), leaders, chosen, starts_voice=article is column.articles[0])
        for column in sources.columns
        for article in column.articles
    ]
    return Row(claim, cells, len(said), len(_apart(claim.statements.all(), sources)))


def options_of(claim, sources):
    """The values to choose from, the one with most voices first; each in its commonest wording."""
    outlets = {article.pk: article.outlet.name for article in sources.articles}
    groups = {}
    for statement in claim.statements.all():
        groups.setdefault(statement.group, []).append(statement)
    return [
        Option(
            group,
            Counter(statement.value for statement in statements).most_common(1)[0][0],
            list(dict.fromkeys(outlets[statement.article_id] for statement in statements)),
            len(_apart(statements, sources)),
        )
        for group, statements in sorted(groups.items())
    ]


def preferred(claim, options, sources):
    """The group that a decision would most likely choose: what was decided before, or what most voices say."""
    for option in options:
        if claim.decision and claim.decision.value == option.value:
            return option.group
    leaders = _leading_groups(claim, sources)
    return min(leaders) if len(leaders) == 1 else None


def proofs_of(claim, sources):
    """The sentences in which the sources say it, in the order of the articles. One query."""
    by_pk = {article.pk: article for article in sources.articles}
    statements = sorted(claim.statements.all(), key=lambda s: (by_pk[s.article_id].number, s.start))
    sentences = Sentence.objects.filter(article__in={s.article_id for s in statements})
    spans = {}
    for sentence in sentences:
        spans.setdefault(sentence.article_id, []).append(sentence)
    leaders, seen, proofs = _leading_groups(claim, sources), set(), []
    for statement in statements:
        against = statement.group not in leaders or len(leaders) > 1
        around = spans.get(statement.article_id, [])
        proofs.append(_proof(statement, by_pk[statement.article_id], around, against, statement.group not in seen))
        seen.add(statement.group)
    return proofs


def place_url(article: Article, start: int, end: int) -> str:
    """The article's page, opened at `text[start:end]`."""
    return f"{reverse('article', args=[article.story.slug, article.number])}?at={start}-{end}#at"


def _leading_groups(claim, sources):
    """The groups with most voices: one of them when the sources take a side, several when they tie.

    Articles of one voice have one vote together, for what most of them say: a reprint with a slip in it is no witness.
    """
    said = list(claim.statements.all())
    votes = Counter()
    for voice in _apart(said, sources):
        votes.update(_commonest({(s.group, s.article_id) for s in said if s.article_id in voice}))
    most = max(votes.values(), default=0)
    return {group for group, count in votes.items() if count == most}


def _commonest(pairs):
    """The groups that most articles are in, of pairs (group, article)."""
    articles = Counter(group for group, _ in pairs)
    most = max(articles.values())
    return [group for group, count in articles.items() if count == most]


def _apart(statements, sources):
    return sources.voices.apart((s.article_id, s.start, s.end) for s in statements)


def _chosen_groups(claim):
    """The groups whose value was decided on; None without a decision that holds."""
    if not claim.is_decided:
        return None
    return {s.group for s in claim.statements.all() if claim.decision.value in (s.value, s.normalised)}


def _cell(claim, article, statements: list[Statement], leaders, chosen, *, starts_voice):
    first = {}
    for statement in statements:
        wrong = _wrong(statement, article)
        if statement.group not in first:
            url = place_url(article, statement.start, statement.end)
            is_aside = chosen is not None and statement.group not in chosen
            first[statement.group] = Said(statement.value, url, is_aside, wrong)
        elif wrong and not first[statement.group].wrong:
            first[statement.group] = first[statement.group]._replace(wrong=wrong)
    return Cell(_kind(claim, set(first), leaders, chosen), list(first.values()), starts_voice)


def _wrong(statement, article):
    if not statement.wrong_mark:
        return None
    url = reverse("article", args=[article.story.slug, article.number])
    key = statement.wrong_mark
    return Wrong(statement.wrong_category, article.outlet.name, f"{url}?note={key}#note-{key}")


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
