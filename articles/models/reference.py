"""What the administrators keep: outlets, error categories, people, house style."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy
from simple_history.models import HistoricalRecords


class Severity(models.TextChoices):
    MINOR = "minor", gettext_lazy("Minor")
    MAJOR = "major", gettext_lazy("Major")
    BLOCKER = "blocker", gettext_lazy("Blocker")


class Family(models.TextChoices):
    """What kind of fault: it gives a mark its colour."""

    FACT = "fact", gettext_lazy("Facts")
    LANGUAGE = "language", gettext_lazy("Language")
    QUOTE = "quote", gettext_lazy("Quotes")
    COPY = "copy", gettext_lazy("Copy")
    CLASH = "clash", gettext_lazy("Contradictions")


class Outlet(models.Model):
    name = models.CharField(max_length=200, unique=True)
    homepage = models.URLField(blank=True)
    notes = models.TextField(blank=True, help_text=gettext_lazy("What editors should know about this source."))
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ErrorCategoryQuerySet(models.QuerySet):
    def on_offer(self):
        """The categories that editors may choose, in their order."""
        return self.filter(retired_at=None)


class ErrorCategory(models.Model):
    slug = models.SlugField(
        unique=True,
        help_text=gettext_lazy("The name by which checks and exports call it. Letters, digits, underscores."),
    )
    name = models.CharField(max_length=80, unique=True)
    short_name = models.CharField(max_length=24, help_text=gettext_lazy("Stands beside a mark in the text."))
    family = models.CharField(max_length=10, choices=Family)
    key = models.CharField(
        max_length=1,
        unique=True,
        validators=[RegexValidator(r"^[0-9a-z]$", "One digit or one small letter.")],
        help_text=gettext_lazy("Pressed to choose it."),
    )
    default_severity = models.CharField(max_length=10, choices=Severity, default=Severity.MAJOR)
    guideline = models.TextField(blank=True, help_text=gettext_lazy("When to use it, and when not."))
    examples = models.TextField(blank=True, help_text=gettext_lazy("Where it applies, one to a line."))
    counter_examples = models.TextField(
        blank=True, help_text=gettext_lazy("Where it looks as if it did, one to a line.")
    )
    order = models.PositiveSmallIntegerField(default=100)
    retired_at = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("From then on it is no longer offered; old marks keep it.")
    )
    history = HistoricalRecords()
    objects = ErrorCategoryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = gettext_lazy("error categories")

    def __str__(self):
        return self.name

    @property
    def example_list(self):
        return tuple(line.strip() for line in self.examples.splitlines() if line.strip())

    @property
    def counter_example_list(self):
        return tuple(line.strip() for line in self.counter_examples.splitlines() if line.strip())


class Person(models.Model):
    """Somebody in the news, as the house knows them: a source of its own for names and ages."""

    name = models.CharField(max_length=200)
    aliases = models.TextField(blank=True, help_text=gettext_lazy("Other spellings that are right, one to a line."))
    birth_date = models.DateField(null=True, blank=True)
    role = models.CharField(max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = gettext_lazy("people")

    def __str__(self):
        return self.name

    @property
    def alias_list(self):
        return tuple(line.strip() for line in self.aliases.splitlines() if line.strip())


class HouseStyle(models.Model):
    """A spelling that the house prefers."""

    preferred = models.CharField(max_length=100, unique=True)
    variants = models.TextField(help_text=gettext_lazy("Spellings to replace, one to a line."))
    note = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["preferred"]
        verbose_name = gettext_lazy("house style rule")

    def __str__(self):
        return self.preferred

    @property
    def variant_list(self):
        return tuple(line.strip() for line in self.variants.splitlines() if line.strip())


class CheckSetting(models.Model):
    """What an administrator has set for a check; a check without a line runs, and all that it finds is shown."""

    slug = models.SlugField(unique=True, verbose_name=gettext_lazy("check"))
    switched_off_at = models.DateTimeField(null=True, blank=True, help_text=gettext_lazy("From then on it is not run."))
    lowest_confidence = models.FloatField(
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=gettext_lazy("0 to 1: what it is less sure of is not shown."),
    )
    note = models.CharField(max_length=300, blank=True, help_text=gettext_lazy("Why."))
    history = HistoricalRecords()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class ApprovalRule(models.Model):
    """How the house approves: one line, or none for what is usual, one approver and no links."""

    signatures = models.PositiveSmallIntegerField(
        default=1,
        choices=[(1, "One approver"), (2, "Two approvers")],
        help_text=gettext_lazy("How many must approve a revision before it may leave the house."),
    )
    link_hours = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(24 * 14)],
        help_text=gettext_lazy("For how many hours a link lets somebody without an account approve. 0: no such links."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = gettext_lazy("rule of approval")
        verbose_name_plural = gettext_lazy("rules of approval")

    def __str__(self):
        return f"{self.get_signatures_display()}, links {f'for {self.link_hours} hours' if self.link_hours else 'not allowed'}"

    @classmethod
    def current(cls):
        """The rule that holds; unsaved when the administrators have set none."""
        return cls.objects.first() or cls()
