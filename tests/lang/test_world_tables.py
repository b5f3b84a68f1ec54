"""Tables of the world hold the world: none is a choice of countries that some reports happened to tell of."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

import crosswire
from crosswire.lang import table
from crosswire.lang.languages import language_name
from crosswire.lang.territories import territory_names

PACKAGE = Path(crosswire.__file__).parent
# States that are no more, and the countries of the United Kingdom.
_NOT_IN_CLDR = frozenset({"SU", "YU", "CS", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"})
# Countries whose names are common words or words of another country's; CLDR's whole names tell them.
_BY_WHOLE_NAMES = frozenset({"CD", "CF", "DM", "GW", "KN", "LC", "MH", "PW", "SB", "SL", "SS", "ST", "VC"})


def _codes() -> frozenset[str]:
    return frozenset(c["code"] for c in table("en", "countries")["countries"].values()) - _NOT_IN_CLDR


def test_every_country_has_words_in_the_table_over_languages() -> None:
    assert _codes() - table("mul", "country_words")["stems"].keys() == _BY_WHOLE_NAMES


@pytest.mark.parametrize("language", ["en", "pl", "ru"])
def test_every_country_has_a_name_in_cldr(language: str) -> None:
    assert _codes() <= set(territory_names(language).values())


def _rows(name: str, key: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((PACKAGE / name).read_text("utf-8"))[key]
    return found


def test_the_table_of_countries_has_every_member_of_the_united_nations_and_more() -> None:
    assert len(_codes()) > 193


def test_no_country_is_told_by_a_form_that_the_others_lack() -> None:
    # Of Ireland alone it is how people tell the state from the island.
    countries = table("en", "countries")["countries"]
    assert [name for name, told in countries.items() if f"Republic of {name}" in told["also"]] == ["Ireland"]


def test_every_country_has_its_capital() -> None:
    # GeoNames has Palau's under another kind of place.
    assert _codes() - {"PW"} <= _rows("gazetteer/capitals.toml", "capitals").keys()


def test_every_country_has_its_number_in_wikidata() -> None:
    assert _codes() <= set(_rows("knowledge/wikidata.toml", "countries").values())


def test_every_country_has_its_outline() -> None:
    drawn = json.loads((PACKAGE / "present/page/outline.json").read_text("utf-8"))["countries"]
    assert len(drawn) > 193


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_language_of_two_letters_has_a_name(language: str) -> None:
    codes = [code for code in Locale("en").languages if len(code) == 2]
    assert len(codes) > 180
    assert all(language_name(code, language) for code in codes)
