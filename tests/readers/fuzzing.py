"""Broken files without end: sound ones of every kind, changed at random, and random bytes."""

import random
from collections.abc import Iterator

from tests.readers import files

# What parsers stumble over.
TOKENS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"&#0;",
        b"&nbsp;",
        b"&#xD800;",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<p>",
    ),
    *(b"</p>", b"<", b">", b'"', b"{", b"}", b"[", b"\\ud800", b"\r\n\r\n", b"--b\n", b"PK\x03\x04", b"PK\x01\x02"),
    *(
        b"%PDF-",
        b"stream\n",
        b"endobj",
        b"xref",
        b"/Kids [3 0 R]",
        b"<?xml version='1.0'?>",
        b"<!DOCTYPE x [",
        b"encoding='x'",
    ),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"charset=utf-7",
        b"\xf0\x9f\x94\x94",
        b"\xe2\x80\xae",
        b"9" * 40,
        b"\n---\n",
    ),
)


def broken_files(seed: int) -> Iterator[tuple[str, bytes]]:
    """(kind, content), the same for the same seed."""
    chance = random.Random(seed)
    sound = list(files.one_of_each().items())
    while True:
        if chance.random() < 0.1:
            yield "random", chance.randbytes(int(2 ** chance.uniform(0, 16)))
            continue
        kind, content = chance.choice(sound)
        for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
            content = chance.choice(CHANGES)(chance, content, sound)
        if chance.random() < 0.15:  # deep inside, where the container's own checks do not see it
            content = files.archive(("inside", content)) if chance.random() < 0.5 else _attached(content)
        yield kind, content


def _attached(content):
    return files.mail(("inside", content, "application/octet-stream"))


def _place(chance, content):
    return chance.randrange(len(content) + 1)


def _flipped(chance, content, sound):
    if not content:
        return content
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance, content, sound):
    return content[: _place(chance, content)]


def _without(chance, content, sound):
    start = _place(chance, content)
    return content[:start] + content[start + chance.choice((1, 8, 100, 1000)) :]


def _doubled(chance, content, sound):
    start = _place(chance, content)
    piece = content[start : start + chance.choice((1, 20, 400))]
    return content[:start] + piece * chance.choice((2, 10, 200)) + content[start:]


def _with_token(chance, content, sound):
    place = _place(chance, content)
    return content[:place] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 50)) + content[place:]


def _mixed(chance, content, sound):
    other = chance.choice(sound)[1]
    return content[: _place(chance, content)] + other[_place(chance, other) :]


CHANGES = (_flipped, _cut, _without, _doubled, _with_token, _mixed)
