"""ZIP archives, and what is one inside, such as Word documents: nothing is unpacked before its size is known."""

import io
import zipfile
import zlib

from articles.readers.limits import LARGEST_UNPACKED, MEGABYTE, MOST_ENTRIES
from articles.readers.source import SourceRefused


def opened(content: bytes, what: str) -> zipfile.ZipFile:
    """The archive, checked: `what` is how to call it. Raises SourceRefused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise SourceRefused(f"It is {what}, but damaged: {error}. Ask for the file again.") from error
    if len(entries) > MOST_ENTRIES:
        raise SourceRefused(f"It is {what} with {len(entries)} entries; at most {MOST_ENTRIES} are possible.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED:
        raise SourceRefused(
            f"It is {what} that unpacks to {unpacked // MEGABYTE} MB; at most {LARGEST_UNPACKED // MEGABYTE} MB are possible."
        )
    if _overlap(entries):
        raise SourceRefused(f"It is {what} whose entries lie in each other, as only a bomb's do.")
    return archive


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry: never more than it declared."""
    if entry.flag_bits & 0x1:
        raise SourceRefused("It is protected by a password. Unpack it and import what is inside.")
    try:
        with archive.open(entry) as file:
            content = file.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise SourceRefused(f"It cannot be unpacked: {error}. Ask for the file again.") from error
    if len(content) != entry.file_size:
        raise SourceRefused("It does not have the size that the archive says. Ask for the file again.")
    return content


def _overlap(entries):
    """Whether packed bytes are used twice, as in bombs without nesting."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + 30 + entry.compress_size
    return False
