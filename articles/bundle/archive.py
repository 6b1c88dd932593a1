"""The ZIP around a bundle: the same files always give the same bytes, and nothing else is accepted back.

Files are stored as they are, not compressed: what a compressor makes differs from machine to machine, and a file that
says how large it is cannot be a bomb.
"""

import io
import re
import zipfile

MOST_BYTES = 256 * 1024 * 1024
MOST_FILES = 2000
LONGEST_NAME = 200  # characters
MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say
# One folder at most, small and large Latin letters, digits: the same on every file system, and never out of the bundle.
_NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")


class Damaged(Exception):
    """This is not a bundle, or not one that may be opened; the text says why in one sentence."""


def zipped(files: dict[str, bytes]) -> bytes:
    """The files, sorted by name, as a ZIP. The same on every machine."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, MOMENT)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content)
    return target.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a ZIP that `zipped` made. Raises Damaged for every other, before anything large is read."""
    if len(content) > MOST_BYTES:
        raise Damaged(f"The file has {len(content):,} bytes; a bundle has at most {MOST_BYTES:,}.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(archive.infolist(), len(content))
            files = {info.filename: archive.read(info) for info in archive.infolist()}
    except Damaged:
        raise
    # A damaged ZIP makes the library raise almost anything.
    except Exception as error:
        raise Damaged(f"The file cannot be read as a ZIP: {error or type(error).__name__}.") from error
    if zipped(files) != content:
        raise Damaged("The ZIP itself was changed: its files, written anew, give other bytes.")
    return files


def _check_list(infos, length):
    if len(infos) > MOST_FILES:
        raise Damaged(f"The ZIP holds {len(infos):,} files; a bundle has at most {MOST_FILES:,}.")
    if sum(info.file_size for info in infos) > length:
        raise Damaged("The ZIP would grow when it is opened: a bundle's files are stored as they are.")
    seen = set()
    for info in infos:
        if len(info.filename) > LONGEST_NAME or not _NAME.fullmatch(info.filename):
            raise Damaged(f"The name {info.filename[:80]!r} has no place in a bundle.")
        if info.filename.casefold() in seen:
            raise Damaged(f"{info.filename} is there twice.")
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 0x1:
            raise Damaged(f"{info.filename} is compressed or encrypted: a bundle's files are stored as they are.")
        seen.add(info.filename.casefold())
