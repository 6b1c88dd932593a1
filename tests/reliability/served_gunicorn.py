"""gunicorn as the product runs it; it also says which process serves, and has every page's code loaded before the first."""

import os
from pathlib import Path

from newsroom.gunicorn import *  # noqa: F403


def when_ready(server):
    """Loaded once, here: the processes that follow one that was killed then begin at once."""
    from django.contrib.auth import get_user_model
    from django.db import connections
    from django.test import Client

    client = Client(headers={"Host": "localhost"})
    client.force_login(get_user_model().objects.get(username="nora"))
    client.get("/")
    client.post("/import/", {"text": "The bell rang."})  # a look at it: nothing is stored
    connections.close_all()


def post_fork(server, worker):
    serving = Path(os.environ["NEWSROOM_TEST_SERVING"])
    beside = serving.with_suffix(f".{os.getpid()}")
    beside.write_text(str(os.getpid()))
    beside.replace(serving)
