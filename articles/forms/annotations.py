"""What an editor says about a mark."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import ErrorCategory, Severity
from articles.text import Span
from articles.workflow.annotations import LONGEST_NOTE

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def place(written, text):
    """The span that `START-END` names in the text, or None if it names none."""
    found = PLACE.fullmatch(written or "")
    span = Span(int(found[1]), int(found[2])) if found else None
    return span if span and span.start < span.end <= len(text) else None


class AnnotationForm(forms.Form):
    """Category, severity (the category's own if none is chosen), reason, and what should stand there instead."""

    category = forms.ModelChoiceField(
        ErrorCategory.objects.on_offer(),
        to_field_name="slug",
        error_messages={"required": "Choose a category.", "invalid_choice": "This category is not on offer."},
    )
    severity = forms.ChoiceField(choices=Severity.choices, required=False)
    reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=LONGEST_NOTE)
    suggestion = forms.CharField(label=gettext_lazy("Should read"), required=False, max_length=LONGEST_NOTE)
    removes = forms.BooleanField(label=gettext_lazy("Remove these words"), required=False)

    def __init__(self, *args, annotation=None, **kwargs):
        super().__init__(*args, **kwargs)
        if annotation:
            kept = Q(retired_at=None) | Q(pk=annotation.category_id)
            self.fields["category"].queryset = ErrorCategory.objects.filter(kept)

    @classmethod
    def of(cls, annotation):
        """The form filled with what the annotation says."""
        says = {
            "category": annotation.category.slug,
            "severity": annotation.severity,
            "reason": annotation.reason,
            "suggestion": annotation.suggestion,
            "removes": annotation.suggestion == "",
        }
        return cls(initial=says, annotation=annotation)

    @property
    def categories(self):
        return self.fields["category"].queryset

    def clean_suggestion(self):
        return lf_only(self.cleaned_data["suggestion"])

    def clean(self):
        says = super().clean()
        if says.get("removes") and says.get("suggestion"):
            self.add_error("suggestion", "Either other words, or none: not both.")
        return says

    def verdict(self):
        """The fields as the workflow takes them: `suggestion` is None where nothing is offered, "" to remove the words."""
        says = self.cleaned_data
        return {
            "category": says["category"],
            "severity": says["severity"] or says["category"].default_severity,
            "reason": says["reason"],
            "suggestion": "" if says["removes"] else says["suggestion"] or None,
        }


class MarkForm(AnnotationForm):
    """A new mark: `at` is START-END, `quote` what the browser read there; without it, the place alone counts."""

    at = forms.CharField(error_messages={"required": "Choose the words to mark."})
    quote = forms.CharField(required=False, strip=False)
    misread = ""  # why the words that the browser read could not be found in the text

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = article

    def clean_at(self):
        span = place(self.cleaned_data["at"], self.article.text)
        if not span:
            raise forms.ValidationError(_("This place is not in the article."))
        return span

    def clean_quote(self):
        return lf_only(self.cleaned_data["quote"])

    def span(self):
        """The place and the words there, as the workflow takes them."""
        start, end = self.cleaned_data["at"]
        return {"start": start, "end": end, "quote": self.cleaned_data["quote"] or self.article.quote(start, end)}


def lf_only(text):
    """Browsers send every line end as CR LF; stored text has LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
