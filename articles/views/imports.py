"""Importing articles: look at what the files hold, then take them in.

The first step stores nothing, not even for a moment: the page that shows it carries the bytes itself, in base64, and
sends them back with the second step.
"""

from base64 import b64decode, b64encode
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from articles import tasks
from articles.access import may_write, story_of
from articles.models import Import, Outlet, Via
from articles.workflow import imports, intake, reports, review, versions
from articles.workflow.errors import Refused

MOST_FILES = 20
MOST_BYTES = 16 * 1024 * 1024  # in one batch
MOST_ARTICLES = 200  # in all its files: each has nine fields of the form that Django counts
PASTED_NAME = "pasted.txt"
SHORT_WORDS = 40  # an article with fewer words is perhaps not one
REPORTS_SHOWN = 5  # of earlier imports
SHOWN_CHARACTERS = 280  # of the beginning of a text
UNKNOWN_LANGUAGE = "und"


class Sent(NamedTuple):
    """A file as it came with the request."""

    name: str
    content: bytes

    @property
    def encoded(self):
        return b64encode(self.content).decode()


class Item(NamedTuple):
    """An article on its way in, of the file with this number. `found` is what the intake says of it.

    What was not chosen stays out.
    """

    file: int
    found: object
    outlet: str = ""
    headline: str | None = None
    published: str | None = None
    is_chosen: bool = True
    version_of: object = None

    @property
    def usual_outlet(self):
        """The outlet's name when nobody gives one."""
        return self.found.outlet or intake.outlet_name(self.found.file_name, self.found.part)

    @property
    def usual_published(self):
        """The day in the field: what was typed there, or else what the text says."""
        if self.published is not None:
            return self.published
        return self.found.published.isoformat() if self.found.published else ""

    @property
    def beginning(self):
        text = " ".join(self.found.text.removeprefix(self.found.headline).split())
        return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " …"

    @property
    def warnings(self):
        """What an editor should look at before taking the text in."""
        if self.found.word_count < SHORT_WORDS:
            yield _("Only %(word_count)s words: is the article complete?") % {"word_count": self.found.word_count}
        if not (self.outlet or self.found.outlet):
            yield _("It does not say who published it: name its outlet.")
        if self.found.language == UNKNOWN_LANGUAGE:
            yield _("Its language cannot be told.")
        if self.found.encoding not in ("", "utf-8", "utf-8-sig", "ascii"):
            yield _("Read as %(encoding)s: look whether accents and quotation marks are right.") % {
                "encoding": self.found.encoding
            }


@require_http_methods(["GET", "HEAD", "POST"])
def import_articles(request, slug=None):
    may_write(request)
    story = story_of(request, slug) if slug else None
    if request.method != "POST":
        return ask(request, story)
    try:
        if request.POST.get("step") == "confirm":
            return _confirm(request, story)
        if request.POST.get("step") == "wait" and story is None:
            return _wait(request)
        files, outlet = _asked(request)
        return _preview(request, story, files, outlet=outlet)
    except Refused as refused:
        return ask(request, story, refused.reason)


@require_safe
def report(request, pk):
    """What became of everything that an import held, with what was removed from it."""
    may_write(request)
    done = get_object_or_404(Import.objects.visible_to(request.user).select_related("story", "started_by"), pk=pk)
    context = {"done": done, "story": done.story, "report": imports.report(done, request.user)}
    return render(request, "imports/report.html", context)


# What came with the request


def _asked(request):
    """(the files of the first step, the pasted text as the last of them, the outlet of that). Raises Refused."""
    files = request.FILES.getlist("files")
    pasted = request.POST.get("text", "").encode()
    if len(files) + bool(pasted) > MOST_FILES or sum(file.size for file in files) + len(pasted) > MOST_BYTES:
        raise Refused(_too_much())
    sent, outlet = [Sent(file.name, file.read()) for file in files], ""
    if pasted.strip():
        sent.append(Sent(PASTED_NAME, pasted))
        outlet = request.POST.get("outlet", "").strip()
    if not sent:
        raise Refused(_("Choose at least one file, or paste a text."))
    return sent, outlet


def _carried(request):
    """(the files, {(file, part): what was said of it}), as the first step's page sent them back. Raises Refused."""
    files = zip(request.POST.getlist("name"), request.POST.getlist("content"), strict=True)
    columns = [request.POST.getlist(name) for name in ("number", "file", "part", "outlet", "headline", "published")]
    chosen = set(request.POST.getlist("take"))
    try:
        sent = [Sent(name, b64decode(content, validate=True)) for name, content in files]
        said = {
            (int(file), part): {
                "outlet": outlet.strip(),
                "headline": headline,
                "published": published.strip(),
                "is_chosen": number in chosen,
            }
            for number, file, part, outlet, headline, published in zip(*columns, strict=True)
        }
    except ValueError as error:  # columns of different lengths, or what is no base64
        raise Refused(_("The page came back damaged. Choose the files again.")) from error
    if len(sent) > MOST_FILES or sum(len(file.content) for file in sent) > MOST_BYTES:
        raise Refused(_too_much())
    return sent, said


def _too_much():
    return _("At most %(files)s files and %(megabytes)s MB at once. Nothing was taken in: send them in parts.") % {
        "files": MOST_FILES,
        "megabytes": MOST_BYTES // 1024**2,
    }


# The steps


def ask(request, story, refusal=""):
    context = {
        "story": story,
        "title": request.POST.get("title", ""),
        "text": request.POST.get("text", ""),
        "outlet": request.POST.get("outlet", ""),
        "address": request.POST.get("address", ""),
        "outlets": Outlet.objects.values_list("name", flat=True),
        "refusal": refusal,
        "earlier": _earlier_imports(request, story),
        "most_files": MOST_FILES,
        "most_bytes": MOST_BYTES,
        "most_megabytes": MOST_BYTES // 1024**2,
    }
    return render(request, "imports/ask.html", context, status=422 if refusal else 200)


def _earlier_imports(request, story):
    return Import.objects.visible_to(request.user).filter(story=story).select_related("started_by")[:REPORTS_SHOWN]


def _preview(request, story, files, *, said=None, outlet="", refusal=""):
    """What the files hold, with what was said of it; `outlet` is that of the last file, which was pasted."""
    found = intake.preview(story, [(file.name, file.content) for file in files])
    items = [Item(number, answer) for number, answers in enumerate(found) for answer in answers]
    if len(items) > MOST_ARTICLES:
        raise Refused(
            _("These files hold %(count)s articles; at most %(most)s at once. Send them in parts.")
            % {"count": len(items), "most": MOST_ARTICLES}
        )
    if said is not None:
        left_out = {"is_chosen": False}
        items = [item._replace(**said.get((item.file, item.found.part), left_out)) for item in items]
    elif outlet:
        items[-1] = items[-1]._replace(outlet=outlet)
    items = [item._replace(version_of=_earlier(story, item.found)) for item in items]
    kinds = [item.found.kind for item in items]
    context = {
        "story": story,
        "title": request.POST.get("title", ""),
        "files": files,
        "items": items,
        "ready_count": kinds.count("candidate"),
        "refused_count": kinds.count("refusal"),
        "duplicate_count": kinds.count("duplicate"),
        "outlets": Outlet.objects.values_list("name", flat=True),
        "refusal": refusal,
    }
    return render(request, "imports/preview.html", context, status=422 if refusal else 200)


def _earlier(story, found):
    """The article of the story that this one is a new version of, or None."""
    if story is None or found.kind != "candidate":
        return None
    return versions.earlier_in(story, found.address, found.guid, found.outlet)


def _confirm(request, story):
    files, said = _carried(request)
    if not any(row["is_chosen"] for row in said.values()):
        return _preview(request, story, files, said=said, refusal=_("Nothing is ticked: tick the articles to take in."))
    try:
        title = request.POST.get("title", "")
        items = _items(story, files, said)
        done = imports.into_a_story(items, via=Via.PAGE, by=request.user, story=story, title=title)
    except Refused as refused:
        return _preview(request, story, files, said=said, refusal=refused.reason)
    report = imports.report(done, request.user)
    if count := report.counts[reports.TAKEN]:
        _review(request, done.story, count)
    return redirect(done if report.is_remarkable else done.story)


def _wait(request):
    """Nobody says of which story the articles are: each waits in Incoming, with what it may belong to."""
    files, said = _carried(request)
    if not any(row["is_chosen"] for row in said.values()):
        return _preview(request, None, files, said=said, refusal=_("Nothing is ticked: tick the articles to take in."))
    try:
        done = imports.into_incoming(_items(None, files, said), via=Via.PAGE, by=request.user)
    except Refused as refused:
        return _preview(request, None, files, said=said, refusal=refused.reason)
    report = imports.report(done, request.user)
    if count := report.counts[reports.WAITING]:
        text = ngettext("%(count)s article waits for its story.", "%(count)s articles wait for their story.", count)
        messages.success(request, text % {"count": count})
    return redirect(done if report.is_remarkable else "incoming")


def _items(story, files, said):
    """[(each thing that the files hold, what was said of it, None when it was not ticked)], read again.

    Raises Refused when what was ticked cannot be taken in.
    """
    wanted = {key for key, row in said.items() if row["is_chosen"]}
    if any(not 0 <= number < len(files) for number, _ in wanted):
        raise Refused(_("The page came back damaged. Choose the files again."))
    items = []
    for number, answers in enumerate(intake.preview(story, [(file.name, file.content) for file in files])):
        for found in answers:
            item = Item(number, found, **said.get((number, found.part), {"is_chosen": False}))
            if item.is_chosen and found.kind == "refusal":
                raise Refused(f"{found.place}: {found.reason}")
            wanted.discard((number, found.part))
            items.append((found, _told(item) if item.is_chosen else None))
    if wanted:
        raise Refused(_("Not all that was ticked is in the files. Choose them again."))
    return items


def _told(item):
    """What the intake is told of an article."""
    return {"outlet": item.outlet or None, "headline": item.headline.strip() or None, "published": _day(item)}


def _day(item):
    """The day on which it was published, None when the field is empty. Raises Refused."""
    try:
        return date.fromisoformat(item.published) if item.published else None
    except ValueError as error:
        raise Refused(
            _("%(place)s: “%(published)s” is no day. Write it as 2026-03-15.")
            % {"place": item.found.place, "published": item.published}
        ) from error


def _review(request, story, count):
    messages.success(
        request, ngettext("%(count)s article taken in.", "%(count)s articles taken in.", count) % {"count": count}
    )
    if story.reviews.filter(finished_at=None).exists():
        messages.info(request, _("A review is under way that may not have seen them: ask for another when it is done."))
    else:
        tasks.enqueue_review(review.request(story, by=request.user))
