"""The table of the world's places."""

from __future__ import annotations

import subprocess
import sys

from crosswire.gazetteer import (
    candidates,
    capital_of,
    country_entry,
    is_known,
    key_of,
    large_cities,
    sounding_like,
)


def test_names_are_found_whatever_their_accents_points_and_capitals() -> None:
    assert key_of("St. Étienne") == "saint etienne"
    assert [e.id for e in candidates("SAINT-ETIENNE")] == [e.id for e in candidates("St. Étienne")]


def test_own_names_go_before_others_and_large_places_before_small() -> None:
    found = candidates("Alexandria")
    assert [(e.country, e.rank) for e in found[:1]] == [("EG", 0)]
    assert [e.rank for e in found] == sorted(e.rank for e in found)


def test_old_names_lead_to_the_place() -> None:
    assert "Mumbai" in {e.name for e in candidates("Bombay")}
    assert "Kyiv" in {e.name for e in candidates("Kiev")}


def test_articles_and_words_for_the_kind_may_be_left_out() -> None:
    assert any(e.kind == "city" and e.country == "IQ" and e.rank == 1 for e in candidates("Fallujah"))
    assert any(e.kind == "admin1" and e.country == "UA" for e in candidates("Donetsk"))


def test_towns_know_their_state_and_county() -> None:
    paris = next(e for e in candidates("Paris") if e.country == "US" and e.admin1 == "Texas")
    assert (paris.admin2, paris.kind) == ("Lamar County", "city")


def test_countries_are_found_by_code() -> None:
    entry = country_entry("NO")
    assert entry is not None
    assert (entry.name, entry.kind) == ("Norway", "country")
    assert country_entry("XX") is None


def test_countries_have_their_capitals() -> None:
    oslo = capital_of("NO")
    assert oslo is not None
    assert (oslo.name, oslo.country) == ("Oslo", "NO")
    assert capital_of("XX") is None


def test_what_is_no_place_is_none() -> None:
    assert candidates("Torvanehallinborg") == ()
    assert not is_known("Torvanehallinborg")
    assert "oslo" in dict(large_cities())


def test_the_table_is_not_opened_before_it_is_asked() -> None:
    code = "import crosswire.cli, crosswire.gazetteer as g; assert g._table.cache_info().currsize == 0"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_spellings_of_towns_in_other_scripts_meet_by_their_consonants() -> None:
    assert {"SY"} <= {e.country for e in sounding_like("Rass el-Ayn")}
    assert sounding_like("Ab") == ()
