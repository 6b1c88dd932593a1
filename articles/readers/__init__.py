"""Bytes in, SourceText out. A new kind of file is a module with one function, and one line here."""

from articles.readers.plain import read_plain
from articles.readers.source import SourceRefused, SourceText

__all__ = ["LARGEST_SOURCE", "READERS", "SourceRefused", "SourceText", "read"]

LARGEST_SOURCE = 2 * 1024 * 1024  # bytes

# By the ending of the file's name, in small letters. Any other name is read as plain text, if its bytes allow that.
READERS = {
    "txt": read_plain,
    "text": read_plain,
}


def read(content: bytes, file_name: str) -> SourceText:
    """The article in a file, or SourceRefused with the reason and the place."""
    if len(content) > LARGEST_SOURCE:
        raise SourceRefused(
            f"The file is larger than {LARGEST_SOURCE // 1024**2} MB, the most that an article may have."
        )
    if not content.strip():
        raise SourceRefused("The file holds nothing but white space." if content else "The file is empty.")
    ending = file_name.rpartition(".")[2].lower()
    return READERS.get(ending, read_plain)(content)
