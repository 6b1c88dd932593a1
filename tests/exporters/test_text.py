"""Plain text: a line for each paragraph, and nothing that breaks the lines."""

from articles.exporters import text
from tests.exporters.papers import APPROVAL, a_document, a_hostile_document


def test_each_paragraph_is_one_line_with_its_marks():
    lines = text.render(a_document(), APPROVAL).decode().split("\n")

    assert "The bell rang on Monday.[1][2] It was loud.[2] Nobody had expected it." in lines
    assert "[2] Küstenbote, source-2.txt: “Am Montag läutete sie laut.”" in lines
    assert '[3] Coast Agency, Bell: "We were 300 on the quay," she said.' in lines


def test_line_breaks_in_a_text_do_not_make_lines():
    ordinary, broken = (
        text.render(a_hostile_document(words), APPROVAL).decode() for words in ("a b", "a\r\n\r\nb\u2028\nc\x85d")
    )

    assert len(broken.splitlines()) == len(ordinary.splitlines())
