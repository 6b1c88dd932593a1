"""Markdown: a reader of Markdown shows exactly the text that was written."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from articles.exporters import markdown
from articles.exporters.document import one_line
from tests.exporters.papers import APPROVAL, HOSTILE, a_document, a_hostile_document

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
PLAIN = {"text", "text_special", "softbreak", "footnote_ref"}


def blocks(content):
    """[(kind of block, its inline tokens)] as a reader of Markdown sees them."""
    tokens = READER.parse(content.decode())
    return [
        (tokens[place - 1].type, token.children) for place, token in enumerate(tokens) if token.type == "inline"
    ], tokens


def shown(children):
    return "".join(child.content for child in children)


def test_notes_follow_their_sentences():
    content = markdown.render(a_document(), APPROVAL).decode()

    assert "The bell rang on Monday.[^1][^2] It was loud.[^2] Nobody had expected it.\n" in content
    assert "[^1]: **Aldmere Courier**, Harbour bell rings again: “rang on Monday for the first time" in content
    assert "[^2]: **Küstenbote**, source-2.txt: “Am Montag läutete sie laut.”" in content
    assert "About 300 people stood on the quay.[^3] All had heard it.[^2]\n" in content


def test_a_quote_with_marks_of_its_own_gets_no_others():
    content = markdown.render(a_document(), APPROVAL).decode()

    assert '[^3]: **Coast Agency**, Bell: "We were 300 on the quay," she said.\n' in content


@pytest.mark.parametrize(
    "text",
    [
        "1. First",
        "23) Second",
        "# Title",
        "#",
        "Title #",
        "- item",
        "+ item",
        "---",
        "===",
        "> quote",
        "~~~ code",
        "    code",
        "\tcode",
        ": term",
        "a | b",
        "*a* _b_ **c** `d` ~~e~~",
        "[a](b) ![c](d) [^1] <e@f.example> <b>",
        "&amp; &#35; & Co",
        "back\\slash\\*",
        "line\nbreak  \nagain",
        "(javascript:alert(1))",
        HOSTILE,
    ],
)
def test_text_is_shown_and_never_acts(text):
    _shows_exactly(text)


@settings(deadline=None)
@given(st.text(st.sampled_from(" ab1.)#*_`[]()<>&;:!|~\\-+=^\n\t\"'é🔔ש"), min_size=1).filter(str.strip))
@example("1)")
@example("(a")
@example(" 1\n")
def test_any_text_is_shown_and_never_acts(text):
    _shows_exactly(text)


def _shows_exactly(text):
    found, tokens = blocks(markdown.render(a_hostile_document(text), APPROVAL))
    heading, _ = [children for kind, children in found if kind == "heading_open"]
    (paragraph,) = [
        children
        for kind, children in found
        if kind == "paragraph_open" and any(child.type == "footnote_ref" for child in children)
    ]

    assert shown(heading) == one_line(text)
    assert shown(paragraph).split() == one_line(text + text).split()
    assert {child.type for child in heading + paragraph} <= PLAIN
    assert {token.type for token in tokens if token.type.endswith("_open")} <= {
        "heading_open",
        "paragraph_open",
        "bullet_list_open",
        "list_item_open",
        "footnote_open",
        "footnote_block_open",
    }
    assert not [t for t in tokens if t.type in ("html_block", "code_block", "fence")]
    assert [t.type for t in tokens].count("hr") == 1
