"""Words of the sources into the draft: a sentence, or a fact in the words of the source that says it best.

What an editor accepted as wrong is put right on the way: the draft gets the corrected words, the citation keeps what
the source says.
"""

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Annotation, AnnotationState, Citation
from articles.text import Span, sentences
from articles.workflow.draft_changes import Change, check_source, clean, create_citation
from articles.workflow.errors import Refused

MOST_SOURCES = 4  # that a fact cites: more say no more
CLOSE_UP = ".,;:!?)]”’"  # no space stands before these, also where words were taken out


@transaction.atomic
def put_sentence(story, *, by, article, start, end, after=None):
    """Take words of a source into the draft as a paragraph of their own, with their citation.

    Accepted corrections are made in them: see `corrections_in`. Refused when these are to be taken out altogether, or
    stand in the draft already.
    """
    change = Change(story, "put", by)
    check_source(change.story, article, start, end)
    text = clean(corrected(article, start, end, corrections_in(article, start, end)))
    if not text:
        raise Refused(_("An accepted mark asks to take these words out: they do not belong in the draft."))
    _refuse_what_is_there(change.story, text, [(article, Span(start, end))])
    paragraph = change.make(text, after)
    create_citation(paragraph, Span(0, len(paragraph.text)), article, start, end, by)
    change.save()
    return paragraph


@transaction.atomic
def put_claim(story, *, by, claim, after=None):
    """Take a fact into the draft: the sentence of a source that says the decided (or agreed) value.

    It cites that sentence and at most one of each other article that says the same, MOST_SOURCES in all.
    """
    change = Change(story, "put", by)
    if claim.is_undecided:
        raise Refused(_("The sources disagree on “%(claim)s”: decide it first.") % {"claim": claim})
    value = claim.decision.value if claim.is_decided else None
    if value == "":
        raise Refused(_("It was decided to leave “%(claim)s” out of the story.") % {"claim": claim})
    text, places = _wording(claim, value)
    _refuse_what_is_there(change.story, text, places)
    paragraph = change.make(text, after)
    for article, span in places:
        create_citation(paragraph, Span(0, len(paragraph.text)), article, *span, by, claim)
    change.save()
    return paragraph


def corrections_in(article, start, end):
    """The accepted marks whose suggestion is put in place of their words in `text[start:end]`: see `corrections_among`."""
    accepted = article.annotations.filter(state=AnnotationState.ACCEPTED, start__lt=end, end__gt=start)
    return corrections_among(accepted, start, end)


def corrections_among(accepted, start, end):
    """Those of the accepted marks that correct `text[start:end]` of their article, in order; none overlap.

    A replacement counts when it lies in these words as a whole, a removal for the part of it that does.
    """
    corrections = []
    for mark in sorted(accepted, key=lambda mark: (mark.start, -mark.end, mark.pk)):
        is_whole = start <= mark.start and mark.end <= end
        is_free = not corrections or corrections[-1].end <= mark.start
        if mark.suggestion is not None and is_free and (is_whole or not mark.suggestion):
            corrections.append(mark)
    return corrections


def corrected(article, start, end, corrections):
    """The words `text[start:end]` of the article with the corrections made in them."""
    text, done = "", start
    for mark in corrections:
        text += article.text[done : max(mark.start, start)] + mark.suggestion
        done = min(mark.end, end)
        if not mark.suggestion and article.text[done : done + 1] in CLOSE_UP:
            text = text.rstrip()
    return text + article.text[done:end]


def _wording(claim, value):
    """(text, [(article, span)] to cite, the one whose words they are first)."""
    statements = list(claim.statements.select_related("article"))
    groups = {s.group for s in statements if value in (None, s.value, s.normalised)}
    saying = [s for s in statements if s.group in groups] or statements
    best = _by_marks(dict.fromkeys((s.article, _sentence_around(s.article.text, s.start)) for s in saying))
    if not groups:
        return clean(f"{claim.subject}, {claim.attribute}: {value}."), _one_of_each(best)
    for article, span in best:
        if text := clean(corrected(article, *span, corrections_in(article, *span))):
            return text, _one_of_each([(article, span), *best])
    raise Refused(
        _("Every sentence that says “%(claim)s” was marked to be taken out: write it in your own words.")
        % {"claim": claim}
    )


def _by_marks(places):
    """The places that fewest standing marks touch first, else in the order of the articles. One query."""
    marks = Counter()
    for mark in Annotation.objects.filter(article__in=[article for article, _places in places]).standing():
        marks.update(place for place in places if _touches(mark, *place))
    return sorted(places, key=lambda place: marks[place])


def _one_of_each(places):
    firsts = {}
    for article, span in places:
        firsts.setdefault(article, span)
    return list(firsts.items())[:MOST_SOURCES]


def _touches(mark, article, span):
    return mark.article_id == article.pk and mark.start < span.end and mark.end > span.start


def _refuse_what_is_there(story, text, places):
    """Refused when a sentence of the draft says these words already and cites the first of the places for them."""
    for article, (start, end) in places[:1]:
        there = Citation.objects.filter(paragraph__story=story, paragraph__removed_at=None, article=article)
        for citation in there.filter(source_start=start, source_end=end).select_related("paragraph"):
            if citation.paragraph.text[citation.start : citation.end] == text:
                raise Refused(_("This sentence is in the draft already."))


def _sentence_around(text, position):
    return next(span for span in sentences(text) if span.start <= position < span.end)
