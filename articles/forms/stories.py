"""Forms that people fill in: what is asked, and what is wrong with an answer."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Priority, Story

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"


class People(forms.ModelMultipleChoiceField):
    """Accounts to choose from, by the names of their people."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


class Person(forms.ModelChoiceField):
    """An account to choose, by the name of its person."""

    label_from_instance = People.label_from_instance


class Moment(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE)


def editors():
    """The accounts that may write, by name."""
    accounts = get_user_model().objects.with_perm("articles.change_story")
    return accounts.order_by("first_name", "last_name", "username")


class PlanForm(forms.ModelForm):
    """Who works on a story, until when, how urgent it is, and before when nothing leaves the house.

    `version` is the one that the page was made from.
    """

    assigned_to = Person(
        get_user_model().objects.none(),
        required=False,
        label=gettext_lazy("Assigned to"),
        empty_label=gettext_lazy("Nobody"),
        help_text=gettext_lazy("Who writes it."),
    )
    priority = forms.TypedChoiceField(
        choices=Priority.choices,
        coerce=int,
        empty_value=None,
        required=False,
        label=gettext_lazy("Priority"),
        initial=Priority.NORMAL,
    )
    due_at = Moment(
        required=False,
        label=gettext_lazy("Due"),
        help_text=gettext_lazy("When it should leave the house. Empty: no date."),
    )
    embargo_until = Moment(
        required=False,
        label=gettext_lazy("Embargo until"),
        help_text=gettext_lazy("No export before this time. Empty: no embargo."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Story
        fields = ["assigned_to", "priority", "due_at", "embargo_until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = editors()
        self.initial.setdefault("version", self.instance.version)

    def clean_priority(self):
        """A form that does not ask for it changes nothing."""
        return self.cleaned_data["priority"] or self.instance.priority


class StoryForm(PlanForm):
    """Title, address, members and plan."""

    title = forms.CharField(
        max_length=200, label=gettext_lazy("Title"), help_text=gettext_lazy("What the newsroom calls it.")
    )
    slug = forms.SlugField(
        max_length=80,
        required=False,
        label=gettext_lazy("Slug"),
        help_text=gettext_lazy("Its address: small letters, digits, hyphens. Empty: made from the title."),
    )
    members = People(
        get_user_model().objects.none(),
        required=False,
        label=gettext_lazy("People"),
        help_text=gettext_lazy("Only these, and who opened it, can see it. Nobody chosen: every editor can."),
    )
    field_order = ["title", "slug", "assigned_to", "priority", "due_at", "embargo_until", "members"]

    class Meta(PlanForm.Meta):
        fields = ["title", "slug", *PlanForm.Meta.fields, "members"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        accounts = get_user_model().objects.filter(is_active=True)
        self.fields["members"].queryset = accounts.order_by("first_name", "last_name", "username")
        if self.instance.pk:
            self.fields["slug"].help_text = _("Its address. Links to the one before go on working.")

    def clean_slug(self):
        return self.cleaned_data["slug"] or self.instance.slug
