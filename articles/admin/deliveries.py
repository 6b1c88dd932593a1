"""Who gets the stories, and what went to them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.rules import HistoryForm, Kept, KeptInline, Reference
from articles.exporters import EXPORTERS
from articles.models import Delivery, DeliveryState, DeliveryTry, Evidence, ImportedRevision, Receiver
from articles.workflow import receivers
from articles.workflow.errors import Refused
from articles.workflow.export import BUNDLE

SECRET_NOTE = gettext_lazy("The secret of {name}, shown this once: {secret} Copy it to the receiver now.")


def _formats():
    return [*((slug, format.name) for slug, format in EXPORTERS.items()), (BUNDLE, _("Evidence bundle"))]


class ReceiverForm(HistoryForm):
    formats = forms.MultipleChoiceField(choices=_formats, widget=forms.CheckboxSelectMultiple)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            kind = cleaned.get("kind") or self.instance.kind  # of one that is there it is not entered
            receiver = Receiver(kind=kind, address=cleaned["address"], formats=cleaned["formats"])
            try:
                receivers.check(receiver)
            except Refused as refused:
                raise ValidationError(refused.reason) from refused
            cleaned["address"] = receiver.address
        return cleaned


@admin.register(Receiver)
class ReceiverAdmin(Reference):
    form = ReceiverForm
    list_display = ["name", "state", "last_error", "kind", "address", "shown_formats"]
    list_filter = ["kind", "occasion", ("switched_off_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "address"]
    filter_horizontal = ["stories"]
    fields = [
        "seen",
        "name",
        "kind",
        "address",
        "formats",
        "occasion",
        "stories",
        "switched_off_at",
        "state",
        "last_error",
        "secret_state",
    ]
    readonly_fields = ["state", "last_error", "secret_state"]
    actions = ["rotate_secret"]

    def get_queryset(self, request):
        last = Delivery.objects.filter(receiver=OuterRef("pk"), tries__gt=0).order_by("-log__began_at")
        state, said = (Subquery(last.values(name)[:1]) for name in ("state", "error"))
        return super().get_queryset(request).annotate(last_state=state, last_said=said)

    def get_readonly_fields(self, request, obj=None):
        """A webhook does not become a folder: its log tells of the one that it was."""
        return [*self.readonly_fields, "kind"] if obj else self.readonly_fields

    @admin.display(description="formats")
    def shown_formats(self, receiver):
        return ", ".join(receiver.formats)

    @admin.display(description="state")
    def state(self, receiver):
        if receiver.switched_off_at:
            return _("switched off")
        state = getattr(receiver, "last_state", None)
        return DeliveryState(state).label if state else _("nothing sent yet")

    @admin.display(description="last error")
    def last_error(self, receiver):
        return getattr(receiver, "last_said", "") or "–"

    @admin.display(description="secret")
    def secret_state(self, receiver):
        if not receiver.pk or not receiver.is_webhook:
            return _("A webhook gets one when it is saved.")
        since = f"{receiver.rotated_at:%Y-%m-%d %H:%M} UTC" if receiver.rotated_at else "–"
        return _("Sealed; made {since}. “Rotate the secret” in the list makes a new one.").format(since=since)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.is_webhook and not form.instance.secret:
            self._rotate(request, form.instance)

    def has_rotate_permission(self, request):
        return request.user.has_perm("articles.change_receiver")

    @admin.action(description=gettext_lazy("Rotate the secret"), permissions=["rotate"])
    def rotate_secret(self, request, queryset):
        for receiver in queryset:
            self._rotate(request, receiver)

    def _rotate(self, request, receiver):
        try:
            secret = receivers.rotate(receiver, by=request.user)
        except Refused as refused:
            self.message_user(request, f"{receiver}: {refused.reason}", messages.WARNING)
        else:
            note = format_html(str(SECRET_NOTE), name=receiver.name, secret=format_html("<code>{}</code>", secret))
            self.message_user(request, note, messages.WARNING)


class TryInline(KeptInline):
    model = DeliveryTry
    fields = readonly_fields = ["number", "began_at", "milliseconds", "status", "error"]


@admin.register(Delivery)
class DeliveryAdmin(Kept):
    list_display = ["made_at", "receiver", "story", "about", "revision", "state", "tries", "due_at", "error"]
    list_filter = ["state", "receiver", "about", "made_at"]
    list_select_related = ["receiver", "story", "revision__story"]
    search_fields = ["id", "story__title", "receiver__name", "error"]
    inlines = [TryInline]


@admin.register(Evidence)
class EvidenceAdmin(Kept):
    list_display = ["revision", "sha256", "frozen_at"]
    list_select_related = ["revision__story"]
    search_fields = ["revision__story__title", "sha256"]


@admin.register(ImportedRevision)
class ImportedRevisionAdmin(Kept):
    list_display = ["revision", "house", "bundle_sha256", "imported_by", "imported_at"]
    list_select_related = ["revision__story", "imported_by"]
    search_fields = ["revision__story__title", "house", "bundle_sha256"]
