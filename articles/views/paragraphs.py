"""The paragraphs of the draft: write, move, split, merge, remove, cite.

A paragraph that is open for writing sends its text along with every action: it is saved first, so that no action can
pass over words that were not saved yet.

Where two texts meet, the writer says what counts: `over` names the version that was seen and gives way to mine,
`together` the one that is merged with mine; `base` is what both texts started from.
"""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.access import citation_of, may_write, paragraph_of
from articles.models import Stale, StoryParagraph
from articles.text import Clash
from articles.views.clashes import together, version_sent
from articles.views.draft_answers import (
    beside,
    changed,
    checked,
    clash,
    number,
    overtaken,
    refused,
    saved,
    sent_id,
    shown,
    source_of,
    to_draft,
)
from articles.views.draft_page import READING, WRITING, sentence_at
from articles.workflow import draft as workflow
from articles.workflow.errors import Refused


def paragraph_verb(view):
    """A POST that does something to one paragraph. `view(request, paragraph, version)` gets it with its text saved."""

    @require_POST
    @wraps(view)
    def act(request, pk):
        may_write(request)
        version = version_sent(request)
        try:
            paragraph = _saved(request, pk, version) if "text" in request.POST else paragraph_of(request, pk)
        except Stale as stale:
            return clash(request, request.POST["text"], stale.current, started=_started(request))
        except Refused as why:
            paragraph = paragraph_of(request, pk)
            return refused(request, paragraph.story, why, paragraph)
        if "text" in request.POST:
            version = paragraph.version
        try:
            return view(request, paragraph, version)
        except Stale as stale:
            return overtaken(request, stale.current)
        except Refused as why:
            return refused(request, paragraph.story, why, paragraph)

    return act


@require_safe
def edit(request, pk):
    """The paragraph open for writing; with `?close` it is shown as it reads."""
    paragraph = paragraph_of(request, pk)
    may_write(request)
    is_open = "close" not in request.GET
    if not request.htmx:
        return to_draft(paragraph.story, paragraph, edit=paragraph.pk if is_open else None)
    return shown(request, paragraph, mode=WRITING if is_open else READING)


@paragraph_verb
def save(request, paragraph, version):
    """Save the text; `done` closes the paragraph, and one without words goes."""
    if "done" in request.POST and not paragraph.text:
        workflow.close_empty(paragraph, by=request.user)
        return _gone(request, paragraph, _("The empty paragraph is gone."))
    if not request.htmx:
        messages.success(request, _("Saved."))
        return to_draft(paragraph.story, paragraph)
    if "done" in request.POST:
        return shown(request, paragraph, mode=READING, just_saved=True)
    if "together" in request.POST or "text" not in request.POST:
        return shown(request, paragraph, mode=WRITING, just_saved=True)
    return saved(request, paragraph, settled="over" in request.POST)


@require_safe
def checks(request, pk):
    """What stands beside an open paragraph, as its text is saved: the page asks for it after each save."""
    paragraph = paragraph_of(request, pk)
    if not request.htmx:
        return to_draft(paragraph.story, paragraph)
    return checked(request, paragraph, mode=WRITING)


@paragraph_verb
def move(request, paragraph, version):
    workflow.move_paragraph(paragraph, by=request.user, up="up" in request.POST)
    return _answer(request, paragraph, paragraph, said=_("Moved up.") if "up" in request.POST else _("Moved down."))


@paragraph_verb
def split(request, paragraph, version):
    """Cut at the offset `cut`, or begin a new paragraph there at the end; whoever was writing goes on in the second."""
    cut = number(request.POST.get("cut"))
    if paragraph.text[cut:].strip():
        second = workflow.split_paragraph(paragraph, by=request.user, version=version, at=cut)
        return _answer(request, paragraph, second, said=_("Split."), goes_on=True)
    second = workflow.add_paragraph(paragraph.story, by=request.user, after=paragraph)
    return _answer(request, paragraph, second, said=_("A new paragraph."), goes_on=True)


@paragraph_verb
def merge(request, paragraph, version):
    """Join to the paragraph before; whoever was writing goes on in the joined one."""
    joined = workflow.merge_paragraph(paragraph, by=request.user, version=version)
    caret = max(len(joined.text) - len(paragraph.text), 0)
    return _answer(request, paragraph, joined, said=_("Joined to the one before."), goes_on=True, caret=caret)


@paragraph_verb
def remove(request, paragraph, version):
    workflow.remove_paragraph(paragraph, by=request.user, version=version)
    return _gone(request, paragraph, _("Deleted. Undo brings it back."))


@paragraph_verb
def cite(request, paragraph, version):
    """The sentence at `at` rests on the words of a source."""
    article, source_start, source_end = source_of(request, paragraph.story)
    place = sentence_at(paragraph.text, number(request.POST.get("at")))
    if place is None:
        raise Refused(_("Write a sentence first: there are no words here to cite a source for."))
    workflow.cite(
        paragraph,
        by=request.user,
        version=version,
        start=place.start,
        end=place.end,
        article=article,
        source_start=source_start,
        source_end=source_end,
    )
    return _cited(request, paragraph, _("Cited %(outlet)s.") % {"outlet": article.outlet.name}, source=article.number)


@require_POST
def uncite(request, pk):
    citation = citation_of(request, pk)
    may_write(request)
    paragraph = citation.paragraph
    try:
        if "text" in request.POST:
            paragraph = _saved(request, paragraph.pk, number(request.POST.get("version")))
        workflow.uncite(citation, by=request.user)
    except Stale as stale:
        return clash(request, request.POST.get("text", stale.current.text), stale.current)
    except Refused as why:
        return refused(request, paragraph.story, why, paragraph)
    return _cited(request, paragraph, _("The citation is taken away."))


def _saved(request, pk, version):
    """The paragraph with the text that came along. Stale only when somebody else changed its words, or removed it."""
    text, started = request.POST["text"], _started(request)
    if "together" in request.POST:
        current = paragraph_of(request, pk)
        text = together(current, version, Clash(started, " ".join(text.split()), current.text))
    try:
        return workflow.save_visible(pk, by=request.user, version=version, text=text)
    except StoryParagraph.DoesNotExist as gone:
        raise Http404(_("That paragraph is not there.")) from gone
    except Stale as stale:
        current = stale.current
        own = {" ".join(sent.split()) for sent in (text, *request.POST.getlist("sent"))}
        if current.removed_at or current.text not in {started, *own}:
            raise
        # Only its citations were changed meanwhile, or a save of this writer arrived whose answer did not (`sent`):
        # the words are still those that the writer goes on from.
        return workflow.save_paragraph(current, by=request.user, version=current.version, text=text)


def _started(request):
    """The text that the writer started from."""
    return request.POST.get("base", request.POST.get("started"))


def _answer(request, paragraph, now, *, said, goes_on=False, caret=0):
    """After a verb on the paragraph; `now` is where its writer is `now`, or goes on writing."""
    if not request.htmx:
        messages.success(request, said)
        return to_draft(now.story, now)
    sent = sent_id(request, paragraph)
    return changed(request, now.story, opened=now.pk if goes_on and sent else None, sent=sent, said=said, caret=caret)


def _gone(request, paragraph, said):
    if not request.htmx:
        messages.success(request, said)
        return to_draft(paragraph.story)
    return changed(request, paragraph.story, said=said)


def _cited(request, paragraph, said, **asked):
    if not request.htmx:
        messages.success(request, said)
        return to_draft(paragraph.story, paragraph, **asked)
    paragraph.refresh_from_db()
    if "text" in request.POST:
        return beside(request, paragraph, just_saved=True, said=said)
    return shown(request, paragraph, mode=READING, said=said)
