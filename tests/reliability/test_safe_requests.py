"""What other sites try to have a browser do, and what the answers forbid it: on every address of the map."""

import logging
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import override_settings

from tests import newsdesk
from tests.reliability.outcomes import SITE, ask
from tests.reliability.permissions import administered, bearer, filled, forms, pages
from tests.reliability.scene import Scene

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "https:evil.example",
)
NAMES = ("next", "back", "return", "url")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def everywhere(scene):
    """[(name, address)]: the pages, and those of the administration that belong to no row."""
    found = [(name, filled(name, route, scene.at)) for name, route in [*pages(), *administered()[1]]]
    lists = [(key, f"/{routes[kind]}") for key, routes in administered()[0].items() for kind in ("changelist", "add")]
    return [*found, *[("/".join(key), address) for key, address in lists]]


def led_away(answer):
    """Where a redirect leads, if that is another site."""
    places = [answer.headers.get(name, "") for name in ("Location", "HX-Redirect", "HX-Location")]
    return [
        place for place in places if urlsplit(place).netloc not in SITE or urlsplit(place).scheme not in ("", "http")
    ]


def test_without_a_csrf_token_nothing_is_done(scene, everywhere):
    client = scene.client("superuser", enforce_csrf_checks=True)
    for name, address in everywhere:
        if not address.startswith("/api/v1"):
            answer = ask(client, "POST", address, forms(scene).get(name, {}))
            assert answer.status_code == 403 and not answer.noted, f"{name}: {answer.status_code}"


def test_a_token_needs_no_csrf_token(scene):
    client = scene.client("anonymous", enforce_csrf_checks=True, headers=bearer(scene.token("editor")))
    answer = ask(client, "POST", "/api/v1/stories", data='{"title": "Bell"}', content_type="application/json")
    assert answer.status_code == 201


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_redirect_leads_to_another_site(scene, everywhere, elsewhere):
    asked = dict.fromkeys(NAMES, elsewhere)
    client = scene.client("superuser")
    for name, address in everywhere:
        form = forms(scene).get(name, {}) | asked
        for answer in (
            ask(client, "GET", address, query_params=asked) if elsewhere == ELSEWHERE[0] else None,
            ask(client, "POST", address, form, headers={"Referer": elsewhere}),
        ):
            assert answer is None or not led_away(answer), f"{name}: {led_away(answer)}"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize(
    "place", ["/accounts/login/", "/accounts/logout/", "/admin/login/", "/accounts/reauthenticate/"]
)
def test_signing_in_and_out_leads_to_no_other_site(scene, place, elsewhere):
    signing = {"login": "nora", "password": newsdesk.PASSWORD, "next": elsewhere}
    client = scene.client("anonymous" if "login" in place else "editor")
    answer = ask(client, "POST", place, signing)
    assert answer.status_code == 302 and not led_away(answer)
    assert not led_away(ask(client, "GET", place, query_params={"next": elsewhere}))


@override_settings(ALLOWED_HOSTS=["newsroom.example"])
def test_a_foreign_host_is_refused_everywhere(scene, everywhere):
    for role in ("anonymous", "superuser"):
        client = scene.client(role, SERVER_NAME="evil.example")
        for name, address in everywhere:
            assert ask(client, "GET", address).status_code == 400, f"{role}: {name}"


@override_settings(ALLOWED_HOSTS=["newsroom.example"])
def test_the_own_host_is_let_in(scene):
    assert ask(scene.client("superuser", SERVER_NAME="newsroom.example"), "GET", "/").status_code == 200


@pytest.mark.parametrize("role", ["anonymous", "no group", "superuser"])
def test_every_answer_tells_the_browser_what_it_must_not_do(scene, everywhere, role):
    client = scene.client(role)
    for name, address in everywhere:
        answer = ask(client, "GET", address)
        assert {header: answer.headers.get(header) for header in HEADERS} == HEADERS, name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, name
        assert "unsafe" not in policy and "http" not in policy and "*" not in policy, name


def test_so_do_the_answers_of_the_api(scene):
    client = scene.client("anonymous", headers=bearer(scene.token("superuser")))
    for path in ("/api/v1/me", "/api/v1/stories", "/api/v1/nowhere", "/api/v1/openapi.json"):
        answer = ask(client, "GET", path)
        assert {header: answer.headers.get(header) for header in HEADERS} == HEADERS, path
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
