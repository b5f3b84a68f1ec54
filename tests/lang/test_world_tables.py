"""Tables of the world hold the world: none is a choice of countries that some reports happened to tell of."""

from __future__ import annotations

import pytest

from crosswire.lang import table
from crosswire.lang.territories import territory_names

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
