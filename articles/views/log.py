"""The log in words: the latest events of the stories that somebody may see."""

from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.models import Event, Story

DRAFTING = frozenset("headline head add write move split merge remove put cite uncite undo redo restore".split())
# What is said of one event of a kind, and of several in a row.
WORDS = {
    "create story": ngettext_lazy("opened the story", "opened the story", "count"),
    "edit story": ngettext_lazy(
        "changed the story’s title, time or people", "changed the story’s title, time or people", "count"
    ),
    "assign story": ngettext_lazy("gave the story to %(to)s", "passed the story on", "count"),
    "assign article": ngettext_lazy(
        "gave article %(number)s to %(to)s", "gave %(count)s articles to somebody", "count"
    ),
    "set embargo": ngettext_lazy("set an embargo", "changed the embargo", "count"),
    "lift embargo": ngettext_lazy("lifted the embargo", "lifted the embargo", "count"),
    "import": ngettext_lazy("took in an article", "took in %(count)s articles", "count"),
    "fetch": ngettext_lazy("asked for an address", "asked for %(count)s addresses", "count"),
    "confirm incoming": ngettext_lazy(
        "took in what waited for a story", "took in %(count)s articles that waited for a story", "count"
    ),
    "move articles": ngettext_lazy("moved articles to “%(to)s”", "moved articles to other stories", "count"),
    "merge story": ngettext_lazy("merged the story into “%(to)s”", "merged the story into “%(to)s”", "count"),
    "receive articles": ngettext_lazy("moved articles here from “%(of)s”", "moved articles here", "count"),
    "edit details": ngettext_lazy(
        "corrected what is known about an article", "corrected what is known about articles", "count"
    ),
    "request review": ngettext_lazy("asked for a review", "asked for a review", "count"),
    "review": ngettext_lazy("found %(found)s new marks", "found %(found)s new marks", "count"),
    "mark": ngettext_lazy("marked a passage", "marked %(count)s passages", "count"),
    "accept": ngettext_lazy("accepted a mark", "accepted %(count)s marks", "count"),
    "dismiss": ngettext_lazy("dismissed a mark", "dismissed %(count)s marks", "count"),
    "resolve": ngettext_lazy("resolved a mark", "resolved %(count)s marks", "count"),
    "reopen": ngettext_lazy("reopened a mark", "reopened %(count)s marks", "count"),
    "edit": ngettext_lazy("changed a mark", "changed %(count)s marks", "count"),
    "delete": ngettext_lazy("deleted a mark", "deleted %(count)s marks", "count"),
    "comment": ngettext_lazy("commented on a mark", "wrote %(count)s comments", "count"),
    "assign": ngettext_lazy("passed on a mark", "passed on %(count)s marks", "count"),
    "undo mark": ngettext_lazy("took back a decision on marks", "took back %(count)s decisions on marks", "count"),
    "read_blind": ngettext_lazy("began to read an article blind", "began to read %(count)s articles blind", "count"),
    "finish_blind": ngettext_lazy("read an article blind", "read %(count)s articles blind", "count"),
    "settle": ngettext_lazy(
        "settled where two readers differ", "settled %(count)s places where two readers differ", "count"
    ),
    "attach": ngettext_lazy("attached a mark again", "attached %(count)s marks again", "count"),
    "decide": ngettext_lazy("decided on %(claim)s", "decided %(count)s conflicts", "count"),
    "compose": ngettext_lazy("made a first draft", "made a first draft", "count"),
    "confirm": ngettext_lazy("confirmed words of the draft", "confirmed %(count)s places of the draft", "count"),
    "unconfirm": ngettext_lazy("withdrew a confirmation", "withdrew %(count)s confirmations", "count"),
    "send": ngettext_lazy("sent the draft for approval", "sent the draft for approval", "count"),
    "approve": ngettext_lazy("approved the draft", "approved the draft", "count"),
    "endorse": ngettext_lazy("signed the draft", "signed the draft", "count"),
    "freeze evidence": ngettext_lazy("kept the evidence", "kept the evidence", "count"),
    "note": ngettext_lazy("wrote a note on the revision", "wrote %(count)s notes on the revision", "count"),
    "settle note": ngettext_lazy("settled a note", "settled %(count)s notes", "count"),
    "reopen note": ngettext_lazy("opened a note again", "opened %(count)s notes again", "count"),
    "make link": ngettext_lazy("made an approval link for %(guest)s", "made %(count)s approval links", "count"),
    "withdraw link": ngettext_lazy("withdrew an approval link", "withdrew %(count)s approval links", "count"),
    "kill": ngettext_lazy("killed the story", "killed the story", "count"),
    "request changes": ngettext_lazy("asked for changes", "asked for changes", "count"),
    "export": ngettext_lazy("exported it", "exported it %(count)s times", "count"),
    "import bundle": ngettext_lazy("took the story in from a bundle", "took the story in from a bundle", "count"),
    "send out": ngettext_lazy("sent it out", "sent it out %(count)s times", "count"),
    "send again": ngettext_lazy("had a delivery sent again", "had %(count)s deliveries sent again", "count"),
    "deliver": ngettext_lazy("delivered it", "made %(count)s deliveries", "count"),
    "give up delivery": ngettext_lazy("gave up a delivery", "gave up %(count)s deliveries", "count"),
}
WORDS |= dict.fromkeys(DRAFTING, ngettext_lazy("worked on the draft", "worked on the draft", "count"))
# Kept by administrators.
WORDS |= {
    "add outlet": ngettext_lazy("added an outlet", "added %(count)s outlets", "count"),
    "change outlet": ngettext_lazy("changed an outlet", "changed %(count)s outlets", "count"),
    "delete outlet": ngettext_lazy("deleted an outlet", "deleted %(count)s outlets", "count"),
    "add error category": ngettext_lazy("added an error category", "added %(count)s error categories", "count"),
    "change error category": ngettext_lazy("changed an error category", "changed %(count)s error categories", "count"),
    "delete error category": ngettext_lazy("deleted an error category", "deleted %(count)s error categories", "count"),
    "add person": ngettext_lazy("added a person", "added %(count)s people", "count"),
    "change person": ngettext_lazy("changed a person", "changed %(count)s people", "count"),
    "delete person": ngettext_lazy("deleted a person", "deleted %(count)s people", "count"),
    "add house style rule": ngettext_lazy(
        "added a rule of house style", "added %(count)s rules of house style", "count"
    ),
    "change house style rule": ngettext_lazy(
        "changed a rule of house style", "changed %(count)s rules of house style", "count"
    ),
    "delete house style rule": ngettext_lazy(
        "deleted a rule of house style", "deleted %(count)s rules of house style", "count"
    ),
    "add rule of approval": ngettext_lazy(
        "added the rules of approval", "added %(count)s the rules of approval", "count"
    ),
    "change rule of approval": ngettext_lazy(
        "changed the rules of approval", "changed %(count)s the rules of approval", "count"
    ),
    "delete rule of approval": ngettext_lazy(
        "deleted the rules of approval", "deleted %(count)s the rules of approval", "count"
    ),
    "add check setting": ngettext_lazy("added the setting of a check", "added %(count)s settings of checks", "count"),
    "change check setting": ngettext_lazy(
        "changed the setting of a check", "changed %(count)s settings of checks", "count"
    ),
    "delete check setting": ngettext_lazy(
        "deleted the setting of a check", "deleted %(count)s settings of checks", "count"
    ),
    "add user": ngettext_lazy("added an account", "added %(count)s accounts", "count"),
    "change user": ngettext_lazy("changed an account", "changed %(count)s accounts", "count"),
    "delete user": ngettext_lazy("deleted an account", "deleted %(count)s accounts", "count"),
    "add group": ngettext_lazy("added a group", "added %(count)s groups", "count"),
    "change group": ngettext_lazy("changed a group", "changed %(count)s groups", "count"),
    "delete group": ngettext_lazy("deleted a group", "deleted %(count)s groups", "count"),
}
BY_NEWSROOM = {"review": gettext_lazy("The review")}
READ_AT_ONCE = 60  # events, before those of one kind in a row become one line


class Line(NamedTuple):
    at: object
    who: str
    what: str
    story: Story


def of_stories(stories):
    """The events of these stories. It is asked of each event whether its story is one of them: few are read."""
    return Event.objects.filter(Exists(stories.filter(pk=OuterRef("story_id"))))


def lines(events, limit):
    """The latest of these events, newest first, as at most `limit` lines. One query."""
    latest = events.select_related("story", "actor")[:READ_AT_ONCE]
    groups = (list(group) for _key, group in groupby(latest, key=_kind))
    return [_line(group) for group, _number in zip(groups, range(limit), strict=False)]


def _kind(event):
    verb = _verb(event)
    return event.actor_id, event.story_id, "draft" if verb in DRAFTING else verb


def _line(events):
    latest = events[0]
    who = latest.actor.get_full_name() or latest.actor_name if latest.actor else "Newsroom"
    return Line(latest.at, BY_NEWSROOM.get(latest.verb, who), _words(latest, len(events)), latest.story)


def _verb(event):
    """Decisions on marks and changes of the draft are taken back under one verb: only the first say of which decision."""
    return "undo mark" if event.verb == "undo" and "decision" in event.data else event.verb


def _words(event, count):
    verb = _verb(event)
    if verb not in WORDS:
        return verb.replace("_", " ")
    return WORDS[verb] % {"claim": _("a conflict"), "found": 0, **event.data, "count": count}
