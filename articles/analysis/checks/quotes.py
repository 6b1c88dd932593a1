"""Quotations whose words or speaker other articles give otherwise.

Reason to exist: a quotation is a promise that these were the words and this was the speaker. Rewriting tools break
it silently, and nothing in the article itself gives them away.

The usual wording, or speaker, of two articles outvotes another. Where only two articles have the remark, both sides
are shown as a contradiction; where the article says that it was spoken in another language, the mark is a soft one.

Caught:
- ‹“The rudder broke on us twice, and we came home,”› said Ivo Brandt. || “The rudder failed us twice, and we came
  home,” said Ivo Brandt.
- “The rudder failed us twice, and we came home,” said ‹Ada Quist›. || Captain Ivo Brandt was tired. “The rudder
  failed us twice, and we came home,” he said.
- “We are ready to talk about the pier, but the talks must include every town,” said Ivo Brandt. ¶ Then it rained. ¶
  ‹“We are ready to speak about the pier, but talks must include all the towns,”› said Ivo Brandt.
- ‹“We will pay every family within thirty days,”› said Ada Quist. | “We will pay every family that lost a roof
  within thirty days,” said Ada Quist.

Rightly left alone:
- “The rudder failed us twice,” said Ivo Brandt. || “The rudder failed us twice, and we came home,” said Ivo Brandt.
- “I no make copy for lie,” said Luka Baric. “I make copy for learn.” | “I no make copy for lie,” said Luka Baric.
  “I make copy for learn.”
- “The wall lost 6 meters … and nobody at the [town] council is sorry,” said Ivo Brandt. || “The wall lost six
  metres of its stone, and nobody at the council is sorry,” said Ivo Brandt.
- “Our thoughts are with the families,” said Ada Quist. | “Our thoughts are with the families,” said Ivo Brandt.

Figures (22 November 2026): labelled stories 32/32 found, 0 false; planted errors 16/16 found, 0 false; sound news
no mark in 37,843 words.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Place
from articles.analysis.quotations import Quotation
from articles.analysis.wording import listed, name_of
from articles.analysis.wordings import by_speaker, remarks, same_sense, same_words, usual_words

CATEGORY = "misattributed_or_altered_quote"
# Articles that must agree on the words, or on the speaker, before another one is wrong and not just different.
MAJORITY = 2
SURE, UNSURE = 0.85, 0.5
# The category of a difference that no third article decides.
UNDECIDED = "contradiction_between_sources"

_TONGUE = r"(?!English\b)[A-Z]\w+(?:ish|ese|ian|ench|erman|utch|reek|abic|rew|indi|ali|ili|arin)"
_TRANSLATED = re.compile(
    r"\b(?:interpreter|translat(?:or|ed|ion)|in (?:his|her|their) (?:native|own|mother) (?:language|tongue)|speaking in [A-Z]\w+"
    rf"|(?:said|told|spoke|speaking|wrote|joked|replied)\b[^.“”]{{0,40}}\bin {_TONGUE})\b"
)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the quotation whose words are not the others'; the quotation with its speaker where that is the fault."""
    for remark in remarks(dossier):
        usual = usual_words(remark)
        yield from _altered(dossier, remark, usual)
        yield from _misattributed(dossier, usual)


# --- Words ------------------------------------------------------------------------------------------------------------


def _altered(dossier: Dossier, remark: tuple[Quotation, ...], usual: list[Quotation]) -> Iterator[Finding]:
    sources = {one.source for one in usual}
    best = max(usual, key=lambda one: len(one.words))
    for quotation in remark:
        if quotation in usual or same_words(quotation, best):
            continue
        others = sources - {quotation.source}
        within = quotation.source == best.source
        if same_sense(dossier, quotation, best):
            continue
        sure = len(others) >= MAJORITY and not _is_translated(dossier, quotation)
        text = dossier.source(best.source).text[best.start : best.end]
        if not within and len(others) < MAJORITY:
            yield from _both_sides(dossier, quotation, best)
            continue
        yield Finding(
            quotation.source,
            quotation.start,
            quotation.end,
            CATEGORY,
            "major" if sure or within else "minor",
            SURE if sure else 0.7 if within else UNSURE,
            _reason_for_words(dossier, best, others, within),
            text if sure else None,
            _places(usual),
        )


def _both_sides(dossier: Dossier, one: Quotation, other: Quotation) -> Iterator[Finding]:
    """Where only two articles have the remark nobody can tell which is right: a contradiction, shown on both sides."""
    for mine, theirs in ((one, other), (other, one)):
        reason = _reason_for_words(dossier, theirs, {theirs.source}, within=False)
        yield Finding(mine.source, mine.start, mine.end, UNDECIDED, "minor", UNSURE, reason, None, _places([theirs]))


def _is_translated(dossier: Dossier, quotation: Quotation) -> bool:
    """Whether the paragraph says that it was spoken in another language: then other words may be another translation."""
    source = dossier.source(quotation.source)
    paragraph = next(span for span in source.paragraphs if span.start <= quotation.start < span.end)
    return bool(_TRANSLATED.search(source.text, *paragraph))


def _reason_for_words(dossier: Dossier, best: Quotation, others: set[str], within: bool) -> str:
    words = dossier.source(best.source).text[best.start : best.end].strip('“”"').split()
    beginning = " ".join(words[:6]) + ("…" if len(words) > 6 else "")
    if within:
        return f"This article quotes the same remark before in other words: “{beginning}”"
    return f"{_outlets(dossier, others)} {'quote' if len(others) > 1 else 'quotes'} this in other words: “{beginning}”"


# --- Speakers ---------------------------------------------------------------------------------------------------------


def _misattributed(dossier: Dossier, usual: list[Quotation]) -> Iterator[Finding]:
    speakers = by_speaker(usual)
    if len(speakers) < 2:
        return
    speaker, right = next(iter(speakers.items()))
    others = {one.source for one in right}
    for name, wrong in list(speakers.items())[1:]:
        sure = len(others) >= MAJORITY and len(others) > len({one.source for one in wrong})
        for quotation in (one for one in wrong if one.certain):
            reason = _reason_for_speaker(dossier, quotation, others, speaker, name)
            if sure:
                suggestion = _with_speaker(dossier, quotation, right)
                yield _of_speaker(quotation, CATEGORY, "major", SURE, reason, suggestion, right)
            elif others == {quotation.source}:
                yield _of_speaker(quotation, CATEGORY, "minor", UNSURE, reason, None, right)
            else:
                yield _of_speaker(quotation, UNDECIDED, "minor", UNSURE, reason, None, right)
                against = next((one for one in right if one.certain), right[0])
                reason = _reason_for_speaker(dossier, against, {quotation.source}, name, speaker)
                yield _of_speaker(against, UNDECIDED, "minor", UNSURE, reason, None, [quotation])


def _of_speaker(quotation: Quotation, *rest) -> Finding:
    """A Finding on the quotation together with the words that name its speaker."""
    *values, places = rest
    start = min(quotation.start, quotation.name.start) if quotation.name else quotation.start
    end = max(quotation.end, quotation.name.end) if quotation.name else quotation.end
    return Finding(quotation.source, start, end, *values, _places(places))


def _reason_for_speaker(dossier: Dossier, quotation: Quotation, others: set[str], speaker: str, name: str) -> str:
    if others == {quotation.source}:
        return f"This article gives the same quotation to {speaker}, not to {name}."
    others = others - {quotation.source}
    return f"{_outlets(dossier, others)} {'give' if len(others) > 1 else 'gives'} this quotation to {speaker}, not to {name}."


def _with_speaker(dossier: Dossier, quotation: Quotation, right: list[Quotation]) -> str | None:
    """The quotation with the others' words for its speaker, if one of them puts the speaker on the same side."""
    follows = quotation.name.start > quotation.start
    for one in right:
        text = dossier.source(one.source).text
        if follows and one.name and one.certain and one.name.start > one.start:
            own = dossier.source(quotation.source).text[quotation.start : quotation.end]
            return own + text[one.end : one.name.end]
    return None


def _outlets(dossier: Dossier, keys: set[str]) -> str:
    names = [name_of(source) for source in dossier.sources if source.key in keys]
    return listed(names) if len(names) <= 3 else f"{names[0]}, {names[1]} and {len(names) - 2} others"


def _places(group: list[Quotation]) -> tuple[Place, ...]:
    return tuple(Place(one.source, one.start, one.end) for one in group)
