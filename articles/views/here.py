"""Who is here now, and what others have changed since: each page of a story asks every few seconds.

A page says what it shows (`place`: draft, claims, approval, `article 3` ...), up to which line of the log it has read
(`since`), whom it shows as present (`known`), which paragraph is being written in (`paragraph`), which are open (`open`)
and which note (`note`). It gets who is here and, out of band, the parts that others have changed. An open paragraph
is never touched: its writer's next save finds out. Nothing of this is logged.
"""

import re

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.access import article_of, story_of
from articles.models import Annotation, Event, Presence, Statement
from articles.templatetags.newsroom import called
from articles.views.claims import rows_now
from articles.views.draft_answers import announced, number
from articles.views.draft_page import KEPT, DraftPage
from articles.views.reading import reading_of
from articles.workflow.draft_changes import HEAD

PLACE = re.compile(r"articles|claims|draft|approval|exports|article \d{1,9}")
IN_ONE_PARAGRAPH = {"write", "cite", "uncite"}  # what leaves all other paragraphs as they are
RENUMBERS = {"mark", "delete", "edit", "review"}  # what changes more of an article than the note named
SHOW_MARKS = {"draft", "claims"}  # the parts that whoever reads an article of the story blind may not see
MOST_NEWS = 200  # events read; whoever was away for longer gets everything anew


@require_POST
def here(request, slug):
    situation = Presence.objects.situation(request.user, slug)
    if situation is None:
        raise Http404(_("No such story."))
    story_id, last, people = situation
    place = _place(request)
    if all((one["user"], one["place"]) != (request.user.pk, place) for one in people):
        Presence.objects.sweep()
    Presence.objects.ping(story_id, request.user, place=place, paragraph=number(request.POST.get("paragraph")) or None)
    if not request.htmx:
        return redirect("story", slug)
    others = [one for one in people if one["user"] != request.user.pk]
    since = number(request.POST.get("since"))
    if last == since and _key(others) == request.POST.get("known"):
        return HttpResponse(status=204)
    context = {"people": _by_person(others), "known": _key(others), "last": last, "place": place}
    news = _news(story_id, since, request.user) if last > since else []
    if not news:
        return render(request, "here/here.html", context)
    story = story_of(request, slug, even_blind=place not in SHOW_MARKS)
    template, more = _parts(request, story, place, news)
    context |= {"story": story, "names": _names(news)} | more
    return announced(render(request, template, context))


def _place(request):
    place = request.POST.get("place", "")
    return place if PLACE.fullmatch(place) else "articles"


def _news(story_id, since, user):
    """What others did after the line `since`, the oldest first."""
    events = Event.objects.filter(story=story_id, number__gt=since).exclude(actor=user)
    return list(events.select_related("actor").order_by("number")[:MOST_NEWS])


def _parts(request, story, place, news):
    """(template, context) of what the page at `place` shows anew."""
    if place == "draft":
        return "here/draft.html", _of_draft(request, story, news)
    if place == "claims":
        return "here/claims.html", rows_now(request, story, _named(news, "claim") | _resting_on(story, _marks(news)))
    if place.startswith("article "):
        return _of_article(request, story, int(place.split()[1]), news)
    return "here/news.html", {}


def _of_draft(request, story, news):
    """The paragraphs that were changed, or all of them where one came, went or moved; those open here stay."""
    open_here = {number(value.partition(":")[0]) for value in request.POST.getlist("open")}
    page = DraftPage(story, request.user, modes=dict.fromkeys(open_here, KEPT))
    touched = {int(pk) for event in news for pk in event.data.get("paragraphs", ()) if str(pk).isdecimal()}
    fields = {pk for event in news for pk in event.data.get("paragraphs", ()) if pk in HEAD}
    standing = {row.pk for row in page.rows}
    moved = any(
        "paragraphs" in event.data and event.verb not in IN_ONE_PARAGRAPH | {"headline", "head"} for event in news
    )
    # A paragraph that somebody deleted stays on the page of whoever is writing in it: the next save says so.
    is_whole = (moved or len(news) == MOST_NEWS) and open_here <= standing
    drawn = [p for p in page.paragraphs if p.row.pk in touched - open_here]
    return {
        "page": page,
        "is_whole": is_whole,
        "drawn": drawn,
        "others": [p for p in page.paragraphs if p.row.pk not in touched],
        "has_headline": "headline" in fields,
        "has_head": bool(fields - {"headline"}),
    }


def _of_article(request, story, article_number, news):
    """The notes that were decided or answered, with their words; the whole text where marks came or went."""
    article = article_of(request, story.slug, article_number)
    reading = reading_of(request, article, current=number(request.POST.get("note")) or None)
    named = _marks(news)
    context = {"article": article, "reading": reading}
    if len(news) == MOST_NEWS or any(event.verb in RENUMBERS for event in news):
        return "here/text.html", context
    changed = [(p, [n for n in p.notes if n.annotation.pk in named]) for p in reading.paragraphs]
    return "here/notes.html", context | {"changed": [(p, notes) for p, notes in changed if notes]}


def _marks(news):
    """The ids of the marks to which something was done, one by one or many at once."""
    return _named(news, "annotation") | {pk for event in news for pk in event.data.get("marks", ()) if type(pk) is int}


def _resting_on(story, marks):
    """The ids of the claims that rest on words of these marks: one query, none without marks."""
    if not marks:
        return set()
    touching = Annotation.objects.filter(
        pk__in=marks, article=OuterRef("article"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
    )
    statements = Statement.objects.filter(Exists(touching), claim__story=story)
    return set(statements.values_list("claim_id", flat=True))


def _named(news, model):
    """The ids of the rows of this model to which something was done."""
    targets = [event.target.partition(":") for event in news]
    return {int(pk) for name, _, pk in targets if name == model and pk.isdecimal()}


def _names(news):
    return list(dict.fromkeys(called(event.actor or event.actor_name or None) for event in news))


def _key(people):
    """What differs whenever another picture of who is here has to be shown."""
    return ";".join(sorted(f"{one['user']},{one['place']},{one['paragraph'] or ''}" for one in people))


def _by_person(people):
    """Each person once, with everywhere they are."""
    found = {}
    for one in people:
        person = found.setdefault(one["user"], {"name": one["name"], "places": [], "paragraph": None})
        person["places"].append(one["place"])
        person["paragraph"] = person["paragraph"] or one["paragraph"]
    return list(found.values())
