"""What can be done to one paragraph: write, move, split, merge, remove, cite; with HTMX and without."""

import pytest
from django.urls import reverse

from articles.models import StoryParagraph
from articles.workflow import draft
from tests import newsdesk

CROWD = "About 300 people stood on the quay."
TEXT = "The bell rang. Nobody had expected it."
ACTIONS = ["save", "move", "split", "merge", "remove", "cite"]

both_ways = pytest.mark.parametrize("client_of", [newsdesk.a_client, newsdesk.an_htmx_client], ids=["plain", "htmx"])


@pytest.fixture
def first(story, article, nora):
    return newsdesk.a_paragraph(story, CROWD, by=nora, cites=[(article, CROWD)])


@pytest.fixture
def paragraph(story, first, nora):
    return newsdesk.a_paragraph(story, TEXT, by=nora)


def act(client, action, paragraph, **fields):
    return client.post(reverse(f"paragraph_{action}", args=[paragraph.pk]), {"version": paragraph.version} | fields)


def place(article, quote):
    start = article.text.index(quote)
    return f"{article.number}:{start}:{start + len(quote)}"


def texts(story):
    return list(story.paragraphs.standing().values_list("text", flat=True))


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_a_paragraph_opens_for_writing_in_its_place_or_on_the_page(story, paragraph, nora):
    url = reverse("paragraph_edit", args=[paragraph.pk])

    fragment = newsdesk.an_htmx_client(nora).get(url)
    assert fragment.headers["HX-Retarget"] == f"#para-{paragraph.pk}"
    assert f">{TEXT}</textarea>" in fragment.text
    plain = newsdesk.a_client(nora).get(url)
    assert plain.url == f"/stories/{story.slug}/draft/?edit={paragraph.pk}#para-{paragraph.pk}"
    assert f">{TEXT}</textarea>" in newsdesk.a_client(nora).get(plain.url).text


@both_ways
def test_what_was_written_is_saved(story, paragraph, nora, client_of):
    response = act(client_of(nora), "save", paragraph, text="The bell rang twice.", started=TEXT)

    assert response.status_code in (200, 302)
    assert texts(story) == [CROWD, "The bell rang twice."]


def test_saving_says_so_and_never_touches_the_text_that_is_being_written(paragraph, nora):
    page = act(newsdesk.an_htmx_client(nora), "save", paragraph, text="The bell rang twice.", started=TEXT).text

    assert '<span id="saved" hx-swap-oob="innerHTML">Saved ' in page
    assert f'<input type="hidden" name="version" value="2" form="form-{paragraph.pk}">' in page
    assert "<textarea" not in page.partition('id="send')[0]


def test_save_and_close_shows_the_paragraph_as_it_reads(paragraph, nora):
    page = act(newsdesk.an_htmx_client(nora), "save", paragraph, text="It rang.", started=TEXT, done="1").text

    assert '<span class="line" data-line>It rang.' in page.replace("\n", "")


def test_a_save_without_a_text_shows_the_paragraph_as_it_stands(story, first, nora):
    response = act(newsdesk.an_htmx_client(nora), "save", first)

    assert response.status_code == 200 and f">{CROWD}</textarea>" in response.text
    assert texts(story) == [CROWD]


@both_ways
def test_a_paragraph_closed_without_words_is_gone(story, first, nora, client_of):
    begun = draft.add_paragraph(story, by=nora)

    act(client_of(nora), "save", begun, text=" ", started="", done="1")

    assert texts(story) == [CROWD]


def test_an_action_draws_the_paragraph_anew_whose_unsaved_words_came_along(paragraph, nora):
    client, states = newsdesk.an_htmx_client(nora), [f"{paragraph.pk}:unsaved"]

    page = act(client, "split", paragraph, text="It rang. It stopped.", started=TEXT, cut=9, open=states).text

    assert "hx-preserve" not in page
    assert ">It rang.</textarea>" in page


def test_the_same_words_change_nothing(story, paragraph, nora):
    act(newsdesk.a_client(nora), "save", paragraph, text=TEXT, started=TEXT)

    paragraph.refresh_from_db()
    assert paragraph.version == 1
    assert not story.changes.exists()


@both_ways
def test_two_editors_at_one_paragraph_the_second_gets_both_texts(story, paragraph, nora, jonas, client_of):
    draft.save_paragraph(paragraph, by=jonas, version=1, text="The bell rang twice. Nobody had expected it.")

    response = act(client_of(nora), "save", paragraph, text=f"{TEXT} It was loud.", started=TEXT, version=1)

    assert response.status_code == 409
    assert "Jonas Weber saved this paragraph" in response.text
    assert '<ins class="ins"><span class="vh">[added: </span> twice<span class="vh">]</span></ins>' in response.text
    assert "It was loud." in response.text
    assert texts(story)[1] == "The bell rang twice. Nobody had expected it."


def test_without_script_the_own_text_stays_in_the_field(paragraph, nora, jonas):
    draft.save_paragraph(paragraph, by=jonas, version=1, text="Theirs.")

    page = act(newsdesk.a_client(nora), "save", paragraph, text="Mine.", started=TEXT, version=1).text

    assert ">Mine.</textarea>" in page


@both_ways
def test_keep_mine_saves_over_the_version_that_was_seen(story, paragraph, nora, jonas, client_of):
    draft.save_paragraph(paragraph, by=jonas, version=1, text="Theirs.")

    act(client_of(nora), "save", paragraph, text="Mine.", started=TEXT, version=1, over=2)

    assert texts(story)[1] == "Mine."


@both_ways
def test_changes_of_other_words_are_offered_together_and_saved_together(story, paragraph, nora, jonas, client_of):
    draft.save_paragraph(paragraph, by=jonas, version=1, text=TEXT.replace("rang", "rang twice"))
    mine = {"text": f"{TEXT} It was loud.", "started": TEXT, "version": 1}

    clash = act(client_of(nora), "save", paragraph, **mine)
    assert clash.status_code == 409 and "Save both together" in clash.text
    assert texts(story)[1] == TEXT.replace("rang", "rang twice")
    response = act(client_of(nora), "save", paragraph, **mine, base=TEXT, together=2)

    assert texts(story)[1] == TEXT.replace("rang", "rang twice") + " It was loud."
    if client_of is newsdesk.an_htmx_client:
        assert "rang twice" in response.text and "It was loud.</textarea>" in response.text


def test_words_typed_after_the_offer_are_merged_too_and_meeting_changes_are_asked_for_again(
    story, paragraph, nora, jonas
):
    draft.save_paragraph(paragraph, by=jonas, version=1, text=TEXT.replace("rang", "rang twice"))
    client, together = newsdesk.an_htmx_client(nora), {"started": TEXT, "base": TEXT, "version": 1, "together": 2}

    meets = act(client, "save", paragraph, text=TEXT.replace("rang", "rang once"), **together)
    assert meets.status_code == 409 and "Save both together" not in meets.text
    act(client, "save", paragraph, text=f"{TEXT} It was loud. It was late.", **together)

    assert texts(story)[1] == TEXT.replace("rang", "rang twice") + " It was loud. It was late."


def test_together_is_asked_for_again_when_a_third_text_came_in(story, paragraph, nora, jonas):
    for version, word in ((1, "twice"), (2, "thrice")):
        draft.save_paragraph(paragraph, by=jonas, version=version, text=TEXT.replace("rang", f"rang {word}"))
    mine = {"text": f"{TEXT} It was loud.", "started": TEXT, "base": TEXT, "version": 1, "together": 2}
    response = act(newsdesk.an_htmx_client(nora), "save", paragraph, **mine)
    assert response.status_code == 409 and "thrice" in response.text
    assert texts(story)[1] == TEXT.replace("rang", "rang thrice")


def test_keep_mine_asks_again_when_a_third_text_came_in(story, paragraph, nora, jonas):
    draft.save_paragraph(paragraph, by=jonas, version=1, text="Theirs.")
    draft.save_paragraph(paragraph, by=jonas, version=2, text="Theirs, later.")

    response = act(newsdesk.an_htmx_client(nora), "save", paragraph, text="Mine.", started=TEXT, version=1, over=2)

    assert response.status_code == 409
    assert "later" in response.text


def test_a_citation_made_by_somebody_else_is_no_conflict_of_words(story, article, paragraph, nora, jonas):
    start = article.text.index(CROWD)
    draft.cite(
        paragraph,
        by=jonas,
        version=1,
        start=0,
        end=1,
        article=article,
        source_start=start,
        source_end=start + len(CROWD),
    )

    response = act(newsdesk.an_htmx_client(nora), "save", paragraph, text=f"{TEXT} Loud.", started=TEXT, version=1)

    assert response.status_code == 200
    assert texts(story)[1] == f"{TEXT} Loud."
    assert paragraph.citations.count() == 1


@both_ways
def test_words_in_a_paragraph_that_was_deleted_are_given_back(story, paragraph, nora, jonas, client_of):
    draft.remove_paragraph(paragraph, by=jonas, version=1)

    response = act(client_of(nora), "save", paragraph, text="Words of mine.", started=TEXT, version=1)

    assert response.status_code == 409
    assert "Jonas Weber deleted this paragraph" in response.text
    assert "Words of mine." in response.text
    assert "Put mine back" in response.text


@both_ways
def test_a_paragraph_that_is_too_long_is_refused_and_says_why(paragraph, nora, client_of):
    response = act(client_of(nora), "save", paragraph, text="a" * 20_001, started=TEXT)

    if response.status_code == 422:
        assert response.headers["HX-Retarget"] == f"#said-{paragraph.pk}"
        assert "at most 20,000 characters" in response.text
    paragraph.refresh_from_db()
    assert paragraph.text == TEXT


# --- Order ------------------------------------------------------------------------------------------------------------


@both_ways
def test_a_paragraph_moves_up_and_down(story, paragraph, nora, client_of):
    act(client_of(nora), "move", paragraph, up="1")
    assert texts(story) == [TEXT, CROWD]

    act(client_of(nora), "move", paragraph, down="1")
    assert texts(story) == [CROWD, TEXT]


@both_ways
def test_a_paragraph_is_split_where_the_cursor_is(story, paragraph, nora, client_of):
    act(client_of(nora), "split", paragraph, cut=TEXT.index("Nobody"))

    assert texts(story) == [CROWD, "The bell rang.", "Nobody had expected it."]


def test_whoever_was_writing_goes_on_in_the_second_part_with_every_word_saved(story, paragraph, nora):
    written = f"{TEXT} It was loud."
    page = act(
        newsdesk.an_htmx_client(nora), "split", paragraph, text=written, started=TEXT, cut=TEXT.index("Nobody")
    ).text

    assert texts(story) == [CROWD, "The bell rang.", "Nobody had expected it. It was loud."]
    assert ">Nobody had expected it. It was loud.</textarea>" in page


def test_a_split_at_the_end_begins_a_new_paragraph(story, paragraph, nora):
    act(newsdesk.an_htmx_client(nora), "split", paragraph, text=TEXT, started=TEXT, cut=len(TEXT))

    assert texts(story) == [CROWD, TEXT, ""]


def test_a_split_that_leaves_no_words_before_it_is_refused(story, paragraph, nora):
    response = act(newsdesk.an_htmx_client(nora), "split", paragraph, cut=0)

    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == f"#said-{paragraph.pk}"


@both_ways
def test_a_paragraph_joins_the_one_before(story, paragraph, nora, client_of):
    act(client_of(nora), "merge", paragraph)

    assert texts(story) == [f"{CROWD} {TEXT}"]


@both_ways
def test_a_paragraph_is_deleted_and_undo_brings_it_back(story, paragraph, nora, client_of):
    act(client_of(nora), "remove", paragraph)
    assert texts(story) == [CROWD]

    newsdesk.a_client(nora).post(reverse("draft_undo", args=[story.slug]))
    assert texts(story) == [CROWD, TEXT]


@both_ways
@pytest.mark.parametrize("action", ["split", "merge", "remove", "cite"])
def test_an_action_on_an_older_text_does_nothing_and_shows_the_newer(
    story, article, paragraph, nora, jonas, action, client_of
):
    draft.save_paragraph(paragraph, by=jonas, version=1, text="The bell rang twice.")

    response = act(client_of(nora), action, paragraph, version=1, cut=14, source=place(article, CROWD), at=0)

    assert response.status_code == 409
    assert "Jonas Weber changed this paragraph" in response.text
    assert "The bell rang twice." in response.text
    assert texts(story) == [CROWD, "The bell rang twice."]


@both_ways
@pytest.mark.parametrize("action", ["move", "split", "merge", "remove", "cite"])
def test_an_action_with_words_on_an_older_text_gives_both_texts(
    story, article, paragraph, nora, jonas, action, client_of
):
    draft.save_paragraph(paragraph, by=jonas, version=1, text="The bell rang twice.")
    words = {"text": f"{TEXT} It was loud.", "started": TEXT}

    response = act(client_of(nora), action, paragraph, version=1, cut=14, source=place(article, CROWD), **words)

    assert response.status_code == 409
    assert "It was loud." in response.text
    assert "twice" in response.text
    assert texts(story) == [CROWD, "The bell rang twice."]


# --- Citing -----------------------------------------------------------------------------------------------------------


@both_ways
def test_the_sentence_at_the_cursor_is_cited(story, article, paragraph, nora, client_of):
    act(client_of(nora), "cite", paragraph, source=place(article, "40 years"), at=TEXT.index("expected"))

    citation = paragraph.citations.get()
    assert TEXT[citation.start : citation.end] == "Nobody had expected it."
    assert citation.quote == "40 years"


def test_behind_the_last_stop_the_last_sentence_is_meant(article, paragraph, nora):
    act(newsdesk.a_client(nora), "cite", paragraph, source=place(article, CROWD), at=len(TEXT))

    assert paragraph.citations.get().start == TEXT.index("Nobody")


def test_a_citation_counts_code_points_and_not_what_the_browser_counts(story, article, nora):
    paragraph = newsdesk.a_paragraph(story, "🔔🔔 rang. Nobody had e\u0301xpected it.", by=nora)

    act(newsdesk.a_client(nora), "cite", paragraph, source=place(article, CROWD), at=len("🔔🔔 rang. N"))

    citation = paragraph.citations.get()
    assert paragraph.text[citation.start : citation.end] == "Nobody had e\u0301xpected it."


def test_an_empty_paragraph_has_nothing_to_cite_for(story, article, nora):
    paragraph = newsdesk.a_paragraph(story, "", by=nora)

    response = act(newsdesk.an_htmx_client(nora), "cite", paragraph, source=place(article, CROWD), at=0)

    assert response.status_code == 422
    assert "Write a sentence first" in response.text


@both_ways
def test_a_citation_is_taken_away(story, first, nora, client_of):
    client_of(nora).post(reverse("citation_remove", args=[first.citations.get().pk]))

    assert not first.citations.exists()


def test_taking_a_citation_away_while_writing_saves_the_words_and_leaves_the_field(first, nora):
    url = reverse("citation_remove", args=[first.citations.get().pk])
    response = newsdesk.an_htmx_client(nora).post(url, {"text": f"{CROWD} Loud.", "started": CROWD, "version": 1})

    first.refresh_from_db()
    assert first.text == f"{CROWD} Loud."
    assert response.headers["HX-Retarget"] == f"#state-{first.pk}"
    assert not first.citations.exists()


# --- All of them ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ACTIONS)
def test_only_a_post_changes_a_paragraph(paragraph, nora, action):
    assert newsdesk.a_client(nora).get(reverse(f"paragraph_{action}", args=[paragraph.pk])).status_code == 405


@pytest.mark.parametrize("action", ACTIONS)
def test_strangers_find_nothing_and_readers_change_nothing(story, paragraph, nora, vera, action):
    reader = newsdesk.a_user("olga", "Approver")
    assert act(newsdesk.a_client(reader), action, paragraph, text="Mine.").status_code == 403

    story.members.set([nora])
    assert act(newsdesk.a_client(vera), action, paragraph, text="Mine.").status_code == 404
    assert act(newsdesk.a_client(vera), action, paragraph).status_code == 404
    assert StoryParagraph.objects.get(pk=paragraph.pk).text == TEXT


def test_strangers_take_no_citation_away(story, first, nora, vera):
    citation = first.citations.get()
    story.members.set([nora])

    url = reverse("citation_remove", args=[citation.pk])
    assert newsdesk.a_client(vera).post(url).status_code == 404
    assert newsdesk.a_client(nora).get(url).status_code == 405
    assert first.citations.exists()
