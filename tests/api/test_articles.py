"""Articles by the API: read with their sentences, taken in as texts and as files."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from articles.models import Article, Event
from tests import newsdesk
from tests.api.callers import a_caller, problem
from tests.readers import files


@pytest.fixture
def caller(nora):
    return a_caller(nora)


def a_file(name, content=b""):
    file = BytesIO(content or newsdesk.TEXT.encode())
    file.name = name
    return file


def outcomes(answer):
    assert answer.status_code == 200, answer.content
    return [(item["outcome"], item["article"]) for item in answer.json()["items"]]


def test_an_article_comes_with_its_text_and_its_sentences(caller, article):
    said = caller.get(f"/stories/{article.story.slug}/articles/1").json()

    assert said["text"] == article.text and said["outlet"] == "Aldmere Courier"
    words = [said["text"][s["start"] : s["end"]] for s in said["sentences"]]
    assert "About 300 people stood on the quay." in words


def test_the_list_leaves_the_texts_out(caller, article):
    items = caller.get(f"/stories/{article.story.slug}/articles").json()["items"]

    assert [item["number"] for item in items] == [1]
    assert "text" not in items[0]


def test_texts_are_taken_in_with_a_report_on_each(caller, story):
    texts = [
        {"text": newsdesk.TEXT, "outlet": "Aldmere Courier", "published": "2026-03-15"},
        {"text": newsdesk.TEXT, "file_name": "again.txt"},
        {"text": "   "},
    ]

    answer = caller.post(f"/stories/{story.slug}/articles", items=texts)

    assert outcomes(answer) == [("taken", 1), ("duplicate", 1), ("refused", None)]
    assert answer.json()["taken"] == 1
    assert answer.json()["items"][2]["reason"]
    article = Article.objects.get()
    assert (article.text, article.outlet.name, str(article.published)) == (
        newsdesk.TEXT,
        "Aldmere Courier",
        "2026-03-15",
    )
    assert Event.objects.get(verb="import").data["token"] == "Agency feed"


def test_files_are_taken_in_as_on_the_page(caller, story):
    answer = caller.upload(
        f"/stories/{story.slug}/articles/files",
        a_file("../../report.txt"),
        a_file("binary.txt", b"\x00\x01\x02\x03" * 40),
    )

    assert outcomes(answer) == [("taken", 1), ("refused", None)]
    assert Article.objects.get().file_name == "report.txt"
    assert bytes(Article.objects.get().original.content) == newsdesk.TEXT.encode()


def test_a_file_that_holds_several_articles_gives_a_line_for_each(caller, story):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("bell.txt", newsdesk.TEXT)
        archive.writestr("again.txt", newsdesk.TEXT)
        archive.writestr("quay.txt", newsdesk.TEXT.replace("Monday", "Tuesday"))

    answer = caller.upload(f"/stories/{story.slug}/articles/files", a_file("day.zip", packed.getvalue()))

    assert outcomes(answer) == [("taken", 1), ("duplicate", 1), ("taken", 2)]
    assert [item["part"] for item in answer.json()["items"]] == ["bell.txt", "again.txt", "quay.txt"]


def test_too_many_files_and_none_are_refused_and_nothing_is_taken(caller, story):
    path = f"/stories/{story.slug}/articles/files"

    problem(caller.upload(path, *(a_file(f"{n}.txt") for n in range(21))), 413, "too-large")
    problem(caller.client.post(f"/api/v1{path}", {}), 422, "invalid")
    problem(caller.post(f"/stories/{story.slug}/articles", items=[]), 422, "invalid")
    assert not Article.objects.exists()


def test_who_may_not_write_takes_nothing_in(max_, story):
    newsdesk.join(max_, "Approver")

    problem(a_caller(max_).post(f"/stories/{story.slug}/articles", items=[{"text": newsdesk.TEXT}]), 403, "forbidden")
    assert not Article.objects.exists()


def test_reading_costs_as_many_queries_with_many_articles(caller, story, django_assert_num_queries):
    newsdesk.an_article(story)
    path = f"/stories/{story.slug}/articles"
    caller.get(path)
    with django_assert_num_queries(5):
        caller.get(path)
    for _ in range(4):
        newsdesk.an_article(story)
    with django_assert_num_queries(5):
        caller.get(path)
    with django_assert_num_queries(5):
        caller.get(f"{path}/3")


def test_the_report_is_that_of_the_page_and_can_be_read_again(caller, nora, story):
    caller.upload(f"/stories/{story.slug}/articles/files", a_file("page.html", files.html_page()))
    newsdesk.an_annotation(story.articles.get(), "40 years")
    changed = files.html_page().replace(b"40 years", b"41 years")
    answer = caller.upload(
        f"/stories/{story.slug}/articles/files", a_file("page.html", changed), a_file("bad.txt", b"Bell\n\0")
    ).json()
    new, bad = answer["items"]

    assert (new["outcome"], new["article"], new["outlet"]) == ("taken", 2, "Aldmere Courier")
    assert {"text": "We use cookies. Accept all", "reason": "notice about cookies"} in new["removed"]
    earlier = new["version_of"]
    assert (earlier["article"], earlier["carried"], earlier["lost"]) == (1, 0, 1)
    assert earlier["differences"] == f"/stories/{story.slug}/compare/?left=1&right=2"
    assert (bad["outcome"], bad["line"], bad["byte"]) == ("refused", 2, 5) and "NUL" in bad["reason"]
    assert caller.get(f"/imports/{answer['id']}").json() == answer
    assert "bad.txt" in newsdesk.a_client(nora).get(answer["page"]).text


def test_a_report_on_what_one_may_not_see_is_not_there(caller, vera, nora):
    story = newsdesk.a_story(by=nora, members=[nora])
    done = caller.post(f"/stories/{story.slug}/articles", items=[{"text": newsdesk.TEXT}]).json()

    problem(a_caller(vera).get(f"/imports/{done['id']}"), 404, "not-found")
