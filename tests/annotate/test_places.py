"""Place names to coordinates."""

from __future__ import annotations

import pytest

from crosswire.annotate.places import find_places
from crosswire.types import EntityType, Mention, Report, Span

REPORT = Report(id="a", source="a.txt", text="", sha256="0" * 64)


def mention(text: str, kind: EntityType = "GPE", start: int = 0) -> Mention:
    return Mention(
        span=Span(report="a", start=start, end=start + len(text), text=text), type=kind, kind="name"
    )


def test_a_country_has_a_code_and_no_point() -> None:
    (place,) = find_places(REPORT, [mention("Norway")])
    assert (place.country, place.latitude) == ("NO", None)


def test_a_city_has_a_point() -> None:
    (place,) = find_places(REPORT, [mention("Oslo")])
    assert place.country == "NO"
    assert place.latitude is not None
    assert 59 < place.latitude < 61


def test_a_city_of_a_country_that_the_report_names_goes_first() -> None:
    alone = find_places(REPORT, [mention("Birmingham")])
    beside = find_places(REPORT, [mention("United States"), mention("Birmingham", start=20)])
    assert (alone[0].country, beside[1].country) == ("GB", "US")


def test_an_unknown_place_stays_unresolved() -> None:
    (place,) = find_places(REPORT, [mention("Torvanehallinborg")])
    assert (place.name, place.country, place.latitude) == ("Torvanehallinborg", None, None)


def test_persons_are_no_places() -> None:
    assert find_places(REPORT, [mention("Oslo", "PERSON")]) == ()


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("Six miners died in ", False),
        ("Six miners died near ", True),
        ("Six miners died 12 km north-west of the town of ", True),
        ("Six miners died on the outskirts of ", True),
        ("The minister is from ", False),
        ("A linear ", False),
    ],
)
def test_a_place_knows_whether_it_is_only_a_landmark(words: str, near: bool) -> None:
    text = f"{words}Bergen, police said."
    report = Report(id="a", source="a.txt", text=text, sha256="0" * 64)
    (place,) = find_places(report, [mention("Bergen", start=len(words))])
    assert place.near is near
