"""What every test may ask for: the cast, and browsers in which they have signed in."""

import json
import os
import shutil
from collections import Counter

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import expect

from articles.models import guards
from tests import newsdesk

NO_BROWSER = "no Chromium on this machine: `apt-get install chromium`, or name one in CHROMIUM"


def pytest_addoption(parser):
    parser.addoption("--write-permissions", action="store_true", help="write the tables of docs/permissions.md anew")


def pytest_terminal_summary(terminalreporter):
    """One line for each reason to leave tests out: it names what to do about it."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", [])
    )
    for reason, number in reasons.items():
        terminalreporter.write_line(f"SKIPPED {number} tests: {reason}", yellow=True)


# --- The cast ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def nora(db):
    return newsdesk.a_user("nora")


@pytest.fixture
def jonas(db):
    return newsdesk.a_user("jonas")


@pytest.fixture
def sami(db):
    return newsdesk.a_user("sami")


@pytest.fixture
def ada(db):
    return newsdesk.a_user("ada")


@pytest.fixture
def vera(db):
    return newsdesk.a_user("vera")


@pytest.fixture
def max_(db):
    return newsdesk.a_user("max")


@pytest.fixture
def rosa(db):
    return newsdesk.a_user("rosa", superuser=True)


@pytest.fixture
def story(nora):
    return newsdesk.a_story(by=nora)


@pytest.fixture
def article(story):
    return newsdesk.an_article(story)


# --- The database -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test that really commits, empty the database and put back what the migrations had put there.

    Django empties SQLite row by row, which the guards refuse: they step aside meanwhile.
    """
    with django_db_blocker.unblock():
        migrated = connection.creation.serialize_db_to_string()
    refilled = {apps.get_model(row["model"]) for row in json.loads(migrated)}

    def empty_and_refill(test_case):
        cache.clear()
        guards.remove(connection)
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(migrated)
        with connection.cursor() as cursor:  # PostgreSQL goes on counting behind the rows that were put back
            for statement in connection.ops.sequence_reset_sql(no_style(), refilled):
                cursor.execute(statement)
        guards.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_refill)
        yield


# --- Browsers ---------------------------------------------------------------------------------------------------------

# What a machine under load may need; whoever waits for nothing waits that long only when it is broken.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        refuse = pytest.fail if os.environ.get("NEWSROOM_REQUIRE_BROWSER") == "1" else pytest.skip
        refuse(NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": path}


@pytest.fixture
def page_of(live_server, new_context):
    """`page_of(nora)`: a page of the running product in a browser of her own, in which she has signed in.

    Any error in its console (a script's, a refused style, a missing file) fails the test. `allow=["409"]` lets
    through those that hold one of the words, for a test that provokes them.
    """
    problems = []

    def open_page(user, *, allow=(), **options):
        context = new_context(base_url=live_server.url, **options)
        if user is not None:
            context.add_cookies([_session_cookie(user, live_server.url)])
        page = context.new_page()
        _press_keys_on_loaded_pages(page)

        def note(text):
            if not any(word in text for word in allow):
                problems.append(f"{page.url}: {text}")

        page.on("console", lambda message: note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        return page

    yield open_page
    assert problems == []


def _press_keys_on_loaded_pages(page):
    """A key waits until the page's scripts listen. Playwright presses it at once, also while the page still loads."""
    press = page.keyboard.press

    def press_when_loaded(key, **options):
        page.wait_for_load_state()
        press(key, **options)

    page.keyboard.press = press_when_loaded


def _session_cookie(user, url):
    cookies = newsdesk.a_client(user).cookies
    (name,) = [name for name in cookies if name.endswith("session")]
    return {"name": name, "value": cookies[name].value, "url": url}
