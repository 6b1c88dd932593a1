"""What files hold, looked at before anything is stored: articles that may be taken in, and what stands in the way."""

import hashlib
import re
from datetime import date, datetime
from typing import NamedTuple

from articles import readers
from articles.models import Article, Outlet
from articles.readers import SourceRefused
from articles.text import count_words, sentences

# Prose of the largest size has fewer. Storing more would keep the database from everybody else for too long.
MOST_SENTENCES = 50_000
LONGEST_OUTLET = Outlet._meta.get_field("name").max_length
LONGEST_HEADLINE = Article._meta.get_field("headline").max_length
LONGEST_PART = Article._meta.get_field("part").max_length
LONGEST_FILE_NAME = Article._meta.get_field("file_name").max_length

_UNFIT_FOR_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Candidate(NamedTuple):
    """An article that was read and may be taken in. `outlet` and `published` are what it says; "" and None: nothing.

    `part` says where in the file it stood, `format` of which kind the file is. Of `removed` each is (text, reason), of
    `notes` each (start, end, author, text).
    """

    file_name: str
    content: bytes
    sha256: str  # of the bytes
    text: str
    text_sha256: str
    headline: str
    outlet: str
    language: str
    encoding: str
    word_count: int
    sentence_count: int
    published: date | None
    published_at: datetime | None = None
    address: str = ""
    guid: str = ""
    author: str = ""
    part: str = ""
    format: str = "text"
    removed: tuple = ()
    notes: tuple = ()

    kind = "candidate"

    @property
    def place(self):
        return readers.place(self.file_name, self.part)


class Refusal(NamedTuple):
    """What cannot be taken in, and why; `line` counts from 1, `byte` from 0, where known."""

    file_name: str
    reason: str
    part: str = ""
    line: int | None = None
    byte: int | None = None

    kind = "refusal"

    @property
    def place(self):
        return readers.place(self.file_name, self.part)


class Duplicate(NamedTuple):
    """An article whose text is there already: as one of the story, or else in another file of the same batch."""

    file_name: str
    article: Article | None = None
    other: str = ""
    part: str = ""

    kind = "duplicate"

    @property
    def place(self):
        return readers.place(self.file_name, self.part)

    @property
    def of(self) -> str:
        return f"article {self.article.number} ({self.article.outlet})" if self.article else self.other


def read(content: bytes, file_name: str) -> Candidate:
    """The one article that a file holds, without touching the database. Raises SourceRefused."""
    return _candidate(readers.read(content), "", content, own_name(file_name))


def read_all(content: bytes, file_name: str, read=readers.read_all) -> list[Candidate | Refusal]:
    """Whatever a file holds, in its order, at least one. `read` is that of `readers.reading()` for many files."""
    name, found = own_name(file_name), []
    for part, answer in read(content):
        try:
            if isinstance(answer, SourceRefused):
                raise answer
            found.append(_candidate(answer, part[:LONGEST_PART], content, name))
        except SourceRefused as refused:
            found.append(Refusal(name, str(refused), part[:LONGEST_PART], refused.line, refused.byte))
    return found


def _candidate(source, part, content, name):
    sentence_count = len(sentences(source.text))
    if sentence_count > MOST_SENTENCES:
        raise SourceRefused(f"The text falls into {sentence_count} sentences; an article has at most {MOST_SENTENCES}.")
    moment = source.published if isinstance(source.published, datetime) else None
    return Candidate(
        file_name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        text=source.text,
        text_sha256=hashlib.sha256(source.text.encode()).hexdigest(),
        headline=source.headline[:LONGEST_HEADLINE],
        outlet=source.outlet[:LONGEST_OUTLET],
        language=source.language,
        encoding=source.encoding,
        word_count=count_words(source.text),
        sentence_count=sentence_count,
        published=moment.date() if moment else source.published,
        published_at=moment,
        part=part,
        **{name: getattr(source, name) for name in ("address", "guid", "author", "format", "removed", "notes")},
    )


def preview(story, files):
    """For each (name, bytes) a list of Candidates, Refusals and Duplicates. Stores nothing. `story` may be None."""
    there = {}
    if story:
        there = {article.text_sha256: article for article in story.articles.select_related("outlet").defer("text")}
    seen = {}
    with readers.reading() as read:
        return [[_unless_there(item, there, seen) for item in read_all(content, name, read)] for name, content in files]


def _unless_there(item, there, seen):
    """The item, or the Duplicate that it is. `seen` learns its text."""
    if item.kind != "candidate":
        return item
    article, other = there.get(item.text_sha256), seen.get(item.text_sha256, "")
    seen.setdefault(item.text_sha256, item.place)
    return Duplicate(item.file_name, article, other, item.part) if article or other else item


UNKNOWN_OUTLET = "Unknown outlet"


def outlet_name(file_name, part=""):
    """A readable name for an outlet of which nothing but the file is known: `source-1.txt` gives `Source 1`.

    Of several articles in a file each has the name of its own file in it; an archive's own name says nothing of them.
    """
    own = re.split(r"[/\\]", part.split(readers.BETWEEN_PARTS)[-1])[-1]
    if part and "." not in own:
        return UNKNOWN_OUTLET
    file_name = own or file_name
    stem = file_name.rpartition(".")[0] or file_name
    words = [word for word in re.split(r"[\W_]+", stem) if word]
    named = [word for word in words if not re.fullmatch(r"(?=.*\d)[0-9a-f]{8,}", word)]  # not the hash of something
    name = " ".join(named or words) or UNKNOWN_OUTLET
    return (name[0].upper() + name[1:])[:LONGEST_OUTLET]


# Names


def one_line(text):
    """One line of plain characters."""
    return " ".join(_UNFIT_FOR_NAMES.sub(" ", text).split())


def own_name(file_name):
    """The file's own name, whatever folders stand before it: it is shown and never used as a path."""
    return one_line(re.split(r"[/\\]", file_name)[-1])[:LONGEST_FILE_NAME] or "unnamed"
