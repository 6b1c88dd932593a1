"""Places carried through edits: `carry` for what must stay word for word, `follow` for what is still being written."""

from articles.text.differences import pieces, word_diff
from articles.text.spans import Span
from articles.text.splitting import count_words

# A passage that was moved elsewhere is found again only from this many words on: fewer might be a coincidence.
MOVED_WORDS = 4
# The share of an edited sentence that must be left of the old one for it to be the same sentence still.
KEPT_WORDS = 0.4


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
    for op, text in pieces(old, new):
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
