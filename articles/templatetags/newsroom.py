"""Filters and tags that Newsroom's templates use everywhere."""

from django import template

register = template.Library()
