"""A first draft on request: what the sources agree on, in their own sentences, each fact once."""

import pytest

from articles.models import StoryState
from articles.workflow import annotations, claims, draft
from articles.workflow.blockers import blockers
from articles.workflow.errors import Refused
from articles.workflow.evidence import Evidence
from articles.workflow.first_draft import compose, untouched
from articles.workflow.support import sentences_of_rows, support
from tests import newsdesk

WIRE = (
    "Bell rings again\n\nALDMERE (Coast Wire) — The old bell of Aldmere rang on Monday after 40 years of silence.\n\n"
    "Some 300 people stood on the quay to hear it.\n\n"
    "He called it a good day. The repair cost 12,000 euros, the town said.\n\n"
    "“It sounds as it did when I was a boy,” said Tomas Brandt, its keeper.\n\n"
    "The bell was cast in 1790 in a foundry inland.\n"
)
POST = (
    "Aldmere hears its bell\n\nAfter 40 years of silence the bell of Aldmere rang again.\n\n"
    "About 300 people came to the quay. They wept.\n\n"
    "The town paid 14,000 euros for the repair of the bell.\n\n"
    "Tomas Brandt, its keeper, said: “It sounds as it did when I was a boy.”\n\n"
    "A foundry cast the bell in 1790.\n"
)


@pytest.fixture
def wire(story):
    return newsdesk.an_article(story, WIRE, "Coast Wire")


@pytest.fixture
def post(story):
    return newsdesk.an_article(story, POST, "Evening Post")


@pytest.fixture
def facts(story, wire, post):
    def agreed(name, attribute, kind, first, second):
        claim = newsdesk.a_claim(
            story, name, attribute, says=[(wire, first), (post, second)], status="agree", kind=kind
        )
        claim.statements.update(group=0)
        return claim

    return {
        "quote": agreed("“It sounds”", "speaker", "quote", "Tomas Brandt", "Tomas Brandt"),
        "crowd": agreed("Crowd", "size", "number", "300 people", "300 people"),
        "bell": agreed("The bell", "rang", "event", "rang on Monday", "rang again"),
        "silent": agreed("The bell", "silent for", "number", "40 years", "40 years"),
        "cast": agreed("The bell", "cast", "date", "1790", "1790"),
    }


def texts(story):
    return list(story.paragraphs.standing().values_list("text", flat=True))


def test_what_happened_comes_first_then_figures_then_quotes_then_background(story, facts, nora):
    compose(story, by=nora)
    assert texts(story) == [
        "After 40 years of silence the bell of Aldmere rang again.",
        "About 300 people came to the quay.",
        "Tomas Brandt, its keeper, said: “It sounds as it did when I was a boy.”",
        "A foundry cast the bell in 1790.",
    ]


def test_each_sentence_cites_itself_and_the_others_that_say_the_same(story, wire, post, facts, nora):
    first = compose(story, by=nora)[0]
    quotes = [(citation.article, citation.quote) for citation in first.citations.all()]
    assert quotes == [(post, first.text), (wire, "The old bell of Aldmere rang on Monday after 40 years of silence.")]


def test_nothing_in_it_is_open_and_nothing_is_in_doubt(story, facts, nora):
    compose(story, by=nora)
    rows = story.paragraphs.standing().for_page()
    assert blockers(story) == []
    assert [point for found in support(sentences_of_rows(rows), Evidence(story)).values() for point in found] == []


def test_what_is_marked_is_told_in_the_words_of_another_source(story, wire, facts, nora):
    newsdesk.an_annotation(wire, "Some 300 people", severity="minor")
    compose(story, by=nora)
    assert "About 300 people came to the quay." in texts(story)
    assert not any("Some 300" in text for text in texts(story))


def test_an_accepted_correction_is_made(story, wire, post, facts, nora):
    newsdesk.an_annotation(post, "About 300 people")
    mark = newsdesk.an_annotation(wire, "Some 300 people", suggestion="About 300 people")
    annotations.accept(mark, by=nora, version=1)
    compose(story, by=nora)
    assert "About 300 people stood on the quay to hear it." in texts(story)


def test_a_conflict_is_told_once_it_is_decided(story, wire, post, facts, nora):
    claim = newsdesk.a_claim(
        story, "Repair", "cost", says=[(wire, "12,000 euros"), (post, "14,000 euros")], kind="money"
    )
    compose(story, by=nora)
    assert not any("000 euros" in text for text in texts(story))
    claims.decide(claim, by=nora, version=1, value="14,000 euros", reason="The town's books say so.")
    compose(story, by=nora, over=True)
    assert "The town paid 14,000 euros for the repair of the bell." in texts(story)
    assert not any("12,000" in text for text in texts(story))


def test_a_fact_that_was_left_out_stays_out(story, wire, post, facts, nora):
    claim = newsdesk.a_claim(story, "Repair", "cost", says=[(wire, "12,000 euros"), (post, "14,000 euros")])
    claims.decide(claim, by=nora, version=1, value="", reason="Nobody knows.")
    compose(story, by=nora)
    assert not any("000 euros" in text for text in texts(story))


def test_two_facts_of_one_sentence_bring_it_once_and_like_sentences_too(story, wire, post, facts, nora):
    newsdesk.a_claim(story, "Bell", "again", says=[(post, "the bell of Aldmere rang")], kind="event", status="agree")
    compose(story, by=nora)
    assert sum("40 years of silence" in text for text in texts(story)) == 1


def test_a_fact_of_one_source_alone_is_no_agreement(story, wire, nora):
    newsdesk.a_claim(story, "Crowd", "size", says=[(wire, "300 people")])
    with pytest.raises(Refused, match="agree on nothing"):
        compose(story, by=nora)


def test_the_same_sources_always_give_the_same_draft(story, facts, nora):
    compose(story, by=nora)
    first = texts(story)
    compose(story, by=nora, over=True)
    assert texts(story) == first


def test_a_draft_with_words_is_kept_unless_somebody_says_so_and_undo_brings_it_back(story, facts, nora):
    draft.add_paragraph(story, by=nora, text="My own words.")
    with pytest.raises(Refused, match="has words already"):
        compose(story, by=nora)
    compose(story, by=nora, over=True)
    assert "My own words." not in texts(story)
    draft.undo(story, by=nora)
    assert texts(story) == ["My own words."]
    draft.redo(story, by=nora)
    assert len(texts(story)) == 4


def test_empty_paragraphs_are_no_words(story, facts, nora):
    draft.add_paragraph(story, by=nora)
    compose(story, by=nora)
    assert len(texts(story)) == 4 and "" not in texts(story)


def test_its_paragraphs_are_proposals_until_somebody_works_on_them(story, facts, nora):
    first, *others = compose(story, by=nora)
    mine = draft.add_paragraph(story, by=nora, text="My own words.")
    draft.save_paragraph(first, by=nora, version=first.version, text="The old bell of Aldmere rang again.")
    rows = list(story.paragraphs.standing())
    assert untouched(story, rows) == {paragraph.pk for paragraph in others}
    assert mine.pk not in untouched(story, rows)


def test_a_story_in_review_becomes_a_draft_again(story, facts, nora):
    type(story).objects.filter(pk=story.pk).update(state=StoryState.IN_REVIEW)
    compose(story, by=nora)
    story.refresh_from_db()
    assert story.state == StoryState.DRAFT
