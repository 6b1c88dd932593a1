"""A first draft on request."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.access import may_write, story_of
from articles.views.draft_answers import changed, into, refused
from articles.workflow import first_draft as workflow
from articles.workflow.errors import Refused


@require_POST
def compose(request, slug):
    """Into a draft that has words only with `over`: without it, the answer asks."""
    story = story_of(request, slug)
    may_write(request)
    standing = story.paragraphs.standing().exclude(text="").count()
    if standing and "over" not in request.POST:
        context = {"story": story, "standing": standing}
        if request.htmx:
            return into(render(request, "draft/_compose_over.html", context, status=409), "#draft-said", "innerHTML")
        return render(request, "draft/compose.html", context, status=409)
    try:
        made = workflow.compose(story, by=request.user, over="over" in request.POST)
    except Refused as why:
        return refused(request, story, why)
    said = ngettext(
        "A first draft of %(count)s sentence. Undo takes it back.",
        "A first draft of %(count)s sentences. Undo takes it back.",
        len(made),
    ) % {"count": len(made)}
    if not request.htmx:
        messages.success(request, said)
        return redirect("draft", story.slug)
    return changed(request, story, said=said)
