"""Insights: what the records say of sources, checks and work. A page of plots for each question, and its CSV."""

from collections import defaultdict
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.models import ErrorCategory, Outlet, StoryState
from articles.models import insights as records
from articles.views import plots
from articles.views.spreadsheet import csv_answer

SPANS = {
    "3": gettext_lazy("3 months"),
    "6": gettext_lazy("6 months"),
    "12": gettext_lazy("12 months"),
    "all": gettext_lazy("All time"),
}
USUAL_SPAN = "12"
MOST_PLOTS = 12  # the busiest outlets or checks; the tables have all
MOST_PAIRS = 50


class Asked(NamedTuple):
    """The filters of the address; what makes no sense counts as not asked."""

    span: str
    outlet: Outlet | None
    category: ErrorCategory | None
    with_open: bool

    def scope(self, user):
        return records.Scope(user, _since(self.span), self.outlet and self.outlet.pk)


class Shown(NamedTuple):
    """What a page shows, and what its CSV holds: `header` and `lines`."""

    plots: list
    tables: list
    header: list
    lines: list
    note: str = ""


@require_safe
def insights(request, slug="errors"):
    part = _part(slug)
    outlets, categories = list(Outlet.objects.all()), list(ErrorCategory.objects.all())
    asked = _asked(request.GET, outlets, categories)
    context = {
        "slug": slug,
        "part": part,
        "parts": PARTS,
        "asked": asked,
        "spans": SPANS,
        "outlets": outlets,
        "categories": categories,
        "shown": part.read(asked.scope(request.user), asked),
    }
    return render(request, "insights/insights.html", context)


@require_safe
def table(request, slug):
    part = _part(slug)
    asked = _asked(request.GET, list(Outlet.objects.all()), list(ErrorCategory.objects.all()))
    shown = part.read(asked.scope(request.user), asked)
    return csv_answer(f"newsroom-{slug}.csv", shown.header, shown.lines)


def _part(slug):
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def _asked(says, outlets, categories):
    span = says.get("since")
    return Asked(
        span if span in SPANS else USUAL_SPAN,
        next((outlet for outlet in outlets if str(outlet.pk) == says.get("outlet")), None),
        next((category for category in categories if category.slug == says.get("category")), None),
        says.get("marks") == "open",
    )


def _since(span):
    """The first moment of the month so many months ago, this one counted; None for always."""
    if span == "all":
        return None
    now = timezone.now()
    months = now.year * 12 + now.month - int(span)
    return now.replace(year=months // 12, month=months % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


# --- The parts: each reads the records and says how they are shown ----------------------------------------------------


def _errors(scope, asked):
    intake = records.intake(scope)
    found = records.errors(scope, with_open=asked.with_open, category=asked.category)
    months = _months({month for month, _outlet in intake})
    words, of_outlet, of_category, cells = defaultdict(int), defaultdict(int), defaultdict(int), defaultdict(int)
    for (_month, outlet), came in intake.items():
        words[outlet] += came.words
    for row in found:
        of_outlet[row.month, row.outlet] += row.errors
        of_category[row.category] += row.errors
        cells[row.month, row.outlet, row.category] += row.errors
    series = {
        outlet: {
            month: _per_1000(of_outlet[month, outlet], intake[month, outlet].words)
            for month in months
            if (month, outlet) in intake
        }
        for outlet in sorted(words, key=lambda outlet: (-words[outlet], outlet))
    }
    all_words = sum(words.values())
    categories = sorted(of_category, key=lambda name: (-of_category[name], name))
    by_outlet = [
        (
            name,
            [f"{total:,}", f"{words[name]:,}", _decimal(_per_1000(total, words[name]))],
            _per_1000(total, words[name]),
        )
        for name in series
        for total in [sum(of_outlet[month, name] for month in months)]
    ]
    by_category = [
        (name, [f"{of_category[name]:,}", _decimal(_per_1000(of_category[name], all_words))], of_category[name])
        for name in categories
    ]
    lines = [
        [month, outlet, name, cells[month, outlet, name], came.words, _per_1000(cells[month, outlet, name], came.words)]
        for (month, outlet), came in sorted(intake.items())
        for name in sorted(categories)
    ]
    return Shown(
        plots.plots(_first(series), months, _decimal),
        [
            plots.with_bars(_("By outlet"), [_("Outlet"), _("Errors"), _("Words"), _("Per 1,000 words")], by_outlet),
            plots.with_bars(_("By category"), [_("Category"), _("Errors"), _("Per 1,000 words")], by_category),
            plots.by_month(_("Errors per 1,000 words by month"), _("Outlet"), series, months, _decimal),
        ],
        ["month", "outlet", "category", "errors", "words", "errors_per_1000_words"],
        lines,
    )


def _checks(scope, asked):
    rows = sorted(records.checks(scope), key=lambda row: (row.check, row.month))
    months = _months({row.month for row in rows})
    series, totals = defaultdict(dict), defaultdict(lambda: [0, 0, 0])
    for row in rows:
        series[row.check][row.month] = _share(row.right, row.wrong)
        totals[row.check] = [a + b for a, b in zip(totals[row.check], row[2:], strict=True)]
    order = sorted(totals, key=lambda check: (-sum(totals[check][:2]), check))
    named = {_words(check): series[check] for check in order}
    decided = {_words(check): series[check] for check in order if sum(totals[check][:2])}
    by_check = [
        (
            _words(check),
            [f"{n:,}" for n in totals[check]] + [_percent(_share(*totals[check][:2]))],
            _share(*totals[check][:2]),
        )
        for check in order
    ]
    return Shown(
        plots.plots(_first(decided), months, _percent),
        [
            plots.with_bars(
                _("By check"), [_("Check"), _("Right"), _("Wrong"), _("Open"), _("Right of decided")], by_check
            ),
            plots.by_month(_("Right of those decided, by month"), _("Check"), named, months, _percent),
        ],
        ["check", "month", "right", "wrong", "open", "percent_right_of_decided"],
        [[*row, _share(row.right, row.wrong)] for row in rows],
    )


def _approval(scope, asked):
    rows = records.to_approval(scope)
    months = _months({row.name for row in rows})
    series = {
        _("Half of the stories took no longer than"): {row.name: row.median for row in rows},
        _("Nine in ten took no longer than"): {row.name: row.ninth for row in rows},
    }
    by_month = [
        (plots.month_name(row.name), [row.count, plots.duration(row.median), plots.duration(row.ninth)], row.median)
        for row in rows
    ]
    header = [_("Month of approval"), _("Stories"), _("Half took at most"), _("Nine in ten took at most")]
    return Shown(
        plots.plots(series, months, plots.duration) if rows else [],
        [plots.with_bars(_("By month"), header, by_month)],
        ["month", "stories", "median_hours", "ninth_decile_hours"],
        [[row.name, row.count, _hours(row.median), _hours(row.ninth)] for row in rows],
    )


def _waiting(scope, asked):
    spread = {row.name: row for row in records.waiting(scope)}
    rows = [(StoryState(state).label, spread[state]) for state in records.WAITING if state in spread]
    bars = [
        (name, [row.count, plots.duration(row.median), plots.duration(row.ninth), row.open], row.median)
        for name, row in rows
    ]
    header = [_("State"), _("Times"), _("Half lasted at most"), _("Nine in ten lasted at most"), _("There now")]
    return Shown(
        [],
        [plots.with_bars(_("By state"), header, bars)],
        ["state", "times", "median_hours", "ninth_decile_hours", "there_now"],
        [[name, row.count, _hours(row.median), _hours(row.ninth), row.open] for name, row in rows],
    )


def _copies(scope, asked):
    came = defaultdict(int)
    # With an outlet asked for, the pairs have other outlets, too: what came in from those counts as well.
    for (_month, outlet), intake in records.intake(records.Scope(scope.user, scope.since)).items():
        came[outlet] += intake.articles
    rows = records.copies(scope)
    bars = [
        (
            _("%(outlet)s has from %(original)s") % {"outlet": row.outlet, "original": row.original},
            [
                _("%(count)s of %(all)s") % {"count": f"{row.articles:,}", "all": f"{came[row.outlet]:,}"},
                f"{row.share:.0%}",
            ],
            row.articles,
        )
        for row in rows[:MOST_PAIRS]
    ]
    more = len(rows) - MOST_PAIRS
    return Shown(
        [],
        [
            plots.with_bars(
                _("Outlet and likely original"), [_("Which from which"), _("Articles"), _("Words in common")], bars
            )
        ],
        ["outlet", "likely_original", "copies", "articles_of_outlet", "percent_words_in_common"],
        [[row.outlet, row.original, row.articles, came[row.outlet], round(100 * row.share, 1)] for row in rows],
        _("%(more)s more pairs are in the CSV.") % {"more": f"{more:,}"} if more > 0 else "",
    )


class Part(NamedTuple):
    tab: str
    title: str
    lead: str
    read: object
    empty: str


PARTS = {
    "errors": Part(
        gettext_lazy("Errors"),
        gettext_lazy("Errors per 1,000 words"),
        gettext_lazy("Marks that editors accepted or resolved, by the month in which the article came in."),
        _errors,
        gettext_lazy("No article came in during this time."),
    ),
    "checks": Part(
        gettext_lazy("Checks"),
        gettext_lazy("How often each check is right"),
        gettext_lazy("Of the marks that a check made in a month: accepted or resolved is right, dismissed is wrong."),
        _checks,
        gettext_lazy("No check found anything in this time."),
    ),
    "approval": Part(
        gettext_lazy("To approval"),
        gettext_lazy("From import to approval"),
        gettext_lazy("From the first article of a story to its first approval."),
        _approval,
        gettext_lazy("No story was approved in this time."),
    ),
    "waiting": Part(
        gettext_lazy("Waiting"),
        gettext_lazy("Where stories wait"),
        gettext_lazy("How long stories stood in each state, those that stand there now included."),
        _waiting,
        gettext_lazy("No story waited in this time."),
    ),
    "copies": Part(
        gettext_lazy("Copies"),
        gettext_lazy("Which outlet copies which"),
        gettext_lazy("Articles that share so much wording with an earlier one that the two count as one voice."),
        _copies,
        gettext_lazy("No article of this time is a copy of another."),
    ),
}


def _months(there):
    return plots.months_between(min(there), max(there)) if there else []


def _first(series):
    return dict(list(series.items())[:MOST_PLOTS])


def _per_1000(errors, words):
    return round(1000 * errors / words, 2) if words else None


def _share(right, wrong):
    return round(100 * right / (right + wrong)) if right + wrong else None


def _decimal(value):
    return "–" if value is None else f"{value:.1f}"


def _percent(value):
    return "–" if value is None else f"{value}%"


def _hours(seconds):
    return round(seconds / 3600, 2)


def _words(slug):
    return slug.replace("_", " ").replace("-", " ").capitalize()
