"""To which story does an article belong? What it can be found by is stored with it; what was found is proposed."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Min
from django.utils import timezone

from articles.analysis import belonging
from articles.analysis.belonging import Proposal
from articles.models import Article, Story, StoryState, Trace

# Articles that came longer ago are no news: only the same text or the same address binds to them.
WINDOW = timedelta(days=60)
# Found in so many articles or more, a word or a run of words tells nothing.
TOO_COMMON = 300
MOST_SHOWN = 3


def index(article):
    """Store by what an article can be found. Doing it again changes nothing."""
    keys = belonging.traces(article.text).keys
    Trace.objects.bulk_create((Trace(key=key, article=article) for key in keys), ignore_conflicts=True)


def index_missing():
    """Index every article that is not. Returns how many there were."""
    there = set(Trace.objects.order_by().values_list("article", flat=True).distinct())
    missing = [pk for pk in Article.objects.order_by("pk").values_list("pk", flat=True) if pk not in there]
    for pk in missing:
        index(Article.objects.get(pk=pk))
    return len(missing)


def proposals(text, text_sha256, published, *, besides=None):
    """The stories that a text may belong to, best first; `besides` is one that is left out.

    Three to five queries, whatever the number of articles.
    """
    traces = belonging.traces(text)
    since, newest = _window()
    common = Trace.objects.how_common(traces.keys, since, TOO_COMMON)
    rare = [key for key, count in common.items() if 0 < count < TOO_COMMON]
    found = [belonging.Found(*row) for row in Trace.objects.where(rare, since)] if rare else []
    found = [one for one in found if besides is None or one.story != besides.pk]
    told = {}
    for proposal in [
        *_copies(text_sha256),
        *_near_copies(text, traces, found),
        *_events(traces, found, common, newest - since, published),
    ]:
        told.setdefault(proposal.story, proposal)
    open_stories = Story.objects.filter(pk__in=told, merged_into=None).exclude(state=StoryState.KILLED)
    if besides:
        open_stories = open_stories.exclude(pk=besides.pk)
    open_stories = set(open_stories.values_list("pk", flat=True))
    return sorted((p for p in told.values() if p.story in open_stories), key=lambda p: -p.score)[:MOST_SHOWN]


def _window():
    """(the first article that counts as new, the last)"""
    since = Article.objects.filter(imported_at__gte=timezone.now() - WINDOW).aggregate(first=Min("pk"))["first"] or 0
    return since, Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _copies(text_sha256):
    same = Article.objects.filter(text_sha256=text_sha256).order_by("-pk").values_list("pk", "story_id")
    return [Proposal(story, article, "copy", 1.0, share=1.0) for article, story in same[:MOST_SHOWN]]


def _near_copies(text, traces, found):
    near = belonging.near_copies(traces, found)
    for pk, story, other in Article.objects.filter(pk__in=near).values_list("pk", "story_id", "text"):
        share = belonging.shared_wording(text, other)
        if share >= belonging.NEAR_COPY:
            yield Proposal(story, pk, "near", round(0.6 + 0.39 * share, 3), share=round(share, 3))


def _events(traces, found, common, total, published):
    terms = _of_promising_stories([one for one in found if one.key in traces.terms])
    days = {}
    if published:
        articles = Article.objects.filter(pk__in={one.article for one in terms}, published__isnull=False)
        days = dict(articles.values_list("pk", "published"))
    # What is too common to be looked up tells nothing, neither for nor against.
    telling = {key: term for key, term in traces.terms.items() if common.get(key, 0) < TOO_COMMON}
    return belonging.same_event(traces._replace(terms=telling), terms, common, total, published, days)


def _of_promising_stories(found):
    """Without the many stories that share a word or two."""
    keys = defaultdict(set)
    for one in found:
        keys[one.story].add(one.key)
    return [one for one in found if len(keys[one.story]) >= belonging.FEWEST_SHARED]
