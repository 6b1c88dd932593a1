"""A language that nobody speaks: every text that goes through gettext stands in ⟦ ⟧. What stands outside was forgotten.

`speaking(monkeypatch)` makes it the language of every page. `untranslated(html, data)` lists the words of a page, with
its names for those who listen, that are neither in ⟦ ⟧ nor `data`: names, texts of stories, numbers.
"""

import gettext
import re
from html.parser import HTMLParser

from django.apps import apps
from django.conf import settings
from django.utils.translation import trans_real

SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-key-name")
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")
HASH = re.compile(r"[0-9a-f]{64}")
SILENT = {"script", "style", "kbd", "textarea", "code", "pre"}
# Neither words nor of any language: the product's name, formats, units, keys.
NAMES = ("Newsroom", "SHA-256", "Krippendorff", "Cohen", "JSON", "CSV", "MB", "KB")


class Pseudo(gettext.NullTranslations):
    """`longer` is by how much a text gets longer: 0.4 for a language that needs more words."""

    def __init__(self, longer=0.0):
        super().__init__()
        self.longer = longer

    def gettext(self, message):
        text = message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]
        if not text.strip():
            return text
        words = round(len(text) * self.longer / 4)
        return f"⟦{text}{' ötü' * words}⟧"

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)

    def language(self):
        return settings.LANGUAGE_CODE

    def to_language(self):
        return settings.LANGUAGE_CODE


def speaking(monkeypatch, longer=0.0):
    pseudo = Pseudo(longer)
    monkeypatch.setitem(trans_real._translations, settings.LANGUAGE_CODE, pseudo)
    monkeypatch.setattr(trans_real, "_default", pseudo)
    trans_real.activate(settings.LANGUAGE_CODE)


class Words(HTMLParser):
    """Every text of a page with the name of its element, and every attribute that is read or listened to."""

    def __init__(self):
        super().__init__()
        self.path, self.found = [], []

    def handle_starttag(self, tag, attributes):
        self.found += [(f"{tag}[{name}]", value or "") for name, value in attributes if name in SPOKEN]
        if tag not in ("meta", "link", "input", "br", "img", "hr", "path", "rect"):
            self.path.append(tag)

    def handle_endtag(self, tag):
        if tag in self.path:
            while self.path.pop() != tag:
                pass

    def handle_data(self, data):
        if not SILENT.intersection(self.path):
            self.found.append((self.path[-1] if self.path else "", data))


def untranslated(html, data):
    """[(where, text)]. A text may be cut by tags, so ⟦ may stand in one piece and its ⟧ in another: they are counted."""
    page, depth, left = Words(), 0, []
    page.feed(html)
    page.close()
    for where, text in page.found:
        if "[" in where:
            outside = _outside(text)
        else:
            outside, depth = _outside_of(text, depth)
        left += [(where, piece) for piece in outside if WORD.search(_without(piece, data))]
    return left


def _outside(text):
    while (shorter := INNERMOST.sub("\x00", text)) != text:
        text = shorter
    return [piece.strip() for piece in text.split("\x00")]


def _outside_of(text, depth):
    pieces, piece = [], []
    for character in text:
        if character in "⟦⟧":
            pieces.append("".join(piece))
            piece = []
            depth += 1 if character == "⟦" else -1
        elif depth == 0:
            piece.append(character)
    return [*pieces, "".join(piece)], depth


def _without(piece, data):
    piece = " ".join(piece.split()).strip(" ,.;:·…“”\"'()[]@→")
    if not WORD.search(piece) or HASH.fullmatch(piece) or piece in data or any(piece in text for text in data.texts):
        return ""
    for name in data.names:
        if name not in piece:
            continue
        piece = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", piece)
    return piece


class Data:
    """What stands in the database: texts, of which a page may show a part, and names, several of which may follow."""

    def __init__(self, *more):
        values = {" ".join(value.split()) for value in [*_values(), *more]}
        values |= {value[:1].upper() + value[1:] for value in values}
        self.texts = [value for value in values if " " in value]
        self.names = sorted([*values, *NAMES], key=len, reverse=True)

    def __contains__(self, text):
        return text in self.names


def _values():
    for model in apps.get_models():
        fields = [field.attname for field in model._meta.concrete_fields]
        for row in model._default_manager.values_list(*fields):
            for value in row:
                yield from _strings(value)


def _strings(value):
    if isinstance(value, str):
        if WORD.search(value) and not value.startswith("/"):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
