"""Plain text: one line for each paragraph, numbers in brackets, the sources below."""

from articles.exporters.document import headline, notes, one_line, pieces, rulings, signature


def render(document, approval) -> bytes:
    blocks = [headline(document), *map(_paragraph, document["paragraphs"])]
    if document["citations"]:
        blocks += ["Sources", "\n".join(map(_note, notes(document)))]
    if document["decisions"]:
        blocks += ["Decisions", "\n".join(map(_ruling, rulings(document)))]
    return ("\n\n".join([*blocks, signature(document, approval)]) + "\n").encode()


def _paragraph(paragraph):
    return one_line("".join(piece.text + "".join(f"[{n}]" for n in piece.notes) for piece in pieces(paragraph)))


def _note(note):
    return one_line(f"[{note.number}] {note.outlet}, {note.headline}: “{note.quote}”")


def _ruling(ruling):
    says = "; ".join(f"{outlet}: {value}" for outlet, value in ruling.says)
    return one_line(f"{ruling.fact}: {ruling.value}. {ruling.reason} ({says}. Decided by {ruling.by}, {ruling.at}.)")
