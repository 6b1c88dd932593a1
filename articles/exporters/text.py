"""Plain text: one line for each paragraph, numbers in brackets, the sources below."""

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


def render(document, approval) -> bytes:
    around = head(document)
    blocks = [headline(document), *around.lines, *body(document)]
    blocks += [f"Keywords: {', '.join(around.keywords)}"] if around.keywords else []
    for title, lines in back_matter(document):
        blocks += [title, "\n".join(lines)]
    return ("\n\n".join([*blocks, signature(document, approval)]) + "\n").encode()


def body(document) -> list[str]:
    """The paragraphs with the numbers of their notes, the editor's note and the notices of corrections, a line each."""
    lines = [_paragraph(pieces) for pieces in paragraphs(document)]
    if note := head(document).editors_note:
        lines.append(f"Editor’s note: {note}")
    return [*lines, *map(one_line, corrections(document))]


def back_matter(document) -> list[tuple[str, list[str]]]:
    """(title, lines) of what stands below a story: its sources, and where they disagreed."""
    parts = [
        ("Sources", [_note(note) for note in notes(document)]),
        ("Where the sources disagreed", [_dispute(dispute) for dispute in disputes(document)]),
    ]
    return [(title, lines) for title, lines in parts if lines]


def _paragraph(pieces):
    return one_line("".join(piece.text + "".join(f"[{n}]" for n in piece.notes) for piece in pieces))


def _note(note):
    return one_line(f"[{note.number}] {note.outlet}, {note.headline}: {quoted(one_line(note.quote))}")


def _dispute(dispute):
    says = "; ".join(f"{value} ({', '.join(outlets)})" for value, outlets in dispute.says)
    uses = f"uses {dispute.value}" if dispute.value else "leaves it out"
    return one_line(f"{dispute.fact}: {says}. This story {uses}.")
