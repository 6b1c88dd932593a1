"""Stories: their title, due time and members may be changed here; everything else belongs to the workflow."""

from django.contrib import admin
from django.db.models import Count

from articles.admin.rules import SeenForm, link
from articles.models import Story
from articles.workflow import stories


class StoryForm(SeenForm):
    def state_of(self, row):
        return row.version

    def clean(self):
        data = super().clean()
        members, assignee = data.get("members"), self.instance.assigned_to
        if members and assignee and assignee not in members and assignee != self.instance.created_by:
            self.add_error("members", f"It is assigned to {assignee}, who could not see it any more.")
        return data


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):
    form = StoryForm
    list_display = [
        "title",
        "state",
        "priority",
        "assigned_to",
        "due_at",
        "embargo_until",
        "member_count",
        "created_by",
        "created_at",
        "page",
    ]
    list_filter = ["state", "priority", "due_at", ("members", admin.EmptyFieldListFilter)]
    list_select_related = ["created_by", "assigned_to"]
    list_per_page = 50
    search_fields = ["title", "slug", "headline"]
    fields = [
        "seen",
        "title",
        "due_at",
        "members",
        "assigned_to",
        "priority",
        "embargo_until",
        "slug",
        "headline",
        "state",
        "created_by",
        "created_at",
        "changed_at",
    ]
    readonly_fields = [
        *("assigned_to", "priority", "embargo_until"),
        *("slug", "headline", "state", "created_by", "created_at", "changed_at"),
    ]
    filter_horizontal = ["members"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(members_named=Count("members"))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, story, form, change):
        data = form.cleaned_data
        stories.edit(
            Story.objects.get(pk=story.pk),
            by=request.user,
            version=int(data["seen"]),
            title=data["title"],
            due_at=data["due_at"],
            members=data["members"],
        )

    def save_related(self, request, form, formsets, change):
        """The members were saved with the story."""

    @admin.display(ordering="members_named", description="members")
    def member_count(self, story):
        return story.members_named or "open to all editors"

    @admin.display(description="in Newsroom")
    def page(self, story):
        return link(story, "Open")
