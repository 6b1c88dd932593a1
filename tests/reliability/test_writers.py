"""Many who write at the same moment, over HTTP to a server of several processes: nobody meets an error, no word is lost."""

import random
import runpy
import sqlite3
import statistics
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from tests import newsdesk
from tests.reliability.rounds import race, rounds
from tests.reliability.served import a_newsroom

pytestmark = pytest.mark.django_db
WRITERS = 16
PROCESSES = 4  # of four threads each: sixteen connections to the database
SENTENCE = "About 300 people stood on the quay."


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("writers")
    with django_db_blocker.unblock(), a_newsroom(folder, processes=PROCESSES) as newsroom:
        yield newsroom


# --- Sixteen at once --------------------------------------------------------------------------------------------------


class Writer:
    """Somebody with a story of their own, who writes, marks, decides and sends."""

    def __init__(self, newsroom, number, one):
        self.newsroom, self.one, self.luck = newsroom, one, random.Random(number)
        self.by = self.luck.choice(["nora", "jonas"])
        self.done, self.seconds, self.text = Counter(), [], SENTENCE

    def work(self, times):
        for number in range(times):
            verb = self.luck.choice([self.save, self.mark, self.decide, self.send])
            path, fields, expected = verb(number)
            began = time.monotonic()
            answer = self.newsroom.post(path, self.by, **fields)
            self.seconds.append(time.monotonic() - began)
            assert answer.status in expected, f"{path}: {answer.status}\n{answer.text}"
            self.done[verb.__name__] += 1
        return self

    def save(self, number):
        self.text = f"{SENTENCE} {'So it was. ' * (number + 1)}".strip()
        return f"/paragraphs/{self.one['paragraph']}/save/", self._version({"text": self.text}, "save"), [302]

    def mark(self, number):
        start = newsdesk.TEXT.index("quay")
        says = {"at": f"{start}-{start + 4}", "quote": "quay", "category": "wrong_number", "reason": f"{number}"}
        return f"/stories/{self.one['slug']}/articles/1/mark/", says, [302]

    def decide(self, number):
        verb = "dismiss" if self.done["decide"] % 2 else "accept"
        return f"/annotations/{self.one['mark']}/{verb}/", self._version({"text": f"Since {number}."}, "decide"), [302]

    def send(self, number):
        """Refused when nothing of the story has changed since the last time: its words, or what was decided on its source."""
        is_news = not self.done["send"] or self.sent != self.text
        self.sent = self.text
        return f"/stories/{self.one['slug']}/send/", {"note": f"Note {number}"}, [302] if is_news else [302, 422]

    def _version(self, fields, verb):
        return fields | {"version": 1 + self.done[verb]}


def test_sixteen_write_at_once_and_nobody_meets_an_error(newsroom, ledger):
    each = -(-rounds(1000, 2 * WRITERS) // WRITERS)
    ours = newsroom.make("written", names=[f"writer-{number}" for number in range(WRITERS)])
    writers = [Writer(newsroom, number, one) for number, one in enumerate(ours)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda writer: writer.work(each), writers))
    done, seconds = Counter(), []
    for writer in writers:
        done, seconds = done + writer.done, seconds + writer.seconds
        check_what_it_wrote(newsroom, writer)
    assert newsroom.make("unsound") == []
    assert newsroom.left_behind() == []
    figure = f"p50 {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s"
    ledger(f"{WRITERS} writers at once", done.total(), point=5, unit="writes", figure=figure)


def check_what_it_wrote(newsroom, writer):
    one, done = writer.one, writer.done
    row = f"SELECT text, version FROM articles_storyparagraph WHERE id = {one['paragraph']}"
    assert newsroom.ask(row) == [(writer.text, 1 + done["save"])]
    assert newsroom.ask(f"SELECT version FROM articles_annotation WHERE id = {one['mark']}") == [(1 + done["decide"],)]
    assert newsroom.count(f"articles_annotation WHERE story_id = {one['story']} AND quote = 'quay'") == done["mark"]


def test_the_database_is_kept_as_its_version_of_sqlite_allows(newsroom):
    if not newsroom.url.startswith("sqlite"):
        pytest.skip("about SQLite")
    assert newsroom.ask("PRAGMA journal_mode") == [("wal" if settings.WAL_IS_SAFE else "delete",)]


@pytest.mark.parametrize(
    "version, mode",
    [
        ((3, 7, 0), "DELETE"),
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 4), "WAL"),
    ],
)
def test_no_version_of_sqlite_that_can_damage_a_database_in_wal_mode_gets_it(version, mode, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/newsroom.sqlite3")
    read = runpy.run_path(str(settings.BASE_DIR / "newsroom" / "settings.py"))
    options = read["DATABASES"]["default"]["OPTIONS"]
    assert f"PRAGMA journal_mode={mode};" in options["init_command"]
    assert "PRAGMA synchronous=FULL;" in options["init_command"]
    assert "mmap" not in options["init_command"]


# --- Two at one paragraph ---------------------------------------------------------------------------------------------


def test_of_two_who_save_one_paragraph_one_is_shown_both_texts(newsroom, ledger):
    many, one = rounds(quick=5), newsroom.make("written", names=["two-at-one"])[0]
    path = f"/paragraphs/{one['paragraph']}/save/"
    for number in range(many):
        texts = {"nora": f"Nora wrote {number}.", "jonas": f"Jonas wrote {number}."}
        version = newsroom.ask(f"SELECT version FROM articles_storyparagraph WHERE id = {one['paragraph']}")[0][0]

        def save(by, texts=texts, version=version):
            return newsroom.post(path, by, text=texts[by], version=version)

        first, second = race(lambda save=save: save("nora"), lambda save=save: save("jonas"))
        assert sorted([first.status, second.status]) == [302, 409]
        winner, loser = ("nora", second) if first.status == 302 else ("jonas", first)
        assert all(text in loser.text for text in texts.values())
        assert newsroom.ask(f"SELECT text FROM articles_storyparagraph WHERE id = {one['paragraph']}") == [
            (texts[winner],)
        ]
    ledger(f"two saves of one paragraph over HTTP, {PROCESSES} processes", many, point=1)
