"""Whoever had a hand in a revision never approves it, whatever they did and whatever they are."""

import random

import pytest

from articles.models import Approval, Revision, Story
from articles.workflow import approval, draft, draft_undo, restoring
from articles.workflow.errors import Refused
from tests import newsdesk
from tests.reliability.rounds import rounds

pytestmark = pytest.mark.django_db
SOURCE = "The old harbour bell"


def add(story, by, article, luck):
    draft.add_paragraph(story, by=by, text=f"The bell rang {luck.choice(['twice', 'again', 'loud'])}. It stopped.")


def write(story, by, article, luck):
    row = _one(story, luck)
    draft.save_paragraph(row, by=by, version=row.version, text=f"{row.text} Then {luck.choice(['rain', 'fog'])} came.")


def headline(story, by, article, luck):
    draft.set_headline(story, by=by, version=story.version, headline=f"Bell {luck.random()}")


def split(story, by, article, luck):
    row = _one(story, luck)
    draft.split_paragraph(row, by=by, version=row.version, at=row.text.index(".") + 1)


def merge(story, by, article, luck):
    row = list(story.paragraphs.standing())[-1]
    draft.merge_paragraph(row, by=by, version=row.version)


def move(story, by, article, luck):
    draft.move_paragraph(list(story.paragraphs.standing())[-1], by=by, up=True)


def cite(story, by, article, luck):
    row, at = _one(story, luck), article.text.index(SOURCE)
    draft.cite(
        row, by=by, version=row.version, start=0, end=4, article=article, source_start=at, source_end=at + len(SOURCE)
    )


def remove(story, by, article, luck):
    row = list(story.paragraphs.standing())[-1]
    draft.remove_paragraph(row, by=by, version=row.version)


def undo(story, by, article, luck):
    draft_undo.undo(story, by=by)


def restore(story, by, article, luck):
    restoring.restore_revision(luck.choice(list(story.revisions.all())), by=by)


def send(story, by, article, luck):
    approval.send(story, by=by)


DEEDS = [add, write, headline, split, merge, move, cite, remove, undo, restore, send]


def _one(story, luck):
    return luck.choice(list(story.paragraphs.standing()))


def test_in_no_combination_of_hands_and_roles_does_anybody_approve_their_own(nora, jonas, sami, ada, rosa, ledger):
    chief = newsdesk.a_user("lena", "Editor", "Approver", "Administrator")
    cast = [nora, jonas, sami, chief, rosa]
    tried, combinations = 0, set()
    for number in range(rounds()):
        luck = random.Random(number)
        hands = luck.sample(cast, luck.randint(1, 4))
        revision, did, told = _history(f"bell-{number}", hands, luck)
        for user in cast:
            if user not in did:
                continue
            tried += 1
            combinations.add((user.username, frozenset(deed for name, deed in told if name == user.username)))
            assert not approval.may_approve(revision, user)[0], (user, told)
            with pytest.raises(Refused):
                approval.approve(revision, by=user, sha256=revision.sha256)
        assert not Approval.objects.filter(revision=revision).exists()
        assert all(approval.may_approve(revision, user)[0] for user in (sami, chief, rosa) if user not in did)
    assert tried >= rounds()
    what, unit = "approving what one had a hand in", "different combinations of person and deeds"
    ledger(what, len(combinations), point=3, wanted=500, unit=unit, figure=f"{tried:,} tries in random histories")


def _history(slug, hands, luck):
    """(a revision that was sent at last, everybody who changed the draft or sent it, what was done by whom)"""
    story = newsdesk.a_story(slug, by=hands[0])
    article, did, told = newsdesk.an_article(story), {hands[0]}, [(hands[0].username, "add")]
    add(story, hands[0], article, luck)
    for _ in range(luck.randint(1, 8)):
        by, deed = luck.choice(hands), luck.choice(DEEDS)
        before = _picture(story)
        try:
            deed(Story.objects.get(pk=story.pk), by, article, luck)
        except (Refused, ValueError, IndexError):
            continue  # this deed was not possible: the history goes on without it
        if _picture(story) == before:
            continue  # the first paragraph moved up, and the like
        told.append((by.username, deed.__name__))
        if deed is send:
            continue  # who sent an earlier revision had no hand in this one
        did.add(by)
    last = luck.choice(hands)
    told.append((last.username, "headline and send"))
    headline(Story.objects.get(pk=story.pk), last, article, luck)
    if not story.paragraphs.standing().exclude(text="").exists():
        add(story, last, article, luck)
    revision = approval.send(Story.objects.get(pk=story.pk), by=last)
    return Revision.objects.get(pk=revision.pk), did | {last}, told


def _picture(story):
    """What a deed may have changed."""
    rows = list(story.paragraphs.order_by("pk").values_list("pk", "position", "text", "removed_at", "citations"))
    return Story.objects.get(pk=story.pk).headline, rows, story.revisions.count()
