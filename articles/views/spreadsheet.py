"""CSV for spreadsheets: streamed line by line, and no cell that a spreadsheet would take for a formula."""

import csv

from django.http import StreamingHttpResponse

from articles.exporters.sheet import safe


class _Line:
    """What csv.writer writes to: it hands each line back."""

    def write(self, line):
        return line


def csv_answer(file_name, header, rows):
    """The rows as a file to download: UTF-8 with its mark, which spreadsheets ask for."""
    writer = csv.writer(_Line())
    lines = (writer.writerow([safe(cell) for cell in row]) for row in _with(header, rows))
    return StreamingHttpResponse(
        (line.encode() for line in _marked(lines)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _with(header, rows):
    yield header
    yield from rows


def _marked(lines):
    yield "\ufeff"
    yield from lines
