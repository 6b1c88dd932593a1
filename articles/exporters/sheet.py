"""CSV that is safe to open: no cell that a spreadsheet would take for a formula."""

import csv
import io

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROLS = ("\t", "\r", "\n")
UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"  # signs without width, which some spreadsheets pass over


def sheet(header, rows) -> bytes:
    """The rows as CSV (RFC 4180): UTF-8 with its mark, which spreadsheets ask for."""
    written = io.StringIO()
    csv.writer(written).writerows([safe(cell) for cell in row] for row in [header, *rows])
    return ("\ufeff" + written.getvalue()).encode()


def safe(cell):
    """Text that would begin a formula gets an apostrophe before it; numbers stay numbers."""
    if isinstance(cell, str) and (cell.startswith(CONTROLS) or _bare(cell).startswith(FORMULA)):
        return f"'{cell}"
    return cell


def _bare(cell):
    return cell.lstrip().lstrip(UNSEEN).lstrip()
