from tests import newsdesk
from tests.views.notes import act, address, assert_closed_to_strangers, assert_only_by_post


def test_dismissing_a_mark_keeps_the_reason_and_leads_back_to_it(nora, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.a_client(nora), "dismiss", mark, text="Both figures are right.")
    assert (response.status_code, response["Location"]) == (302, address(mark))
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by, mark.decision_reason) == ("dismissed", nora, "Both figures are right.")


def test_with_htmx_its_words_lose_their_line_and_their_tag(nora, article):
    mark = newsdesk.an_annotation(article)
    page = act(newsdesk.an_htmx_client(nora), "dismiss", mark).content.decode()
    assert "mark--dismissed" in page and "Dismissed by you" in page and "mark__tag" not in page


def test_whoever_comes_second_is_told(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    act(newsdesk.a_client(jonas), "accept", mark)
    response = act(newsdesk.an_htmx_client(nora), "dismiss", mark)
    assert response.status_code == 409 and "Jonas Weber has accepted" in response.content.decode()


def test_it_needs_a_post(nora, article):
    assert_only_by_post(newsdesk.a_client(nora), "dismiss", newsdesk.an_annotation(article))


def test_it_is_closed_to_strangers(article):
    assert_closed_to_strangers("dismiss", newsdesk.an_annotation(article))
