"""Importing articles: look at what the files hold, then take them in.

The first step stores nothing, not even for a moment: the page that shows it carries the bytes itself, in base64, and
sends them back with the second step.
"""

from base64 import b64decode, b64encode
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles import tasks
from articles.models import Outlet
from articles.readers import SourceRefused
from articles.views.access import may_write, story_of
from articles.workflow import intake, review
from articles.workflow.errors import Refused

MOST_FILES = 20
MOST_BYTES = 16 * 1024 * 1024  # in one batch
PASTED_NAME = "pasted.txt"
SHORT_WORDS = 40  # an article with fewer words is perhaps not one
SHOWN_CHARACTERS = 280  # of the beginning of a text
UNKNOWN_LANGUAGE = "und"


class Item(NamedTuple):
    """A file on its way in. `found` is what the intake says of it; a file that was not chosen stays out."""

    name: str
    content: bytes
    outlet: str = ""
    headline: str | None = None
    published: str | None = None
    is_chosen: bool = True
    found: object = None

    @property
    def encoded(self):
        return b64encode(self.content).decode()

    @property
    def usual_outlet(self):
        """The outlet's name when nobody gives one."""
        return self.found.outlet or intake.outlet_name(self.found.file_name)

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
            yield f"Only {self.found.word_count} words: is the article complete?"
        if self.found.language == UNKNOWN_LANGUAGE:
            yield "Its language cannot be told."
        if self.found.encoding not in ("utf-8", "utf-8-sig", "ascii"):
            yield f"Read as {self.found.encoding}: look whether accents and quotation marks are right."


@require_http_methods(["GET", "HEAD", "POST"])
def import_articles(request, slug=None):
    may_write(request)
    story = story_of(request, slug) if slug else None
    if request.method != "POST":
        return _ask(request, story)
    try:
        if request.POST.get("step") == "confirm":
            return _confirm(request, story)
        return _preview(request, story, _asked(request))
    except Refused as refused:
        return _ask(request, story, refused.reason)


# What came with the request


def _asked(request):
    """The items of the first step: the files, then the pasted text. Raises Refused."""
    files = request.FILES.getlist("files")
    pasted = request.POST.get("text", "").encode()
    if len(files) + bool(pasted) > MOST_FILES or sum(file.size for file in files) + len(pasted) > MOST_BYTES:
        raise Refused(_too_much())
    items = [Item(file.name, file.read()) for file in files]
    if pasted.strip():
        items.append(Item(PASTED_NAME, pasted, request.POST.get("outlet", "").strip()))
    if not items:
        raise Refused("Choose at least one file, or paste a text.")
    return items


def _carried(request):
    """The items of the second step, as the first one's page sent them back. Raises Refused."""
    columns = [request.POST.getlist(name) for name in ("number", "name", "content", "outlet", "headline", "published")]
    chosen = set(request.POST.getlist("take"))
    try:
        items = [
            Item(name, b64decode(content, validate=True), outlet.strip(), headline, published.strip(), number in chosen)
            for number, name, content, outlet, headline, published in zip(*columns, strict=True)
        ]
    except ValueError as error:  # columns of different lengths, or what is no base64
        raise Refused("The page came back damaged. Choose the files again.") from error
    if len(items) > MOST_FILES or sum(len(item.content) for item in items) > MOST_BYTES:
        raise Refused(_too_much())
    return items


def _too_much():
    return (
        f"At most {MOST_FILES} files and {MOST_BYTES // 1024**2} MB at once. Nothing was taken in: send them in parts."
    )


# The steps


def _ask(request, story, refusal=""):
    context = {
        "story": story,
        "title": request.POST.get("title", ""),
        "text": request.POST.get("text", ""),
        "outlet": request.POST.get("outlet", ""),
        "outlets": Outlet.objects.values_list("name", flat=True),
        "refusal": refusal,
        "most_files": MOST_FILES,
        "most_bytes": MOST_BYTES,
        "most_megabytes": MOST_BYTES // 1024**2,
    }
    return render(request, "imports/ask.html", context, status=422 if refusal else 200)


def _preview(request, story, items, refusal=""):
    found = intake.preview(story, [(item.name, item.content) for item in items])
    items = [item._replace(found=answer) for item, answer in zip(items, found, strict=True)]
    kinds = [item.found.kind for item in items]
    context = {
        "story": story,
        "title": request.POST.get("title", ""),
        "items": items,
        "ready_count": kinds.count("candidate"),
        "refused_count": kinds.count("refusal"),
        "duplicate_count": kinds.count("duplicate"),
        "outlets": Outlet.objects.values_list("name", flat=True),
        "refusal": refusal,
    }
    return render(request, "imports/preview.html", context, status=422 if refusal else 200)


def _confirm(request, story):
    items = _carried(request)
    chosen = [item for item in items if item.is_chosen]
    if not chosen:
        return _preview(request, story, items, "Nothing is ticked: tick the articles to take in.")
    try:
        candidates = [(item, intake.read(item.content, item.name), _day(item)) for item in chosen]
        story = story or intake.create_story(title=request.POST.get("title", ""), by=request.user)
    except (Refused, SourceRefused) as refused:
        return _preview(request, story, items, refused.reason)
    taken = [_take_in(request, story, *candidate) for candidate in candidates]
    if any(taken):
        _review(request, story, len(list(filter(None, taken))))
    return redirect(story)


def _take_in(request, story, item, candidate, published):
    """The article, or None with a message that says why not. What goes wrong with one leaves the others alone."""
    try:
        return intake.take_in(
            story,
            candidate,
            by=request.user,
            outlet=item.outlet or None,
            headline=item.headline.strip() or None,
            published=published,
        )
    except Refused as refused:
        messages.error(request, f"{candidate.file_name} was not taken in. {refused.reason}")


def _day(item):
    """The day on which it was published, None when the field is empty. Raises Refused."""
    try:
        return date.fromisoformat(item.published) if item.published else None
    except ValueError as error:
        raise Refused(f"{item.name}: “{item.published}” is no day. Write it as 2026-03-15.") from error


def _review(request, story, count):
    messages.success(request, f"{count} article{'' if count == 1 else 's'} taken in.")
    if story.reviews.filter(finished_at=None).exists():
        messages.info(request, "A review is under way that may not have seen them: ask for another when it is done.")
    else:
        tasks.review_story.enqueue(review.request(story, by=request.user).pk)
