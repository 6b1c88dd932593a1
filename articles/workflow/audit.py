"""Reading the audit log from its first line to its last: has a line been changed, removed, added or moved?"""

from typing import NamedTuple

from django.utils import timezone

from articles.models import AuditCheck, Event
from articles.models.events import FIRST


class Verdict(NamedTuple):
    """`lines` read; `head`, the hash of the last sound one; `problem` in one sentence and its line, or None."""

    lines: int
    head: str
    line: int | None = None
    problem: str | None = None

    @property
    def is_sound(self):
        return self.problem is None


def check(by=None, noted_head=None):
    """Verify the log, and write down what was found. The head of the last sound check must still be there, and with
    `noted_head` that one, too.
    """
    last = AuditCheck.objects.filter(problem="").values_list("head", flat=True).first()
    verdict = verify(*filter(None, [noted_head, last]))
    AuditCheck.objects.create(
        at=timezone.now(),
        by=by,
        lines=verdict.lines,
        head=verdict.head,
        line=verdict.line,
        problem=verdict.problem or "",
    )
    return verdict


def verify(*noted_heads):
    """Check the chain. `noted_heads` are heads of earlier checks: each must still be there, else the end was cut off."""
    number, head, missing = 0, FIRST, dict.fromkeys(noted for noted in noted_heads if noted not in (None, FIRST))
    for event in Event.objects.order_by("number").iterator(chunk_size=1000):
        if problem := _problem(event, number, head):
            return Verdict(number, head, event.number, problem)
        number, head = event.number, event.sha256
        missing.pop(head, None)
    for noted in missing:
        return Verdict(number, head, None, f"The log does not hold the head {noted}: its end was replaced or cut off.")
    return Verdict(number, head)


def _problem(event, last_number, last_head):
    if event.number != last_number + 1:
        return f"Line {event.number} follows line {last_number}: lines are missing between them."
    if event.previous != last_head:
        return f"Line {event.number} does not carry the hash of line {last_number}."
    if event.sha256 != event.compute_hash():
        return f"Line {event.number} was changed: its hash does not fit what it says."
    return None
