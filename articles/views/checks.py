"""How right each check is: what editors made of its marks, over all, by outlet and over time."""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.analysis.checks import CHECKS
from articles.models import Annotation, AnnotationState, CheckSetting, Story

RIGHT = Q(state__in=[AnnotationState.ACCEPTED, AnnotationState.RESOLVED])
WRONG = Q(state=AnnotationState.DISMISSED)
OPEN = Q(state=AnnotationState.OPEN)
MONTHS = 6


@dataclass
class Tally:
    """What became of some marks. `share` is the percentage of the decided ones that editors found right, or None."""

    right: int = 0
    wrong: int = 0
    open: int = 0

    def add(self, row):
        self.right += row["right"]
        self.wrong += row["wrong"]
        self.open += row["open"]

    @property
    def share(self):
        decided = self.right + self.wrong
        return round(100 * self.right / decided) if decided else None


@dataclass
class Line:
    """One check with its figures. `months` are (first day, Tally), the same for every check, oldest first; `outlets` are
    (name, Tally), busiest first."""

    slug: str
    setting: CheckSetting | None
    purpose: str
    total: Tally = field(default_factory=Tally)
    outlets: list = field(default_factory=list)
    months: list = field(default_factory=list)

    @property
    def is_off(self):
        return bool(self.setting and self.setting.switched_off_at)


@require_safe
def checks(request):
    marks = Annotation.objects.filter(story__in=Story.objects.visible_to(request.user)).exclude(check_slug="")
    by_outlet = _tallies(marks, "article__outlet__name")
    by_month = _tallies(marks.annotate(month=TruncMonth("created_at")), "month")
    months = _last_months(timezone.localdate())
    settings = {setting.slug: setting for setting in CheckSetting.objects.all()}
    lines = [
        _line(slug, check, settings.get(slug), by_outlet.get(slug, {}), _by_month(by_month.get(slug, {}), months))
        for slug, check in CHECKS.items()
    ]
    may_set = request.user.is_staff and request.user.has_perm("articles.change_checksetting")
    return render(request, "checks/checks.html", {"lines": lines, "may_set": may_set})


def _tallies(marks, group):
    """{check: {value of the group: Tally}}. One query."""
    rows = (
        marks.order_by()
        .values("check_slug", group)
        .annotate(right=Count("pk", filter=RIGHT), wrong=Count("pk", filter=WRONG), open=Count("pk", filter=OPEN))
    )
    tallies = defaultdict(lambda: defaultdict(Tally))
    for row in rows:
        tallies[row["check_slug"]][row[group]].add(row)
    return tallies


def _line(slug, check, setting, outlets, months):
    line = Line(slug, setting, _purpose(check))
    for tally in outlets.values():
        line.total.add(vars(tally))
    line.outlets = sorted(outlets.items(), key=lambda item: -(item[1].right + item[1].wrong + item[1].open))
    line.months = months
    return line


def _last_months(today):
    """The first day of each of the last MONTHS months, this one at the end."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def _by_month(tallies, months):
    counted = {timezone.localdate(month): tally for month, tally in tallies.items()}
    return [(month, counted.get(month, Tally())) for month in months]


def _purpose(check):
    """What the check is for: the first line of its file."""
    return sys.modules[check.__module__].__doc__.strip().splitlines()[0]
