"""The article page, and the original as it was received."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.views.access import article_of
from articles.views.reading import reading_of


@require_safe
def article(request, slug, number):
    article = article_of(request, slug, number)
    return article_page(request, article, reading_of(request, article))


@require_safe
def original(request, slug, number):
    """The bytes as they came in, as a download: no browser may take them for a page."""
    article = article_of(request, slug, number)
    response = HttpResponse(bytes(article.original.content), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, article.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def article_page(request, article, reading, *, status=200, **more):
    """The whole page. `more` opens a form in it: `chooser` for a new mark, `form` and `notice` for the current note."""
    context = {"story": article.story, "article": article, "reading": reading, **more}
    return render(request, "articles/article.html", context, status=status)
