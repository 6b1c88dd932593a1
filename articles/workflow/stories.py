"""What belongs to the story itself: its title, when it is due, who may see it."""

from django.db import transaction

from articles.models import Event


@transaction.atomic
def edit(story, *, by, version, title, due_at, members):
    """Save the title, due time and members. Raises Stale when somebody else saved since `version`; nothing is saved then."""
    before = {member.pk for member in story.members.all()}
    after = {member.pk for member in members}
    if (story.version, story.title, story.due_at, before) == (version, title, due_at, after):
        return story
    story.swap(version, title=title, due_at=due_at)
    story.members.set(members)
    due = due_at.isoformat() if due_at else None
    Event.objects.record("edit story", by=by, story=story, target=story, title=title, due_at=due, members=sorted(after))
    return story
