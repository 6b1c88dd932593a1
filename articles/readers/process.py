"""The process in which files are read, seen from its parent: started when first needed, ended when it takes too long."""

import json
import logging
import os
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from articles.readers.frames import understood
from articles.readers.limits import CPU_SECONDS, MEGABYTE, MEMORY, WALL_SECONDS
from articles.readers.source import Found, SourceRefused

AT_ONCE = 2  # such processes of one web worker
LONGEST_WAIT = 30  # seconds for one of them to be free
LONGEST_LINE = 64 * MEGABYTE  # of an answer
PROJECT = Path(__file__).resolve().parents[2]

_free = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


class ReadingProcess:
    """Reads one file after the other. Ending it is the caller's part: `with ReadingProcess() as process`."""

    def __init__(self):
        self._child = None
        self._timer = None
        self._is_late = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()

    def read(self, content: bytes) -> list[Found]:
        """All that is found in a file. What was found before a reader broke off is whole, and is kept."""
        if self._child is None and not self._start():
            return [Found("", SourceRefused("Too many files are being read at the moment. Try again in a minute."))]
        found, at = [], ""
        self._is_late = False
        self._timer = threading.Timer(WALL_SECONDS, self._too_late)
        self._timer.start()
        try:
            self._send(content)
            while line := self._line():
                if "end" in line:
                    return found
                if "failed" in line:
                    _log.error("A reader failed:\n%s", line["failed"])
                    break
                if "at" in line:
                    at = str(line["at"])
                else:
                    found.append(understood(line))
        except (OSError, ValueError, KeyError, TypeError) as error:  # it is gone, or says what it never should
            _log.warning("The process that reads files broke off: %r", error)
        finally:
            self._timer.cancel()
        return [*found, Found(at, self._broken())]

    def _start(self):
        if not _free.acquire(timeout=LONGEST_WAIT):
            return False
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-s", "-m", "articles.readers.child"],
                cwd=PROJECT,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a group of its own, so that nothing of it stays behind
            )
        except BaseException:
            _free.release()
            raise
        return True

    def _send(self, content):
        self._child.stdin.write(struct.pack(">Q", len(content)))
        self._child.stdin.write(content)
        self._child.stdin.flush()

    def _line(self):
        """The next line; None when there is none."""
        line = self._child.stdout.readline(LONGEST_LINE)
        return json.loads(line) if line.endswith(b"\n") else None

    def _too_late(self):
        self._is_late = True
        self._kill()

    def _kill(self):
        try:
            os.killpg(self._child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # it has ended
            self._child.kill()

    def _broken(self):
        """Ends the process, so that the next file gets a new one, and says what became of this one."""
        status = self._end()
        if self._is_late or status in (-signal.SIGXCPU, -signal.SIGKILL):
            return SourceRefused(
                f"Reading it takes more than {CPU_SECONDS} seconds: an article does not. Send it in parts, or paste its text."
            )
        return SourceRefused(
            f"It cannot be read: its reader broke off (more than {MEMORY // MEGABYTE} MB, or a fault). Paste its text instead."
        )

    def _end(self):
        """The status with which the process ended; None when there was none."""
        if self._child is None:
            return None
        child = self._child
        with suppress(OSError):
            child.stdin.close()  # an idle child ends by itself
        try:
            child.wait(0.5)
        except subprocess.TimeoutExpired:
            self._kill()
            child.wait()
        child.stdout.close()
        self._child = None
        _free.release()
        return child.returncode


def _environment():
    """Nothing of the parent's secrets; numbers, names and times read alike everywhere."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "TZ": "UTC", "OPENBLAS_NUM_THREADS": "1"}
