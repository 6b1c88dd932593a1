"""/healthz and /readyz: what machines ask, without a login, and what they are told."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import tasks
from newsroom import health

PARTS = {"database", "migrations", "cache", "queue", "disk"}


@pytest.fixture
def in_production(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["news.example"]


def readiness(client):
    answer = client.get("/readyz")
    return answer.status_code, json.loads(answer.content)["checks"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_needs_no_login_no_https_and_no_name_of_ours(db, client, in_production, path):
    answer = client.get(path, headers={"Host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_others_are_still_asked_for_https_and_a_name(client, in_production):
    assert client.get("/", headers={"Host": "news.example"}).status_code == 301
    assert client.get("/", headers={"Host": "10.0.0.7"}).status_code == 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_only_asks(client, path):
    assert client.post(path).status_code == 405


def test_alive_asks_no_database(client):
    """Without the `db` fixture, pytest-django refuses every query."""
    assert client.get("/healthz").content == b"alive\n"


def test_all_is_well(client, db):
    assert readiness(client) == (200, dict.fromkeys(PARTS, "ok"))


def test_being_ready_costs_the_same_few_queries(client, db, django_assert_max_num_queries):
    client.get("/readyz")
    with django_assert_max_num_queries(6):
        client.get("/readyz")


def test_a_migration_that_is_missing_is_named(client, db):
    MigrationRecorder(connection).record_unapplied("articles", "0004_cache_table")
    status, found = readiness(client)
    assert (status, found["migrations"]) == (503, "1 not applied: run manage.py migrate")
    assert {name for name, said in found.items() if said != "ok"} == {"migrations"}


def test_a_task_that_nobody_takes_is_named(client, db, settings):
    settings.MOST_QUEUE_AGE = 60
    task = tasks.review_story.enqueue(0)
    assert readiness(client)[0] == 200
    DBTaskResult.objects.filter(pk=task.id).update(enqueued_at=timezone.now() - timedelta(seconds=90))
    status, found = readiness(client)
    assert status == 503
    assert "waiting for 90 seconds" in found["queue"]


def test_a_full_disk_is_named(client, db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 62)
    assert readiness(client)[1]["disk"] == "the disk is full, or nearly so"


def test_a_database_that_is_away_is_named_without_its_address(client):
    """pytest-django refuses the connection, as a server that is away does."""
    answer = client.get("/readyz")
    found = json.loads(answer.content)["checks"]
    assert answer.status_code == 503
    assert found["database"] == "does not answer: see the log"
    assert found["disk"] == "ok"


def test_an_address_behind_a_probe_is_a_page_like_any_other():
    assert Client().get("/healthz/").status_code == 404
