"""What an action on marks answers when more than one note has changed."""

from django.contrib import messages
from django.shortcuts import redirect, render

from articles.views.reading import reading_of


def address(article, key):
    """The article with this note open."""
    return f"{article.get_absolute_url()}?note={key}#note-{key}"


def whole_text(request, article, *, current=None, said="", status=200, goes_on=True):
    """The text with all its notes; `current` (an annotation's id) stands open, or else the walk goes on."""
    if not request.htmx:
        if said:
            messages.success(request, said)
        return redirect(address(article, current) if current else article.get_absolute_url())
    reading = reading_of(request, article, current=current)
    context = {"story": article.story, "article": article, "reading": reading, "arrived": current, "said": said}
    response = render(request, "annotations/text.html", context, status=status)
    response.headers["HX-Retarget"] = "#reading"
    response.headers["HX-Reswap"] = "outerHTML"
    if goes_on and not current:
        response.headers["HX-Trigger-After-Settle"] = "note-decided"
    return response
