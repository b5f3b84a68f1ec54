"""Place names to coordinates."""

from __future__ import annotations

from crosswire.annotate.places import find_places
from crosswire.types import EntityType, Mention, Span


def mention(text: str, kind: EntityType = "GPE", start: int = 0) -> Mention:
    return Mention(
        span=Span(report="a", start=start, end=start + len(text), text=text), type=kind, kind="name"
    )


def test_a_country_has_a_code_and_no_point() -> None:
    (place,) = find_places([mention("Norway")])
    assert (place.country, place.latitude) == ("NO", None)


def test_a_city_has_a_point() -> None:
    (place,) = find_places([mention("Oslo")])
    assert place.country == "NO"
    assert place.latitude is not None
    assert 59 < place.latitude < 61


def test_a_city_of_a_country_that_the_report_names_goes_first() -> None:
    alone = find_places([mention("Birmingham")])
    beside = find_places([mention("United States"), mention("Birmingham", start=20)])
    assert (alone[0].country, beside[1].country) == ("GB", "US")


def test_an_unknown_place_stays_unresolved() -> None:
    (place,) = find_places([mention("Torvanehallinborg")])
    assert (place.name, place.country, place.latitude) == ("Torvanehallinborg", None, None)


def test_persons_are_no_places() -> None:
    assert find_places([mention("Oslo", "PERSON")]) == ()
