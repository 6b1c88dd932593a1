"""A second reader's blind pass: begun and finished on the article, compared and settled on a page of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.access import BLIND, article_of, is_read_blind, may_write
from articles.models import Stale
from articles.views.clashes import is_number
from articles.workflow import blind as workflow
from articles.workflow.errors import Refused


@require_POST
def start(request, slug, number):
    article = article_of(request, slug, number)
    may_write(request)
    try:
        workflow.start(article, by=request.user)
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect(article)


@require_POST
def finish(request, slug, number):
    article = article_of(request, slug, number)
    may_write(request)
    try:
        workflow.finish(article, by=request.user)
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect(article)
    return redirect("agreement", slug, number)


@require_safe
def agreement(request, slug, number):
    return _page(request, _seen_article(request, slug, number))


@require_POST
def settle(request, slug, number):
    """`pass` names the reader's pass, `sentence` the difference, `choice` whose marks stand."""
    article = _seen_article(request, slug, number)
    may_write(request)
    named, sentence = request.POST.get("pass", ""), request.POST.get("sentence", "")
    if not (is_number(named) and is_number(sentence)):
        return HttpResponseBadRequest(_("The pass and the sentence are named by numbers."))
    blind = get_object_or_404(article.blind_passes.exclude(finished_at=None), pk=named)
    blind.article = article
    try:
        workflow.settle(blind, sentence=int(sentence), choice=request.POST.get("choice", ""), by=request.user)
    except Refused as refused:
        return _page(request, article, notice=refused.reason, status=422)
    except Stale:
        return _page(
            request, article, notice=_("Somebody decided one of these marks just now. Look again."), status=409
        )
    return _page(request, article) if request.htmx else redirect("agreement", slug, number)


def _seen_article(request, slug, number):
    """The article, for those who do not read it blind."""
    article = article_of(request, slug, number)
    if is_read_blind(request, article):
        raise PermissionDenied(BLIND)
    return article


def _page(request, article, *, notice="", status=200):
    passes = workflow.finished(article)
    if not passes:
        raise Http404(_("Nobody has read this article blind to the end."))
    for one in passes:
        one.article = article
    compared = [(one, workflow.differences(one)) for one in passes]
    context = {
        "story": article.story,
        "article": article,
        "passes": passes,
        "lines": workflow.agreement(article, passes),
        "compared": compared,
        "open_count": sum(not found.settlement for _, differences in compared for found in differences),
        "may_write": request.user.has_perm("articles.change_story"),
        "notice": notice,
    }
    template = "blind/_differences.html" if request.htmx else "blind/agreement.html"
    return render(request, template, context, status=status)
