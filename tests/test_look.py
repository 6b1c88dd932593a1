"""The look: rules that every stylesheet and script keeps."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "articles" / "static" / "articles"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
COMPONENTS = sorted(path for path in (STATIC / "css").glob("*.css") if path.name != "tokens.css")
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
MOST_LINES_OF_A_SCRIPT = 100


def raw_values(selector):
    block = TOKENS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--raw-[\w-]+): ([^;]+);", block))


def test_dark_gives_every_colour_that_light_has():
    assert raw_values(":root").keys() == raw_values(':root[data-theme="dark"]').keys()


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_components_use_meanings_and_never_a_colour(path):
    css = re.sub(r"/\*.*?\*/|mask: [^;]+;", "", path.read_text(), flags=re.S)
    assert re.findall(r"--raw-[\w-]+|oklch|rgba?\(|hsla?\(|#[0-9a-fA-F]{3,8}\b|!important|@import", css) == []
    assert css.lstrip().startswith("@layer ")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_one_short_behaviour_that_says_what_it_does(path):
    lines = path.read_text().splitlines()
    assert lines[0].startswith(("//", "/*"))
    assert len(lines) <= MOST_LINES_OF_A_SCRIPT
    assert not re.search(r"\beval\(|innerHTML\s*=|new Function", path.read_text())
