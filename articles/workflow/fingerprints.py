"""By what a later review knows again what an earlier one found."""

import hashlib


def fingerprint_of(*parts):
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
