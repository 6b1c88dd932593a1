"""Who may do what: no answer differs from docs/permissions.md, and no address is missing there."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from articles.models import Scope
from tests.reliability import permissions
from tests.reliability.outcomes import LET_IN, NOT_SO, SIGN_IN, ask, outcome
from tests.reliability.permissions import OTHERS, administered, bearer, filled, forms, pages
from tests.reliability.scene import PEOPLE, Scene

pytestmark = pytest.mark.django_db
TABLES = Path(settings.BASE_DIR) / "docs" / "permissions.md"
NOT_OURS = ("accounts/", "favicon.ico", "api/^v1")
NONSENSE = ("x", "9" * 30, "9" * 5000, "\0")
FIELDS = """
    answers assigned_to at end number over pass place position receiver sentence severity start story token up_to version
""".split()


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """One for all: what a request did is undone after it."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def answers(scene):
    """Of the pages, by role."""
    return {role: permissions.pages_answer(scene, role) for role in PEOPLE}


@pytest.fixture
def compare(request):
    def compare(part, found):
        before, lines, after = cut(part)
        if request.config.getoption("--write-permissions"):
            TABLES.write_text("\n".join([*before, *found, *after]) + "\n")
            return
        differs = [f"- {line}" for line in lines if line not in found]
        differs += [f"+ {line}" for line in found if line not in lines]
        assert lines == found, "\n".join([f"{TABLES.name} (-) differs from the product (+):", *differs])

    return compare


def cut(part):
    """The lines before the table of this part, the table, the lines behind it."""
    lines = TABLES.read_text().splitlines()
    start = lines.index(f"<!-- {part} -->") + 1
    end = lines.index("<!-- end -->", start)
    return lines[:start], lines[start:end], lines[end:]


# --- The tables -------------------------------------------------------------------------------------------------------


def test_pages_answer_as_the_table_says(answers, compare, ledger):
    compare("pages", permissions.pages_table(answers))
    asked = sum(len(words) for of_role in answers.values() for words in of_role.values())
    ledger("Pages × role × method: as the table says", asked, point=10, wanted=2000, unit="answers")


def test_the_api_answers_as_the_table_says(scene, compare, ledger):
    compare("api", permissions.api_table(scene))
    asked = len(permissions.OPERATIONS) * (len(PEOPLE) + len(Scope))
    ledger("Calls of the API × role and scope: as the table says", asked, point=10, wanted=400, unit="answers")


def test_the_administration_answers_as_the_table_says(scene, compare, ledger):
    compare("administration", permissions.admin_table(scene))
    compare("administration-pages", permissions.admin_pages_table(scene))
    models, others = administered()
    asked = len(models) * len(permissions.VERBS) * len(permissions.ADMINISTERING) + len(others) * len(PEOPLE) * 2
    ledger("Administration × role × verb: as the table says", asked, point=10, wanted=400, unit="answers")


def test_nothing_breaks():
    assert "broken" not in TABLES.read_text()


# --- What the tables do not spell out ---------------------------------------------------------------------------------


def test_head_answers_as_get_does(answers):
    for role in permissions.FULL:
        assert {place: words["HEAD"] for place, words in answers[role].items()} == {
            place: words["GET"] for place, words in answers[role].items()
        }


def test_our_pages_know_no_other_methods(answers):
    for role in permissions.FULL:
        for (name, route), words in answers[role].items():
            if not route.startswith(NOT_OURS):
                assert {words[method] for method in OTHERS} <= {NOT_SO, SIGN_IN}, f"{role}: {name}"


def test_no_method_opens_what_get_and_post_do_not(answers):
    for role in permissions.FULL:
        for (name, _), words in answers[role].items():
            others = {words[method] for method in OTHERS if method != "OPTIONS"}  # which only names the methods
            if not {words["GET"], words["POST"]} & set(LET_IN):
                assert not others & set(LET_IN), f"{role}: {name}"


def test_nobody_else_comes_into_the_administration(scene):
    models, _ = administered()
    for role in ("anonymous", "approver"):
        client = scene.client(role)
        for key, routes in models.items():
            for route in routes.values():
                for method in ("GET", "POST"):
                    answer = ask(client, method, permissions.admin_address(key, route))
                    word = outcome(answer, is_signed_in=role != "anonymous")
                    assert word == ("sign in" if role == "anonymous" else "no"), f"{role}: {method} {route}"


def test_the_api_knows_all_operations_of_its_map():
    served = {re.sub(r"<\w+:(\w+)>", r"{\1}", route) for _, route in permissions.addresses() if "api/v1/" in route}
    assert served == {operation.path.removeprefix("/") for operation in permissions.OPERATIONS.values()} | {
        "api/v1/openapi.json"
    }


def test_a_cookie_opens_nothing_of_the_api(scene):
    client = scene.client("superuser")
    for name, operation in permissions.OPERATIONS.items():
        route = re.sub(r"{(\w+)}", r"<\1>", operation.path.removeprefix("/"))
        answer = ask(client, operation.method, filled(name, route, scene.at), content_type="application/json")
        assert outcome(answer) == SIGN_IN, name


def test_a_token_opens_no_page(scene):
    client = scene.client("anonymous", headers=bearer(scene.token("superuser")))
    for name, route in pages():
        if route.startswith("stories/"):
            assert outcome(ask(client, "GET", filled(name, route, scene.at)), is_signed_in=False) == SIGN_IN


@pytest.mark.parametrize("nonsense", NONSENSE, ids=["a word", "large", "too large", "NUL"])
def test_nonsense_in_a_form_breaks_nothing(scene, nonsense):
    client, nonsensical = scene.client("superuser"), dict.fromkeys(FIELDS, nonsense)
    nonsensical |= {"versions": f"{nonsense}:{nonsense}", "source": f"{nonsense}:1:{nonsense}"}
    for name, route in pages():
        if not route.startswith(NOT_OURS):
            form = forms(scene).get(name, {}) | nonsensical
            word = outcome(ask(client, "POST", filled(name, route, scene.at), form))
            assert "broken" not in word, f"{name}: {word}"


# --- What was found by it ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["support_withdraw", "link_withdraw", "note_settle", "note_reopen"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_who_reads_blind_is_not_shown_the_story_in_answer_to_a_verb(scene, name, headers):
    """These answer with the draft, or with the page of approval, both full of what others have marked."""
    client = scene.client("blind reader", headers=headers)
    route = dict(pages())[name]
    assert ask(client, "POST", filled(name, route, scene.at), {"version": 1}).status_code == 403


@pytest.mark.parametrize("version", ["x", "", "9" * 5000])
def test_a_note_is_settled_by_no_nonsensical_version(scene, version):
    answer = ask(
        scene.client("editor"),
        "POST",
        filled("note_settle", dict(pages())["note_settle"], scene.at),
        {"version": version},
    )
    assert outcome(answer) == "form" and not answer.noted
