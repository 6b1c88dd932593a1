"""Practice material beside the project: real articles and labelled stories. It is no part of the project itself."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def seeds():
    """The five real articles about one event, in order; the test is skipped with a visible line where they are missing."""
    return _or_skip(sorted((SHARED / "seeds").glob("*.txt")), "articles", "seeds")


def stories():
    """The folders of the labelled stories; skipped likewise."""
    return _or_skip(sorted(path.parent for path in (SHARED / "stories").glob("*/gold.json")), "stories", "stories")


def _or_skip(found, what, folder):
    return found or pytest.skip(f"no practice {what} beside the project: ../shared/{folder}")
