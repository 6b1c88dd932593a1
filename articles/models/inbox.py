"""The inbox: what somebody should know because it concerns them; and how often they want it by e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.annotations import ThreadVerb
from articles.models.blind import BlindPass
from articles.models.stories import Story


class NotificationKind(models.TextChoices):
    MENTION = "mention", gettext_lazy("Mention")
    REPLY = "reply", gettext_lazy("Thread")
    ASSIGNED = "assigned", gettext_lazy("Given to you")
    GIVEN = "given", gettext_lazy("Yours to work on")
    REOPENED = "reopened", gettext_lazy("Reopened conflict")
    SENT = "sent", gettext_lazy("To approve")
    CHANGES = "changes", gettext_lazy("Changes asked for")
    APPROVED = "approved", gettext_lazy("Approved")


# What somebody did, behind their name. In a thread that somebody follows it is the verb of the line.
DID = {
    NotificationKind.MENTION: gettext_lazy("%(name)s mentioned you"),
    NotificationKind.ASSIGNED: gettext_lazy("%(name)s gave you a mark to settle"),
    NotificationKind.GIVEN: gettext_lazy("%(name)s gave you this to work on"),
    NotificationKind.SENT: gettext_lazy("%(name)s asks for approval"),
    NotificationKind.CHANGES: gettext_lazy("%(name)s asked for changes"),
    NotificationKind.APPROVED: gettext_lazy("%(name)s approved what you wrote"),
}
DID_IN_THREAD = {
    ThreadVerb.SAID: gettext_lazy("%(name)s wrote about a mark that you follow"),
    ThreadVerb.ACCEPTED: gettext_lazy("%(name)s accepted a mark that you follow"),
    ThreadVerb.DISMISSED: gettext_lazy("%(name)s dismissed a mark that you follow"),
    ThreadVerb.RESOLVED: gettext_lazy("%(name)s resolved a mark that you follow"),
    ThreadVerb.REOPENED: gettext_lazy("%(name)s reopened a mark that you follow"),
    ThreadVerb.ASSIGNED: gettext_lazy("%(name)s passed on a mark that you follow"),
    ThreadVerb.TAKEN_BACK: gettext_lazy("%(name)s took back a decision on a mark that you follow"),
}


class NotificationQuerySet(models.QuerySet):
    def inbox_of(self, user):
        """What this user was told, of stories that they may see: who lost a story reads no more about it.

        Nor does who reads an article blind read about its marks before the end.
        """
        stories = Story.objects.visible_to(user).filter(pk=OuterRef("story_id"))
        blind = BlindPass.objects.filter(article=OuterRef("annotation__article"), reader=user.pk, finished_at=None)
        return self.filter(Exists(stories), ~Exists(blind), user=user)

    def unread(self):
        return self.filter(read_at=None)

    def unread_first(self):
        return self.order_by(F("read_at").desc(nulls_first=True), "-pk")

    def for_page(self):
        """With everything that a line of the inbox shows, in one statement."""
        about = ("story", "annotation__article", "annotation__category", "claim", "comment", "article")
        return self.select_related("by", *about).defer("article__text", "annotation__article__text")


class Notification(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=10, choices=NotificationKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="notifications")
    annotation = models.ForeignKey("articles.Annotation", on_delete=models.CASCADE, related_name="+", null=True)
    comment = models.ForeignKey("articles.Comment", on_delete=models.CASCADE, related_name="+", null=True)
    claim = models.ForeignKey("articles.Claim", on_delete=models.CASCADE, related_name="+", null=True)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+", null=True)
    text = models.TextField(blank=True, help_text=gettext_lazy("The words that were said, shortened."))
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True, help_text=gettext_lazy("When it went out with a digest."))

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "read_at", "-id"])]

    def __str__(self):
        return f"{self.user}: {self.says}"

    @property
    def says(self):
        """What happened, in one clause with the name of whoever did it."""
        if self.kind == NotificationKind.REOPENED:
            return _("New sources reopened a conflict that you had decided")
        did = DID_IN_THREAD[self.comment.verb] if self.kind == NotificationKind.REPLY else DID[self.kind]
        name = self.by.get_full_name() or self.by.get_username() if self.by else _("A guest")
        return did % {"name": name}

    def get_absolute_url(self):
        """Where it is about: the note of the mark, the row of the claim, the article, the story, its draft or its approval."""
        if self.annotation:
            place = f"?note={self.annotation_id}#note-{self.annotation_id}"
            return reverse("article", args=[self.story.slug, self.annotation.article.number]) + place
        if self.claim_id:
            return f"{reverse('claims', args=[self.story.slug])}?claim={self.claim_id}"
        if self.article_id:
            return reverse("article", args=[self.story.slug, self.article.number])
        if self.kind == NotificationKind.GIVEN:
            return self.story.get_absolute_url()
        page = "draft" if self.kind == NotificationKind.CHANGES else "approval"
        return reverse(page, args=[self.story.slug])


class DigestFrequency(models.TextChoices):
    NEVER = "never", gettext_lazy("Never")
    HOURLY = "hourly", gettext_lazy("Every hour")
    DAILY = "daily", gettext_lazy("Once a day")


class Digest(models.Model):
    """How often somebody wants the unread part of the inbox by e-mail. No line: never.

    `sent_at` is also set when its time had come and there was nothing to send.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    every = models.CharField(max_length=10, choices=DigestFrequency, default=DigestFrequency.NEVER)
    sent_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(
        null=True, help_text=gettext_lazy("When a program began to send it; empty when it has finished.")
    )

    def __str__(self):
        return f"{self.user}: {self.get_every_display()}"
