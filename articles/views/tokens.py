"""API tokens of whoever is signed in: what there is, a new one (shown once), taking one back."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.forms.tokens import TokenForm
from articles.workflow import tokens as workflow
from articles.workflow.errors import Refused

SHOWN = 50  # the newest; those that are dead and older are in the administration


@require_safe
def tokens(request):
    now = timezone.now()
    rows = request.user.api_tokens.select_related("withdrawn_by")[:SHOWN]
    context = {
        "tokens": [(token, token.is_living(now)) for token in rows],
        "may_make": request.user.has_perm("articles.add_apitoken"),
    }
    return render(request, "tokens/tokens.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reauthentication_required
def make(request):
    """The form; posted, it answers with the token itself, which no page shows again."""
    if not request.user.has_perm("articles.add_apitoken"):
        raise PermissionDenied(_("Your account may not make tokens."))
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = workflow.make(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            address = request.build_absolute_uri("/api/v1/me")
            return render(request, "tokens/made.html", {"made": made, "address": address})
    return render(request, "tokens/make.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def withdraw(request, pk):
    token = get_object_or_404(request.user.api_tokens, pk=pk)
    try:
        workflow.withdraw(token, by=request.user)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("tokens")
