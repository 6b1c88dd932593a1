"""`python -m articles.readers.child`: reads files that others made, in a process that can be ended.

On standard input: the size of a file in eight bytes, then its bytes, and so on. On standard output: lines of JSON: what
is being read (`at`), what was found, and `end`. It imports neither Django nor any model.
"""

import json
import resource
import struct
import sys
import traceback

from articles.readers.finding import found_in
from articles.readers.frames import written
from articles.readers.limits import CPU_SECONDS, MEGABYTE, MEMORY


def main():
    sys.setrecursionlimit(2000)
    _bound()
    while header := sys.stdin.buffer.read(8):
        (size,) = struct.unpack(">Q", header)
        content = sys.stdin.buffer.read(size)
        _allow_more_time()
        _answer(content)


def _bound():
    """Linux keeps all of these; macOS does not keep the first, and leaves memory to the limits of the readers."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 256 * MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):
            continue


def _allow_more_time():
    """For each file its own seconds, beyond what starting and the files before it took."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(usage.ru_utime + usage.ru_stime) + 1 + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(content):
    try:
        for found in found_in(content, at=lambda part: _say({"at": part})):
            print(written(found), flush=True)
        _say({"end": True})
    except Exception:  # the parent logs it, and calls the reader broken
        _say({"failed": traceback.format_exc(limit=-5)})


def _say(line):
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
