"""Programs side by side: all end with the one that started them, whatever ends it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

# Starts a server and a worker that note their process ids, and stays until it is stopped.
SCRIPT = """
import sys
from pathlib import Path
from articles.management.processes import Ended, Program, Supervisor

folder = Path(sys.argv[1])
NOTE = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\\\n'); time.sleep(float(sys.argv[2]))"

def program(name, seconds, **options):
    return Program(name, [sys.executable, "-c", NOTE, str(folder / name), seconds], **options)

supervisor = Supervisor(
    [program("server", sys.argv[2]), program("worker", "60", restarted=True)],
    say=print,
    until=lambda: (folder / "stop").exists(),
)
try:
    supervisor.run(ready=lambda: None)
except Ended as ended:
    sys.exit(str(ended))
"""
LONG = "60"
ENOUGH = 20  # seconds, for a machine that is busy


@pytest.fixture
def start(tmp_path):
    """`start(seconds)`: a supervisor whose server lives so long. Whatever is left at the end is killed."""
    started = []

    def run(server_lives=LONG):
        arguments = [sys.executable, "-c", SCRIPT, str(tmp_path), server_lives]
        started.append(subprocess.Popen(arguments, cwd=settings.BASE_DIR, stderr=subprocess.PIPE, text=True))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.wait()
    for pid in pids(tmp_path, "server") + pids(tmp_path, "worker"):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)


def pids(folder, name):
    noted = folder / name
    return [int(line) for line in noted.read_text().split()] if noted.exists() else []


def is_alive(pid):
    """Whether the process runs; one that has ended and is not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(is_so):
    deadline = time.monotonic() + ENOUGH
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_so()


def both_run(folder):
    return lambda: pids(folder, "server") and pids(folder, "worker")


def all_gone(folder):
    return not any(map(is_alive, pids(folder, "server") + pids(folder, "worker")))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda sign: sign.name)
def test_a_signal_ends_everything(start, tmp_path, sign):
    supervisor = start()
    eventually(both_run(tmp_path))
    supervisor.send_signal(sign)
    assert supervisor.wait(ENOUGH) == 0
    assert all_gone(tmp_path)


def test_it_ends_when_it_is_told_that_nobody_waits_any_more(start, tmp_path):
    supervisor = start()
    eventually(both_run(tmp_path))
    (tmp_path / "stop").touch()
    assert supervisor.wait(ENOUGH) == 0
    assert all_gone(tmp_path)


def test_the_end_of_the_server_ends_everything_and_is_said(start, tmp_path):
    supervisor = start(server_lives="0.5")
    assert supervisor.wait(ENOUGH) == 1
    assert "The server has ended (exit status 0)." in supervisor.stderr.read()
    assert all_gone(tmp_path)


def test_a_worker_that_dies_is_started_again(start, tmp_path):
    start()
    eventually(both_run(tmp_path))
    os.kill(pids(tmp_path, "worker")[0], signal.SIGKILL)
    eventually(lambda: len(pids(tmp_path, "worker")) == 2)
    assert is_alive(pids(tmp_path, "server")[0])
