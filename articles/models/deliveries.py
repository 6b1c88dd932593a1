"""Who gets the stories, what went to them, and each try."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords

from articles.models.leases import Held, HeldQuerySet, lately


class ReceiverKind(models.TextChoices):
    WEBHOOK = "webhook", gettext_lazy("Webhook")
    FOLDER = "folder", gettext_lazy("Folder")


class Occasion(models.TextChoices):
    APPROVAL = "approval", gettext_lazy("As soon as a revision is approved")
    ASKED = "asked", gettext_lazy("When somebody sends it")


class ReceiverQuerySet(models.QuerySet):
    def on(self):
        return self.filter(switched_off_at=None)

    def of(self, story):
        """Those that get this story."""
        chosen = Receiver.stories.through.objects.filter(receiver=OuterRef("pk"))
        return self.on().filter(~Exists(chosen) | Exists(chosen.filter(story=story)))

    def that_got(self, story):
        """Those to whom something of the story went, or may have gone: what is put right must reach them, too."""
        sent = Delivery.objects.filter(Q(tries__gt=0) | Q(taken_at__isnull=False), receiver=OuterRef("pk"), story=story)
        return self.filter(Exists(sent))


class Receiver(models.Model):
    """Another system, or a folder, that gets approved stories."""

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=ReceiverKind)
    address = models.CharField(
        max_length=500,
        help_text=gettext_lazy("Of a webhook: https://… Of a folder: its name below the folder for deliveries."),
    )
    formats = models.JSONField(default=list, help_text=gettext_lazy("What it gets."))
    occasion = models.CharField(
        max_length=10,
        choices=Occasion,
        default=Occasion.ASKED,
        verbose_name=gettext_lazy("when"),
        help_text=gettext_lazy(
            "What puts a delivered story right, and the word that it was killed, always go at once."
        ),
    )
    stories = models.ManyToManyField(
        "articles.Story", blank=True, related_name="+", help_text=gettext_lazy("None named here: all stories.")
    )
    secret = models.TextField(blank=True, editable=False, help_text=gettext_lazy("Sealed."))
    old_secret = models.TextField(
        blank=True, editable=False, help_text=gettext_lazy("Sealed; signs beside the new one for a while.")
    )
    rotated_at = models.DateTimeField(null=True, editable=False)
    switched_off_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=gettext_lazy("From then on nothing goes to it; what waits goes when this is empty again."),
    )
    history = HistoricalRecords(excluded_fields=["secret", "old_secret", "rotated_at"])

    objects = ReceiverQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_webhook(self):
        return self.kind == ReceiverKind.WEBHOOK


class About(models.TextChoices):
    APPROVED = "story.approved", gettext_lazy("Story")
    CORRECTED = "story.corrected", gettext_lazy("Correction")
    KILLED = "story.killed", gettext_lazy("Kill")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", gettext_lazy("Waiting")
    DELIVERED = "delivered", gettext_lazy("Delivered")
    GIVEN_UP = "given_up", gettext_lazy("Given up")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


class DeliveryQuerySet(HeldQuerySet):
    def visible_to(self, user):
        stories = self.model._meta.get_field("story").related_model.objects.visible_to(user)
        return self.filter(story__in=stories)

    def waiting(self):
        return self.filter(state=DeliveryState.WAITING)

    def due(self, now):
        return self.waiting().filter(due_at__lte=now, receiver__switched_off_at=None)

    def attended(self):
        """A worker is trying them at the moment."""
        return self.filter(lately("alive_at"))

    def free(self, now):
        """Due, and no worker is at their receiver."""
        at_it = Delivery.objects.attended().filter(receiver=OuterRef("receiver"))
        return self.due(now).filter(~Exists(at_it))


class Delivery(Held):
    """One thing that one receiver gets, from the moment when it was decided. Its id is the same on each try."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receiver = models.ForeignKey(Receiver, on_delete=models.PROTECT, related_name="deliveries")
    story = models.ForeignKey("articles.Story", on_delete=models.PROTECT, related_name="deliveries")
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="deliveries", null=True)
    about = models.CharField(max_length=20, choices=About)
    formats = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    failed_in_a_row = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Since it was made or last sent again.")
    )
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(
        null=True, help_text=gettext_lazy("When a worker began a try; empty when it has ended.")
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, help_text=gettext_lazy("Why the last try failed, or why it was withdrawn."))

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "pk"]
        verbose_name_plural = gettext_lazy("deliveries")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="delivery_waiting"),
            models.Index(fields=["story", "receiver"]),
        ]

    def __str__(self):
        return f"{self.get_about_display()} of {self.story} to {self.receiver}"


class DeliveryTry(models.Model):
    """One try of a delivery, and how it ended. Never changed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="log")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField(
        null=True, help_text=gettext_lazy("Empty: nobody knows, its worker was stopped.")
    )
    status = models.PositiveSmallIntegerField(null=True, help_text=gettext_lazy("Of the answer, where there was one."))
    error = models.TextField(blank=True, help_text=gettext_lazy("Empty: it was received."))

    class Meta:
        ordering = ["delivery", "number"]
        verbose_name_plural = gettext_lazy("delivery tries")
        constraints = [models.UniqueConstraint(fields=["delivery", "number"], name="try_number_once_in_delivery")]

    def __str__(self):
        return f"{self.number}: {self.error or 'received'}"
