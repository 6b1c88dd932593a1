from tests import newsdesk
from tests.views.notes import act, address

SAYS = {"category": "wrong_date", "severity": "minor", "reason": "It was Tuesday.", "suggestion": "on Tuesday"}


def edit_url(mark):
    return f"/annotations/{mark.pk}/edit/"


def test_the_form_holds_what_the_mark_says(nora, article):
    mark = newsdesk.an_annotation(article, by=nora, reason="Too long ago.", suggestion="")
    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        page = client.get(edit_url(mark)).content.decode()
        assert 'value="Too long ago."' in page and 'name="removes" checked' in page
        assert page.count('value="wrong_number"') == 1


def test_saving_changes_what_the_mark_says(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    response = act(newsdesk.a_client(nora), "edit", mark, **SAYS)
    assert response["Location"] == address(mark)
    mark.refresh_from_db()
    assert (mark.category.slug, mark.severity, mark.reason, mark.suggestion, mark.version) == (*SAYS.values(), 2)


def test_with_htmx_the_note_comes_back_without_the_form(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    page = act(newsdesk.an_htmx_client(nora), "edit", mark, **SAYS).content.decode()
    assert "It was Tuesday." in page and 'name="category"' not in page and "1 date" in page


def test_line_ends_of_a_browser_become_those_of_the_text(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    act(newsdesk.a_client(nora), "edit", mark, **{**SAYS, "suggestion": "one\r\ntwo"})
    mark.refresh_from_db()
    assert mark.suggestion == "one\ntwo"


def test_other_words_and_no_words_cannot_both_be_suggested(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        response = act(client, "edit", mark, **SAYS, removes="on")
        assert response.status_code == 422 and "Either other words, or none" in response.content.decode()


def test_whoever_comes_second_keeps_their_words_and_may_save_them_then(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    act(newsdesk.a_client(nora), "edit", mark, **{**SAYS, "reason": "First."})
    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        response = act(client, "edit", mark, **SAYS)
        page = response.content.decode()
        assert response.status_code == 409 and "First." in page and 'value="It was Tuesday."' in page
    assert 'name="version" value="2"' in page


def test_what_a_check_found_and_what_others_marked_cannot_be_edited(nora, jonas, article):
    for mark in (newsdesk.an_annotation(article), newsdesk.an_annotation(article, by=jonas)):
        assert act(newsdesk.an_htmx_client(nora), "edit", mark, **SAYS).status_code == 422


def test_deleting_ones_own_mark_takes_it_away(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    response = act(newsdesk.a_client(nora), "delete", mark)
    assert response["Location"] == article.get_absolute_url()
    assert not article.annotations.exists()


def test_deleting_with_htmx_brings_the_text_without_it(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    response = act(newsdesk.an_htmx_client(nora), "delete", mark)
    assert response["HX-Retarget"] == "#reading"
    assert f"mark-{mark.pk}" not in response.content.decode()


def test_after_deleting_the_next_open_mark_is_current_and_after_the_last_the_first(nora, article):
    first, mine, last = (
        newsdesk.an_annotation(article, words, by=nora) for words in ("old harbour", "40 years", "About 300")
    )
    for gone, current in ((mine, last), (last, first)):
        answer = act(newsdesk.an_htmx_client(nora), "delete", gone)
        assert f'note--current" id="note-{current.pk}"' in answer.content.decode()
    assert act(newsdesk.a_client(nora), "delete", first).url == article.get_absolute_url()


def test_what_others_marked_or_answered_cannot_be_deleted(nora, jonas, article):
    theirs, answered = newsdesk.an_annotation(article, by=jonas), newsdesk.an_annotation(article, by=nora)
    answered.comments.create(author=jonas, text="I think so, too.")
    for mark in (theirs, answered):
        assert act(newsdesk.an_htmx_client(nora), "delete", mark).status_code == 422
    assert article.annotations.count() == 2


def test_a_mark_that_changed_meanwhile_is_not_deleted(nora, article):
    mark = newsdesk.an_annotation(article, by=nora)
    act(newsdesk.a_client(nora), "edit", mark, **SAYS)
    assert act(newsdesk.an_htmx_client(nora), "delete", mark).status_code == 409
    assert article.annotations.exists()


def test_deleting_needs_a_post(nora, article):
    assert newsdesk.a_client(nora).get(f"/annotations/{newsdesk.an_annotation(article).pk}/delete/").status_code == 405


def test_editing_and_deleting_are_closed_to_strangers(jonas, vera, article):
    mark = newsdesk.an_annotation(article, by=vera)
    article.story.members.set([jonas])
    assert newsdesk.a_client(vera).get(edit_url(mark)).status_code == 404
    for verb in ("edit", "delete"):
        assert act(newsdesk.a_client(vera), verb, mark, **SAYS).status_code == 404
