"""What belongs to the story itself: its title, who may see it, who is to work on it, until when, how urgent, how secret."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Event, NotificationKind, Priority, Stale
from articles.workflow import inbox, intake, slugs
from articles.workflow.errors import Refused

PLAN = ("assigned_to", "due_at", "priority", "embargo_until")
FIELDS = ("title", "slug", *PLAN)


@transaction.atomic
def open_story(*, by, title, slug="", members=(), **plan):
    """A new story with its plan, all or nothing. Without a slug it gets a free one made from the title."""
    story = intake.create_story(title=title, slug=slug, by=by, members=members)
    return edit(story, by=by, version=story.version, **plan)


@transaction.atomic
def edit(story, *, by, version, members=None, **fields):
    """Save title, address, members and plan, or as many of them as are given.

    Raises Stale when somebody else saved since `version`, and Refused when the story would belong to somebody who may
    not see it or not write; nothing is saved then.
    """
    before = {name: getattr(story, name) for name in fields}
    were = {member.pk for member in story.members.all()}
    named = were if members is None else {member.pk for member in members}
    changed = {name: value for name, value in fields.items() if value != before[name]}
    if not changed and named == were and story.version == version:
        return story
    _check(fields)
    if "slug" in changed:
        slugs.check_rename(story, fields["slug"])
    story.swap(version, **fields)
    if "slug" in changed:
        slugs.give_up(story, before["slug"])
    if named != were:
        story.members.set(named)
    if story.assigned_to and not may_work_on(story, story.assigned_to):
        raise Refused(
            _("%(assigned_to)s may not see this story or not write: name them among its people.")
            % {"assigned_to": _name(story.assigned_to)}
        )
    changes = {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}
    if named != were:
        changes["members"] = [sorted(were), sorted(named)]
    names = {"to": _name(story.assigned_to)} if "assigned_to" in changed else {}
    Event.objects.record(_verb(changed, changes), by=by, story=story, target=story, changes=changes, **names)
    if changed.get("assigned_to"):
        inbox.tell({story.assigned_to_id}, NotificationKind.GIVEN, story=story, by=by, text=story.title)
    return story


@transaction.atomic
def assign_article(article, *, by, seen, assignee):
    """Give an article to somebody to read, or (None) to nobody. `seen` is whom the page showed (an id or None).

    Raises Stale when somebody else gave it away in the meantime.
    """
    if assignee and not may_work_on(article.story, assignee):
        raise Refused(_("%(assignee)s may not see this story or not work on it.") % {"assignee": _name(assignee)})
    before = article.assigned_to
    rows = Article.objects.filter(pk=article.pk, assigned_to_id=seen)
    if not rows.update(assigned_to=assignee):
        raise Stale(Article.objects.select_related("assigned_to", "story", "outlet").get(pk=article.pk))
    article.assigned_to = assignee
    if seen == (assignee and assignee.pk):
        return article
    who = [before and before.username, assignee and assignee.username]
    data = {"number": article.number, "to": _name(assignee), "changes": {"assigned_to": who}}
    Event.objects.record("assign article", by=by, story=article.story, target=article, **data)
    if assignee:
        about = {"story": article.story, "article": article}
        inbox.tell({assignee.pk}, NotificationKind.GIVEN, by=by, text=article.headline or article.file_name, **about)
    return article


def may_work_on(story, user):
    """Whether this user sees the story and writes."""
    return user.has_perm("articles.change_story") and story.viewers().filter(pk=user.pk).exists()


def _check(fields):
    if "title" in fields and not fields["title"].strip():
        raise Refused(_("A story needs a title."))
    if "priority" in fields and fields["priority"] not in Priority.values:
        raise Refused(_("Choose urgent, high, normal or low."))


def _verb(changed, changes):
    """What to call it in the log: what presses most, where several things were changed together."""
    if "embargo_until" in changed:
        return "set embargo" if changed["embargo_until"] else "lift embargo"
    return "assign story" if set(changes) == {"assigned_to"} else "edit story"


def _plain(value):
    """As the log keeps it: a name, a moment, a number."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.username if hasattr(value, "username") else value


def _name(user):
    return user.get_full_name() or user.get_username() if user else "nobody"
