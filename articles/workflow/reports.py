"""What became of each thing that came in: one shape for the page, the command, the API, and what was fetched.

A Line is what is kept; it names rows by their ids, so that what moves to another story is found there. `report_of` makes
of the kept lines a Report as one person may see it; pages draw it, `as_json` is what commands and the API answer.
"""

from dataclasses import asdict, dataclass, field

from django.db.models import Count
from django.urls import reverse

from articles.models import Annotation, Article, Incoming
from articles.readers import place
from articles.workflow.versions import not_carried

TAKEN, WAITING, DUPLICATE, REFUSED, LEFT = OUTCOMES = ("taken", "waiting", "duplicate", "refused", "left")


@dataclass(frozen=True)
class Line:
    """What became of one thing. What does not apply is empty or None.

    `outcome`: taken into a story; waiting for one; duplicate of what is there; refused; left out by who imported it.
    """

    file: str  # its own name, the address of a page, or the title of a feed's entry
    outcome: str
    part: str = ""  # where in the file it stood: "b/page.html"
    characters: int | None = None  # of its text
    sentences: int | None = None
    reason: str = ""  # refused: what is wrong, where, and what to do; duplicate: of what
    line: int | None = None  # where in the text that was refused, from 1
    byte: int | None = None  # and from 0
    article: int | None = None  # the id of what it became, or of what it repeats
    incoming: int | None = None  # the same of what waits
    other: str = ""  # the place of what it repeats in the same import
    version_of: int | None = None  # the id of the article of which it is a newer version
    carried: int | None = None  # marks of that version that stand on it, too
    lost: int | None = None  # and those whose words are not in it

    def as_row(self):
        return {name: value for name, value in asdict(self).items() if value not in (None, "")}

    @classmethod
    def of_row(cls, row):
        """Also of one that was kept before files had parts, and new versions an outcome like others."""
        row = dict(row)
        if "item" in row:
            row["file"] = row.pop("item")
        if row["outcome"] in ("version", "known"):
            row["outcome"] = DUPLICATE if row["outcome"] == "known" else TAKEN if row.get("article") else WAITING
        return cls(**row)


@dataclass(frozen=True)
class Told:
    """A Line with what it names, as far as somebody may see it."""

    line: Line
    article: Article | None = None
    incoming: Incoming | None = None
    earlier: Article | None = None

    @property
    def outcome(self):
        return self.line.outcome

    @property
    def place(self):
        return place(self.line.file, self.line.part)

    @property
    def removed(self):
        """What of the file is not in the text: [{"text", "reason"}]."""
        if self.outcome == TAKEN and self.article:
            return self.article.removed
        if self.outcome == WAITING and self.incoming:
            return [{"text": text, "reason": reason} for text, reason in self.incoming.source.get("removed", ())]
        return []

    @property
    def differences(self):
        """Where the two versions stand beside each other, word by word."""
        if not (self.earlier and self.article and self.earlier.story_id == self.article.story_id):
            return ""
        address = reverse("compare", args=[self.article.story.slug])
        return f"{address}?left={self.earlier.number}&right={self.article.number}"

    @property
    def is_remarkable(self):
        """Not simply taken in as it came."""
        return self.outcome not in (TAKEN, WAITING) or bool(self.line.version_of or self.removed)

    def as_json(self):
        line = self.line
        told = {"file_name": line.file, "removed": self.removed, "repeats": line.other or None}
        told |= {name: getattr(line, name) for name in ("part", "outcome", "characters", "sentences", "incoming")}
        told |= {"reason": line.reason or None, "line": line.line, "byte": line.byte}
        told |= {"story": None, "article": None, "page": None, "outlet": None, "words": None, "version_of": None}
        if self.article:
            told |= _named(self.article) | {"outlet": self.article.outlet.name, "words": self.article.word_count}
        elif self.incoming:
            told |= {"outlet": self.incoming.outlet.name, "words": self.incoming.word_count}
        if self.earlier:
            marks = {"carried": line.carried, "lost": line.lost, "differences": self.differences or None}
            told["version_of"] = _named(self.earlier) | marks
        return told


@dataclass(frozen=True)
class Report:
    told: list[Told] = field(default_factory=list)

    @property
    def counts(self):
        return {outcome: sum(one.outcome == outcome for one in self.told) for outcome in OUTCOMES}

    @property
    def is_remarkable(self):
        return any(one.is_remarkable for one in self.told)

    def as_json(self):
        return {**self.counts, "items": [one.as_json() for one in self.told]}


def report_of(lines, user=None):
    """The Report of these Lines for this user, or for who runs the server when there is none. Two queries."""
    lines = list(lines)
    articles = Article.objects.visible_to(user) if user else Article.objects.all()
    ids = {pk for line in lines for pk in (line.article, line.version_of) if pk}
    articles = articles.select_related("story", "outlet").defer("text").in_bulk(ids)
    waiting = Incoming.objects.visible_to(user) if user else Incoming.objects.all()
    waiting = waiting.select_related("outlet").defer("text").in_bulk({line.incoming for line in lines if line.incoming})
    return Report(
        [
            Told(line, articles.get(line.article), waiting.get(line.incoming), articles.get(line.version_of))
            for line in lines
        ]
    )


# --- The Lines of what happened ---------------------------------------------------------------------------------------


def taken(found, article):
    """It became this article; when it is a new version, with how its marks fared."""
    told = told_of(found) | {"article": article.pk}
    if not article.replaces_id:
        return Line(found.file_name, TAKEN, **told)
    carried = Annotation.objects.filter(article=article, carried_from__article=article.replaces_id)
    marks = carried.aggregate(carried=Count("pk")) | {"lost": not_carried(article).count()}
    return Line(found.file_name, TAKEN, version_of=article.replaces_id, **told, **marks)


def told_of(found):
    """What a Line says of any text that was read."""
    return {"part": found.part, "characters": len(found.text), "sentences": found.sentence_count}


def there_already(found, article, reason):
    return Line(found.file_name, DUPLICATE, found.part, reason=reason, article=article.pk)


def refused(found, reason, **where):
    return Line(found.file_name, REFUSED, found.part, reason=reason, **where)


def left(found):
    return Line(found.file_name, LEFT, found.part)


def _named(article):
    return {"story": article.story.slug, "article": article.number, "page": article.get_absolute_url()}
