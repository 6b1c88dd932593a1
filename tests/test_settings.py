"""The settings: production by default, and nonsense in a variable stops the start and says which."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

TELL = (
    "import json, django.conf as c; s = c.settings; print(json.dumps({n: getattr(s, n) for n in "
    "('DEBUG', 'SECURE_SSL_REDIRECT', 'SESSION_COOKIE_SECURE', 'ALLOWED_HOSTS', 'TIME_ZONE', 'CSRF_TRUSTED_ORIGINS')}"
    " | {'engine': s.DATABASES['default']['ENGINE']}))"
)
SECRET = "a-long-text-that-nobody-guesses-" + "x7Q2" * 8


def start(**variables):
    """Load the settings in a process of its own, with these variables of ours and no others."""
    ours = ("NEWSROOM_", "DATABASE_URL", "EMAIL_URL", "WEB_CONCURRENCY", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=settings.BASE_DIR,
        env={**environment, "DJANGO_SETTINGS_MODULE": "newsroom.settings", **variables},
        capture_output=True,
        text=True,
    )


def told(**variables):
    result = start(**variables)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_production_is_the_default():
    there = told(NEWSROOM_SECRET_KEY=SECRET)
    assert (there["DEBUG"], there["SECURE_SSL_REDIRECT"], there["SESSION_COOKIE_SECURE"]) == (False, True, True)


def test_without_a_secret_key_production_does_not_start():
    result = start()
    assert result.returncode != 0
    assert "NEWSROOM_SECRET_KEY is not set" in result.stderr.splitlines()[-1]


def test_debug_starts_without_a_secret_key_and_without_https():
    there = told(NEWSROOM_DEBUG="1")
    assert (there["DEBUG"], there["SECURE_SSL_REDIRECT"]) == (True, False)


def test_hosts_are_a_list_and_trusted_over_https():
    there = told(NEWSROOM_SECRET_KEY=SECRET, NEWSROOM_ALLOWED_HOSTS="news.example,.desk.example")
    assert there["ALLOWED_HOSTS"] == ["news.example", ".desk.example"]
    assert there["CSRF_TRUSTED_ORIGINS"] == ["https://news.example", "https://*.desk.example"]


def test_the_database_is_chosen_by_its_url():
    assert told(NEWSROOM_DEBUG="1")["engine"].endswith("sqlite3")
    assert told(NEWSROOM_DEBUG="1", DATABASE_URL="postgres://desk@db.example/newsroom")["engine"].endswith("postgresql")


@pytest.mark.parametrize(
    "name, value",
    [
        ("NEWSROOM_DEBUG", "maybe"),
        ("NEWSROOM_HTTPS", "sometimes"),
        ("NEWSROOM_BEHIND_PROXY", "2"),
        ("NEWSROOM_TIME_ZONE", "Mars/Olympus"),
        ("NEWSROOM_LANGUAGE", "klingon"),
        ("NEWSROOM_LOG_LEVEL", "LOUD"),
        ("NEWSROOM_LOG_FORMAT", "xml"),
        ("NEWSROOM_QUEUE_AGE", "a while"),
        ("NEWSROOM_TASK_LEASE", "0"),
        ("REDIS_URL", "memcached://cache.example"),
        ("WEB_CONCURRENCY", "many"),
        ("WEB_CONCURRENCY", "0"),
        ("DATABASE_URL", "a file somewhere"),
        ("DATABASE_URL", "oracle9://db.example/newsroom"),
        ("EMAIL_URL", "pigeon://loft"),
    ],
)
def test_nonsense_in_a_variable_stops_the_start_and_names_it(name, value):
    result = start(**{"NEWSROOM_SECRET_KEY": SECRET, name: value})
    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured:")
    assert name in last
    assert (value in last) is not name.endswith("_URL")  # an address may hold a password


def test_metrics_need_a_folder_in_which_the_processes_meet(tmp_path):
    assert "needs PROMETHEUS_MULTIPROC_DIR" in start(NEWSROOM_DEBUG="1", NEWSROOM_METRICS_TOKEN="x").stderr
    folder = tmp_path / "metrics"
    told(NEWSROOM_DEBUG="1", NEWSROOM_METRICS_TOKEN="x", PROMETHEUS_MULTIPROC_DIR=str(folder))
    assert folder.is_dir()


def test_every_variable_is_in_the_table_of_the_documents():
    """docs/operations.md tells of each that the settings and the web server read."""
    read = "".join((settings.BASE_DIR / "newsroom" / name).read_text() for name in ("settings.py", "gunicorn.py"))
    named = set(re.findall(r'"(NEWSROOM_[A-Z_]+|DATABASE_URL|REDIS_URL|EMAIL_URL|WEB_CONCURRENCY)"', read))
    table = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    assert len(named) > 15
    assert {name for name in named if f"| `{name}` |" not in table} == set()
