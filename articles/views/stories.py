"""A story: its articles and how far they are read, opening a new one, changing what belongs to it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.forms.stories import StoryForm
from articles.models import Stale, Story
from articles.views import log
from articles.views.access import may_write, story_of
from articles.workflow import intake, stories
from articles.workflow.errors import Refused

LOG_LENGTH = 10


@require_safe
def story(request, slug):
    story = story_of(request, slug)
    articles = _with_figures(story.articles.select_related("outlet").defer("text"))
    context = {
        "story": story,
        "articles": articles,
        "open_count": sum(a.blocker_count + a.major_count + a.minor_count for a in articles),
        "review": story.reviews.first(),
        "log": log.lines(Story.objects.filter(pk=story.pk), LOG_LENGTH),
        "may_write": request.user.has_perm("articles.change_story"),
    }
    return render(request, "stories/story.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    may_write(request)
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            story = _create(request.user, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("import_articles", story.slug)
    return render(request, "stories/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    may_write(request)
    story = story_of(request, slug)
    form = StoryForm(request.POST or None, instance=story_of(request, slug))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data.pop("version") or 0
            stories.edit(story, by=request.user, version=version, **form.cleaned_data)
        except Stale as stale:
            return _both_texts(request, form, stale.current)
        messages.success(request, "Saved.")
        return redirect("story", slug=slug)
    return render(request, "stories/edit.html", {"form": form, "story": story}, status=422 if form.errors else 200)


def _with_figures(articles):
    """Each article with its marks: open ones by severity, decided ones, all of them. One query."""
    still_open = Q(annotations__state="open")
    return list(
        articles.with_review().annotate(
            blocker_count=Count("annotations", filter=still_open & Q(annotations__severity="blocker")),
            major_count=Count("annotations", filter=still_open & Q(annotations__severity="major")),
            minor_count=Count("annotations", filter=still_open & Q(annotations__severity="minor")),
            decided_count=Count("annotations", filter=~still_open & Q(annotations__isnull=False)),
            mark_count=Count("annotations"),
        )
    )


def _create(user, data):
    story = intake.create_story(title=data["title"], by=user, members=data["members"])
    if data["due_at"]:
        stories.edit(
            story,
            by=user,
            version=story.version,
            title=story.title,
            due_at=data["due_at"],
            members=data["members"],
        )
    return story


def _both_texts(request, form, theirs):
    """Somebody else saved first: both versions side by side; saving again from here replaces theirs knowingly."""
    yours = form.cleaned_data
    answer = form.data.copy()
    answer["version"] = theirs.version
    context = {
        "story": theirs,
        "form": StoryForm(answer, instance=theirs),
        "clash": [
            ("Title", yours["title"], theirs.title),
            ("Due", yours["due_at"], theirs.due_at),
        ],
        "your_people": yours["members"],
        "their_people": theirs.members.all(),
    }
    return render(request, "stories/edit.html", context, status=409)
