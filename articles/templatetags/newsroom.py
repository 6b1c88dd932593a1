"""Filters and tags that Newsroom's templates use everywhere. A template built-in: no `{% load %}` needed."""

from datetime import timedelta

from django import template
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from articles.models import Severity, Story, StoryState

register = template.Library()

THEME_COOKIE = "newsroom_theme"
KEYS_COOKIE = "newsroom_keys"
THEMES = ("light", "dark")
NUMBER_WORDS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
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
    """Links to the stylesheets of these components: `{% stylesheets "passage" "mark" %}` in the block `styles`."""
    links = ((static(f"articles/css/{name}.css"),) for name in names)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


@register.simple_tag
def scripts(*names):
    """Links to the scripts of these behaviours: `{% scripts "walk" %}` in the block `scripts`."""
    sources = ((static(f"articles/js/{name}.js"),) for name in names)
    return format_html_join("\n", '<script type="module" src="{}"></script>', sources)


@register.simple_tag(takes_context=True)
def chosen_look(context):
    """The attributes of <html> that follow from this browser's preferences; a page without a request has none."""
    cookies = getattr(context.get("request"), "COOKIES", {})
    theme = cookies.get(THEME_COOKIE)
    look = format_html(' data-theme="{}"', theme) if theme in THEMES else ""
    return look if cookies.get(KEYS_COOKIE) == "off" else format_html("{} data-keys", look)


@register.inclusion_tag("components/_storybar.html", takes_context=True)
def storybar(context, story, tab):
    """The bar under the masthead: the story, its state and its parts; `tab` is the part that is open. One query."""
    counts = Story.objects.filter(pk=story.pk).for_desk().values("article_count", "undecided_count").first()
    return {"story": story, "tab": tab, "story_counts": counts, "request": context.get("request")}


# Words and signs


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
    return format_html(
        '<span class="state state--{}">{}</span>', STATE_CLASSES[story.state], StoryState(story.state).label
    )


@register.filter
def called(user):
    """What we call a person; nobody at all is Newsroom itself."""
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


@register.filter
def language(code):
    """The name of a language: "en" gives English; a code that nobody knows stays as it is."""
    try:
        return translation.get_language_info(code)["name"]
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
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


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
    return f"in {_length(left)}" if left >= timedelta() else f"{_length(-left)} late"


def _length(span):
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    days = minutes // (24 * 60)
    return f"{days} day{'' if days == 1 else 's'}"
