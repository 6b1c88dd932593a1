"""Taking articles in: what was read becomes an article, kept with its original bytes."""

import hashlib
import re
from bisect import bisect_right
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article, Event, Original, Outlet, Sentence, Stale, Story, StoryState
from articles.readers import SourceRefused
from articles.text import paragraphs, sentences
from articles.workflow import annotations, belonging, slugs, versions
from articles.workflow.candidates import (
    LONGEST_HEADLINE,
    LONGEST_OUTLET,
    MOST_SENTENCES,
    Candidate,
    Duplicate,
    Refusal,
    one_line,
    outlet_name,
    own_name,
    preview,
    read,
    read_all,
)
from articles.workflow.errors import Refused

__all__ = [
    "MOST_SENTENCES",
    "AlreadyThere",
    "Candidate",
    "Duplicate",
    "Refusal",
    "SourceRefused",
    "create_story",
    "details_of",
    "edit_details",
    "last_correction",
    "original_of",
    "outlet_called",
    "outlet_name",
    "own_name",
    "preview",
    "read",
    "read_all",
    "take_in",
    "undo_details",
]

CORRECTED = "edit details"  # in the log
LONGEST_AUTHOR = Article._meta.get_field("author").max_length
LONGEST_ADDRESS = Article._meta.get_field("address").max_length
LONGEST_TITLE = Story._meta.get_field("title").max_length


class AlreadyThere(Refused):
    """The story holds this text already, as `article`."""

    def __init__(self, article):
        super().__init__(
            _("The same text is there already, as article %(number)s (%(outlet)s).")
            % {"number": article.number, "outlet": article.outlet}
        )
        self.article = article


@transaction.atomic
def take_in(story, candidate, *, by, outlet=None, headline=None, published=None):
    """Make the candidate an article of the story, all or nothing. Raises AlreadyThere when the story has its text.

    `outlet` is a name or an Outlet; without one it is what the text says, or else a name made from the file's.
    `published` is a date, or None when nobody knows it. Comments in the file become marks of `by`.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == StoryState.KILLED:
        raise Refused(_("This story was killed: it takes no more articles."))
    if story.merged_into_id:
        raise Refused(_("This story was merged into another: take articles into that one."))
    same = story.articles.filter(text_sha256=candidate.text_sha256).select_related("outlet").first()
    if same:
        raise AlreadyThere(same)
    earlier = versions.earlier_in(story, candidate.address, candidate.guid, candidate.outlet)
    article = Article.objects.create(
        story=story,
        number=_next_number(story),
        outlet=_outlet(story, candidate, outlet),
        original=original_of(candidate),
        file_name=candidate.file_name,
        part=candidate.part,
        format=candidate.format,
        encoding=candidate.encoding,
        text=candidate.text,
        text_sha256=candidate.text_sha256,
        removed=[{"text": text, "reason": reason} for text, reason in candidate.removed],
        headline=_headline(candidate.headline if headline is None else headline),
        language=candidate.language,
        published=published,
        published_at=candidate.published_at if published == candidate.published else None,
        word_count=candidate.word_count,
        imported_by=by,
        address=candidate.address,
        guid=candidate.guid,
        author=candidate.author,
        replaces=earlier,
        version_number=earlier.version_number + 1 if earlier else 1,
    )
    Sentence.objects.bulk_create(sentences_of(article), batch_size=1000)
    belonging.index(article)
    annotations.take_notes(article, candidate.notes, by=by)
    told = {"file": candidate.place, "sha256": candidate.sha256}
    if earlier:
        told |= {"version_of": earlier.number, "not_carried": len(versions.carry_marks(earlier, article))}
    Event.objects.record("import", by=by, story=story, target=article, **told)
    return article


@transaction.atomic
def edit_details(article, *, by, seen, outlet, headline, published, author=None, address=None):
    """Correct what is known about an article; its text stays as it was received. None: as it is.

    `seen` is `details_of(article)` as the page showed it. Raises Stale when somebody changed the details since.
    """
    article = _to_edit(article)
    if details_of(article) != seen:
        raise Stale(article)
    if not one_line(outlet):
        raise Refused(_("An article comes from an outlet: name it."))
    before = _details(article)
    article.outlet, article.headline, article.published = outlet_called(outlet), _headline(headline), published
    if author is not None:
        article.author = one_line(author)[:LONGEST_AUTHOR]
    if address is not None:
        article.address = _address(address)
    _save_details(article, before, by)
    return article


@transaction.atomic
def undo_details(article, *, by, event):
    """Take the last correction of the details back; `event` is its number in the log. Doing it again brings it back.

    Raises Stale when somebody corrected them since.
    """
    article = _to_edit(article)
    last = last_correction(article)
    if not last or last.number != event:
        raise Stale(article)
    before = _details(article)
    old = {name: change[0] for name, change in last.data["changes"].items()}
    if "outlet" in old:
        article.outlet = outlet_called(old.pop("outlet"))
    if "published" in old:
        old["published"] = date.fromisoformat(old["published"]) if old["published"] else None
    for name, value in old.items():
        setattr(article, name, value)
    _save_details(article, before, by, undoes=event)
    return article


def last_correction(article):
    """The line of the log, or None."""
    return (
        Event.objects.filter(story=article.story_id, verb=CORRECTED, target=f"article:{article.pk}")
        .select_related("actor")
        .first()
    )


def _to_edit(article):
    article = Article.objects.select_for_update(of=("self",)).select_related("story", "outlet").get(pk=article.pk)
    if article.story.state == StoryState.KILLED:
        raise Refused(_("This story was killed: its articles stay as they are."))
    return article


def _save_details(article, before, by, **more):
    changes = {name: [old, new] for (name, old), new in zip(before.items(), _details(article).values(), strict=True)}
    changes = {name: change for name, change in changes.items() if change[0] != change[1]}
    if not changes:
        return
    if "published" in changes:
        article.published_at = None
    article.save(update_fields=["outlet", "headline", "published", "published_at", "author", "address"])
    Event.objects.record(CORRECTED, by=by, story=article.story, target=article, changes=changes, **more)


def _address(written):
    written = written.strip()
    if written and not re.match(r"https?://[^\s/]", written):
        raise Refused(_("An address begins with https:// or http://."))
    if len(written) > LONGEST_ADDRESS:
        raise Refused(_("The address has more than %(most)s characters.") % {"most": LONGEST_ADDRESS})
    return written


def details_of(article):
    """What differs whenever the details of an article were changed."""
    return hashlib.sha256(repr(_details(article)).encode()).hexdigest()[:16]


def _details(article):
    published = article.published.isoformat() if article.published else ""
    told = {"outlet": article.outlet.name, "headline": article.headline, "published": published}
    return told | {"author": article.author, "address": article.address}


@transaction.atomic
def create_story(*, title, slug=None, by=None, members=()):
    """A new story. Without a slug it gets a free one made from the title."""
    title = one_line(title)
    if not title:
        raise Refused(_("A story needs a title."))
    if len(title) > LONGEST_TITLE:
        raise Refused(
            _("The title has %(count)s characters; at most %(most)s are possible.")
            % {"count": len(title), "most": LONGEST_TITLE}
        )
    story = _with_slug(title, slug, by) if slug else _with_free_slug(title, by)
    story.members.set(members)
    Event.objects.record("create story", by=by, story=story, target=story, title=title)
    return story


def _next_number(story):
    return (story.articles.aggregate(last=Max("number"))["last"] or 0) + 1


def original_of(candidate):
    original, _ = Original.objects.get_or_create(
        sha256=candidate.sha256, defaults={"content": candidate.content, "size": len(candidate.content)}
    )
    return original


def _outlet(story, candidate, outlet):
    if isinstance(outlet, Outlet):
        return outlet
    return outlet_called(one_line(outlet or "") or candidate.outlet or _name_of_its_own(story, candidate))


def outlet_called(name):
    name = one_line(name)
    if len(name) > LONGEST_OUTLET:
        raise Refused(
            _("The outlet's name has %(count)s characters; at most %(most)s are possible.")
            % {"count": len(name), "most": LONGEST_OUTLET}
        )
    return Outlet.objects.get_or_create(name=name)[0]


def _name_of_its_own(story, candidate):
    """The name made from the file's, told apart from those that the story's other articles have."""
    taken = set(story.articles.values_list("outlet__name", flat=True))
    base = name = outlet_name(candidate.file_name, candidate.part)
    number = 1
    while name in taken:
        number += 1
        name = f"{base[: LONGEST_OUTLET - 6]} ({number})"
    return name


def _headline(text):
    headline = one_line(text)
    if len(headline) > LONGEST_HEADLINE:
        raise Refused(
            _("The headline has %(count)s characters; at most %(most)s are possible.")
            % {"count": len(headline), "most": LONGEST_HEADLINE}
        )
    return headline


def sentences_of(article):
    """Sentences and paragraphs are numbered from 1."""
    starts = [paragraph.start for paragraph in paragraphs(article.text)]
    for number, (start, end) in enumerate(sentences(article.text), start=1):
        yield Sentence(article=article, number=number, paragraph=bisect_right(starts, start), start=start, end=end)


def _with_slug(title, slug, by):
    slugs.check(slug)
    story = _insert(title, slug, by)
    if story is None:
        raise Refused(_("There is a story with the address “%(slug)s” already.") % {"slug": slug})
    return story


def _with_free_slug(title, by):
    base = slugify(title)[: slugs.LONGEST - 6].strip("-") or "story"
    number, slug = 1, base
    while (story := None if slug in slugs.RESERVED else _insert(title, slug, by)) is None:
        number += 1
        slug = f"{base}-{number}"
    return story


def _insert(title, slug, by):
    """The new story, or None when the address is taken."""
    if slugs.is_taken(slug):
        return None
    try:
        with transaction.atomic():
            return Story.objects.create(title=title, slug=slug, created_by=by)
    except IntegrityError:
        if not Story.objects.filter(slug=slug).exists():
            raise
        return None
