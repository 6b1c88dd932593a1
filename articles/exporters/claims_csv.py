"""The claims as a table: one statement of one article a row, offsets in code points of the article's text."""

from articles.exporters.facts import claims
from articles.exporters.sheet import sheet

OF_CLAIM = "subject attribute kind status".split()
OF_STATEMENT = "article outlet file start end value normalised group text_sha256".split()


def render(document, approval) -> bytes:
    return sheet(["claim", *OF_CLAIM, *OF_STATEMENT], _rows(document))


def _rows(document):
    for number, claim in enumerate(claims(document), start=1):
        for said in claim["statements"]:
            yield [number, *(claim[name] for name in OF_CLAIM), *(said.get(name) for name in OF_STATEMENT)]
