"""JSON: everything that a machine needs to check the story against its sources."""

import json as reader

from articles.exporters import json
from tests.exporters.papers import APPROVAL, HOSTILE, a_document, a_hostile_document


def test_every_sentence_leads_to_its_exact_quotes():
    exported = reader.loads(json.render(a_document(), APPROVAL))
    quotes = {citation["number"]: citation["quote"] for citation in exported["citations"]}
    paragraph = exported["paragraphs"][0]

    assert [paragraph["text"][s["start"] : s["end"]] for s in paragraph["sentences"]] == [
        sentence["text"] for sentence in paragraph["sentences"]
    ]
    assert [quotes[n] for n in paragraph["sentences"][0]["citations"]] == [
        "rang on Monday for the first time in 40 years",
        "Am Montag läutete sie laut.",
    ]


def test_decisions_marks_and_approval_come_with_it():
    exported = reader.loads(json.render(a_document(), APPROVAL))

    assert exported["approval"] == APPROVAL
    assert exported["decisions"] == a_document()["decisions"]
    assert exported["annotations"] == a_document()["annotations"]
    assert exported["articles"][0]["sha256"] == "1" * 64


def test_any_text_comes_back_as_it_was():
    exported = reader.loads(json.render(a_hostile_document(), APPROVAL))

    assert exported["story"]["headline"] == exported["citations"][0]["quote"] == HOSTILE
