"""The OpenAPI document and its page: all that there is, true, and fit to be tried."""

import re
from html import unescape

import pytest
from django.urls import get_resolver, reverse

from articles.api.problems import KINDS
from articles.api.reference import document, groups_of
from articles.models import Scope
from tests import newsdesk
from tests.api.callers import a_caller

OPERATIONS = [operation for group in groups_of(document()).values() for operation in group]
WRITING = [operation for operation in OPERATIONS if operation.body and "-d " in operation.curl]


def test_the_document_needs_no_token(client, db):
    answer = client.get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")


def test_every_operation_says_what_it_does_and_what_it_needs():
    assert len(OPERATIONS) == len({operation.name for operation in OPERATIONS}) > 30
    for operation in OPERATIONS:
        assert operation.says and operation.answers, operation.name
        assert operation.scope in Scope.values or operation.name in ("read_caller", "list_formats")


def test_every_address_of_the_api_is_in_the_document():
    routes = [p for p in get_resolver().url_patterns[-1].url_patterns if str(p.pattern) == "api/"][0].url_patterns
    served = [str(p.pattern) for r in routes if str(r.pattern) == "v1/" for p in r.url_patterns]
    named = {re.sub(r"<\w+:(\w+)>", r"{\1}", route) for route in served}

    assert {f"/api/v1/{route}" for route in named} == set(document()["paths"])


def test_the_page_shows_every_operation_problem_and_scope(nora):
    page = unescape(newsdesk.a_client(nora).get(reverse("api")).content.decode())

    for operation in OPERATIONS:
        assert f'id="{operation.name}"' in page and operation.curl.rpartition("\n")[0] in page
    for kind in KINDS.values():
        assert f'id="problem-{kind.slug}"' in page and kind.title in page
    assert all(scope in page for scope in Scope.values)


def test_every_link_of_the_page_leads_to_a_place_on_it(nora):
    page = newsdesk.a_client(nora).get(reverse("api")).content.decode()
    there = set(re.findall(r'id="([^"]+)"', page))

    assert set(re.findall(r'href="#([^"]+)"', page)) <= there


def test_the_page_needs_a_login_and_no_query_of_its_own(client, nora, django_assert_max_num_queries):
    assert client.get(reverse("api")).status_code == 302
    browser = newsdesk.a_client(nora)
    with django_assert_max_num_queries(4):
        browser.get(reverse("api"))


@pytest.mark.parametrize("operation", WRITING, ids=[operation.name for operation in WRITING])
def test_what_the_page_sends_by_curl_has_the_form_that_is_asked_for(nora, operation):
    """The example may be refused or find nothing, but never for what it looks like."""
    data = re.search(r"-d '(.*)'", operation.curl)[1]
    path = re.search(r"/api/v1(\S+)$", operation.curl)[1]

    answer = a_caller(nora).post(path, data)

    kind = answer.json()["type"] if answer.status_code >= 400 else ""
    assert kind not in ("/api/#problem-malformed", "/api/#problem-server-error", "/api/#problem-version-needed")
    assert kind != "/api/#problem-invalid", answer.json()
