"""What an editor and an approver do in a day, each with the floor that it is held against."""

import re
from collections.abc import Callable
from typing import NamedTuple

QUERY, INSERT, PAGE = "one query", "one insert", "one page of 30 rows"
FLOORS = {
    QUERY: lambda client: client.get("/floor/query/"),
    INSERT: lambda client: client.post("/floor/insert/", text="Nothing else is written."),
    PAGE: lambda client: client.get("/floor/page/"),
}


class Step(NamedTuple):
    """`most` is how many times its floor it may cost, `most_queries` how often it may ask the database."""

    name: str
    do: Callable  # (a client, a story) -> Answer
    floor: str
    by: str = "writers"
    most: float | None = None
    most_queries: int | None = None


def _here(story, page=""):
    return f"/stories/{story['slug']}/{page}"


def mark(client, story):
    words = {"quote": "left quay", "category": "garbled_sentence", "severity": "minor"}
    return client.post(_here(story, "articles/1/mark/"), htmx=True, at=story["at"], **words)


def accept(client, story):
    pk, version = story["mark"]
    return client.post(f"/annotations/{pk}/accept/", htmx=True, version=version)


def save(client, story):
    pk, version, text = story["paragraph"]
    text = text.replace("men", "hands")
    return client.post(f"/paragraphs/{pk}/save/", htmx=True, text=text, version=version)


def look(client, story):
    """The page of the approver, who learns from it what to sign."""
    answer = client.get(_here(story, "approval/"))
    story["revision"] = re.search(r"/revisions/(\d+)/approve/", answer.text)[1]
    story["sha256"] = re.search(r'name="sha256" value="(\w+)"', answer.text)[1]
    return answer


def approve(client, story):
    return client.post(f"/revisions/{story['revision']}/approve/", 302, sha256=story["sha256"])


def export(client, story):
    return client.post(f"/revisions/{story['revision']}/export/markdown/")


def page(path):
    return lambda client, story: client.get(path)


def page_of(path):
    return lambda client, story: client.get(_here(story, path))


DAY = [
    Step("desk", page("/"), PAGE, most=3, most_queries=10),
    Step("article page", page_of("articles/1/"), PAGE, most=3, most_queries=10),
    Step("create annotation", mark, INSERT, most=2, most_queries=8),
    Step("accept suggestion", accept, INSERT, most=2, most_queries=8),
    Step("claim matrix", page_of("claims/"), PAGE),
    Step("draft page", page_of("draft/"), PAGE),
    Step("save paragraph", save, INSERT, most=2),
    Step("send for approval", lambda client, story: client.post(_here(story, "send/"), 302), INSERT),
    Step("approval page", look, PAGE, by="approvers"),
    Step("approve", approve, INSERT, by="approvers", most=4, most_queries=15),
    Step("exports page", page_of("exports/"), PAGE),
    Step("export", export, INSERT),
    Step("story page", page_of(""), PAGE),
    Step("desk, all stories", page("/?show=all"), PAGE),
    Step("desk, most open marks first", page("/?show=all&sort=marks"), PAGE),
    Step("search, a rare word", page("/search/?q=00011"), PAGE),
    Step("search, two common words", page("/search/?q=boat+noon"), PAGE),
]
