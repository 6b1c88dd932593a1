"""What the child process writes and the parent reads: one line of JSON for each thing found.

The parent believes none of it more than a file: a line that is out of form counts as a reader that broke off.
"""

import json
from datetime import date, datetime

from articles.readers.source import Found, Note, Removed, SourceRefused, SourceText
from articles.text import canonical


def written(found: Found) -> str:
    answer = found.answer
    if isinstance(answer, SourceRefused):
        line = {"part": found.part, "refused": answer.reason, "line": answer.line, "byte": answer.byte}
    else:
        source = answer._asdict()
        source["published"] = answer.published.isoformat() if answer.published else None
        line = {"part": found.part, "source": source}
    return json.dumps(line)


def understood(line: dict) -> Found:
    """Raises ValueError, KeyError or TypeError for what no child of ours would write."""
    part = str(line["part"])
    if "refused" in line:
        return Found(part, SourceRefused(str(line["refused"]), line["line"], line["byte"]))
    source = dict(line["source"])
    source["published"] = _day(source["published"])
    source["removed"] = tuple(Removed(*map(str, removed)) for removed in source["removed"])
    source["notes"] = tuple(Note(int(s), int(e), str(author), str(text)) for s, e, author, text in source["notes"])
    answer = SourceText(**source)
    if canonical(answer.text) != answer.text or any(not 0 <= n.start < n.end <= len(answer.text) for n in answer.notes):
        raise ValueError("The child's text is not canonical, or its notes lie outside of it.")
    return Found(part, answer)


def _day(written: str | None) -> date | datetime | None:
    if written is None:
        return None
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
