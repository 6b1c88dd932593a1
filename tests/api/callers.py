"""Programs that call the API with a token."""

import json

from django.test import Client

from articles.models import Scope
from articles.workflow import tokens

ROOT = "/api/v1"


class Caller:
    """`caller.get("/stories")`: a program with a token, without cookies. Every answer is JSON, or a file."""

    def __init__(self, text):
        self.client = Client(headers={"Authorization": f"Bearer {text}"} if text else {})

    def get(self, path, **query):
        return self.client.get(ROOT + path, query)

    def post(self, path, body=None, *, headers=None, **fields):
        data = body if isinstance(body, str | bytes) else json.dumps(body if body is not None else fields)
        return self.client.post(ROOT + path, data, content_type="application/json", headers=headers)

    def upload(self, path, *files):
        return self.client.post(ROOT + path, {"files": list(files)})


def a_caller(user, *scopes, name="Agency feed"):
    """A program of this user; without scopes, with all of them."""
    return Caller(tokens.make(by=user, name=name, scopes=scopes or Scope.values, days=30).text)


def problem(response, status, kind):
    """The problem details of an answer that went wrong in this way."""
    said = response.json()
    assert (response.status_code, said.get("type")) == (status, f"/api/#problem-{kind}"), said
    assert response.headers["Content-Type"] == "application/problem+json"
    assert said["status"] == status and said["title"] and said["detail"]
    return said
