"""What the draft page shows: the draft with its citations, its sources sentence by sentence, what is still open."""

from bisect import bisect_right
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from articles.models import Annotation, ChangeRequest, Citation, Claim, Sentence, StoryParagraph, StoryState
from articles.text import Span, count_words, sentences
from articles.views.matrix import options_of
from articles.workflow.approval import LONGEST_NOTE
from articles.workflow.blockers import Blocker, blockers
from articles.workflow.draft_undo import last_change, last_undone

WORDS_PER_MINUTE = 240  # at which a newspaper is read
FACTS = "facts"  # `?source=facts`: the claims stand at the side instead of an article
CHANGES = {  # how undo and redo call a change of each verb
    "headline": "new headline",
    "add": "new paragraph",
    "write": "your writing",
    "move": "paragraph moved",
    "split": "paragraph split",
    "merge": "paragraphs joined",
    "remove": "paragraph deleted",
    "put": "sentence put in",
    "cite": "source cited",
    "uncite": "citation taken away",
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


class Line(NamedTuple):
    """A sentence of the draft with what it cites; `start` counts in the paragraph's text."""

    start: int
    text: str
    chips: list[Chip]
    is_target: bool


class Paragraph(NamedTuple):
    row: StoryParagraph
    number: int
    lines: list[Line]
    mode: str
    is_last: bool
    blockers: list[Blocker]

    @property
    def uncited(self):
        return [line for line in self.lines if not line.chips]

    @property
    def chips(self):
        """Each citation once, though it may cover several sentences."""
        return list({chip.citation.pk: chip for line in self.lines for chip in line.chips}.values())


class SourceSentence(NamedTuple):
    """A sentence of an article. `place` names its words in a request: article, start, end; `token` it itself."""

    number: int
    text: str
    place: str
    token: str
    is_used: bool
    marks: list[Annotation]


class Fact(NamedTuple):
    """A claim as the sources pane offers it: the decided value, or the one on which the sources agree."""

    claim: Claim
    value: str
    token: str
    is_used: bool


class Target(NamedTuple):
    """The sentence that a click on a source cites for; while its paragraph is being written, the one at the cursor."""

    paragraph: Paragraph
    start: int
    text: str
    is_writing: bool


class DraftPage:
    """One story's draft, read once. `modes` says which paragraphs are open: {paragraph id: WRITING or KEPT}."""

    longest_note = LONGEST_NOTE

    def __init__(self, story, user, *, source="", cite="", at=0, writing=False, modes=None):
        self.story, self.user = story, user
        self.source, self.cite, self.at, self.is_writing = source, cite, at, writing
        self.modes = modes or {}

    # The draft

    @cached_property
    def rows(self):
        return list(self.story.paragraphs.standing().for_page())

    @cached_property
    def paragraphs(self):
        return [self._paragraph(row, number) for number, row in enumerate(self.rows, start=1)]

    def find(self, pk):
        return next((paragraph for paragraph in self.paragraphs if paragraph.row.pk == pk), None)

    @cached_property
    def word_count(self):
        return count_words(self.story.headline) + sum(count_words(row.text) for row in self.rows)

    @property
    def minutes(self):
        """To read it; 0 when there is nothing to read."""
        return max(1, round(self.word_count / WORDS_PER_MINUTE)) if self.word_count else 0

    @cached_property
    def uncited_count(self):
        return sum(len(paragraph.uncited) for paragraph in self.paragraphs)

    @cached_property
    def blockers(self):
        return blockers(self.story)

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

    @cached_property
    def shows_facts(self):
        return self.source == FACTS

    @cached_property
    def article(self):
        """The article at the side: the one asked for, else the first."""
        asked = (article for article in self.articles if str(article.number) == self.source)
        return None if self.shows_facts else next(asked, self.articles[0] if self.articles else None)

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
        article = self.article
        return [
            SourceSentence(
                sentence.number,
                article.text[sentence.start : sentence.end],
                f"{article.number}:{sentence.start}:{sentence.end}",
                f"{article.number}:{sentence.number}",
                f"{article.number}:{sentence.number}" in self.used,
                self._marks.get(sentence.number, []),
            )
            for sentence in self._sentences.get(article.pk, [])
        ]

    @cached_property
    def facts(self):
        """The claims whose value is settled, then those that still wait for a decision (with no value)."""
        claims = list(self.story.claims.for_matrix())
        facts = [Fact(c, self._value(c), f"fact:{c.pk}", f"fact:{c.pk}" in self.used) for c in claims]
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
        open_points = [b for b in self.blockers if b.paragraph == row.pk and b.kind != "uncited"]
        return Paragraph(row, number, self._lines(row), mode, number == len(self.rows), open_points)

    def _lines(self, row):
        chosen = sentence_at(row.text, self.at) if str(row.pk) == self.cite and not self.is_writing else None
        return [
            Line(span.start, row.text[span.start : span.end], [self._chip(c) for c in cited], span == chosen)
            for span, cited in row.cited_sentences()
        ]

    def _chip(self, citation):
        within = self._sentences.get(citation.article_id, [])
        at = bisect_right(within, citation.source_start, key=lambda sentence: sentence.start)
        number = within[at - 1].number if at else 1
        return Chip(citation, citation.article.outlet.name, citation.article.number, number)

    @cached_property
    def _marks(self):
        """{number of a sentence: what is marked in it}, for the article at the side: open marks and accepted ones."""
        marks = Annotation.objects.filter(article=self.article).standing().select_related("category")
        within, found = self._sentences.get(self.article.pk, []), {}
        for mark in marks.order_by("start", "end", "pk"):
            at = bisect_right(within, mark.start, key=lambda sentence: sentence.end)
            for sentence in takewhile(lambda sentence, end=mark.end: sentence.start < end, within[at:]):
                found.setdefault(sentence.number, []).append(mark)
        return found

    @cached_property
    def _sentences(self):
        """{article id: its sentences in order}, for every article of the story: one query."""
        found = {}
        for sentence in Sentence.objects.filter(article__story=self.story).order_by("article", "number"):
            found.setdefault(sentence.article_id, []).append(sentence)
        return found

    def _value(self, claim):
        if claim.is_decided:
            return claim.decision.value or None
        if claim.is_undecided:
            return None
        return options_of(claim, self.articles)[0].value


def change_name(change) -> str:
    """What a change of the draft did, in words; empty for None."""
    return CHANGES.get(change.verb, change.verb) if change else ""


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence in which the offset lies, or the one before it; None in a text without words."""
    spans = sentences(text)
    begun = [span for span in spans if span.start <= offset]
    return begun[-1] if begun else next(iter(spans), None)
