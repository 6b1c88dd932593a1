"""An evidence bundle of another house comes in: the revision as it was approved, whole or not at all.

Whoever sent or signed it becomes an inactive account without a password, named after the house. Marks, claims, decisions,
threads and lines of the log stay what they were, frozen with the revision: none becomes a row that could be changed here.
The draft begins as the revision reads.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.bundle import Damaged, open_bundle, verify
from articles.models import (
    Approval,
    Citation,
    Correction,
    Endorsement,
    Event,
    Evidence,
    ImportedRevision,
    Original,
    Outlet,
    Revision,
    Sentence,
    Story,
    StoryParagraph,
    StoryState,
)
from articles.models import Article as Source
from articles.text import canonical, count_words
from articles.workflow import belonging, slugs
from articles.workflow.document import FORM, canonical_json
from articles.workflow.errors import Refused
from articles.workflow.intake import sentences_of

HEAD = ["title", "headline", "standfirst", "location", "byline", "editors_note"]


class Taken(NamedTuple):
    """`is_new`: it was not there before. `accounts`: the names of those that were made."""

    revision: Revision
    is_new: bool
    accounts: list[str]
    articles: int


def take_bundle(content: bytes, *, by=None) -> Taken:
    """Bring the bundle's revision into this house. Refused where `verify` finds anything, or something stands in its way."""
    verdict = verify(content)
    if not verdict.is_sound:
        raise Refused(_("This bundle is not sound: nothing was imported."), verdict.problems)
    try:
        bundle = open_bundle(content)
        with transaction.atomic():
            return _taken(bundle, by)
    except ValidationError as error:
        raise Refused(_("The bundle says something that cannot be stored here."), error.messages) from error
    except (Damaged, DatabaseError, AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise Refused(_("The bundle says something that cannot be stored here."), [repr(error)]) from error


def _taken(bundle, by):
    there = Revision.objects.filter(sha256=bundle.manifest["sha256"], number=bundle.document["revision"]).first()
    if there:
        return Taken(there, False, [], 0)
    if bundle.document["newsroom"] > FORM:
        raise Refused(_("A newer Newsroom made this bundle: bring this one up to date."))
    if canonical_json(bundle.document) != bundle.parts.revision:
        raise Refused(_("The revision is not in the one form that Newsroom writes."))
    accounts = _Accounts(bundle.evidence["address"])
    story, is_new = _story(bundle, by)
    articles = _articles(story, bundle, by)
    revision = _revision(story, bundle, accounts, by)
    if is_new:
        _draft(story, bundle.document)
    Story.objects.filter(pk=story.pk).update(state=StoryState.APPROVED)
    Event.objects.record(
        "import bundle",
        by=by,
        story=story,
        target=revision,
        number=revision.number,
        house=bundle.evidence["address"],
        sha256=revision.sha256,
        bundle=bundle.sha256,
        accounts=accounts.made,
    )
    return Taken(revision, True, accounts.made, articles)


# --- The story and its articles ---------------------------------------------------------------------------------------


def _story(bundle, by):
    """(the story, whether it is new): one that came from the same house before, or a new one at a free address."""
    head = bundle.document["story"]
    slug = head["slug"]
    if there := Story.objects.at(slug).select_for_update().first():
        _refuse_unless_same(there, bundle)
        return there, False
    slugs.check(slug)
    fields = {name: head.get(name, "") for name in HEAD}
    return _made(Story(slug=slug, keywords=", ".join(head.get("keywords", ())), created_by=by, **fields)), True


def _refuse_unless_same(story, bundle):
    address = bundle.evidence["address"]
    if story.state == StoryState.KILLED:
        raise Refused(_("The story “%(slug)s” was killed here.") % {"slug": story.slug})
    if not ImportedRevision.objects.filter(revision__story=story, house=address).exists():
        raise Refused(
            _("There is another story with the address “%(slug)s” here already: “%(story)s”.")
            % {"slug": story.slug, "story": story.title}
        )
    if story.revisions.filter(imported=None).exists():
        raise Refused(
            _("The story “%(slug)s” went on here since it came in: it has revisions of this house.")
            % {"slug": story.slug}
        )


def _articles(story, bundle, by):
    """Those that are not there yet; how many."""
    made = 0
    there = {article.text_sha256: article.number for article in story.articles.all()}
    contents = {source.number: source for source in bundle.parts.sources}
    for row in bundle.document["articles"]:
        if there.get(row["text_sha256"], row["number"]) != row["number"]:
            raise Refused(_("Article %(number)s of the bundle has another number here.") % {"number": row["number"]})
        if row["text_sha256"] not in there:
            _article(story, row, contents[row["number"]], by)
            made += 1
    return made


def _article(story, row, source, by):
    if canonical(source.text) != source.text:
        raise Refused(
            _("The text of article %(number)s is not in the one form that Newsroom reads.") % {"number": row["number"]}
        )
    original, _is_new = Original.objects.get_or_create(
        sha256=row["sha256"], defaults={"content": source.content, "size": len(source.content)}
    )
    outlet = Outlet.objects.filter(name=row["outlet"]).first() or _made(Outlet(name=row["outlet"]))
    article = _made(
        Source(
            story=story,
            number=row["number"],
            outlet=outlet,
            original=original,
            file_name=row["file_name"],
            encoding="",  # unknown: the text comes with it
            text=source.text,
            text_sha256=row["text_sha256"],
            headline=row["headline"],
            language=row["language"],
            published=row["published"],
            word_count=count_words(source.text),
            imported_by=by,
        )
    )
    Sentence.objects.bulk_create(sentences_of(article), batch_size=1000)
    belonging.index(article)


# --- The revision and who answers for it ------------------------------------------------------------------------------


def _revision(story, bundle, accounts, by):
    document, evidence = bundle.document, bundle.evidence
    revision = _made(
        Revision(
            story=story,
            number=document["revision"],
            content=bundle.parts.revision,
            sha256=bundle.manifest["sha256"],
            sent_by=accounts.of(evidence["sent"]),
            sent_at=_moment(evidence["sent"]["at"]),
        )
    )
    *first, last = evidence["signatures"]
    for signature in first:
        _made(Endorsement(revision=revision, **_signed(signature, accounts)))
    _made(Approval(revision=revision, **_signed(last, accounts)))
    content = bundle.parts.evidence
    sha256 = bundle.audit[-1]["data"]["evidence"]
    _made(Evidence(revision=revision, content=content, sha256=sha256, frozen_at=timezone.now()))
    _made(
        ImportedRevision(
            revision=revision,
            house=evidence["address"],
            audit=bundle.parts.audit,
            bundle_sha256=bundle.sha256,
            imported_by=by,
            imported_at=timezone.now(),
        )
    )
    _correction(story, revision)
    return revision


def _signed(signature, accounts):
    return {"by": accounts.of(signature), "at": _moment(signature["at"]), "sha256": signature["sha256"]}


def _correction(story, revision):
    """The correction that this revision brings, where the revision that it corrects is here, too."""
    told = revision.document.get("corrections", [])
    known = Correction.objects.filter(revision__story=story).count()
    corrected = story.revisions.filter(number=told[-1]["corrects"]).first() if len(told) > known else None
    if corrected:
        line = told[-1]
        _made(Correction(revision=revision, corrects=corrected, number=line["number"], notice=line["notice"]))


class _Accounts:
    """Inactive accounts without a password for people of another house, such as nora@news.example.org."""

    def __init__(self, address):
        self.host = urlsplit(address).hostname or "elsewhere"
        self.made, self.known = [], {}

    def of(self, person):
        name = person["username"] or re.sub(r"[^a-z0-9]+", ".", person["by"].casefold()).strip(".") or "guest"
        if name not in self.known:
            self.known[name] = self._account(f"{name}@{self.host}"[:140], person["by"])
        return self.known[name]

    def _account(self, username, called):
        users = get_user_model().objects
        number, free = 1, username
        while there := users.filter(username=free).first():
            if not there.is_active and not there.has_usable_password() and not there.email:
                return there
            number += 1
            free = f"{username}+{number}"
        user = users.model(username=free, first_name=called[:150], is_active=False)
        user.set_unusable_password()
        self.made.append(free)
        return _made(user)


# --- The draft --------------------------------------------------------------------------------------------------------


def _draft(story, document):
    """What the revision says, to go on from. Nobody of this house wrote it."""
    numbers = {article.number: article for article in story.articles.all()}
    for position, row in enumerate(document["paragraphs"], start=1):
        paragraph = StoryParagraph(story=story, position=position, text=row["text"], updated_at=timezone.now())
        paragraph = _made(paragraph)
        for cited in (cited for cited in document["citations"] if cited["paragraph"] == row["id"]):
            places = {name: cited[name] for name in ("start", "end", "source_start", "source_end", "quote")}
            _made(Citation(paragraph=paragraph, article=numbers[cited["article"]], **places))


def _made(row):
    """The row, stored; refused by the rules of its fields on every database alike."""
    row.clean_fields(exclude=[f.name for f in row._meta.fields if f.is_relation or f.blank or f.null])
    for field in row._meta.fields:
        limit = getattr(field, "max_length", None)
        value = field.value_from_object(row)
        if limit and isinstance(value, str) and len(value) > limit:
            raise ValidationError(
                _("%(field)s has %(count)s characters; at most %(limit)s are possible.")
                % {"field": field.name, "count": len(value), "limit": limit}
            )
    row.save(force_insert=True)
    return row


def _moment(text):
    moment = parse_datetime(text)
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"{text!r} is not a moment")
    return moment
