"""Places of one name that articles put into different countries or regions.

An article that says so stands against all that say otherwise, and against those that name the place alone while their
other words speak for another country. Who tells of a second place of that name does not mix the two up, and speaks for
the first one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.anchors import anchors
from articles.analysis.context import context
from articles.analysis.dossier import Dossier, Source
from articles.analysis.gazetteer import Location, gazetteer
from articles.analysis.geography import MONEY_OF
from articles.analysis.people import fold
from articles.analysis.places import WORD, PlaceName, places
from articles.analysis.quantities import quantities
from articles.analysis.whereabouts import Whereabouts, base, mentions, whereabouts

# A name means its largest city alone where that one has so many times the people of the next.
DOMINANT = 10
# Inhabitants from which a city is known by its name alone.
WELL_KNOWN = 100_000


@lru_cache(maxsize=4)
def namesake_rows(dossier: Dossier) -> tuple[Row, ...]:
    """Rows whose items hold a PlaceName; `key` is "namesake:" and the name."""
    by_name: dict[str, list[Whereabouts]] = defaultdict(list)
    for stated in whereabouts(dossier):
        by_name[stated.name].append(stated)
    return tuple(row for name, stated in by_name.items() if (row := _row(dossier, name, stated)) is not None)


def impossible_capitals(dossier: Dossier) -> Iterator[tuple[Whereabouts, str]]:
    """Every capital that an article gives to a wrong country, with the country that has it."""
    for stated in whereabouts(dossier):
        if stated.impossible and not stated.aside:
            yield stated, _country_of_capital(stated.name)


def _country_of_capital(name: str) -> str:
    known = gazetteer()
    return next(known.countries[country] for country, capital in known.capitals.items() if fold(capital) == name)


def _row(dossier: Dossier, name: str, stated: list[Whereabouts]) -> Row | None:
    groups = _by_area(_without_tellers_apart([one for one in stated if not one.aside]))
    if not groups:
        return None
    if len(groups) <= 2:
        settled = {one.source for one in stated if not one.aside}
        silent = [source for source in dossier.english if source.key not in settled]
        asides = {source.key: [one for one in stated if one.source == source.key] for source in silent}
        _take_sides(dossier, name, groups, silent, asides)
    items = [Group([_item(dossier, one) for one in group]) for group in groups]
    return Row(f"namesake:{name}", sorted(items, key=lambda group: -len(group.sources)))


def _without_tellers_apart(stated: list[Whereabouts]) -> list[Whereabouts]:
    """Without the sources that name two places of the name: they do not mix them up."""
    both = {one.source for one in stated for other in stated if one.source == other.source and not one.agrees(other)}
    return [one for one in stated if one.source not in both]


def _by_area(stated: list[Whereabouts]) -> list[list[Whereabouts]]:
    """Statements that can all be true together, those that name a region first; the largest group takes the vague ones."""
    groups: list[list[Whereabouts]] = []
    for one in sorted(stated, key=lambda one: (not one.area.country, not one.area.region)):
        fitting = [group for group in groups if all(one.agrees(other) for other in group)]
        if fitting:
            max(fitting, key=len).append(one)
        else:
            groups.append([one])
    return groups


def _take_sides(
    dossier: Dossier,
    name: str,
    groups: list[list[Whereabouts]],
    silent: list[Source],
    asides: dict[str, list[Whereabouts]],
) -> None:
    """Adds the sources that name the place alone to the side that their own words speak for. Against one single side,
    those that speak for one other country make a second, where they are more: not for the home of somebody."""
    areas = [group[0].area for group in groups]
    if len({area.country for area in areas}) == len(areas) > 1:
        areas = [Location(area.country) if area.country else area for area in areas]
    elsewhere: list[tuple[Source, re.Match[str], Counter[Location]]] = []
    for source in silent:
        bare = next(mentions(source, name), None)
        if bare is None:
            continue
        counts = evidence(dossier, source, without=name)
        spoken = [_support(source, counts, area) for area in areas]
        against = [_are_told_apart(asides[source.key], group) for group in groups]
        if len(groups) == 2 and (against[0] != against[1] or spoken[0] != spoken[1]):
            chosen = against.index(False) if against[0] != against[1] else spoken.index(max(spoken))
            groups[chosen].append(_bare(source, bare, name, areas[chosen]))
        elif len(groups) == 1 and (against[0] or not spoken[0]):
            elsewhere.append((source, bare, Counter() if against[0] else counts))
    if len(groups) == 1 and not all(one.sets_scene for one in groups[0]):
        return
    if len(groups) == 1 and (area := _spoken_for(dossier, groups[0], name, [counts for _, _, counts in elsewhere])):
        voices = [_bare(source, bare, name, area) for source, bare, counts in elsewhere if counts[area] or not counts]
        if len(voices) > len({one.source for one in groups[0]}):
            groups.append(voices)


def _are_told_apart(asides: list[Whereabouts], group: list[Whereabouts]) -> bool:
    """Whether an aside on another place of the name speaks of this group's."""
    return any(all(aside.agrees(one) for one in group) for aside in asides)


def _bare(source: Source, found: re.Match[str], name: str, area: Location) -> Whereabouts:
    return Whereabouts(source.key, found.start(), found.end(), name, found.group(), area, bare=True)


def _support(source: Source, counts: Counter[Location], area: Location) -> int:
    """How often the source's words speak for the area; one that the gazetteer lacks is looked for by its name."""
    return counts[area] if area.country else source.text.count(area.region)


def _spoken_for(
    dossier: Dossier, group: list[Whereabouts], name: str, others: list[Counter[Location]]
) -> Location | None:
    """The other country of which most of the others speak, or the other region of that country, if the group never does.

    Of a city that everybody knows it must be one that has such a city.
    """
    against = group[0].area
    own = [evidence(dossier, dossier.source(one.source), without=name) for one in group]
    spoken = Counter(area for counts in others for area in counts if not any(counts[area] for counts in own))
    regions = {area for area in spoken if against.region and area.country == against.country and area.region}
    countries = {area for area in spoken if area.country != against.country and not area.region}
    meanings = gazetteer().cities.get(name, ())
    known = bool(meanings) and meanings[0].population >= WELL_KNOWN
    fitting = [area for area in regions or countries if not known or any(area.agrees(meaning) for meaning in meanings)]
    first, second = [*sorted(fitting, key=lambda area: -spoken[area]), None, None][:2]
    clear = first is not None and against.country and (second is None or spoken[first] > spoken[second])
    return first if clear else None


def _item(dossier: Dossier, stated: Whereabouts) -> Item:
    source = dossier.source(stated.source)
    city = stated.written.split(",")[0] if stated.bare else stated.name.title()
    meaning = stated.area._replace(city=city)
    place = PlaceName(source.key, stated.start, stated.end, stated.written, (meaning,), qualified=not stated.bare)
    words = context(source, stated.start, stated.end)
    hangs_on = anchors(source, stated.start, stated.end)
    return Item(source.key, stated.start, stated.end, f"namesake:{stated.name}", place, words, anchors=hangs_on)


def evidence(dossier: Dossier, source: Source, *, without: str) -> Counter[Location]:
    """How often the source's words point to each country and each region of it: places, demonyms and currencies, the name
    `without` left out."""
    counts: Counter[Location] = Counter()
    for place in places(dossier)[source.key]:
        if without not in base(place.name) and not place.namesake:
            country = _country(place.meanings)
            regions = {meaning.region for meaning in place.meanings if meaning.country == country}
            counts[Location(country)] += 1
            if country and len(regions) == 1 and any(regions):
                counts[Location(country, regions.pop())] += 1
    for word in WORD.findall(source.text):
        counts[Location(gazetteer().demonyms.get(word.lower(), ""))] += 1
    counts.update({Location(MONEY_OF.get(q.unit, "")) for q in quantities(source) if q.kind == "money"})
    counts.pop(Location(""), None)
    return counts


def _country(meanings: tuple[Location, ...]) -> str:
    """The country that a name speaks for; "" where it could be several."""
    if len({meaning.country for meaning in meanings}) == 1:
        return meanings[0].country
    first, second = meanings[0], meanings[1]
    return first.country if first.city and first.population >= DOMINANT * second.population else ""
