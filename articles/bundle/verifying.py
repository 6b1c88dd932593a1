"""Whether a bundle is as it was made, and whether what it says hangs together. Needs the file and nothing else.

Nobody signs a bundle: whoever changes it and writes every sum anew, down to the line of the audit log that records the
approval, makes another bundle that is whole. The house's own log tells them apart: it holds that line, too.
"""

from collections.abc import Iterator
from typing import NamedTuple

from articles.bundle.archive import Damaged
from articles.bundle.contents import (
    AUDIT,
    EVIDENCE,
    MANIFEST,
    READ_ME,
    REVISION,
    SUMS,
    heading,
    rendered,
    source_name,
    sum_of,
    sums,
    text_name,
    views,
)
from articles.bundle.reading import open_bundle
from articles.models.events import hash_of_line

MOST_PROBLEMS = 50  # named one by one
CLOSING = ("approve", "freeze evidence")  # verbs of the line that records the evidence


class Verdict(NamedTuple):
    """`problems` and `notes` are sentences; `head` is the hash of the last audit line, which the house has, too."""

    sha256: str
    story: str
    revision: int | None
    files: int
    lines: int
    head: str
    citations: int
    problems: list[str]
    notes: list[str]

    @property
    def is_sound(self):
        return not self.problems


def verify(content: bytes) -> Verdict:
    """Check everything that can be checked. Never raises."""
    try:
        bundle = open_bundle(content)
    except Damaged as damage:
        return Verdict(sum_of(content), "", None, 0, 0, "", 0, [str(damage)], [])
    problems = list(_problems(bundle))
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], f"{len(problems) - MOST_PROBLEMS} more."]
    return Verdict(
        bundle.sha256,
        str(bundle.manifest.get("story", "")),
        bundle.manifest.get("revision"),
        len(bundle.files),
        len(bundle.audit),
        str(bundle.audit[-1].get("sha256", "")) if bundle.audit and isinstance(bundle.audit[-1], dict) else "",
        len(bundle.document.get("citations", ())) if isinstance(bundle.document, dict) else 0,
        problems,
        [] if problems else list(_notes(bundle)),
    )


def _problems(bundle) -> Iterator[str]:
    """The checks, each only as far as what it reads has its form: what breaks one says so, and the others go on."""
    for check in (_sums, _names, _manifest, _revision, _signatures, _evidence, _lines, _views, _sources, _quotes):
        try:
            yield from check(bundle)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            yield f"A part of the bundle does not have its form ({check.__name__.strip('_')}: {error!r})."


def _sums(bundle):
    listed = bundle.manifest["files"]
    others = {name: content for name, content in bundle.files.items() if name not in (MANIFEST, SUMS)}
    for name in sorted(listed.keys() - others.keys()):
        yield f"{name} is missing."
    for name in sorted(others.keys() - listed.keys()):
        yield f"{name} is not in the manifest: it was added."
    for name in sorted(others.keys() & listed.keys()):
        if listed[name] != {"sha256": sum_of(others[name]), "size": len(others[name])}:
            yield f"{name} is not what the manifest says: its sum differs."
    if bundle.files[SUMS] != sums({name: content for name, content in bundle.files.items() if name != SUMS}):
        yield f"{SUMS} does not fit the files: the manifest or a file was changed."


def _names(bundle):
    """Whatever the manifest may say, a bundle holds nothing but what belongs in it."""
    known = {READ_ME, REVISION, EVIDENCE, AUDIT, MANIFEST, SUMS, *views(bundle.document, bundle.evidence)}
    for row in bundle.document["articles"]:
        known |= {source_name(row["number"], row["file_name"]), text_name(row["number"])}
    for name in sorted(bundle.files):
        if name not in known and not name.startswith("story/"):
            yield f"{name} does not belong in this bundle."
    for name in sorted(known - bundle.files.keys()):
        yield f"{name} is missing."


def _manifest(bundle):
    for name, value in heading(bundle.parts).items():
        if bundle.manifest.get(name) != value:
            yield f"{MANIFEST} says another “{name}” than the revision and its evidence do."


def _revision(bundle):
    found = sum_of(bundle.files[REVISION])
    if bundle.manifest["sha256"] != found:
        yield f"{REVISION} is not the revision {bundle.manifest['revision']} that was approved: its hash differs."
    for line in bundle.audit:
        is_own = line["target"] == bundle.audit[-1]["target"]
        if is_own and line["verb"] in ("send", "endorse", "approve") and line["data"].get("sha256") != found:
            yield f"Audit line {line['number']} names another content than {REVISION}."


def _signatures(bundle):
    found = sum_of(bundle.files[REVISION])
    if not bundle.evidence["signatures"]:
        yield "Nobody signed the revision."
    for signature in bundle.evidence["signatures"]:
        if signature["sha256"] != found:
            yield f"The signature of {signature['by']} belongs to another content."


def _evidence(bundle):
    last = bundle.audit[-1] if bundle.audit else None
    if last is None or last["verb"] not in CLOSING:
        yield f"{AUDIT} does not end with the approval."
    elif last["data"].get("evidence") != sum_of(bundle.files[EVIDENCE]):
        yield f"{EVIDENCE} is not what the audit log recorded with the approval."
    told = bundle.evidence["audit"]
    before = bundle.audit[:-1]
    if told["lines"] != len(before):
        yield f"{AUDIT} has {len(before)} lines before the last; with the approval there were {told['lines']}."
    if told["sha256"] != sum_of("".join(line["sha256"] for line in before).encode()):
        yield f"The lines in {AUDIT} are not those that were there with the approval."


def _lines(bundle):
    """Lines of other stories are not here: two lines are tied by `previous` where none is between them."""
    before = None
    for line in bundle.audit:
        if line["sha256"] != hash_of_line(line):
            yield f"Audit line {line['number']} was changed: its hash does not fit what it says."
        if before and line["number"] <= before["number"]:
            yield f"Audit line {line['number']} stands behind line {before['number']}."
        if before and line["number"] == before["number"] + 1 and line["previous"] != before["sha256"]:
            yield f"Audit line {line['number']} does not carry the hash of the line before it."
        before = line


def _views(bundle):
    for name, content in views(bundle.document, bundle.evidence).items():
        if bundle.files.get(name, content) != content:
            yield f"{name} says something else than {REVISION} and {EVIDENCE}."


def _sources(bundle):
    for row in bundle.document["articles"]:
        received, text = source_name(row["number"], row["file_name"]), text_name(row["number"])
        if received in bundle.files and sum_of(bundle.files[received]) != row["sha256"]:
            yield f"{received} is not the source that the revision names."
        if text in bundle.files and sum_of(bundle.files[text]) != row["text_sha256"]:
            yield f"{text} is not the text that the revision names."


def _quotes(bundle):
    texts = {source.number: source.text for source in bundle.parts.sources}
    for row in bundle.document["citations"]:
        if texts[row["article"]][row["source_start"] : row["source_end"]] != row["quote"]:
            yield f"Citation {row['number']}: its words do not stand at their place in {text_name(row['article'])}."
    for row in bundle.document["annotations"]:
        if texts[row["article"]][row["start"] : row["end"]] != row["quote"]:
            yield f"The words of a mark do not stand at {row['start']} in {text_name(row['article'])}."
    for paragraph in bundle.document["paragraphs"]:
        for sentence in paragraph["sentences"]:
            if paragraph["text"][sentence["start"] : sentence["end"]] != sentence["text"]:
                yield f"A sentence does not stand at its place in paragraph {paragraph['id']}."


def _notes(bundle):
    """What may be as it should, but not what this Newsroom would make."""
    ours = rendered(bundle.document, bundle.evidence)
    for name, content in sorted(bundle.files.items()):
        if not name.startswith("story/"):
            continue
        if name not in ours:
            yield f"{name} is of a format that this Newsroom does not make: compare it with {REVISION}."
        elif ours[name] != content:
            yield f"{name} is not what this Newsroom makes of {REVISION}: another version made it, or it was changed."
