"""`kill -9` at any moment: nothing that was acknowledged is lost, nothing is half done, nothing is done twice or stuck.

The server's process is killed at a random moment between a request and a little after its answer; gunicorn replaces it, as
in earnest. What the killed one left is then looked at from outside. A kill counts when the answer had not come yet: the
time that a kill may take grows with each of those, and shrinks after an answer, so that about one in six comes too late.
"""

import base64
import hashlib
import json
import os
import random
import socket
import time
from collections import Counter, deque
from contextlib import suppress
from pathlib import Path

import pytest

from tests.reliability.programs import kill as end
from tests.reliability.rounds import IS_SOAK, rounds
from tests.reliability.served import BROKEN_OFF, LEASE, a_newsroom, eventually, kill

pytestmark = pytest.mark.django_db
KILLS = 400
FEW = 2  # in every test run
LONGER, SHORTER = 1.05, 0.8  # the time within which the next kill falls, after one that came early or too late
TOGETHER = 3  # files of one import
TEXT = (
    "Bell {number} rings again\n\nThe old bell number {number} of Aldmere rang on Monday. Its keeper pulled the rope.\n\n"
    "About 300 people stood on the quay {part}. It was cold.\n"
)


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), a_newsroom(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


# --- What is asked of the server --------------------------------------------------------------------------------------


class Importing:
    """Three files for one story, in one go."""

    what, by = "import", "nora"

    def __init__(self, newsroom):
        self.newsroom, self.number = newsroom, 0

    def request(self):
        self.number += 1
        if self.number % 20 == 1:
            self.slug = f"imported-{self.number}"
            self.newsroom.make("stories", names=[self.slug])
        texts = [TEXT.format(number=self.number, part=part) for part in range(TOGETHER)]
        return f"/stories/{self.slug}/import/", {
            "step": "confirm",
            "name": [self._name(part) for part in range(TOGETHER)],
            "content": [base64.b64encode(text.encode()).decode() for text in texts],
            "number": range(TOGETHER),
            "file": range(TOGETHER),
            "part": [""] * TOGETHER,
            "outlet": [f"Outlet {part}" for part in range(TOGETHER)],
            "headline": [f"Bell {self.number}"] * TOGETHER,
            "published": [""] * TOGETHER,
            "take": range(TOGETHER),
        }

    def _name(self, part):
        return f"killed-{self.number}-{part}.txt"

    def is_done(self):
        there = self.newsroom.count(f"articles_article WHERE file_name LIKE 'killed-{self.number}-%'")
        assert there in (0, TOGETHER), f"{there} of {TOGETHER} articles of one import are there"
        return there > 0

    def check(self):
        """No article without its original, all its sentences, its line in the report and its line in the log."""
        ask, count = self.newsroom.ask, self.newsroom.count
        ours = "articles_article a WHERE a.file_name LIKE 'killed-%'"
        sentences = f"SELECT (SELECT count(*) FROM articles_sentence s WHERE s.article_id = a.id) FROM {ours}"
        assert set(ask(sentences)) == {(5,)}
        assert count("articles_event WHERE verb = 'import'") == count("articles_importline") == count(ours)
        assert count("articles_original WHERE id NOT IN (SELECT original_id FROM articles_article)") == 0


class AskingForReview:
    """A review is asked for, and a task for it put into the queue."""

    what, by = "review", "nora"

    def __init__(self, newsroom):
        self.newsroom, self.number, self.slug = newsroom, 0, None

    def request(self):
        if self.slug is None or self.is_done():
            self.slug = f"reviewed-{self.number}"
            self.newsroom.make("stories", names=[self.slug])
            self.number += 1
        return f"/stories/{self.slug}/review/", {}

    def is_done(self):
        story = f"(SELECT id FROM articles_story WHERE slug = '{self.slug}')"
        asked = self.newsroom.count(f"articles_review WHERE story_id = {story}")
        assert asked == self.newsroom.count(f"articles_event WHERE verb = 'request review' AND story_id = {story}")
        assert asked in (0, 1)
        return asked == 1

    def check(self):
        """Every review that was asked for is run, once, by the next worker: also those whose task was never enqueued."""
        run_everything(self.newsroom)
        done_once(self.newsroom, "reviewed-%")


class Approving:
    what, by = "approval", "sami"

    def __init__(self, newsroom):
        self.newsroom, self.waiting, self.number = newsroom, deque(), 0

    def request(self):
        if not self.waiting:
            names = [f"approved-{self.number + more}" for more in range(20 if IS_SOAK else FEW)]
            self.waiting.extend(self.newsroom.make("sent", names=names))
            self.number += len(names)
        self.one = self.waiting[0]
        return f"/revisions/{self.one['revision']}/approve/", {"sha256": self.one["sha256"]}

    def is_done(self):
        """All that belongs to an approval is there, or nothing of it."""
        ask, revision, story = self.newsroom.count, self.one["revision"], self.one["story"]
        there = [
            ask(f"articles_approval WHERE revision_id = {revision}"),
            ask(f"articles_story WHERE id = {story} AND state = 'approved'"),
            ask(f"articles_evidence WHERE revision_id = {revision}"),
            ask(f"articles_event WHERE verb = 'approve' AND story_id = {story}"),
            ask(f"articles_delivery WHERE revision_id = {revision}"),
        ]
        assert len(set(there)) == 1, there
        if there[0]:
            self.waiting.popleft()
        return there[0] == 1

    def check(self):
        """What the approvals put into the outbox goes out."""
        self.newsroom.make("command", name="deliver_due")
        assert self.newsroom.count("articles_delivery WHERE state <> 'delivered'") == 0


class Exporting:
    what, by = "export", "nora"

    def __init__(self, newsroom):
        self.newsroom, self.before = newsroom, 0
        self.revision = newsroom.make("approved", names=["exported"])[0]["revision"]

    def request(self):
        self.before = self._exports()
        return f"/revisions/{self.revision}/export/docx/", {}

    def _exports(self):
        exports = self.newsroom.count(f"articles_export WHERE revision_id = {self.revision}")
        story = f"(SELECT story_id FROM articles_revision WHERE id = {self.revision})"
        assert exports == self.newsroom.count(f"articles_event WHERE verb = 'export' AND story_id = {story}")
        return exports

    def is_done(self):
        return self._exports() == self.before + 1

    def check(self):
        assert self.newsroom.ask("SELECT state FROM articles_story WHERE slug = 'exported'") == [("published",)]


class Saving:
    what, by = "save", "nora"

    def __init__(self, newsroom, slug="saved"):
        self.newsroom, self.number = newsroom, 0
        self.one = newsroom.make("written", names=[slug])[0]

    def request(self):
        self.number += 1
        self.was = self._row()
        self.text = f"Nora wrote {self.number}."
        return f"/paragraphs/{self.one['paragraph']}/save/", {"text": self.text, "version": self.was[1]}

    def _row(self):
        ((text, version),) = self.newsroom.ask(
            f"SELECT text, version FROM articles_storyparagraph WHERE id = {self.one['paragraph']}"
        )
        assert version == 1 + self.newsroom.count(
            f"articles_event WHERE verb = 'write' AND story_id = {self.one['story']}"
        )
        return text, version

    def is_done(self):
        row = self._row()
        assert row in (self.was, (self.text, self.was[1] + 1)), row
        return row != self.was

    def check(self):
        assert self.newsroom.count(f"articles_draftchange WHERE story_id = {self.one['story']}") >= 1


# --- The server is killed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Importing, AskingForReview, Approving, Exporting, Saving])
def test_a_server_that_is_killed_leaves_all_or_nothing_and_loses_nothing_acknowledged(kind, newsroom, ledger):
    asked, tally = kind(newsroom), Counter()
    wanted = rounds(KILLS, FEW)
    kill(newsroom.serving())  # the first request of a process takes longer, and each will be one
    within = _undisturbed(newsroom, asked)
    while tally["nothing done"] + tally["done, not told"] < wanted and tally.total() < 3 * wanted:
        path, fields = asked.request()
        status = newsroom.post_and_kill(path, asked.by, fields, after=random.random() * within)
        newsroom.wait_until_it_serves()
        newsroom.wait_until_settled()
        is_done = asked.is_done()
        assert status in (None, 200, 302), status
        assert is_done or not status, f"It was acknowledged, and is lost: {path}"
        tally["told" if status else "done, not told" if is_done else "nothing done"] += 1
        within *= SHORTER if status else LONGER
    _undisturbed(newsroom, asked)
    asked.check()
    assert newsroom.make("unsound") == []
    eventually(lambda: newsroom.left_behind() == [], f"nothing left behind: {newsroom.left_behind()}")
    if IS_SOAK:
        assert all(tally[outcome] for outcome in ("told", "nothing done")), tally
    during = tally["nothing done"] + tally["done, not told"]
    figure = f"{tally['done, not told']} done and not told; {tally['told']} more after the answer"
    ledger(
        f"kill -9 of the web process during: {asked.what}", during, point=6, wanted=KILLS, unit="kills", figure=figure
    )


def _undisturbed(newsroom, asked):
    """The seconds that it takes, and is done."""
    path, fields = asked.request()
    began = time.monotonic()
    answer = newsroom.post(path, asked.by, **fields)
    seconds = time.monotonic() - began
    assert answer.status in (200, 302), answer.text
    assert asked.is_done()
    return seconds


def test_the_whole_server_is_killed_and_starts_again(newsroom, ledger):
    asked, wanted = Saving(newsroom, "saved-again"), rounds(20, 1)
    for _ in range(wanted):
        path, fields = asked.request()
        with socket.create_connection(("127.0.0.1", newsroom.port)):
            end(newsroom.server)
        with pytest.raises(BROKEN_OFF):
            newsroom.post(path, asked.by, **fields)
        newsroom.start_server()
        _undisturbed(newsroom, asked)
    assert newsroom.left_behind() == []
    ledger("kill -9 of the whole web server, and a start", wanted, point=6, wanted=20, unit="kills")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc that says what a process has open")
def test_a_file_that_is_being_sent_when_the_server_is_killed_stays_nowhere(newsroom):
    """A file of more than 2.5 MB goes to the disk as it comes."""
    begin = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + b"bell " * 800_000
    headers = {**newsroom.headers("nora"), "Content-Type": "multipart/form-data; boundary=x", "Host": "127.0.0.1"}
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join(["POST /import/ HTTP/1.1", *lines, "Content-Length: 9000000", "", ""])
    serving = newsroom.serving()
    with socket.create_connection(("127.0.0.1", newsroom.port)) as client:
        client.sendall(head.encode() + begin)
        eventually(lambda: _open_files(serving, newsroom.folder / "temporary"), "the file on the disk")
        kill(serving)
    newsroom.wait_until_it_serves()
    assert newsroom.left_behind() == []


def _open_files(pid, folder):
    """Those below the folder that the process has open, whether they have a name or not; but for gunicorn's sign of life,
    which is empty.
    """
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            if os.readlink(link).startswith(str(folder)) and link.stat().st_size:
                found.append(link)
    return found


# --- A worker is killed -----------------------------------------------------------------------------------------------


def test_a_worker_that_is_killed_leaves_its_task_to_another_and_nothing_is_done_twice(newsroom, ledger):
    wanted, batch = rounds(KILLS, FEW), 40 if IS_SOAK else 2
    tally, within = Counter(), None
    for number in range(99):
        if tally["at a task"] >= wanted:
            break
        slugs = [f"worked-{number}-{place}" for place in range(batch)]
        newsroom.make("stories", names=slugs, articles=2)
        newsroom.make("ask_reviews", names=slugs)
        if within is None:
            within = _undisturbed_task(newsroom)
        for _ in range(2):  # a third time, and the review would be given up
            within = _kill_workers(newsroom, within, tally)
            time.sleep(LEASE)
            newsroom.make("command", name="requeue_stale_tasks")
        run_everything(newsroom)
    done_once(newsroom, "worked-%")
    assert newsroom.make("unsound") == []
    assert newsroom.left_behind() == []
    if IS_SOAK:
        assert tally["between tasks"], tally
    figure = f"{tally['between tasks']} more between tasks"
    ledger("kill -9 of a worker during a task", tally["at a task"], point=6, wanted=KILLS, unit="kills", figure=figure)


def test_who_delivers_is_killed_and_each_thing_arrives_whole(newsroom, ledger):
    """The next one takes a delivery over once its lease has run out: that time is made to pass."""
    wanted, tally = rounds(KILLS, FEW), Counter()
    newsroom.make("approved", names=[f"delivered-{number}" for number in range(10 if IS_SOAK else 2)])
    tried = "SELECT sum(tries) FROM articles_delivery"
    began = time.monotonic()
    _deliver(newsroom)
    within, (before,) = time.monotonic() - began, newsroom.ask(tried)
    while tally["at a delivery"] < wanted and tally.total() < 3 * wanted:
        if not newsroom.count("articles_delivery WHERE state = 'waiting'"):
            newsroom.make("send_again")
        program = newsroom.make("start", name="deliver_due")
        time.sleep(random.random() * within)
        was_at_work = newsroom.make("reap", pid=program) is None
        if was_at_work:
            _kill_worker(newsroom, program)
        left = newsroom.count("articles_delivery WHERE taken_at IS NOT NULL")
        tally["at a delivery" if left else "between deliveries"] += 1
        within *= LONGER if was_at_work else SHORTER
        newsroom.change("UPDATE articles_delivery SET alive_at = '2020-01-01 00:00:00' WHERE taken_at IS NOT NULL")
    _deliver(newsroom)
    assert newsroom.count("articles_delivery WHERE state <> 'delivered' OR taken_at IS NOT NULL") == 0
    _check_what_arrived(newsroom)
    assert newsroom.make("unsound") == []
    assert newsroom.left_behind() == []
    if IS_SOAK:
        assert newsroom.ask(tried) > [before], tally
    figure = f"{tally['between deliveries']} more between deliveries"
    what = "kill -9 of a worker during a delivery"
    ledger(what, tally["at a delivery"], point=6, wanted=KILLS, unit="kills", figure=figure)


def _deliver(newsroom):
    newsroom.make("command", name="deliver_due")


def _check_what_arrived(newsroom):
    """Each file that the letter names is there, whole; and the log has a line for each time that something left."""
    letters = [
        json.loads(file.read_text()) for file in (newsroom.folder / "delivered").rglob("delivered-*.delivery.json")
    ]
    assert len(letters) == newsroom.count("articles_story WHERE slug LIKE 'delivered-%'")
    for letter in letters:
        for file in letter["files"]:
            content = (newsroom.folder / "delivered" / "archive" / file["name"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]
    left = "articles_export WHERE receiver_id IS NOT NULL"
    assert newsroom.count(left) == newsroom.count("articles_event WHERE verb = 'deliver'")


def test_who_exports_into_a_file_is_killed_and_no_file_is_there_that_the_log_does_not_know(newsroom, ledger):
    wanted, tally = rounds(KILLS, FEW), Counter()
    (one,) = newsroom.make("approved", names=["into-a-file"])
    file = newsroom.folder / "delivered" / "story.txt"
    export = {"name": "export_story", "arguments": ["into-a-file", "--format", "text", "--output", str(file)]}
    began = time.monotonic()
    newsroom.make("command", **export)
    within = time.monotonic() - began
    while tally["at work"] < wanted and tally.total() < 3 * wanted:
        file.unlink(missing_ok=True)
        exports = _exports_noted(newsroom, one)
        program = newsroom.make("start", **export)
        time.sleep(random.random() * within)
        was_at_work = newsroom.make("reap", pid=program) is None
        if was_at_work:
            _kill_worker(newsroom, program)
        more = _exports_noted(newsroom, one) - exports
        assert more in ((0, 1) if was_at_work else (1,))
        assert more or not file.exists(), "A file has left the house, and the log does not know"
        assert was_at_work or file.exists()
        tally["at work" if was_at_work else "afterwards"] += 1
        within *= LONGER if was_at_work else SHORTER
    newsroom.make("command", **export)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert newsroom.ask(f"SELECT DISTINCT sha256 FROM articles_export WHERE revision_id = {one['revision']}") == [
        (sha256,)
    ]
    assert newsroom.make("unsound") == []
    assert newsroom.left_behind() == []
    figure = f"{tally['afterwards']} more afterwards"
    ledger("kill -9 of manage.py export_story", tally["at work"], point=6, wanted=KILLS, unit="kills", figure=figure)


def _exports_noted(newsroom, one):
    exports = newsroom.count(f"articles_export WHERE revision_id = {one['revision']} AND receiver_id IS NULL")
    assert exports == newsroom.count(f"articles_event WHERE verb = 'export' AND story_id = {one['story']}")
    return exports


def _undisturbed_task(newsroom):
    """The seconds that a worker takes until it has done one."""
    before, worker, began = _unfinished(newsroom), newsroom.make("worker"), time.monotonic()
    eventually(lambda: _unfinished(newsroom) < before, "one review")
    seconds = time.monotonic() - began
    _kill_worker(newsroom, worker)
    return seconds


def _kill_workers(newsroom, within, tally):
    """One after the other, until none has a task to take. The time within which the next kill shall fall."""
    while newsroom.count("django_tasks_database_dbtaskresult WHERE status = 'READY'"):
        held, unfinished = _held(newsroom), _unfinished(newsroom)
        worker = newsroom.make("worker")
        time.sleep(random.random() * within)
        _kill_worker(newsroom, worker)
        left = _held(newsroom) - held
        tally["at a task" if left else "between tasks"] += 1
        within *= SHORTER if _unfinished(newsroom) < unfinished else LONGER
        for review in left:
            assert _stored(newsroom, review) == 0, "A review that is not finished has stored something"
    return within


def _kill_worker(newsroom, worker):
    os.kill(worker, 9)
    eventually(lambda: newsroom.make("reap", pid=worker) is not None, "the end of a worker")
    newsroom.wait_until_settled()


def _held(newsroom):
    return {row[0] for row in newsroom.ask("SELECT id FROM articles_review WHERE holder <> '' AND finished_at IS NULL")}


def _stored(newsroom, review):
    story = f"(SELECT story_id FROM articles_review WHERE id = {review})"
    marks = newsroom.count(f"articles_annotation WHERE story_id = {story}")
    return marks + newsroom.count(f"articles_claim WHERE story_id = {story}")


def _unfinished(newsroom):
    return newsroom.count("articles_review WHERE finished_at IS NULL")


def run_everything(newsroom):
    """A worker that nobody kills: it does all that waits, and what others left."""
    worker = newsroom.make("worker")
    eventually(lambda: _unfinished(newsroom) == 0, "the reviews")
    _kill_worker(newsroom, worker)


def done_once(newsroom, slugs):
    stories = f"(SELECT id FROM articles_story WHERE slug LIKE '{slugs}')"
    assert newsroom.ask(f"SELECT DISTINCT error FROM articles_review WHERE story_id IN {stories}") == [("",)]
    counts = newsroom.ask(
        "SELECT (SELECT count(*) FROM articles_event e WHERE e.story_id = r.story_id AND e.verb = 'review') "
        f"FROM articles_review r WHERE r.story_id IN {stories}"
    )
    assert set(counts) == {(1,)}
    twice = "SELECT article_id, fingerprint FROM articles_annotation WHERE fingerprint <> '' GROUP BY 1, 2 HAVING count(*) > 1"
    assert newsroom.ask(twice) == []
