"""The support check of a draft: what editors accepted, decided and vouched for meets what the sources say."""

import pytest

from articles.models import Event, SharedWording, Story, StoryState
from articles.workflow import annotations, claims, draft
from articles.workflow.blockers import blockers
from articles.workflow.document import document_of
from articles.workflow.errors import Refused
from articles.workflow.evidence import Evidence
from articles.workflow.support import confirm, sentences_of_rows, support, withdraw
from tests import newsdesk

BELL = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years."
CROWD = "About 300 people stood on the quay."


@pytest.fixture
def paragraph(story, article, nora):
    return newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])


def points_of(story):
    rows = story.paragraphs.standing().for_page()
    return [point for found in support(sentences_of_rows(rows), Evidence(story)).values() for point in found]


def kinds(story):
    return [(point.kind, point.words) for point in points_of(story) if point.confirmation is None]


def save(paragraph, by, text):
    paragraph.refresh_from_db()
    return draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def vouch(paragraph, by, words="3,000", kind="number", **changed):
    asked = {"sentence": paragraph.text, "kind": kind, "words": words, "reason": "I counted them."} | changed
    return confirm(paragraph, by=by, **asked)


def test_a_sentence_that_says_what_it_cites_has_no_points(story, paragraph):
    assert points_of(story) == []
    assert blockers(story) == []


def test_a_number_that_is_not_in_the_source_stands_in_the_way_of_approval(story, paragraph, nora):
    save(paragraph, nora, "About 3,000 people stood on the quay.")
    assert kinds(story) == [("number", "3,000")]
    (blocker,) = blockers(story)
    assert (blocker.kind, blocker.paragraph) == ("number", paragraph.pk)
    assert "“3,000”" in blocker.text and blocker.url.endswith(f"#para-{paragraph.pk}")


def test_names_places_and_dates_are_shown_and_stand_in_nobodys_way(story, paragraph, nora):
    save(paragraph, nora, "About 300 people stood with Vera Sokol on the quay in Hull on Sunday.")
    assert kinds(story) == [("name", "Vera Sokol"), ("place", "Hull"), ("date", "Sunday")]
    assert blockers(story) == []


def test_a_quote_with_another_word_stands_in_the_way(story, article, nora):
    said = '"It sounds as it did when I was a boy," he said.'
    paragraph = newsdesk.a_paragraph(story, said, by=nora, cites=[(article, said)])
    assert blockers(story) == []
    save(paragraph, nora, said.replace("sounds", "rings"))
    assert [blocker.kind for blocker in blockers(story)] == ["quote"]


def test_an_accepted_correction_is_what_the_source_says(story, paragraph, article, nora):
    mark = newsdesk.an_annotation(article, "300 people", suggestion="3,000 people")
    annotations.accept(mark, by=nora, version=1)
    save(paragraph, nora, "About 3,000 people stood on the quay.")
    assert (kinds(story), blockers(story)) == ([], [])


def test_a_decided_value_needs_no_source_of_its_own(story, paragraph, article, nora):
    other = newsdesk.an_article(story, "Some 3,000 people stood there.\n", "Evening Post")
    claim = newsdesk.a_claim(story, "Crowd", "size", says=[(article, "300"), (other, "3,000")])
    claims.decide(claim, by=nora, version=1, value="2,500", reason="The police counted.")
    save(paragraph, nora, "About 2,500 people stood on the quay.")
    assert (kinds(story), blockers(story)) == ([], [])


def test_a_citation_of_words_accepted_as_wrong_is_shown_until_the_sentence_is_mended(story, paragraph, article, nora):
    mark = newsdesk.an_annotation(article, "300 people", suggestion="3,000 people", severity="minor")
    annotations.accept(mark, by=nora, version=1)
    assert ("error", "300 people") in kinds(story)
    save(paragraph, nora, "About 3,000 people stood on the quay.")
    assert kinds(story) == []


def test_what_an_editor_vouches_for_no_longer_stands_in_the_way(story, paragraph, nora, jonas):
    paragraph = save(paragraph, nora, "About 3,000 people stood on the quay.")
    made = vouch(paragraph, jonas)
    assert (kinds(story), blockers(story)) == ([], [])
    (point,) = points_of(story)
    assert (point.confirmation, made.by, made.reason) == (made, jonas, "I counted them.")
    event = Event.objects.get(verb="confirm")
    assert (event.actor, event.data) == (jonas, {"kind": "number", "words": "3,000", "reason": "I counted them."})
    (told,) = document_of(story)["confirmations"]
    assert (told["words"], told["by"], told["reason"]) == ("3,000", "Jonas Weber", "I counted them.")


def test_whoever_changes_the_sentence_is_asked_again(story, paragraph, nora):
    paragraph = save(paragraph, nora, "About 3,000 people stood on the quay.")
    vouch(paragraph, nora)
    paragraph = save(paragraph, nora, "About 3,000 people stood on the long quay.")
    assert kinds(story) == [("number", "3,000")]
    assert document_of(story)["confirmations"] == []
    save(paragraph, nora, "About 3,000 people stood on the quay.")
    assert kinds(story) == []


def test_a_confirmation_goes_with_its_sentence_into_another_paragraph(story, paragraph, article, nora):
    paragraph = save(paragraph, nora, f"About 3,000 people stood on the quay. {BELL}")
    vouch(paragraph, nora, sentence="About 3,000 people stood on the quay.")
    before = newsdesk.a_paragraph(story, BELL, by=nora, cites=[(article, BELL)])
    draft.move_paragraph(before, by=nora, up=True)
    paragraph.refresh_from_db()
    draft.merge_paragraph(paragraph, by=nora, version=paragraph.version)
    assert ("number", "3,000") not in kinds(story)


def test_a_confirmation_taken_back_leaves_the_point_open_and_its_line_in_the_log(story, paragraph, nora, jonas):
    paragraph = save(paragraph, nora, "About 3,000 people stood on the quay.")
    made = vouch(paragraph, nora)
    withdraw(made, by=jonas)
    assert kinds(story) == [("number", "3,000")]
    made.refresh_from_db()
    assert (made.withdrawn_by, made.reason) == (jonas, "I counted them.")
    assert Event.objects.filter(verb="unconfirm", actor=jonas).count() == 1
    with pytest.raises(Refused, match="already"):
        withdraw(made, by=nora)


@pytest.mark.parametrize(
    "changed, why",
    [
        ({"reason": "  "}, "how you know"),
        ({"reason": "x" * 1001}, "1000 characters"),
        ({"kind": "mood"}, "no point"),
        ({"sentence": "Another sentence."}, "changed in the meantime"),
    ],
)
def test_a_confirmation_says_why_and_of_what(paragraph, nora, changed, why):
    with pytest.raises(Refused, match=why):
        vouch(paragraph, nora, **changed)


def test_nobody_vouches_for_a_killed_story(story, paragraph, nora):
    Story.objects.filter(pk=story.pk).update(state=StoryState.KILLED)
    paragraph.refresh_from_db()
    with pytest.raises(Refused, match="killed"):
        vouch(paragraph, nora)


def test_a_sentence_that_has_changed_much_since_it_was_cited_is_to_be_looked_at_again(story, article, nora):
    paragraph = draft.put_sentence(
        story, by=nora, article=article, start=article.text.index(BELL), end=article.text.index(BELL) + len(BELL)
    )
    text = "The old harbour bell of Aldmere rang on Monday, and everybody who heard it wept."
    save(paragraph, nora, text.replace(", and everybody who heard it wept", " for the first time in 40 long years"))
    assert kinds(story) == []
    save(paragraph, nora, text)
    assert kinds(story) == [("changed", BELL)]


def test_a_split_through_what_a_citation_covers_is_no_change_of_it(story, article, nora):
    paragraph = newsdesk.a_paragraph(story, f"{CROWD} {BELL}", by=nora)
    paragraph = draft.cite(
        paragraph,
        by=nora,
        version=1,
        start=0,
        end=len(paragraph.text),
        article=article,
        source_start=0,
        source_end=len(article.text),
    ).paragraph
    draft.split_paragraph(paragraph, by=nora, version=paragraph.version, at=len(CROWD) + 1)
    assert [(row.text, row.citations.get().said) for row in story.paragraphs.standing()] == [
        (CROWD, CROWD),
        (BELL, BELL),
    ]
    assert kinds(story) == []


def copied(article, other, **fields):
    SharedWording.objects.create(
        article=article, other=other, share=0.9, is_copy=True, **{"is_original": False} | fields
    )


def test_two_citations_of_one_wording_are_one_source(story, article, nora):
    other = newsdesk.an_article(story, f"{CROWD}\n", "Evening Post")
    copied(article, other)
    copied(other, article)
    paragraph = newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    assert kinds(story) == []
    newsdesk.a_citation(paragraph, (0, len(CROWD)), other, CROWD, by=nora)
    ((kind, words),) = kinds(story)
    assert kind == "copy" and "Evening Post" in words and "Aldmere Courier" in words


def test_a_copy_whose_original_is_known_is_named_as_such(story, article, nora):
    other = newsdesk.an_article(story, f"{CROWD}\n", "Evening Post")
    copied(other, article, is_original=True)
    copied(article, other)
    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(other, CROWD)])
    assert kinds(story) == [("copy", "Evening Post copies Aldmere Courier")]


def test_words_that_are_not_in_the_shared_passage_are_a_source_of_their_own(story, article, nora):
    other = newsdesk.an_article(story, f"{CROWD}\n", "Evening Post")
    copied(other, article, is_original=True, passages=[[200, 210, 0, 10]])
    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(other, CROWD)])
    assert kinds(story) == []


def test_a_third_source_ends_the_leaning_on_one(story, article, nora):
    other = newsdesk.an_article(story, f"{CROWD}\n", "Evening Post")
    third = newsdesk.an_article(story, f"{CROWD} It was cold.\n", "Coast Radio")
    copied(article, other)
    copied(other, article)
    paragraph = newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    for one in (other, third):
        newsdesk.a_citation(paragraph, (0, len(CROWD)), one, CROWD, by=nora)
    assert kinds(story) == []


def test_a_long_draft_costs_no_more_queries_than_a_short_one(story, article, nora, django_assert_num_queries):
    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    with django_assert_num_queries(6):
        blockers(story)
    for _ in range(10):
        newsdesk.a_paragraph(story, f"{CROWD} {BELL}", by=nora, cites=[(article, CROWD), (article, BELL)])
    with django_assert_num_queries(6):
        blockers(story)
