"""What every page of the administration keeps to."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from articles.models import Event

STALE = (
    "Somebody else saved this in the meantime, so yours was not saved. "
    "What stands below is what you entered: copy what you need, open the page again and enter it there. "
    "This is how it stands now, where it differs."
)

NEVER_SHOWN = ["password", "secret", "old_secret"]  # not even as a hash, not even sealed


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


class Recorded:
    """Writes what administrators add, change and delete to the audit log, in the transaction in which they do it.

    The event is `add person`, `change error category` and so on; `changes` is {field: [before, after]}.
    """

    def save_model(self, request, row, form, change):
        """Called inside of the transaction that the page's POST runs in; groups and the like are saved right after."""
        before = type(row)._base_manager.filter(pk=row.pk).first() if change else None
        super().save_model(request, row, form, change)
        if changes := {**_changed_fields(before, row), **_changed_relations(row, form)}:
            self.record(request, "change" if change else "add", row, changes=changes)

    @transaction.atomic
    def delete_model(self, request, row):
        self.record(request, "delete", row)
        super().delete_model(request, row)

    @transaction.atomic
    def delete_queryset(self, request, rows):
        for row in rows:
            self.record(request, "delete", row)
        super().delete_queryset(request, rows)

    def record(self, request, verb, row, **data):
        Event.objects.record(f"{verb} {self.opts.verbose_name}", by=request.user, target=row, name=str(row), **data)


def _changed_fields(before, after):
    """{field: [before, after]} as the database had them and as they were saved."""
    fields = [field for field in after._meta.concrete_fields if not field.primary_key and field.name not in NEVER_SHOWN]
    pairs = {
        f.name: [_plain(before and f.value_from_object(before)), _plain(f.value_from_object(after))] for f in fields
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _changed_relations(row, form):
    """The same for groups, permissions and the like, as lists of names."""
    names = [field.name for field in row._meta.many_to_many if field.name in form.changed_data]
    return {name: [_names(form.initial.get(name)), _names(form.cleaned_data[name])] for name in names}


def _names(rows):
    return sorted(str(row) for row in rows or ())


def _plain(value):
    """A field's value as the log keeps it: a number, yes or no, text."""
    return value if isinstance(value, (str, int, float)) else "" if value is None else str(value)


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
                raise forms.ValidationError([STALE, *self._differences(current)], code="stale")
        return super().clean()

    def _differences(self, current):
        """One line for each field that does not say what was entered."""
        theirs = type(self)(instance=current)
        for name, field in self.fields.items():
            now = theirs[name].initial
            if name != "seen" and field.has_changed(now, self[name].data):
                yield f"{field.label}: {_shown(field, now) or 'nothing'}"


def _shown(field, value):
    """What a field holds, as people read it."""
    values = list(value) if isinstance(value, (list, tuple, QuerySet)) else [value]
    keys = {str(getattr(one, "pk", one)) for one in values}
    labels = [str(label) for key, label in getattr(field, "choices", ()) if str(key) in keys]
    return ", ".join(labels or [str(one) for one in values if one not in (None, "")])


class HistoryForm(SeenForm):
    """For rows whose history is kept: their last line in it is the state that the form started from."""

    def state_of(self, row):
        last = row.history.values_list("pk", flat=True).first() if row.pk else None
        return last or ""


class Reference(Recorded, SimpleHistoryAdmin):
    """Rows that the administrators keep, with everything that was ever changed in them."""

    form = HistoryForm
    list_per_page = 50
    object_history_list_template = "admin/articles/_history.html"

    @transaction.atomic
    def history_form_view(self, request, object_id, version_id, extra_context=None):
        return super().history_form_view(request, object_id, version_id, extra_context)


def link(row, text=None):
    """A link to a row's own page of the product."""
    return format_html('<a href="{}">{}</a>', row.get_absolute_url(), text or row)
