"""No call that the OpenAPI document lets one make up breaks the server; `python -m bench.fuzz` tries many more."""

import pytest

from articles.models import Scope
from articles.workflow import tokens
from tests.api.fuzzing import a_newsroom, fuzz

EXAMPLES = 4  # for each operation


@pytest.mark.django_db(transaction=True)
def test_no_call_that_the_document_allows_breaks_the_server(live_server, nora, sami):
    token = tokens.make(by=nora, name="Fuzz", scopes=Scope.values, days=7).text

    answers = fuzz(live_server.url, token, a_newsroom(nora, sami), examples=EXAMPLES)

    assert max(answers) < 500, answers
    assert {200, 404, 422} <= set(answers), answers
