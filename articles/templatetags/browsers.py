"""A browser by the name that people know it by."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# As they call themselves: each also says what it wants to be taken for, so the first that fits is it.
NAMES = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrom": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent):
    name = _first(NAMES, user_agent)
    system = _first(SYSTEMS, user_agent)
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or _("Another browser")


def _first(names, user_agent):
    return next((name for sign, name in names.items() if sign in user_agent), "")
