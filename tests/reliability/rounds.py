"""How often a race is run and a fault provoked: a few times in every test run, as often as promised in a soak."""

import os
import random
import time
from threading import Barrier, Thread

from django.db import connections

IS_SOAK = os.environ.get("NEWSROOM_SOAK") == "1"


def rounds(full=1000, quick=20):
    """`full` in a soak (`make soak`), else `quick`; `NEWSROOM_ROUNDS` sets another number for either."""
    return int(os.environ.get("NEWSROOM_ROUNDS") or (full if IS_SOAK else quick))


def race(*runners):
    """Run the functions at the same moment, each in a thread with a database connection of its own.

    Returns what each returned or raised, in their order. A random lead of a few milliseconds makes each of them the first
    now and then.
    """
    start, outcomes = Barrier(len(runners)), [None] * len(runners)

    def run(place, runner, lead):
        try:
            start.wait()
            time.sleep(lead)
            outcomes[place] = runner()
        except Exception as error:  # the test looks at it
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[place, runner, random.random() * 0.01]) for place, runner in enumerate(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
