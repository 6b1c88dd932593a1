"""Quotations whose words or speaker other articles give otherwise.

Reason to exist: a quotation is a promise that these were the words and this was the speaker. Rewriting tools break it
silently, and nothing in the article itself gives them away.

Caught: a quotation in other words than the other articles have, or than the same article had before; a quotation that
the others give to somebody else.
Rightly left alone: a part of the quotation, words left out where it says so (`…`, `[the council]`), another spelling, a
contraction written out, another tense of a translation, terms in quotation marks, two different remarks of one speaker.
Where only two articles have it, nobody can tell which is right: the later mark is a soft one.
"""

from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Place
from articles.analysis.quotations import Quotation, by_speaker, remarks, same_sense, same_words, usual_words
from articles.analysis.wording import listed, name_of

CATEGORY = "misattributed_or_altered_quote"
# Articles that must agree on the words, or on the speaker, before another one is wrong and not just different.
MAJORITY = 2
SURE, UNSURE = 0.85, 0.5


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
        if quotation in usual or any(same_words(quotation, one) for one in usual):
            continue
        others = sources - {quotation.source}
        within = quotation.source == best.source
        if not within and same_sense(dossier, quotation, best):
            continue
        sure = len(others) >= MAJORITY
        text = dossier.source(best.source).text[best.start : best.end]
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
    sure = len({one.source for one in right}) >= MAJORITY
    for name, wrong in list(speakers.items())[1:]:
        for quotation in wrong:
            others = {one.source for one in right}
            verb = "give" if len(others) > 1 else "gives"
            yield Finding(
                quotation.source,
                min(quotation.start, quotation.name.start),
                max(quotation.end, quotation.name.end),
                CATEGORY,
                "major" if sure else "minor",
                SURE if sure else UNSURE,
                f"{_outlets(dossier, others)} {verb} this quotation to {speaker}, not to {name}.",
                _with_speaker(dossier, quotation, right) if sure else None,
                _places(right),
            )


def _with_speaker(dossier: Dossier, quotation: Quotation, right: list[Quotation]) -> str | None:
    """The quotation with the others' words for its speaker, if one of them puts the speaker on the same side."""
    follows = quotation.name.start > quotation.start
    for one in right:
        text = dossier.source(one.source).text
        if follows and one.name.start > one.start:
            own = dossier.source(quotation.source).text[quotation.start : quotation.end]
            return own + text[one.end : one.name.end]
    return None


def _outlets(dossier: Dossier, keys: set[str]) -> str:
    names = [name_of(source) for source in dossier.sources if source.key in keys]
    return listed(names) if len(names) <= 3 else f"{names[0]}, {names[1]} and {len(names) - 2} others"


def _places(group: list[Quotation]) -> tuple[Place, ...]:
    return tuple(Place(one.source, one.start, one.end) for one in group)
