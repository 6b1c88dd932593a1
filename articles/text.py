"""Texts and places in them: canonical form, paragraphs, sentences, differences, spans carried through edits.

Offsets are half-open and counted in Unicode code points of the canonical text, everywhere in Newsroom.
Every function here takes time about proportional to the text, whatever the text is.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# Normalising takes quadratic time in a run of combining marks. The longest run in any language's spelling is below 30.
LONGEST_RUN_OF_MARKS = 64
# Abbreviations, initials, links and the next word lie this near a full stop.
SIGHT = 60
# Two stretches whose lengths (in words) multiply to more than this are shown as removed and added, not word by word.
LARGEST_DIFF = 1_000_000
# A passage that was moved elsewhere is found again only from this many words on: fewer might be a coincidence.
MOVED_WORDS = 4
# The share of an edited sentence that must be left of the old one for it to be the same sentence still.
KEPT_WORDS = 0.4


class Span(NamedTuple):
    """A place in a text: `text[start:end]`."""

    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of a difference. `op` is "same", "removed" or "added"."""

    op: str
    text: str


class TextRefused(ValueError):
    """A text that cannot be taken in: `reason` is a plain sentence, `position` a code point of the text as given."""

    def __init__(self, reason: str, position: int, line: int):
        super().__init__(reason)
        self.reason = reason
        self.position = position
        self.line = line


# --- Canonical text ---------------------------------------------------------------------------------------------------

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")


def canonical(text: str) -> str:
    """The text in Unicode NFC with LF line ends and without a byte-order mark in front.

    Raises TextRefused at a control character other than tab and line end, a lone surrogate, or a run of combining
    marks longer than any spelling needs. `canonical(canonical(text)) == canonical(text)`.
    """
    if found := _FORBIDDEN.search(text):
        raise _refusal(text, found.start(), _describe(found.group()))
    if (position := _run_of_marks(text)) is not None:
        raise _refusal(text, position, f"more than {LONGEST_RUN_OF_MARKS} combining marks in a row")
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text.lstrip("\ufeff")))


def _refusal(text: str, position: int, what: str) -> TextRefused:
    line = len(_LINE_END.sub("\n", text[:position]).split("\n"))
    return TextRefused(f"The text holds {what} at position {position}, in line {line}.", position, line)


def _describe(character: str) -> str:
    code = ord(character)
    kind = "NUL" if code == 0 else "a lone surrogate" if 0xD800 <= code <= 0xDFFF else "a control character"
    return f"{kind} (U+{code:04X})"


def _run_of_marks(text: str) -> int | None:
    """Where the first overlong run of combining marks starts."""
    if text.isascii():
        return None
    run = 0
    for position, character in enumerate(text):
        run = run + 1 if unicodedata.combining(character) else 0
        if run > LONGEST_RUN_OF_MARKS:
            return position - run + 1
    return None


# --- Paragraphs and sentences -----------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+")
_WORD = re.compile(r"[\w’'-]+")
_LAST_WORD = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|[\w-]+$")
_CLOSING = "\"”’')]»"
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
    cut = _skip(text, stop.end(), paragraph.end, _CLOSING)
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


# --- Words and differences --------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_UNIT = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")


def count_words(text: str) -> int:
    """Words as an editor counts them: runs between white space that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def word_diff(old: str, new: str) -> list[Piece]:
    """What happened between two texts, word by word.

    The same and removed pieces joined give `old`, the same and added ones `new`. No two neighbours share an op.
    """
    return _joined(iter(_slid(_pieces(old, new))))


def _pieces(old: str, new: str) -> list[Piece]:
    return _joined(_diff(old, new, (_UNIT, _TOKEN)))


def _diff(old: str, new: str, grains: tuple[re.Pattern, ...]) -> Iterator[Piece]:
    """Compares by the first grain, and what it finds changed by the finer ones."""
    if old == new or not (old and new) or not grains:
        yield from _replaced(old, new)
        return
    before, after = grains[0].findall(old), grains[0].findall(new)
    lead = _common_length(before, after)
    tail = _common_length(before[lead:][::-1], after[lead:][::-1])
    middle_before, middle_after = before[lead : len(before) - tail], after[lead : len(after) - tail]
    yield Piece("same", "".join(before[:lead]))
    if len(middle_before) * len(middle_after) > LARGEST_DIFF:
        yield from _replaced("".join(middle_before), "".join(middle_after))
    else:
        matcher = SequenceMatcher(None, middle_before, middle_after, autojunk=len(middle_before) > 200)
        for _, a, b, c, d in matcher.get_opcodes():
            yield from _diff("".join(middle_before[a:b]), "".join(middle_after[c:d]), grains[1:])
    yield Piece("same", "".join(before[len(before) - tail :]))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece("same", old)
    else:
        yield Piece("removed", old)
        yield Piece("added", new)


def _common_length(first: list[str], second: list[str]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Without empty pieces, neighbours of one op made one, and what was removed before what was added."""
    joined: list[Piece] = []
    gone, come = [], []

    def flush():
        joined.extend(Piece(op, "".join(parts)) for op, parts in (("removed", gone), ("added", come)) if any(parts))
        gone.clear()
        come.clear()

    for op, text in pieces:
        if op != "same":
            (gone if op == "removed" else come).append(text)
        elif text:
            flush()
            if joined and joined[-1].op == "same":
                joined[-1] = Piece("same", joined[-1].text + text)
            else:
                joined.append(Piece("same", text))
    flush()
    return joined


def _slid(pieces: list[Piece]) -> list[Piece]:
    """Between equal words a change can be cut in several ways: cut it where a sentence ends, as its writer did.

    "Rain fell[. It stopped]. Sun came." becomes "Rain fell.[ It stopped.] Sun came."
    """
    for i in range(1, len(pieces) - 1):
        before, (op, text), after = pieces[i - 1 : i + 2]
        if before.op == after.op == "same" and op != "same":
            shift = next((n for n in _shifts(text, after.text) if _ends_sentence(before.text + text[:n], text[n:])), 0)
            pieces[i - 1] = Piece("same", before.text + text[:shift])
            pieces[i] = Piece(op, text[shift:] + after.text[:shift])
            pieces[i + 1] = Piece("same", after.text[shift:])
    return [piece for piece in pieces if piece.text]


def _shifts(text: str, after: str) -> Iterator[int]:
    """How far right a change may move: as long as what it leaves behind is what it takes in."""
    yield 0
    yield from range(1, _common_length(list(text[:SIGHT]), list(after[:SIGHT])) + 1)


def _ends_sentence(before: str, behind: str) -> bool:
    return before.rstrip(_CLOSING)[-1:] in tuple(".!?…") and behind[:1].isspace()


def carry(span: Span, old: str, new: str) -> Span | None:
    """Where a span of `old` lies in `new` if its words are untouched; None if they are not, or if it may be elsewhere.

    The untouched stretch of text around the span must occur once in each text. A passage that was moved is found if
    it is unique and at least MOVED_WORDS long.
    """
    quote = old[span.start : span.end]
    if not quote.strip():
        return None
    if old == new:
        return span
    before = after = 0
    for op, text in _pieces(old, new):
        if op == "same" and before <= span.start and span.end <= before + len(text):
            shift = after - before
            certain = _occurs_once(text, old) and _occurs_once(text, new)
            return Span(span.start + shift, span.end + shift) if certain else None
        before += len(text) if op != "added" else 0
        after += len(text) if op != "removed" else 0
    return _moved(quote, old, new)


def _moved(quote: str, old: str, new: str) -> Span | None:
    if count_words(quote) < MOVED_WORDS or not (_occurs_once(quote, old) and _occurs_once(quote, new)):
        return None
    start = new.find(quote)
    end = start + len(quote)
    cuts_a_word = _inside_word(new, start) or _inside_word(new, end)
    return None if cuts_a_word else Span(start, end)


def _occurs_once(part: str, text: str) -> bool:
    first = text.find(part)
    return first >= 0 and text.find(part, first + 1) < 0


def _inside_word(text: str, position: int) -> bool:
    return 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum()


def follow(span: Span, old: str, new: str) -> Span | None:
    """Where a span lies after its text was edited: its ends move with the words around them.

    Unlike `carry`, words changed inside the span stay inside it: whoever edits a sentence is still writing that one.
    None if fewer than KEPT_WORDS of its letters and digits are left: what stands there now is something else.
    """
    start = end = 0
    before = after = kept_letters = 0
    replaced = False  # the words just passed were removed and lay in the span: what follows stands in their place
    for op, text in word_diff(old, new):
        length = len(text)
        if op == "added":
            end = after + length if replaced and before >= span.end else end
            after += length
            continue
        kept = length if op == "same" else 0
        if before <= span.start < before + length:
            start = after + min(span.start - before, kept)
        if before < span.end <= before + length:
            end = after + min(span.end - before, kept)
        if kept:
            kept_letters += _letters(text[max(span.start - before, 0) : max(span.end - before, 0)])
        replaced = not kept and span.start < before + length and before < span.end
        before, after = before + length, after + kept
    is_still_it = kept_letters >= KEPT_WORDS * _letters(old[span.start : span.end])
    return Span(start, end) if end > start and is_still_it else None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
