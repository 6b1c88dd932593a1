"""What the article page shows: the passages with their notes, the shelf of the story's articles, how far the work is."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from articles.forms.annotations import place
from articles.models import (
    Annotation,
    AnnotationState,
    Article,
    BlindPass,
    Comment,
    MarkChange,
    Review,
    Severity,
    SharedWording,
)
from articles.templatetags.newsroom import called, human
from articles.templatetags.passages import Mark, Passage, passages
from articles.text import Piece, Span, word_diff
from articles.workflow import mark_changes

CONTEXT = 28  # characters of text shown on either side of a suggested change
LONGEST_PIECE = 90  # characters of a suggested change shown in one piece; the text itself is beside it
EVIDENCE_SHOWN = 6
PEOPLE = ("created_by", "decided_by", "assigned_to")


@dataclass
class Note:
    """An annotation as its note shows it; what only an open note shows is worked out when it is asked for.

    `url` is the address under which its actions lie: sixty notes with six actions each are too many to look up.
    """

    annotation: Annotation
    url: str
    number: int
    is_current: bool
    labels: "_Labels"
    is_own: bool
    alike: int  # open marks of the same check, this one among them
    has_thread: bool  # somebody may have written about it

    @cached_property
    def change(self):
        """Its suggestion in context: a list of Piece."""
        return _change(self.labels.article.text, self.annotation, self.labels.paragraph_at(self.annotation.start))

    @cached_property
    def evidence(self):
        """[(label, url)] of what bears the mark out."""
        return self.labels.evidence(self.annotation.related)

    @cached_property
    def comments(self):
        return list(self.annotation.comments.all()) if self.has_thread else []

    @property
    def key(self):
        """What its elements' ids end in."""
        return str(self.annotation.pk)

    @property
    def percent(self):
        return round(100 * self.annotation.confidence)

    @property
    def level(self):
        """The confidence as one to five strokes."""
        return min(5, 1 + self.percent // 20)

    @property
    def maker(self):
        """Who made the mark: a person, or a check by its name."""
        if not self.annotation.is_found:
            return called(self.annotation.created_by)
        return _("%(check)s check") % {"check": human(self.annotation.check_slug)}


class Paragraph(NamedTuple):
    passage: Passage
    notes: list[Note]


class Reading(NamedTuple):
    """An article as one person reads it: all that the page's templates need."""

    article: Article
    url: str
    paragraphs: list[Paragraph]
    notes: list[Note]
    shelf: list[dict]
    review: Review | None
    may_write: bool
    undoable: MarkChange | None  # one's own last decision
    user: object
    passes: list[BlindPass]

    @property
    def blind(self):
        """One's own pass, while it lasts: the marks of others are not here."""
        return next((one for one in self.passes if one.reader_id == self.user.pk and not one.finished_at), None)

    @property
    def may_be_corrected(self):
        """A suggestion was accepted: there may be a corrected reading. Whoever reads blind sees what was received."""
        decided = (AnnotationState.ACCEPTED, AnnotationState.RESOLVED)
        marks = (note.annotation for note in self.notes)
        is_blind = self.place_on_shelf["is_blind"]
        return not is_blind and any(m.state in decided and m.suggestion is not None for m in marks)

    @property
    def has_read_blind(self):
        return any(one.reader_id == self.user.pk for one in self.passes)

    @property
    def has_touched(self):
        """One has made or decided a mark here."""
        marks = [note.annotation for note in self.notes]
        return any(self.user.pk in (mark.created_by_id, mark.decided_by_id) for mark in marks)

    @property
    def compared(self):
        """Somebody has read it blind to the end."""
        return any(one.finished_at for one in self.passes)

    @property
    def current(self):
        return next((note for note in self.notes if note.is_current), None)

    @property
    def open_count(self):
        return sum(note.annotation.is_open for note in self.notes)

    @property
    def decided_count(self):
        return len(self.notes) - self.open_count

    @property
    def sentences(self):
        """ "START-END START-END …": where each sentence stands, in order."""
        places = (self.article.sentence_places or "").split(",")
        return " ".join(sorted(filter(None, places), key=lambda place: int(place.partition("-")[0])))

    @property
    def before(self):
        return self._beside(-1)

    @property
    def after(self):
        return self._beside(+1)

    @property
    def place_on_shelf(self):
        return next(entry for entry in self.shelf if entry["is_current"])

    @property
    def next_article(self):
        """The next article with open marks, beginning again at the first after the last; None when there is none."""
        at = self.shelf.index(self.place_on_shelf)
        return next((entry for entry in self.shelf[at + 1 :] + self.shelf[:at] if entry["left"]), None)

    def paragraph_of(self, annotation):
        """Where the note of this annotation stands; None in a text without a paragraph."""
        return next((p for p in self.paragraphs if any(n.annotation.pk == annotation.pk for n in p.notes)), None)

    def note_of(self, annotation):
        return next(note for note in self.notes if note.annotation.pk == annotation.pk)

    def _beside(self, step):
        at = self.current.number - 1 + step if self.current else 0
        return self.notes[at] if 0 <= at < len(self.notes) else None


def reading_of(request, article, *, current=None, is_whole=True):
    """The article as this request asks for it; `current` (an annotation's id) is the note that stands open.

    Without one it is what `?note=` names, or the first open mark. `?at=START-END` points at a place. Where only the
    current note is shown (not `is_whole`), it is not asked who decided the others.
    """
    marks = list(_annotations(article, request.user, is_whole))
    key = current or _current(request, marks)
    shelf = _shelf(article, request.user)
    here = next(entry for entry in shelf if entry["is_current"])
    _open([mark for mark in marks if mark.pk == key], request.user, has_thread=here["has_threads"])
    # Only the whole page asks for these two: an answer to a decision does not wait for them.
    review = SimpleLazyObject(article.story.reviews.first)
    passes = SimpleLazyObject(lambda: _passes(article) if here["has_passes"] else [])
    pick = place(request.GET.get("at"), article.text)
    url = article.get_absolute_url()
    lines = [mark_of(mark, number, url, is_current=mark.pk == key) for number, mark in enumerate(marks, start=1)]
    cut = passages(article.text, lines, pick)
    labels = _Labels(article, shelf, cut)
    actions = reverse("annotation_accept", args=[0]).removesuffix("accept/")
    open_of_check = Counter(mark.check_slug for mark in marks if mark.is_open)
    notes = [
        Note(
            annotation=mark,
            url=actions.replace("/0/", f"/{mark.pk}/"),
            number=number,
            is_current=mark.pk == key,
            labels=labels,
            is_own=not mark.is_found and mark.created_by_id == request.user.pk,
            alike=open_of_check[mark.check_slug] if mark.is_found and mark.is_open else 0,
            has_thread=here["has_threads"],
        )
        for number, mark in enumerate(marks, start=1)
    ]
    may_write = request.user.has_perm("articles.change_story")
    undoable = mark_changes.last_change(article, request.user) if may_write and here["has_changes"] else None
    beside = _beside_their_notes(cut, notes, labels)
    return Reading(article, url, beside, notes, shelf, review, may_write, undoable, request.user, passes)


def _annotations(article, user, is_whole):
    marks = article.annotations.shown_to(user).order_by("start", "end", "pk")
    return marks.select_related("category", "decided_by") if is_whole else marks.select_related("category")


def _open(marks, user, *, has_thread):
    """What only the open note shows: its thread and its people; the user's own name is known."""
    for mark in marks:
        for name in PEOPLE:
            if getattr(mark, f"{name}_id") == user.pk:
                setattr(mark, name, user)
    thread = Prefetch("comments", Comment.objects.select_related("author", "assignee"))
    if has_thread:
        prefetch_related_objects(marks, thread)


def _passes(article):
    return list(article.blind_passes.defer("marks", "desk"))


def _current(request, marks):
    asked = request.GET.get("note", "")
    if asked.isdecimal() and any(mark.pk == int(asked) for mark in marks):
        return int(asked)
    return next((mark.pk for mark in marks if mark.is_open), None)


def _shelf(article, user):
    """The story's articles and how far each is, in one statement. Of what the user reads blind it counts no marks."""
    marks = Count("annotations")
    left = Count("annotations", filter=Q(annotations__state=AnnotationState.OPEN))
    passes = BlindPass.objects.filter(article=OuterRef("pk"))
    shared = SharedWording.objects.filter(Q(article=OuterRef("pk")) | Q(other=OuterRef("pk")))
    rows = article.story.articles.with_review().order_by("number")
    rows = rows.values("pk", "number", "outlet__name", "replaces_id", "is_reviewed").annotate(
        is_blind=Exists(passes.filter(reader=user.pk, finished_at=None)),
        has_passes=Exists(passes),
        has_shared=Exists(shared),
        has_threads=Exists(Comment.objects.filter(annotation__article=OuterRef("pk"))),
        has_changes=Exists(MarkChange.objects.filter(article=OuterRef("pk"), by=user.pk).standing()),
    )
    shelf = list(rows.annotate(marks=marks, left=left))
    for at, row in enumerate(shelf):
        if row["is_blind"]:
            row["marks"] = row["left"] = 0
        row["outlet"], row["decided"] = row["outlet__name"], row["marks"] - row["left"]
        row["is_current"] = row["pk"] == article.pk
        row["is_before"] = at + 1 < len(shelf) and shelf[at + 1]["pk"] == article.pk
        row["is_after"] = at > 0 and shelf[at - 1]["is_current"]
    return shelf


def mark_of(annotation, number, url, *, is_current):
    category = annotation.category
    classes = [category.family, f"mark--{annotation.severity}"]
    is_dismissed = annotation.state == AnnotationState.DISMISSED
    if not annotation.is_open:
        classes.append("mark--dismissed" if is_dismissed else "mark--done")
    if is_current:
        classes.append("mark--current")
    name = f"{number} {category.short_name}"
    return Mark(
        key=annotation.pk,
        start=annotation.start,
        end=annotation.end,
        classes=" ".join(classes),
        says=_("Mark %(number)s, %(category)s, %(severity)s, %(state)s")
        % {
            "number": number,
            "category": category.name.lower(),
            "severity": Severity(annotation.severity).label.lower(),
            "state": AnnotationState(annotation.state).label.lower(),
        },
        tag="" if is_dismissed else name if annotation.is_open else f"✓ {name}",
        url=f"{url}?note={annotation.pk}#note-{annotation.pk}",
        is_lined=not is_dismissed,
    )


def _change(text, annotation, paragraph):
    """The suggestion as a difference, with a little of the text around it; empty where nothing is suggested."""
    if annotation.suggestion is None:
        return []
    before = text[max(paragraph.start, annotation.start - CONTEXT) : annotation.start]
    after = text[annotation.end : max(annotation.end, min(paragraph.end, annotation.end + CONTEXT))]
    if annotation.start - CONTEXT > paragraph.start:
        before = before.partition(" ")[2]
    if annotation.end + CONTEXT < paragraph.end:
        after = after.rpartition(" ")[0]
    pieces = [Piece(op, _shortened(words)) for op, words in word_diff(annotation.quote, annotation.suggestion)]
    return [Piece("same", before), *pieces, Piece("same", after)]


def _shortened(text):
    """A long piece by its two ends."""
    if len(text) <= LONGEST_PIECE:
        return text
    half = LONGEST_PIECE // 2
    return f"{text[:half].rpartition(' ')[0] or text[:half]} … {text[-half:].partition(' ')[2] or text[-half:]}"


class _Labels:
    """Names for places in the articles of the story, and the way to each."""

    def __init__(self, article, shelf, cut):
        self.article, self.cut = article, cut
        self.outlets = {entry["pk"]: entry["outlet"] for entry in shelf}
        self.urls = {e["pk"]: reverse("article", args=[article.story.slug, e["number"]]) for e in shelf}

    def paragraph_at(self, position):
        return self.cut[self.index_at(position)].span if self.cut else Span(0, 0)

    def index_at(self, position):
        """Which paragraph a position lies in, or stands before; the last one beyond them all."""
        return next((i for i, p in enumerate(self.cut) if position < p.span.end), len(self.cut) - 1)

    def evidence(self, related):
        """[(label, url)] of what bears a mark out: other sources first, each outlet and each paragraph once."""
        links = {}
        for span in sorted(related, key=lambda span: span["article"] == self.article.pk):
            label, url = self.link(span)
            links.setdefault(label, url)
        return list(links.items())[:EVIDENCE_SHOWN]

    def link(self, related):
        """(label, url) of a related span `{"article": id, "start", "end"}`."""
        key, at = related["article"], f"?at={related['start']}-{related['end']}#at"
        if key not in self.urls:
            return _("An article that is gone"), ""
        is_here = key == self.article.pk
        here = _("Paragraph %(number)s here") % {"number": self.index_at(related["start"]) + 1}
        label = here if is_here else self.outlets[key]
        return label, self.urls[key] + at


def _beside_their_notes(cut, notes, labels):
    """Each passage with the notes on marks that start in it."""
    beside = [[] for _ in cut]
    for note in notes:
        if cut:
            beside[labels.index_at(note.annotation.start)].append(note)
    return [Paragraph(passage, its) for passage, its in zip(cut, beside, strict=True)]
