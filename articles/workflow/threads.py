"""The thread of a mark: what is said in it, and to whom the mark is given."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Comment, Event, ThreadVerb
from articles.workflow import inbox
from articles.workflow.errors import Refused
from articles.workflow.mentions import mentions_in


@transaction.atomic
def say(annotation, *, by, text="", verb=ThreadVerb.SAID, answers=None, assignee=None):
    """Add a line to the thread, and tell whom it concerns. An answer to an answer joins the branch of the first.

    Refused when the text calls somebody who may not see the story.
    """
    mentions = mentions_in(text, annotation.article.story)
    line = Comment.objects.create(
        annotation=annotation,
        answers_id=answers and (answers.answers_id or answers.pk),
        author=by,
        verb=verb,
        assignee=assignee,
        text=text,
        mentions=mentions.spans,
    )
    inbox.tell_of_line(line, mentions.people)
    inbox.read_thread(annotation, by)
    return line


@transaction.atomic
def assign(annotation, *, by, version, assignee):
    """Give the mark to somebody to settle, or (None) to nobody."""
    if annotation.assigned_to_id == (assignee and assignee.pk):
        raise Refused(_("It is theirs already.") if assignee else _("Name somebody: it is nobody's so far."))
    if assignee and not _may_settle(annotation, assignee):
        name = assignee.get_full_name() or assignee.username
        raise Refused(
            _("%(name)s may not see this story or not work on it: give the mark to somebody else.") % {"name": name}
        )
    annotation.swap(version, assigned_to_id=assignee and assignee.pk)
    say(annotation, by=by, verb=ThreadVerb.ASSIGNED, assignee=assignee)
    name = assignee.username if assignee else ""
    Event.objects.record("assign", by=by, story=annotation.article.story, target=annotation, to=name)
    return annotation


def _may_settle(annotation, user):
    may_see = annotation.article.story.viewers().filter(pk=user.pk).exists()
    return may_see and user.has_perm("articles.change_story")
