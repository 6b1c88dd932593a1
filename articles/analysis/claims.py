"""The facts of a story as rows over all its articles: who, where, when, how many, how much, said by whom.

Each row comes from where the checks also look, so whatever they mark is a conflict here. Facts that two articles give come
first within their kind; of facts that stand in one article only the telling ones are kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.context import tokens_of
from articles.analysis.context import word as word_of
from articles.analysis.dates import MONTHS, WEEKDAYS, ClockTime, WrittenDate
from articles.analysis.dossier import Claim, Dossier, Statement
from articles.analysis.event_dates import calendar_rows, date_rows, same_dates, time_rows
from articles.analysis.events import event_noun, event_rows, role_rows, subject_of
from articles.analysis.gazetteer import gazetteer
from articles.analysis.locations import place_rows
from articles.analysis.opposites import opposed_rows
from articles.analysis.people import Age, ages
from articles.analysis.places import PlaceName
from articles.analysis.quantities import Quantity
from articles.analysis.quotations import Quotation
from articles.analysis.remarks import remark_rows
from articles.analysis.rows import age_rows, is_update, quantity_rows

# Rows on the page: conflicts and facts of several articles, and facts of a single one.
MOST_SHARED, MOST_SINGLE = 60, 15
# Counts of a single article below this are left out; longest value of a row in characters; words in a row's title.
SMALL, LONGEST_VALUE, THEME_WORDS = 10, 80, 3
# What an editor asks first.
ORDER = ("age", "place", "number", "money", "date", "quote", "role", "event")
_BASE_UNITS = {
    "length": "m",
    "area": "ha",
    "weight": "kg",
    "volume": "l",
    "temperature": "°C",
    "speed": "km/h",
    "power": "MW",
    "percent": "%",
}
_DEFAULT_ATTRIBUTES = {
    "money": "amount",
    "duration": "duration",
    "percent": "share",
    "share": "share",
    "ordinal": "rank",
    "count": "number",
}


def gather(dossier: Dossier) -> list[Claim]:
    """The claims of the story: people and places first, shared facts before single ones within each kind."""
    claims = [
        *_ages(dossier),
        *_births(dossier),
        *_places(dossier),
        *_numbers(dossier),
        *_dates(dossier),
        *_quotes(dossier),
        *_roles(dossier),
        *_events(dossier),
    ]
    claims.sort(key=lambda claim: (ORDER.index(claim.kind), -_voices(claim)))
    shared = [claim for claim in claims if claim.status != "single"][:MOST_SHARED]
    single = [claim for claim in claims if claim.status == "single"][:MOST_SINGLE]
    return sorted(shared + single, key=lambda claim: (ORDER.index(claim.kind), -_voices(claim)))


def _spans(row: Row) -> set[tuple[str, int]]:
    return {(item.source, item.start) for item in row.items}


def _voices(claim: Claim) -> int:
    return len({statement.source for statement in claim.statements})


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
    elif item.key.startswith("speaker:"):
        start, end = item.value.name
    return re.sub(r"\s+", " ", dossier.source(item.source).text[start:end])


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
            yield Claim(age.person, "birth date", "date", (statement,))


def _roles(dossier: Dossier) -> Iterator[Claim]:
    for row in role_rows(dossier):
        yield _claim(dossier, row, row.key.removeprefix("role:"), "role", "role", lambda words, _: words.lower())


def _quotes(dossier: Dossier) -> Iterator[Claim]:
    """The exact words of a remark, under its speaker; and its speaker, under its first words."""
    for row in remark_rows(dossier):
        attribute, _, title = row.key.partition(":")
        speakers = Counter(item.value.speaker for item in row.items if item.value.speaker)
        known = attribute == "words" and speakers
        subject = speakers.most_common(1)[0][0] if known else title
        normalise = _said if attribute == "words" else _speaker
        yield _claim(dossier, row, subject, "quotation" if known else attribute, "quote", normalise)


def _said(quotation: Quotation, _: Group) -> str:
    return quotation.text


def _speaker(quotation: Quotation, _: Group) -> str:
    return quotation.speaker


# --- Places -----------------------------------------------------------------------------------------------------------


def _places(dossier: Dossier) -> Iterator[Claim]:
    seen: set[tuple[str, int]] = set()
    for row in place_rows(dossier):
        kind, _, name = row.key.partition(":")
        telling = {(item.source, item.start) for item in row.groups[-1].items}
        if len(row.sources) < 2 or telling <= seen:
            continue
        seen |= _spans(row)
        subject = name if kind == "arrival" else event_noun(dossier)
        attribute = "arrived in" if kind == "arrival" else f"place ({name})" if kind == "place" else "place"
        yield _claim(dossier, row, subject, attribute, "place", _normal_place)


def _normal_place(place: PlaceName, group: Group) -> str:
    """City and country, in the meaning that the others of the group share."""
    others = [item.value for item in group.items if item.value.qualified] or [place]
    fitting = [meaning for meaning in place.meanings if any(meaning.agrees(one) for one in others[0].meanings)]
    meant = (fitting or place.meanings)[0]
    return ", ".join(part for part in (meant.city, gazetteer().countries.get(meant.country, meant.country)) if part)


# --- Numbers ----------------------------------------------------------------------------------------------------------


def _numbers(dossier: Dossier) -> Iterator[Claim]:
    for row in quantity_rows(dossier):
        if len(row.sources) < 2 and not _is_telling(row.items[0]):
            continue
        quantity: Quantity = row.items[0].value
        kind = "money" if quantity.kind == "money" else "number"
        attribute = row.attribute or _DEFAULT_ATTRIBUTES.get(quantity.kind, quantity.unit)
        if is_update(dossier, row) and len(row.groups) > 1:
            attribute += " (update)"
        yield _claim(dossier, row, _counted(dossier, row), attribute, kind, lambda value, _: normal_quantity(value))


def _is_telling(item: Item) -> bool:
    """Whether a number of one article alone is worth a row: one with a known meaning, or a large one."""
    quantity: Quantity = item.value
    if quantity.kind in ("ordinal", "share") or (quantity.kind == "count" and quantity.value < SMALL):
        return quantity.kind == "share"
    return bool(item.attribute or item.distinctive or quantity.kind == "percent")


def _counted(dossier: Dossier, row: Row) -> str:
    quantity: Quantity = row.items[0].value
    if quantity.kind in ("count", "ordinal"):
        nouns = Counter(item.value.noun for item in row.items)
        noun = nouns.most_common(1)[0][0]
        return noun if quantity.kind == "ordinal" else _plural(dossier, row, noun)
    subjects = Counter(subject for item in row.items if (subject := subject_of(dossier, item)))
    return subjects.most_common(1)[0][0] if subjects else event_noun(dossier)


def _plural(dossier: Dossier, row: Row, noun: str) -> str:
    """The counted noun as an article writes it after the number."""
    for item in row.items:
        following = dossier.source(item.source).text[item.end : item.end + 60]
        for word in re.findall(r"[\w’'-]+", following)[:4]:
            if item.value.noun == noun and word.lower().startswith(noun[:3]):
                return word.lower()
    return noun


def normal_quantity(quantity: Quantity) -> str:
    """The value in its base unit: 3400 ha, GBP 38600000, 29 months, 5."""
    value = f"{quantity.value:.10g}" if quantity.value >= 1 else f"{quantity.value:.3g}"
    if quantity.kind == "money":
        return f"{quantity.unit} {value}"
    unit = _BASE_UNITS.get(quantity.unit, quantity.unit)
    approximate = "~" if quantity.bound else ""
    return f"{approximate}{value} {unit}".strip()


# --- Dates and events -------------------------------------------------------------------------------------------------


def _dates(dossier: Dossier) -> Iterator[Claim]:
    """Disputed dates, then every date that several articles give, with what happened on it."""
    disputed: set[tuple[str, int]] = set()
    for row in (*calendar_rows(dossier), *date_rows(dossier), *time_rows(dossier)):
        if len(row.groups) > 1 and not _spans(row) <= disputed:
            disputed |= _spans(row)
            yield _claim(dossier, row, _happening(dossier, row.items), _when(row), "date", _normal_time)
    for row in (*same_dates(dossier), *time_rows(dossier)):
        if len(row.sources) > 1 and len(row.groups) == 1 and not _spans(row) <= disputed:
            yield _claim(dossier, row, _happening(dossier, row.items), _when(row), "date", _normal_time)


def _when(row: Row) -> str:
    return f"{row.key} ({row.attribute})" if row.attribute else row.key


def _happening(dossier: Dossier, items: Iterable[Item]) -> str:
    subjects = Counter(subject for item in items if (subject := subject_of(dossier, item)))
    return subjects.most_common(1)[0][0] if subjects else event_noun(dossier)


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


def _events(dossier: Dossier) -> Iterator[Claim]:
    for row in opposed_rows(dossier):
        yield _claim(dossier, row, row.key.removeprefix("said:"), "what happened", "event", _verb)
    for row in event_rows(dossier):
        yield _claim(dossier, row, _theme(dossier, row.items), "event", "event", lambda words, _: words[:LONGEST_VALUE])


def _verb(value: tuple[str, bool], _: Group) -> str:
    return ("not " if value[1] else "") + value[0]


def _theme(dossier: Dossier, items: list[Item]) -> str:
    """What the sentences are about: the words that most of them share, as the first of them writes them."""
    shared = Counter(word for item in items for word in item.context.words)
    common = {word for word, count in shared.items() if count > len(items) / 2}
    first = items[0]
    tokens = tokens_of(dossier.source(first.source), first.start, first.end)
    told = [token.text for token in tokens if token.pos_ in ("NOUN", "PROPN") and word_of(token) in common]
    return " ".join(list(dict.fromkeys(told))[:THEME_WORDS]) or event_noun(dossier)
