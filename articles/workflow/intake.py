"""Taking articles in: files are read, looked at before anything is stored, and kept with their original bytes."""

import hashlib
import re
from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify

from articles import readers
from articles.models import Article, Event, Original, Outlet, Sentence, Stale, Story, StoryState
from articles.readers import SourceRefused
from articles.text import count_words, paragraphs, sentences
from articles.workflow.errors import Refused

# Addresses below stories/ that are pages of their own.
RESERVED_SLUGS = frozenset({"new"})
# Prose of the largest size has fewer. Storing more would keep the database from everybody else for too long.
MOST_SENTENCES = 50_000
LONGEST_OUTLET = Outlet._meta.get_field("name").max_length
LONGEST_HEADLINE = Article._meta.get_field("headline").max_length
LONGEST_FILE_NAME = Article._meta.get_field("file_name").max_length
LONGEST_TITLE = Story._meta.get_field("title").max_length
LONGEST_SLUG = Story._meta.get_field("slug").max_length

_UNFIT_FOR_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Candidate(NamedTuple):
    """A file that was read and may be taken in. `outlet` and `published` are what the text says; "" and None: nothing."""

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

    kind = "candidate"


class Refusal(NamedTuple):
    """A file that cannot be taken in, and why."""

    file_name: str
    reason: str

    kind = "refusal"


class Duplicate(NamedTuple):
    """A file whose text is there already: as an article of the story, or else in another file of the same batch."""

    file_name: str
    article: Article | None = None
    other: str = ""

    kind = "duplicate"

    @property
    def of(self) -> str:
        return f"article {self.article.number} ({self.article.outlet})" if self.article else self.other


class AlreadyThere(Refused):
    """The story holds this text already, as `article`."""

    def __init__(self, article):
        super().__init__(f"The same text is there already, as article {article.number} ({article.outlet}).")
        self.article = article


# --- Looking ----------------------------------------------------------------------------------------------------------


def read(content: bytes, file_name: str) -> Candidate:
    """What a file holds, without touching the database. Raises SourceRefused."""
    name = own_name(file_name)
    source = readers.read(content, name)
    sentence_count = len(sentences(source.text))
    if sentence_count > MOST_SENTENCES:
        raise SourceRefused(f"The text falls into {sentence_count} sentences; an article has at most {MOST_SENTENCES}.")
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
        published=source.published,
    )


def preview(story, files):
    """For each (name, bytes): a Candidate, Refusal or Duplicate, in that order. Stores nothing. `story` may be None."""
    there = {}
    if story:
        there = {article.text_sha256: article for article in story.articles.select_related("outlet").defer("text")}
    seen, found = {}, []
    for name, content in files:
        try:
            item = read(content, name)
        except SourceRefused as refused:
            item = Refusal(own_name(name), str(refused))
        else:
            article, other = there.get(item.text_sha256), seen.get(item.text_sha256, "")
            seen.setdefault(item.text_sha256, item.file_name)
            if article or other:
                item = Duplicate(item.file_name, article, other)
        found.append(item)
    return found


def outlet_name(file_name):
    """A readable name for an outlet of which nothing but the file is known: `source-1.txt` gives `Source 1`."""
    stem = file_name.rpartition(".")[0] or file_name
    words = [word for word in re.split(r"[\W_]+", stem) if word]
    named = [word for word in words if not re.fullmatch(r"(?=.*\d)[0-9a-f]{8,}", word)]  # not the hash of something
    name = " ".join(named or words) or "Unnamed source"
    return (name[0].upper() + name[1:])[:LONGEST_OUTLET]


# --- Taking in --------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_in(story, candidate, *, by, outlet=None, headline=None, published=None):
    """Make the candidate an article of the story, all or nothing. Raises AlreadyThere when the story has its text.

    `outlet` is a name or an Outlet; without one it is what the text says, or else a name made from the file's.
    `published` is a date, or None when nobody knows it.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == StoryState.KILLED:
        raise Refused("This story was killed: it takes no more articles.")
    same = story.articles.filter(text_sha256=candidate.text_sha256).select_related("outlet").first()
    if same:
        raise AlreadyThere(same)
    article = Article.objects.create(
        story=story,
        number=_next_number(story),
        outlet=_outlet(story, candidate, outlet),
        original=_original(candidate),
        file_name=candidate.file_name,
        encoding=candidate.encoding,
        text=candidate.text,
        text_sha256=candidate.text_sha256,
        headline=_headline(candidate.headline if headline is None else headline),
        language=candidate.language,
        published=published,
        word_count=candidate.word_count,
        imported_by=by,
    )
    Sentence.objects.bulk_create(_sentences(article), batch_size=1000)
    Event.objects.record(
        "import", by=by, story=story, target=article, file=candidate.file_name, sha256=candidate.sha256
    )
    return article


@transaction.atomic
def edit_details(article, *, by, seen, outlet, headline, published):
    """Correct what is known about an article; its text stays as it was received.

    `seen` is `details_of(article)` as the page showed it. Raises Stale when somebody changed the details since.
    """
    article = Article.objects.select_for_update().select_related("story", "outlet").get(pk=article.pk)
    if details_of(article) != seen:
        raise Stale(article)
    if article.story.state == StoryState.KILLED:
        raise Refused("This story was killed: its articles stay as they are.")
    if not _line(outlet):
        raise Refused("An article comes from an outlet: name it.")
    before = _details(article)
    article.outlet, article.headline, article.published = _outlet_called(outlet), _headline(headline), published
    changes = {name: [old, new] for (name, old), new in zip(before.items(), _details(article).values(), strict=True)}
    changes = {name: change for name, change in changes.items() if change[0] != change[1]}
    if changes:
        article.save(update_fields=["outlet", "headline", "published"])
        Event.objects.record("edit details", by=by, story=article.story, target=article, changes=changes)
    return article


def details_of(article):
    """What differs whenever the details of an article were changed."""
    return hashlib.sha256(repr(_details(article)).encode()).hexdigest()[:16]


def _details(article):
    published = article.published.isoformat() if article.published else ""
    return {"outlet": article.outlet.name, "headline": article.headline, "published": published}


@transaction.atomic
def create_story(*, title, slug=None, by=None, members=()):
    """A new story. Without a slug it gets a free one made from the title."""
    title = _line(title)
    if not title:
        raise Refused("A story needs a title.")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"The title has {len(title)} characters; at most {LONGEST_TITLE} are possible.")
    story = _with_slug(title, slug, by) if slug else _with_free_slug(title, by)
    story.members.set(members)
    Event.objects.record("create story", by=by, story=story, target=story, title=title)
    return story


def _next_number(story):
    return (story.articles.aggregate(last=Max("number"))["last"] or 0) + 1


def _original(candidate):
    original, _ = Original.objects.get_or_create(
        sha256=candidate.sha256, defaults={"content": candidate.content, "size": len(candidate.content)}
    )
    return original


def _outlet(story, candidate, outlet):
    if isinstance(outlet, Outlet):
        return outlet
    return _outlet_called(_line(outlet or "") or candidate.outlet or _name_of_its_own(story, candidate))


def _outlet_called(name):
    name = _line(name)
    if len(name) > LONGEST_OUTLET:
        raise Refused(f"The outlet's name has {len(name)} characters; at most {LONGEST_OUTLET} are possible.")
    return Outlet.objects.get_or_create(name=name)[0]


def _name_of_its_own(story, candidate):
    """The name made from the file's, told apart from those that the story's other articles have."""
    taken = set(story.articles.values_list("outlet__name", flat=True))
    base = name = outlet_name(candidate.file_name)
    number = 1
    while name in taken:
        number += 1
        name = f"{base[: LONGEST_OUTLET - 6]} ({number})"
    return name


def _headline(text):
    headline = _line(text)
    if len(headline) > LONGEST_HEADLINE:
        raise Refused(f"The headline has {len(headline)} characters; at most {LONGEST_HEADLINE} are possible.")
    return headline


def _sentences(article):
    """Sentences and paragraphs are numbered from 1."""
    starts = [paragraph.start for paragraph in paragraphs(article.text)]
    for number, (start, end) in enumerate(sentences(article.text), start=1):
        yield Sentence(article=article, number=number, paragraph=bisect_right(starts, start), start=start, end=end)


def _with_slug(title, slug, by):
    if slug != slugify(slug) or len(slug) > LONGEST_SLUG:
        raise Refused(f"“{slug}” cannot be an address: small letters, digits and hyphens, at most {LONGEST_SLUG}.")
    if slug in RESERVED_SLUGS:
        raise Refused(f"“{slug}” is the address of another page.")
    story = _insert(title, slug, by)
    if story is None:
        raise Refused(f"There is a story with the address “{slug}” already.")
    return story


def _with_free_slug(title, by):
    base = slugify(title)[: LONGEST_SLUG - 6].strip("-") or "story"
    number, slug = 1, base
    while (story := None if slug in RESERVED_SLUGS else _insert(title, slug, by)) is None:
        number += 1
        slug = f"{base}-{number}"
    return story


def _insert(title, slug, by):
    """The new story, or None when the address is taken."""
    try:
        with transaction.atomic():
            return Story.objects.create(title=title, slug=slug, created_by=by)
    except IntegrityError:
        if not Story.objects.filter(slug=slug).exists():
            raise
        return None


# --- Names ------------------------------------------------------------------------------------------------------------


def _line(text):
    """One line of plain characters."""
    return " ".join(_UNFIT_FOR_NAMES.sub(" ", text).split())


def own_name(file_name):
    """The file's own name, whatever folders stand before it: it is shown and never used as a path."""
    return _line(re.split(r"[/\\]", file_name)[-1])[:LONGEST_FILE_NAME] or "unnamed"
