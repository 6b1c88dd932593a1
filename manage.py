#!/usr/bin/env python
"""Newsroom's command line."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        sys.exit(_in_one_sentence(error))


def _in_one_sentence(error):
    """What failed, when it is what Newsroom stands on. Anything else is raised again, with the way there."""
    from newsroom.errors import ADVICE, fault_of

    fault = fault_of(error)
    if fault is None or "--traceback" in sys.argv:
        raise error
    return f"{ADVICE[fault]} ({type(error).__name__}: {error}; --traceback tells more.)"


if __name__ == "__main__":
    main()
