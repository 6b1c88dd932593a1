"""Marks on an article: making one, and what becomes of it.

Each action answers HTMX with the note and, out of band, everything else that it changes; without HTMX it leads back
to the article. Whoever loses a race gets the note as it stands now (409), with their own words still in the form.
"""

from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.access import annotation_of, article_of, may_write
from articles.forms.annotations import AnnotationForm, MarkForm, lf_only, place
from articles.forms.clashes import FormClash
from articles.models import AnnotationState, Stale
from articles.templatetags.newsroom import called
from articles.views.articles import article_page
from articles.views.clashes import is_number
from articles.views.reading import reading_of
from articles.views.reading_answers import address, whole_text
from articles.workflow import annotations as workflow
from articles.workflow import threads
from articles.workflow.errors import Refused
from articles.workflow.mentions import person_called

FAILURES = {Stale: 409, Refused: 422}


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request, slug, number):
    """GET offers the categories for `?at=START-END` (or for a sentence to choose); POST makes the mark."""
    article = article_of(request, slug, number, with_sentences=True)
    may_write(request)
    if request.method != "POST":
        return _offer(request, article)
    form = MarkForm(request.POST, article=article)
    if not form.is_valid():
        return _chooser(request, article, form, status=422)
    try:
        annotation = workflow.mark(article, by=request.user, **form.span(), **form.verdict())
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _chooser(request, article, form, status=422)
    return whole_text(request, article, current=annotation.pk, said=_("Marked."))


@require_safe
def note(request, pk):
    """What the note shows when it is open; without HTMX, the article with it."""
    annotation = annotation_of(request, pk)
    article = annotation.article
    if not request.htmx:
        return redirect(address(article, annotation.pk))
    reading = reading_of(request, article, current=annotation.pk, is_whole=False)
    context = {"article": article, "reading": reading, "note": reading.current, "mark": reading.current.annotation}
    return render(request, "annotations/_body.html", context)


@require_POST
def accept(request, pk):
    return _decide(request, pk, workflow.accept)


@require_POST
def dismiss(request, pk):
    return _decide(request, pk, workflow.dismiss)


@require_POST
def resolve(request, pk):
    return _decide(request, pk, workflow.resolve)


@require_POST
def reopen(request, pk):
    return _decide(request, pk, workflow.reopen)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    annotation = _own_writing(request, pk)
    if request.method != "POST":
        return _answer(request, annotation, form=AnnotationForm.of(annotation))
    form = AnnotationForm(request.POST, annotation=annotation)
    if "together" in request.POST:
        clash = FormClash(form, AnnotationForm.of(annotation))
        if not clash.can_merge:
            return _failed(request, annotation, Stale(annotation), form=form)
        form = AnnotationForm(clash.answers(), annotation=annotation)
    if not form.is_valid():
        return _answer(request, annotation, form=form, status=422)
    return _try(request, annotation, workflow.edit, form=form, **form.verdict())


@require_POST
def delete(request, pk):
    annotation = _own_writing(request, pk)
    article, following = annotation.article, _next_open(annotation, request.user)
    try:
        workflow.delete(annotation, by=request.user, version=_version(request))
    except (Stale, Refused) as failure:
        return _failed(request, annotation, failure)
    except ValueError:
        return HttpResponseBadRequest(_("The version is not a number."))
    return whole_text(request, article, current=following, said=_("The mark is deleted."))


@require_POST
def comment(request, pk):
    """A line of the thread; `answers` names the line that it answers."""
    annotation = _own_writing(request, pk)
    answers = _answered(request, annotation)
    try:
        workflow.comment(annotation, by=request.user, text=_written(request), answers=answers)
    except Refused as refusal:
        return _failed(request, annotation, refusal, answering=answers and answers.pk)
    return _answer(request, annotation)


@require_POST
def assign(request, pk):
    """Give the mark to whom `assignee` names; nobody, when it is empty."""

    def verb(annotation, *, by, version):
        name = request.POST.get("assignee", "").strip()
        threads.assign(annotation, by=by, version=version, assignee=person_called(name) if name else None)

    return _try(request, _own_writing(request, pk), verb)


# --- One way through each kind of action ------------------------------------------------------------------------------


def _own_writing(request, pk):
    """The annotation that this user may see, if they may write at all."""
    annotation = annotation_of(request, pk)
    may_write(request)
    return annotation


def _answered(request, annotation):
    pk = request.POST.get("answers", "")
    return get_object_or_404(annotation.comments, pk=pk) if is_number(pk) else None


def _next_open(annotation, user):
    """The id of the open mark that follows this one in the text, or else of the first one; None when none is left."""
    left = annotation.article.annotations.shown_to(user).open().exclude(pk=annotation.pk).order_by("start", "end", "pk")
    places = list(left.values_list("start", "end", "pk"))
    here = (annotation.start, annotation.end, annotation.pk)
    return next((place[2] for place in places if place > here), places[0][2] if places else None)


def _version(request):
    return int(request.POST.get("version", ""))


def _written(request):
    """What stands in the note's field: a comment, or the reason of a decision."""
    return lf_only(request.POST.get("text", ""))


def _decide(request, pk, verb):
    annotation = _own_writing(request, pk)
    return _try(request, annotation, verb, reason=_written(request).strip())


def _try(request, annotation, verb, *, form=None, **says):
    try:
        verb(annotation, by=request.user, version=_version(request), **says)
    except (Stale, Refused) as failure:
        return _failed(request, annotation, failure, form=form)
    except ValueError:
        return HttpResponseBadRequest(_("The version is not a number."))
    return _answer(request, annotation)


def _failed(request, annotation, failure, *, form=None, answering=None):
    """The note as it stands now and why nothing was done; what the user wrote stays in its field."""
    clash = None
    if isinstance(failure, Stale):
        annotation = annotation_of(request, annotation.pk)
        notice = _what_happened(annotation)
        clash = FormClash(form, AnnotationForm.of(annotation)) if form else None
    else:
        notice = failure.reason
    kept = {"form": form, "notice": notice, "clash": clash, "wrote": _written(request), "answering": answering}
    return _answer(request, annotation, **kept, status=FAILURES[type(failure)])


def _what_happened(annotation):
    if annotation.is_open:
        return _("Somebody changed this mark while you were reading. It stands as it is now; decide again.")
    state = AnnotationState(annotation.state).label.lower()
    return _("%(who)s has %(state)s this mark in the meantime. Your own decision was not saved.") % {
        "who": called(annotation.decided_by),
        "state": state,
    }


# --- Answers ----------------------------------------------------------------------------------------------------------


def _answer(request, annotation, *, form=None, notice="", clash=None, wrote="", answering=None, status=200):
    """The note, open; after a success HTMX also gets what else has changed, and goes on to the next open mark."""
    article = annotation.article
    is_done = status == 200 and form is None
    if is_done and not request.htmx:
        return redirect(address(article, annotation.pk))
    reading = reading_of(request, article, current=annotation.pk, is_whole=not request.htmx)
    more = {"form": form, "notice": notice, "clash": clash, "wrote": wrote, "answering": answering}
    if not request.htmx:
        return article_page(request, article, reading, status=status, **more)
    context = {"story": article.story, "article": article, "reading": reading, **more}
    context |= {"note": reading.current, "paragraph": reading.paragraph_of(annotation), "is_done": is_done}
    response = render(request, "annotations/answer.html", context, status=status)
    if is_done and not annotation.is_open:
        response.headers["HX-Trigger-After-Settle"] = "note-decided"
    return response


def _offer(request, article):
    """The chooser for a selection, if the words that the browser read are those at the place that it counted."""
    form = MarkForm(article=article)
    span = place(request.GET.get("at"), article.text)
    if not span:
        return _chooser(request, article, form)
    quote = article.quote(*span)
    read = request.GET.get("words", quote)
    if read.split() != quote.split():
        form.misread = _("These words could not be found again in the text. Reload the page and select them once more.")
    form.initial = {"at": f"{span.start}-{span.end}", "quote": quote}
    return _chooser(request, article, form)


def _chooser(request, article, form, *, status=200):
    at = form.data.get("at") or form.initial.get("at")
    quote = form.data.get("quote") or form.initial.get("quote", "")
    chooser = {"chooser": form, "at": at, "quote": quote}
    if request.htmx:
        context = {"story": article.story, "article": article, **chooser}
        return render(request, "annotations/_chooser.html", context, status=status)
    chooser["sentences"] = [
        (f"{s.start}-{s.end}", s.number, article.quote(s.start, s.end)) for s in article.sentences.all()
    ]
    return article_page(request, article, reading_of(request, article), status=status, **chooser)
