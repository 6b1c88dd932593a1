"""A first draft on request: what the sources agree on, in their own sentences with citations, in the order of news.

No model writes it and no sentence is new, so the same sources always give the same draft. It is a proposal: its
paragraphs say so until somebody has worked on them, and one undo takes all of it back.
"""

import re
from collections import Counter
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from articles.analysis.dates import DATELINE
from articles.analysis.relevance import likeness
from articles.models import Article, Sentence
from articles.text import Span
from articles.workflow.draft_changes import Change, create_citation, remove
from articles.workflow.draft_put import MOST_SOURCES, corrected, corrections_among
from articles.workflow.errors import Refused
from articles.workflow.evidence import Evidence, touches

MOST_SENTENCES = 14  # in a first draft: editors cut less gladly than they add
LONGEST_SENTENCE = 60  # words
# How news is told: what happened, who, where, when, how many; then what was said, and what is told late in the sources.
ORDER = ("event", "role", "name", "age", "place", "date", "number", "money", "quote")
LEAD, FIGURES, QUOTES, BACKGROUND = range(4)
SECTION = {"number": FIGURES, "money": FIGURES, "quote": QUOTES}
MARKED = 2  # facts more that a sentence of the article with most marks must tell to be chosen before one of another
SAME = 0.55  # likeness (0 to 1) from which two sentences tell the same thing, whatever facts the review saw in them
LATE = 0.6  # of an article: what stands behind this share of it is background
# A sentence that leans on the one before cannot stand where another stands before it.
_LEANS = re.compile(
    r"[“\"]?(?:he|she|it|they|his|her|its|their|this|that|these|those|but|and|so|also|however|meanwhile|instead|then|there|"
    r"both|such|another|the other|the (?:pair|two|same|latter|former)|neither|yet|still|or|nor|afterwards|later)\b",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """A sentence of a source that may go into the draft, with the facts that it tells.

    `flags` is how much its article is marked, 0 to 1, the one of the story that is marked most. One that does not stand
    `alone` is only cited, for what another says.
    """

    article: Article
    span: Span
    text: str
    claims: frozenset[int]
    flags: float
    alone: bool

    @property
    def place(self):
        """How far into its article it stands: 0 to 1."""
        return self.span.start / len(self.article.text)


@transaction.atomic
def compose(story, *, by, over=False):
    """Write a first draft. Into a draft with words only with `over`: what stood there comes back with undo.

    Returns its paragraphs. Refused when the sources agree on nothing that can be told without open questions.
    """
    change = Change(story, "compose", by)
    standing = list(change.story.paragraphs.standing())
    if not over and any(paragraph.text for paragraph in standing):
        raise Refused(_("The draft has words already: a first draft would take their place."))
    told = _told(change.story)
    if not told:
        raise Refused(
            _("The sources agree on nothing yet that can be told without open questions: review and decide first.")
        )
    for paragraph in standing:
        change.touch(paragraph)
        remove(paragraph, by)
    made = []
    for candidate, others in told:
        paragraph = change.make(candidate.text, made[-1] if made else (standing[-1] if standing else None))
        whole = Span(0, len(paragraph.text))
        for place in (candidate, *others):
            create_citation(paragraph, whole, place.article, *place.span, by)
        made.append(paragraph)
    change.save()
    return made


def untouched(story, rows):
    """The ids of those rows that a first draft brought and that nobody has worked on since. One query."""
    fresh = {str(row.pk) for row in rows if row.version == 1}
    if not fresh:
        return set()
    change = story.changes.filter(verb="compose", undone_at=None).first()
    return {int(pk) for pk in fresh & set(change.before) if change.before[pk] is None} if change else set()


def _told(story):
    """[(candidate, the places of other articles that say the same)] in the order of the draft."""
    evidence = Evidence(story)
    claims = [claim for claim in story.claims.for_matrix() if claim.status == "agree" or claim.is_decided]
    facts = {claim.pk: claim for claim in claims if not (claim.is_decided and not claim.decision.value)}
    candidates = _candidates(story, evidence, facts)
    chosen, covered = [], set()
    for claim in sorted(facts.values(), key=lambda claim: (_rank(claim.kind), claim.position, claim.pk)):
        if claim.pk in covered or len(chosen) == MOST_SENTENCES:
            continue
        saying = [candidate for candidate in candidates if claim.pk in candidate.claims and candidate.alone]
        if not saying:
            continue
        best = max(saying, key=lambda candidate: _worth(candidate, covered))
        covered |= best.claims
        if all(likeness(best.text, other.text) < SAME for _, other in chosen):
            chosen.append((_section(best, claim), best))
    return [(best, _others(best, candidates)) for best in _ordered(chosen)]


def _ordered(chosen):
    """By section, else as chosen; what the sources themselves begin with comes first of all."""
    ordered = [best for _, best in sorted(chosen, key=lambda row: row[0])]
    opening = min((best for section, best in chosen if section == LEAD), key=lambda best: best.place, default=None)
    return [opening, *(best for best in ordered if best is not opening)] if opening else ordered


def _rank(kind):
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _section(candidate, claim):
    section = SECTION.get(claim.kind, LEAD)
    return BACKGROUND if candidate.place > LATE and section != QUOTES else section


def _worth(candidate, covered):
    """More facts not told yet are better, in an article with few marks; then fewer words, and the earlier place."""
    return (
        len(candidate.claims - covered) - MARKED * candidate.flags,
        -len(candidate.text.split()),
        -candidate.article.number,
        -candidate.span.start,
    )


def _others(best, candidates):
    """One place of each other article that tells all of the same facts, or the most of them."""
    found = {}
    for candidate in candidates:
        shared = len(candidate.claims & best.claims)
        if candidate.article != best.article and shared > found.get(candidate.article.pk, (0, None))[0]:
            found[candidate.article.pk] = (shared, candidate)
    ordered = sorted((row for row in found.values()), key=lambda row: (-row[0], row[1].article.number))
    return [candidate for _, candidate in ordered[: MOST_SOURCES - 1]]


def _candidates(story, evidence, facts):
    """The sentences that tell a settled fact, and hold nothing that is marked, set aside or undecided."""
    told = {}
    for claim in facts.values():
        for statement in claim.statements.all():
            if not claim.is_decided or claim.decision.value in (statement.value, statement.normalised):
                told.setdefault(statement.article_id, []).append((statement, claim.pk))
    flags = Counter(mark.article_id for mark in evidence.marks)
    found = []
    for sentence in Sentence.objects.filter(article__story=story).order_by("article__number", "number"):
        article = evidence.articles[sentence.article_id]
        span = _without_dateline(article.text, Span(sentence.start, sentence.end))
        claims = frozenset(pk for s, pk in told.get(article.pk, ()) if s.start < span.end and s.end > span.start)
        if not claims or _is_doubtful(evidence, article, span):
            continue
        accepted = evidence.accepted_in(article.pk, *span)
        text = " ".join(corrected(article, *span, corrections_among(accepted, *span)).split())
        share = flags[article.pk] / max(flags.values()) if flags else 0.0
        found.append(Candidate(article, span, text, claims, share, _stands_alone(text)))
    return found


def _without_dateline(text, span):
    dateline = DATELINE.match(text, *span)
    return Span(dateline.end(), span.end) if dateline else span


def _is_doubtful(evidence, article, span):
    """Whether something in the sentence is marked as wrong and not put right, or is a value that does not stand."""
    marks = [mark for mark in evidence.marks if touches(mark, article.pk, *span)]
    mended = {mark.pk for mark in corrections_among(evidence.accepted_in(article.pk, *span), *span)}
    if any(mark.is_open or mark.pk not in mended for mark in marks):
        return True
    return any(
        not s.claim.is_decided or s.claim.decision.value not in (s.value, s.normalised)
        for s in evidence.conflicting
        if touches(s, article.pk, *span)
    )


def _stands_alone(text):
    """Whether the sentence is whole, and can be read without the one before it."""
    is_whole = text[-1:] in '.!?”"’' and text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return is_whole and not _LEANS.match(text) and 4 <= len(text.split()) <= LONGEST_SENTENCE
