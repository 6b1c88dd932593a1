"""Does any call break the API? `python -m bench.fuzz [--examples 200]` makes them up from its OpenAPI document.

Serves a small newsroom with gunicorn and production settings, in a database of its own, as the other measurements do. Ends
with status 1, and with the call to repeat by curl, when an answer is an error of the server or not what the document says.
"""

import argparse
import time

from bench.database import FOLDER, database  # it chooses the settings

# isort: split
from articles.models import Scope
from articles.workflow import tokens
from bench.serving import serving
from tests import newsdesk
from tests.api.fuzzing import a_newsroom, fuzz


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=200, help="calls for each operation")
    examples = parser.parse_args().examples
    with database() as url:
        nora, sami = newsdesk.a_user("nora"), newsdesk.a_user("sami")
        known = a_newsroom(nora, sami)
        token = tokens.make(by=nora, name="Fuzz", scopes=Scope.values, days=7).text
        began = time.monotonic()
        with serving(url, FOLDER.name) as server:
            answers = fuzz(f"http://127.0.0.1:{server.port}", token, known, examples=examples)
    print(f"{answers.total():,} calls in {time.monotonic() - began:.0f} s; answers by status:")
    for status, count in sorted(answers.items()):
        print(f"  {status}  {count:,}")


if __name__ == "__main__":
    main()
