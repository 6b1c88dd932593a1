"""Markdown (CommonMark with footnotes). What people wrote is text: nothing in it acts as Markdown or HTML."""

import re

from articles.exporters.document import (
    corrections,
    disputes,
    head,
    headline,
    notes,
    one_line,
    paragraphs,
    quoted,
    signature,
)

_ACTS_ANYWHERE = re.compile(r"[\\`*_^\[\]<>~|]|&(?=#?\w+;)")
_ACTS_AT_THE_FRONT = re.compile(r"(?P<number>\d{1,9})[.)](?=\s|$)|[#=:+-]")
_CLOSES_A_HEADING = re.compile(r"#+$")


def render(document, approval) -> bytes:
    around = head(document)
    blocks = [f"# {_heading(headline(document))}", *(_guarded(_inert(line)) for line in around.lines)]
    blocks += map(_paragraph, paragraphs(document))
    blocks += [f"*Editor’s note: {_line(around.editors_note)}*"] if around.editors_note else []
    blocks += (f"*{_line(notice)}*" for notice in corrections(document))
    blocks += [f"Keywords: {_line(', '.join(around.keywords))}"] if around.keywords else []
    blocks += map(_note, notes(document))
    if disputed := disputes(document):
        blocks += ["## Where the sources disagreed", "\n".join(map(_dispute, disputed))]
    return ("\n\n".join([*blocks, "---", _line(signature(document, approval))]) + "\n").encode()


def _heading(text):
    return _guarded(_CLOSES_A_HEADING.sub(lambda signs: signs.group().replace("#", "\\#"), _inert(text)))


def _paragraph(pieces):
    parts, after_a_mark = [], False
    for piece in pieces:
        parts.append(_inert(piece.text))
        if after_a_mark and piece.text.startswith("("):
            parts[-1] = f"\\{parts[-1]}"  # or it would be the address of a link
        parts += [f"[^{number}]" for number in piece.notes]
        after_a_mark = bool(piece.notes)
    return _guarded(one_line("".join(parts)))


def _note(note):
    return f"[^{note.number}]: **{_line(note.outlet)}**, {_line(note.headline)}: {quoted(_line(note.quote))}"


def _dispute(dispute):
    says = "; ".join(f"{_line(value)} ({', '.join(map(_line, outlets))})" for value, outlets in dispute.says)
    uses = f"uses {_line(dispute.value)}" if dispute.value else "leaves it out"
    return f"- **{_line(dispute.fact)}**: {says}. This story {uses}."


def _line(text):
    return _inert(one_line(text))


def _inert(text):
    """The text as Markdown that shows exactly it, within a line."""
    return _ACTS_ANYWHERE.sub(r"\\\g<0>", text)


def _guarded(line):
    """The same at the front of a line, where lists, headings and rules begin."""
    front = _ACTS_AT_THE_FRONT.match(line)
    if not front:
        return line
    place = front.end("number") if front["number"] else 0
    return f"{line[:place]}\\{line[place:]}"
