"""What the analysis reads and what it answers: plain values, no database.

A Dossier holds every article of one story. A check reads it and yields Findings; `claims.gather` reads it and
returns Claims. All offsets are half-open and counted in code points of the article's canonical text.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from articles.text import Span, paragraphs, sentences

SEVERITIES = ("minor", "major", "blocker")


@dataclass(frozen=True)
class Source:
    """One article as the analysis sees it. `key` names it in every Finding and Statement (its file name, or its id)."""

    key: str
    text: str
    outlet: str = ""
    headline: str = ""
    language: str = "en"
    published: date | None = None
    replaces: str = ""  # the key of its earlier version, which speaks with the same voice

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: what is known of a source or a dossier is asked for by it, thousands of times."""
        return hash((self.key, self.text))

    @cached_property
    def paragraphs(self) -> list[Span]:
        return paragraphs(self.text)

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.text)


@dataclass(frozen=True)
class KnownPerson:
    """A person whom the administrators entered: a source of its own for names and ages."""

    name: str
    aliases: tuple[str, ...] = ()
    born: date | None = None


@dataclass(frozen=True)
class Preference:
    """One line of the house style: write `preferred`, not any of `variants`."""

    preferred: str
    variants: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Dossier:
    """Everything that the checks may read: the articles of one story and what the house knows."""

    sources: tuple[Source, ...]
    people: tuple[KnownPerson, ...] = ()
    style: tuple[Preference, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.sources, self.people, self.style))

    def source(self, key: str) -> Source:
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Source]:
        return {source.key: source for source in self.sources}

    @property
    def english(self) -> tuple[Source, ...]:
        """The sources that the checks of language may read: English ones, and those too short to tell."""
        return tuple(source for source in self.sources if source.language in ("en", "und"))


@dataclass(frozen=True)
class Place:
    """A span of one source."""

    source: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """What a check returns: where, what is wrong, how sure (0 to 1), why in one plain sentence, and what to write instead.

    `suggestion` is the text that should stand at the span ("" asks to remove it, None offers nothing).
    `related` are the places that bear the reason out.
    """

    source: str
    start: int
    end: int
    category: str
    severity: str
    confidence: float
    reason: str
    suggestion: str | None = None
    related: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What one source says about a claim: the words as written, and their normalised value.

    Statements of one claim that share `group` agree with each other; group 0 is the value with the most voices.
    """

    source: str
    start: int
    end: int
    value: str
    normalised: str
    group: int = 0


@dataclass(frozen=True)
class Claim:
    """One fact of the event over all sources. `kind` is place, age, number, money, date, quote, role, name or event."""

    subject: str
    attribute: str
    kind: str
    statements: tuple[Statement, ...]

    @property
    def status(self) -> str:
        """agree (two or more sources, none against), conflict (a source against), or single."""
        if len({statement.group for statement in self.statements}) > 1:
            return "conflict"
        return "agree" if len({statement.source for statement in self.statements}) > 1 else "single"


@dataclass(frozen=True)
class Passage:
    """The same wording at `start` to `end` of one article and at `other_start` to `other_end` of another."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True)
class Sharing:
    """What one article shares with another: `share` (0 to 1) of its own words, quotations and page furniture aside.

    `is_copy`: so much that the two are one voice. `passages` are in order of the article, the longest of very many.
    """

    source: str
    other: str
    share: float
    is_copy: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Copies:
    """Who shares whose wording, each pair both ways; `families` of articles that are one voice, the likely original first."""

    sharings: tuple[Sharing, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Failure:
    """A check that broke: the others went on."""

    check: str
    error: str


@dataclass
class Report:
    """All that one run of the analysis found, `findings` as (check, Finding) in order of source and place."""

    findings: list[tuple[str, Finding]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    copies: Copies = Copies()
    failures: list[Failure] = field(default_factory=list)
