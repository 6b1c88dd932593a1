"""What files cost that were made to cost: `python -m bench.bombs`.

Each is read as the import reads it, in a process of its own. Both times are with the start of that process; memory is the
most that it had in use at one moment.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

from articles.readers import SourceRefused, read_all
from tests.readers import bombs, files


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--make", metavar="NAME", help="write this one to standard output")
    parser.add_argument("--one", action="store_true", help="measure the file on standard input, and print JSON")
    asked = parser.parse_args()
    if asked.make:
        sys.stdout.buffer.write(made(asked.make))
    elif asked.one:
        print(json.dumps(measured(sys.stdin.buffer.read())))
    else:
        table()


def table():
    """Made in one process and measured in another: what a process once had counts for the memory of its children."""
    print(f"{'':36} {'sent':>9} {'CPU s':>6} {'wall s':>6} {'MB':>4}  answer")
    for name in [*(f"sound: {kind}" for kind in files.one_of_each()), *bombs.ALL]:
        content = run("--make", name)
        cpu, wall, megabytes, answer = json.loads(run("--one", given=content))
        print(f"{name:36} {len(content):>9,} {cpu:6.1f} {wall:6.1f} {megabytes:4}  {answer}", flush=True)


def run(*arguments, given=b""):
    return subprocess.run(
        [sys.executable, "-m", "bench.bombs", *arguments], input=given, capture_output=True, check=True
    ).stdout


def made(name):
    sound = name.removeprefix("sound: ")
    return files.one_of_each()[sound] if sound != name else bombs.ALL[name]()


def measured(content):
    began = time.perf_counter()
    found = read_all(content)
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    refused = [item.answer.reason for item in found if isinstance(item.answer, SourceRefused)]
    answer = refused[0] if refused else f"read: {sum(len(item.answer.text) for item in found):,} characters"
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss // 1024, answer


if __name__ == "__main__":
    main()
