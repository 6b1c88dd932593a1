"""The draft page: sources at the side, the draft with its citations, its headline, new paragraphs, undo."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import StoryState
from articles.workflow import approval, claims, draft
from tests import newsdesk

BELL = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years."
CROWD = "About 300 people stood on the quay."
ACTIONS = ["draft_headline", "draft_add", "draft_undo", "draft_redo"]

both_ways = pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])


def read(user, story, query=""):
    return newsdesk.a_client(user).get(reverse("draft", args=[story.slug]) + query)


def act(client, action, story, **fields):
    return client.post(reverse(action, args=[story.slug]), fields)


def place(article, quote):
    start = article.text.index(quote)
    return f"{article.number}:{start}:{start + len(quote)}"


def texts(story):
    return list(story.paragraphs.standing().values_list("text", flat=True))


# --- The page ---------------------------------------------------------------------------------------------------------


def test_each_sentence_shows_its_citations_and_one_without_says_so(story, article, nora):
    newsdesk.a_paragraph(story, f"{CROWD} Nobody had expected it.", by=nora, cites=[(article, CROWD)])

    page = read(nora, story).text

    assert f'<a class="cite" href="/stories/{story.slug}/draft/?source=1#s-5"' in page
    assert '<span class="cite__name">Aldmere Courier</span>&nbsp;5</a>' in page
    assert page.count(">uncited<") == 1
    assert "1 sentence uncited" in page


def test_a_source_stands_at_the_side_with_what_is_used_marked(story, article, nora):
    newsdesk.an_article(story, outlet="Coast Radio")
    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])

    first, second = read(nora, story).text, read(nora, story, "?source=2").text

    assert '<li class="sentence sentence--used" id="s-5"' in first
    assert 'aria-current="true">Aldmere Courier</a>' in first
    assert "sentence--used" not in second
    assert 'aria-current="true">Coast Radio</a>' in second


def test_each_sentence_of_a_source_shows_what_is_marked_in_it(story, article, nora):
    wrong = newsdesk.an_annotation(article, "61", suggestion="64")
    accepted = newsdesk.an_annotation(article, "About 300 people", "boilerplate", suggestion="", state="accepted")
    doubtful = newsdesk.an_annotation(article, "40 years", "wrong_date", severity="blocker")
    gone = newsdesk.an_annotation(article, "Monday", state="dismissed")

    page = read(nora, story).text
    marks = [item.partition("</li>")[0] for item in page.split('<a class="source-mark ')[1:]]

    assert len(marks) == 3 and f"note={gone.pk}" not in page
    for mark, shown in zip((doubtful, wrong, accepted), marks, strict=True):
        assert f'href="{article.get_absolute_url()}?note={mark.pk}#note-{mark.pk}"' in shown
        assert f"<b>{mark.category.short_name}</b>" in shown and shown.startswith(mark.category.family)
    assert 'class="sev sev--blocker">blocker<' in marks[0] and "“40 years”" in marks[0]
    assert ">61</del> → <ins" in marks[1] and ">64</ins>" in marks[1]
    assert "✓ accepted" in marks[2] and "take out <del" in marks[2]


def test_what_the_approver_asked_for_stands_above_the_draft_until_it_is_sent_again(story, article, nora, sami):
    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    revision = newsdesk.a_revision(story, by=nora)
    assert "asked for changes" not in read(nora, story).text
    approval.request_changes(revision, by=sami, reason="Who counted <them>?")

    page = read(nora, story).text

    assert "<strong>Sami Haddad asked for changes</strong>" in page
    assert "“Who counted &lt;them&gt;?”" in page
    assert f'href="/stories/{story.slug}/approval/?revision=1"' in page
    draft.set_headline(story, by=nora, version=story.version, headline="Counted by the harbour master")
    newsdesk.a_revision(story, by=nora)
    assert "asked for changes" not in read(nora, story).text


def test_htmx_gets_the_pane_alone(story, article, nora):
    client = newsdesk.a_client(nora, headers={"HX-Request": "true", "HX-Target": "sources"})

    page = client.get(reverse("draft", args=[story.slug])).text

    assert page.strip().startswith("<section")
    assert CROWD in page
    assert "<html" not in page


def test_the_facts_are_offered_with_their_values(story, article, nora):
    other = newsdesk.an_article(story, outlet="Coast Radio")
    newsdesk.a_claim(story, "The quay", "people", says=[(article, "300 people"), (other, "300 people")])
    open_one = newsdesk.a_claim(story, "The bell", "day", says=[(article, "Monday"), (other, "40 years")])
    settled = newsdesk.a_claim(story, "The keeper", "age", says=[(article, "61"), (other, "40")])
    claims.decide(settled, by=nora, version=settled.version, value="61", reason="The register.")

    page = read(nora, story, "?source=facts").text

    assert "<b>300 people</b> <small>the sources agree</small>" in page
    assert "<b>61</b> <small>decided by Nora Lind</small>" in page
    assert f'/claims/?claim={open_one.pk}">undecided</a>' in page


def test_what_stands_in_the_way_of_approval_is_named_with_a_link(story, article, nora):
    paragraph = newsdesk.a_paragraph(story, "Nobody had expected it.", by=nora)

    page = read(nora, story).text

    assert "One thing stands in the way of approval" in page
    assert f'href="/stories/{story.slug}/draft/#para-{paragraph.pk}"' in page


def test_words_and_minutes_are_counted(story, nora):
    newsdesk.a_paragraph(story, "word " * 480, by=nora)

    page = read(nora, story).text

    assert "480 words" in page
    assert "2 min to read" in page


def test_an_empty_draft_takes_no_time_to_read(story, nora):
    page = read(nora, story).text

    assert "0 words" in page
    assert "to read" not in page


def test_one_button_sends_and_the_other_way_is_a_link_to_it(story, nora):
    newsdesk.a_paragraph(story, by=nora)

    page = read(nora, story).text

    assert page.count("Send for approval") == 1
    assert '<a href="#send">To approval</a>' in page


def test_a_reader_or_a_killed_story_shows_no_way_to_write(story, article, nora):
    newsdesk.a_paragraph(story, by=nora)
    reader = newsdesk.a_user("olga", "Approver")
    assert "draft/add/" not in read(reader, story).text.replace('action="" ', "").partition('id="draft"')[2]

    story.state = StoryState.KILLED
    story.save()
    page = read(nora, story).text
    assert ">Edit<" not in page
    assert "Add a paragraph" not in page


def test_strangers_find_nothing(story, nora, vera):
    story.members.set([nora])

    assert read(vera, story).status_code == 404
    for action in ACTIONS:
        assert act(newsdesk.a_client(vera), action, story).status_code == 404


def test_words_of_a_source_are_text_and_never_markup(story, nora):
    newsdesk.an_article(story, "<script>alert(1)</script> rang.\n")

    assert "<script>alert" not in read(nora, story).text


def test_the_page_costs_the_same_number_of_queries_whatever_its_length(story, article, nora):
    def queries():
        client = newsdesk.a_client(nora)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("draft", args=[story.slug]))
        return len(captured)

    newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])
    few = queries()
    for number in range(20):
        other = newsdesk.an_article(story, outlet=f"Outlet {number}")
        newsdesk.an_annotation(article, suggestion="14 years")
        newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(other, CROWD)])

    assert queries() == few


# --- Adding -----------------------------------------------------------------------------------------------------------


@both_ways
def test_a_source_sentence_goes_into_the_draft_with_its_citation(story, article, nora, client_of):
    response = act(client_of(nora), "draft_add", story, source=place(article, CROWD))

    assert response.status_code in (200, 302)
    paragraph = story.paragraphs.get()
    assert paragraph.text == paragraph.citations.get().quote == CROWD


@both_ways
def test_the_page_says_what_was_put_right_on_the_way(story, article, nora, client_of):
    newsdesk.an_annotation(article, "300", suggestion="400", state="accepted")

    response = act(client_of(nora), "draft_add", story, source=place(article, CROWD))

    page = response.text if response.status_code == 200 else read_after(response, nora)
    assert "Put into the draft with one accepted correction, citing Aldmere Courier." in page
    assert texts(story) == ["About 400 people stood on the quay."]


@both_ways
def test_a_sentence_that_is_to_be_taken_out_is_refused_where_it_was_clicked(story, article, nora, client_of):
    newsdesk.an_annotation(article, CROWD, "boilerplate", suggestion="", state="accepted")

    response = act(client_of(nora), "draft_add", story, source=place(article, CROWD))

    page = response.text if response.status_code == 422 else read_after(response, nora)
    assert "An accepted mark asks to take these words out" in page
    assert texts(story) == []


def test_with_htmx_the_draft_comes_back_with_status_and_what_is_used_now(story, article, nora):
    response = act(newsdesk.an_htmx_client(nora), "draft_add", story, source=place(article, CROWD))

    assert response.headers["HX-Retarget"] == "#paragraphs"
    assert '<ol class="paras" id="paragraphs">' in response.text
    assert 'id="used-places" hx-swap-oob="true" data-used="1:5"' in response.text
    assert 'id="saved" hx-swap-oob="innerHTML"' in response.text
    assert "<html" not in response.text


def test_it_goes_behind_the_paragraph_that_is_named(story, article, nora):
    first = newsdesk.a_paragraph(story, "First.", by=nora)
    newsdesk.a_paragraph(story, "Last.", by=nora)

    act(newsdesk.a_client(nora), "draft_add", story, source=place(article, CROWD), after=first.pk)

    assert texts(story) == ["First.", CROWD, "Last."]


@both_ways
def test_a_decided_fact_goes_in_with_citations_of_who_says_it(story, article, nora, client_of):
    other = newsdesk.an_article(story, outlet="Coast Radio")
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "Monday")])
    claims.decide(claim, by=nora, version=claim.version, value="40 years", reason="The log.")

    act(client_of(nora), "draft_add", story, claim=claim.pk)

    paragraph = story.paragraphs.get()
    assert "40 years" in paragraph.text
    assert paragraph.citations.get().claim == claim


@both_ways
def test_an_undecided_fact_is_refused_where_it_was_clicked(story, article, nora, client_of):
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (article, "Monday")])

    response = act(client_of(nora), "draft_add", story, claim=claim.pk)

    if "HX-Retarget" in response.headers:
        assert (response.status_code, response.headers["HX-Retarget"]) == (422, "#put-said")
        assert "decide it first" in response.text
    else:
        assert "decide it first" in read_after(response, nora)
    assert not story.paragraphs.exists()


def read_after(response, user):
    """The page to which a form without HTMX leads."""
    client = newsdesk.a_client(user)
    client.cookies.update(response.client.cookies)
    return client.get(response.url).text


def test_an_empty_paragraph_opens_for_writing(story, nora):
    plain = act(newsdesk.a_client(nora), "draft_add", story)
    paragraph = story.paragraphs.get()
    assert plain.url == f"/stories/{story.slug}/draft/?edit={paragraph.pk}#para-{paragraph.pk}"

    fragment = act(newsdesk.an_htmx_client(nora), "draft_add", story).text
    assert fragment.count('name="text"') == 1
    assert "autofocus" in fragment


def test_a_place_that_is_none_is_not_found(story, article, nora):
    client = newsdesk.a_client(nora)

    assert act(client, "draft_add", story, source="1:5").status_code == 404
    assert act(client, "draft_add", story, source="9:0:5").status_code == 404
    assert act(client, "draft_add", story, source="1:0:999999").status_code == 302
    assert not story.paragraphs.exists()


def test_open_paragraphs_stay_as_they_are_unless_they_changed_without_unsaved_words(story, article, nora):
    same, changed, unsaved = (newsdesk.a_paragraph(story, f"{n}.", by=nora) for n in ("One", "Two", "Three"))
    states = [f"{same.pk}:1", f"{changed.pk}:0", f"{unsaved.pk}:unsaved"]

    page = act(newsdesk.an_htmx_client(nora), "draft_add", story, source=place(article, CROWD), open=states).text

    kept = [p.pk for p in (same, changed, unsaved) if f'id="inner-{p.pk}" hx-preserve' in page]
    assert kept == [same.pk, unsaved.pk]
    assert f'<textarea class="para__edit" id="text-{changed.pk}"' in page


# --- The headline -----------------------------------------------------------------------------------------------------


@both_ways
def test_the_headline_is_saved(story, nora, client_of):
    act(client_of(nora), "draft_headline", story, version=story.version, started="", headline=" Bell  rings ")

    story.refresh_from_db()
    assert story.headline == "Bell rings"


def test_a_change_of_something_else_in_the_story_does_not_stand_in_the_way(story, nora):
    story.swap(story.version, title="Another working title")

    act(newsdesk.a_client(nora), "draft_headline", story, version=1, started="", headline="Bell rings")

    story.refresh_from_db()
    assert story.headline == "Bell rings"


@both_ways
def test_two_headlines_with_other_words_changed_are_saved_together_or_one_over_the_other(story, nora, jonas, client_of):
    for version, headline in ((1, "Bell of Aldmere rings"), (2, "Old bell of Aldmere rings")):
        draft.set_headline(story, by=jonas, version=version, headline=headline)
    mine = {"version": 2, "started": "Bell of Aldmere rings", "headline": "Bell of Aldmere rings twice"}

    clash = act(client_of(nora), "draft_headline", story, **mine)
    assert clash.status_code == 409 and "Save both together" in clash.text
    act(client_of(nora), "draft_headline", story, **mine, base=mine["started"], together=3)
    story.refresh_from_db()
    assert story.headline == "Old bell of Aldmere rings twice"

    act(client_of(nora), "draft_headline", story, **mine, base=mine["started"], over=4)
    story.refresh_from_db()
    assert story.headline == "Bell of Aldmere rings twice"


@both_ways
def test_two_headlines_at_once_show_both(story, nora, jonas, client_of):
    draft.set_headline(story, by=jonas, version=1, headline="The bell is back")

    response = act(client_of(nora), "draft_headline", story, version=1, started="", headline="Bell rings again")

    assert response.status_code == 409
    assert "The bell is back" in response.text
    assert "[added: </span>" in response.text
    if client_of is newsdesk.a_client:
        assert "Bell rings again</textarea>" in response.text
    else:
        assert response.headers["HX-Retarget"] == "#headline-clash"
    story.refresh_from_db()
    assert story.headline == "The bell is back"


# --- Undo and redo ----------------------------------------------------------------------------------------------------


@both_ways
def test_the_last_change_is_taken_back(story, article, nora, client_of):
    start, end = map(int, place(article, CROWD).split(":")[1:])
    draft.put_sentence(story, by=nora, article=article, start=start, end=end)

    act(client_of(nora), "draft_undo", story)

    assert texts(story) == []


@both_ways
def test_what_was_taken_back_is_put_back(story, nora, client_of):
    draft.add_paragraph(story, by=nora, text="Nobody had expected it.")
    draft.undo(story, by=nora)

    act(client_of(nora), "draft_redo", story)

    assert texts(story) == ["Nobody had expected it."]


def test_undo_and_redo_say_what_they_would_do(story, article, nora):
    start, end = map(int, place(article, CROWD).split(":")[1:])
    draft.put_sentence(story, by=nora, article=article, start=start, end=end)
    assert "Undo: sentence put in " in read(nora, story).text

    page = act(newsdesk.an_htmx_client(nora), "draft_undo", story).text

    assert "Undone: sentence put in." in page
    assert "Redo: sentence put in " in page
    assert 'id="undo-button"' not in page


@both_ways
@pytest.mark.parametrize("action, said", [("draft_undo", "could be undone"), ("draft_redo", "could be put back")])
def test_with_nothing_to_undo_or_redo_the_page_says_so(story, nora, client_of, action, said):
    response = act(client_of(nora), action, story)

    assert response.status_code in (302, 422)
    if response.status_code == 422:
        assert said in response.text
        assert response.headers["HX-Retarget"] == "#draft-said"


# --- All of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
def test_only_a_post_changes_the_draft_and_only_by_an_editor(story, nora, action):
    assert newsdesk.a_client(nora).get(reverse(action, args=[story.slug])).status_code == 405
    reader = newsdesk.a_user("olga", "Approver")
    assert act(newsdesk.a_client(reader), action, story).status_code == 403


def test_a_fact_on_which_only_copies_agree_says_that_they_are_one_voice(story, article, nora):
    reprint = newsdesk.an_article(story, outlet="Coast Radio")
    newsdesk.a_claim(story, says=[(article, "40 years"), (reprint, "40 years")])
    assert "the sources agree</small>" in read(nora, story, "?source=facts").text

    newsdesk.a_copy(reprint, of=article)
    assert "the sources agree, but are one voice</small>" in read(nora, story, "?source=facts").text
