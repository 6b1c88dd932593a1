"""What the first lines of an article tell: its headline and its outlet. Guesses, for an editor to confirm."""

import re
from typing import NamedTuple

from articles.text import count_words, paragraphs, sentences

LONGEST_HEADLINE = 160  # characters of a line that may be a headline
SHORTENED_TO = 90  # characters of a first sentence that stands in for one
LINES_LOOKED_AT = 4
MOST_SITE_WORDS = 4
# A line with this many separators is a menu, not a headline.
MENU_SEPARATORS = 3

_MENU = re.compile(r" [-–—|·•»>/] ")
_SITE = re.compile(r"^(?P<headline>.+\S) (?P<mark>[-|]) (?P<site>[^|]+)$")
_DATELINE = re.compile(r"^(?P<place>[A-Z][\w .,’'/-]{1,60})\((?P<agency>[^()\d]{2,40})\)\s*[-–—]+\s*(?=\S)")
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to with".split())


class Masthead(NamedTuple):
    headline: str
    outlet: str  # "" when the text does not say


def masthead(text: str) -> Masthead:
    """Headline and outlet of a canonical text with at least one word."""
    lines = [text[start:end] for start, end in paragraphs(text)[:LINES_LOOKED_AT]]
    lines = [line for line in lines if not _is_menu(line)] or lines
    agency = next((found["agency"].strip() for line in lines if (found := _DATELINE.match(line))), "")
    if not _is_headline(lines[0]):
        return Masthead(_shortened(_DATELINE.sub("", lines[0])), agency)
    headline, site = _without_site(lines[0])
    return Masthead(headline, site or agency)


def _is_menu(line: str) -> bool:
    return len(_MENU.findall(line)) >= MENU_SEPARATORS


def _is_headline(line: str) -> bool:
    return (
        len(line) <= LONGEST_HEADLINE and not line.rstrip("\"”’')").endswith((".", "…")) and not _DATELINE.match(line)
    )


def _without_site(line: str) -> tuple[str, str]:
    """`Bridge opens at last - The Daily Tay` names the site at its end."""
    found = _SITE.match(line)
    if not found or not _is_site(found["site"], found["mark"]):
        return line, ""
    return found["headline"], found["site"].strip()


def _is_site(name: str, mark: str) -> bool:
    words = name.split()
    capitals = all(word[0].isupper() or word[0].isdigit() for word in words if word not in _SMALL_WORDS)
    return 0 < len(words) <= MOST_SITE_WORDS and count_words(name) > 0 and (mark == "|" or capitals)


def _shortened(line: str) -> str:
    start, end = sentences(line)[0]
    sentence = line[start:end]
    if len(sentence) <= SHORTENED_TO:
        return sentence.rstrip(".")
    words = sentence[: SHORTENED_TO + 1].rpartition(" ")[0] or sentence[:SHORTENED_TO]
    return words.rstrip(" ,;:–—-") + "…"
