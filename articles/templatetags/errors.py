"""What the pages for errors say, also where there is no request to take it from."""

from django import template

from newsroom import logs

register = template.Library()


@register.simple_tag
def request_id():
    return logs.request_id()
