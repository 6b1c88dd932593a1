"""How the draft answers a change: fragments for HTMX, a redirect without it; what was written is never lost.

Every request of the page says which paragraphs are open in it (`open`: "id:version", or "id:unsaved" while words are
on their way). Those stay as they are on the page: only what is around them is drawn anew.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget, trigger_client_event

from articles.models import StoryParagraph
from articles.text import Clash
from articles.views.clashes import is_number
from articles.views.draft_page import KEPT, WRITING, DraftPage, chip_of
from articles.workflow.errors import Refused

DRAFT_CHANGED = "draft-changed"  # tells the page that the words are saved, and the sources to mark what is used


def changed(request, story, *, opened=None, sent=None, status=200, **context):
    """The list of paragraphs anew, with status and open points.

    `opened` is the id of the paragraph to write in next, `sent` that of the one whose words came along and are saved.
    """
    story = _as_it_stands(story)
    modes = _modes(request, opened, sent)
    context |= {"story": story, "page": DraftPage(story, request.user, modes=modes), "opened": opened}
    response = render(request, "draft/changed.html", context, status=status)
    return announced(into(response, "#paragraphs"))


def shown(request, paragraph, *, mode, **context):
    """One paragraph anew, with status and open points."""
    response = into(_render_one(request, "draft/shown.html", paragraph, mode, context), f"#para-{paragraph.pk}")
    return response if request.method == "GET" else announced(response)


def beside(request, paragraph, **context):
    """What stands around the text of an open paragraph: version, citations, checks. The text itself is not touched."""
    response = into(_render_one(request, "draft/beside.html", paragraph, WRITING, context), f"#state-{paragraph.pk}")
    return announced(response)


def saved(request, paragraph, **context):
    """The least that an open paragraph needs after its text was saved: it asks for its checks by itself."""
    context |= {"story": paragraph.story, "row": paragraph, "chips": [chip_of(c) for c in paragraph.citations.all()]}
    return announced(into(render(request, "draft/saved.html", context), f"#state-{paragraph.pk}"))


def checked(request, paragraph, *, mode, **context):
    """What stands beside a paragraph, and what is open in the whole draft; no text is touched."""
    response = into(_render_one(request, "draft/checked.html", paragraph, mode, context), f"#checks-{paragraph.pk}")
    return announced(response)


def is_open(request, paragraph):
    """Whether the page has the paragraph open for writing."""
    return paragraph.pk in _modes(request, None, None)


def clash(request, mine, theirs, *, started=None):
    """Two texts of one paragraph (409): `mine` was typed, `theirs` is the row as it stands; the typed text stays.

    Each shows what its writer changed of the text that both `started` from, and what both did together.
    """
    both = {"row": theirs, "texts": Clash(started, " ".join(mine.split()), theirs.text)}
    context = {"story": theirs.story, "clash": both, "typed": mine}
    if request.htmx:
        response = render(request, "draft/_clash.html", context, status=409)
        return into(response, f"#clash-{theirs.pk}", "innerHTML")
    page = DraftPage(theirs.story, request.user, modes={theirs.pk: WRITING})
    return render(request, "draft/draft.html", context | {"page": page}, status=409)


def overtaken(request, paragraph):
    """Somebody changed the paragraph before this action (409): nothing was done, and the page shows how it reads now."""
    who, story = paragraph.updated_by, paragraph.story
    name = (who.get_full_name() or who.get_username()) if who else _("Somebody")
    if paragraph.removed_at:
        said = _("%(name)s deleted this paragraph while you were at it.") % {"name": name}
    else:
        said = _("%(name)s changed this paragraph while you were at it.") % {"name": name}
    said += " " + _("Nothing was done: here is how the draft reads now.")
    if request.htmx:
        return changed(request, story, sent=sent_id(request, paragraph), stopped=said, status=409)
    context = {"story": story, "page": DraftPage(story, request.user), "stopped": said}
    return render(request, "draft/draft.html", context, status=409)


def refused(request, story, why: Refused, paragraph=None):
    """One plain sentence where the person acted (422)."""
    if not request.htmx:
        messages.error(request, why.reason)
        return to_draft(story, paragraph)
    response = render(request, "draft/_refused.html", {"reason": why.reason}, status=422)
    from_pane = "source" in request.POST or "claim" in request.POST
    place = "#put-said" if from_pane else f"#said-{paragraph.pk}" if paragraph else "#draft-said"
    return into(response, place, "innerHTML")


def _as_it_stands(story):
    """The first change makes a settled story a draft again: the bar above the page says so at once."""
    story.refresh_from_db(fields=["state"])
    return story


def into(response, selector, how="outerHTML"):
    """Where in the page the answer goes, whatever the control that asked had named."""
    return reswap(retarget(response, selector), how)


def announced(response):
    """Tells the page, once the answer stands in it, that the draft was changed."""
    return trigger_client_event(response, DRAFT_CHANGED, after="settle")


def to_draft(story, paragraph=None, **asked):
    """The way back to the page after a form without HTMX, at the paragraph."""
    query = urlencode({name: value for name, value in asked.items() if value})
    anchor = f"#para-{paragraph.pk}" if paragraph else ""
    return redirect(f"{reverse('draft', args=[story.slug])}{'?' if query else ''}{query}{anchor}")


def source_of(request, story):
    """(article, start, end) as a form names a place in a source: `source=NUMBER:START:END`, or three fields. 404 else."""
    fields = request.POST.get("source") or ":".join(request.POST.get(name, "") for name in ("article", "start", "end"))
    parts = fields.split(":")
    if len(parts) != 3 or not all(is_number(part) for part in parts):
        raise Http404(_("That is no place in a source."))
    article = story.articles.select_related("outlet").filter(number=int(parts[0])).first()
    if article is None:
        raise Http404(_("That article is not in this story."))
    return article, int(parts[1]), int(parts[2])


def number(text):
    """The number in a form field or an address; 0 when there is none."""
    return int(text) if text and is_number(text) else 0


def sent_id(request, paragraph):
    """The id of the paragraph when its text came along with the request, and so was saved first."""
    return paragraph.pk if "text" in request.POST else None


def _modes(request, opened, sent):
    """How each open paragraph is drawn: as the page has it when it holds unsaved words or nothing changed under it."""
    named = [value.partition(":")[::2] for value in request.POST.getlist("open")]
    versions = dict(StoryParagraph.objects.filter(pk__in=[number(pk) for pk, _ in named]).values_list("pk", "version"))
    modes = {
        number(pk): KEPT if version in ("unsaved", str(versions.get(number(pk)))) else WRITING for pk, version in named
    }
    if sent in modes:
        modes[sent] = WRITING  # its words are the server's now, and perhaps cut in two
    return modes | ({opened: WRITING} if opened else {})


def _render_one(request, template, paragraph, mode, context):
    story = _as_it_stands(paragraph.story)
    page = DraftPage(story, request.user, modes={paragraph.pk: mode})
    context |= {"story": story, "page": page, "paragraph": page.find(paragraph.pk)}
    return render(request, template, context)
