"""The evidence bundle: one ZIP with an approved revision in every format, and all that it rests on.

`pack` makes it from `Parts`, `verify` checks it, `open_bundle` reads it back. None of them needs the database.
"""

from articles.bundle.archive import Damaged
from articles.bundle.contents import FORM, Parts, pack
from articles.bundle.reading import Bundle, open_bundle
from articles.bundle.verifying import Verdict, verify

__all__ = ["FORM", "Bundle", "Damaged", "Parts", "Verdict", "open_bundle", "pack", "verify"]
