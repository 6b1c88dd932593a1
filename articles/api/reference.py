"""The OpenAPI document, and the page that shows it to people: every operation with its fields and a call by curl."""

import json
import re
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from articles.api import api
from articles.api.problems import KINDS
from articles.models import Scope

PREFIX = "api/v1/"
IN_EXAMPLES = {"slug": "harbour-bell", "id": "1", "number": "1", "format": "markdown"}
VALUES = {"string": "…", "integer": 1, "number": 1.0, "boolean": True, "array": [], "object": {}}
JSON, MULTIPART = "application/json", "multipart/form-data"


class Member(NamedTuple):
    """A parameter, a field of a body or of an answer. `shape` is the name of a schema that the page shows, or ""."""

    name: str
    kind: str
    shape: str
    is_required: bool
    says: str
    place: str = ""


class Operation(NamedTuple):
    name: str
    method: str
    path: str
    says: str
    scope: str
    parameters: list[Member]
    body: list[Member]
    answers: list[tuple[str, str]]  # (status, name of the schema or "")
    curl: str


@require_safe
@login_not_required
def openapi(request):
    """OpenAPI 3.1: it holds no secrets, and programs ask for it before they have a token."""
    return JsonResponse(document())


@require_safe
def reference(request):
    written, address = document(), request.build_absolute_uri("/").rstrip("/")
    context = {
        "groups": groups_of(written, address),
        "shapes": _shapes(written),
        "problems": [kind._replace(advice=_with_code(kind.advice)) for kind in KINDS.values()],
        "scopes": Scope.choices,
        "first_call": _curl("get", f"{address}/{PREFIX}me", {}),
    }
    return render(request, "api/reference.html", context)


def _with_code(text):
    """What stands in backticks as code."""
    return mark_safe(re.sub("`([^`]+)`", r"<code>\1</code>", escape(text)))  # nosec B703  # escaped


def document():
    return api.get_openapi_schema(path_prefix=PREFIX)


def groups_of(written, address=""):
    """{noun: [Operation]} in the order of the document; `address` is that of the site, for the examples."""
    groups = {}
    for path, methods in written["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(written, path, method, operation, address))
    return groups


def _operation(written, path, method, operation, address):
    body = operation.get("requestBody", {}).get("content", {})
    schema = _resolved(written, next(iter(body.values()), {"schema": {}})["schema"])
    good = {status: answer for status, answer in operation["responses"].items() if int(status) < 400}
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        says=_with_code(operation.get("description", "")),
        scope=operation.get("x-scope", ""),
        parameters=[
            _member(written, p["name"], p["schema"], p["required"], p["in"], p.get("description"))
            for p in operation["parameters"]
        ],
        body=_members(written, schema),
        answers=[(str(status), _name_of(answer)) for status, answer in good.items()],
        curl=_curl(
            method, address + path, {kind: _example(written, content["schema"]) for kind, content in body.items()}
        ),
    )


# --- Schemas in words -------------------------------------------------------------------------------------------------


def _shapes(written):
    """[(name, what it says, its members)] of everything that is answered or sent."""
    shapes = written["components"]["schemas"].items()
    return [
        (name, _with_code(shape.get("description", "")), _members(written, shape)) for name, shape in sorted(shapes)
    ]


def _members(written, schema):
    required = schema.get("required", ())
    return [_member(written, name, inner, name in required) for name, inner in schema.get("properties", {}).items()]


def _member(written, name, schema, is_required, place="", says=None):
    says = says or schema.get("description", "")
    return Member(name, _kind(schema), _shape(schema), is_required, _with_code(says), place)


def _kind(schema):
    if "anyOf" in schema:
        return " or ".join(_kind(inner) for inner in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return schema.get("format") or schema.get("type") or _last(schema.get("$ref", "any"))


def _shape(schema):
    """The name of the schema to which a field leads."""
    for inner in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in inner:
            return _last(inner["$ref"])
    return ""


def _name_of(answer):
    return _shape(answer.get("content", {}).get(JSON, {}).get("schema", {}))


def _resolved(written, schema):
    return written["components"]["schemas"][_last(schema["$ref"])] if "$ref" in schema else schema


def _last(reference):
    return reference.rpartition("/")[2]


# --- Examples ---------------------------------------------------------------------------------------------------------


def _example(written, schema):
    """What must be sent, and the version that was seen."""
    schema = _resolved(written, schema)
    if "examples" in schema:
        return schema["examples"][0]
    if "properties" in schema:
        asked = [*schema.get("required", ()), *(name for name in schema["properties"] if name == "version")]
        return {name: _example(written, schema["properties"][name]) for name in asked}
    if "anyOf" in schema:
        return _example(written, schema["anyOf"][0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("minItems"):
        return [_example(written, schema["items"])]
    return VALUES[schema.get("type", "string")]


def _curl(method, path, body):
    """A call that can be pasted into a shell in which TOKEN is set."""
    for name, value in IN_EXAMPLES.items():
        path = path.replace(f"{{{name}}}", value)
    lines = ['curl -H "Authorization: Bearer $TOKEN"']
    if MULTIPART in body:
        lines.append("-F files=@report.txt")
    elif JSON in body:
        data = json.dumps(body[JSON], ensure_ascii=False).replace("'", "’")
        lines += ["-H 'Content-Type: application/json'", f"-d '{data}'"]
    elif method == "post":
        lines.append("-X POST")
    return " \\\n  ".join([*lines, path])
