"""Approving against editing: what is approved is what the approver saw, or the approval is refused."""

from collections import Counter

import pytest

from articles.models import Approval, Revision, Stale, Story, StoryParagraph, StoryState
from articles.workflow import approval, draft
from articles.workflow.document import paragraphs_of
from articles.workflow.errors import Refused
from tests import newsdesk
from tests.reliability.rounds import race, rounds

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_approval_covers_a_word_that_the_approver_did_not_see(story, article, nora, jonas, sami, ledger):
    paragraph = newsdesk.a_paragraph(story, "The bell rang.", by=nora, cites=[(article, "The old harbour bell")])
    met = Counter()
    for number in range(1, rounds() + 1):
        paragraph.refresh_from_db()
        draft.save_paragraph(paragraph, by=nora, version=paragraph.version, text=f"The bell rang {_word(number)}.")
        seen = approval.send(Story.objects.get(pk=story.pk), by=nora)

        approved, saved = race(
            lambda seen=seen: approval.approve(Revision.objects.get(pk=seen.pk), by=sami, sha256=seen.sha256),
            lambda number=number: _rewrite(paragraph.pk, f"The bell rang unseen {_word(number)}.", by=jonas),
        )

        assert not isinstance(saved, Exception), saved
        story.refresh_from_db()
        words = [row["text"] for row in paragraphs_of(story)[0]]
        signed = Approval.objects.filter(revision=seen).first()
        if isinstance(approved, Approval):
            met["approved before the edit"] += 1
            assert signed.sha256 == seen.sha256
            assert "unseen" not in signed.revision.content
        else:
            met["refused after the edit"] += 1
            assert isinstance(approved, (Stale, Refused)), approved
            assert signed is None
        assert words == [f"The bell rang unseen {_word(number)}."]
        assert story.state == StoryState.DRAFT
    assert len(met) == 2, f"The race was not one: {met}"
    figure = ", ".join(f"{count:,} {what}" for what, count in sorted(met.items()))
    ledger("approving against editing", met.total(), point=2, figure=figure)


def test_of_two_saves_of_one_paragraph_one_wins_and_the_other_gets_both_texts(story, nora, jonas, ledger):
    paragraph = newsdesk.a_paragraph(story, "It rang.", by=nora)
    for number in range(rounds()):
        paragraph.refresh_from_db()
        mine, theirs = f"Nora wrote {number}.", f"Jonas wrote {number}."

        outcomes = race(
            lambda text=mine, version=paragraph.version: _save(paragraph.pk, version, text, by=nora),
            lambda text=theirs, version=paragraph.version: _save(paragraph.pk, version, text, by=jonas),
        )

        lost = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
        assert len(lost) == 1, outcomes
        now = StoryParagraph.objects.get(pk=paragraph.pk).text
        assert now == lost[0].current.text
        assert now == (theirs if outcomes[0] is lost[0] else mine)
    ledger("two saves of one paragraph", number + 1, point=1)


def _word(number):
    """A word for each number: digits would need a source that has them."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _rewrite(pk, text, *, by):
    paragraph = StoryParagraph.objects.get(pk=pk)
    return draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def _save(pk, version, text, *, by):
    return draft.save_paragraph(StoryParagraph.objects.get(pk=pk), by=by, version=version, text=text)
