"""Every check says in its docstring why it exists, what it catches and leaves alone, and how well; the examples are run.

How an example is written stands in docs/checks.md.
"""

import ast
import inspect
import re
from pathlib import Path

import pytest

from articles.analysis.checks import CHECKS
from articles.analysis.dossier import Dossier, Preference, Source
from tests.analysis.newsroom_texts import OUTLETS

FERRY = """Ferry hits the northern pier

The ferry hit the northern pier on Monday. The captain, Ivo Brandt, said that the rudder of the ferry had failed.

Passengers were taken ashore by the harbour boats, and the ferry was towed away.

{}

Engineers will look at the rudder this week, the harbour master said.

The northern pier will stay closed until the ferry company has paid for repairs."""
STYLE = (Preference("Velden", ("Felden",)),)
FEWEST_EXAMPLES = 2
CHECK_OF = {Path(inspect.getfile(check)): check for check in CHECKS.values()}
_EXAMPLE = re.compile(r"^- (.+(?:\n  .+)*)", re.MULTILINE)
_FORM = re.compile(
    r"^\S[^\n]+\.\n\n"
    r"Reason to exist: .+?\n\n"
    r"(?:(?!Caught:)\S.+?\n\n)*"
    r"Caught:\n(?P<caught>.+?)\n\n"
    r"Rightly left alone:\n(?P<sound>.+?)\n\n"
    r"Figures \(\d{1,2} \w+ 20\d\d\): (?P<figures>[^\n].+)",
    re.DOTALL,
)


def form(path):
    """The parts of a check's docstring, or None if it has not the form."""
    return _FORM.search(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")


def examples(part):
    for path in CHECK_OF:
        for written in _EXAMPLE.findall(form(path)[part]) if form(path) else ():
            example = " ".join(written.split())
            yield pytest.param(path, example, id=f"{path.stem}: {example}")


def read(example):
    """The dossier of an example, and where its marked words stand in the first article: (start, end), or None."""
    first, *others = re.split(r" (?=\|)", example)
    told = [other.lstrip("| ") for other in others for _ in range(2 if other.startswith("||") else 1)]
    texts = [article(one) for one in (first, *told)]
    start, end = texts[0].find("‹"), texts[0].find("›") - 1
    texts[0] = texts[0].replace("‹", "").replace("›", "")
    sources = tuple(Source(str(number), text, OUTLETS[number]) for number, text in enumerate(texts))
    return Dossier(sources, style=STYLE), (start, end) if start >= 0 else None


def article(written):
    text = written.replace(" ¶ ", "\n\n")
    return FERRY.format(text[2:-2]) if text.startswith("… ") and text.endswith(" …") else text


@pytest.mark.parametrize("path", CHECK_OF, ids=lambda path: path.stem)
def test_a_check_says_why_it_exists_with_examples_and_figures(path):
    found = form(path)
    assert found, "see docs/checks.md for the form"
    for part in ("caught", "sound"):
        assert len(_EXAMPLE.findall(found[part])) >= FEWEST_EXAMPLES, f"{path.name}: {part}"
    assert re.search(r"\d", found["figures"])


@pytest.mark.parametrize(("path", "example"), examples("caught"))
def test_what_a_check_claims_to_catch_it_catches(path, example):
    dossier, marked = read(example)
    assert marked, "an example that is caught has ‹ › around the words"
    spans = [(found.start, found.end) for found in CHECK_OF[path](dossier) if found.source == "0"]
    assert any(start < marked[1] and marked[0] < end for start, end in spans), spans


@pytest.mark.parametrize(("path", "example"), examples("sound"))
def test_what_a_check_claims_to_leave_alone_it_leaves_alone(path, example):
    dossier, _ = read(example)
    assert [dossier.source(one.source).text[one.start : one.end] for one in CHECK_OF[path](dossier)] == []
