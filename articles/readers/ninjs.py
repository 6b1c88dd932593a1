"""ninjs 1.x, 2.x and 3.x: one item, a list of them, or an object whose `items` they are."""

import json

from articles.readers.composing import compose
from articles.readers.encoding import decode
from articles.readers.limits import MOST_ARTICLES
from articles.readers.markup import seen
from articles.readers.source import Part, Removed, SourceRefused

# Of these names an item has at least one beside its uri. All are compared in small letters and without underscores:
# so the 1.x, 2.x and 3.x spellings of a name are one.
TELLING = frozenset(
    "headline headlines bodytext bodyhtml bodyxhtml bodies versioncreated pubstatus standard $standard byline by".split()
)
_UNUSABLE = {"canceled": "has cancelled it", "withheld": "withholds it"}
_LISTS = ("items", "_items", "results")


def read(content: bytes):
    data = _data(content)
    items = (
        data
        if isinstance(data, list)
        else next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
    )
    if items is None:
        return _article(data)
    return _articles(items)


def _data(content):
    text, _ = decode(content)
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise SourceRefused(
            f"It looks like JSON data, but line {error.lineno} breaks its rules: {error.msg}.", line=error.lineno
        ) from error
    except (RecursionError, ValueError) as error:
        raise SourceRefused(
            "It is JSON data that lies too deep in itself, or has a number too long to be one."
        ) from error


def _articles(items):
    if not items:
        raise SourceRefused("It is an empty list.")
    if len(items) > MOST_ARTICLES:
        raise SourceRefused(f"The list has {len(items)} items; at most {MOST_ARTICLES} can be read at once.")
    for number, item in enumerate(items, start=1):
        name = f"{number}. {_title(item)[:80]}".strip()
        try:
            yield Part(name, _article(item))
        except SourceRefused as refused:
            yield Part(name, refused)


def _title(item):
    fields = _fields(item) if isinstance(item, dict) else {}
    return _headline(fields) or _text(fields.get("uri"))


def _article(item):
    if not isinstance(item, dict):
        raise SourceRefused("It is JSON data, not an article: ninjs was expected.")
    fields = _fields(item)
    if "uri" not in fields or not TELLING & fields.keys():
        raise SourceRefused("It is JSON data, but not ninjs, the form in which news is sent as JSON.")
    status = _text(fields.get("pubstatus")).lower()
    if status in _UNUSABLE:
        raise SourceRefused(f"Its sender {_UNUSABLE[status]} (pubStatus {status}): it must not be used.")
    blocks = _body(fields)
    if not blocks:
        kind = _text(fields.get("type"))
        what = f"It is a {kind}" if kind and kind != "text" else "It"
        raise SourceRefused(f"{what} has no text.".replace("It has", "The item has"))
    uri = _text(fields.get("uri"))
    return compose(
        blocks,
        headline=_headline(fields),
        outlet=_named(fields.get("infosources") or fields.get("infosource")) or _text(fields.get("copyrightholder")),
        author=_author(fields),
        published=next(
            filter(None, (_text(fields.get(n)) for n in ("versioncreated", "contentcreated", "firstcreated"))), ""
        ),
        guid=uri,
        address=uri,
        language=_text(fields.get("language")),
        removed=[Removed(text, "description") for text in _described(fields, blocks)],
    )


def _fields(item):
    return {str(name).replace("_", "").lower(): value for name, value in item.items()}


def _text(value):
    return value.strip() if isinstance(value, str) else ""


def _headline(fields):
    chosen = _chosen(fields.get("headlines"))
    return _text(fields.get("headline")) or (" ".join(_blocks(*chosen)) if chosen else "") or _text(fields.get("title"))


def _body(fields):
    chosen = _chosen(fields.get("bodies"), "text/plain")
    if chosen:
        return _blocks(*chosen)
    if _text(fields.get("bodytext")):
        return _blocks(fields["bodytext"], "text/plain")
    markup = next(filter(None, (_text(fields.get(name)) for name in ("bodyhtml", "bodyxhtml"))), "")
    return _blocks(markup, "text/html") if markup else []


def _chosen(values, preferred=""):
    """(value, content type) of the main entry of a list of them; of two main ones the preferred type."""
    if not isinstance(values, list):
        return None
    entries = [_fields(value) for value in values if isinstance(value, dict)]
    entries = [entry for entry in entries if _text(entry.get("value"))]
    if not entries:
        return None
    entries.sort(key=lambda entry: (entry.get("contenttype") != preferred, entry.get("role") != "main"))
    return entries[0]["value"], _text(entries[0].get("contenttype")) or "text/plain"


def _blocks(value, kind):
    """The blocks of a text. What says that it is plain and begins as HTML is HTML: senders mix them up."""
    if "html" in kind or (value.lstrip()[:1] == "<" and "</" in value):
        return seen(value)
    return [line for line in value.splitlines() if line.strip()]


def _author(fields):
    by = _text(fields.get("byline")) or _text(fields.get("by")) or _named(fields.get("people"), "author")
    return by[3:] if by[:3].lower() == "by " else by


def _named(values, role=""):
    """The names of a list of objects, of those with the role where one is asked for."""
    if not isinstance(values, list):
        return ""
    entries = [
        value for value in values if isinstance(value, dict) and (not role or role in _text(value.get("rel")).lower())
    ]
    return ", ".join(filter(None, (_text(entry.get("name")) for entry in entries)))[:200]


def _described(fields, blocks):
    """A summary that is no part of the text."""
    chosen = _chosen(fields.get("descriptions"))
    text = " ".join(_blocks(*chosen)) if chosen else _text(fields.get("descriptiontext"))
    return [text] if text and text not in " ".join(blocks) else []
