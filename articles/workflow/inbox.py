"""Telling people what concerns them, and what becomes of it in their inbox.

Each `tell` runs in the transaction of what it tells of: both happen or neither. Nobody is told of a story that they
may not see, nor of what they did themselves.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Comment, Notification, NotificationKind
from articles.workflow.errors import Refused

LONGEST_TEXT = 300  # characters of what was said; the place itself is one click away


def tell(users, kind, *, story, by=None, text="", **about):
    """One line in the inbox of each of these users (ids). `about` names the annotation, comment or claim."""
    users = set(users) - {None, by and by.pk}
    if not users:
        return
    now, words = timezone.now(), Truncator(text).chars(LONGEST_TEXT)
    told = story.viewers().filter(pk__in=users).values_list("pk", flat=True)
    Notification.objects.bulk_create(
        Notification(user_id=user, kind=kind, story=story, by=by, text=words, at=now, **about) for user in told
    )


def tell_of_line(line, mentioned):
    """A line of a thread: whoever gets the mark, whom it mentions (ids), and who else is in the thread, each once."""
    annotation = line.annotation
    about = {"story": annotation.article.story, "annotation": annotation, "comment": line}
    assigned = {line.assignee_id}
    in_thread = {annotation.created_by_id, annotation.assigned_to_id} | set(
        Comment.objects.filter(annotation=annotation).order_by().values_list("author_id", flat=True)
    )
    says = {"by": line.author, "text": line.text}
    tell(assigned, NotificationKind.ASSIGNED, **says, **about)
    tell(mentioned - assigned, NotificationKind.MENTION, **says, **about)
    tell(in_thread - assigned - mentioned, NotificationKind.REPLY, **says, **about)


def tell_of_revision(revision, *, barred):
    """Everybody who may approve it: approvers but those who wrote, edited or sent a part of it (`barred`, ids)."""
    approvers = get_user_model().objects.with_perm("articles.approve_revision").values_list("pk", flat=True)
    text = revision.document.get("note") or revision.document["story"]["headline"]
    tell(set(approvers) - barred, NotificationKind.SENT, story=revision.story, by=revision.sent_by, text=text)


def tell_of_reopened(claims):
    """Whoever decided each of these conflicts, which new sources have opened again."""
    for claim in claims:
        tell({claim.decision.decided_by_id}, NotificationKind.REOPENED, story=claim.story, text=str(claim), claim=claim)


# --- What people do with their inbox ----------------------------------------------------------------------------------


@transaction.atomic
def read(notification):
    """Reading it again changes nothing."""
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=timezone.now())
    notification.refresh_from_db(fields=["read_at"])


@transaction.atomic
def unread(notification):
    notification.read_at = None
    notification.save(update_fields=["read_at"])


@transaction.atomic
def read_all(user, *, up_to):
    """Mark read what the page showed: lines up to `up_to` (an id); what came since stays unread.

    Returns (how many, the moment), by which `undo_read_all` knows them again.
    """
    now = timezone.now()
    rows = Notification.objects.inbox_of(user).unread().filter(pk__lte=up_to)
    return Notification.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(read_at=now), now


@transaction.atomic
def undo_read_all(user, moment):
    """What was marked read together at this moment is unread again. Returns how many."""
    count = Notification.objects.filter(user=user, read_at=moment).update(read_at=None)
    if not count:
        raise Refused(_("There is nothing to take back any more."))
    return count


def read_thread(annotation, user):
    """Whoever writes in a thread has seen it."""
    Notification.objects.filter(user=user, annotation=annotation).unread().update(read_at=timezone.now())
