"""A test in a browser has a second try: it shares two cores with everything else that runs, and a wait may run out.

The summary names each test that needed it, and a test that needs it often has a race to be mended.
"""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))
