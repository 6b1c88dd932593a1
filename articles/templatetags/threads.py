"""What a thread shows: its lines in branches, and the names that it calls."""

from typing import NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.models import Comment, ThreadVerb
from articles.templatetags.newsroom import called

register = template.Library()


class Branch(NamedTuple):
    line: Comment
    answers: list[Comment]


@register.filter
def branches(lines):
    """The lines of a thread, each with what answers it, in the order in which they were written."""
    answers = {line.pk: [] for line in lines}
    for line in lines:
        if line.answers_id:
            answers[line.answers_id].append(line)
    return [Branch(line, answers[line.pk]) for line in lines if not line.answers_id]


@register.filter
def did(line):
    """What was done with a line, behind the name of its author; nothing when it was only said."""
    if line.verb == ThreadVerb.ASSIGNED:
        if not line.assignee:
            return _("took it from whoever had it")
        return _("gave it to %(name)s") % {"name": called(line.assignee)}
    return line.get_verb_display() if line.verb else ""


@register.filter
def with_mentions(line):
    """The words of a line, with the names that it calls set apart."""
    pieces, at = [], 0
    for mention in line.mentions:
        pieces.append(("{}", line.text[at : mention["start"]]))
        pieces.append(('<span class="mention">{}</span>', line.text[mention["start"] : mention["end"]]))
        at = mention["end"]
    pieces.append(("{}", line.text[at:]))
    return format_html_join("", "{}", ((format_html(form, words),) for form, words in pieces))
