"""The process that reads: files made to cost are refused, it is ended when it takes too long, and knows no Django."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import readers
from articles.readers import SourceRefused, child, limits, process
from tests.readers import bombs, files
from tests.readers.fuzzing import broken_files

# These are made in a moment; the others are measured by `python -m bench.bombs`.
QUICK = [
    *("ZIP that lies about its size", "ZIP in ZIP, 8 deep, 8 wide", "Word, billion laughs", "XML, billion laughs"),
    *("XML, quadratic entity", "XML, external entity", "XML, 100,000 nested elements", "HTML, 100,000 nested tags"),
    *("HTML, 200,000 attributes", "HTML, 250,000 paragraphs", "JSON, 100,000 nested lists", "PDF, 100,000 objects"),
    *(
        "PDF, pages in themselves",
        "RSS, 100,000 entries",
        "e-mail, 200,000 parts",
        "JSON, a number of 1,000,000 digits",
    ),
]


@pytest.mark.parametrize("name", QUICK)
def test_what_was_made_to_cost_is_refused_with_a_reason(read_all, name):
    found = read_all(bombs.ALL[name]())

    assert all(isinstance(item.answer, SourceRefused) for item in found)
    assert "broke off" not in found[0].answer.reason and "seconds" not in found[0].answer.reason


def test_one_gigabyte_in_one_megabyte_is_refused_before_it_is_unpacked(read_all):
    with pytest.raises(SourceRefused, match="unpacks to 70 MB; at most 64 MB"):
        raise read_all(bombs.zip_of_zeros(70))[0].answer


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(monkeypatch):
    monkeypatch.setattr(process, "WALL_SECONDS", 0.01)
    with process.ReadingProcess() as reading:
        (late,) = reading.read(files.html_page())
        monkeypatch.setattr(process, "WALL_SECONDS", limits.WALL_SECONDS)
        (sound,) = reading.read(files.html_page())

    assert f"more than {limits.CPU_SECONDS} seconds" in late.answer.reason
    assert sound.answer.text == files.TEXT


def test_a_process_that_dies_names_the_part_at_which_it_died_and_keeps_what_was_read(monkeypatch):
    script = (
        "import os; from articles.readers import child; from articles.readers.archive import unpacked as real\n"
        "import articles.readers.archive as archive\n"
        "archive.unpacked = lambda a, e: os._exit(9) if e.filename == 'bad.txt' else real(a, e)\n"
        "child.main()"
    )
    start = subprocess.Popen
    monkeypatch.setattr(
        process.subprocess, "Popen", lambda command, **more: start([sys.executable, "-c", script], **more)
    )
    content = files.archive(("good.txt", files.TEXT.encode()), ("bad.txt", b"Bell"))
    with process.ReadingProcess() as reading:
        good, broken = reading.read(content)

    assert (good.part, good.answer.text) == ("good.txt", files.TEXT)
    assert "broke off" in broken.answer.reason


def test_a_child_that_says_what_it_never_should_is_not_believed(monkeypatch):
    script = (
        'import sys; sys.stdin.buffer.read(8); print(\'{"part": "", "source": {"text": "a\\\\u0000b"}}\', flush=True)'
    )
    start = subprocess.Popen
    monkeypatch.setattr(
        process.subprocess, "Popen", lambda command, **more: start([sys.executable, "-c", script], **more)
    )
    with process.ReadingProcess() as reading:
        (found,) = reading.read(files.html_page())

    assert isinstance(found.answer, SourceRefused)


def test_no_process_is_left_behind():
    with process.ReadingProcess() as reading:
        reading.read(files.rss())
        pid = reading._child.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_plain_text_needs_no_process(monkeypatch):
    monkeypatch.setattr(process.subprocess, "Popen", None)

    assert readers.read(files.TEXT.encode()).text == files.TEXT


@pytest.mark.parametrize(
    ("modules", "unwanted"),
    [
        ("articles.readers.child", "django spacy numpy trafilatura pypdf docx"),
        ("articles.readers.child, articles.readers.page, articles.readers.word, articles.readers.pdf", "django spacy"),
    ],
)
def test_the_child_loads_what_it_needs_and_never_django_or_a_model(modules, unwanted):
    script = f"import sys; sys.path.insert(0, {str(process.PROJECT)!r}); import {modules}\n"
    script += f"print([name for name in {unwanted.split()} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_the_child_is_told_none_of_the_secrets_of_its_parent(monkeypatch):
    monkeypatch.setenv("NEWSROOM_SECRET_KEY", "secret")

    assert "NEWSROOM_SECRET_KEY" not in process._environment()


def test_the_child_bounds_itself(monkeypatch):
    asked = []
    monkeypatch.setattr(child.resource, "setrlimit", lambda what, limit: asked.append((what, limit)))
    child._bound()

    assert (child.resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY)) in asked


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
def test_broken_files_of_every_kind_are_read_or_refused_with_a_reason(read_all, seed):
    _, content = next(broken_files(seed))
    for found in read_all(content):
        if isinstance(found.answer, SourceRefused):
            assert found.answer.reason.endswith((".", "…"))
            assert "broke off" not in found.answer.reason
        else:
            assert found.answer.text.strip()
