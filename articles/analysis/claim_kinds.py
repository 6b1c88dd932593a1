"""Each kind of fact as claims: what its row is called, which of its statements are shown, and their values in one form."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from articles.analysis.ages import Age, ages
from articles.analysis.alignment import Group, Item, Row
from articles.analysis.causes import cause_rows
from articles.analysis.dates import MONTHS, WEEKDAYS, ClockTime, WrittenDate
from articles.analysis.dossier import Claim, Dossier, Statement
from articles.analysis.event_dates import calendar_rows, date_rows, same_dates, time_rows
from articles.analysis.events import event_noun, role_rows
from articles.analysis.gazetteer import gazetteer
from articles.analysis.happenings import happening_rows, subject_of_verb
from articles.analysis.locations import place_rows
from articles.analysis.main_event import main_event
from articles.analysis.naming import counted, lone_verb, named, phrase, subject_of, supported_subject, verb_of
from articles.analysis.opposites import opposed_rows
from articles.analysis.places import PlaceName
from articles.analysis.quantities import Quantity
from articles.analysis.quotations import Quotation
from articles.analysis.remarks import remark_rows
from articles.analysis.rows import HANDFUL, age_rows, is_update, quantity_rows
from articles.analysis.same_value import BARE
from articles.analysis.statements import is_specific

# Counts and ranks up to these are told of everything: two nations, the first time.
TRIVIAL_COUNT, TRIVIAL_RANK = 2, 2
# People of whom one article alone tells are worth a row from so many on.
MANY = 1_000
# The attribute of the row that tells the event itself.
MAIN_EVENT = "what happened"
# Statements of one source in one group.
MOST_OF_SOURCE = 3
_BASE_UNITS = {
    "length": "m",
    "area": "ha",
    "weight": "kg",
    "volume": "l",
    "temperature": "°C",
    "speed": "km/h",
    "power": "MW",
    "energy": "MWh",
    "data": "GB",
    "loudness": "dB",
    "rank": "",
    "points": "points",
    "percent": "%",
}
_PLAIN_ATTRIBUTES = {
    "money": "amount",
    "duration": "duration",
    "percent": "percentage",
    "ordinal": "which one",
    "count": "number",
    "bare": "number",
    "score": "score",
}
_OF_DATE = {"weekday": "day", "day": "date", "month": "date", "year": "year", "time": "time"}


def facts(dossier: Dossier) -> Iterator[Claim]:
    """Who, where, when, how many, and what was said."""
    for gather in (_ages, _births, _places, _dates, _numbers, _quotes, _roles):
        yield from gather(dossier)


def events(dossier: Dossier) -> Iterator[Claim]:
    """What happened, and why."""
    if (row := main_event(dossier)) is not None:
        yield _claim(dossier, row, row.key.removeprefix("main:"), MAIN_EVENT, "event", _lemma)
    for row in cause_rows(dossier):
        effect = row.key.removeprefix("cause:")
        yield _claim(dossier, row, effect, "caused by", "event", lambda words, _: " ".join(sorted(words)))
    for row in opposed_rows(dossier):
        yield _claim(dossier, row, row.key.removeprefix("said:"), "said and denied", "event", _verb)
    for row in happening_rows(dossier):
        verbs = [(dossier.source(item.source), item.value) for item in row.items]
        subjects = Counter(name for source, verb in verbs if (name := named(dossier, source, subject_of_verb(verb))))
        if subjects:
            past = [phrase(verb) for _, verb in verbs if verb.tag_ in ("VBD", "VBN")]
            told = Counter(past or [phrase(verb) for _, verb in verbs])
            yield _claim(dossier, row, subjects.most_common(1)[0][0], told.most_common(1)[0][0], "event", _lemma)


def _claim(dossier: Dossier, row: Row, subject: str, attribute: str, kind: str, normalise: Callable) -> Claim:
    statements = [
        Statement(item.source, item.start, item.end, _written(dossier, item), normalise(item.value, group), number)
        for number, group in enumerate(row.groups)
        for item in group.items
    ]
    return Claim(subject, attribute, kind, tuple(statements))


def _written(dossier: Dossier, item: Item) -> str:
    start, end = item.start, item.end
    if isinstance(item.value, Age):
        start, end = item.value.number_start, item.value.number_end
    elif item.key.startswith("speaker:") and item.value.name:
        start, end = item.value.name
    return re.sub(r"\s+", " ", dossier.source(item.source).text[start:end])


def _few_of_each(row: Row) -> Row:
    """The row with few statements of each source in each group: saying it once more adds nothing."""
    return Row(row.key, [Group(list(_few(group.items))) for group in row.groups])


def _few(items: list[Item]) -> Iterator[Item]:
    said: Counter[str] = Counter()
    for item in items:
        said[item.source] += 1
        if said[item.source] <= MOST_OF_SOURCE:
            yield item


# --- People -----------------------------------------------------------------------------------------------------------


def _ages(dossier: Dossier) -> Iterator[Claim]:
    for row in age_rows(dossier):
        person = row.key.removeprefix("age:")
        yield _claim(dossier, row, person, "age", "age", lambda age, _: str(age.years))


def _births(dossier: Dossier) -> Iterator[Claim]:
    for age in ages(dossier):
        if age.years is None:
            written = dossier.source(age.source).text[age.number_start : age.number_end]
            normalised = age.born.isoformat() if age.born else str(age.born_year)
            statement = Statement(age.source, age.number_start, age.number_end, written, normalised)
            yield Claim(age.person, "born", "date", (statement,))


def _roles(dossier: Dossier) -> Iterator[Claim]:
    for row in role_rows(dossier):
        yield _claim(
            dossier, _few_of_each(row), row.key.removeprefix("role:"), "role", "role", lambda words, _: words.lower()
        )


def _quotes(dossier: Dossier) -> Iterator[Claim]:
    """The exact words of a remark, under its speaker; its speaker, under its first words, where that is disputed."""
    for row in remark_rows(dossier):
        attribute, _, title = row.key.partition(":")
        speakers = Counter(item.value.speaker for item in row.items if item.value.speaker)
        if attribute == "words" and speakers:
            yield _claim(dossier, row, speakers.most_common(1)[0][0], f"said {title}", "quote", _said)
        elif attribute == "words" or len(row.groups) > 1:
            yield _claim(dossier, row, title, attribute, "quote", _said if attribute == "words" else _speaker)


def _said(quotation: Quotation, _: Group) -> str:
    return quotation.text


def _speaker(quotation: Quotation, _: Group) -> str:
    return quotation.speaker


# --- Places -----------------------------------------------------------------------------------------------------------


def _places(dossier: Dossier) -> Iterator[Claim]:
    for row in place_rows(dossier):
        if len(row.sources) < 2:
            continue
        kind, _, name = row.key.partition(":")
        if kind == "place":
            title = _scene(dossier, row)
        elif kind == "home":
            title = tuple(reversed(name.split(":", 1)))
        else:
            title = (name, "arrived in") if kind == "arrival" else (event_noun(dossier), "place")
        if title:
            yield _claim(dossier, _few_of_each(row), *title, "place", _normal_place)


def _scene(dossier: Dossier, row: Row) -> tuple[str, str] | None:
    """What was where: the subject and "arrested in"; a row that agrees is left out where no verb ties its items."""
    verb = verb_of(dossier, row.items)
    if not verb and len(row.groups) < 2:
        return None
    return subject_of(dossier, row.items), verb or "place"


_OF_PLACE = {"place:in": "place", "place:to": "destination", "place:from": "origin"}


def lesser(dossier: Dossier) -> Iterator[Claim]:
    """Facts that agree and that an editor can do without: small counts, and where things are that several sources name."""
    for row in place_rows(dossier):
        subject, voices = supported_subject(dossier, row.items)
        if row.key in _OF_PLACE and len(row.groups) < 2 <= voices and not _scene(dossier, row):
            yield _claim(dossier, _few_of_each(row), subject, _OF_PLACE[row.key], "place", _normal_place)
    for row in quantity_rows(dossier):
        if len(row.sources) > 1 and len(row.groups) < 2 and not _is_worth_a_row(row):
            yield _number(dossier, row)


def _normal_place(place: PlaceName, group: Group) -> str:
    """City and country, in the meaning that the others of the group share."""
    others = [item.value for item in group.items if item.value.qualified] or [place]
    fitting = [meaning for meaning in place.meanings if any(meaning.agrees(one) for one in others[0].meanings)]
    meant = (fitting or place.meanings)[0]
    return ", ".join(part for part in (meant.city, gazetteer().countries.get(meant.country, meant.country)) if part)


# --- Numbers ----------------------------------------------------------------------------------------------------------


def _numbers(dossier: Dossier) -> Iterator[Claim]:
    for row in quantity_rows(dossier):
        if len(row.groups) > 1 or _is_worth_a_row(row):
            yield _number(dossier, row)


def _number(dossier: Dossier, row: Row) -> Claim:
    quantity: Quantity = row.items[0].value
    kind = "money" if quantity.kind == "money" else "number"
    attribute = row.attribute or _measured(dossier, row)
    if is_update(dossier, row) and len(row.groups) > 1:
        attribute += " (update)"
    return _claim(
        dossier, _few_of_each(row), _counted(dossier, row), attribute, kind, lambda value, _: normal_quantity(value)
    )


def _is_worth_a_row(row: Row) -> bool:
    item = row.items[0]
    quantity: Quantity = item.value
    if quantity.kind == "ordinal" and quantity.value <= TRIVIAL_RANK:
        return False
    if quantity.kind == "count" and quantity.value <= TRIVIAL_COUNT and not row.attribute:
        return False
    return len(row.sources) > 1 or _is_telling(item)


def _is_telling(item: Item) -> bool:
    """Whether a number of one article alone is worth a row: a sum, a share, a measure, or a count that is not small."""
    quantity: Quantity = item.value
    if quantity.kind in ("ordinal", "duration", "score") or (quantity.part and quantity.kind == "count"):
        return False
    if item.key == BARE:
        return False
    if quantity.kind == "count" and not item.attribute:
        return is_specific(quantity.noun) and quantity.value > HANDFUL or quantity.value >= MANY
    return item.distinctive if quantity.kind == "count" else quantity.kind != "percent" or not item.background


def _counted(dossier: Dossier, row: Row) -> str:
    """What is counted or measured."""
    quantity: Quantity = row.items[0].value
    if row.key == BARE:
        return subject_of(dossier, row.items)
    if quantity.kind in ("count", "ordinal"):
        return counted(dossier, row.items)
    return event_noun(dossier) if quantity.kind == "score" else subject_of(dossier, row.items)


def _measured(dossier: Dossier, row: Row) -> str:
    """ "rose", "fell" for a percentage of a known subject; else a plain word for what the number is."""
    quantity: Quantity = row.items[0].value
    verb = verb_of(dossier, row.items) if quantity.kind == "percent" else ""
    return verb or _PLAIN_ATTRIBUTES.get(quantity.kind, quantity.unit)


def normal_quantity(quantity: Quantity) -> str:
    """The value in its base unit: 3400 ha, GBP 38600000, 29 months, 5, 31-28."""
    if quantity.kind == "score":
        return f"{quantity.value // 1000:.0f}-{quantity.value % 1000:.0f}"
    value = f"{quantity.value:.10g}" if quantity.value >= 1 else f"{quantity.value:.3g}"
    if quantity.kind == "money":
        return f"{quantity.unit} {value}"
    if quantity.unit == "size":
        return f"{quantity.digits} m"
    unit = _BASE_UNITS.get(quantity.unit, quantity.unit)
    approximate = "~" if quantity.bound else ""
    return f"{approximate}{value} {unit}".strip()


# --- Dates and events -------------------------------------------------------------------------------------------------


def _dates(dossier: Dossier) -> Iterator[Claim]:
    """Disputed dates, then every date that several articles give, with what happened on it."""
    disputed: set[tuple[str, int]] = set()
    for row in (*calendar_rows(dossier), *date_rows(dossier), *time_rows(dossier)):
        spans = {(item.source, item.start) for item in row.items}
        if len(row.groups) > 1 and not spans <= disputed:
            disputed |= spans
            yield _claim(dossier, row, *_happening(dossier, row), "date", _normal_time)
    for row in (*same_dates(dossier), *time_rows(dossier)):
        spans = {(item.source, item.start) for item in row.items}
        if len(row.sources) > 1 and len(row.groups) == 1 and not spans <= disputed:
            yield _claim(dossier, _few_of_each(row), *_happening(dossier, row), "date", _normal_time)
    yield from _single_dates(dossier)


def _single_dates(dossier: Dossier) -> Iterator[Claim]:
    """What one article alone dates to a day, a month or another year: `founded in 1921`, `in surplus by 2028`."""
    seen: set[tuple[str, int]] = set()
    for row in same_dates(dossier):
        item = row.items[0]
        if len(row.sources) == 1 and row.key != "weekday" and (item.source, item.start) not in seen:
            seen.add((item.source, item.start))
            subject, voices = supported_subject(dossier, [item])
            verb = lone_verb(dossier, item)
            written = dossier.source(item.source).text[item.start : item.end]
            if voices and (verb or re.search(r"\d", written)):
                lone = Row(row.key, [Group([item])])
                yield _claim(dossier, lone, subject, verb or _OF_DATE[row.key], "date", _normal_time)


def _happening(dossier: Dossier, row: Row) -> tuple[str, str]:
    return subject_of(dossier, row.items), verb_of(dossier, row.items) or _OF_DATE[row.key]


def _normal_time(value: WrittenDate | ClockTime, _: Group) -> str:
    if isinstance(value, ClockTime):
        return f"{value.minutes // 60:02d}:{value.minutes % 60:02d}"
    return normal_date(value)


def normal_date(found: WrittenDate) -> str:
    """2024-05-14, --08-13, 1893, Thursday: what is known of the date."""
    if found.month and found.day:
        return f"{found.year or '-'}-{found.month:02d}-{found.day:02d}"
    if found.month:
        return f"{MONTHS[found.month - 1]} {found.year or ''}".strip()
    return str(found.year) if found.year else WEEKDAYS[found.weekday]


def _lemma(verb: object, _: Group) -> str:
    return verb.lemma_.lower()


def _verb(value: tuple[str, bool], _: Group) -> str:
    return ("not " if value[1] else "") + value[0]
