"""The table of docs/permissions.md, as the product has it: every address of the map, every role, every method."""

import json
import re

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.api.reference import document, groups_of
from articles.models import Scope
from tests.reliability.outcomes import LET_IN, METHODS, NO, NOT_SO, addresses, ask, outcome
from tests.reliability.scene import CONFIRMED, PEOPLE

OTHERS = [method for method in METHODS if method not in ("GET", "HEAD", "POST")]
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
FULL = ("anonymous", "superuser")  # they ask by every method; the others by GET and POST
OPERATIONS = {operation.name: operation for group in groups_of(document()).values() for operation in group}
# Addresses that need something of their own: what the scene has in it does not fill them.
FILLED = {
    "insights/<slug:slug>/": "insights/errors/",
    "insights/<slug:slug>/csv/": "insights/errors/csv/",
    "admin/r/<path:content_type_id>/<path:object_id>/": "admin/r/1/1/",
}
# And those whose route is a regular expression, by how it begins.
EXPRESSIONS = {
    "accounts/^confirm-email/": "accounts/confirm-email/nonsense/",
    "accounts/^password/reset/key/": "accounts/password/reset/key/1-nonsense/",
    "api/^v1": "api/v1/nowhere",
    "admin/^": "admin/articles/",
    "admin/(": "admin/nowhere/",
}
# What an address names by `pk` or `id`: by the noun that it begins with, and where that will not do, by its name.
NOUNS = {
    "annotations": "mark",
    "claims": "claim",
    "paragraphs": "paragraph",
    "confirmations": "confirmation",
    "citations": "citation",
    "revisions": "waiting",
    "notes": "note",
    "links": "link",
    "deliveries": "delivery",
    "fetches": "fetch",
    "imports": "import",
    "incoming": "incoming",
    "inbox": "told",
    "preferences": "mine",
    "admin": "somebody",
}
OTHER_THINGS = {
    "session_end": "session",
    "annotation_reopen": "decided",
    "reopen_annotation": "decided",
    "revision_restore": "earlier",
    "revision_export": "printed",
    "revision_bundle": "printed",
    "revision_preview": "printed",
    "revision_look": "printed",
    "revision_send_out": "printed",
    "revision_approve": "ready",
    "link_make": "ready",
    "approve": "ready",
    "export": "printed",
}


def forms(scene):
    """What is sent to an address that decides something: all that it asks for. Others get an empty form."""
    mark, claim, ready = scene.mark, scene.claim, scene.ready
    verdict = {"version": mark.version, "reason": "It is."}
    return {
        "annotation_accept": verdict,
        "annotation_dismiss": verdict,
        "annotation_resolve": verdict,
        "annotation_reopen": {"version": scene.decided.version, "reason": "It is not."},
        "annotation_comment": {"version": mark.version, "text": "Is it?"},
        "claim_decide": {"version": claim.version, "choice": "0", "reason": "The police say so."},
        "revision_approve": {"sha256": ready.sha256},
        "revision_request_changes": {"reason": "Too long."},
        "revision_note": {"place": scene.at["place"], "text": "Shorter."},
        "revision_restore": {},
        "revision_send_out": {"receiver": scene.at["receiver"]},
        "revision_export": {},
        "revision_bundle": {},
        "link_make": {"guest": "Paula Guest"},
        "link_withdraw": {},
        "link_guest": {"sha256": ready.sha256},
        "story_kill": {"slug": "bell", "reason": "It was a hoax."},
        "story_new": {"title": "Bell"},
        "support_confirm": CONFIRMED,
        "paragraph_cite": {"version": scene.paragraph.version, "at": 0, "source": "1:0:12"},
    }


def bodies(scene):
    """The same for the API."""
    mark, claim, ready = scene.mark, scene.claim, scene.ready
    verdict = {"version": mark.version, "reason": "It is."}
    return {
        "open_story": {"title": "Bell"},
        "accept_annotation": verdict,
        "dismiss_annotation": verdict,
        "resolve_annotation": verdict,
        "reopen_annotation": {"version": scene.decided.version},
        "comment": {"text": "Is it?"},
        "decide": {"version": claim.version, "value": "300", "reason": "The police say so."},
        "approve": {"sha256": ready.sha256},
        "request_changes": {"reason": "Too long."},
    }


def examples():
    """What the documentation of the API sends in its examples."""
    sent = {name: re.search("-d '(.*)'", operation.curl) for name, operation in OPERATIONS.items()}
    return {name: json.loads(found[1]) for name, found in sent.items() if found}


def filled(name, route, at):
    """The address: the route with what the scene has in it."""
    if special := FILLED.get(route) or expressed(route):
        return f"/{special}"
    noun = route.removeprefix("api/v1/").partition("/")[0]
    pk = at.get(OTHER_THINGS.get(name) or NOUNS.get(noun), "")
    return "/" + ARGUMENT.sub(lambda found: str(pk if found[1] in ("pk", "id") else at[found[1]]), route)


def expressed(route):
    """An address that fits, for a route that is a regular expression; else nothing."""
    return next((address for start, address in EXPRESSIONS.items() if route.startswith(start)), "")


def shown(route):
    return f"`/{expressed(route) or route}`"


def row(*cells):
    return f"| {' | '.join(cells)} |"


def head(*names):
    return [row(*names), row(*("---" for _ in names))]


EXAMPLES = examples()


# --- The pages --------------------------------------------------------------------------------------------------------


def pages():
    """[(name, route)] of what people ask for with a browser, the administration aside."""
    return [(name, route) for name, route in addresses() if not route.startswith(("admin/", "api/v1/"))]


def pages_answer(scene, role):
    """{(name, route): {method: word}} for one role."""
    client, complete, answers = scene.client(role), forms(scene), {}
    for name, route in pages():
        address = filled(name, route, scene.at)
        answers[name, route] = {
            method: outcome(
                ask(client, method, address, complete.get(name, {}) if method == "POST" else None),
                is_form_complete=method == "POST" and name in complete,
                is_signed_in=role != "anonymous",
            )
            for method in (METHODS if role in FULL else ("GET", "POST"))
        }
    return answers


def pages_table(answers):
    """`answers` by role, as `pages_answer` gives them."""
    lines = head("name", "address", "method", *PEOPLE)
    for name, route in pages():
        methods = [m for m in ("GET", "POST") if answers["superuser"][name, route][m] != NOT_SO]
        cells = [" / ".join(dict.fromkeys(answers[role][name, route][m] for m in methods)) for role in PEOPLE]
        lines.append(row(name if name != route else "", shown(route), " ".join(methods), *cells))
    return lines


# --- The API ----------------------------------------------------------------------------------------------------------


def api_answer(scene, name, headers=None):
    """The word for one operation, called with these headers."""
    return outcome(api_call(scene, name, headers), is_form_complete=name in bodies(scene))


def api_call(scene, name, headers=None, **more):
    """The answer to it; `more` goes beside what it asks for."""
    operation = OPERATIONS[name]
    body = (EXAMPLES | bodies(scene)).get(name, {}) | more
    route = re.sub(r"{(\w+)}", r"<\1>", operation.path.removeprefix("/"))
    address = filled(name, route, scene.at)
    form = {"data": json.dumps(body), "content_type": "application/json"}
    if name == "import_files":
        form = {"form": {"files": SimpleUploadedFile("bell.txt", b"Bell\n\nIt rang on Monday.\n")}}
    return ask(Client(headers=headers), operation.method, address, **(form if operation.method == "POST" else {}))


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def api_table(scene):
    every = {role: bearer(scene.token(role)) for role in scene.users}
    single = {scope: bearer(scene.token("superuser", scope)) for scope in Scope.values}
    lines = head("operation", "address", "scope", "no token", *every)
    for name, operation in OPERATIONS.items():
        opens = [scope for scope, headers in single.items() if api_answer(scene, name, headers) != NO]
        scope = "any" if opens == Scope.values else " ".join(opens)
        cells = [api_answer(scene, name), *(api_answer(scene, name, headers) for headers in every.values())]
        lines.append(row(name, f"{operation.method} `{operation.path}`", scope, *cells))
    return lines


# --- The administration -----------------------------------------------------------------------------------------------

VERBS = {
    "see": ("GET", "changelist"),
    "add": ("POST", "add"),
    "change": ("POST", "change"),
    "delete": ("POST", "delete"),
}
ADMINISTERING = ("administrator", "superuser")


def administered():
    """{(app, model): {kind of page: its route}}, and [(name, route)] of the pages beside those of the models."""
    models, others = {}, []
    kinds = {(model._meta.app_label, model._meta.model_name): model for model in apps.get_models()}
    for name, route in addresses():
        if not route.startswith("admin/"):
            continue
        key = tuple(route.split("/")[1:3])
        kind = name.removeprefix(f"admin:{key[0]}_{key[-1]}_")
        if key in kinds and kind in ("changelist", "add", "change", "delete"):
            models.setdefault(key, {})[kind] = route
        elif not (key in kinds and (kind in ("history", "simple_history") or name.endswith(route))):
            others.append((name, route))
    return models, others


def admin_address(key, route):
    """Of the newest row; of one that is not there where there is none."""
    model = apps.get_model(*key)
    pk = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return "/" + ARGUMENT.sub(str(pk or 1), route)


def admin_verbs(scene, role):
    """{(app, model): "see add change"}: what they are let in to do."""
    client = scene.client(role)
    found = {}
    for key, routes in administered()[0].items():
        asked = {
            verb: outcome(ask(client, method, admin_address(key, routes[kind]), {} if method == "POST" else None))
            for verb, (method, kind) in VERBS.items()
        }
        broken = [f"{verb}: {word}" for verb, word in asked.items() if "broken" in word]
        found[key] = " ".join(broken or [verb for verb, word in asked.items() if word in LET_IN]) or NO
    return found


def admin_table(scene):
    found = {role: admin_verbs(scene, role) for role in ADMINISTERING}
    lines = head("what", *ADMINISTERING)
    for key in administered()[0]:
        name = apps.get_model(*key)._meta.verbose_name_plural
        lines.append(row(f"{name} (`{'.'.join(key)}`)", *(found[role][key] for role in ADMINISTERING)))
    return lines


def admin_pages_table(scene):
    clients = {role: scene.client(role) for role in PEOPLE}
    lines = head("name", "address", *PEOPLE)
    for name, route in administered()[1]:
        address = filled(name, route, scene.at)
        words = [_both(client, address, role) for role, client in clients.items()]
        lines.append(row(name.removesuffix(route).removesuffix("admin:"), shown(route), *words))
    return lines


def _both(client, address, role):
    words = [
        outcome(ask(client, method, address, {} if method == "POST" else None), is_signed_in=role != "anonymous")
        for method in ("GET", "POST")
    ]
    return " / ".join(dict.fromkeys(words))
