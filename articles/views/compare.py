"""Two texts of a story side by side: two articles, or an article and the draft."""

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.access import story_of
from articles.text import Alignment, Piece, align, count_words, sentences, word_diff
from articles.views.matrix import place_url

DRAFT = "draft"


class Choice(NamedTuple):
    """A text that can be compared: `key` stands in the address, a number of an article or DRAFT."""

    key: str
    name: str


class Text(NamedTuple):
    """One side: its sentences, each with the address of its place."""

    key: str
    name: str
    language: str
    sentences: list[str]
    urls: list[str]


class Run(NamedTuple):
    """Words of a sentence; `differs`: its partner has others there."""

    text: str
    differs: bool


class Told(NamedTuple):
    """A sentence as it is shown. `kind` is "same", "changed" or "only"; `partner` the number of one that stands elsewhere."""

    number: int
    url: str
    runs: list[Run]
    kind: str
    partner: int | None


class Row(NamedTuple):
    """What stands side by side. `kind` is "same", "changed" or "apart"; `difference` counts all but the same, from 1."""

    kind: str
    left: list[Told]
    right: list[Told]
    difference: int | None


class Counts(NamedTuple):
    """How many sentences, pairs counted once; `elsewhere` are pairs that come in another order."""

    same: int
    changed: int
    only_left: int
    only_right: int
    elsewhere: int
    differences: int


@require_safe
def compare(request, slug):
    """`?left=2&right=draft`: without them the first two texts of the story."""
    story = story_of(request, slug)
    choices = _choices(story)
    left, right = _chosen(request, choices)
    context = {"story": story, "choices": choices, "left": left, "right": right}
    if left != right:
        texts = [_draft(story, choice) if choice.key == DRAFT else _article(story, choice) for choice in (left, right)]
        context["empty"] = next((text for text in texts if not text.sentences), None)
        if not context["empty"]:
            context |= _side_by_side(*texts)
    return render(request, "compare/compare.html", context)


def _choices(story):
    """Every article by its outlet, then the draft. One query."""
    articles = list(story.articles.values_list("number", "outlet__name"))
    times = Counter(outlet for _, outlet in articles)
    names = [(number, outlet if times[outlet] == 1 else f"{outlet} ({number})") for number, outlet in articles]
    return [*(Choice(str(number), name) for number, name in names), Choice(DRAFT, _("The draft"))]


def _chosen(request, choices):
    by_key = {choice.key: choice for choice in choices}
    left = request.GET.get("left") or choices[0].key
    right = request.GET.get("right") or next((key for key in by_key if key != left), left)
    if left not in by_key or right not in by_key:
        raise Http404(_("The story has no text of this number."))
    return by_key[left], by_key[right]


def _article(story, choice):
    article = story.articles.prefetch_related("sentences").get(number=choice.key)
    article.story = story
    spans = list(article.sentences.all())
    return Text(
        *choice,
        article.language,
        [article.quote(span.start, span.end) for span in spans],
        [place_url(article, span.start, span.end) for span in spans],
    )


def _draft(story, choice):
    page = reverse("draft", args=[story.slug])
    told = [
        (paragraph.text[start:end], f"{page}#para-{paragraph.pk}")
        for paragraph in story.paragraphs.standing()
        for start, end in sentences(paragraph.text)
    ]
    return Text(*choice, "en", [text for text, _ in told], [url for _, url in told])


# --- Side by side -----------------------------------------------------------------------------------------------------


def _side_by_side(left, right):
    alignment = align(left.sentences, right.sentences)
    rows = list(_rows(alignment, left, right))
    counts = _counts(alignment, left, right, rows)
    return {"sides": (left, right), "rows": rows, "counts": counts}


def _counts(alignment, left, right, rows):
    pairs, same = len(alignment.partners), len(alignment.same)
    in_rows = sum(row.is_pair for row in alignment.rows)
    only = len(left.sentences) - pairs, len(right.sentences) - pairs
    return Counts(same, pairs - same, *only, pairs - in_rows, sum(row.kind != "same" for row in rows))


def _rows(alignment: Alignment, left: Text, right: Text):
    """The rows of the alignment with their words; each pair is compared once, wherever its two sentences stand."""
    told_left, told_right = _told(left), _told(right)
    for i, j in alignment.partners.items():
        kind = "same" if i in alignment.same else "changed"
        pieces = [] if kind == "same" else word_diff(left.sentences[i], right.sentences[j])
        for told, at, other, op in ((told_left, i, j, "removed"), (told_right, j, i, "added")):
            runs = runs_of(pieces, op) or told[at].runs
            told[at] = told[at]._replace(kind=kind, runs=runs, partner=other + 1)
    difference = 0
    for ours, theirs, is_pair in alignment.rows:
        sides = [told_left[at] for at in ours], [told_right[at] for at in theirs]
        if is_pair:
            sides = [[told._replace(partner=None) for told in side] for side in sides]
        kind = sides[0][0].kind if is_pair else "apart"
        difference += kind != "same"
        yield Row(kind, *sides, difference if kind != "same" else None)


def _told(text):
    return [
        Told(number, url, [Run(words, differs=False)], "only", None)
        for number, (words, url) in enumerate(zip(text.sentences, text.urls, strict=True), start=1)
    ]


def runs_of(pieces: list[Piece], op: str) -> list[Run]:
    """One side of a difference, `op` telling which; what only a space or a stop holds apart becomes one run."""
    own = [piece for piece in pieces if piece.op in ("same", op)]
    runs = []
    for index, piece in enumerate(own):
        is_gap = 0 < index < len(own) - 1 and not count_words(piece.text) and own[index + 1].op == op
        runs.append(Run(piece.text, piece.op == op or (is_gap and runs[-1].differs)))
    return [
        Run("".join(run.text for run in group), differs) for differs, group in groupby(runs, lambda run: run.differs)
    ]
