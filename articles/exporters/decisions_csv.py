"""The decisions as a table: one decided conflict a row, with what each article said."""

from articles.exporters.facts import decisions
from articles.exporters.sheet import sheet

COLUMNS = "subject attribute value reason by at".split()


def render(document, approval) -> bytes:
    return sheet([*COLUMNS, "statements"], _rows(document))


def _rows(document):
    for decision in decisions(document):
        said = dict.fromkeys(f"{row['outlet']}: {row['value']}" for row in decision["statements"])
        yield [*(decision[column] for column in COLUMNS), "; ".join(said)]
