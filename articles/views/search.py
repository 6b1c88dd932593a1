"""The page of results: stories, articles and claims that have the words, each with the words marked."""

from typing import NamedTuple

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models.search import KINDS, PAGE_SIZE, excerpt, highlighted, phrases_in, search

FIRST = 5  # of each kind, where all kinds stand on one page
LAST_PAGE = 50  # nobody reads on; somebody who does should ask for more words
LABELS = {
    "stories": gettext_lazy("Stories"),
    "articles": gettext_lazy("Articles"),
    "claims": gettext_lazy("Claims"),
}


class Hit(NamedTuple):
    """`title` and `text` are pieces: stretches of text, and whether they are what was looked for."""

    row: object
    url: str
    title: list
    text: list


class Section(NamedTuple):
    kind: str
    label: str
    hits: list
    more: bool


@require_safe
def results(request):
    asked = request.GET.get("q", "").strip()
    kind = request.GET.get("in", "")
    kind = kind if kind in KINDS else ""
    number = _number(request.GET.get("page"))
    if kind:
        found = search(request.user, asked, [kind], PAGE_SIZE, (number - 1) * PAGE_SIZE)
    else:
        found = search(request.user, asked, limit=FIRST)
    phrases = phrases_in(asked)
    sections = [
        Section(name, LABELS[name], [HITS[name](row, phrases) for row in rows], more)
        for name, (rows, more) in found.items()
    ]
    context = {
        "asked": asked,
        "has_words": bool(phrases),
        "kind": kind,
        "kinds": LABELS,
        "sections": [section for section in sections if section.hits],
        "number": number,
        "more": bool(kind) and found[kind].more and number < LAST_PAGE,
    }
    return render(request, "search/search.html", context)


def _number(asked):
    return min(int(asked), LAST_PAGE) if asked and asked.isascii() and asked.isdigit() and int(asked[:4]) else 1


def _story(story, phrases):
    rest = [story.headline, story.standfirst, story.keywords, story.location]
    text, place = excerpt(" · ".join(filter(None, rest)), phrases)
    return Hit(story, story.get_absolute_url(), highlighted(story.title, phrases), text)


def _article(article, phrases):
    text, place = excerpt(article.text, phrases)
    at = f"?at={place[0]}-{place[1]}#at" if place else ""
    return Hit(
        article, article.get_absolute_url() + at, highlighted(article.headline or article.file_name, phrases), text
    )


def _claim(claim, phrases):
    values = list(dict.fromkeys(statement.value for statement in claim.statements.all()))
    text, _ = excerpt(" · ".join(values), phrases)
    url = f"{reverse('claims', args=[claim.story.slug])}?claim={claim.pk}"
    return Hit(claim, url, highlighted(f"{claim.subject}: {claim.attribute}", phrases), text)


HITS = {"stories": _story, "articles": _article, "claims": _claim}
