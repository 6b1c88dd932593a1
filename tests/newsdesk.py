"""The newsdesk of the tests: one small cast, and builders that say only what a test is about.

Nora and Jonas are editors, Sami is an editor who may approve, Ada is the administrator. Vera is an editor too, but a
stranger to every story that has members. Max has a login and belongs to no group. Rosa is a superuser.
"""

import hashlib
import json
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import (
    Annotation,
    Approval,
    Article,
    Citation,
    Claim,
    ClaimStatus,
    ErrorCategory,
    Feed,
    Incoming,
    Original,
    Outlet,
    Person,
    Sentence,
    Severity,
    SharedWording,
    Story,
    StoryFigures,
    StoryParagraph,
    StoryState,
)
from articles.text import count_words, paragraphs, sentences
from articles.workflow import approval

PASSWORD = "a-quiet-newsroom"
CAST = {
    "nora": ("Nora", "Lind", ["Editor"]),
    "jonas": ("Jonas", "Weber", ["Editor"]),
    "sami": ("Sami", "Haddad", ["Editor", "Approver"]),
    "ada": ("Ada", "Okoye", ["Administrator"]),
    "vera": ("Vera", "Sokol", ["Editor"]),
    "max": ("Max", "Roth", []),
    "rosa": ("Rosa", "Marin", []),
}
TEXT = (
    "Harbour bell rings again\n"
    "\n"
    "The old harbour bell of Aldmere rang on Monday for the first time in 40 years. "
    "Its keeper, Tomas Brandt, 61, pulled the rope himself.\n"
    "\n"
    '"It sounds as it did when I was a boy," he said. '
    "About 300 people stood on the quay.\n"
)

_numbers = count(1)


def chain_lock():
    """The statement more that a line of the audit log costs on PostgreSQL, which locks the end of the chain by one."""
    return int(connection.vendor == "postgresql")


def a_user(name, *groups, superuser=False):
    """An account named `name`, known to the cast or not, in `groups` (those of the cast when none are given)."""
    first, last, usual = CAST.get(name, (name.capitalize(), "", []))
    user = get_user_model().objects.create_user(
        name,
        email=f"{name}@newsdesk.example",
        password=PASSWORD,
        first_name=first,
        last_name=last,
        is_superuser=superuser,
        is_staff=superuser or "Administrator" in (groups or usual),
    )
    user.groups.set(Group.objects.filter(name__in=groups or usual))
    return user


def join(user, group):
    """From now on `user` is in `group`, too."""
    user.groups.add(Group.objects.get(name=group))


def a_client(user, **defaults):
    """A browser without JavaScript in which `user` has signed in."""
    client = Client(**defaults)
    client.force_login(user)
    return client


def an_htmx_client(user):
    """The same with HTMX: its requests ask for fragments."""
    return a_client(user, headers={"HX-Request": "true"})


def a_story(slug=None, *, title="Harbour bell", members=(), by=None, **fields):
    story = Story.objects.create(slug=slug or f"harbour-bell-{next(_numbers)}", title=title, created_by=by, **fields)
    story.members.set(members)
    return story


def an_outlet(name="Aldmere Courier", **fields):
    return Outlet.objects.get_or_create(name=name, defaults=fields)[0]


def a_person(name, birth_date=None, **fields):
    """Somebody in the news, as the administrators keep them."""
    return Person.objects.create(name=name, birth_date=birth_date, **fields)


def an_article(story, text=TEXT, outlet="Aldmere Courier", *, by=None, file_name=None, **fields):
    """An article as the import leaves it: its bytes, its text (which must be canonical), its sentences.

    The same text twice in one story gets a line of its own at the end, since a story holds each text once.
    """
    number = story.articles.count() + 1
    while story.articles.filter(text_sha256=_hash(text)).exists():
        text = f"{text.rstrip()}\n\nCopy {number} of this report.\n"
    content = text.encode()
    original, _ = Original.objects.get_or_create(
        sha256=_hash(text), defaults={"content": content, "size": len(content)}
    )
    article = Article.objects.create(
        story=story,
        number=number,
        outlet=outlet if isinstance(outlet, Outlet) else an_outlet(outlet),
        original=original,
        file_name=file_name or f"source-{number}.txt",
        encoding="utf-8",
        text=text,
        text_sha256=_hash(text),
        headline=fields.pop("headline", text.strip().split("\n")[0]),
        word_count=count_words(text),
        imported_by=by,
        **fields,
    )
    blocks = paragraphs(text)
    Sentence.objects.bulk_create(
        Sentence(
            article=article,
            number=position,
            paragraph=next(n for n, block in enumerate(blocks, start=1) if span.start < block.end),
            start=span.start,
            end=span.end,
        )
        for position, span in enumerate(sentences(text), start=1)
    )
    return counted(article)


def a_feed(address="https://courier.example/feed.xml", outlet="Aldmere Courier", **fields):
    return Feed.objects.create(outlet=an_outlet(outlet), address=address, **fields)


def an_incoming(text=TEXT, outlet="Aldmere Courier", **fields):
    """An article that waits for a story, as a feed leaves it; nobody has compared it with anything."""
    content = text.encode()
    original, _ = Original.objects.get_or_create(
        sha256=_hash(text), defaults={"content": content, "size": len(content)}
    )
    return Incoming.objects.create(
        original=original,
        outlet=outlet if isinstance(outlet, Outlet) else an_outlet(outlet),
        text=text,
        text_sha256=_hash(text),
        headline=fields.pop("headline", text.strip().split("\n")[0]),
        word_count=count_words(text),
        source={"file_name": "came.txt", "encoding": "utf-8", "language": "en", "sentence_count": len(sentences(text))},
        **fields,
    )


def a_category(slug="wrong_number"):
    return ErrorCategory.objects.get(slug=slug)


def an_annotation(article, quote="40 years", category="wrong_number", *, severity=Severity.MAJOR, by=None, **fields):
    """A mark on the first place where `quote` stands. Without `by`, a check made it."""
    start = article.text.index(quote)
    found = {} if by else {"check_slug": "numbers", "confidence": 0.9, "fingerprint": f"mark-{next(_numbers)}"}
    annotation = Annotation.objects.create(
        story=article.story,
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        category=a_category(category),
        severity=severity,
        created_by=by,
        **{"reason": "The other sources say something else.", **found, **fields},
    )
    return counted(annotation)


def a_claim(story, subject="The bell", attribute="silent for", *, says=(), status=None, **fields):
    """A fact of the event. `says` is [(article, quote)]: statements that agree have one wording."""
    groups = {quote: group for group, quote in enumerate(dict.fromkeys(quote for _, quote in says))}
    usual = ClaimStatus.CONFLICT if len(groups) > 1 else ClaimStatus.AGREE if len(says) > 1 else ClaimStatus.SINGLE
    claim = Claim.objects.create(
        story=story,
        subject=subject,
        attribute=attribute,
        kind=fields.pop("kind", "number"),
        fingerprint=f"claim-{next(_numbers)}",
        status=status or usual,
        picture=_hash(json.dumps(list(groups))),
        **fields,
    )
    for article, quote in says:
        start = article.text.index(quote)
        claim.statements.create(
            article=article, start=start, end=start + len(quote), value=quote, normalised=quote, group=groups[quote]
        )
    return counted(claim)


def a_copy(article, of, quote="", *, share=0.8, is_copy=True):
    """`article` has its wording from `of`: a row each way, as a review leaves them. `quote` stands in both."""
    places = [article.text.index(quote), of.text.index(quote)] if quote else []
    for one, other, starts in ((article, of, places), (of, article, places[::-1])):
        passages = [[start for place in starts for start in (place, place + len(quote))]] if quote else []
        SharedWording.objects.create(
            article=one,
            other=other,
            share=share,
            is_copy=is_copy,
            is_original=is_copy and other == of,
            passages=passages,
        )


def a_paragraph(story, text="The bell of Aldmere rang on Monday.", *, by=None, cites=()):
    """A paragraph of the draft. `cites` is [(article, quote)]: each of its sentences in turn cites one of them."""
    paragraph = StoryParagraph.objects.create(
        story=story,
        position=story.paragraphs.count() + 1,
        text=text,
        created_by=by,
        updated_by=by,
        updated_at=timezone.now(),
    )
    for span, (article, quote) in zip(sentences(text), cites, strict=False):
        a_citation(paragraph, span, article, quote, by=by)
    return counted(paragraph)


def a_citation(paragraph, span, article, quote, *, by=None, claim=None):
    start = article.text.index(quote)
    return Citation.objects.create(
        paragraph=paragraph,
        start=span[0],
        end=span[1],
        article=article,
        source_start=start,
        source_end=start + len(quote),
        quote=quote,
        claim=claim,
        created_by=by,
    )


def a_revision(story, *, by):
    """The draft, sent for approval by `by`."""
    return approval.send(story, by=by)


def an_approved_revision(story=None, *, written_by, approved_by):
    """A revision that `approved_by` has signed off; without a story, of one that cites one article."""
    if story is None:
        story = a_story(by=written_by, headline="The bell rings")
        article = an_article(story)
        a_paragraph(story, by=written_by, cites=[(article, "About 300 people stood on the quay.")])
    revision = a_revision(story, by=written_by)
    Approval.objects.create(revision=revision, by=approved_by, at=timezone.now(), sha256=revision.sha256)
    Story.objects.filter(pk=story.pk).update(state=StoryState.APPROVED)
    return counted(revision)


def counted(row):
    """The row; its story is counted anew, as the workflow would have done with the event that belongs to it."""
    StoryFigures.objects.recount(row.story_id)
    return row


def _hash(text):
    return hashlib.sha256(text.encode()).hexdigest()
