"""What a request brings: JSON that is really text, pages of a list, the version that the caller saw."""

import hashlib
import json
import re
from typing import Annotated

from django.core.cache import cache
from django.db import transaction
from ninja import Field, Schema
from ninja.parser import Parser
from pydantic import ConfigDict

from articles.api.problems import Problem

LARGEST_JSON = 4 * 1024 * 1024  # bytes; an article may have 2 MB, and JSON may spell its letters out
MOST_ON_A_PAGE = 100
LARGEST_NUMBER = 2**31 - 1  # what every database can hold
UNFIT = re.compile("[\0\ud800-\udfff]")

Number = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Payload(Schema):
    """The body of a request: what is not asked for is refused, so that a slip of the pen does not go unnoticed."""

    model_config = ConfigDict(extra="forbid")


class StrictParser(Parser):
    """JSON as RFC 8259 has it, every text of it fit to be stored."""

    def parse_body(self, request):
        if len(request.body) > LARGEST_JSON:
            raise Problem("too-large", f"JSON may have {LARGEST_JSON // 1024**2} MB: send larger articles as files.")
        try:
            data = json.loads(request.body.decode(), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise Problem("malformed", f"This is no JSON: {error}.") from error
        _check("body", data)
        return data

    def parse_querydict(self, data, list_fields, request):
        found = super().parse_querydict(data, list_fields, request)
        _check("query", {name: value for name, value in found.items() if isinstance(value, str | list)})
        return found


def _no_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def _check(place, data):
    """No NUL and no lone surrogate in any text: no database would take it."""
    waiting = [(place, data)]  # and no recursion: JSON may be nested deeply
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{place} (a name)", name) for name in value]
            waiting += [(f"{place}.{name}", inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{place}.{number}", inner) for number, inner in enumerate(value)]
        elif isinstance(value, str) and (found := UNFIT.search(value)):
            what = f"U+{ord(found[0]):04X} at position {found.start()} is no character that could be kept."
            raise Problem("invalid", errors=[{"where": place.encode(errors="replace").decode(), "what": what}])


# --- Pages ------------------------------------------------------------------------------------------------------------


class Paging(Schema):
    """`cursor` is `next_cursor` of the page before."""

    limit: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)] = Field(20, description="How many at most.")
    cursor: Annotated[str, Field(pattern="^[0-9]{1,18}$")] = Field(
        None, description="`next_cursor` of the page before; without one, the first page."
    )


def page_of(rows, paging, *, newest_first=False):
    """{"items", "next_cursor"}: rows by their ids. What is added or removed between two pages shifts nothing."""
    if paging.cursor:
        rows = rows.filter(**{"pk__lt" if newest_first else "pk__gt": int(paging.cursor)})
    found = list(rows.order_by("-pk" if newest_first else "pk")[: paging.limit + 1])
    items = found[: paging.limit]
    return {"items": items, "next_cursor": str(items[-1].pk) if len(found) > paging.limit else None}


# --- Twice ------------------------------------------------------------------------------------------------------------

A_MINUTE, A_DAY = 60, 24 * 3600  # seconds
LONGEST_KEY = 200
IDEMPOTENT = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "schema": {"type": "string", "maxLength": LONGEST_KEY},
            "description": "Any text of your own: the same request with the same key, within a day, is done once.",
        }
    ]
}


def once(request, payload, create):
    """The id of the row that `create()` makes; of the one that it made before, where the request came before."""
    given = request.headers.get("Idempotency-Key", "")
    if not given:
        return create().pk
    if len(given) > LONGEST_KEY:
        raise Problem("invalid", errors=[{"where": "header.Idempotency-Key", "what": f"Longer than {LONGEST_KEY}."}])
    key, said = _hash(request.auth.pk, request.path, given), _hash(payload.model_dump_json())
    if not cache.add(key, (said, None), A_MINUTE):
        return _made_before(cache.get(key), said)
    try:
        with transaction.atomic():
            made = create().pk
            cache.set(key, (said, made), A_DAY)
    except BaseException:
        cache.delete(key)
        raise
    return made


def _made_before(known, said):
    before, made = known or (said, None)
    if before != said:
        raise Problem("refused", "This Idempotency-Key was used for a request that says something else.")
    if made is None:
        raise Problem("in-progress")
    return made


def _hash(*parts):
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


# --- Versions ---------------------------------------------------------------------------------------------------------

VERSION = Field(None, ge=1, le=LARGEST_NUMBER, description="The version that you saw, unless `If-Match` names it.")
IF_MATCH = {"name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"}}
IF_MATCH |= {"description": 'The version that you saw, as in `"3"`, unless `version` in the body names it.'}
VERSIONED = {"parameters": [IF_MATCH]}


def version_seen(request, said):
    """The version that the caller saw: from the header, or else from the body. A change without one is refused."""
    header = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    seen = int(header) if header.isascii() and header.isdecimal() and len(header) < 10 else said
    if seen is None:
        raise Problem("version-needed")
    request.seen_version = seen
    return seen


def with_version(response, row):
    """The header by which the next change names the version."""
    response.headers["ETag"] = f'"{row.version}"'
    return row
