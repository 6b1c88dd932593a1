"""What the tests in a browser share."""

import time

PATIENCE = 20  # seconds


def until(page, expression):
    """Wait until the expression holds. The page's own policy forbids Playwright's way, which evaluates text in it."""
    begun = time.monotonic()
    while not page.evaluate(expression):
        assert time.monotonic() - begun < PATIENCE, f"never: {expression}"
        page.wait_for_timeout(50)
