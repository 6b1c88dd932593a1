"""An address in, what lies there out: whole, or not at all. Redirects are followed, and each step is checked like the first.

No cookies, no credentials, nothing kept between two visits. Which addresses may be called is decided in `outbound`.
"""

import time
import zlib
from collections.abc import Iterable
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from articles import outbound

ACCEPT = "text/html, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_ADDRESS = 2000  # characters
LONGEST_VALIDATOR = 200  # characters of what tells two states of a page apart


class Limits(NamedTuple):
    """What one fetch may take at most, redirects and all."""

    seconds: float = 30
    size: int = 8 * 1024 * 1024  # bytes, unpacked
    redirects: int = 5


class Fetched(NamedTuple):
    """What an address answered. `address` is where it came from in the end; `etag` and `modified` go into the next visit."""

    address: str
    content: bytes
    kind: str  # the media type in small letters, without parameters
    etag: str
    modified: str


class NotModified(NamedTuple):
    """Nothing has changed since the visit that gave `etag` and `modified`."""

    address: str


class FetchRefused(Exception):
    """Nothing was fetched. `reason` is a plain sentence; `status` is the server's, where it answered."""

    def __init__(self, reason: str, status: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.status = status


def checked(address: str) -> str:
    """The address as it is asked for. Raises FetchRefused for what no visit may go to, whatever its host is."""
    if len(address) > LONGEST_ADDRESS:
        raise FetchRefused(f"The address has more than {LONGEST_ADDRESS:,} characters.")
    try:
        return outbound.checked(urldefrag(address.strip())[0])
    except (outbound.Blocked, ValueError) as blocked:
        reason = str(blocked) if isinstance(blocked, outbound.Blocked) else "This is not an address of the web."
        raise FetchRefused(reason) from blocked


def fetch(
    address: str,
    *,
    allowed_hosts: Iterable[str] = (),
    etag: str = "",
    modified: str = "",
    limits: Limits = Limits(),  # noqa: B008  (nothing changes it)
) -> Fetched | NotModified:
    """What lies at an address. Raises FetchRefused. `allowed_hosts` may be called although they are in the own network."""
    headers = {"Accept": ACCEPT, "Accept-Encoding": "gzip"}
    headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
    deadline = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        address = checked(address)
        answer = _ask(address, headers, deadline, limits, tuple(allowed_hosts))
        if answer.status not in REDIRECTS or not answer.headers.get("location"):
            return _read(address, answer, limits)
        address = urljoin(address, answer.headers["location"])
    raise FetchRefused(f"The address leads to another more than {limits.redirects} times.")


def _ask(address, headers, deadline, limits, allowed_hosts) -> outbound.Answer:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchRefused(f"No whole answer within {limits.seconds:g} seconds.")
    try:
        return outbound.request(
            "GET", address, headers=headers, seconds=left, most=limits.size, allowed_hosts=allowed_hosts
        )
    except outbound.NotSent as error:
        late = time.monotonic() >= deadline
        raise FetchRefused(f"No whole answer within {limits.seconds:g} seconds." if late else str(error)) from error


def _read(address: str, answer: outbound.Answer, limits: Limits) -> Fetched | NotModified:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return NotModified(address)
    if answer.status != HTTPStatus.OK:
        raise FetchRefused(f"The server answered {answer.status}{_phrase(answer.status)}.", answer.status)
    if answer.is_cut:
        raise _too_large(limits)
    return Fetched(
        address=address,
        content=_unpacked(answer, limits),
        kind=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        etag=_validator(answer.headers.get("etag", "")),
        modified=_validator(answer.headers.get("last-modified", "")),
    )


def _unpacked(answer: outbound.Answer, limits: Limits) -> bytes:
    """The body. What would unpack to more than the limit is left as soon as that shows."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        return answer.content
    if packing not in ("gzip", "x-gzip"):
        raise FetchRefused("The server packed its answer in a way that was not asked for.")
    unpack = zlib.decompressobj(wbits=31)
    try:
        content = unpack.decompress(answer.content, limits.size + 1)
    except zlib.error:
        content = None
    if content is not None and len(content) > limits.size:
        raise _too_large(limits)
    if content is None or not unpack.eof or unpack.unused_data:
        raise FetchRefused("The server packed its answer with gzip, and the packing is damaged.")
    return content


def _too_large(limits: Limits) -> FetchRefused:
    return FetchRefused(f"The page is larger than {limits.size / 1024**2:.3g} MB.")


def _validator(value: str) -> str:
    """Sent back only if it is whole: half of one would match nothing."""
    return value if len(value) <= LONGEST_VALIDATOR and value.isprintable() else ""


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""
