"""What scripts say can be translated: nothing is said but by words.js, from the list that gettext knows."""

import re
from pathlib import Path

import pytest

from articles.templatetags.script_words import SCRIPT_WORDS

SCRIPTS = sorted((Path(__file__).resolve().parent.parent / "articles/static/articles/js").glob("*.js"))
SAID = re.compile(
    r"(textContent[:=] *|aria-label\", |\bsay\((?:\w+, )?|\brow\(|\.title = )[\"`](?=[^\"`]*[A-Za-z]{2})([^\"`]*)"
)
TEXT = re.compile(r"\"([A-Z{][^\"]* [^\"]*)\"")


def code(path):
    return "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("//"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_only_what_can_be_translated(path):
    assert [words for _, words in SAID.findall(code(path)) if not words.startswith(("${", "@${"))] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_sentence_of_a_script_is_on_the_list(path):
    assert [text for text in TEXT.findall(code(path)) if text not in SCRIPT_WORDS] == []


def test_nothing_is_on_the_list_that_no_script_says():
    everything = "\n".join(map(code, SCRIPTS))
    ends = ", and sent when the network is back."  # autosave.js puts it in the place of a full stop
    assert [text for text in SCRIPT_WORDS if f'"{text.replace(ends, ".")}"' not in everything] == []
