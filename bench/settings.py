"""Settings of the measurements: production's own, but each answer says what it cost, and there are floors."""

import os

from newsroom.settings import *  # noqa: F403

MIDDLEWARE = ["bench.server.Cost", *MIDDLEWARE]  # noqa: F405
ROOT_URLCONF = "bench.server"
STATIC_ROOT = os.environ["BENCH_STATIC_ROOT"]
