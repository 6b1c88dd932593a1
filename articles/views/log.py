"""The log in words: the latest events of the stories that somebody may see."""

from itertools import groupby
from typing import NamedTuple

from articles.models import Event, Story

DRAFTING = ("worked on the draft", "worked on the draft")
# What is said of one event of a kind, and of several in a row.
WORDS = {
    "create story": ("opened the story", "opened the story"),
    "edit story": ("changed the story’s title, time or people", "changed the story’s title, time or people"),
    "import": ("took in an article", "took in {count} articles"),
    "edit details": ("corrected what is known about an article", "corrected what is known about articles"),
    "request review": ("asked for a review", "asked for a review"),
    "review": ("found {found} new marks", "found {found} new marks"),
    "mark": ("marked a passage", "marked {count} passages"),
    "accept": ("accepted a mark", "accepted {count} marks"),
    "dismiss": ("dismissed a mark", "dismissed {count} marks"),
    "resolve": ("resolved a mark", "resolved {count} marks"),
    "reopen": ("reopened a mark", "reopened {count} marks"),
    "edit": ("changed a mark", "changed {count} marks"),
    "delete": ("deleted a mark", "deleted {count} marks"),
    "comment": ("commented on a mark", "wrote {count} comments"),
    "decide": ("decided on {claim}", "decided {count} conflicts"),
    "send": ("sent the draft for approval", "sent the draft for approval"),
    "approve": ("approved the draft", "approved the draft"),
    "request changes": ("asked for changes", "asked for changes"),
    "export": ("exported it", "exported it {count} times"),
} | dict.fromkeys("headline add write move split merge remove put cite uncite undo redo".split(), DRAFTING)
KEPT_BY_ADMINISTRATORS = {
    "outlet": ("an outlet", "outlets"),
    "error category": ("an error category", "error categories"),
    "person": ("a person", "people"),
    "house style rule": ("a rule of house style", "rules of house style"),
    "check setting": ("the setting of a check", "settings of checks"),
    "user": ("an account", "accounts"),
    "group": ("a group", "groups"),
}
WORDS |= {
    f"{verb} {model}": (f"{did} {one}", f"{did} {{count}} {many}")
    for model, (one, many) in KEPT_BY_ADMINISTRATORS.items()
    for verb, did in (("add", "added"), ("change", "changed"), ("delete", "deleted"))
}
BY_NEWSROOM = {"review": "The review"}
READ_AT_ONCE = 60  # events, before those of one kind in a row become one line


class Line(NamedTuple):
    at: object
    who: str
    what: str
    story: Story


def lines(stories, limit):
    """The latest events of these stories, newest first, as at most `limit` lines. One query."""
    events = Event.objects.filter(story__in=stories).select_related("story", "actor")[:READ_AT_ONCE]
    groups = (list(group) for _, group in groupby(events, key=_kind))
    return [_line(group) for group, _ in zip(groups, range(limit), strict=False)]


def _kind(event):
    return event.actor_id, event.story_id, WORDS.get(event.verb, event.verb)


def _line(events):
    latest = events[0]
    who = latest.actor.get_full_name() or latest.actor_name if latest.actor else "Newsroom"
    return Line(latest.at, BY_NEWSROOM.get(latest.verb, who), _words(latest, len(events)), latest.story)


def _words(event, count):
    if event.verb not in WORDS:
        return event.verb
    one, many = WORDS[event.verb]
    return (one if count == 1 else many).format(**{"claim": "a conflict", "found": 0, **event.data, "count": count})
