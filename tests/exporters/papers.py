"""Documents of the exporters' tests: a small ordinary one, and one in which every field is hostile."""

APPROVAL = {"by": "Sami Haddad", "at": "2026-03-02T11:30:00Z"}
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 }} {% now %} &lt; &amp; "
    "*a* _b_ `c` [d](javascript:alert(3)) ![e](//f) <!-- | ~~g~~ \\ \u202eabc\u202c 🔔 e\u0301 שלום\u2028\"end'"
)


def a_document(**changes):
    """Three articles, two paragraphs, four citations (two of them of the same words), a decision on what they say.

    A second decision is on words that the story does not cite.
    """
    return {
        "newsroom": 1,
        "story": {"slug": "harbour-bell", "title": "Harbour bell", "headline": "The harbour bell rings again"},
        "revision": 3,
        "paragraphs": [
            {
                "id": 11,
                "text": "The bell rang on Monday. It was loud. Nobody had expected it.",
                "sentences": [
                    {"start": 0, "end": 24, "text": "The bell rang on Monday.", "citations": [1, 2]},
                    {"start": 25, "end": 37, "text": "It was loud.", "citations": [2]},
                    {"start": 38, "end": 61, "text": "Nobody had expected it.", "citations": []},
                ],
            },
            {
                "id": 12,
                "text": "About 300 people stood on the quay. All had heard it.",
                "sentences": [
                    {"start": 0, "end": 35, "text": "About 300 people stood on the quay.", "citations": [3]},
                    {"start": 36, "end": 53, "text": "All had heard it.", "citations": [4]},
                ],
            },
        ],
        "citations": [
            a_citation(1, 11, 0, 24, article=1, quote="rang on Monday for the first time in 40 years"),
            a_citation(2, 11, 0, 37, article=2, quote="Am Montag läutete sie laut."),
            a_citation(3, 12, 0, 35, article=3, quote='"We were 300 on the quay," she said.'),
            a_citation(4, 12, 36, 53, article=2, quote="Am Montag läutete sie laut."),
        ],
        "articles": [
            an_article(1, "Aldmere Courier", "Harbour bell rings again"),
            an_article(2, "Küstenbote", "", language="de"),
            an_article(3, "Coast Agency", "Bell", language="en"),
        ],
        "decisions": [
            a_decision(
                ("The bell", "silent for"),
                "40 years",
                "The harbour office keeps the log.",
                says=[(1, "40 years", 47), (1, "40 years", 90), (3, "14 years", 200)],
            ),
            a_decision(("Tomas Brandt", "age"), "61", "He told me so himself.", says=[(1, "61", 300), (3, "16", 310)]),
        ],
        "annotations": [
            {
                "article": 3,
                "start": 20,
                "end": 28,
                "quote": "14 years",
                "category": "wrong_number",
                "severity": "major",
                "state": "accepted",
                "reason": "The other source says 40.",
                "suggestion": "40 years",
                "by": "numbers",
            }
        ],
        "contributors": ["Nora Lind"],
        "contributor_ids": [1],
        "sent_by": "Nora Lind",
        "sent_at": "2026-03-02T10:00:00Z",
        "note": "Please before noon.",
        **changes,
    }


def a_hostile_document(text=HOSTILE):
    """Every piece of text in it, be it from a source or from an editor, is `text`."""
    document = a_document(story={"slug": "harbour-bell", "title": text, "headline": text})
    document["story"] |= dict.fromkeys(("standfirst", "byline", "location", "editors_note"), text)
    document["story"]["keywords"] = [text, text]
    document["house"] = text
    document["corrections"] = [{"number": 1, "notice": text, "corrects": 2}]
    document["contributors"] = [text]
    sentence = {"start": 0, "end": len(text), "text": text, "citations": [1]}
    document["paragraphs"] = [{"id": 11, "text": text + text, "sentences": [sentence]}]
    document["citations"] = [a_citation(1, 11, 0, len(text), article=1, quote=text)]
    document["articles"] = [an_article(n, text, text) for n in (1, 2, 3)]
    for row in document["annotations"]:
        row |= {"quote": text, "reason": text, "suggestion": text, "by": text}
    for row in document["decisions"]:
        row |= {"subject": text, "attribute": text, "value": text, "reason": text, "by": text}
        row["statements"] = [
            {"article": number, "value": said, "start": 10, "end": 11} for number, said in ((1, text), (2, text * 2))
        ]
    return document


def a_document_of_form_3(**changes):
    """The ordinary one as revisions hold it that name the house, every claim, and what became of each mark."""
    document = a_document(**changes)
    document |= {"newsroom": 3, "house": "Aldmere Evening"}
    document["story"] |= {
        "created": "2026-03-01T08:00:00Z",
        "standfirst": "After 40 years, a bell.",
        "keywords": ["bells", "harbours"],
        "location": "Aldmere",
        "byline": "Nora Lind",
        "editors_note": "The keeper is a cousin of the editor.",
    }
    document["claims"] = [
        a_claim(
            ("The bell", "silent for"),
            says=[(1, "40 years", 47, 0), (1, "forty years", 90, 0), (3, "14 years", 200, 1)],
        )
    ]
    document["annotations"][0] |= {
        "prefix": "was silent for ",
        "suffix": " until now",
        "check": "numbers",
        "confidence": 0.8,
        "at": "2026-03-02T08:00:00Z",
        "decided_by": "Nora Lind",
        "decided_at": "2026-03-02T08:30:00Z",
        "decision": "The log says 40.",
    }
    return document


def a_corrected_document():
    """The same, whose revision puts right what revision 2 said."""
    notice = "An earlier version said “14 years”; it is “40 years”."
    return a_document_of_form_3(corrections=[{"number": 1, "notice": notice, "corrects": 2}])


def a_story_that_says(text, language="en", times=1):
    """`text` for headline and quote, and for each of its `times` paragraphs, in a language."""
    document = a_document_of_form_3()
    document["story"] |= {"title": text, "headline": text}
    sentence = {"start": 0, "end": len(text), "text": text, "citations": [1]}
    document["paragraphs"] = [{"id": n, "text": text, "sentences": [sentence]} for n in range(1, times + 1)]
    document["citations"] = [a_citation(1, 1, 0, len(text), article=1, quote=text)]
    for article in document["articles"]:
        article["language"] = language
    return document


def a_claim(fact, *, says, status="conflict", kind="number"):
    """`fact` is (subject, attribute), `says` is [(article, value, where it starts, group)]."""
    statements = [
        {
            "article": article,
            "value": said,
            "normalised": said,
            "group": group,
            "start": start,
            "end": start + len(said),
        }
        for article, said, start, group in says
    ]
    return {"subject": fact[0], "attribute": fact[1], "kind": kind, "status": status, "statements": statements}


def a_citation(number, paragraph, start, end, *, article, quote):
    return {
        "number": number,
        "paragraph": paragraph,
        "start": start,
        "end": end,
        "article": article,
        "source_start": 10,
        "source_end": 10 + len(quote),
        "quote": quote,
    }


def a_decision(fact, value, reason, *, says, by="Nora Lind"):
    """`fact` is (subject, attribute), `says` is [(article, value, where it starts)]."""
    return {
        "subject": fact[0],
        "attribute": fact[1],
        "value": value,
        "reason": reason,
        "by": by,
        "at": "2026-03-02T09:00:00Z",
        "statements": [
            {"article": article, "value": said, "start": start, "end": start + len(said)}
            for article, said, start in says
        ],
    }


def an_article(number, outlet, headline, *, language="en"):
    return {
        "number": number,
        "outlet": outlet,
        "headline": headline,
        "file_name": f"source-{number}.txt",
        "sha256": f"{number}" * 64,
        "text_sha256": f"{number + 3}" * 64,
        "language": language,
        "published": None,
    }
