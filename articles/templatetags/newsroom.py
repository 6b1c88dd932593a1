"""Filters and tags that Newsroom's templates use everywhere. A template built-in: no `{% load %}` needed."""

from datetime import timedelta

from django import template
from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html, json_script
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.forms.clashes import started
from articles.models import Event, Severity, StoryFigures, StoryState
from articles.models.presence import PING_EVERY
from articles.templatetags.script_words import in_this_language
from newsroom.bundles import path_of

register = template.Library()

JUST_NOW = timedelta(seconds=2)
THEME_COOKIE = "newsroom_theme"
KEYS_COOKIE = "newsroom_keys"
THEMES = ("light", "dark")
NUMBER_WORDS = (
    gettext_lazy("No"),
    gettext_lazy("One"),
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
    gettext_lazy("Ten"),
    gettext_lazy("Eleven"),
    gettext_lazy("Twelve"),
)
STATE_CLASSES = {
    StoryState.DRAFT: "draft",
    StoryState.IN_REVIEW: "review",
    StoryState.CHANGES_REQUESTED: "changes",
    StoryState.APPROVED: "approved",
    StoryState.PUBLISHED: "published",
    StoryState.CORRECTED: "corrected",
    StoryState.KILLED: "killed",
}


# The frame of a page


@register.simple_tag
def stylesheets(*names):
    """A link to the stylesheet of these components: `{% stylesheets "passage" "mark" %}` in the block `styles`."""
    return format_html('<link rel="stylesheet" href="{}">', static(path_of("stylesheets", names)))


@register.simple_tag
def scripts(*names):
    """A link to the script of these behaviours: `{% scripts "notes" "selection" %}` in the block `scripts`."""
    return format_html('<script type="module" src="{}"></script>', static(path_of("scripts", names)))


@register.simple_tag
def script_words():
    """The translations of what scripts say, as data for them; nothing in English."""
    said = in_this_language()
    return json_script(said, "script-words") if said else ""


@register.simple_tag(takes_context=True)
def chosen_look(context):
    """The attributes of <html>: the language, and what follows from this browser's preferences, if there is a browser."""
    cookies = getattr(context.get("request"), "COOKIES", {})
    theme = cookies.get(THEME_COOKIE)
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    look = format_html(' lang="{}" dir="{}"', translation.get_language() or settings.LANGUAGE_CODE, direction)
    look = format_html('{} data-theme="{}"', look, theme) if theme in THEMES else look
    return look if cookies.get(KEYS_COOKIE) == "off" else format_html("{} data-keys", look)


@register.inclusion_tag("components/_storybar.html", takes_context=True)
def storybar(context, story, tab):
    """The bar under the masthead: the story, its state and its parts; `tab` is the part that is open. One query.

    What happened a moment ago is not taken as read: the page may have been read before it, and asks for it again.
    """
    read = Event.objects.filter(story=OuterRef("pk"), at__lt=timezone.now() - JUST_NOW).order_by("-number")
    counts = StoryFigures.objects.filter(pk=story.pk).annotate(since=Subquery(read.values("number")[:1]))
    figures = counts.values("article_count", "undecided_count", "since").first()
    article = context.get("article")
    return {
        "story": story,
        "tab": tab,
        "story_counts": figures,
        "since": figures and figures["since"],
        "place": f"article {article.number}" if article else tab,
        "every": PING_EVERY,
        "request": context.get("request"),
    }


# Words and signs


@register.simple_block_tag
def part(content):
    """What stands between `{% part as NAME %}` and `{% endpart %}`, to be named in a `{% blocktranslate %}`."""
    return content


@register.filter
def family(mark):
    """The colour family of an annotation or a category, as a class: fact, language, quote, copy or clash."""
    return getattr(mark, "category", mark).family


@register.filter
def severity(value):
    """A severity as sign and word."""
    return format_html('<span class="sev sev--{}">{}</span>', value, Severity(value).label.lower())


@register.filter
def state(story):
    """Where a story stands, as sign and word."""
    if story.merged_into_id:
        return format_html('<span class="state state--{}">{}</span>', "merged", _("Merged"))
    return format_html(
        '<span class="state state--{}">{}</span>', STATE_CLASSES[story.state], StoryState(story.state).label
    )


@register.filter
def called(user):
    """What we call a person, with an account or without one; nobody at all is Newsroom itself."""
    if isinstance(user, str):
        return user
    return (user.get_full_name() or user.get_username()) if user else "Newsroom"


@register.filter
def initials(user):
    """At most two letters for a person."""
    words = called(user).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def person(user):
    """A person as a disc with initials; the full name for those who point at it or listen."""
    return format_html(
        '<span class="person" title="{0}"><span class="vh">{0}</span><span aria-hidden="true">{1}</span></span>',
        called(user),
        initials(user),
    )


@register.filter
def people(story):
    """Who works on a story: who opened it and its members, each once."""
    return list(dict.fromkeys([person for person in [story.created_by] if person] + list(story.members.all())))


@register.filter
def control(field):
    """The control of a form's field, in our look."""
    return field.as_widget(attrs={"class": "input"})


register.filter("started", started)


@register.filter
def control_of(field, row):
    """The same for one form of several on a page: `row` tells their ids apart."""
    return field.as_widget(attrs={"class": "input", "id": f"plan-{row}-{field.name}"})


@register.filter
def language(code):
    """The name of a language: "en" gives English; a code that nobody knows stays as it is."""
    try:
        return translation.get_language_info(code)["name_translated"]
    except KeyError:
        return code


@register.filter
def human(slug):
    """A slug as words: "name_variants" gives "Name variants"."""
    return slug.replace("_", " ").replace("-", " ").capitalize()


@register.filter
def bar(percentage):
    """A share of a hundred as a bar; the figure itself must stand beside it."""
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="10"/><rect width="{}" height="10"/></svg>',
        percentage,
    )


@register.filter
def number_word(number):
    """A count at the head of a sentence: words up to twelve."""
    return str(NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else number)


# Time


@register.filter
def moment(value):
    """A moment as short as today allows: 14:05, Wed 09:00, 14 Oct 09:00, 14 Oct 2024."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), _short(local))


def _short(local):
    today = timezone.localdate()
    days = abs((local.date() - today).days)
    if days == 0:
        return date_format(local, "H:i")
    if days < 7:
        return date_format(local, "D H:i")
    return date_format(local, "j M H:i") if local.year == today.year else date_format(local, "j M Y")


@register.filter
def is_late(value):
    return bool(value) and value < timezone.now()


@register.filter
def until(value):
    """How far off a moment is: "in 2 h 18 min", "12 min late", "in 3 days"."""
    if not value:
        return ""
    left = value - timezone.now()
    if left >= timedelta():
        return _("in %(time)s") % {"time": _length(left)}
    return _("%(time)s late") % {"time": _length(-left)}


@register.filter
def age(value):
    """How long ago a moment is: "12 min", "5 h", "3 days"."""
    if not value:
        return ""
    span = max(timezone.now() - value, timedelta())
    hours = int(span.total_seconds() // 3600)
    return _("%(hours)s h") % {"hours": hours} if 1 <= hours < 24 else _length(span)


def _length(span):
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return _("%(minutes)s min") % {"minutes": max(minutes, 1)}
    if minutes < 24 * 60:
        hours, minutes = divmod(minutes, 60)
        if not minutes:
            return _("%(hours)s h") % {"hours": hours}
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    days = minutes // (24 * 60)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
