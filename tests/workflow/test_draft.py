"""The draft: every verb, the way back, and the citations that go with their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import DraftChange, Event, Stale, Story, StoryState
from articles.text import Span
from articles.workflow import claims, draft
from articles.workflow.errors import Refused
from tests import newsdesk

FIRST = "The bell rang on Monday. It had been silent for 40 years."


@pytest.fixture
def paragraph(story, article, nora):
    """Two sentences; the first cites what the article says of the day, the second what it says of the years."""
    return newsdesk.a_paragraph(story, FIRST, by=nora, cites=[(article, "rang on Monday"), (article, "40 years")])


def decided(claim, by, value):
    claims.decide(claim, by=by, version=claim.version, value=value, reason="As the archive says.")
    claim.refresh_from_db()


def reads(story):
    """The draft as a reader sees it: its paragraphs, and the words that each citation covers."""
    return [
        (p.text, [(p.text[c.start : c.end], c.quote) for c in p.citations.all()]) for p in story.paragraphs.standing()
    ]


def test_a_sentence_of_a_source_comes_into_the_draft_with_its_citation(story, article, nora):
    span = article.text.index("About 300"), article.text.index("quay.") + 5
    draft.put_sentence(story, by=nora, article=article, start=span[0], end=span[1])
    words = "About 300 people stood on the quay."
    assert reads(story) == [(words, [(words, words)])]


def put(story, by, article, words):
    start = article.text.index(words)
    return draft.put_sentence(story, by=by, article=article, start=start, end=start + len(words))


KEEPER = "Its keeper, Tomas Brandt, 61, pulled the rope himself."
CROWD = "About 300 people stood on the quay."


def test_accepted_corrections_are_made_and_the_citation_keeps_what_the_source_says(story, article, nora):
    newsdesk.an_annotation(article, "61", suggestion="64", state="accepted")
    newsdesk.an_annotation(article, ", Tomas Brandt", suggestion="", state="accepted")
    newsdesk.an_annotation(article, "rope", suggestion="string")
    newsdesk.an_annotation(article, "himself", suggestion="alone", state="dismissed")
    put(story, nora, article, KEEPER)
    words = "Its keeper, 64, pulled the rope himself."
    assert reads(story) == [(words, [(words, KEEPER)])]


def test_a_removal_leaves_no_space_before_a_stop(story, article, nora):
    newsdesk.an_annotation(article, "himself", suggestion="", state="accepted")
    assert put(story, nora, article, KEEPER).text == "Its keeper, Tomas Brandt, 61, pulled the rope."


def test_a_correction_that_reaches_beyond_the_words_is_not_made_in_them(story, article, nora):
    newsdesk.an_annotation(article, "Brandt, 61", suggestion="Brandt, 64", state="accepted")
    assert put(story, nora, article, "61, pulled").text == "61, pulled"


def test_words_that_are_to_be_taken_out_are_refused(story, article, nora):
    newsdesk.an_annotation(article, KEEPER, suggestion="", state="accepted")
    with pytest.raises(Refused, match="take these words out"):
        put(story, nora, article, KEEPER)
    assert reads(story) == []


def test_a_sentence_is_put_once_unless_it_was_rewritten(story, article, nora):
    paragraph = put(story, nora, article, CROWD)
    with pytest.raises(Refused, match="in the draft already"):
        put(story, nora, article, CROWD)
    draft.save_paragraph(paragraph, by=nora, version=1, text="About 300 people came to the quay.")
    put(story, nora, article, CROWD)
    assert [p.text for p in story.paragraphs.standing()] == ["About 300 people came to the quay.", CROWD]


def test_words_of_another_story_cannot_be_cited(story, nora, paragraph):
    foreign = newsdesk.an_article(newsdesk.a_story())
    with pytest.raises(Refused, match="another story"):
        draft.put_sentence(story, by=nora, article=foreign, start=0, end=10)
    with pytest.raises(Refused, match="another story"):
        draft.cite(paragraph, by=nora, version=1, start=0, end=1, article=foreign, source_start=0, source_end=9)


def test_a_place_without_words_cannot_be_cited(story, article, nora):
    with pytest.raises(Refused, match="no words"):
        draft.put_sentence(story, by=nora, article=article, start=24, end=26)
    with pytest.raises(Refused, match="no words"):
        draft.put_sentence(story, by=nora, article=article, start=0, end=len(article.text) + 1)


def test_saving_says_who_and_raises_the_version(paragraph, jonas):
    saved = draft.save_paragraph(paragraph, by=jonas, version=1, text=FIRST + " People wept.")
    assert (saved.version, saved.updated_by, saved.text) == (2, jonas, FIRST + " People wept.")


def test_saving_the_same_words_changes_nothing(paragraph, story, jonas):
    saved = draft.save_paragraph(paragraph, by=jonas, version=1, text=f"  {FIRST}\r\n")
    assert saved.version == 1
    assert not DraftChange.objects.exists() and not Event.objects.exists()


def test_whoever_saves_second_gets_what_the_first_wrote(paragraph, nora, jonas):
    draft.save_paragraph(paragraph, by=nora, version=1, text="Nora was first.")
    with pytest.raises(Stale) as stale:
        draft.save_paragraph(paragraph, by=jonas, version=1, text="Jonas was second.")
    assert stale.value.current.text == "Nora was first."
    paragraph.refresh_from_db()
    assert paragraph.text == "Nora was first."


def test_citations_follow_their_sentence_through_an_edit(paragraph, story, nora):
    text = "On the quay, the old bell rang on Monday. People wept. It had been silent for forty years."
    draft.save_paragraph(paragraph, by=nora, version=1, text=text)
    assert reads(story) == [
        (
            text,
            [
                ("On the quay, the old bell rang on Monday.", "rang on Monday"),
                ("It had been silent for forty years.", "40 years"),
            ],
        )
    ]


def test_a_citation_goes_when_all_its_words_go_and_undo_brings_it_back(paragraph, story, nora):
    before = reads(story)
    draft.save_paragraph(paragraph, by=nora, version=1, text="The bell rang on Monday.")
    assert reads(story) == [("The bell rang on Monday.", [("The bell rang on Monday.", "rang on Monday")])]
    draft.undo(story, by=nora)
    assert reads(story) == before


def test_a_sentence_written_anew_does_not_keep_the_citation_of_the_old_one(paragraph, story, nora):
    text = "Nobody on the island can say who pays for the repair. It had been silent for 40 years."
    draft.save_paragraph(paragraph, by=nora, version=1, text=text)
    assert reads(story) == [(text, [("It had been silent for 40 years.", "40 years")])]


def test_a_split_leaves_each_citation_with_its_words(paragraph, story, nora):
    draft.split_paragraph(paragraph, by=nora, version=1, at=FIRST.index("It had"))
    assert reads(story) == [
        ("The bell rang on Monday.", [("The bell rang on Monday.", "rang on Monday")]),
        ("It had been silent for 40 years.", [("It had been silent for 40 years.", "40 years")]),
    ]


def test_a_split_needs_words_on_both_sides(paragraph, nora):
    for at in (0, len(FIRST)):
        with pytest.raises(Refused, match="between two sentences"):
            draft.split_paragraph(paragraph, by=nora, version=1, at=at)


def test_a_merge_joins_words_and_citations_and_undo_parts_them(paragraph, story, article, nora):
    newsdesk.a_paragraph(story, "About 300 people came.", by=nora, cites=[(article, "About 300 people")])
    before = reads(story)
    last = story.paragraphs.last()
    draft.merge_paragraph(last, by=nora, version=1)
    assert reads(story) == [
        (
            FIRST + " About 300 people came.",
            [
                ("The bell rang on Monday.", "rang on Monday"),
                ("It had been silent for 40 years.", "40 years"),
                ("About 300 people came.", "About 300 people"),
            ],
        )
    ]
    draft.undo(story, by=nora)
    assert reads(story) == before


def test_the_first_paragraph_has_none_before_it_to_join(paragraph, nora):
    with pytest.raises(Refused, match="first paragraph"):
        draft.merge_paragraph(paragraph, by=nora, version=1)


def test_paragraphs_change_places_without_disturbing_who_writes_in_them(paragraph, story, nora, jonas):
    second = newsdesk.a_paragraph(story, "Second.", by=nora)
    draft.move_paragraph(second, by=jonas, up=True)
    assert [p.text for p in story.paragraphs.standing()] == ["Second.", FIRST]
    draft.save_paragraph(second, by=nora, version=1, text="Second, and still mine.")
    draft.undo(story, by=jonas)
    assert [p.text for p in story.paragraphs.standing()] == [FIRST, "Second, and still mine."]


def test_a_new_paragraph_stands_behind_the_one_it_was_asked_for(paragraph, story, nora):
    draft.add_paragraph(story, by=nora, text="Last.")
    draft.add_paragraph(story, by=nora, text="Middle.", after=paragraph)
    assert [p.text for p in story.paragraphs.standing()] == [FIRST, "Middle.", "Last."]


def test_a_removed_paragraph_comes_back_where_it_was(paragraph, story, nora):
    draft.add_paragraph(story, by=nora, text="Last.")
    before = reads(story)
    draft.remove_paragraph(paragraph, by=nora, version=1)
    assert reads(story) == [("Last.", [])]
    draft.undo(story, by=nora)
    assert reads(story) == before


def test_a_citation_covers_the_whole_sentence_and_is_made_once(paragraph, story, article, nora):
    start = article.text.index("Its keeper")
    where = {"article": article, "source_start": start, "source_end": start + 10}
    draft.cite(paragraph, by=nora, version=1, start=30, end=30, **where)
    draft.cite(paragraph, by=nora, version=2, start=35, end=40, **where)
    ((_, citations),) = reads(story)
    assert citations.count(("It had been silent for 40 years.", "Its keeper")) == 1


def test_a_citation_taken_away_comes_back_with_undo(paragraph, story, nora):
    before = reads(story)
    draft.uncite(paragraph.citations.first(), by=nora)
    assert len(reads(story)[0][1]) == 1
    draft.undo(story, by=nora)
    assert reads(story) == before


def test_saves_of_one_burst_of_typing_are_undone_together(paragraph, story, nora):
    for version, text in enumerate(["The bell", "The bell rang", "The bell rang out."], start=1):
        draft.save_paragraph(paragraph, by=nora, version=version, text=text)
    draft.undo(story, by=nora)
    assert story.paragraphs.get().text == FIRST


def test_undo_goes_back_step_by_step(story, article, nora):
    draft.set_headline(story, by=nora, version=1, headline="First")
    paragraph = draft.add_paragraph(story, by=nora, text="One.")
    draft.cite(
        paragraph, by=nora, version=paragraph.version, start=0, end=1, article=article, source_start=0, source_end=7
    )
    for _ in range(3):
        draft.undo(story, by=nora)
    story.refresh_from_db()
    assert (story.headline, reads(story)) == ("", [])
    with pytest.raises(Refused, match="nothing"):
        draft.undo(story, by=nora)


def test_undo_takes_back_ones_own_change_and_leaves_the_others_alone(story, nora, jonas):
    draft.add_paragraph(story, by=nora, text="Nora’s.")
    draft.add_paragraph(story, by=jonas, text="Jonas’s.")
    draft.undo(story, by=nora)
    assert [p.text for p in story.paragraphs.standing()] == ["Jonas’s."]


def test_redo_puts_back_step_by_step_what_was_taken_back(paragraph, story, nora):
    draft.save_paragraph(paragraph, by=nora, version=1, text="The bell rang on Monday.")
    second = draft.add_paragraph(story, by=nora, text="Second.")
    draft.move_paragraph(second, by=nora, up=True)
    story.refresh_from_db()
    draft.set_headline(story, by=nora, version=story.version, headline="Bell")
    after = reads(story)
    for _ in range(4):
        draft.undo(story, by=nora)
    for _ in range(4):
        draft.redo(story, by=nora)
    story.refresh_from_db()
    assert (story.headline, reads(story)) == ("Bell", after)
    with pytest.raises(Refused, match="nothing back"):
        draft.redo(story, by=nora)
    for _ in range(4):
        draft.undo(story, by=nora)
    assert len(reads(story)[0][1]) == 2


def test_a_new_change_leaves_nothing_to_redo(paragraph, story, nora):
    draft.save_paragraph(paragraph, by=nora, version=1, text="One.")
    draft.undo(story, by=nora)
    draft.add_paragraph(story, by=nora, text="Two.")
    with pytest.raises(Refused, match="nothing back"):
        draft.redo(story, by=nora)


def test_redo_never_takes_somebody_elses_words_with_it(paragraph, story, nora, jonas):
    draft.save_paragraph(paragraph, by=nora, version=1, text="Nora’s words.")
    draft.undo(story, by=nora)
    draft.save_paragraph(paragraph, by=jonas, version=3, text="Jonas’s words.")
    with pytest.raises(Refused, match="jonas"):
        draft.redo(story, by=nora)
    assert reads(story) == [("Jonas’s words.", [])]


def test_what_somebody_else_took_back_does_not_stand_in_the_way_of_undo(paragraph, story, nora, jonas):
    before = reads(story)
    draft.save_paragraph(paragraph, by=nora, version=1, text="Nora’s words.")
    draft.save_paragraph(paragraph, by=jonas, version=2, text="Jonas’s words.")
    draft.undo(story, by=jonas)
    draft.undo(story, by=nora)
    assert reads(story) == before
    with pytest.raises(Refused, match="nora"):
        draft.redo(story, by=jonas)


def test_an_empty_paragraph_that_is_closed_goes_and_leaves_no_change_behind(paragraph, story, nora):
    draft.save_paragraph(paragraph, by=nora, version=1, text="One.")
    begun = draft.add_paragraph(story, by=nora)
    draft.close_empty(begun, by=nora)
    assert [p.text for p in story.paragraphs.standing()] == ["One."]
    draft.undo(story, by=nora)
    assert [p.text for p in story.paragraphs.standing()] == [FIRST]


def test_undo_never_takes_somebody_elses_words_with_it(paragraph, story, nora, jonas):
    draft.save_paragraph(paragraph, by=nora, version=1, text="Nora’s words.")
    draft.save_paragraph(paragraph, by=jonas, version=2, text="Nora’s words, and Jonas’s.")
    with pytest.raises(Refused, match="jonas"):
        draft.undo(story, by=nora)
    paragraph.refresh_from_db()
    assert paragraph.text == "Nora’s words, and Jonas’s."


def test_the_decided_value_comes_in_as_the_sentence_that_says_it(story, article, nora):
    other = newsdesk.an_article(story, "The bell was silent for 14 years, they say.\n", "Evening Post")
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "14 years")])
    with pytest.raises(Refused, match="decide it first"):
        draft.put_claim(story, by=nora, claim=claim)
    decided(claim, nora, "14 years")
    draft.put_claim(story, by=nora, claim=claim)
    text = "The bell was silent for 14 years, they say."
    assert reads(story) == [(text, [(text, text)])]


def told(story, outlets, says="The bell was silent for 40 years."):
    """An article of each outlet that says so."""
    return [newsdesk.an_article(story, f"{says}\n\nSo writes {outlet}.\n", outlet) for outlet in outlets]


def test_a_fact_comes_in_the_words_that_nobody_doubts(story, nora):
    first, second = told(story, ["Evening Post", "Coast Radio"])
    newsdesk.an_annotation(first, "silent")
    claim = newsdesk.a_claim(story, says=[(first, "40 years"), (second, "40 years")])
    paragraph = draft.put_claim(story, by=nora, claim=claim)
    assert [citation.article for citation in paragraph.citations.all()] == [second, first]


def test_a_fact_comes_with_the_accepted_corrections_of_its_sentence(story, nora):
    (only,) = told(story, ["Evening Post"])
    newsdesk.an_annotation(only, "The bell", suggestion="The harbour bell", state="accepted")
    claim = newsdesk.a_claim(story, says=[(only, "40 years")])
    assert draft.put_claim(story, by=nora, claim=claim).text == "The harbour bell was silent for 40 years."


def test_a_fact_whose_sentences_are_all_to_be_taken_out_is_refused(story, nora):
    (only,) = told(story, ["Evening Post"])
    newsdesk.an_annotation(only, "The bell was silent for 40 years.", suggestion="", state="accepted")
    claim = newsdesk.a_claim(story, says=[(only, "40 years")])
    with pytest.raises(Refused, match="your own words"):
        draft.put_claim(story, by=nora, claim=claim)


def test_a_fact_cites_each_article_once_and_four_at_most(story, nora):
    articles = told(story, "ABCDE", "It was silent for 40 years. For 40 years!")
    said = [(article, words) for article in articles for words in ("40 years. For", "40 years!")]
    claim = newsdesk.a_claim(story, says=said, status="agree")
    claim.statements.update(group=0)
    paragraph = draft.put_claim(story, by=nora, claim=claim)
    assert [citation.article for citation in paragraph.citations.all()] == articles[:4]


def test_a_fact_whose_sentence_is_in_the_draft_is_not_put_again(story, article, nora):
    claim = newsdesk.a_claim(story, says=[(article, "300 people")])
    put(story, nora, article, CROWD)
    with pytest.raises(Refused, match="in the draft already"):
        draft.put_claim(story, by=nora, claim=claim)


def test_a_value_that_no_source_gives_comes_in_as_a_plain_sentence(story, article, nora):
    other = newsdesk.an_article(story, "The bell was silent for 14 years, they say.\n", "Evening Post")
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "14 years")])
    decided(claim, nora, "41 years")
    paragraph = draft.put_claim(story, by=nora, claim=claim)
    assert paragraph.text == "The bell, silent for: 41 years."
    assert paragraph.citations.count() == 2


def test_a_fact_that_was_left_out_stays_out(story, article, nora):
    other = newsdesk.an_article(story, "The bell was silent for 14 years, they say.\n", "Evening Post")
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "14 years")])
    decided(claim, nora, "")
    with pytest.raises(Refused, match="leave"):
        draft.put_claim(story, by=nora, claim=claim)


@pytest.mark.parametrize("state", [StoryState.IN_REVIEW, StoryState.APPROVED, StoryState.PUBLISHED])
def test_the_first_change_makes_a_settled_story_a_draft_again(paragraph, story, nora, state):
    Story.objects.filter(pk=story.pk).update(state=state)
    draft.save_paragraph(paragraph, by=nora, version=1, text="New words.")
    story.refresh_from_db()
    assert story.state == StoryState.DRAFT


def test_a_story_sent_back_stays_so_while_it_is_mended(paragraph, story, nora):
    Story.objects.filter(pk=story.pk).update(state=StoryState.CHANGES_REQUESTED)
    draft.save_paragraph(paragraph, by=nora, version=1, text="New words.")
    story.refresh_from_db()
    assert story.state == StoryState.CHANGES_REQUESTED


def test_the_draft_of_a_killed_story_stays_as_it_is(paragraph, story, nora):
    Story.objects.filter(pk=story.pk).update(state=StoryState.KILLED)
    with pytest.raises(Refused, match="killed"):
        draft.save_paragraph(paragraph, by=nora, version=1, text="New words.")


def test_a_headline_is_one_line_and_not_endless(story, nora):
    draft.set_headline(story, by=nora, version=1, headline="  Bell\r\nrings ")
    story.refresh_from_db()
    assert story.headline == "Bell rings"
    with pytest.raises(Refused, match="300"):
        draft.set_headline(story, by=nora, version=2, headline="x" * 301)
    with pytest.raises(Stale):
        draft.set_headline(story, by=nora, version=1, headline="Too late")


def test_a_paragraph_too_long_is_refused_and_nothing_is_cut(paragraph, nora):
    with pytest.raises(Refused, match="20,000"):
        draft.save_paragraph(paragraph, by=nora, version=1, text="x" * 20_001)
    paragraph.refresh_from_db()
    assert paragraph.text == FIRST


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
lines = st.lists(words.filter(str.strip).map(lambda w: f"A {w.strip()}."), min_size=1, max_size=4).map(" ".join)


class TestAnyText(TestCase):
    """Whatever is written, citations cover whole sentences of the text, and undo brings everything back."""

    @settings(max_examples=40, deadline=None)
    @given(first=lines, second=lines, at=st.integers(0, 200))
    def test_citations_stay_inside_and_undo_restores(self, first, second, at):
        nora, story = newsdesk.a_user(f"nora-{id(first)}", "Editor"), newsdesk.a_story()
        article = newsdesk.an_article(story)
        paragraph = draft.add_paragraph(story, by=nora, text=first)
        draft.cite(paragraph, by=nora, version=1, start=0, end=1, article=article, source_start=0, source_end=7)
        before = reads(story)
        paragraph.refresh_from_db()
        draft.save_paragraph(paragraph, by=nora, version=paragraph.version, text=second)
        for row in story.paragraphs.standing():
            spans = [span for span, _ in row.cited_sentences()]
            for citation in row.citations.all():
                assert citation.start in [s.start for s in spans] and citation.end in [s.end for s in spans]
                assert Span(citation.start, citation.end) <= Span(len(row.text), len(row.text))
        if reads(story) != before:
            draft.undo(story, by=nora)
        assert reads(story) == before
