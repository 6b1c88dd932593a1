"""A bundle read back: its parts, once its ZIP and its sums are found right."""

import json
from typing import NamedTuple

from articles.bundle.archive import Damaged, unzipped
from articles.bundle.contents import (
    AUDIT,
    EVIDENCE,
    FORM,
    MANIFEST,
    REVISION,
    SUMS,
    Parts,
    Source,
    source_name,
    sum_of,
    text_name,
)


class Bundle(NamedTuple):
    sha256: str  # of the ZIP
    files: dict[str, bytes]
    manifest: dict
    document: dict
    evidence: dict
    audit: list[dict]
    parts: Parts


def open_bundle(content: bytes) -> Bundle:
    """Raises Damaged when the file is no bundle that can be read; whether what it says holds, `verify` finds out."""
    files = unzipped(content)
    if missing := [name for name in (MANIFEST, SUMS, REVISION, EVIDENCE, AUDIT) if name not in files]:
        raise Damaged(f"This is not a bundle: {missing[0]} is missing.")
    manifest = _json(files, MANIFEST)
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise Damaged(f"{MANIFEST} does not have the form of a manifest.")
    if manifest.get("bundle") != FORM:
        raise Damaged(f"The bundle has form {manifest.get('bundle')!r}; this Newsroom reads form {FORM}.")
    document, evidence = _json(files, REVISION), _json(files, EVIDENCE)
    audit = [_parsed(line, AUDIT) for line in _text(files, AUDIT).split("\n") if line]
    try:
        parts = Parts(_text(files, REVISION), _text(files, EVIDENCE), _text(files, AUDIT), _sources(files, document))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Damaged(f"{REVISION} does not have the form of a revision.") from error
    return Bundle(sum_of(content), files, manifest, document, evidence, audit, parts)


def _sources(files, document):
    """Those that the revision names; a missing one is left out here, and reported by `verify`."""
    found = []
    for row in document["articles"]:
        received, text = source_name(row["number"], row["file_name"]), text_name(row["number"])
        if received in files and text in files:
            found.append(Source(row["number"], row["file_name"], files[received], _text(files, text)))
    return found


def _json(files, name):
    return _parsed(_text(files, name), name)


def _parsed(text, name):
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{name} is not JSON.") from error


def _text(files, name):
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise Damaged(f"{name} is not UTF-8.") from error
