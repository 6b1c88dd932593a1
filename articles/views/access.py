"""Who may see and do what. What a user may not see does not exist: 404. What they may see but not do: 403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from articles.models import Annotation, Article, Citation, Claim, Revision, Story, StoryParagraph


def story_of(request, slug):
    return get_object_or_404(Story.objects.visible_to(request.user), slug=slug)


def article_of(request, slug, number):
    articles = Article.objects.visible_to(request.user).select_related("story", "outlet")
    return get_object_or_404(articles, story__slug=slug, number=number)


def annotation_of(request, pk):
    annotations = Annotation.objects.visible_to(request.user)
    return get_object_or_404(annotations.select_related("article__story", "category"), pk=pk)


def claim_of(request, pk):
    claims = Claim.objects.visible_to(request.user)
    return get_object_or_404(claims.select_related("story", "decision__decided_by"), pk=pk)


def paragraph_of(request, pk):
    """A paragraph of the draft; a removed one is not there any more."""
    paragraphs = StoryParagraph.objects.visible_to(request.user).standing()
    return get_object_or_404(paragraphs.select_related("story"), pk=pk)


def citation_of(request, pk):
    stories = Story.objects.visible_to(request.user)
    citations = Citation.objects.filter(paragraph__story__in=stories, paragraph__removed_at=None)
    return get_object_or_404(citations.select_related("paragraph__story"), pk=pk)


def revision_of(request, pk):
    return get_object_or_404(Revision.objects.visible_to(request.user).select_related("story"), pk=pk)


def may_write(request):
    """Refuse whoever is not an editor."""
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied("Only editors may change a story.")
