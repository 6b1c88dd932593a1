"""Calls made up from the API's own OpenAPI document: whatever they bring, the server must not break.

Half of them name rows that are there, so that they come past "nothing is there".
"""

from collections import Counter

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import newsdesk

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def a_newsroom(by, approver):
    """Something of each noun, and the ids by which calls find it."""
    story = newsdesk.a_story("harbour-bell", by=by)
    article, other = newsdesk.an_article(story), newsdesk.an_article(story, outlet="Quay Post")
    mark = newsdesk.an_annotation(article)
    claim = newsdesk.a_claim(story, says=[(article, "40 years"), (other, "300")])
    paragraph = newsdesk.a_paragraph(story, by=by, cites=[(article, "About 300 people stood on the quay.")])
    revision = newsdesk.an_approved_revision(story, written_by=by, approved_by=approver)
    known = {"annotations": mark.pk, "claims": claim.pk, "paragraphs": paragraph.pk, "revisions": revision.pk}
    return {"slug": story.slug, "format": "json", **known}


def fuzz(base_url, token, known, *, examples):
    """{status: how many answers}. `known`: {"slug": …, "annotations": id, …}; raises what a check found, with the call."""
    schema = schemathesis.openapi.from_url(f"{base_url}/api/v1/openapi.json")
    answers = Counter()
    for found in schema.get_all_operations():
        _fuzz_operation(found.ok(), base_url, token, known, examples, answers)
    return answers


def _fuzz_operation(operation, base_url, token, known, examples, answers):
    cases = st.one_of(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=cases, is_known=st.booleans(), version=st.integers(1, 3))
    def call(case, is_known, version):
        if is_known:
            _lead_to_what_is_there(case, known, version)
        response = case.call(base_url=base_url, headers={"Authorization": f"Bearer {token}"})
        answers[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    call()


def _lead_to_what_is_there(case, known, version):
    noun = case.path.split("/")[3]
    there = {"id": known.get(noun, 1), "number": 1} | known
    case.path_parameters = {name: there.get(name, made) for name, made in (case.path_parameters or {}).items()}
    if isinstance(case.body, dict) and "version" in case.body:
        case.body["version"] = version
