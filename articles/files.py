"""Files that are there whole or not at all."""

import glob
import os
from pathlib import Path


def write_whole(path, content: bytes, *, follow=True):
    """All of the content or the file as it was: written beside it, brought to the disk, and moved into its place.

    Without `follow` a link in this place is replaced, wherever it leads. What a program that was killed left of the same
    file is taken away.
    """
    write_beside(path, content, follow=follow)()


def write_beside(path, content: bytes, *, follow=True):
    """The same but for the last step: call what is returned, and the file is in its place."""
    if follow and path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a terminal cannot be replaced
        return lambda: None
    path = path.resolve() if follow else path
    _take_away_remains(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return lambda: _move(beside, path)


def _move(beside, path):
    try:
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _take_away_remains(path):
    for beside in map(Path, glob.glob(f"{glob.escape(str(path.with_name('.' + path.name)))}.*")):
        pid = beside.name.rpartition(".")[2]
        if pid.isdecimal() and not _is_running(int(pid)):
            beside.unlink(missing_ok=True)


def _is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # somebody else's; no number that a process could have
        return True
    return True
