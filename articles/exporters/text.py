"""Plain text: one line for each paragraph, numbers in brackets, the sources below."""

from articles.exporters.document import disputes, headline, notes, one_line, paragraphs, quoted, signature


def render(document, approval) -> bytes:
    blocks = [headline(document), *map(_paragraph, paragraphs(document))]
    if document["citations"]:
        blocks += ["Sources", "\n".join(map(_note, notes(document)))]
    if disputed := disputes(document):
        blocks += ["Where the sources disagreed", "\n".join(map(_dispute, disputed))]
    return ("\n\n".join([*blocks, signature(document, approval)]) + "\n").encode()


def _paragraph(pieces):
    return one_line("".join(piece.text + "".join(f"[{n}]" for n in piece.notes) for piece in pieces))


def _note(note):
    return one_line(f"[{note.number}] {note.outlet}, {note.headline}: {quoted(one_line(note.quote))}")


def _dispute(dispute):
    says = "; ".join(f"{value} ({', '.join(outlets)})" for value, outlets in dispute.says)
    uses = f"uses {dispute.value}" if dispute.value else "leaves it out"
    return one_line(f"{dispute.fact}: {says}. This story {uses}.")
