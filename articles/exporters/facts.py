"""What editors found out about the sources, as flat records: marks, claims, decisions. For tables and for JSON lines."""


def annotations(document) -> list[dict]:
    """The marks on the articles, in the order of the text. Revisions of the first forms do not tell who decided, or when."""
    return [_located(document, row) for row in document["annotations"]]


def claims(document) -> list[dict]:
    """The facts, each with its statements. Revisions of the first forms hold those alone that were decided."""
    rows = document.get("claims")
    if rows is None:
        rows = [{**row, "kind": "", "status": "conflict"} for row in document["decisions"]]
    return [
        {
            **{name: row[name] for name in ("subject", "attribute", "kind", "status")},
            "statements": _statements(document, row),
        }
        for row in rows
    ]


def decisions(document) -> list[dict]:
    """The conflicts that editors decided; the value is "" where the story leaves the fact out."""
    return [{**row, "statements": _statements(document, row)} for row in document["decisions"]]


def _statements(document, row):
    return [_located(document, said) for said in row["statements"]]


def _located(document, row):
    """With what the number of its article stands for."""
    article = next(article for article in document["articles"] if article["number"] == row["article"])
    return {**row, "outlet": article["outlet"], "file": article["file_name"], "text_sha256": article["text_sha256"]}
