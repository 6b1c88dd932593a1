"""The address of a story: which it may have, and what becomes of the one that it had."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Export, FormerSlug, Story
from articles.workflow.errors import Refused

# Addresses below stories/ that are pages of their own.
RESERVED = frozenset({"new"})
LONGEST = Story._meta.get_field("slug").max_length


def check(slug):
    """Refused unless it can stand in an address."""
    if not slug or slug != slugify(slug) or len(slug) > LONGEST:
        raise Refused(
            _("“%(slug)s” cannot be an address: small letters, digits and hyphens, at most %(most)s.")
            % {"slug": slug, "most": LONGEST}
        )
    if slug in RESERVED:
        raise Refused(_("“%(slug)s” is the address of another page.") % {"slug": slug})


def is_taken(slug, *, story=None):
    """Another story than this one has the address, or had it: links to it still lead there."""
    others = Story.objects.at(slug)
    return others.exclude(pk=story.pk).exists() if story else others.exists()


def check_rename(story, slug):
    """Refused where the story cannot get this address."""
    check(slug)
    if is_taken(slug, story=story):
        raise Refused(_("Another story has the address “%(slug)s”, or had it.") % {"slug": slug})
    if Export.objects.filter(revision__story=story).exists():
        raise Refused(_("This story has left the house: others know it by its address, which stays."))


def give_up(story, slug):
    """The story has had this address until now; it goes on leading to it."""
    FormerSlug.objects.create(story=story, slug=slug)
    story.former_slugs.filter(slug=story.slug).delete()
