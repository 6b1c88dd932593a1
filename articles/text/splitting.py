"""Where paragraphs and sentences begin and end."""

import re
from collections.abc import Iterator

from articles.text.spans import Span

# Abbreviations, initials, links and the next word lie this near a full stop.
SIGHT = 60

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+")
_WORD = re.compile(r"[\w’'-]+")
_LAST_WORD = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|[\w-]+$")
CLOSING = "\"”’')]»"
_OPENING = "\"“‘'([«"

_TITLES = frozenset(
    "Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Capt Sgt Maj Adm Hon Rev Pres Amb Fr Cmdr Brig Supt Insp Det".split()
)
_BEFORE_MORE = frozenset("vs v e.g i.e cf viz ca approx est".split())
_BEFORE_NUMBER = frozenset("no nos fig figs eq sec art vol ch p pp".split())
# These may end a sentence or not: the word that follows decides.
_OPEN_ENDED = frozenset(
    "inc corp co ltd llc plc jr sr bros etc al st mt ft u.s u.k u.n e.u u.s.a d.c a.m p.m ph.d m.d b.a m.a".split()
)
_CALENDAR = frozenset("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun".split())
_ZONES_AND_DAYS = frozenset(
    "GMT EST EDT CET CEST UTC ET PT BST Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
# Words that begin a sentence with a capital and are no part of a name.
_BEGINNERS = frozenset(
    "The A An In On At He She It They We I You This That These Those But And Or So Yet However Meanwhile According "
    "After Before When While Since Until As If For From With Without By To Of His Her Their Its Our My Your There Here "
    "Then Now Yes No Not What Who Why How Where Which Some Many Most Both Each All Another Other Others Only Even "
    "Still Although Though Because During Under Over Between Among Despite Also Later Earlier Once More Few".split()
)
_SPEECH = "said|says|asked|asks|told|tells|replied|shouted|wrote|added|cried|joked|wondered|exclaimed|demanded"
_SPEAKER_AFTER_QUOTE = re.compile(rf"(?:[A-Z][\w’'-]*\s+){{1,4}}(?:{_SPEECH})\b")
_LINK = re.compile(r"(?:https?:|www\.|@|//)\S*$")
_LIST_MARK = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z])$")


def paragraphs(text: str) -> list[Span]:
    """Each line that holds more than white space, without the white space at its ends."""
    return [span for line in _LINE.finditer(text) if (span := _trimmed(text, *line.span()))]


def sentences(text: str) -> list[Span]:
    """The sentences, paragraph by paragraph and never across; a line without a stop is a sentence.

    Every character that is not white space lies in exactly one of them. A sentence keeps its closing quotation marks.
    """
    return [span for paragraph in paragraphs(text) for span in _sentences_of(text, paragraph)]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip())
    return Span(start + lead, start + len(inner.rstrip())) if lead < len(inner) else None


def _sentences_of(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for stop in _STOP.finditer(text, *paragraph):
        cut = _cut_after(text, stop, paragraph)
        if cut and (span := _trimmed(text, start, cut)):
            yield span
            start = cut
    if span := _trimmed(text, start, paragraph.end):
        yield span


def _cut_after(text: str, stop: re.Match, paragraph: Span) -> int | None:
    """Where the sentence ends that `stop` may close, or None if it goes on."""
    cut = _skip(text, stop.end(), paragraph.end, CLOSING)
    word_start = _skip_spaces(text, cut, paragraph.end)
    first = _skip(text, word_start, paragraph.end, _OPENING)
    if first >= paragraph.end:
        return None
    before = text[max(paragraph.start, stop.start() - SIGHT) : stop.start()]
    after = text[first : min(paragraph.end, first + SIGHT)]
    closed, opened = cut > stop.end(), first > word_start
    if word_start == cut:
        ends = _ends_without_space(stop.group(), before, after, closed)
    elif stop.start() - paragraph.start <= 4 and _LIST_MARK.fullmatch(text, paragraph.start, stop.start()):
        ends = False
    else:
        ends = _ends_before_space(stop.group(), before, after, closed, opened)
    return cut if ends else None


def _skip(text: str, position: int, end: int, characters: str) -> int:
    while position < end and text[position] in characters:
        position += 1
    return position


def _skip_spaces(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_without_space(stop: str, before: str, after: str, closed: bool) -> bool:
    """`sectors.”Then`, `home.Then`, `why?Then`: a stop whose space was lost; not links, times and initials."""
    if stop == "." and not closed:
        joined = re.search(r"(?:[a-z]{2}|\d\d|[)\]])$", before) and re.match(r"[A-Z](?:[a-z]+\b|\s)", after)
        return bool(joined) and not _LINK.search(before) and not re.match(r"[A-Z][a-z]*\.[a-z]", after)
    return bool(re.match(r"[A-Z]" if closed else r"[A-Z][a-z]", after))


def _ends_before_space(stop: str, before: str, after: str, closed: bool, opened: bool) -> bool:
    if after[0].islower() or not (after[0].isupper() or after[0].isdigit() or after[0] in "$€£" or opened):
        return False
    if stop == "…" or stop.startswith(".."):
        return after[0].isupper()
    if closed:
        return stop == "." or not _speaker_follows(after)
    return stop != "." or not _is_abbreviation(before, after, opened)


def _speaker_follows(after: str) -> bool:
    """`“Why?” Anna Berg asked.` is one sentence."""
    return bool(_SPEAKER_AFTER_QUOTE.match(after)) and _first_word(after) not in _BEGINNERS


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found.group() if found else ""


def _is_abbreviation(before: str, after: str, opened: bool) -> bool:
    """Whether the full stop between the two belongs to the word before it and the sentence goes on."""
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    lower, follower = word.lower().rstrip("."), _first_word(after)
    if word in _TITLES or lower in _BEFORE_MORE:
        return True
    if lower in _BEFORE_NUMBER:
        return after[0].isdigit()
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":  # an initial
        return follower not in _BEGINNERS
    if lower in _OPEN_ENDED or word in _CALENDAR or re.fullmatch(r"(?:[a-z]\.)+[a-z]", lower):
        if lower in ("a.m", "p.m") and follower not in _ZONES_AND_DAYS:
            return after[0].isdigit()
        return after[0].isdigit() or not (follower in _BEGINNERS or opened)
    return False


def count_words(text: str) -> int:
    """Words as an editor counts them: runs between white space that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
