"""A ZIP archive: each file in it is read as if it had come alone."""

import zipfile

from articles.readers.limits import LARGEST_FILE, MEGABYTE, MOST_ARTICLES
from articles.readers.source import Part, SourceRefused
from articles.readers.zipped import opened, unpacked

# What operating systems put beside the files that somebody packed.
_LITTER = ("__MACOSX/", "Thumbs.db", "desktop.ini")
_OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file: save it as DOCX",
    "META-INF/container.xml": "an e-book",
}


def kind_of(content: bytes) -> str:
    """What a ZIP archive is: "docx", or "zip" itself."""
    names = opened(content, "a ZIP archive").namelist()
    return "docx" if "word/document.xml" in names or "word/styles.xml" in names else "zip"


def read(content: bytes):
    archive = opened(content, "a ZIP archive")
    names = set(archive.namelist())
    for inside, what in _OTHERS.items():
        if inside in names:
            raise SourceRefused(f"It is {what}. Export its text, or copy it and paste it.")
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
    if not entries:
        raise SourceRefused("The ZIP archive is empty.")
    if len(entries) > MOST_ARTICLES:
        raise SourceRefused(
            f"The ZIP archive holds {len(entries)} files; at most {MOST_ARTICLES} can be read at once. Send them in parts."
        )
    return _parts(archive, entries)


def _is_litter(name):
    return name.startswith(_LITTER[0]) or any(part.startswith(".") or part in _LITTER for part in name.split("/"))


def _parts(archive: zipfile.ZipFile, entries):
    for entry in entries:
        try:
            if entry.file_size > LARGEST_FILE:
                raise SourceRefused(f"It is larger than {LARGEST_FILE // MEGABYTE} MB, the most that a file may have.")
            yield Part(entry.filename, unpacked(archive, entry))
        except SourceRefused as refused:
            yield Part(entry.filename, refused)
