from django.urls import reverse

from articles.workflow import annotations, threads
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


def test_an_answer_stands_under_the_line_that_it_answers(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    first = annotations.comment(mark, by=jonas, text="Is it 40?")
    page = act(newsdesk.an_htmx_client(nora), "comment", mark, text="It is.", answers=first.pk).content.decode()
    assert mark.comments.get(author=nora).answers == first
    assert page.index("Is it 40?") < page.index('class="thread__answers"') < page.index("It is.")


def test_an_answer_that_is_refused_stays_in_its_own_field(nora, jonas, article, max_):
    mark = newsdesk.an_annotation(article)
    first = annotations.comment(mark, by=jonas, text="Is it 40?")
    response = act(newsdesk.an_htmx_client(nora), "comment", mark, text="Ask @max.", answers=first.pk)
    page = response.content.decode()
    assert response.status_code == 422 and "Max Roth may not see this story" in page
    field = page.partition(f'id="answer-{first.pk}"')[2].partition("</textarea>")[0]
    assert "Ask @max." in field and page.count("Ask @max.") == 1


def test_a_line_of_another_mark_is_not_answered(nora, jonas, article):
    mark, other = newsdesk.an_annotation(article), newsdesk.an_annotation(article, "61")
    line = annotations.comment(other, by=jonas, text="Is it 61?")
    assert act(newsdesk.a_client(nora), "comment", mark, text="It is.", answers=line.pk).status_code == 404


def test_names_that_are_called_are_set_apart_and_everything_else_is_text(nora, jonas, article):
    mark = newsdesk.an_annotation(article)
    page = act(newsdesk.an_htmx_client(nora), "comment", mark, text="<b> @jonas & <i>").content.decode()
    assert '&lt;b&gt; <span class="mention">@jonas</span> &amp; &lt;i&gt;' in page


def test_the_article_asks_for_those_who_may_be_called_when_somebody_writes(nora, jonas, max_, article):
    client, address = newsdesk.a_client(nora), reverse("story_people", args=[article.story.slug])
    assert f'hx-get="{address}" hx-trigger="wanted"' in client.get(article.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    people = page.partition('<datalist id="people">')[2].partition("</datalist>")[0]
    assert '<option value="jonas">Jonas Weber</option>' in people and "max" not in people
    assert "Everybody in Editor" in page and "Everybody in Administrator" not in page


def test_long_threads_cost_no_more_queries(nora, jonas, article, django_assert_max_num_queries):
    marks = [newsdesk.an_annotation(article, quote) for quote in ("40 years", "61", "Monday")]
    client = newsdesk.a_client(nora)
    annotations.comment(marks[0], by=nora, text="One.")
    with django_assert_max_num_queries(25) as few:
        client.get(article.get_absolute_url())
    for mark in marks:
        first = annotations.comment(mark, by=jonas, text="@nora, first.")
        for number in range(4):
            annotations.comment(mark, by=nora, text=f"@jonas {number}", answers=first)
        threads.assign(mark, by=nora, version=1, assignee=jonas)
    with django_assert_max_num_queries(len(few) + 1):  # to whom the open mark was given
        client.get(article.get_absolute_url())
