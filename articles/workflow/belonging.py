"""To which story does an article belong? What it can be found by is stored with it; what was found is proposed."""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from articles.analysis import belonging
from articles.analysis.belonging import Proposal
from articles.models import Article, Story, StoryState, Trace

# Articles that came longer ago are no news: only the same text or the same address binds to them.
WINDOW = timedelta(days=60)
# Found in so many articles or more, a word or a run of words tells nothing.
TOO_COMMON = 300
# The rarest traces are looked up first, these at least, and more while they lead to no more than so many articles; the
# others are only looked for in the stories that those make the most likely.
FEWEST_PROBED, MOST_ROWS, MOST_STORIES = 8, 1500, 10
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

    Four to eight queries, whatever the number of articles.
    """
    traces = belonging.traces(text)
    since, newest = _window()
    common = Trace.objects.how_common(traces.keys, since, TOO_COMMON)
    weights = belonging.weights_of(traces, _telling(common), newest - since)
    found = _found(traces, common, weights, since, besides)
    told = {}
    for proposal in [
        *_copies(text_sha256),
        *_near_copies(text, traces, found),
        *_events(traces, found, weights, published),
    ]:
        told.setdefault(proposal.story, proposal)
    open_stories = Story.objects.filter(pk__in=told, merged_into=None).exclude(state=StoryState.KILLED)
    if besides:
        open_stories = open_stories.exclude(pk=besides.pk)
    open_stories = set(open_stories.values_list("pk", flat=True))
    return sorted((p for p in told.values() if p.story in open_stories), key=lambda p: -p.score)[:MOST_SHOWN]


def _window():
    """(the first article that counts as new, the last)"""
    new = Article.objects.filter(imported_at__gte=timezone.now() - WINDOW).order_by("imported_at", "pk")
    first = new.values_list("pk", flat=True).first() or 0
    return first, Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _telling(common):
    """What is too common to be looked up tells nothing, neither for nor against."""
    return {key: count for key, count in common.items() if count < TOO_COMMON}


def _found(traces, common, weights, since, besides):
    """Where the rare traces stand, as far as it matters. One or two queries."""
    rare = sorted((key for key, count in common.items() if 0 < count < TOO_COMMON), key=lambda key: (common[key], key))
    rarest = _rarest(rare, common)
    found = [belonging.Found(*row) for row in Trace.objects.where(rarest, since)]
    found = [one for one in found if besides is None or one.story != besides.pk]
    others = [key for key in rare[len(rarest) :] if key in traces.terms]
    likely = _likely_stories(found, weights)
    if others and likely:
        found += [belonging.Found(*row) for row in Trace.objects.where(others, since, stories=likely)]
    return found


def _rarest(rare, common):
    rows = 0
    for count, key in enumerate(rare):
        rows += common[key]
        if count >= FEWEST_PROBED and rows > MOST_ROWS:
            return rare[:count]
    return rare


def _likely_stories(found, weights):
    keys = defaultdict(set)
    for one in found:
        keys[one.story].add(one.key)
    scores = {story: sum(weights.get(key, 0) for key in shared) for story, shared in keys.items()}
    return sorted((story for story in scores if scores[story]), key=lambda story: -scores[story])[:MOST_STORIES]


def _copies(text_sha256):
    same = Article.objects.filter(text_sha256=text_sha256).order_by("-pk").values_list("pk", "story_id")
    return [Proposal(story, article, "copy", 1.0, share=1.0) for article, story in same[:MOST_SHOWN]]


def _near_copies(text, traces, found):
    near = belonging.near_copies(traces, found)
    for pk, story, other in Article.objects.filter(pk__in=near).values_list("pk", "story_id", "text"):
        share = belonging.shared_wording(text, other)
        if share >= belonging.NEAR_COPY:
            yield Proposal(story, pk, "near", round(0.6 + 0.39 * share, 3), share=round(share, 3))


def _events(traces, found, weights, published):
    terms = _of_promising_stories([one for one in found if one.key in traces.terms])
    days = {}
    if published:
        articles = Article.objects.filter(pk__in={one.article for one in terms}, published__isnull=False)
        days = dict(articles.values_list("pk", "published"))
    return belonging.same_event(traces, terms, weights, published, days)


def _of_promising_stories(found):
    """Without the many stories that share a word or two."""
    keys = defaultdict(set)
    for one in found:
        keys[one.story].add(one.key)
    return [one for one in found if len(keys[one.story]) >= belonging.FEWEST_SHARED]
