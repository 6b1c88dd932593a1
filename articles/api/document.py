"""The OpenAPI document: what django-ninja writes, with the problems, scopes and headers that every operation shares."""

import json
import re
from functools import cache

from ninja import NinjaAPI

from articles.api.problems import CONTENT_TYPE, KINDS

DESCRIPTION = (
    "JSON over HTTP for what Newsroom's pages do: the same permissions, the same verbs, the same refusals. "
    "Offsets count Unicode code points. Times are UTC."
)
PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Names the kind, and is the address where it is explained."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened this time."},
        "details": {"type": "array", "items": {"type": "string"}, "description": "What stands in the way."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "what"],
                "properties": {"where": {"type": "string"}, "what": {"type": "string"}},
            },
        },
        "scope": {"type": "string"},
        "version": {"description": "The one that the request named."},
        "current_version": {"description": "The one that stands."},
    },
}
ALWAYS = (
    *("malformed", "no-token", "missing-scope", "forbidden", "not-found", "invalid"),
    *("slow-down", "server-error", "away", "full", "read-only"),
)
WRITING = ("stale", "in-progress", "too-large", "refused", "version-needed")
PRECONDITION_FAILED = {412: ["stale"]}


class DocumentedAPI(NinjaAPI):
    def get_openapi_schema(self, *, path_prefix="", path_params=None):
        return _document(self, path_prefix)

    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__


@cache
def _document(api, prefix):
    document = NinjaAPI.get_openapi_schema(api, path_prefix=prefix)
    document["info"]["description"] = DESCRIPTION
    document["components"]["schemas"]["Problem"] = PROBLEM
    document["components"]["responses"] = {slug: _response([slug]) for slug in KINDS}
    for operations in document["paths"].values():
        for method, operation in operations.items():
            _complete(api, method, operation)
    return _with_plain_names(document)


def _with_plain_names(document):
    """StoryOut, as the code calls what is answered of a Story, is a Story to whoever reads the document."""
    return json.loads(re.sub(r"\b([A-Z][A-Za-z]+)Out\b", r"\1", json.dumps(document)))


def _complete(api, method, operation):
    by_status = {}
    for slug in (*ALWAYS, *(WRITING if method == "post" else ())):
        by_status.setdefault(KINDS[slug].status, []).append(slug)
    if method == "post":
        by_status |= PRECONDITION_FAILED
    for status, slugs in sorted(by_status.items()):
        operation["responses"][status] = _response(slugs)
    scope = _scopes(api).get(operation["operationId"])
    if scope:
        operation["x-scope"] = scope


def _response(slugs):
    titles = "; ".join(KINDS[slug].title for slug in slugs)
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": titles, "content": content}


@cache
def _scopes(api):
    """{operation: the scope that it needs}"""
    return {
        api.get_openapi_operation_id(operation): str(auth.scope or "")
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
        for auth in operation.auth_callbacks
    }
