"""Approval: by somebody who wrote no part of it, of what they saw, with nothing left open."""

import json

import pytest

from articles.models import Approval, Event, Revision, Stale, StoryState
from articles.workflow import annotations, approval, claims, draft
from articles.workflow.blockers import blockers
from articles.workflow.document import canonical_json
from articles.workflow.errors import Refused
from tests import newsdesk

SENTENCE = "About 300 people stood on the quay."


@pytest.fixture
def written(story, article, nora):
    """A draft of one sentence, cited, written by Nora."""
    return draft.put_sentence(
        story, by=nora, article=article, start=article.text.index(SENTENCE), end=article.text.index(SENTENCE) + 35
    )


def test_sending_freezes_what_the_draft_says(story, written, article, nora):
    revision = approval.send(story, by=nora)
    story.refresh_from_db()
    assert (revision.number, story.state) == (1, StoryState.IN_REVIEW)
    assert [s["text"] for p in revision.document["paragraphs"] for s in p["sentences"]] == [SENTENCE]
    assert [c["quote"] for c in revision.document["citations"]] == [SENTENCE]
    assert revision.document["contributors"] == ["Nora Lind"]
    draft.save_paragraph(written, by=nora, version=1, text="Something else.")
    assert "Something else" not in Revision.objects.get().content


def test_the_hash_is_that_of_the_content(story, written, nora):
    import hashlib

    revision = approval.send(story, by=nora)
    assert revision.sha256 == hashlib.sha256(revision.content.encode()).hexdigest()
    assert revision.content == canonical_json(json.loads(revision.content))


def test_an_empty_draft_is_not_sent(story, nora):
    with pytest.raises(Refused, match="empty"):
        approval.send(story, by=nora)


def test_a_note_that_is_too_long_is_refused_and_a_line_break_counts_once(story, written, nora):
    with pytest.raises(Refused, match="2000 characters; this one has 2001"):
        approval.send(story, by=nora, note="a" * 2001)
    longest = "a\r\n" * 999 + "aa"
    assert approval.send(story, by=nora, note=longest).document["note"] == longest.replace("\r\n", "\n")


def test_what_has_not_changed_is_not_sent_again(story, written, nora, sami):
    approval.send(story, by=nora)
    with pytest.raises(Refused, match="Nothing has changed since revision 1"):
        approval.send(story, by=nora)


def test_somebody_else_signs_it_off(story, written, nora, sami):
    revision = approval.send(story, by=nora)
    signed = approval.approve(revision, by=sami, sha256=revision.sha256)
    story.refresh_from_db()
    assert (signed.by, signed.sha256, story.state) == (sami, revision.sha256, StoryState.APPROVED)
    assert list(Event.objects.values_list("verb", flat=True)[:2]) == ["approve", "send"]


def test_an_editor_who_is_no_approver_cannot_sign_off(story, written, nora, jonas):
    revision = approval.send(story, by=nora)
    with pytest.raises(Refused, match="Only approvers"):
        approval.approve(revision, by=jonas, sha256=revision.sha256)


VERBS = {
    "wrote": lambda story, paragraph, who: draft.add_paragraph(story, by=who, text="Mine."),
    "edited": lambda story, paragraph, who: draft.save_paragraph(paragraph, by=who, version=1, text="Mine."),
    "gave the headline": lambda story, paragraph, who: draft.set_headline(story, by=who, version=1, headline="Mine"),
    "moved": lambda story, paragraph, who: draft.move_paragraph(paragraph, by=who, up=False),
    "undid their own work": lambda story, paragraph, who: (
        draft.add_paragraph(story, by=who, text="Mine."),
        draft.undo(story, by=who),
    ),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["approver", "superuser", "superuser and approver"])
def test_whoever_had_a_hand_in_it_cannot_approve_it(story, written, article, nora, verb, who):
    hand = newsdesk.a_user("hand", "Editor", "Approver", superuser="superuser" in who)
    draft.add_paragraph(story, by=nora, text="Second.")
    VERBS[verb](story, written, hand)
    revision = approval.send(story, by=nora)
    assert approval.may_approve(revision, hand)[0] is False
    with pytest.raises(Refused, match="somebody else must approve"):
        approval.approve(revision, by=hand, sha256=revision.sha256)
    assert not Approval.objects.exists()


def test_whoever_sent_it_cannot_approve_it_even_without_writing(story, written, sami):
    revision = approval.send(story, by=sami)
    with pytest.raises(Refused, match="You sent this revision"):
        approval.approve(revision, by=sami, sha256=revision.sha256)


def test_what_is_approved_is_what_the_approver_saw(story, written, nora, sami):
    revision = approval.send(story, by=nora)
    with pytest.raises(Stale):
        approval.approve(revision, by=sami, sha256="0" * 64)
    draft.save_paragraph(written, by=nora, version=1, text="Unseen words.")
    with pytest.raises(Stale):
        approval.approve(revision, by=sami, sha256=revision.sha256)
    assert not Approval.objects.exists()


def test_an_older_revision_cannot_be_approved_any_more(story, written, nora, sami):
    first = approval.send(story, by=nora)
    draft.set_headline(story, by=nora, version=1, headline="Better")
    second = approval.send(story, by=nora)
    with pytest.raises(Stale) as stale:
        approval.approve(first, by=sami, sha256=first.sha256)
    assert stale.value.current == second


def test_a_revision_is_approved_once(story, written, nora, sami):
    revision = approval.send(story, by=nora)
    approval.approve(revision, by=sami, sha256=revision.sha256)
    other = newsdesk.a_user("olga", "Approver")
    with pytest.raises(Refused, match="approved already"):
        approval.approve(revision, by=other, sha256=revision.sha256)


def test_changes_are_requested_with_a_reason(story, written, nora, sami):
    revision = approval.send(story, by=nora)
    with pytest.raises(Refused, match="Say what should change"):
        approval.request_changes(revision, by=sami, reason=" ")
    approval.request_changes(revision, by=sami, reason="Say who counted.")
    story.refresh_from_db()
    assert story.state == StoryState.CHANGES_REQUESTED
    with pytest.raises(Refused, match="sent back already"):
        approval.approve(revision, by=sami, sha256=revision.sha256)


def test_a_sentence_without_a_citation_stands_in_the_way(story, written, nora, sami):
    draft.save_paragraph(written, by=nora, version=1, text=f"{SENTENCE} Nobody knows why.")
    revision = approval.send(story, by=nora)
    (blocker,) = blockers(story)
    assert (blocker.kind, blocker.paragraph) == ("uncited", written.pk)
    assert blocker.url.endswith(f"/draft/#para-{written.pk}") and "Nobody knows why." in blocker.text
    with pytest.raises(Refused) as refused:
        approval.approve(revision, by=sami, sha256=revision.sha256)
    assert refused.value.details == [blocker.text]


@pytest.mark.parametrize("severity", ["major", "blocker"])
def test_an_open_mark_on_cited_words_stands_in_the_way(story, written, article, severity):
    mark = newsdesk.an_annotation(article, "300 people", severity=severity)
    (blocker,) = blockers(story)
    assert blocker.kind == "marked" and blocker.url.endswith(f"?note={mark.pk}#note-{mark.pk}")
    assert "Wrong number" in blocker.text and "Aldmere Courier" in blocker.text


def test_words_accepted_as_wrong_stand_in_the_way_until_the_story_says_something_else(story, written, article, nora):
    mark = newsdesk.an_annotation(article, "300 people", suggestion="200 people")
    annotations.accept(mark, by=nora, version=1)
    (blocker,) = blockers(story)
    assert blocker.kind == "repeated" and blocker.url.endswith(f"#para-{written.pk}")
    draft.save_paragraph(written, by=nora, version=1, text="About 200 people stood on the quay.")
    assert blockers(story) == []


@pytest.mark.parametrize(
    "quote, fields",
    [
        ("300 people", {"severity": "minor"}),
        ("300 people", {"state": "dismissed"}),
        ("300 people", {"state": "resolved"}),
        ("40 years", {"severity": "blocker"}),
    ],
)
def test_minor_settled_and_distant_marks_do_not(story, written, article, quote, fields):
    newsdesk.an_annotation(article, quote, **fields)
    assert blockers(story) == []


def test_an_undecided_conflict_that_the_story_cites_stands_in_the_way(story, written, article, nora):
    other = newsdesk.an_article(story, "Some 3,000 people stood there.\n", "Evening Post")
    claim = newsdesk.a_claim(story, "crowd", "size", says=[(article, "About 300"), (other, "Some 3,000")])
    newsdesk.a_claim(story, says=[(article, "40 years"), (other, "Some 3,000")])  # not cited: not in the way
    (blocker,) = blockers(story)
    assert blocker.kind == "undecided" and blocker.url.endswith(f"?claim={claim.pk}")
    claims.decide(claim, by=nora, version=1, value="About 300", reason="Counted by the harbour office.")
    assert blockers(story) == []


def test_a_sentence_that_says_what_was_decided_against_stands_in_the_way(story, written, article, nora):
    other = newsdesk.an_article(story, "Some 3,000 people stood there.\n", "Evening Post")
    claim = newsdesk.a_claim(story, "crowd", "size", says=[(article, "300"), (other, "3,000")])
    claims.decide(claim, by=nora, version=1, value="3,000", reason="Counted by the harbour office.")
    (blocker,) = blockers(story)
    assert blocker.kind == "against" and blocker.url.endswith(f"#para-{written.pk}")
    assert "“300”" in blocker.text and "decided: 3,000" in blocker.text
    draft.save_paragraph(written, by=nora, version=1, text="About 3,000 people stood on the quay.")
    assert blockers(story) == []


def test_a_fact_that_was_left_out_may_not_be_said_all_the_same(story, written, article, nora):
    other = newsdesk.an_article(story, "Some 3,000 people stood there.\n", "Evening Post")
    claim = newsdesk.a_claim(story, "crowd", "size", says=[(article, "300"), (other, "3,000")])
    claims.decide(claim, by=nora, version=1, value="", reason="Nobody counted.")
    (blocker,) = blockers(story)
    assert blocker.kind == "against" and "leave it out" in blocker.text
    draft.save_paragraph(written, by=nora, version=1, text="People stood on the quay.")
    assert blockers(story) == []


def test_a_mark_settled_after_sending_lets_the_revision_through(story, written, article, nora, sami):
    mark = newsdesk.an_annotation(article, "300 people")
    revision = approval.send(story, by=nora)
    with pytest.raises(Refused, match="cannot be approved yet"):
        approval.approve(revision, by=sami, sha256=revision.sha256)
    annotations.dismiss(mark, by=nora, version=1)
    assert approval.approve(revision, by=sami, sha256=revision.sha256)


def test_approving_costs_few_queries(story, written, article, nora, sami, django_assert_max_num_queries):
    for quote in ("40 years", "61", "Monday"):
        newsdesk.an_annotation(article, quote)
    revision = approval.send(story, by=nora)
    sami.has_perm("articles.approve_revision")
    # Four keep the evidence (threads, notes, lines of the log; written), one asks who gets the story at once.
    with django_assert_max_num_queries(25 + newsdesk.chain_lock()):
        approval.approve(Revision.objects.get(pk=revision.pk), by=sami, sha256=revision.sha256)
