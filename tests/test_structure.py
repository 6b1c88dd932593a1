"""The house stands as it was drawn: floors, style, migrations, deployment, what a page may hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = ROOT / "articles/static/articles/css/tokens.css"

# The Content-Security-Policy refuses them; without a test, one would see it in the browser only.
INLINE = {
    "a script in the page": r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>",
    "a style in the page": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "a handler attribute": r"\son[a-z]+\s*=",
    "hx-on": r"\bhx-on\b",
    "a script as an address or value": r"\b(?:javascript|js):",
}


def run(program, *arguments, **environment):
    """The exit status of a program of this virtual environment, and everything that it said."""
    path = Path(sys.executable).with_name(program)
    result = subprocess.run(
        [path, *arguments], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    return result.returncode, result.stdout + result.stderr


def test_imports_go_down_only():
    status, said = run("lint-imports", "--no-cache")
    assert status == 0, said


@pytest.mark.parametrize("check", [("check",), ("format", "--check")], ids=["style", "form"])
def test_the_code_is_in_style_and_in_form(check):
    status, said = run("ruff", *check, "--no-cache")
    assert status == 0, said


@pytest.mark.django_db
def test_the_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_settings_of_production_pass_the_deployment_check():
    ours = ("NEWSROOM_DEBUG", "NEWSROOM_HTTPS", "NEWSROOM_BEHIND_PROXY", "DJANGO_ALLOW_ASYNC_UNSAFE")
    unset = dict.fromkeys(ours, "")
    status, said = run(
        "python",
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        **unset,
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        NEWSROOM_SECRET_KEY="a-long-text-that-nobody-guesses-" + "x7Q2" * 8,
    )
    assert status == 0, said


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_a_template_holds_nothing_that_the_policy_refuses(template):
    text = template.read_text()
    assert [what for what, pattern in INLINE.items() if re.search(pattern, text, re.IGNORECASE)] == []


def test_both_ways_into_the_dark_have_the_same_colours():
    css = TOKENS.read_text()
    by_system = re.search(r"prefers-color-scheme:\s*dark\)\s*\{\s*[^{]+\{([^}]*)\}", css)
    by_choice = re.search(r"\[data-theme=\"?dark\"?\]\s*\{([^}]*)\}", css)
    blocks = [re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", block[1]) for block in (by_system, by_choice)]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) > 10
