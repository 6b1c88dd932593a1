"""What pages show of somebody's inbox."""

from django import template

from articles.models import Digest, DigestFrequency, Notification

register = template.Library()

MOST_COUNTED = 99  # every page counts: beyond it, it says only that there are more


def unread_lines(user):
    """As many of the unread lines as are counted, the latest first, with who and which story, for a page that shows some.

    One query.
    """
    return list(Notification.objects.inbox_of(user).unread().select_related("by", "story")[: MOST_COUNTED + 1])


@register.simple_tag(takes_context=True)
def unread_in_inbox(context, user):
    """How many lines of this user's inbox are unread, "99+" when there are more, "" when there are none. One query, none
    where the page has read them: `unread_lines`.
    """
    read = context.get("unread_lines")
    count = Notification.objects.inbox_of(user).unread()[: MOST_COUNTED + 1].count() if read is None else len(read)
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else count or ""


@register.inclusion_tag("inbox/_digest.html", takes_context=True)
def digest_choice(context):
    """The form by which somebody chooses how often the inbox comes by e-mail."""
    user = context["user"]
    chosen = Digest.objects.filter(user=user).values_list("every", flat=True).first() or DigestFrequency.NEVER
    return {
        "choices": DigestFrequency.choices,
        "chosen": chosen,
        "address": user.email,
        "csrf_token": context.get("csrf_token"),
    }
