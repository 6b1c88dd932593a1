"""W3C Web Annotation (JSON-LD): the marks, each with its words and with its place in the text of its article.

The target of a mark is the canonical text of the article, named by its hash. Positions count Unicode code points of it,
half-open: JavaScript counts UTF-16 units instead, so an emoji before a mark would shift it by one.
"""

import json

from articles.exporters.identity import article_uri, part_uri

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def render(document, approval) -> bytes:
    articles = {article["number"]: article for article in document["articles"]}
    items = [
        _annotation(document, number, mark, articles[mark["article"]])
        for number, mark in enumerate(document["annotations"], start=1)
    ]
    collection = {
        "@context": CONTEXT,
        "id": part_uri(document, "annotations"),
        "type": "AnnotationCollection",
        "label": f"Marks on the sources of {document['story']['slug']}, revision {document['revision']}",
        "generated": approval["at"],
        "total": len(items),
    }
    if items:
        page = part_uri(document, "annotations", "page")
        collection["first"] = {"id": page, "type": "AnnotationPage", "startIndex": 0, "items": items}
        collection["last"] = page
    return (json.dumps(collection, ensure_ascii=False, indent=2) + "\n").encode()


def _annotation(document, number, mark, article):
    annotation = {
        "id": part_uri(document, "annotation", number),
        "type": "Annotation",
        "motivation": "assessing",
        "created": mark.get("at"),
        "creator": {**_kind_of_author(mark), "name": mark["by"]},
        "body": _bodies(mark),
        "target": {
            "source": article_uri(article),
            "selector": [_quote(mark), {"type": "TextPositionSelector", "start": mark["start"], "end": mark["end"]}],
        },
    }
    return {name: value for name, value in annotation.items() if value}


def _kind_of_author(mark):
    """Revisions of the first forms do not say whether a person or a check made it."""
    return {"type": "Software" if mark["check"] else "Person"} if "check" in mark else {}


def _bodies(mark):
    bodies = [
        _body("classifying", mark["category"]),
        _body("tagging", f"severity: {mark['severity']}"),
        _body("tagging", f"state: {mark['state']}"),
    ]
    if mark["reason"]:
        bodies.append(_body("commenting", mark["reason"]))
    if mark["suggestion"] is not None:  # empty: the words should go
        bodies.append(_body("editing", mark["suggestion"]))
    if mark.get("decision"):
        bodies.append(_body("replying", mark["decision"]))
    return bodies


def _body(purpose, value):
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _quote(mark):
    """Revisions of the first forms do not hold what stands around the words."""
    around = {name: mark[name] for name in ("prefix", "suffix") if mark.get(name)}
    return {"type": "TextQuoteSelector", "exact": mark["quote"], **around}
