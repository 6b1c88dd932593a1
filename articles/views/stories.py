"""A story: its articles and how far they are read, opening a new one, changing what belongs to it."""

from django.contrib import messages
from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.access import may_write, story_of
from articles.forms.clashes import FormClash
from articles.forms.stories import StoryForm
from articles.models import Stale, Story, StoryState
from articles.views import log
from articles.workflow import stories
from articles.workflow.errors import Refused

LOG_LENGTH = 10


@require_safe
def story(request, slug):
    story = story_of(request, slug)
    may_change = request.user.has_perm("articles.change_story")
    articles = _with_figures(story.articles.select_related("outlet", "assigned_to").defer("text"))
    context = {
        "story": story,
        "articles": articles,
        "open_count": sum(a.blocker_count + a.major_count + a.minor_count for a in articles),
        "review": story.reviews.first(),
        "log": log.lines(story.events.all(), LOG_LENGTH),
        "may_write": may_change and not story.merged_into_id,
        "may_move": may_change and story.state == StoryState.DRAFT and not story.merged_into_id,
        "merged_into": _merged_into(request, story),
    }
    return render(request, "stories/story.html", context)


@require_safe
def people(request, slug):
    """Who may be called and given marks here, as the lists that fields offer: asked for when somebody begins to write."""
    may_write(request)
    viewers = story_of(request, slug, even_blind=True).viewers()
    groups = Group.objects.filter(user__in=viewers).distinct().order_by("name")
    people = viewers.order_by("first_name", "last_name", "username")
    return render(request, "threads/_people.html", {"people": people, "groups": groups})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    may_write(request)
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            form.cleaned_data.pop("version")
            story = stories.open_story(by=request.user, **form.cleaned_data)
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
    if "together" in request.POST:
        clash = FormClash(form, StoryForm(instance=story))
        if not clash.can_merge:
            return _both_texts(request, form, story)
        form = StoryForm(clash.answers(), instance=story_of(request, slug))
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data.pop("version") or 0
            stories.edit(story, by=request.user, version=version, **form.cleaned_data)
        except Stale as stale:
            return _both_texts(request, form, stale.current)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(story)
    return render(request, "stories/edit.html", {"form": form, "story": story}, status=422 if form.errors else 200)


def _merged_into(request, story):
    """The story that has its articles now, if this user may see that one."""
    if story.merged_into_id:
        return Story.objects.visible_to(request.user).filter(pk=story.merged_into_id).first()


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


def _both_texts(request, form, theirs):
    """Somebody else saved first (409): what each says; saving again from here replaces or joins theirs knowingly."""
    clash = FormClash(form, StoryForm(instance=theirs))
    again = form.data.copy()
    again["version"] = theirs.version
    context = {"story": theirs, "form": StoryForm(again, instance=theirs), "clash": clash}
    return render(request, "stories/edit.html", context, status=409)
