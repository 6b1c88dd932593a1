from tests import newsdesk
from tests.views.notes import act, address, assert_closed_to_strangers, assert_only_by_post


def test_accepting_a_mark_says_who_and_when_and_leads_back_to_it(nora, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.a_client(nora), "accept", mark)
    assert (response.status_code, response["Location"]) == (302, address(mark))
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by, mark.version) == ("accepted", nora, 2)


def test_with_htmx_the_note_its_paragraph_the_walk_the_shelf_and_the_choice_of_text_come_back(nora, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.an_htmx_client(nora), "accept", mark)
    page = response.content.decode()
    assert response["HX-Trigger-After-Settle"] == "note-decided"
    assert "<html" not in page and page.count("<article") == 1
    assert f'id="note-{mark.pk}"' in page and "Accepted by you" in page
    assert page.count('hx-swap-oob="true"') == 4
    assert "1 decided, 0 open" in page and "Reviewed, 1 of 1" in page and "✓ 1 number" in page


def test_what_was_written_beside_it_is_kept_as_a_comment(nora, article):
    mark = newsdesk.an_annotation(article)
    act(newsdesk.a_client(nora), "accept", mark, text="The keeper confirmed it.")
    assert [comment.text for comment in mark.comments.all()] == ["The keeper confirmed it."]


def test_a_comment_that_is_too_long_leaves_the_mark_undecided(nora, article):
    mark = newsdesk.an_annotation(article)
    response = act(newsdesk.an_htmx_client(nora), "accept", mark, text="x" * 5000)
    assert response.status_code == 422 and "4,000 is the most" in response.content.decode()
    mark.refresh_from_db()
    assert mark.is_open


def test_whoever_comes_second_sees_what_the_first_decided_and_keeps_their_words(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    act(newsdesk.a_client(jonas), "dismiss", mark)
    for client in (newsdesk.a_client(nora), newsdesk.an_htmx_client(nora)):
        response = act(client, "accept", mark, text="I rang the keeper.")
        page = response.content.decode()
        assert response.status_code == 409
        assert "Jonas Weber has dismissed this mark in the meantime" in page and "I rang the keeper." in page
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by) == ("dismissed", jonas)


def test_accepting_twice_is_refused_with_a_word(nora, article):
    mark = newsdesk.an_annotation(article, state="accepted")
    response = act(newsdesk.an_htmx_client(nora), "accept", mark)
    assert response.status_code == 422 and "accepted already" in response.content.decode()


def test_a_version_that_is_no_number_is_refused(nora, article):
    mark = newsdesk.an_annotation(article)
    assert act(newsdesk.a_client(nora), "accept", mark, version="x").status_code == 400


def test_it_needs_a_post(nora, article):
    assert_only_by_post(newsdesk.a_client(nora), "accept", newsdesk.an_annotation(article))


def test_it_is_closed_to_strangers(article):
    assert_closed_to_strangers("accept", newsdesk.an_annotation(article))


def test_a_decision_costs_as_many_queries_among_sixty_marks_as_among_three(nora, story, django_assert_max_num_queries):
    # Who asks (3), the mark, its transaction (2), the decision and the way back from it, the log (2), the story's
    # figures (2), the marks and their threads, the shelf, one's last decision.
    for count in (3, 60):
        article = newsdesk.an_article(story)
        marks = [newsdesk.an_annotation(article, "40 years") for _ in range(count)]
        client = newsdesk.an_htmx_client(nora)
        with django_assert_max_num_queries(16 + newsdesk.chain_lock()):
            assert act(client, "accept", marks[1]).status_code == 200
