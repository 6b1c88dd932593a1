"""Forms that people fill in: what is asked, and what is wrong with an answer."""

from django import forms
from django.contrib.auth import get_user_model

from articles.models import Story

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"


class People(forms.ModelMultipleChoiceField):
    """Accounts to choose from, by the names of their people."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


class StoryForm(forms.ModelForm):
    """Title, due time and members; `version` is the one that the page was made from."""

    title = forms.CharField(max_length=200, label="Title", help_text="What the newsroom calls it.")
    due_at = forms.DateTimeField(
        required=False,
        label="Due",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE),
        help_text="When it should leave the house. Empty: no date.",
    )
    members = People(
        get_user_model().objects.none(),
        required=False,
        label="People",
        help_text="Only these, and who opened it, can see it. Nobody chosen: every editor can.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Story
        fields = ["title", "due_at", "members"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        accounts = get_user_model().objects.filter(is_active=True)
        self.fields["members"].queryset = accounts.order_by("first_name", "last_name", "username")
        self.initial.setdefault("version", self.instance.version)
