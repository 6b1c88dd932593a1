"""What is in a bundle, under which names."""

import contextlib
import hashlib
import json
import re
import unicodedata
from typing import NamedTuple

from articles.bundle.archive import zipped
from articles.exporters import EXPORTERS, CannotRender

FORM = 1  # of the bundle; raised when an old reader could not read a new one
# Formats that need a library which not every machine has: with them, two machines would make two bundles.
LEFT_OUT = frozenset({"pdf"})
LONGEST_STEM = 80  # characters that are kept of a source's own name

REVISION, EVIDENCE, AUDIT = "revision.json", "evidence.json", "audit.jsonl"
MANIFEST, SUMS, READ_ME = "manifest.json", "SHA256SUMS", "README.txt"
WORDS = f"""This is the evidence of one approved story, made by Newsroom.

story/            the story in every format, as it left the house
sources/          the articles as they were received, byte for byte
texts/            what was read from them: UTF-8; every offset counts its Unicode code points
annotations.json  the marks on the sources, and what became of them
claims.json       the facts of the event, and what each source says of them
decisions.json    what the editors decided where the sources disagree, and why
approvals.json    who sent it, who signed it, and when
{AUDIT}       what happened to the story, up to the approval: a line carries the hash of the one before it
{REVISION}     what was approved, in the form whose SHA-256 the approval names
{EVIDENCE}     signatures, threads and notes, in the form whose SHA-256 the audit log names
{MANIFEST}     what the bundle is, and each file with its size and SHA-256
{SUMS}        all of the files, for: sha256sum --check {SUMS}

The same revision always gives the same bytes.
"""


class Source(NamedTuple):
    number: int
    file_name: str
    content: bytes  # as received
    text: str  # canonical


class Parts(NamedTuple):
    """All that a bundle is made of. `revision` and `evidence` are canonical JSON, `audit` is JSON lines."""

    revision: str
    evidence: str
    audit: str
    sources: list[Source]


def pack(parts: Parts) -> bytes:
    """The bundle. The same parts give the same bytes."""
    files = contents(parts)
    manifest = {**heading(parts), "files": {name: _line(content) for name, content in sorted(files.items())}}
    files[MANIFEST] = pretty(manifest)
    files[SUMS] = sums(files)
    return zipped(files)


def contents(parts):
    """{name: bytes} of everything but the lists of sums."""
    document, evidence = json.loads(parts.revision), json.loads(parts.evidence)
    files = {
        READ_ME: WORDS.encode(),
        REVISION: parts.revision.encode(),
        EVIDENCE: parts.evidence.encode(),
        AUDIT: parts.audit.encode(),
        **views(document, evidence),
        **rendered(document, evidence),
    }
    for source in parts.sources:
        files[source_name(source.number, source.file_name)] = source.content
        files[text_name(source.number)] = source.text.encode()
    return files


def heading(parts):
    """What the manifest says beside the files."""
    document, evidence = json.loads(parts.revision), json.loads(parts.evidence)
    return {
        "bundle": FORM,
        "house": document.get("house", ""),
        "address": evidence["address"],
        "story": document["story"]["slug"],
        "revision": document["revision"],
        "sha256": sum_of(parts.revision.encode()),
        "approval": signed(evidence),
    }


def views(document, evidence):
    """The parts of the revision and of the evidence that people look for, each in a file of its own."""
    return {
        "annotations.json": pretty(document["annotations"]),
        "claims.json": pretty(document.get("claims", [])),
        "decisions.json": pretty(document["decisions"]),
        "approvals.json": pretty({name: evidence[name] for name in ("sent", "signatures", "notes")}),
    }


def rendered(document, evidence):
    """The story in every format that each machine can make; what is too large for a format is left out of it everywhere."""
    approval, made = signed(evidence), {}
    for slug, exporter in EXPORTERS.items():
        if slug not in LEFT_OUT:
            with contextlib.suppress(CannotRender):
                made[f"story/{slug}.{exporter.extension}"] = exporter.render(document, approval)
    return made


def signed(evidence):
    """What exporters are told of the approval: {"by", "at"}, as it was given."""
    signatures = evidence["signatures"]
    return {"by": " and ".join(row["by"] for row in signatures), "at": signatures[-1]["at"]}


def sums(files) -> bytes:
    """A line for each file, as sha256sum writes and checks them."""
    return "".join(f"{sum_of(content)}  {name}\n" for name, content in sorted(files.items())).encode()


def source_name(number, file_name):
    """A safe name that still tells where it comes from: `Müll & Meer.html` as the third gives `sources/03-Mull-Meer.html`."""
    plain = unicodedata.normalize("NFKD", file_name).encode("ascii", "ignore").decode()
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (_safe(stem), _safe(ending)[:12]) if dot else (_safe(plain), "")
    return f"sources/{number:02}-{stem[:LONGEST_STEM].strip('-') or 'source'}{f'.{ending}' if ending else ''}"


def text_name(number):
    return f"texts/{number:02}.txt"


def pretty(value) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _safe(words):
    return re.sub(r"[^A-Za-z0-9_]+", "-", words).strip("-")


def _line(content):
    return {"sha256": sum_of(content), "size": len(content)}
