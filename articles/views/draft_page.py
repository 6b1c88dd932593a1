"""What the draft page shows: the draft with its citations, its sources sentence by sentence, what is still open."""

from bisect import bisect_right
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from articles.analysis.relevance import rank
from articles.models import (
    Annotation,
    ChangeRequest,
    Citation,
    Claim,
    ClaimStatus,
    Sentence,
    StoryParagraph,
    StoryState,
)
from articles.text import Span, count_words, sentences
from articles.views.matrix import options_of, sources_of
from articles.workflow.approval import LONGEST_NOTE
from articles.workflow.blockers import Blocker, blockers
from articles.workflow.corrections import published
from articles.workflow.document import paragraphs_of
from articles.workflow.draft_undo import last_change, last_undone
from articles.workflow.evidence import Evidence
from articles.workflow.first_draft import untouched
from articles.workflow.head import FIELDS, HINTS, NAMES, limit_of
from articles.workflow.house_style import StylePoint, style_points
from articles.workflow.support import KINDS, SupportPoint, sentences_of_rows, support

WORDS_PER_MINUTE = 240  # at which a newspaper is read
FACTS = "facts"  # `?source=facts`: the claims stand at the side instead of an article
FITTING = "fitting"  # `?source=fitting`: what in all sources and facts is about the paragraph chosen
MOST_FITTING = 15  # sentences and facts shown then
CHANGES = {  # how undo and redo call a change of each verb
    "headline": gettext_lazy("new headline"),
    "head": gettext_lazy("head of the story"),
    "compose": gettext_lazy("first draft"),
    "add": gettext_lazy("new paragraph"),
    "write": gettext_lazy("your writing"),
    "move": gettext_lazy("paragraph moved"),
    "split": gettext_lazy("paragraph split"),
    "merge": gettext_lazy("paragraphs joined"),
    "remove": gettext_lazy("paragraph deleted"),
    "put": gettext_lazy("sentence put in"),
    "cite": gettext_lazy("source cited"),
    "uncite": gettext_lazy("citation taken away"),
}
READING, WRITING, KEPT = "reading", "writing", "kept"  # how a paragraph is shown; KEPT: as the page has it already


class Chip(NamedTuple):
    """A citation behind a sentence: outlet and number of the source's sentence; `source` is the article's number."""

    citation: Citation
    outlet: str
    source: int
    number: int

    @property
    def label(self):
        return f"{self.outlet} {self.number}"


class Doubt(NamedTuple):
    """A point of the support check, and the source's sentence to look at; `anchor` names its controls on the page."""

    point: SupportPoint
    sentence: str
    source: int
    number: int
    anchor: str

    @property
    def is_open(self):
        return self.point.confirmation is None


class Line(NamedTuple):
    """A sentence of the draft with what it cites; `start` counts in the paragraph's text."""

    start: int
    text: str
    chips: list[Chip]
    is_target: bool
    pieces: list[tuple[str, bool]]  # the text cut where words are in doubt: (words, whether they are)


class Paragraph(NamedTuple):
    row: StoryParagraph
    number: int
    lines: list[Line]
    mode: str
    is_last: bool
    blockers: list[Blocker]
    doubts: list[Doubt]
    style: list[StylePoint]

    @property
    def open_doubts(self):
        return [doubt for doubt in self.doubts if doubt.is_open]

    @property
    def confirmed(self):
        return [doubt for doubt in self.doubts if not doubt.is_open]

    @property
    def uncited(self):
        return [line for line in self.lines if not line.chips]

    @property
    def chips(self):
        """Each citation once, though it may cover several sentences."""
        return list({chip.citation.pk: chip for line in self.lines for chip in line.chips}.values())


class SourceSentence(NamedTuple):
    """A sentence of an article. `place` names its words in a request: article, start, end; `token` it itself."""

    outlet: str
    article: int
    number: int
    text: str
    place: str
    token: str
    is_used: bool
    marks: list[Annotation]


class Fact(NamedTuple):
    """A claim as the sources pane offers it: the decided value, or the one on which the sources agree.

    `voices`: the independent ones behind a value on which they agree.
    """

    claim: Claim
    value: str
    token: str
    is_used: bool
    voices: int

    @property
    def text(self):
        return f"{self.claim} {self.value or ''}"


class Target(NamedTuple):
    """The sentence that a click on a source cites for; while its paragraph is being written, the one at the cursor."""

    paragraph: Paragraph
    start: int
    text: str
    is_writing: bool


class HeadField(NamedTuple):
    """A field of the story's head: `started` is what is stored, `text` what stands in the field, `limit` its length."""

    name: str
    label: str
    hint: str
    text: str
    started: str
    limit: int


class DraftPage:
    """One story's draft, read once. `modes` says which paragraphs are open: {paragraph id: WRITING or KEPT};
    `typed` what was typed into fields of the head and is not saved.
    """

    longest_note = LONGEST_NOTE

    def __init__(self, story, user, *, source="", cite="", at=0, writing=False, modes=None, typed=None):
        self.story, self.user = story, user
        self.source, self.cite, self.at, self.is_writing = source, cite, at, writing
        self.modes, self.typed = modes or {}, typed or {}

    # The draft

    @cached_property
    def rows(self):
        return list(self.story.paragraphs.standing().for_page())

    @cached_property
    def paragraphs(self):
        return [self._paragraph(row, number) for number, row in enumerate(self.rows, start=1)]

    @cached_property
    def corrects(self):
        """The newest revision that has left the house, or None: what follows it is an update or a correction."""
        return published(self.story)

    def find(self, pk):
        return next((paragraph for paragraph in self.paragraphs if paragraph.row.pk == pk), None)

    @property
    def head(self):
        stored = {name: getattr(self.story, name) for name in FIELDS}
        return [
            HeadField(name, NAMES[name], HINTS[name], self.typed.get(name, text), text, limit_of(name))
            for name, text in stored.items()
        ]

    @cached_property
    def word_count(self):
        return count_words(f"{self.story.headline} {self.story.standfirst}") + sum(
            count_words(row.text) for row in self.rows
        )

    @property
    def minutes(self):
        """To read it; 0 when there is nothing to read."""
        return max(1, round(self.word_count / WORDS_PER_MINUTE)) if self.word_count else 0

    @cached_property
    def uncited_count(self):
        return sum(len(paragraph.uncited) for paragraph in self.paragraphs)

    @cached_property
    def evidence(self):
        return Evidence(self.story, self.articles)

    @cached_property
    def blockers(self):
        document = dict(zip(("paragraphs", "citations"), paragraphs_of(self.story, self.rows), strict=True))
        return blockers(self.story, document, self.evidence)

    @cached_property
    def doubts(self):
        """{paragraph: what the support check says of it}"""
        return support(sentences_of_rows(self.rows), self.evidence)

    @cached_property
    def style(self):
        """{paragraph: where it departs from house style, or from how the rest of the story spells}"""
        return style_points(self.rows)

    @cached_property
    def proposed(self):
        """The ids of the paragraphs that a first draft brought and that nobody has worked on yet."""
        return untouched(self.story, self.rows)

    @cached_property
    def change_request(self):
        """What the approver asked for, while the story waits for it."""
        if self.story.state != StoryState.CHANGES_REQUESTED:
            return None
        requests = ChangeRequest.objects.filter(revision__story=self.story).select_related("by", "revision")
        return requests.order_by("-pk").first()

    @cached_property
    def undo_name(self):
        """What undo would take back; empty when there is nothing."""
        return change_name(last_change(self.story, self.user))

    @cached_property
    def redo_name(self):
        return change_name(last_undone(self.story, self.user))

    @cached_property
    def saved_at(self):
        return max((row.updated_at for row in self.rows), default=None)

    @cached_property
    def may_write(self):
        return self.user.has_perm("articles.change_story") and self.story.state != StoryState.KILLED

    # The sources

    @cached_property
    def articles(self):
        articles = list(self.story.articles.select_related("outlet"))
        for article in articles:
            article.story = self.story
        return articles

    @property
    def shown(self):
        """What stands at the side, as an address names it."""
        return self.source if self.source in (FACTS, FITTING) else self.article.number if self.article else ""

    @property
    def shows_facts(self):
        return self.source == FACTS

    @property
    def shows_fitting(self):
        return self.source == FITTING

    @cached_property
    def article(self):
        """The article at the side: the one asked for, else the first."""
        asked = (article for article in self.articles if str(article.number) == self.source)
        is_other = self.shows_facts or self.shows_fitting
        return None if is_other else next(asked, self.articles[0] if self.articles else None)

    @cached_property
    def used(self):
        """The tokens of the sentences and facts that the draft cites."""
        citations = [citation for row in self.rows for citation in row.citations.all()]
        tokens = {f"fact:{citation.claim_id}" for citation in citations if citation.claim_id}
        for citation in citations:
            within = self._sentences.get(citation.article_id, [])
            touched = [s for s in within if citation.source_start < s.end and citation.source_end > s.start]
            tokens |= {f"{citation.article.number}:{sentence.number}" for sentence in touched}
        return tokens

    @cached_property
    def source_sentences(self):
        return self._sentences_of(self.article)

    @cached_property
    def subject(self):
        """The paragraph that the fitting sentences are for: the one that is cited for, else the last."""
        asked = (paragraph for paragraph in self.paragraphs if str(paragraph.row.pk) == self.cite)
        return next(asked, self.paragraphs[-1] if self.paragraphs else None)

    @cached_property
    def fitting(self):
        """Sentences of all articles, and facts, that share most with the subject; what the draft uses comes last.

        A paragraph without words takes those of the one before it, and a story without paragraphs of its headline.
        """
        texts = [p.row.text for p in self.paragraphs if p.row.text and p.number <= self.subject.number]
        about = texts[-1] if texts else self.story.headline or self.story.title
        offered = [*(s for article in self.articles for s in self._sentences_of(article)), *self.facts]
        found = [offered[number] for number in rank(about, [one.text for one in offered])]
        return sorted(found, key=lambda one: one.is_used)[:MOST_FITTING]

    @cached_property
    def facts(self):
        """The claims whose value is settled, then those that still wait for a decision (with no value)."""
        sources = sources_of(self.story)
        facts = [self._fact(claim, sources) for claim in self.story.claims.for_matrix()]
        return sorted(facts, key=lambda fact: fact.value is None)

    @cached_property
    def target(self):
        paragraph = next((p for p in self.paragraphs if str(p.row.pk) == self.cite), None)
        if paragraph is None or not self.may_write:
            return None
        span = sentence_at(paragraph.row.text, self.at)
        text = paragraph.row.text[span.start : span.end] if span else ""
        return Target(paragraph, span.start if span else 0, text, self.is_writing) if text or self.is_writing else None

    # Private

    def _paragraph(self, row, number):
        mode = self.modes.get(row.pk, READING)
        # Those of the support check stand beside their sentences, and "uncited" behind them.
        open_points = [b for b in self.blockers if b.paragraph == row.pk and b.kind not in ("uncited", *KINDS)]
        doubts = [self._doubt(row, point, place) for place, point in enumerate(self.doubts.get(row.pk, []), start=1)]
        is_last, style = number == len(self.rows), self.style.get(row.pk, [])
        return Paragraph(row, number, self._lines(row, doubts), mode, is_last, open_points, doubts, style)

    def _lines(self, row, doubts):
        chosen = sentence_at(row.text, self.at) if str(row.pk) == self.cite and not self.is_writing else None
        points = [doubt.point for doubt in doubts if doubt.is_open]
        return [
            Line(
                span.start,
                row.text[span.start : span.end],
                [chip_of(citation) for citation in cited],
                span == chosen,
                _pieces(row.text, span, points),
            )
            for span, cited in row.cited_sentences()
        ]

    def _doubt(self, row, point, place):
        within = self._sentences.get(point.rest.article, [])
        at = bisect_right(within, point.rest.start, key=lambda sentence: sentence.start)
        number = within[at - 1].number if at else 1
        article = self.evidence.articles[point.rest.article].number
        sentence = row.text[point.sentence.start : point.sentence.end]
        return Doubt(point, sentence, article, number, f"{row.pk}-{place}")

    def _sentences_of(self, article):
        return [
            SourceSentence(
                article.outlet.name,
                article.number,
                sentence.number,
                article.text[sentence.start : sentence.end],
                f"{article.number}:{sentence.start}:{sentence.end}",
                f"{article.number}:{sentence.number}",
                f"{article.number}:{sentence.number}" in self.used,
                self._marks.get(sentence.pk, []),
            )
            for sentence in self._sentences.get(article.pk, [])
        ]

    @cached_property
    def _marks(self):
        """{id of a source's sentence: what is marked in it}: open marks and accepted ones."""
        found = {}
        for mark in sorted(self.evidence.marks, key=lambda mark: (mark.start, mark.end, mark.pk)):
            within = self._sentences.get(mark.article_id, [])
            at = bisect_right(within, mark.start, key=lambda sentence: sentence.end)
            for sentence in takewhile(lambda sentence, end=mark.end: sentence.start < end, within[at:]):
                found.setdefault(sentence.pk, []).append(mark)
        return found

    @cached_property
    def _sentences(self):
        """{article id: its sentences in order}, for every article of the story: one query."""
        found = {}
        for sentence in Sentence.objects.filter(article__story=self.story).order_by("article", "number"):
            found.setdefault(sentence.article_id, []).append(sentence)
        return found

    def _fact(self, claim, sources):
        value, voices = claim.decision.value or None if claim.is_decided else None, 0
        if claim.status != ClaimStatus.CONFLICT and not claim.is_decided:
            usual = options_of(claim, sources)[0]
            value, voices = usual.value, usual.voices
        return Fact(claim, value, f"fact:{claim.pk}", f"fact:{claim.pk}" in self.used, voices)


def chip_of(citation) -> Chip:
    """Of a citation read with `for_page()`."""
    return Chip(citation, citation.article.outlet.name, citation.article.number, citation.sentence or 1)


def _pieces(text, span, points):
    """The sentence cut where words of it are in doubt; a doubt about all of it marks none."""
    pieces, done = [], span.start
    for point in sorted(points, key=lambda point: point.start):
        if done <= point.start < point.end <= span.end and (point.start, point.end) != span:
            pieces += [(text[done : point.start], False), (text[point.start : point.end], True)]
            done = point.end
    return [piece for piece in [*pieces, (text[done : span.end], False)] if piece[0]]


def change_name(change) -> str:
    """What a change of the draft did, in words; empty for None."""
    return CHANGES.get(change.verb, change.verb) if change else ""


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence in which the offset lies, or the one before it; None in a text without words."""
    spans = sentences(text)
    begun = [span for span in spans if span.start <= offset]
    return begun[-1] if begun else next(iter(spans), None)
