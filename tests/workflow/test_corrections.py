"""After publication: corrections with a notice, a cause and the exports that went out wrong; restoring; killing."""

import pytest

from articles.models import Correction, Event, Kill, StoryState
from articles.workflow import annotations, approval, corrections, draft, draft_undo, export, publication
from articles.workflow.errors import Refused
from articles.workflow.restoring import restore_revision
from tests import newsdesk

SAID = "Its keeper, Tomas Brandt, 61, pulled the rope himself."
WRONG = "Its keeper Tomas Brandt, 61, pulled the rope himself."
RIGHT = "Its keeper Tomas Brandt, 63, pulled the rope himself."


@pytest.fixture
def paragraph(story, article, nora):
    other = newsdesk.an_article(story, newsdesk.TEXT.replace("61", "63"), outlet="Coast Radio")
    paragraph = newsdesk.a_paragraph(story, WRONG, by=nora, cites=[(article, SAID)])
    newsdesk.a_citation(paragraph, (0, len(WRONG)), other, SAID.replace("61", "63"), by=nora)
    return paragraph


@pytest.fixture
def published(story, paragraph, nora, sami):
    revision = newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)
    export.export(revision, "text", by=sami)
    story.refresh_from_db()
    return revision


def put_right(paragraph, by, text=RIGHT):
    paragraph.refresh_from_db()
    return draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def drafted(story, published):
    later = approval.document_of(story)
    return corrections.drafted_notice(published.document, later)


def test_a_notice_is_drafted_from_what_changed(story, published, paragraph, nora):
    put_right(paragraph, nora)
    assert (
        drafted(story, published)
        == "An earlier version said “Tomas Brandt, 61, pulled the”; it is “Tomas Brandt, 63, pulled the”."
    )


def test_words_that_only_came_need_no_notice(story, published, paragraph, nora):
    put_right(paragraph, nora, WRONG + " He smiled.")
    assert drafted(story, published) == ""


def test_words_that_only_went_were_wrong(story, published, paragraph, nora):
    put_right(paragraph, nora, "Its keeper Tomas Brandt pulled the rope himself.")
    assert "that was wrong" in drafted(story, published)


def test_many_changes_are_counted(story, published, paragraph, nora):
    numbered = " ".join(f"Word{n} stays and stays here." for n in range(12))
    put_right(paragraph, nora, numbered)
    earlier = approval.document_of(story)
    put_right(paragraph, nora, numbered.replace("stays and", "went and"))
    assert "more passages were changed" in corrections.drafted_notice(earlier, approval.document_of(story))


def test_a_correction_names_its_cause_counts_up_and_stands_under_the_export(
    story, article, published, paragraph, nora, sami
):
    mark = newsdesk.an_annotation(article, "61")
    annotations.accept(mark, by=sami, version=mark.version)
    put_right(paragraph, nora)
    correcting = corrections.Correcting(published, "The keeper is 63, not 61.", mark)
    revision = approval.send(story, by=nora, correcting=correcting)
    annotations.resolve(mark, by=sami, version=mark.version)
    approval.approve(revision, by=sami, sha256=revision.sha256)
    export.export(revision, "markdown", by=sami)

    story.refresh_from_db()
    assert story.state == StoryState.CORRECTED
    correction = Correction.objects.get()
    assert (correction.number, correction.cause) == (1, mark)
    for format in ("text", "markdown", "html", "json"):
        assert "The keeper is 63, not 61." in export.render(revision, format).decode()

    put_right(paragraph, nora, RIGHT + " He is old.")
    again = approval.send(story, by=nora, correcting=corrections.Correcting(revision, "He is old."))
    assert [line["number"] for line in again.document["corrections"]] == [1, 2]


def test_the_exports_that_went_out_with_the_error_are_found(story, published, paragraph, nora, sami):
    put_right(paragraph, nora)
    revision = approval.send(story, by=nora, correcting=corrections.Correcting(published, "He is 63."))
    approval.approve(revision, by=sami, sha256=revision.sha256)
    export.export(revision, "text", by=sami)
    wrong = corrections.affected_exports(story, published.document, revision.document)
    assert [row.revision.number for row in wrong] == [1]


@pytest.mark.parametrize("notice", ["", "  ", "a" * 2001])
def test_a_correction_without_a_fit_notice_is_refused(story, published, paragraph, nora, notice):
    put_right(paragraph, nora)
    with pytest.raises(Refused, match="notice"):
        approval.send(story, by=nora, correcting=corrections.Correcting(published, notice))
    assert not Correction.objects.exists()


def test_a_correction_that_was_sent_back_does_not_count(story, published, paragraph, nora, sami):
    put_right(paragraph, nora)
    revision = approval.send(story, by=nora, correcting=corrections.Correcting(published, "He is 63."))
    approval.request_changes(revision, by=sami, reason="Say it better.")
    again = approval.send(story, by=nora, correcting=corrections.Correcting(published, "The keeper is 63."))
    assert [line["notice"] for line in again.document["corrections"]] == ["The keeper is 63."]


def test_an_earlier_revision_is_restored_as_a_new_one_and_undo_brings_the_draft_back(
    story, published, paragraph, article, nora, jonas
):
    put_right(paragraph, nora)
    story.refresh_from_db()
    story.swap(story.version, standfirst="It was silent for long.", keywords="bells")
    newsdesk.a_paragraph(story, "A second one.", by=nora, cites=[(article, "The old harbour bell")])
    restored = restore_revision(published, by=jonas)

    assert restored.number == 2
    assert [row["text"] for row in restored.document["paragraphs"]] == [WRONG]
    assert [c["quote"] for c in restored.document["citations"]] == [SAID, SAID.replace("61", "63")]
    assert "Jonas Weber" in restored.document["contributors"]

    assert restored.document["story"]["standfirst"] == ""

    draft_undo.undo(story, by=jonas)
    story.refresh_from_db()
    assert (story.standfirst, story.keywords) == ("It was silent for long.", "bells")
    assert [row.text for row in story.paragraphs.standing()] == [RIGHT, "A second one."]


def test_whoever_restored_a_revision_does_not_approve_it(story, published, paragraph, nora, sami):
    put_right(paragraph, nora)
    restored = restore_revision(published, by=sami)
    with pytest.raises(Refused, match="You sent"):
        approval.approve(restored, by=sami, sha256=restored.sha256)


def test_a_killed_story_leaves_the_house_no_more(story, published, paragraph, nora, sami):
    publication.kill(story, by=sami, reason="The bell was a recording.")
    story.refresh_from_db()
    assert story.state == StoryState.KILLED
    assert Event.objects.filter(verb="kill", story=story).exists()
    with pytest.raises(Refused, match="killed"):
        export.export(published, "text", by=sami)
    with pytest.raises(Refused, match="killed"):
        put_right(paragraph, nora)


@pytest.mark.parametrize("reason", ["", " ", "a" * 2001])
def test_a_story_is_not_killed_without_a_fit_reason(story, published, sami, reason):
    with pytest.raises(Refused, match="Say why"):
        publication.kill(story, by=sami, reason=reason)


def test_only_approvers_kill_and_only_once(story, published, nora, sami):
    with pytest.raises(Refused, match="Only approvers"):
        publication.kill(story, by=nora, reason="I want to.")
    publication.kill(story, by=sami, reason="It never rang.")
    with pytest.raises(Refused, match="already"):
        publication.kill(story, by=sami, reason="It never rang.")
    assert Kill.objects.count() == 1


def test_an_approver_notes_a_sentence_and_a_writer_settles_it(story, published, paragraph, nora, sami):
    put_right(paragraph, nora)
    revision = approval.send(story, by=nora)
    row = revision.document["paragraphs"][0]
    note = approval.add_note(
        revision, by=sami, paragraph=row["id"], start=0, end=10, quote=row["text"][:10], text="Which keeper?"
    )
    approval.request_changes(revision, by=sami, reason="")
    approval.settle_note(note, by=nora, version=note.version)
    note.refresh_from_db()
    assert note.settled_by == nora


def test_a_note_on_words_that_are_not_there_is_refused(story, published, paragraph, nora, sami):
    put_right(paragraph, nora)
    revision = approval.send(story, by=nora)
    with pytest.raises(Refused, match="not at this place"):
        approval.add_note(revision, by=sami, paragraph=paragraph.pk, start=0, end=5, quote="Wrong", text="Hm.")
    with pytest.raises(Refused, match="Only approvers"):
        approval.add_note(revision, by=nora, paragraph=None, start=0, end=1, quote="x", text="Hm.")
