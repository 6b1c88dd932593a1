"""What was sent for approval, signed off, sent back, and what left the house."""

from django.contrib import admin

from articles.admin.rules import Kept
from articles.models import Approval, ApprovalLink, ChangeRequest, Correction, Endorsement, Export, Kill, Revision


@admin.register(Revision)
class RevisionAdmin(Kept):
    list_display = ["story", "number", "sent_by", "sent_at", "outcome", "sha256"]
    list_filter = ["sent_at", ("approval", admin.EmptyFieldListFilter)]
    list_select_related = ["story", "sent_by", "approval__by", "approval__link", "change_request__by"]
    search_fields = ["story__title", "sha256", "sent_by__username"]
    fields = ["story", "number", "sent_by", "sent_at", "outcome", "sha256", "content"]

    @admin.display
    def outcome(self, revision):
        if revision.is_approved:
            return f"approved by {revision.approval.signer}"
        if hasattr(revision, "change_request"):
            return f"sent back by {revision.change_request.by}"
        return "waiting"


@admin.register(Approval, Endorsement)
class SignedAdmin(Kept):
    list_display = ["revision", "signer", "at", "sha256"]
    list_filter = ["at"]
    list_select_related = ["revision__story", "by", "link"]
    search_fields = ["revision__story__title", "by__username", "sha256"]


@admin.register(ChangeRequest)
class ChangeRequestAdmin(Kept):
    list_display = ["revision", "by", "at", "reason"]
    list_filter = ["at"]
    list_select_related = ["revision__story", "by"]
    search_fields = ["revision__story__title", "by__username", "reason"]


@admin.register(ApprovalLink)
class ApprovalLinkAdmin(Kept):
    list_display = ["guest", "revision", "made_by", "made_at", "expires_at", "used_at", "withdrawn_at"]
    list_filter = ["made_at", ("used_at", admin.EmptyFieldListFilter)]
    list_select_related = ["revision__story", "made_by"]
    search_fields = ["guest", "revision__story__title"]


@admin.register(Correction)
class CorrectionAdmin(Kept):
    list_display = ["revision", "number", "corrects", "notice", "cause"]
    list_select_related = ["revision__story", "corrects__story", "annotation__category", "decision"]
    search_fields = ["notice", "revision__story__title"]


@admin.register(Kill)
class KillAdmin(Kept):
    list_display = ["story", "by", "at", "reason"]
    list_filter = ["at"]
    list_select_related = ["story", "by"]
    search_fields = ["story__title", "reason"]


@admin.register(Export)
class ExportAdmin(Kept):
    list_display = ["file_name", "format", "revision", "exported_by", "receiver", "exported_at", "size", "sha256"]
    list_filter = ["format", "exported_at"]
    list_select_related = ["revision__story", "exported_by", "receiver"]
    search_fields = ["file_name", "sha256", "revision__story__title", "exported_by__username"]
    readonly_fields = ["exported_at"]
