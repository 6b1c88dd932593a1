"""The claim matrix, and deciding its conflicts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.access import claim_of, may_write, story_of
from articles.models import ClaimStatus, Stale
from articles.views.clashes import is_number
from articles.views.matrix import options_of, preferred, proofs_of, row_of, rows_of, sources_of
from articles.workflow import claims as workflow
from articles.workflow.errors import Refused

ANOTHER_VALUE, LEAVE_OUT = "other", "omit"


@require_safe
def claims(request, slug):
    """The matrix; `?claim=ID` opens that fact in the decision pane, `?only=conflicts` leaves the agreeing ones out."""
    story = story_of(request, slug)
    matrix = _Matrix(story, request)
    asked = request.GET.get("claim", "")
    chosen = next((claim for claim in matrix.claims if str(claim.pk) == asked), None)
    context = matrix.context() | matrix.pane(chosen or matrix.next_conflict())
    if not matrix.claims:
        context["review"] = story.reviews.first()
    return render(request, "claims/claims.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, pk):
    """The decision pane of one fact; posted to, it decides, and the next conflict comes up."""
    claim = claim_of(request, pk)
    if request.method != "POST":
        return _show(request, claim)
    may_write(request)
    typed = request.POST
    field = "other" if typed.get("choice") == ANOTHER_VALUE else "choice"
    try:
        value = _chosen_value(claim, typed)
        field = "reason"
        decision = workflow.decide(
            claim, by=request.user, version=_number(typed.get("version")), value=value, reason=typed.get("reason", "")
        )
    except Refused as refused:
        return _ask_again(request, claim, 422, errors={field: refused.reason})
    except Stale as stale:
        return _ask_again(request, stale.current, 409, overtaken=True)
    if not request.htmx:
        messages.success(request, _("Decided on %(decision)s: %(claim)s.") % {"decision": decision, "claim": claim})
        return redirect("claims", claim.story.slug)
    matrix = _Matrix(claim.story, request)
    decided = next(row for row in matrix.rows if row.claim.pk == claim.pk)
    context = matrix.context() | matrix.pane(matrix.next_conflict(after=claim)) | {"row": decided}
    return render(request, "claims/decided.html", context)


def rows_now(request, story, ids):
    """The rows of these claims as they stand, with the figures of the page."""
    matrix = _Matrix(story, request)
    return matrix.context() | {"changed": [row for row in matrix.rows if row.claim.pk in ids]}


def _show(request, claim):
    if not request.htmx:
        return redirect(_address(claim))
    matrix = _Matrix(claim.story, request)
    return render(request, "claims/_decide.html", matrix.context() | matrix.pane(matrix.find(claim)))


def _ask_again(request, claim, status, **said):
    """The pane as the editor left it, with what stands in the way; nothing that was typed is lost."""
    matrix = _Matrix(claim.story, request)
    pane = matrix.pane(matrix.find(claim)) | said | {"typed": request.POST}
    template = "claims/claims.html"
    if request.htmx:
        template = "claims/decided.html" if status == 409 else "claims/_decide.html"
    row = row_of(matrix.find(claim), matrix.sources)
    return render(request, template, matrix.context() | pane | {"row": row}, status=status)


def _chosen_value(claim, typed):
    """The value that the editor's choice stands for: a group of sources, words of their own, or "" to leave it out."""
    choice = typed.get("choice", "")
    if choice == LEAVE_OUT:
        return ""
    if choice == ANOTHER_VALUE:
        if not typed.get("other", "").strip():
            raise Refused(_("Write the value that the story should use, or choose one of the others."))
        return typed["other"]
    for option in options_of(claim, sources_of(claim.story)):
        if choice == str(option.group):
            return option.value
    raise Refused(_("Choose a value first."))


def _address(claim):
    return f"{reverse('claims', args=[claim.story.slug])}?claim={claim.pk}#decide"


def _number(text):
    return int(text) if text and is_number(text) else 0


class _Matrix:
    """Everything that the page shows of one story, read once: articles, claims with what each source says."""

    def __init__(self, story, request):
        self.story, self.request = story, request
        self.sources = sources_of(story)
        self.claims = list(story.claims.for_matrix())
        for claim in self.claims:
            claim.story = story
        self.rows = rows_of(self.claims, self.sources)
        self.undecided = [row.claim for row in self.rows if row.claim.is_undecided]

    def find(self, claim):
        return next(mine for mine in self.claims if mine.pk == claim.pk)

    def next_conflict(self, after=None):
        """The first conflict to decide, or the first one behind `after` in the order of the rows."""
        order = {row.claim.pk: place for place, row in enumerate(self.rows)}
        start = order[after.pk] if after else -1
        behind = (claim for claim in self.undecided if order[claim.pk] > start)
        return next(behind, None) or next(iter(self.undecided), None)

    def context(self):
        only = self.request.GET.get("only") == "conflicts"
        return {
            "story": self.story,
            "articles": self.sources.articles,
            "sources": self.sources,
            "rows": [row for row in self.rows if row.claim.status == ClaimStatus.CONFLICT] if only else self.rows,
            "fact_count": len(self.rows),
            "conflict_count": sum(claim.status == ClaimStatus.CONFLICT for claim in self.claims),
            "undecided_count": len(self.undecided),
            "only_conflicts": only,
            "may_decide": self.request.user.has_perm("articles.change_story"),
        }

    def pane(self, claim):
        """What the decision pane shows of one claim; without one, that nothing is left to decide."""
        if claim is None:
            return {"claim": None}
        options, proofs = options_of(claim, self.sources), proofs_of(claim, self.sources)
        order = [row.claim for row in self.rows]
        at = order.index(claim)
        return {
            "claim": claim,
            "standing": self.rows[at],
            "options": options,
            "preferred": preferred(claim, options, self.sources),
            "proofs": proofs,
            "repeated_count": sum(not proof.is_first for proof in proofs),
            "place": self.undecided.index(claim) + 1 if claim in self.undecided else None,
            "before": order[at - 1] if at else None,
            "behind": order[at + 1] if at + 1 < len(order) else None,
        }
