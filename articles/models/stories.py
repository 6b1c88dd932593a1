"""Story: the event being covered, who may see it, and where it stands."""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.models.versions import Versioned


class StoryState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    CORRECTED = "corrected", "Corrected"
    KILLED = "killed", "Killed"


class StoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The stories that this user may see: open ones, and those that they are a member of. Everything else does not exist."""
        if not user.is_active or not user.has_perm("articles.view_story"):
            return self.none()
        if user.is_superuser:
            return self
        memberships = Story.members.through.objects
        mine = memberships.filter(user_id=user.pk).values("story_id")
        return self.filter(Q(created_by=user) | Q(pk__in=mine) | ~Q(pk__in=memberships.values("story_id")))

    def for_desk(self):
        """Each story with the figures that the desk shows, in one statement, whatever the number of stories."""
        return self.select_related("created_by").annotate(
            article_count=_count("articles"),
            blocker_count=_count("annotations", state="open", severity="blocker"),
            major_count=_count("annotations", state="open", severity="major"),
            minor_count=_count("annotations", state="open", severity="minor"),
            undecided_count=_count("claims", lambda claims: claims.undecided()),
        )


def _count(relation, narrow=lambda rows: rows, **filters):
    """How many rows of the relation a story has: a subquery, since joins would multiply each other."""
    rows = Story._meta.get_field(relation).related_model.objects.filter(story=OuterRef("pk"), **filters)
    counted = narrow(rows).order_by().values("story").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


class Story(Versioned):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200, help_text="What the newsroom calls it.")
    headline = models.CharField(max_length=300, blank=True, help_text="What readers will see above it.")
    state = models.CharField(max_length=20, choices=StoryState, default=StoryState.DRAFT, editable=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="Nobody named here: open to all editors."
    )
    due_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = [F("due_at").asc(nulls_last=True), "-created_at"]
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("story", args=[self.slug])
