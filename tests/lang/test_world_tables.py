"""Tables of the world hold the world: none is a choice of countries that some reports happened to tell of."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

import crosswire
from crosswire.lang import table
from crosswire.lang.languages import language_name
from crosswire.lang.territories import territory_names
from crosswire.text.name_match.concepts import latin

PACKAGE = Path(crosswire.__file__).parent
# States that are no more, and the countries of the United Kingdom.
_NOT_IN_CLDR = frozenset({"SU", "YU", "CS", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"})
# Countries whose names are common words or words of another country's; CLDR's whole names tell them.
_BY_WHOLE_NAMES = frozenset({"CD", "CF", "DM", "GW", "KN", "LC", "MH", "PW", "SB", "SL", "SS", "ST", "VC"})


# Whose people or adjective has another stem than the name, in one of these languages.
_LANGUAGES = ("en", "bg", "cs", "hr", "pl", "ru", "sk", "sl", "uk")
_OF_ANOTHER_STEM = frozenset(
    [
        "AM",
        "BA",
        "BG",
        "BY",
        "CG",
        "CH",
        "CL",
        "CN",
        "CU",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EG",
        "ES",
        "FR",
        "GB",
        "GE",
        "GN",
        "GR",
        "HU",
        "IE",
        "IL",
        "IN",
        "IQ",
        "IR",
        "IS",
        "IT",
        "KP",
        "KR",
        "LA",
        "LI",
        "LR",
        "LT",
        "LV",
        "MC",
        "ME",
        "MK",
        "ML",
        "NE",
        "NL",
        "NO",
        "NZ",
        "OM",
        "PE",
        "PL",
        "RO",
        "RU",
        "SE",
        "SI",
        "SK",
        "SV",
        "SY",
        "TD",
        "TO",
        "TR",
        "TW",
        "UA",
        "US",
        "WS",
        "ZA",
    ]
)


def _codes() -> frozenset[str]:
    return frozenset(c["code"] for c in table("en", "countries")["countries"].values()) - _NOT_IN_CLDR


def test_every_country_has_words_in_the_table_over_languages() -> None:
    assert _codes() - table("mul", "country_words")["stems"].keys() == _BY_WHOLE_NAMES


def test_only_countries_with_words_of_another_stem_have_more_than_their_names_give() -> None:
    # A beginning that no name in CLDR has, nor an English adjective, is of a people or an adjective in a Slavic language
    # ("nemck", "wlosk"): none is there for a country of which the others' kind is not.
    found = {
        code for code, line in table("mul", "country_words")["stems"].items() if _unexplained(code, line)
    }
    assert found == _OF_ANOTHER_STEM


def test_no_country_has_a_beginning_twice() -> None:
    # What is read alike, since "kh" is read as "h".
    for code, line in table("mul", "country_words")["stems"].items():
        read = [s.replace("kh", "h") for s in line.split()]
        assert len(read) == len(set(read)), (code, line)


def _unexplained(code: str, line: str) -> list[str]:
    told = [c for c in table("en", "countries")["countries"].values() if c["code"] == code]
    names = [("en", word) for c in told for word in (*c["adjectives"], *c["also"])]
    names += [(language, Locale(language).territories.get(code, "")) for language in _LANGUAGES]
    words = {_plain(latin(word, language)) for language, name in names for word in re.findall(r"\w+", name)}
    return [s for s in line.split() if not any(w.startswith(_plain(s)) for w in words)]


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", word).replace("kh", "h")


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
