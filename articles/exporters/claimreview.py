"""schema.org ClaimReview (JSON-LD): what the sources said where they disagreed, and what the newsroom found of it.

It tells what readers of the story are told: facts behind its cited words, never why an editor decided so, or who.
"""

import json

from articles.exporters.document import bare, headline, language, told
from articles.exporters.identity import part_uri, story_uri
from articles.exporters.wire import house

CONFIRMED, CONTRADICTED = {"ratingValue": 5, "alternateName": "Confirmed"}, {"ratingValue": 1, "alternateName": "Wrong"}
# Without a number: the story leaves the fact out, or what was decided is nothing that a source says word for word.
NOT_ESTABLISHED = {"alternateName": "Not established"}


def render(document, approval) -> bytes:
    """A `@graph` of reviews, one for each value of each such fact; empty where there is none."""
    reviews = [
        _review(document, approval, decision, value, said)
        for decision in told(document)
        for value, said in _values(decision).items()
    ]
    data = {"@context": "https://schema.org", "@graph": reviews}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _values(decision):
    """{value: its statements}: each wording once, in the order of the sources."""
    values, wordings = {}, {}
    for said in decision["statements"]:
        wording = wordings.setdefault(bare(said["value"]).casefold(), bare(said["value"]))
        values.setdefault(wording, []).append(said)
    return values


def _review(document, approval, decision, value, said):
    publisher = {"@type": "Organization", "name": house(document)}
    articles = {article["number"]: article for article in document["articles"]}
    appearances = [articles[number] for number in dict.fromkeys(row["article"] for row in said)]
    fact = f"{decision['subject']}, {decision['attribute']}"
    review = {
        "@type": "ClaimReview",
        "@id": part_uri(document, "claim", fact, value),
        "url": story_uri(document),
        "name": f"{fact}: {value}",
        "claimReviewed": f"{fact}: {value}",
        "datePublished": approval["at"],
        "inLanguage": language(document),
        "author": publisher,
        "publisher": publisher,
        "itemReviewed": {"@type": "Claim", "appearance": [_article(article) for article in appearances]},
        "reviewRating": _rating(document, decision, value),
        "isPartOf": {"@type": "NewsArticle", "@id": story_uri(document), "headline": headline(document)},
    }
    return {name: part for name, part in review.items() if part}


def _article(article):
    return {
        "@type": "NewsArticle",
        "headline": article["headline"] or article["file_name"],
        "publisher": {"@type": "Organization", "name": article["outlet"]},
    }


def _rating(document, decision, value):
    scale = {"@type": "Rating", "bestRating": 5, "worstRating": 1}
    decided = bare(decision["value"])
    if not decided:
        return {"@type": "Rating", **NOT_ESTABLISHED}
    if decided.casefold() == value.casefold():
        return scale | CONFIRMED
    groups = _groups(document, decision)
    mine, theirs = groups.get(value.casefold()), groups.get(decided.casefold())
    if mine is None or theirs is None:
        return {"@type": "Rating", "alternateName": f"The story says: {decided}"}
    return scale | (CONFIRMED if mine == theirs else CONTRADICTED)


def _groups(document, decision):
    """{wording: its group}, in which wordings mean the same. Revisions of the first forms do not tell."""
    same = ("subject", "attribute")
    return {
        bare(said["value"]).casefold(): said["group"]
        for claim in document.get("claims", [])
        if all(claim[name] == decision[name] for name in same)
        for said in claim["statements"]
    }
