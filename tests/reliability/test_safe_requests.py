"""What other sites try to have a browser do, and what the answers forbid it: on every address of the map."""

import logging
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import override_settings

from articles.exporters import EXPORTERS
from articles.models import Article
from tests import newsdesk
from tests.reliability.outcomes import SITE, ask, undone
from tests.reliability.permissions import administered, api_call, bearer, bodies, filled, forms, pages
from tests.reliability.rounds import rounds
from tests.reliability.scene import Scene
from tests.views.test_imports import carried, look

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


def test_without_a_csrf_token_nothing_is_done(scene, everywhere, ledger):
    """Without any, with a wrong one, and with the right one from a page of another site."""
    client = scene.client("superuser", enforce_csrf_checks=True)
    client.get("/")
    token = client.cookies["csrftoken"].value
    tried = 0
    for name, address in everywhere:
        if not address.startswith("/api/v1"):
            form = forms(scene).get(name, {})
            answers = [
                ask(client, "POST", address, form),
                ask(client, "POST", address, form | {"csrfmiddlewaretoken": "a" * len(token)}),
                ask(client, "POST", address, form, headers={"X-CSRFToken": token, "Origin": "https://evil.example"}),
            ][: rounds(full=3, quick=1)]
            for answer in answers:
                assert answer.status_code == 403 and not answer.noted, f"{name}: {answer.status_code}"
            tried += len(answers)
    ledger("Forms without, with a wrong, and with another site's CSRF token: refused", tried, point=12, wanted=400)


def test_with_its_token_a_form_is_taken(scene):
    client = scene.client("superuser", enforce_csrf_checks=True)
    client.get("/")
    headers = {"X-CSRFToken": client.cookies["csrftoken"].value, "Origin": "http://testserver"}
    assert ask(client, "POST", "/stories/new/", {"title": "Bell"}, headers=headers).status_code == 302


def test_a_token_needs_no_csrf_token(scene):
    client = scene.client("anonymous", enforce_csrf_checks=True, headers=bearer(scene.token("editor")))
    answer = ask(client, "POST", "/api/v1/stories", data='{"title": "Bell"}', content_type="application/json")
    assert answer.status_code == 201


@pytest.mark.parametrize("elsewhere", ELSEWHERE[: rounds(full=len(ELSEWHERE), quick=1)])
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


# --- Where a redirect may lead ----------------------------------------------------------------------------------------

# A hundred ways to write an address of another site, or something that is none at all.
SLASHES = ("//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "/\n/", "\t//", " //", "/%09/", "/%5c", "/%2f", ".//")
HOSTS = (
    "evil.example",
    "evil.example:80",
    "testserver@evil.example",
    "evil.example#testserver",
    "testserver.evil.example",
)
WAYS = [
    *map("".join, product(SLASHES, HOSTS)),
    *(f"{scheme}{host}" for scheme in ("https://", "http:/", "HTTP:", "ftp://", "http:\\\\") for host in HOSTS),
    *("javascript:alert(1)", "data:text/html,a", "vbscript:a", "mailto:a@evil.example", "file:///etc/passwd"),
    *(
        "nowhere",
        "desk",
        "admin:index",
        "articles.models.Story",
        "%",
        "\0",
        "?next=//evil.example",
        "http://[",
        "a" * 9000,
    ),
]
LEADING = {
    "/accounts/login/": "next",
    "/admin/login/": "next",
    "/accounts/logout/": "next",
    "/accounts/reauthenticate/": "next",
    "/stories/bell/review/": "next",
    "/stories/bell/plan/": "back",
}


@pytest.mark.parametrize("place", LEADING)
def test_of_a_hundred_ways_to_name_another_site_none_leads_there(scene, place, ledger):
    assert len(WAYS) >= 100
    signing = {"login": "nora", "username": "nora", "password": newsdesk.PASSWORD, "version": scene.story.version}
    client = scene.client("anonymous" if "login" in place else "superuser")
    ways = WAYS[:: len(WAYS) // rounds(full=len(WAYS), quick=12)]
    for way in ways:
        cache.clear()  # so many log-ins from one address are taken for guessing
        asked = {LEADING[place]: way}
        for answer in (ask(client, "POST", place, signing | asked), ask(client, "GET", place, query_params=asked)):
            assert not isinstance(answer, Exception), (way, answer)
            assert answer.status_code < 500 and not led_away(answer), (way, led_away(answer))
    ledger(f"Ways to have {place} lead to another site: none did", len(ways), point=12, wanted=100, unit="ways")


# --- Names and paths --------------------------------------------------------------------------------------------------

CLIMBING = (
    "/static/../newsroom/settings.py",
    "/static/..%2fnewsroom/settings.py",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static//etc/passwd",
    "/static/..\\..\\etc\\passwd",
    "/stories/..%2f..%2fadmin/",
    "/stories/bell%2f..%2fprinted/",
    "/stories/bell/../printed/",
    "/stories/bell/articles/1%2f..%2f2/",
    "/insights/..%2f..%2fsettings/csv/",
    "/insights/__class__/",
    "/approve/..%2f..%2fadmin%2f/",
    "/accounts/..;/admin/",
    "/api/v1/stories/..%2f..%2fme",
    "/%00",
    "/stories/bell%00/",
    "/stories/bell;a=b/",
    "/.env",
    "/.git/config",
    "/manage.py",
    "/newsroom.sqlite3",
)


def test_no_address_climbs_out_of_where_it_is(scene):
    client = scene.client("superuser")
    for address in CLIMBING:
        answer = ask(client, "GET", address)
        assert answer.status_code in (301, 302, 404), f"{address}: {answer.status_code}"
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content]).find(b"SECRET_KEY") == -1


def test_what_is_nowhere_in_the_api_is_answered_by_the_api(scene):
    client = scene.client("anonymous", headers=bearer(scene.token("superuser")))
    for address in ("/api/v1/nowhere", "/api/v1/stories/a%0Ab", "/api/v1/a%0A", "/api/v1/a%2F%0D%0A/b"):
        answer = ask(client, "GET", address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json"), address


@pytest.mark.parametrize("name", ["../html", "HTML", "html/", "..", "__init__", "text%00", "text.exe", "bundle"])
def test_there_is_no_format_by_a_name_that_is_none(scene, name):
    client = scene.client("superuser")
    for path in (
        f"/revisions/{scene.at['printed']}/preview/{name}/",
        f"/revisions/{scene.at['printed']}/export/{name}/",
    ):
        answers = [ask(client, "GET", path), ask(client, "POST", path, {})]
        assert {answer.status_code for answer in answers} <= {404, 405}, path


NAMES_OF_FILES = (
    "../../etc/cron.d/bell.txt", "..\\..\\bell.txt", "/etc/passwd.txt", "C:\\bell.txt", "....//bell.txt",
    "bell\r\nX-Evil: 1.txt", 'bell".txt', "bell;filename=evil.html.txt", "bell\u202etxt.exe.txt", "CON.txt", "a" * 200 + ".txt",
    "~root.txt", "$(id).txt", "`id`.txt", "|id.txt", "%2e%2e%2fbell.txt", ".htaccess.txt", "bell.html.txt", "ünïcödé.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES_OF_FILES)
def test_the_name_of_a_file_is_a_name_and_no_path(scene, name):
    client = scene.client("superuser")
    with undone():
        file = SimpleUploadedFile(
            "bell.txt", b"Bell of " + name.encode("ascii", "ignore") + b"\n\nIt rang on Sunday.\n"
        )
        file._name = name  # as a program sends it, past all that is careful
        looked = look(None, file, story=scene.story, client=client)
        client.post(f"/stories/{scene.story.slug}/import/", carried(looked))
        article = Article.objects.order_by("-pk").first()
        answer = client.get(f"{article.get_absolute_url()}original/")
        header = answer.headers["Content-Disposition"]
        assert header.startswith("attachment") and "X-Evil" not in answer.headers
        assert not any(sign in header for sign in ("/", "\r", "\n")) or "filename*=" in header
        assert "/" not in article.file_name


# --- What is served ---------------------------------------------------------------------------------------------------


def is_a_file(answer):
    policy = answer.headers["Content-Security-Policy"]
    return (
        answer.headers["Content-Disposition"].startswith("attachment")
        and answer.headers["X-Content-Type-Options"] == "nosniff"
        and policy.startswith("sandbox;")
        and "allow-" not in policy
    )


@pytest.mark.parametrize(
    "name", ["bell.html", "bell.svg", "bell.xml", "bell.xhtml", "bell.js", "bell.txt", "bell.pdf", "bell"]
)
def test_what_was_received_is_served_as_bytes_to_keep(scene, name):
    with undone():
        text = f"Bell {name}\n\n<script>alert(1)</script> rang.\n"
        article = newsdesk.an_article(scene.story, text, file_name=name)
        answer = scene.client("superuser").get(f"{article.get_absolute_url()}original/")
        assert answer.headers["Content-Type"] == "application/octet-stream" and is_a_file(answer)


def test_what_leaves_is_served_as_a_file(scene):
    client, token = scene.client("superuser"), bearer(scene.token("superuser"))
    program = scene.client("anonymous", headers=token)
    for format in EXPORTERS:
        answers = [
            ask(client, "POST", f"/revisions/{scene.at['printed']}/export/{format}/", {}),
            ask(program, "POST", f"/api/v1/revisions/{scene.at['printed']}/export/{format}"),
        ]
        for answer in answers:
            assert answer.status_code == 200 and is_a_file(answer), format
    for address in ("/insights/errors/csv/", "/admin/articles/event/csv/"):
        assert is_a_file(ask(client, "GET", address)), address


def test_static_files_errors_and_probes_say_what_they_are_too(scene, client):
    for address in (
        "/static/articles/css/base.css",
        "/static/articles/favicon.svg",
        "/nowhere/",
        "/healthz",
        "/readyz",
    ):
        answer = ask(client, "GET", address)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        if not address.endswith("z"):
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"], address


@override_settings(ALLOWED_HOSTS=["newsroom.example"])
def test_no_header_talks_a_message_into_another_host(scene, mailoutbox):
    names = ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Host-Override")
    client = scene.client("anonymous", SERVER_NAME="newsroom.example", headers=dict.fromkeys(names, "evil.example"))
    ask(client, "POST", "/accounts/password/reset/", {"email": scene.nora.email})
    assert [message for message in mailoutbox if "evil" in message.body] == []
    assert "newsroom.example" in mailoutbox[0].body


# --- What a form does not ask for -------------------------------------------------------------------------------------

MORE = {
    **dict.fromkeys(("state", "status"), "approved"),
    **dict.fromkeys(
        ("author", "by", "created_by", "updated_by", "decided_by", "approved_by", "sent_by", "user", "actor"), "1"
    ),
    **dict.fromkeys(("author_id", "by_id", "created_by_id", "user_id", "story_id", "revision_id", "pk", "id"), "1"),
    **dict.fromkeys(("is_superuser", "is_staff", "is_active", "is_approved", "is_copy", "superuser"), "1"),
    **dict.fromkeys(("groups", "permissions", "user_permissions", "scopes"), "1"),
    **dict.fromkeys(("text_sha256", "fingerprint", "prefix", "secret", "password", "number", "position"), "1"),
    **dict.fromkeys(("created_at", "approved_at", "sent_at", "expires_at", "removed_at", "killed_at"), "2001-01-01"),
    **dict.fromkeys(("approval", "approvals", "endorsement", "revision", "merged_into", "story"), "1"),
    **dict.fromkeys(("_method", "_save", "action", "__proto__", "csrf_exempt"), "POST"),
}


def rows():
    """Everything that says who did what and in which state it is; not when, and no hash of it."""
    found = {}
    for model in [get_user_model(), *apps.get_app_config("articles").get_models()]:
        names = [field.attname for field in model._meta.concrete_fields if tells(field)]
        if names:
            found[model._meta.label] = sorted(map(repr, model._default_manager.values_list(*names)))
    return found


def tells(field):
    if field.is_relation:
        return field.related_model is get_user_model()
    is_plain = isinstance(field, models.CharField | models.TextField | models.BooleanField | models.IntegerField)
    named = (
        "sha256",
        "fingerprint",
        "prefix",
        "secret",
        "picture",
        "previous",
        "content",
        "task_id",
        "holder",
        "last_login",
        "target",  # names an id: PostgreSQL goes on counting where something was taken back
    )
    return is_plain and not field.primary_key and not any(name in field.name for name in named)


def test_what_a_form_does_not_ask_for_has_no_effect(scene, ledger):
    client, tried = scene.client("editor"), 0
    for name, route in pages():
        form = forms(scene).get(name)
        if form is None:
            continue
        address = filled(name, route, scene.at)
        plain, more = (after(client.post, address, sent) for sent in (form, without(MORE, form) | form))
        assert plain == more, name
        tried += len(MORE)
    ledger("Fields that a form does not ask for: without effect", tried, point=12, wanted=500, unit="fields")


def test_nor_what_a_call_does_not_ask_for(scene):
    headers = bearer(scene.token("superuser"))
    for name, body in bodies(scene).items():
        plain, more = (api_call(scene, name, headers, **sent) for sent in ({}, without(MORE, body)))
        told = plain.json() if plain.status_code < 300 else {}
        assert more.status_code in (plain.status_code, 422), name
        if more.status_code < 300:
            assert {key: value for key, value in more.json().items() if value != told[key]}.keys() <= TIMES, name


TIMES = {"created_at", "at", "decided_at", "updated_at", "id"}


def after(act, *arguments):
    """The rows once this was done; then it is taken back."""
    with undone():
        act(*arguments)
        return rows()


def test_asking_for_a_page_changes_nothing(scene, everywhere):
    client, before = scene.client("editor"), rows()
    with undone():
        for _, address in everywhere:
            client.get(address)
        assert rows() == before


def without(fields, form):
    return {name: value for name, value in fields.items() if name not in form}
