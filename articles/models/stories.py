"""Story: the event being covered, who may see it, and where it stands."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, F, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.models.versions import Versioned


class StoryState(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    IN_REVIEW = "in_review", gettext_lazy("In review")
    CHANGES_REQUESTED = "changes_requested", gettext_lazy("Changes requested")
    APPROVED = "approved", gettext_lazy("Approved")
    PUBLISHED = "published", gettext_lazy("Published")
    CORRECTED = "corrected", gettext_lazy("Corrected")
    KILLED = "killed", gettext_lazy("Killed")


class Priority(models.IntegerChoices):
    URGENT = 1, gettext_lazy("Urgent")
    HIGH = 2, gettext_lazy("High")
    NORMAL = 3, gettext_lazy("Normal")
    LOW = 4, gettext_lazy("Low")


class StoryQuerySet(models.QuerySet):
    def at(self, slug):
        """The story that has this address, or had it before it got another one: old links and open pages go on working."""
        had = FormerSlug.objects.filter(slug=slug).values("story_id")[:1]
        return self.filter(Q(slug=slug) | Q(pk=Subquery(had)))

    def visible_to(self, user):
        """The stories that this user may see: open ones, and those that they are a member of. Everything else does not exist."""
        if not user.is_active or not user.has_perm("articles.view_story"):
            return self.none()
        if user.is_superuser:
            return self
        memberships = Story.members.through.objects
        mine = memberships.filter(user_id=user.pk).values("story_id")
        return self.filter(Q(created_by=user) | Q(pk__in=mine) | ~Q(pk__in=memberships.values("story_id")))


class Story(Versioned):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200, help_text=gettext_lazy("What the newsroom calls it."))
    headline = models.CharField(max_length=300, blank=True, help_text=gettext_lazy("What readers will see above it."))
    standfirst = models.CharField(
        max_length=500, blank=True, help_text=gettext_lazy("One or two sentences under the headline.")
    )
    keywords = models.CharField(max_length=300, blank=True, help_text=gettext_lazy("With commas between them."))
    location = models.CharField(
        max_length=120, blank=True, help_text=gettext_lazy("Where it happened, as the dateline has it.")
    )
    byline = models.CharField(
        max_length=200, blank=True, help_text=gettext_lazy("Whose work it is, as readers will see it.")
    )
    editors_note = models.TextField(
        blank=True, help_text=gettext_lazy("What readers should know about how it came about.")
    )
    state = models.CharField(max_length=20, choices=StoryState, default=StoryState.DRAFT, editable=False)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("Nobody named here: open to all editors."),
    )
    due_at = models.DateTimeField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("Nothing of it leaves the house before.")
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged",
        null=True,
        editable=False,
        help_text=gettext_lazy("Has its articles now."),
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering = [F("due_at").asc(nulls_last=True), "-created_at"]
        verbose_name_plural = gettext_lazy("stories")
        # All that the desk counts by: it reads this index alone.
        indexes = [
            models.Index(fields=["state", "due_at", "created_by", "assigned_to", "merged_into"], name="story_counted")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("story", args=[self.slug])

    def viewers(self):
        """The accounts that may see it: `visible_to`, asked the other way round."""
        accounts = get_user_model().objects.with_perm("articles.view_story")
        members = self.members.through.objects.filter(story_id=self.pk)
        by_right = Q(is_superuser=True) | Q(pk=self.created_by_id) | Q(pk__in=members.values("user_id"))
        return accounts.filter(by_right | ~Exists(members))


class FormerSlug(models.Model):
    """An address that a story had. No other story may take it: links to it still lead to this one."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=80, unique=True)
    given_up_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-given_up_at"]

    def __str__(self):
        return self.slug
