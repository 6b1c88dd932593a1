"""Who may see and do what, on every page and by the API. Not to be seen is not to exist: 404. Seen, but not done: 403."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import get_object_or_404

from articles.models import (
    Annotation,
    ApprovalLink,
    Article,
    BlindPass,
    Citation,
    Claim,
    Revision,
    RevisionNote,
    Story,
    StoryParagraph,
    SupportConfirmation,
)

BLIND = (
    "You are reading an article of this story blind, and this page shows what others have marked: finish reading first."
)


def story_of(request, slug, *, even_blind=False):
    """Pages that show no marks let in whoever reads an article of the story blind (`even_blind`); others refuse."""
    stories = Story.objects.visible_to(request.user)
    if even_blind:
        return get_object_or_404(stories.at(slug))
    return _seeing(request, stories.at(slug), "pk")


def article_of(request, slug, number, *, with_sentences=False):
    """`with_sentences`: with the places of its sentences, for pages on which they are chosen."""
    articles = Article.objects.visible_to(request.user).select_related("story", "outlet")
    if with_sentences:
        articles = articles.with_sentence_places()
    return get_object_or_404(articles, story=Subquery(Story.objects.at(slug).values("pk")[:1]), number=number)


def annotation_of(request, pk):
    annotations = Annotation.objects.visible_to(request.user)
    return get_object_or_404(annotations.select_related("article__story", "category"), pk=pk)


def claim_of(request, pk):
    claims = Claim.objects.visible_to(request.user)
    return _seeing(request, claims.select_related("story", "decision__decided_by"), "story", pk=pk)


def paragraph_of(request, pk):
    """A paragraph of the draft; a removed one is not there any more."""
    paragraphs = StoryParagraph.objects.visible_to(request.user).standing()
    return _seeing(request, paragraphs.select_related("story"), "story", pk=pk)


def citation_of(request, pk):
    stories = Story.objects.visible_to(request.user)
    citations = Citation.objects.filter(paragraph__story__in=stories, paragraph__removed_at=None)
    return _seeing(request, citations.select_related("paragraph__story"), "paragraph__story", pk=pk)


def revision_of(request, pk):
    revisions = Revision.objects.visible_to(request.user).select_related("story")
    return _seeing(request, revisions, "story", pk=pk)


def confirmation_of(request, pk):
    confirmations = SupportConfirmation.objects.filter(story__in=Story.objects.visible_to(request.user))
    return _seeing(request, confirmations.select_related("story", "paragraph__story"), "story", pk=pk)


def note_of(request, pk):
    """A note of an approver on a revision."""
    notes = RevisionNote.objects.filter(revision__story__in=Story.objects.visible_to(request.user))
    return _seeing(request, notes.select_related("revision__story"), "revision__story", pk=pk)


def link_of(request, pk):
    """A link by which a guest may approve, as those see it who have an account."""
    links = ApprovalLink.objects.filter(revision__story__in=Story.objects.visible_to(request.user))
    return _seeing(request, links.select_related("revision__story"), "revision__story", pk=pk)


def is_read_blind(request, article):
    """This user is reading the article blind."""
    return article.blind_passes.filter(reader=request.user, finished_at=None).exists()


def may_write(request):
    """Refuse whoever is not an editor."""
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied("Only editors may change a story.")


def _seeing(request, rows, story, **named):
    """The row, unless this user reads an article of its story (`story`: the way to it) blind. No query more."""
    reading = BlindPass.objects.filter(article__story=OuterRef(story), reader=request.user.pk, finished_at=None)
    row = get_object_or_404(rows.annotate(is_read_blind=Exists(reading)), **named)
    if row.is_read_blind:
        raise PermissionDenied(BLIND)
    return row
