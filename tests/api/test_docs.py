"""docs/api.md is true: every call in it is made by a shell, in its order, and answers what the page says."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Scope, Story
from articles.workflow import tokens
from tests import newsdesk

PAGE = (Path(settings.BASE_DIR) / "docs/api.md").read_text()
CALLS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on this machine")
@pytest.mark.django_db(transaction=True)
def test_every_call_of_the_page_works(live_server, nora, tmp_path):
    token = tokens.make(by=nora, name="Docs", scopes=Scope.values, days=7).text
    (tmp_path / "report.txt").write_text(newsdesk.TEXT)
    script = "".join(CALLS).replace("https://news.example.org", live_server.url).replace("nrt_…", token)

    said = subprocess.run(
        ["bash", "-e", "-c", script.replace("curl -sS", "curl -sS -w '\\n'")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert not said.stderr, said.stderr
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    problems = [answer for answer in answers if "detail" in answer]
    assert len(answers) > 10
    assert problems == [_problem_of_the_page()]
    story = Story.objects.get()
    assert (story.headline, story.articles.count()) == ("The bell is back", 3)


def test_the_page_names_every_scope_as_the_product_does():
    rows = dict(re.findall(r"^\| `([a-z:]+)` \| (.*?) \|$", PAGE, re.M))

    assert list(rows) == Scope.values


def _problem_of_the_page():
    return json.loads(re.search(r"^```json\n(.*?)^```$", PAGE, re.M | re.S)[1])
