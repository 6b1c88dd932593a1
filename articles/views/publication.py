"""The end of a story: killed by an approver, after being asked twice."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import tasks
from articles.access import story_of
from articles.models import Export
from articles.workflow import publication as workflow
from articles.workflow.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def kill(request, slug):
    """GET says what it means and asks for the reason and the story's slug; POST kills the story."""
    story = story_of(request, slug)
    refusal = None
    if request.method == "POST":
        try:
            if request.POST.get("slug", "").strip() != story.slug:
                raise Refused(_("Type %(slug)s to say that this is the story to kill.") % {"slug": story.slug})
            workflow.kill(story, by=request.user, reason=request.POST.get("reason", ""))
            tasks.wake_deliveries()
            messages.success(request, _("The story was killed. Nothing of it leaves the house any more."))
            return redirect("exports", slug=story.slug)
        except Refused as reason:
            refusal = reason
    exports = Export.objects.filter(revision__story=story).select_related("revision", "exported_by", "receiver")
    context = {
        "story": story,
        "refusal": refusal,
        "exports": exports.defer("revision__content")[:20],
        "may_kill": request.user.has_perm("articles.approve_revision") and story.state != "killed",
        "reason": request.POST.get("reason", ""),
        "longest_reason": workflow.LONGEST_REASON,
    }
    return render(request, "exports/kill.html", context, status=422 if refusal else 200)
