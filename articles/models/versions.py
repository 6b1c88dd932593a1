"""Rows that two people may edit at once: saving names the version that it started from."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _


class Gone(Http404):
    """The row was deleted while somebody worked on it: their page answers "not found"."""


class Stale(Exception):
    """Somebody else saved first. `current` is the row as it stands now."""

    def __init__(self, current):
        super().__init__(_("%(current)s was changed by somebody else in the meantime.") % {"current": current})
        self.current = current


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def swap(self, version, **changes):
        """Save `changes` if the row still has `version`; otherwise raise Stale with the row as it is.

        One statement decides who wins, so that no update is lost on any database.
        """
        rows = type(self)._base_manager.filter(pk=self.pk)
        if not rows.filter(version=version).update(version=version + 1, **changes):
            current = rows.first()
            raise Stale(current) if current else Gone(_("It has been deleted in the meantime."))
        for name, value in {**changes, "version": version + 1}.items():
            setattr(self, name, value)
