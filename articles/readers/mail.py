"""An e-mail (.eml) or a page saved as one: the message is an article, and so is each attachment that holds one."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from articles.readers.composing import compose
from articles.readers.limits import MOST_ARTICLES
from articles.readers.markup import seen
from articles.readers.source import Part, Removed, SourceRefused

MESSAGE = "message"
SHORTEST_BROKEN, LONGEST_BROKEN = 50, 80  # characters of a line that a mail program broke
_OWN_LINE = re.compile(r"\s*(?:[>*•–-]|\d+[.)])\s")
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def read(content: bytes):
    # Before `email`, which takes quadratic time for them.
    if content.count(b"\n--") > 50_000 or content.count(b"boundary=") > MOST_ARTICLES:
        raise SourceRefused("The message has more parts than a message has.")
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        body, attachments = _body(message), _attachments(message)
    except (
        RecursionError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
        OverflowError,
    ) as error:
        raise SourceRefused("It is an e-mail, but damaged. Forward it again, or copy its text.") from error
    if len(attachments) > MOST_ARTICLES:
        raise SourceRefused(f"The message has {len(attachments)} attachments; at most {MOST_ARTICLES} can be read.")
    return _parts(message, body, attachments)


def _parts(message, body, attachments):
    if _is_saved_page(message) and body is not None and body.get_content_type() == "text/html":
        yield Part("", body.get_payload(decode=True) or b"")
        return
    try:
        yield Part(MESSAGE if attachments else "", _article(message, body))
    except SourceRefused as refused:
        if not attachments:  # a covering message may be empty
            yield Part("", refused)
    for name, content in attachments:
        yield Part(name, content)


def _article(message, body):
    if body is None:
        raise SourceRefused("The message has no text.")
    try:
        content, kind = body.get_content(), body.get_content_type()
    except (LookupError, ValueError, KeyError, AttributeError) as error:
        raise SourceRefused("The text of the message is in an encoding that is not known here.") from error
    blocks, removed = _html(content) if kind == "text/html" else _plain(content, _is_flowed(body))
    return compose(blocks, removed=removed, **_facts(message))


def _is_saved_page(message):
    """A page that a browser saved whole, with its pictures."""
    return "Snapshot-Content-Location" in message


def _facts(message):
    author = next((name or address for name, address in getaddresses([_header(message, "From")])), "")
    return {
        "headline": _REPLY.sub("", _header(message, "Subject")),
        "author": author,
        "published": _header(message, "Date"),
        "guid": _header(message, "Message-ID").strip("<> "),
        "address": _header(message, "Archived-At").strip("<> "),
    }


def _header(message, name):
    try:
        return str(message[name] or "")
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError):  # `email` fails on broken ones
        return ""


def _html(content):
    return seen(content), []


def _plain(content, is_flowed):
    """(paragraphs, removed): a line that ends in a space goes on when the sender says so, and the signature goes."""
    content = content.replace("\r\n", "\n")
    signature = _SIGNATURE.search(content)
    removed = [Removed(content[signature.end() :], "signature")] if signature else []
    text = content[: signature.start()] if signature else content
    if is_flowed:
        text = re.sub(r" \n(?=\S)", " ", text)
    return [_unbroken(paragraph) for paragraph in re.split(r"\n\s*\n", text)], removed


def _unbroken(paragraph):
    """A paragraph whose lines a mail program broke, on one line: all but the last are about as long as such lines are."""
    lines = paragraph.strip("\n").split("\n")
    if all(line and not _OWN_LINE.match(line) for line in lines) and all(
        SHORTEST_BROKEN <= len(line) <= LONGEST_BROKEN for line in lines[:-1]
    ):
        return " ".join(line.strip() for line in lines)
    return paragraph


def _is_flowed(body: EmailMessage):
    return body["Content-Type"].params.get("format", "").lower() == "flowed" if body["Content-Type"] else False


def _body(message):
    return message.get_body(preferencelist=("plain", "html"))


def _attachments(message):
    """(name, bytes) of each, without the pictures that letters are adorned with."""
    if _is_saved_page(message):
        return []
    found = []
    for number, part in enumerate(_leaves(message), start=1):
        kind = part.get_content_type()
        if kind.startswith(("image/", "multipart/")) or kind in (
            "text/calendar",
            "application/pgp-signature",
            "text/css",
        ):
            continue
        inner = part.get_payload(0).as_bytes() if kind == "message/rfc822" else part.get_payload(decode=True)
        if inner:
            found.append((part.get_filename() or f"attachment {number}", inner))
    return found


def _leaves(message):
    return [part for part in message.iter_attachments()] if message.is_multipart() else []
