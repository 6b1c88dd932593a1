"""Files that are there whole or not at all."""

import os


def write_whole(path, content: bytes, *, follow=True):
    """All of the content or the file as it was: written beside it, brought to the disk, and moved into its place.

    Without `follow` a link in this place is replaced, wherever it leads.
    """
    if follow and path.exists() and not path.is_file():
        path.write_bytes(content)  # a pipe or a terminal cannot be replaced
        return
    path = path.resolve() if follow else path
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
