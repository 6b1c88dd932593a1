"""Plots as shapes for a template: columns by month, small ones side by side on one scale; and tables with bars."""

from typing import NamedTuple

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 320, 132  # of the drawing, in its own units
TOP, FLOOR = 18, 108  # where the highest column ends, where all stand
FEWEST = 6  # months that a plot has room for, at least: one column should not be a wall


class Column(NamedTuple):
    """`shown`, its value in words, is empty where there is no room."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    above: float
    shown: str
    title: str


class Plot(NamedTuple):
    """`ticks` are (x, month) under the floor. `says` tells the whole plot in words, for those who listen."""

    title: str
    columns: list
    ticks: list
    says: str


class Row(NamedTuple):
    """`share` is the length of its bar, 0 to 100, or None."""

    name: str
    cells: list
    share: float | None = None


class Table(NamedTuple):
    caption: str
    header: list
    rows: list


def plots(series, months, shown):
    """One plot for each {title: {month: value}}, all on the scale of the highest value. `shown` says a value in words.

    A month without a value has no column.
    """
    values = [value for points in series.values() for value in points.values() if value is not None]
    highest = max(values, default=0) or 1
    return [_plot(title, points, months, highest, shown) for title, points in series.items()]


def _plot(title, points, months, highest, shown):
    step = WIDTH / max(len(months), FEWEST)
    every = -(-len(months) // FEWEST)  # so many months share one label
    ticks = [(round(place * step + step / 2, 1), month_name(months[place])) for place in range(0, len(months), every)]
    top = max((value for value in points.values() if value is not None), default=0)
    columns = []
    for place, month in enumerate(months):
        value = points.get(month)
        if value is None:
            continue
        height = (FLOOR - TOP) * value / highest
        columns.append(
            Column(
                x=round(place * step + step * 0.12, 1),
                y=round(FLOOR - height, 1),
                width=round(step * 0.76, 1),
                height=round(height, 1),
                middle=round(place * step + step / 2, 1),
                above=round(FLOOR - height - 5, 1),
                shown=shown(value) if len(months) <= FEWEST or value == top else "",
                title=f"{month_name(month)}: {shown(value)}",
            )
        )
    return Plot(title, columns, ticks, "; ".join(column.title for column in columns) or _("nothing"))


def by_month(caption, first, series, months, shown):
    """What the plots show as a table: a row for each series, a column for each month."""
    rows = [
        Row(title, ["–" if points.get(month) is None else shown(points[month]) for month in months])
        for title, points in series.items()
    ]
    return Table(caption, [first, *map(month_name, months)], rows)


def with_bars(caption, header, rows):
    """A table from (name, cells, length): bars as long as the length says, beside the longest."""
    longest = max((length or 0 for *_, length in rows), default=0) or 1
    return Table(
        caption, header, [Row(name, cells, round(100 * (length or 0) / longest, 1)) for name, cells, length in rows]
    )


def month_name(month):
    """ "2026-11" as "Nov 26"."""
    return f"{MONTHS_3[int(month[5:])].title()} {month[2:4]}"


def months_between(first, last):
    """Every month from "2026-10" to "2027-01", both included."""
    year, number = int(first[:4]), int(first[5:])
    months = []
    while (month := f"{year:04}-{number:02}") <= last:
        months.append(month)
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return months


def duration(seconds):
    """Seconds in words that are long enough: "12 min", "3.5 h", "2.1 days"."""
    if seconds < 3600:
        return _("%(count)s min") % {"count": round(seconds / 60)}
    if seconds < 48 * 3600:
        return _("%(count)s h") % {"count": f"{seconds / 3600:.1f}"}
    return _("%(count)s days") % {"count": f"{seconds / 86400:.1f}"}
