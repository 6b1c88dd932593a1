"""What Newsroom stands on fails under it, in earnest: the database goes, the disk is full or takes nothing, the clock is
put back. Readers and programs are told what to do; nothing is half done; all goes on by itself.
"""

import json
import re
import threading
import time
from contextlib import contextmanager
from itertools import count

import pytest
from django.db import connection

from articles.models import Scope
from articles.workflow import tokens
from tests import newsdesk
from tests.reliability.places import a_cluster, a_small_disk, copy_of_the_tests
from tests.reliability.programs import ask, eventually, programs, session_of
from tests.reliability.rounds import IS_SOAK, rounds

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = 4  # that work at the same time
HTMX = {"HX-Request": "true"}
LEASE = 4  # seconds

# What became of the work, as the product itself sees it: printed by a process of its own.
RESULT = """
import json, django
django.setup()
from collections import Counter
from articles.models import Article, Event, Export, Review, Story
from articles.workflow import audit
stories = Story.objects.values_list("pk", "title")
print(json.dumps({
    "titles": [title for _, title in stories],
    "opened": list(Counter(Event.objects.filter(verb="create story").values_list("story", flat=True)).items()),
    "stories": [pk for pk, title in stories if title.startswith("Quay")],
    "articles": Article.objects.filter(story__title__startswith="Quay").count(),
    "imports": Event.objects.filter(verb="import", story__title__startswith="Quay").count(),
    "unfinished": Review.objects.unfinished().count(),
    "reviews": list(Review.objects.values_list("error", flat=True)),
    "exports": [Export.objects.count(), Event.objects.filter(verb="export").count()],
    "problem": audit.verify().problem,
}))
"""


class Desk:
    """One who works at a server: what was acknowledged, and whatever else was said."""

    def __init__(self, port, nora):
        self.port, self.session = port, session_of(newsdesk.a_client(nora))
        self.token = tokens.make(by=nora, name="Agency", scopes=Scope.values, days=30).text
        self.numbers, self.acknowledged, self.refused, self.others = count(), [], [], []

    def open_a_story(self, **headers):
        title = f"Quay {next(self.numbers)}"
        answer = self.ask("/stories/new/", form={"title": title}, **headers)
        if answer.status == 302:
            self.acknowledged.append(title)
        elif answer.status == 503:
            self.refused.append(answer)
        else:
            self.others.append((title, answer.status, answer.text[:300]))
        return answer

    def ask(self, path, **options):
        return ask(self.port, path, session=self.session, **options)

    def call(self, path, body=None):
        """By the API."""
        form = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return ask(self.port, f"/api/v1{path}", form=form, **headers)

    @contextmanager
    def under_load(self):
        """Editors open stories, one after another, while what is inside happens."""
        stop = threading.Event()

        def work():
            while not stop.is_set():
                self.open_a_story()
                time.sleep(0.05)

        threads = [threading.Thread(target=work) for _ in range(EDITORS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def is_told(desk, *, fault, words):
    """A page, a part of a page and a program: each is told what is the matter and what to do."""
    page, part = desk.open_a_story(), desk.open_a_story(**HTMX)
    for answer in (page, part):
        assert (answer.status, answer.headers["Newsroom-Fault"]) == (503, fault)
        assert words in answer.text and "Nothing was saved. Keep what you wrote" in answer.text
        assert re.search(r"<code>\w{32}</code>", answer.text)
        assert "Traceback" not in answer.text and answer.headers["Retry-After"]
    problem = desk.call("/stories", {"title": "Quay by the API"})
    assert (problem.status, problem.headers["Content-Type"]) == (503, "application/problem+json")
    assert problem.json["type"].endswith(f"#problem-{fault}") and problem.json["detail"]
    return True


def test_the_database_is_stopped_under_load_and_comes_back(nora, ledger):
    if connection.vendor != "postgresql":
        pytest.skip("a server that is stopped is one of PostgreSQL: DATABASE_URL=postgres://…")
    story = newsdesk.a_story("bell", by=nora)
    newsdesk.an_article(story)
    newsdesk.an_article(story, newsdesk.TEXT.replace("40 years", "14 years"), "Aldmere Wire")
    desk = Desk(0, nora)
    total = rounds(full=50, quick=2)
    with (
        a_cluster() as cluster,
        programs(cluster.copy_of_the_tests(), NEWSROOM_TASK_LEASE=str(LEASE), NEWSROOM_LOG_LEVEL="CRITICAL") as run,
    ):
        worker = run.worker()
        desk.port, server = run.server()
        for number in range(total):
            with desk.under_load():
                before = len(desk.acknowledged)
                eventually(lambda before=before: len(desk.acknowledged) > before + 5, "work")
                assert desk.ask("/stories/bell/review/", form={}).status == 302
                cluster.stop()
                refused = len(desk.refused)
                eventually(lambda refused=refused: len(desk.refused) > refused + 3, "pages that say that it is away")
                assert is_told(desk, fault="away", words="Its database does not answer just now")
                if number == 0:
                    ready = ask(desk.port, "/readyz")
                    assert ready.status == 503 and ready.json["checks"]["database"] != "ok"
                    assert ask(desk.port, "/healthz").status == 200
                cluster.start()
                before = len(desk.acknowledged)
                eventually(lambda before=before: len(desk.acknowledged) > before + 5, "work again, without hands")
            assert (worker.poll(), server.poll()) == (None, None)
        eventually(lambda: run.python(RESULT)["unfinished"] == 0, "the reviews")
        found = run.python(RESULT)
        assert run.manage("recount_figures", "--check").returncode == 0
    assert desk.others == []
    assert set(desk.acknowledged) <= set(found["titles"]) and len(found["titles"]) == len(set(found["titles"]))
    assert dict(found["opened"]).keys() == set(found["stories"]) and {n for _, n in found["opened"]} == {1}
    assert set(found["reviews"]) == {""} and found["problem"] is None
    ledger(
        "PostgreSQL stopped at once under four editors and a worker, and started again: only 503, nothing lost or half",
        total,
        point=7,
        wanted=50,
        unit="outages",
        figure=f"{len(desk.acknowledged)} stories acknowledged and there, {len(desk.refused)} refused with 503",
    )


# --- The disk ---------------------------------------------------------------------------------------------------------


def on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("a disk that fills up under its file is SQLite's: run it without DATABASE_URL")


def exported(desk, revision):
    return desk.call(f"/revisions/{revision.pk}/export/text", {})


def brought(desk, number):
    text = newsdesk.TEXT.replace("300", str(1000 + number))
    return desk.call("/stories/quay-0/articles", {"items": [{"text": text, "outlet": "Aldmere Wire"}]})


def test_the_disk_fills_up_under_load_and_has_room_again(nora, sami, ledger):
    on_sqlite()
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    desk, total = Desk(0, nora), rounds(full=50, quick=1)
    with a_small_disk(megabytes=96) as disk:
        environment = {"TMPDIR": str(disk.folder), "NEWSROOM_LOG_LEVEL": "CRITICAL"}
        with programs(copy_of_the_tests(disk.folder / "newsroom.sqlite3"), **environment) as run:
            desk.port, server = run.server()
            assert desk.open_a_story().status == 302
            for number in range(total):
                backup = disk.folder / "backup"
                with desk.under_load():
                    before, refused = len(desk.acknowledged), len(desk.refused)
                    eventually(lambda before=before: len(desk.acknowledged) > before + 3, "work")
                    disk.fill()
                    eventually(
                        lambda refused=refused: len(desk.refused) > refused + 3, "pages that say that it is full"
                    )
                disk.fill()  # what was given back when it failed made room for a little more
                assert is_told(desk, fault="full", words="The disk that it writes to is full")
                assert brought(desk, number).status == exported(desk, revision).status == 503
                assert desk.ask("/stories/quay-0/").status == 200, "what is there can be read"
                if number == 0:
                    assert ask(desk.port, "/readyz").json["checks"]["disk"] == "the disk is full, or nearly so"
                if number == 0 and IS_SOAK:  # each command takes seconds to start
                    told = run.manage("backup", backup, check=False)
                    assert told.returncode and "disk is full. Nothing was changed" in told.stderr
                    told = run.manage("export_story", revision.story.slug, "--format", "text", check=False)
                    assert told.returncode and told.stderr.startswith("The disk is full. Nothing was changed")
                    assert "Traceback" not in told.stderr and told.stdout == ""
                disk.make_room()
                assert desk.open_a_story().status == 302
                for answer in (brought(desk, number), exported(desk, revision)):
                    assert answer.status == 200, answer
            # The folder of a server that serves its static files from the sources is no remains.
            left = [file.name for file in disk.folder.iterdir() if not file.name.startswith("newsroom-bundles-")]
            assert left == ["newsroom.sqlite3"]
            found = run.python(RESULT)
            assert server.poll() is None
    assert desk.others == []
    assert set(desk.acknowledged) <= set(found["titles"])
    assert dict(found["opened"]).keys() == set(found["stories"]) and {n for _, n in found["opened"]} == {1}
    assert (found["articles"], found["imports"], found["exports"]) == (total, total, [total, total])
    assert found["problem"] is None
    ledger(
        "The disk filled up under four editors, an import and an export: only 503, nothing half, and on when there is room",
        total,
        point=7,
        wanted=50,
        unit="times",
        figure=f"{len(desk.acknowledged)} stories acknowledged and there, {len(desk.refused)} refused with 503",
    )


def test_a_disk_that_takes_nothing_is_told_and_does_not_outlast_itself(nora, ledger):
    on_sqlite()
    desk = Desk(0, nora)
    with (
        a_small_disk(megabytes=96) as disk,
        programs(copy_of_the_tests(disk.folder / "newsroom.sqlite3"), NEWSROOM_LOG_LEVEL="CRITICAL") as run,
    ):
        disk.let_nobody_write()
        desk.port, server = run.server()
        assert is_told(desk, fault="read-only", words="Its database takes no changes")
        assert desk.ask("/").status == 200, "what is there can be read"
        ready = ask(desk.port, "/readyz")
        assert ready.status == 503 and "nothing can be written there" in ready.json["checks"]["disk"]
        told = run.manage("recount_figures", check=False).stderr
        assert f"Nothing can be written to {disk.folder}" in told, "each command begins with the checks"
        assert told.splitlines()[-1].startswith("The database takes no changes") and "Traceback" not in told
        disk.let_everybody_write()
        eventually(lambda: desk.open_a_story().status == 302, "work again, without hands")
        assert run.python(RESULT)["problem"] is None and server.poll() is None
    assert desk.others == []
    ledger(
        "A disk mounted read-only: told on pages, in the API, by readyz and check; on when it is mended",
        1,
        point=7,
        wanted=1,
    )
