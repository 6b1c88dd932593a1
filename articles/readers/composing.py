"""From the pieces that a file gives to a SourceText: canonical, bounded, its facts on one line each."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from articles.readers.limits import LARGEST_SOURCE, LONGEST_REMOVED, MEGABYTE, MOST_REMOVED
from articles.readers.source import Removed, SourceRefused, SourceText
from articles.text import TextRefused, canonical

BETWEEN_BLOCKS = "\n\n"
LONGEST_ADDRESS = 2000
LONGEST_FACT = 500  # characters of a headline, a name, an identifier

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:$|[T ])")
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)$", re.IGNORECASE
)


def compose(text: str | Iterable[str], *, headline="", removed=(), **facts) -> SourceText:
    """The SourceText of a text, or of its blocks; the headline stands first in it. Raises SourceRefused.

    `facts` are fields of SourceText as the file writes them: addresses are checked, times are understood.
    """
    headline = one_line(headline)
    if not isinstance(text, str):
        blocks = [block for block in map(trimmed, text) if block]
        if headline and not (blocks and _compact(blocks[0]) == _compact(headline)):
            blocks.insert(0, headline)
        text = BETWEEN_BLOCKS.join(blocks) + "\n"
    try:
        text = canonical(text)
    except TextRefused as refused:
        raise SourceRefused(refused.reason) from refused
    _refuse_unfit(text, headline)
    for name in ("outlet", "author", "guid"):
        facts[name] = one_line(facts.get(name))
    facts["address"] = web_address(facts.get("address"))
    if isinstance(facts.get("published"), str):
        facts["published"] = moment(facts["published"])
    facts["language"] = primary_language(facts.get("language"))
    return SourceText(text, headline=headline, removed=bounded(removed), **facts)


def _refuse_unfit(text, headline):
    if not any(map(str.isalnum, text.strip().removeprefix(headline))):
        raise SourceRefused(
            "It holds no article: nothing is left but a headline." if headline else "It holds no words."
        )
    if len(text.encode()) > LARGEST_SOURCE:
        raise SourceRefused(
            f"Its text is larger than {LARGEST_SOURCE // MEGABYTE} MB, the most that an article may have."
        )


def trimmed(block: str) -> str:
    """Without white space at the ends of its lines, and without empty lines."""
    return "\n".join(filter(None, (line.strip() for line in block.splitlines())))


def one_line(written) -> str:
    """A fact on one line of plain characters; "" for what is no text."""
    if not isinstance(written, str):
        return ""
    try:
        return canonical(" ".join(_UNFIT.sub(" ", written[: 4 * LONGEST_FACT]).split()))[:LONGEST_FACT]
    except TextRefused:
        return ""


def web_address(written) -> str:
    """The address if it is one of the web, with its scheme in small letters; "" otherwise."""
    if not isinstance(written, str):
        return ""
    written = written.strip()
    if len(written) > LONGEST_ADDRESS or _UNFIT.search(written) or re.search(r"[\s<>\"\\]", written):
        return ""
    try:
        parts = urlsplit(written)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
    except ValueError:
        return ""
    return f"{parts.scheme.lower()}{written[len(parts.scheme) :]}"


def moment(written) -> date | datetime | None:
    """A moment with its offset, or a day where no offset is given; None for what is neither."""
    if not isinstance(written, str):
        return None
    written = written.strip()[:80]
    try:
        if found := _MOMENT.match(written):
            *numbers, offset = found.groups("00")
            year, month, day, hour, minute, second = numbers
            zone = "+00:00" if offset in "Zz" else offset[:3] + ":" + offset[-2:]
            return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}")
        if found := _DAY.match(written):
            return date(*map(int, found.groups()))
        found = parsedate_to_datetime(written)  # RFC 822: feeds and mail
        return found if found.tzinfo else found.date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def primary_language(tag) -> str:
    """`en-GB` is `en`."""
    found = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", tag.strip()) if isinstance(tag, str) else None
    return found[1].lower() if found and found[1].lower() not in ("und", "mul", "zxx") else ""


def bounded(removed: Iterable[Removed]) -> tuple[Removed, ...]:
    """What was removed, as far as it can be shown; how much more there was stands at the end."""
    passages = [(trimmed(text), reason) for text, reason in removed]
    passages = [(text, reason) for text, reason in passages if text]
    shown = [Removed(_shown(text), reason) for text, reason in passages[:MOST_REMOVED]]
    if len(passages) > MOST_REMOVED:
        shown.append(Removed(f"… {len(passages) - MOST_REMOVED} passages more", "too many to show: see the original"))
    return tuple(shown)


def _shown(text):
    text = _UNFIT.sub(" ", text.replace("\n", "\u2028")).replace("\u2028", "\n")
    return text if len(text) <= LONGEST_REMOVED else f"{text[:LONGEST_REMOVED]} … ({len(text)} characters)"


def _compact(text):
    return "".join(text.split()).casefold()
