"""The marks on the articles as a table: one mark a row, offsets in code points of the article's text."""

from articles.exporters.facts import annotations
from articles.exporters.sheet import sheet

COLUMNS = (
    "article outlet file start end quote category severity state reason suggestion by check confidence at "
    "decided_by decided_at decision text_sha256"
).split()


def render(document, approval) -> bytes:
    return sheet(COLUMNS, ([mark.get(column) for column in COLUMNS] for mark in annotations(document)))
