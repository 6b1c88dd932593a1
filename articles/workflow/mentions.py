"""Whom a text calls: `@nora`, `@Nora Lind`, `@Approver`, the names of accounts and of groups."""

import re
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from articles.workflow.errors import Refused

AT = re.compile(r"(?<![\w.+-])@(?=\w)")  # an address has a letter before it

LONGEST_NAME = 301  # characters: first name, space, last name


class Mentions(NamedTuple):
    """`spans` as a Comment keeps them, `people` the ids of all whom they call."""

    spans: list[dict]
    people: set[int]


def mentions_in(text, story):
    """Who is called in the text. A name that nobody here has is a word like others.

    Refused when somebody is called who may not see the story: they would hear of what they must not know.
    """
    places = [found.start() for found in AT.finditer(text)]
    if not places:
        return Mentions([], set())
    accounts = _accounts()
    names = _group_names() | _account_names(accounts)
    viewers = set(story.viewers().values_list("pk", flat=True))
    spans, people = [], set()
    for at in places:
        if end := _end_of_name(text, at + 1, names):
            kind, key = names[text[at + 1 : end].casefold()]
            people |= _called(kind, key, accounts, viewers)
            spans.append({"start": at, "end": end, kind: key})
    return Mentions(spans, people)


def person_called(name):
    """The account of this user name or full name, written as in a mention, with or without the @."""
    accounts = _accounts()
    found = _account_names(accounts).get(name.strip().removeprefix("@").casefold())
    if not found:
        raise Refused(_("Nobody here is called “%(name)s”.") % {"name": name.strip()})
    return accounts[found[1]]


def _accounts():
    people = get_user_model().objects.filter(is_active=True)
    return {user.pk: user for user in people.only("username", "first_name", "last_name")}


def _account_names(accounts):
    """{name: ("user", id)} by user names and by full names; a full name that two people have calls neither."""
    names, shared = {}, set()
    for user in accounts.values():
        full = user.get_full_name().casefold()
        shared |= {full} & names.keys()
        names[full] = ("user", user.pk)
    names = {name: found for name, found in names.items() if name and name not in shared}
    return names | {user.username.casefold(): ("user", user.pk) for user in accounts.values()}


def _group_names():
    return {name.casefold(): ("group", key) for key, name in Group.objects.values_list("pk", "name")}


def _end_of_name(text, start, names):
    """Where the longest name ends that stands at `start` as whole words; None when none does."""
    ends = range(min(len(text), start + LONGEST_NAME), start, -1)
    return next((end for end in ends if text[start:end].casefold() in names and _is_end_of_word(text, end)), None)


def _is_end_of_word(text, end):
    return end == len(text) or not (text[end].isalnum() or text[end] == "_")


def _called(kind, key, accounts, viewers):
    """The ids behind one name, all of whom may see the story."""
    if kind == "user":
        if key not in viewers:
            user = accounts[key]
            raise Refused(
                _("%(user)s may not see this story, so do not call them here.")
                % {"user": user.get_full_name() or user.username}
            )
        return {key}
    members = set(get_user_model().objects.filter(groups=key, is_active=True).values_list("pk", flat=True)) & viewers
    if not members:
        raise Refused(
            _("Nobody in the group %(group)s may see this story, so do not call it here.")
            % {"group": Group.objects.get(pk=key)}
        )
    return members
