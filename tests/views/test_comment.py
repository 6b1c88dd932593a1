from tests import newsdesk
from tests.views.notes import act, address, assert_closed_to_strangers, assert_only_by_post


def test_a_comment_joins_the_thread_and_leads_back_to_the_note(nora, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.a_client(nora), "comment", mark, text="Line one.\r\nLine two.")
    assert response["Location"] == address(mark)
    comment = mark.comments.get()
    assert (comment.text, comment.author) == ("Line one.\nLine two.", nora)


def test_with_htmx_the_note_comes_back_open_with_the_comment(nora, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.an_htmx_client(nora), "comment", mark, text="Asked the keeper.")
    page = response.content.decode()
    assert "Asked the keeper." in page and "note--current" in page and "HX-Trigger-After-Settle" not in response


def test_an_empty_comment_is_refused(nora, article):
    mark = newsdesk.an_annotation(article)
    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        response = act(client, "comment", mark, text="  \n ")
        assert response.status_code == 422 and "Write something first" in response.content.decode()


def test_it_needs_a_post(nora, article):
    assert_only_by_post(newsdesk.a_client(nora), "comment", newsdesk.an_annotation(article))


def test_it_is_closed_to_strangers(article):
    assert_closed_to_strangers("comment", newsdesk.an_annotation(article))
