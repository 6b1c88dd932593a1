"""The claim matrix: what each source says of each fact, and how that stands, at a glance."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Event
from articles.views.matrix import row_of, sources_of
from articles.workflow import annotations, mark_changes
from articles.workflow import claims as workflow
from articles.workflow.document import document_of
from tests import newsdesk

MOST_QUERIES = 11


@pytest.fixture
def articles(story, article):
    others = [newsdesk.an_article(story, outlet=outlet) for outlet in ("Coast Radio", "NorthWire", "Isles Today")]
    return [article, *others]


@pytest.fixture
def years(story, articles):
    """Three articles say one thing, the third another, the last nothing."""
    one, two, three, _ = articles
    return newsdesk.a_claim(story, says=[(one, "40 years"), (two, "40 years"), (three, "Monday")])


def page_of(user, story, query="", **more):
    return newsdesk.a_client(user).get(reverse("claims", args=[story.slug]) + query, **more)


def kinds(claim, sources):
    return [cell.kind for cell in row_of(claim, sources).cells]


def in_matrix(claim):
    return type(claim).objects.for_matrix().get(pk=claim.pk), sources_of(claim.story)


def test_the_few_are_the_odd_ones_and_who_says_nothing_is_silent(articles, years):
    assert kinds(*in_matrix(years)) == ["agree", "agree", "odd", "silent"]


def test_when_the_voices_tie_nobody_is_the_odd_one(story, articles):
    one, two, *_ = articles
    claim = newsdesk.a_claim(story, says=[(one, "40 years"), (two, "Monday")])

    assert kinds(*in_matrix(claim)) == ["conflict", "conflict", "silent", "silent"]


def test_an_article_that_contradicts_itself_says_both(story, articles):
    one, two, three, _ = articles
    says = [(one, "40 years"), (two, "40 years"), (three, "40 years"), (three, "Monday"), (three, "Monday")]
    claim = newsdesk.a_claim(story, says=says)

    claim, sources = in_matrix(claim)
    assert kinds(claim, sources) == ["agree", "agree", "both", "silent"]
    assert [said.value for said in row_of(claim, sources).cells[2].said] == ["Monday", "40 years"]


def test_a_fact_of_one_source_is_only_there(story, articles):
    claim = newsdesk.a_claim(story, says=[(articles[1], "40 years")])

    assert kinds(*in_matrix(claim)) == ["silent", "single", "silent", "silent"]


def test_a_decision_sets_the_other_values_aside(articles, years, nora):
    workflow.decide(years, by=nora, version=years.version, value="Monday", reason="The harbour log.")

    assert kinds(*in_matrix(years)) == ["aside", "aside", "agree", "silent"]


def test_a_decision_strikes_only_the_values_set_aside_when_an_article_says_both(story, articles, nora):
    one, two, *_ = articles
    claim = newsdesk.a_claim(story, says=[(one, "40 years"), (two, "40 years"), (two, "Monday")])
    workflow.decide(claim, by=nora, version=claim.version, value="40 years", reason="The harbour log.")

    claim, sources = in_matrix(claim)
    assert kinds(claim, sources) == ["agree", "both", "silent", "silent"]
    said = row_of(claim, sources).cells[1].said
    assert {s.value: s.is_aside for s in said} == {"40 years": False, "Monday": True}
    page = page_of(nora, story).text
    assert '<s class="cell__value">Monday</s>' in page and '<s class="cell__value">40 years' not in page


def test_the_heading_says_how_many_conflicts_are_left(story, years, nora):
    assert "<h1>One conflict left to decide</h1>" in page_of(nora, story).text

    workflow.decide(years, by=nora, version=years.version, value="40 years", reason="The harbour log.")
    assert "<h1>Every conflict is decided</h1>" in page_of(nora, story).text


def test_a_value_leads_to_its_place_in_the_article(story, articles, years, nora):
    start = articles[0].text.index("40 years")

    assert f'href="/stories/{story.slug}/articles/1/?at={start}-{start + 8}#at"' in page_of(nora, story).text


def test_the_pane_shows_who_says_what_and_the_sentence(story, years, nora):
    page = page_of(nora, story).text

    assert "Aldmere Courier, Coast Radio" in page
    assert "rang on Monday for the first time in <mark>40 years</mark>." in page
    assert "sentence 2</a>" in page


def test_only_conflicts_leaves_out_what_agrees(story, articles, years, nora):
    newsdesk.a_claim(story, "The quay", "people", says=[(a, "300 people") for a in articles])

    assert "The quay" in page_of(nora, story).text
    assert "The quay" not in page_of(nora, story, "?only=conflicts").text


def test_a_decision_on_another_picture_is_asked_again_and_says_what_was_decided(story, years, nora):
    workflow.decide(years, by=nora, version=years.version, value="40 years", reason="The harbour log.")
    type(years).objects.update(picture="changed by a new source")

    page = " ".join(strip_tags(page_of(nora, story, f"?claim={years.pk}").text).split())

    assert "One conflict left to decide" in page
    assert "The sources have changed since this was decided." in page
    assert "40 years, decided by Nora Lind" in page
    assert "The harbour log." in page


def test_without_articles_or_review_the_page_says_what_comes_first(story, nora):
    assert "Import articles" in page_of(nora, story).text
    newsdesk.an_article(story)
    assert "No review has run" in page_of(nora, story).text


def test_a_reader_sees_the_matrix_and_no_form(story, years):
    page = page_of(newsdesk.a_user("olga", "Approver"), story).text

    assert "40 years" in page
    assert "data-decision" not in page


def test_strangers_find_nothing(years, vera, nora):
    years.story.members.set([nora])

    assert page_of(vera, years.story).status_code == 404


def test_a_value_from_a_source_is_text_and_never_markup(story, nora):
    article = newsdesk.an_article(story, "The bell\n\nIt weighs <b>two</b> tons, they say.\n")
    newsdesk.a_claim(story, says=[(article, "<b>two</b> tons")])

    page = page_of(nora, story, f"?claim={story.claims.get().pk}").text

    assert "<b>two</b>" not in page
    assert "&lt;b&gt;two&lt;/b&gt; tons" in page


def test_the_page_costs_the_same_number_of_queries_with_one_fact_and_with_forty(story, articles, years, nora):
    def queries():
        client = newsdesk.a_client(nora)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("claims", args=[story.slug]))
        return len(captured)

    few = queries()
    for number in range(40):
        newsdesk.a_claim(story, f"Bell {number}", says=[(article, "40 years") for article in articles])

    assert queries() == few <= MOST_QUERIES


@pytest.fixture
def reprints(articles):
    """Coast Radio and NorthWire print what the Aldmere Courier wrote."""
    for article in articles[1:3]:
        newsdesk.a_copy(article, of=articles[0])


def test_articles_of_one_voice_stand_together_behind_their_likely_original(story, articles, nora):
    newsdesk.a_copy(articles[0], of=articles[2])
    newsdesk.a_claim(story, says=[(articles[0], "40 years"), (articles[1], "40 years")])

    names = [article.outlet.name for article in sources_of(story).articles]
    assert names == ["NorthWire", "Aldmere Courier", "Coast Radio", "Isles Today"]
    page = page_of(nora, story).text
    assert 'colspan="2" class="matrix__voice voice-start"><strong>One voice</strong> likely from NorthWire</th>' in page
    assert "but only three independent voices." in page


def test_without_copies_nothing_is_said_of_voices(story, articles, years, nora):
    page = page_of(nora, story).text
    assert "One voice" not in page and "independent voice" not in page.partition('id="decide"')[0]


def test_it_shows_where_agreement_rests_on_one_voice(story, articles, reprints, nora):
    newsdesk.a_claim(story, says=[(article, "40 years") for article in articles[:3]])
    assert "3 sources, one voice" in page_of(nora, story).text


def test_a_row_counts_sources_and_independent_voices(story, articles, reprints, nora):
    claim = newsdesk.a_claim(story, says=[(article, "40 years") for article in articles])
    assert "4 sources, 2 independent voices" in page_of(nora, story).text
    pane = newsdesk.an_htmx_client(nora).get(reverse("claim_decide", args=[claim.pk])).text
    assert "Agree: 4 sources, 2 independent voices" in pane


def test_three_reprints_do_not_outvote_one_independent_source(story, articles, reprints, nora):
    says = [(articles[0], "40 years"), (articles[1], "40 years"), (articles[2], "40 years"), (articles[3], "Monday")]
    claim, sources = in_matrix(newsdesk.a_claim(story, says=says))
    assert kinds(claim, sources) == ["conflict", "conflict", "conflict", "conflict"]
    page = page_of(nora, story).text
    assert "Aldmere Courier, Coast Radio, NorthWire: one voice" in page
    assert "checked" not in page.partition("<legend")[2].partition("</fieldset>")[0]


def test_a_reprint_with_a_slip_is_the_odd_one_of_its_voice(story, articles, reprints):
    says = [(articles[0], "40 years"), (articles[1], "40 years"), (articles[2], "Monday")]
    claim, sources = in_matrix(newsdesk.a_claim(story, says=says))
    assert kinds(claim, sources) == ["agree", "agree", "odd", "silent"]


def test_what_two_articles_say_in_the_same_words_is_one_voice_though_they_are_no_copies(story, articles, nora):
    quote = "rang on Monday for the first time in 40 years"
    newsdesk.a_copy(articles[1], of=articles[0], quote=quote, share=0.2, is_copy=False)
    newsdesk.a_claim(story, says=[(articles[0], "40 years"), (articles[1], "40 years")])
    newsdesk.a_claim(story, "The quay", "people", says=[(articles[0], "300 people"), (articles[1], "300 people")])

    page = page_of(nora, story).text
    assert page.count("2 sources, one voice") == 1 and "One voice" not in page


# --- What rests on words that were accepted as wrong ------------------------------------------------------------------


def accept(mark, by):
    return annotations.accept(mark, by=by, version=mark.version)


def test_a_fact_whose_words_were_accepted_as_wrong_says_so_at_once_and_leads_to_the_mark(story, articles, years, nora):
    mark = newsdesk.an_annotation(articles[0], "40 years")
    newsdesk.an_annotation(articles[1], "40 years")
    assert "accepted as wrong" not in page_of(nora, story).content.decode()
    accept(mark, nora)
    page = page_of(nora, story).content.decode()
    assert "Rests on words accepted as wrong" in page
    assert f'<a class="cell__wrong" href="{articles[0].get_absolute_url()}?note={mark.pk}#note-{mark.pk}">' in page
    assert page.count('class="cell__wrong"') == 1, "an open mark is no verdict"
    mark_changes.undo(mark_changes.last_change(articles[0], nora), by=nora)
    assert "accepted as wrong" not in page_of(nora, story).content.decode()


def test_another_words_mark_leaves_the_fact_alone(story, articles, years, nora):
    accept(newsdesk.an_annotation(articles[0], "Monday"), nora)
    row = row_of(*in_matrix(years))
    assert [wrong.category for wrong in row.wrong] == []
    accept(newsdesk.an_annotation(articles[2], "Monday"), nora)
    assert [(wrong.outlet, wrong.category) for wrong in row_of(*in_matrix(years)).wrong] == [
        ("NorthWire", "Wrong number")
    ]


def test_who_has_the_matrix_open_sees_it_without_loading_the_page_again(story, articles, years, nora, jonas):
    page = newsdesk.an_htmx_client(jonas)
    since = Event.objects.first().number if Event.objects.exists() else 0
    accept(newsdesk.an_annotation(articles[0], "40 years"), nora)
    answer = page.post(reverse("here", args=[story.slug]), {"place": "claims", "since": since, "known": ""})
    html = answer.content.decode()
    assert f'id="claim-{years.pk}"' in html and "Rests on words accepted as wrong" in html


def test_the_document_says_so_too(story, articles, years, nora):
    accept(newsdesk.an_annotation(articles[0], "40 years"), nora)
    (claim,) = document_of(story)["claims"]
    assert [said["accepted_as_wrong"] for said in claim["statements"]] == [True, False, False]
