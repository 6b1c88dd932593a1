"""What both stores of backups answer."""

from typing import NamedTuple

VOLATILE = {"django_session", "newsroom_cache"}  # no content: they come and go with every request
PATIENCE = 60  # seconds that a copy waits for those who are writing


class Snapshot(NamedTuple):
    """What the copy holds: the hash of its content, the lines of its audit log and the hash of the last one."""

    content_sha256: str
    lines: int
    head: str


LAST_LINE = "SELECT number, sha256 FROM articles_event ORDER BY number DESC LIMIT 1"
