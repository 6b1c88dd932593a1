"""HTML: a complete page in which text stays text."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.exporters import html
from tests.exporters.papers import APPROVAL, HOSTILE, a_document, a_hostile_document


class Page(HTMLParser):
    """What a browser sees: elements with their attributes, and the text inside them."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.inside, self.path = [], {}, []
        self.feed(content.decode())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in ("meta", "img"):
            self.path.append(tag)

    def handle_endtag(self, tag):
        assert self.path.pop() == tag

    def handle_data(self, data):
        for tag in set(self.path):
            self.inside[tag] = self.inside.get(tag, "") + data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def test_marks_lead_to_notes_and_back():
    page = Page(html.render(a_document(), APPROVAL))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    targets = [attributes["href"].removeprefix("#") for attributes in page.all("a")]

    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert {"note-1", "note-2", "note-3", "mark-1", "mark-2", "mark-3"} <= set(targets)


def test_a_quote_with_marks_of_its_own_gets_no_others():
    quotes = Page(html.render(a_document(), APPROVAL)).all("q")

    assert [quote.get("class") for quote in quotes] == [None, None, "as-is"]


def test_the_page_names_its_language_and_that_of_each_quote():
    page = Page(html.render(a_document(), APPROVAL))

    assert page.all("html") == [{"lang": "en", "dir": "ltr"}]
    assert [quote["lang"] for quote in page.all("q")] == ["en", "de", "en"]


def test_a_story_from_hebrew_sources_runs_from_right_to_left():
    document = a_document()
    for article in document["articles"]:
        article["language"] = "he"

    assert Page(html.render(document, APPROVAL)).all("html") == [{"lang": "he", "dir": "rtl"}]


def test_nothing_in_a_hostile_text_becomes_an_element():
    ordinary, hostile = (
        Page(html.render(document, APPROVAL)) for document in (a_hostile_document("Bell"), a_hostile_document())
    )

    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in ordinary.elements]
    assert hostile.inside["q"] == HOSTILE
    assert hostile.inside["title"] == HOSTILE.replace("\u2028", " ")


def test_the_metadata_is_data_that_cannot_end_early():
    content = html.render(a_hostile_document(), APPROVAL).decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', content).group(1)

    assert content.count("<script") == 1
    assert json.loads(data)["citation"][0]["publisher"]["name"] == HOSTILE
    assert not set("<>&") & set(data)


def test_the_page_forbids_everything_but_its_own_style():
    content = html.render(a_document(), APPROVAL)
    style = re.search(rb"<style>(.*?)</style>", content, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    (policy,) = [meta["content"] for meta in Page(content).all("meta") if "http-equiv" in meta]

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_quote_is_shown_exactly(quote):
    document = a_document(paragraphs=[])
    document["citations"] = document["citations"][:1]
    document["citations"][0]["quote"] = quote

    assert Page(html.render(document, APPROVAL)).inside.get("q", "") == quote
