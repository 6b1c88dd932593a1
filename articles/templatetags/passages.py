"""The text of an article with its marks.

The text is cut at every mark's edge, so that overlapping marks nest or abut and each of them stays readable. What a
reader sees between the tags is the stored text, code point for code point: the browser counts offsets in it.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.text import Span, paragraphs

# Characters that nobody sees but that change what is read: direction, width, joining. A joiner between two letters of
# a script that needs it, or inside an emoji, is left as it is.
_UNSEEN = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    "|(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])"
    "|(?P<unseen>[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f])"
)
# How many marks on the same words get a line of their own; the tag of a further one suffices.
LANES = {0: "", 1: " mark--low"}
NO_LANE = " mark--unlined"


class Mark(NamedTuple):
    """A mark as it stands on `text[start:end]`. `key` makes its elements' ids; the marks of a text differ in it.

    `tag` stands after its last piece as a link to `url`, nothing if empty; `says` is what a screen reader hears before its words.
    """

    key: int
    start: int
    end: int
    classes: str
    says: str
    tag: str
    url: str = ""
    is_lined: bool = True


class Piece(NamedTuple):
    """`text[start:end]` and the marks over it, outermost first."""

    start: int
    end: int
    marks: tuple


class Passage(NamedTuple):
    """One paragraph: `text[span]`, as HTML with its marks in it."""

    number: int
    span: Span
    html: SafeString


def passages(text: str, marks: list[Mark], pick: Span | None = None) -> list[Passage]:
    """Every paragraph of the text with its marks; `pick` is a place to point at. A mark over several is cut at each."""
    spans = paragraphs(text)
    layers = _in_lanes(marks)
    if pick:
        layers.append(Mark(0, pick.start, pick.end, "", _("the place you came for"), "", is_lined=False))
    over = _by_paragraph(layers, spans)
    return [Passage(number, span, _html(text, span, over[number - 1])) for number, span in enumerate(spans, start=1)]


def cut(span: Span, marks: list[Mark]) -> Iterator[Piece]:
    """The pieces of the span, in order and without a gap: each lies whole inside or outside of every mark."""
    touching = (m for m in marks if m.start < span.end and m.end > span.start)
    over = sorted(touching, key=lambda m: (not m.key, m.start, -m.end, m.key))
    edges = {span.start, span.end}
    edges.update(edge for m in over for edge in (m.start, m.end) if span.start < edge < span.end)
    ordered = sorted(edges)
    for start, end in zip(ordered, ordered[1:], strict=False):
        yield Piece(start, end, tuple(m for m in over if m.start <= start and end <= m.end))


def shown(text: str) -> str:
    """The text escaped, unseen characters wrapped so that they are seen and have no effect outside of their wrapping."""
    if text.isascii():
        return escape(text)
    parts, done = [], 0
    for found in _UNSEEN.finditer(text):
        if found["unseen"]:
            parts += escape(text[done : found.start()]), _wrapped(found["unseen"])
            done = found.end()
    return "".join([*parts, escape(text[done:])])


def _wrapped(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "unnamed").lower()
    return f'<bdi class="unseen" data-code="{code}" title="{code} {name}">{character}</bdi>'


def _by_paragraph(marks: list[Mark], spans: list[Span]) -> list[list[Mark]]:
    """The marks over each paragraph, without the white space at their ends that lies between paragraphs."""
    over = [[] for _ in spans]
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    for mark in marks:
        first, beyond = bisect_right(ends, mark.start), bisect_left(starts, mark.end)
        if first < beyond:
            visible = mark._replace(start=max(mark.start, starts[first]), end=min(mark.end, ends[beyond - 1]))
            for touched in over[first:beyond]:
                touched.append(visible)
    return over


def _in_lanes(marks: list[Mark]) -> list[Mark]:
    """Each mark with the class of its lane: the first that no earlier mark on the same words has taken."""
    placed, ends = [], []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.key)):
        if not mark.is_lined:
            placed.append(mark)
            continue
        lane = next((lane for lane, end in enumerate(ends) if end <= mark.start), len(ends))
        ends[lane : lane + 1] = [mark.end]
        placed.append(mark._replace(classes=mark.classes + LANES.get(lane, NO_LANE)))
    return placed


def _html(text: str, span: Span, marks: list[Mark]) -> SafeString:
    parts, open_marks = [], ()
    for piece in cut(span, marks):
        kept = _common(open_marks, piece.marks)
        parts += (_closing(mark, piece.start) for mark in reversed(open_marks[kept:]))
        parts += (_opening(mark, piece.start) for mark in piece.marks[kept:])
        parts.append(shown(text[piece.start : piece.end]))
        open_marks = piece.marks
    parts += (_closing(mark, span.end) for mark in reversed(open_marks))
    return mark_safe("".join(parts))  # nosec B703  # each part is escaped


def _common(first: tuple, second: tuple) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _opening(mark: Mark, at: int) -> str:
    is_first = at == mark.start
    says = format_html('<span class="vh" dir="ltr">[{}: </span>', mark.says) if is_first else ""
    if not mark.key:
        return '<span class="pick"' + (' id="at">' if is_first else ">") + says
    identity = f' id="mark-{mark.key}"' if is_first else ""
    return f'<mark class="mark {escape(mark.classes)}"{identity} data-mark="{mark.key}">{says}'


def _closing(mark: Mark, at: int) -> str:
    if not mark.key:
        return ('<span class="vh" dir="ltr">]</span>' if at == mark.end else "") + "</span>"
    return (_ending(mark) if at == mark.end else "") + "</mark>"


def _ending(mark: Mark) -> str:
    end = '<span class="vh" dir="ltr">]</span>'
    if not mark.tag:
        return end
    link = '<a class="mark__tag" dir="ltr" href="{}"><span class="vh">{} </span>{}</a>'
    return end + format_html(link, mark.url, _("Note"), mark.tag)
