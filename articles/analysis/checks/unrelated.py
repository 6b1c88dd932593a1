"""Paragraphs about something else.

Reason to exist: feeds end in teasers for other articles, and templates drop recipes, match reports and
advertisements into the middle of the text. Taken for part of the story, they put strangers into it.

A stranger shares hardly any words with the story, weighed by how common they are in all news, and brings only names
new to it. Advertisements speak to the reader or make an offer.

Caught:
- … ‹Police in Antwerp said that the bakery of Mirela Dantas had evaded taxes for two decades.› … || … Nobody was
  hurt. …
- … ‹Whisk four eggs with brown sugar, melt the chocolate slowly and bake the sponge until golden underneath.› … ||
  … Nobody was hurt. …
- … ‹Our pick of the week: seven garden sheds that double as a home office, from just $499› …

Rightly left alone:
- … In 1998 another ferry, the Clara Dunn, lost its rudder off Velden and hit a pier there. …
- … Brandt collects Belgian stamps, sings tenor and once won a chess tournament against eleven grandmasters. … || …
  Nobody was hurt. …
- … He had bought a red umbrella in Antwerp, and he opened it while everybody else was shouting at seagulls. …

Figures (22 November 2026): labelled stories 20/27 found, 2 false; planted errors 37/50 found, 1 false; sound news
no mark in 37,843 words.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.analysis import language
from articles.analysis.dates import MONTHS
from articles.analysis.dossier import Dossier, Finding, Source
from articles.analysis.newswords import COMMON, EVERYWHERE, weight
from articles.text import Span

CATEGORY = "unrelated_content"
# Paragraphs that an article needs before one of them can be a stranger: alone, and beside others of its story.
FEWEST_PARAGRAPHS_ALONE, FEWEST_PARAGRAPHS = 4, 3
# A stranger has at least so many content words ...
FEWEST_WORDS, FEWEST_WORDS_ELSEWHERE = 7, 5
# ... and at most this share of their weight anywhere else, while no word of it has more uses in other paragraphs, times
# its weight, than this: then it belongs to the subject of the story. In a story of several articles ...
STRANGE = ((0.2, 3.5), (0.15, 8))
# ... in an article alone, of which a paragraph shares less ...
STRANGE_ALONE = ((0.05, 2),)
# ... for one that leans on the paragraph before by a pronoun, and for a witness who speaks of what he saw ...
STRANGE_LEANING, STRANGE_SPEAKING = ((0.06, 3),), ((0.12, 3.5),)
# ... where that one has so many names ...
MANY_NAMES, STRANGE_WITH_MANY_NAMES = 3, ((0.15, 3.5),)
# ... for one that says that it goes elsewhere ...
STRANGE_ELSEWHERE = ((0.34, 4),)
# ... and for one that brings no names.
STRANGE_WITHOUT_NAMES = ((0.1, 1.5),)
# Articles that a story needs before a paragraph without names can be a stranger to it.
SEVERAL = 3
# The same for short lines: teasers and advertisements.
SHARED_WORDS_OF_TEASER = SHARED_WORDS_OF_ADVERTISEMENT = 0.34
SHARED_WORDS_OF_PITCH = 0.5
USED_OF_ADVERTISEMENT, USED_OF_PITCH = 3, 4
# Signs of an advertisement that a paragraph needs, and how long it may be.
ADVERTISING_SIGNS = 2
LONGEST_ADVERTISEMENT = 60

_NAME = re.compile(r"(?<!^)(?<![“\"‘'])(?<![.!?:“\"] )\b[A-Z][\w’-]{2,}")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_LEANS = re.compile(r"^\W*(?:He|She|It|They|His|Her|Its|Their|These|Those|This|That|We|Our|Both)\b")
# A paragraph without a name tells about the story by words like these, or is somebody's words.
_OF_THE_STORY = re.compile(
    r"^(?:[“\"‘]|(?:Meanwhile|However|But|And|So|Then)\b)|[“\"]|\b(?:he|she|they) (?:said|says|told|added)\b|\bthe (?:scene"
    r"|crash|incident|attack|accident|case|inquiry|company|bill|event)\b|\b(?:his|her|their) (?:predecessor|rival|successor)"
)
_FIRST_PERSON = re.compile(r"[“\"][^”\"]*\b(?:I|we|my|our|me|us|I[’']m|we[’']re)\b")
# Openings that leave the story for another one.
_ELSEWHERE = re.compile(
    r"^\W*(?:elsewhere|in (?:other|unrelated|separate|local|business|sports?|weather) news|separately|in a separate"
    r"|on (?:an unrelated|another) (?:note|matter)|and finally|also (?:today|in the news|making news)|in brief"
    r"|(?:and |meanwhile,? )?in (?:tennis|football|cricket|rugby|golf|athletics|hockey|basketball|baseball|swimming|cycling"
    r"|motor racing|sport|business|showbiz|entertainment)\b|(?-i:[A-Z]{4,}(?: [A-Z]{2,})?):\s)",
    re.IGNORECASE,
)
# An entry of a live blog tells of its story whatever words it takes for it.
_ENTRY = re.compile(r"\W*\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s*[-–—:|]", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|yours|you’re|you’ll)\b", re.IGNORECASE)
_PRICE = r"(?:[$£€¥₹]\s?\d[\d,.]*|\b\d[\d,.]*\s(?:dollars|pounds|euros|pesos|rupees|rand|francs|kroner|zloty|yen)\b)"
_OFFER = re.compile(
    r"[$£€]\s?\d|\b\d+ ?(?:%|per ?cent) off\b|\b(?:win|prizes?|free|discount|deals?|offers?|sale|bargains?|save|half price"
    r"|voucher|competition|giveaway|coupon|promo code)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:call|book|buy|order|visit|shop|enter|hurry|apply|reserve|register|try|enjoy|discover) (?:now|today|yours?|our|us"
    r"|the|at|online|here|early)\b|\bwww\.|\.(?:com|net|org)\b|\bterms apply\b|\bwhile stocks last\b",
    re.IGNORECASE,
)
# What only sellers write: one is enough.
_PITCH = re.compile(
    rf"\b(?:from|for|at) (?:just|only|as little as) {_PRICE}|\bfree (?:delivery|shipping|returns|gift|trial)\b"
    r"|\bmoney[- ]back guarantee"
    rf"|\b(?:sale|offer|deal)s? (?:is |are )?(?:now on|ends?|must end)\b|\bnow on sale|\bwhile (?:stocks?|supplies) lasts?\b"
    rf"|\b(?:use|with|quote|enter) (?:the )?(?:promo )?code\b|\b\d+ ?(?:%|per ?cent) off\b|\bup to {_PRICE} off\b"
    rf"|\b(?:terms|t&cs?|conditions) (?:and conditions )?apply\b|\bno[- ]obligation|\border (?:now|today|yours)\b|\bbuy now\b"
    rf"|\bour (?:top )?picks? (?:of|for) the (?:day|week|month|season)|\bour (?:pick|favou?rite|best buy)s?:|\bshop the\b"
    rf"|\b(?:deal|product|gadget|book|recipe|wine|gift) of the (?:day|week|month)\b|\brrp\b|\b\d+ (?:monthly|easy) payments\b"
    rf"|\bbook (?:now|your place|today)\b|\blimited[- ]time (?:offer|only)|\byours for\b|\bcall (?:free|now|today) on\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# Words that are in every text.
_STOPWORDS = frozenset(
    "have make give take know come think look want find tell work seem feel leave call time year people way thing woman "
    "life world hand part place week case point number group problem fact good first last long great little other right "
    "high different small large next early young important public same able more many most much such also just very "
    "then here there only even still back well never always often again already soon later about".split()
)
_CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
_NAMES_OF_ALL = frozenset(f"{day}day" for day in "Mon Tues Wednes Thurs Fri Satur Sun".split()) | {
    *MONTHS,
    "The",
    "Mrs",
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, its content words, shortened so that `fire` and `fires` are one, and its words with a capital.

    `names` are those of the capitalised words that do not owe it to the beginning of a sentence.
    """

    source: Source
    number: int
    span: Span
    words: frozenset[str]
    capitals: frozenset[str]
    names: frozenset[str]

    @property
    def text(self) -> str:
        return self.source.text[self.span.start : self.span.end]


@dataclass(frozen=True)
class Uses:
    """In how many paragraphs of the story each word stands, each capitalised one, and each name."""

    words: Counter
    capitals: Counter
    names: Counter
    articles: int

    @classmethod
    def of(cls, story: Iterable[list[Paragraph]]) -> "Uses":
        story = list(story)
        paragraphs = [paragraph for article in story for paragraph in article]
        words, capitals, names = (
            Counter(word for paragraph in paragraphs for word in getattr(paragraph, kind))
            for kind in ("words", "capitals", "names")
        )
        return cls(words, capitals, names, len(story))

    def shared(self, paragraph: Paragraph) -> float:
        """The share of the paragraph's words, by weight, that other paragraphs have too."""
        whole = sum(_weight(word) for word in paragraph.words)
        return sum(_weight(word) for word in paragraph.words if self.words[word] > 1) / whole if whole else 1.0

    def most_used(self, paragraph: Paragraph) -> float:
        """Uses elsewhere of the word that has most of them, by weight."""
        return max(((self.words[word] - 1) * _weight(word) for word in paragraph.words), default=0.0)

    def knows(self, paragraph: Paragraph) -> bool:
        """Whether another paragraph has one of the names, or as a name what begins a sentence here."""
        opening = paragraph.capitals - paragraph.names - _NAMES_OF_ALL
        return any(self.capitals[name] > 1 for name in paragraph.names) or any(self.names[word] for word in opening)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks the whole paragraph."""
    story = {source.key: _paragraphs(source) for source in dossier.english}
    uses = Uses.of(story.values())
    for source in dossier.english:
        paragraphs = story[source.key]
        if len(paragraphs) < (FEWEST_PARAGRAPHS if uses.articles > 1 else FEWEST_PARAGRAPHS_ALONE):
            continue
        yield from _teasers(source, paragraphs, uses)
        for paragraph in paragraphs[1:]:
            if _ELLIPSIS.search(paragraph.text):
                continue
            if _is_advertisement(paragraph, uses):
                yield _finding(source, paragraph.span, 0.75, "This is an advertisement, not part of the article.")
            elif _is_stranger(paragraph, uses):
                yield _finding(source, paragraph.span, 0.7, _reason(paragraph, dossier, uses.articles > 1))


# --- Strangers --------------------------------------------------------------------------------------------------------


def _paragraphs(source: Source) -> list[Paragraph]:
    starts = [span.start for span in source.paragraphs]
    words: list[set[str]] = [set() for _ in starts]
    for token in language.parse(source):
        lemma = token.lemma_.lower()
        if token.pos_ in _CONTENT and token.is_alpha and len(token) > 2 and lemma not in _STOPWORDS and starts:
            words[max(0, bisect_right(starts, token.idx) - 1)].add(_stem(lemma))
    return [
        Paragraph(source, number, span, frozenset(words[number]), *_capitalised(source.text[span.start : span.end]))
        for number, span in enumerate(source.paragraphs)
    ]


def _capitalised(text: str) -> tuple[frozenset[str], frozenset[str]]:
    bare = [{re.sub(r"['’]s$", "", word) for word in pattern.findall(text)} for pattern in (_CAPITAL, _NAME)]
    return frozenset(bare[0]), frozenset(bare[1] - _NAMES_OF_ALL)


def _stem(lemma: str) -> str:
    """The first letters without an ending: `open` and `opening`, `farm` and `farmer` are one word here."""
    return re.sub(r"(?:ing|ed|es|s|e|er|ers|ion|ions|ly)$", "", lemma)[:6]


_WEIGHTS = {_stem(lemma): weight(lemma) for lemma in (*COMMON, *EVERYWHERE)}


def _weight(stem: str) -> float:
    return _WEIGHTS.get(stem, 1.0)


def _is_stranger(paragraph: Paragraph, uses: Uses) -> bool:
    """Whether it shares next to no words with the story, nor one of the story's own, and brings only names new to it."""
    text, alone = paragraph.text, uses.articles == 1
    leans = bool(_LEANS.match(text))
    if not alone and _ELSEWHERE.match(text):
        return len(paragraph.words) >= FEWEST_WORDS_ELSEWHERE and _is_strange(paragraph, uses, STRANGE_ELSEWHERE)
    if len(paragraph.words) < FEWEST_WORDS or _ENTRY.match(text):
        return False
    if paragraph.names and not uses.knows(paragraph):
        if alone:
            return not leans and _is_strange(paragraph, uses, STRANGE_ALONE)
        if leans or _FIRST_PERSON.search(text):
            bounds = STRANGE_LEANING if leans else STRANGE_SPEAKING
            return _is_strange(
                paragraph, uses, STRANGE_WITH_MANY_NAMES if len(paragraph.names) >= MANY_NAMES else bounds
            )
        return _is_strange(paragraph, uses, STRANGE)
    if paragraph.names or uses.articles < SEVERAL or leans or _OF_THE_STORY.search(text):
        return False
    return _is_strange(paragraph, uses, STRANGE_WITHOUT_NAMES)


def _is_strange(paragraph: Paragraph, uses: Uses, bounds: tuple[tuple[float, float], ...]) -> bool:
    shared, used = uses.shared(paragraph), uses.most_used(paragraph)
    return any(shared <= share and used <= most for share, most in bounds)


def _reason(paragraph: Paragraph, dossier: Dossier, several: bool) -> str:
    whole = "articles speak" if several else "article speaks"
    span = paragraph.span
    found = language.names(dossier)[paragraph.source.key]
    names = sorted({name.text for name in found if span.start <= name.start < span.end})[:2]
    return f"Nothing else in the {whole} of {' and '.join(names)} or of this subject." if names else (
        f"Nothing else in the {whole} of this subject."
    )  # fmt: skip


# --- Advertisements and teasers ---------------------------------------------------------------------------------------


def _is_advertisement(paragraph: Paragraph, uses: Uses) -> bool:
    """A short text to the reader, beside the subject: `your`, an offer, a call to act, an exclamation mark."""
    text = _QUOTED.sub("", paragraph.text)
    if len(text.split()) > LONGEST_ADVERTISEMENT or len(paragraph.words) < FEWEST_WORDS // 2:
        return False
    if _PITCH.search(text):
        return uses.most_used(paragraph) <= USED_OF_PITCH and uses.shared(paragraph) <= SHARED_WORDS_OF_PITCH
    signs = [bool(pattern.search(text)) for pattern in (_READER, _OFFER, _CALL)]
    speaks_to_reader = signs[0] or signs[2]
    if not speaks_to_reader or sum(signs) + ("!" in text) < ADVERTISING_SIGNS:
        return False
    return (
        uses.most_used(paragraph) <= USED_OF_ADVERTISEMENT and uses.shared(paragraph) <= SHARED_WORDS_OF_ADVERTISEMENT
    )


def _teasers(source: Source, paragraphs: list[Paragraph], uses: Uses) -> Iterator[Finding]:
    """Lines in the lower half that are cut with an ellipsis, more than one of them."""
    teasers = [paragraph for paragraph in paragraphs if _ELLIPSIS.search(paragraph.text)]
    body = {name for one in paragraphs if one not in teasers for name in _NAME.findall(one.text)}
    for teaser in teasers:
        new = [name for name in _NAME.findall(teaser.text) if name not in body]
        lower_half = teaser.number > len(paragraphs) // 2
        if len(teasers) > 1 and lower_half and (new or uses.shared(teaser) <= SHARED_WORDS_OF_TEASER):
            yield _finding(source, teaser.span, 0.85, "This is a teaser for another article.")


def _finding(source: Source, span: Span, confidence: float, reason: str) -> Finding:
    return Finding(source.key, *span, CATEGORY, "major", confidence, reason, "")
