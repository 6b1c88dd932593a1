"""What every page of the administration keeps to."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

STALE = (
    "Somebody else saved this in the meantime, so yours was not saved. "
    "What stands below is what you entered: copy what you need, open the page again and enter it there."
)


class Kept(admin.ModelAdmin):
    """Rows that the workflow makes: to be read and searched, never added, changed or deleted here. By nobody."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class KeptInline(admin.TabularInline):
    """The rows that belong to a row, read beside it."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class SeenForm(forms.ModelForm):
    """A form that knows which state of the row it started from, and refuses when the row has moved on since."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.state_of(self.instance)

    def state_of(self, row):
        """Anything that differs whenever the row was saved."""
        raise NotImplementedError

    def clean(self):
        if self.instance.pk:
            # The administration saves in one transaction: nobody comes in between from here on.
            current = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
            if self.cleaned_data.get("seen") != str(self.state_of(current)):
                raise forms.ValidationError(STALE, code="stale")
        return super().clean()


class HistoryForm(SeenForm):
    """For rows whose history is kept: their last line in it is the state that the form started from."""

    def state_of(self, row):
        last = row.history.values_list("pk", flat=True).first() if row.pk else None
        return last or ""


class Reference(SimpleHistoryAdmin):
    """Rows that the administrators keep, with everything that was ever changed in them."""

    form = HistoryForm
    list_per_page = 50
    object_history_list_template = "admin/articles/_history.html"


def link(row, text=None):
    """A link to a row's own page of the product."""
    return format_html('<a href="{}">{}</a>', row.get_absolute_url(), text or row)
