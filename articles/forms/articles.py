"""What an editor knows about an article beside its text."""

from django import forms
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.workflow.intake import details_of


class ArticleForm(forms.Form):
    """Outlet, headline, day of publication, author, address; `seen` is the state of them that the page was made from."""

    outlet = forms.CharField(
        max_length=200,
        label=gettext_lazy("Outlet"),
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )
    headline = forms.CharField(
        max_length=Article._meta.get_field("headline").max_length,
        required=False,
        label=gettext_lazy("Headline"),
        help_text=gettext_lazy("As Newsroom shows it. The text itself stays as it was received."),
    )
    published = forms.DateField(
        required=False,
        label=gettext_lazy("Published"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The checks of ages and dates reckon with it. Empty: not known."),
    )
    author = forms.CharField(
        max_length=Article._meta.get_field("author").max_length,
        required=False,
        label=gettext_lazy("Author"),
        help_text=gettext_lazy("As its outlet names them."),
    )
    address = forms.CharField(
        max_length=Article._meta.get_field("address").max_length,
        required=False,
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Where it was published. What comes from there again is a new version of it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, article):
        """The form filled with what is known."""
        return cls(
            initial={
                "outlet": article.outlet.name,
                "headline": article.headline,
                "published": article.published,
                "author": article.author,
                "address": article.address,
                "seen": details_of(article),
            }
        )

    @classmethod
    def again(cls, form, current):
        """The same answers, to be saved knowingly over what somebody else has saved: `current`."""
        answers = form.data.copy()
        answers["seen"] = details_of(current)
        return cls(answers)
