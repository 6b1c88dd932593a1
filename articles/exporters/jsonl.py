"""JSON Lines: marks, claims and decisions, one a line, each with its type. Offsets count Unicode code points."""

import json

from articles.exporters.facts import annotations, claims, decisions


def render(document, approval) -> bytes:
    about = {"story": document["story"]["slug"], "revision": document["revision"]}
    rows = [
        *({"type": "annotation", **about, **row} for row in annotations(document)),
        *({"type": "claim", **about, **row} for row in claims(document)),
        *({"type": "decision", **about, **row} for row in decisions(document)),
    ]
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode()
