"""The article page, the original as it was received, and correcting what is known about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.access import article_of, may_write
from articles.forms.articles import ArticleForm
from articles.forms.clashes import FormClash
from articles.forms.stories import editors
from articles.models import Outlet, Stale, Story
from articles.views import corrected
from articles.views.reading import reading_of
from articles.views.sharing import shared_of
from articles.views.versions import versions_of
from articles.workflow import intake, moving
from articles.workflow.errors import Refused


@require_safe
def article(request, slug, number):
    """As received, or as `?text=` asks: corrected, or what differs between the two. One that moved leads to its new place."""
    try:
        article = article_of(request, slug, number, with_sentences=True)
    except Http404:
        return redirect(_moved(request, slug, number))
    if request.GET.get("text") in corrected.TEXTS:
        return corrected.page(request, article)
    return article_page(request, article, reading_of(request, article))


def _moved(request, slug, number):
    """Where the article stands now, if it moved away from here and this user may see it there. Raises Http404."""
    story = get_object_or_404(Story.objects.visible_to(request.user).at(slug))
    into, number = moving.where_now(story, number) or (None, 0)
    if into is None or not Story.objects.visible_to(request.user).filter(pk=into.pk).exists():
        raise Http404
    return reverse("article", args=[into.slug, number])


@require_safe
def original(request, slug, number):
    """The bytes as they came in, as a download: no browser may take them for a page."""
    article = article_of(request, slug, number)
    response = HttpResponse(bytes(article.original.content), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, article.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug, number):
    """Outlet, headline, day of publication, author and address; the text itself is kept as it was received."""
    article = article_of(request, slug, number)
    may_write(request)
    if request.method != "POST":
        return _edit_page(request, article, ArticleForm.of(article))
    if "undo" in request.POST:
        return _undo(request, article)
    form = ArticleForm(request.POST)
    if "together" in request.POST:
        clash = FormClash(form, ArticleForm.of(article))
        if not clash.can_merge:
            return _both(request, form, article)
        form = ArticleForm(clash.answers())
    if not form.is_valid():
        return _edit_page(request, article, form, status=422)
    try:
        saved = intake.edit_details(article, by=request.user, **form.cleaned_data)
    except Stale as stale:
        return _both(request, form, stale.current)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _edit_page(request, article, form, status=422)
    _say_saved(request, article, saved)
    return redirect(article)


def _undo(request, article):
    """Take the last correction back: `undo` is its number in the log."""
    number = request.POST["undo"]
    try:
        event = int(number) if number.isdecimal() and len(number) < 18 else 0
        saved = intake.undo_details(article, by=request.user, event=event)
    except Stale:
        messages.error(request, _("Somebody changed the details in the meantime: this is how they are now."))
        return redirect("article_edit", article.story.slug, article.number)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect(article)
    _say_saved(request, article, saved)
    return redirect("article_edit", article.story.slug, article.number)


def _both(request, form, theirs):
    """Somebody else saved first (409): what each says; saving again from here replaces or joins theirs knowingly."""
    clash = FormClash(form, ArticleForm.of(theirs))
    return _edit_page(request, theirs, ArticleForm.again(form, theirs), status=409, clash=clash)


def _edit_page(request, article, form, *, status=200, clash=None):
    outlets = Outlet.objects.values_list("name", flat=True)
    context = {
        "story": article.story,
        "article": article,
        "form": form,
        "outlets": outlets,
        "clash": clash,
        "editors": editors(),
        "correction": intake.last_correction(article),
    }
    return render(request, "articles/edit.html", context, status=status)


def _say_saved(request, before, after):
    messages.success(request, _("Saved."))
    if before.published != after.published and before.story.reviews.exists():
        messages.info(request, _("The checks reckon with the day of publication: review the story again."))


def article_page(request, article, reading, *, status=200, **more):
    """The whole page. `more` opens a form in it: `chooser` for a new mark, `form` and `notice` for the current note."""
    shared = shared_of(article) if reading.place_on_shelf["has_shared"] else []
    context = {"story": article.story, "article": article, "reading": reading, "shared": shared}
    context |= {"versions": versions_of(article, reading.shelf, reading.blind), **more}
    return render(request, "articles/article.html", context, status=status)
