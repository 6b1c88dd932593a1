"""/metrics: figures of all processes, for whoever has the token. In a process of its own, as in earnest."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

# Asks for pages and for the figures as two processes would; prints the statuses and the figures.
ASK = """
import django, json, os, sys
django.setup()
from django.core.management import call_command
from django.test import Client
from articles import tasks
from newsroom.compat import task_finished, task_started
call_command("migrate", verbosity=0)
client = Client(headers={"Host": "localhost"})
if os.fork() == 0:
    client.get("/accounts/login/"); client.get("/stories/quokka-secret/?q=quokka"); client.generic("QUOKKA", "/")
    result = tasks.review_story.get_result(tasks.review_story.enqueue(0).id)
    task_started.send(sender=None, task_result=result)
    task_finished.send(sender=None, task_result=result)
    os._exit(0)
assert os.wait()[1] == 0
refused = [client.get("/metrics").status_code, client.get("/metrics", headers={"Authorization": "Bearer y"}).status_code]
answer = client.get("/metrics", headers={"Authorization": "Bearer x"})
print(json.dumps({"refused": refused, "status": answer.status_code, "figures": answer.content.decode()}))
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("metrics")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_DEBUG": "1",
        "NEWSROOM_METRICS_TOKEN": "x",
        "PROMETHEUS_MULTIPROC_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/newsroom.sqlite3",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_only_who_has_the_token_reads_them(asked):
    assert (asked["refused"], asked["status"]) == ([403, 403], 200)


def test_they_tell_of_the_requests_of_another_process(asked):
    assert 'newsroom_request_seconds_count{method="GET",route="/accounts/login/",status="200"} 1.0' in asked["figures"]


def test_addresses_and_inventions_do_not_come_in(asked):
    assert "quokka" not in asked["figures"].lower()
    assert 'method="other"' in asked["figures"]


def test_they_tell_of_tasks_and_of_the_queue(asked):
    assert 'newsroom_task_seconds_count{outcome="ready",task="review_story"} 1.0' in asked["figures"]
    assert "\nnewsroom_queue_age_seconds " in asked["figures"]


def test_without_a_token_there_is_no_such_page(client, db):
    assert client.get("/metrics").status_code == 404
