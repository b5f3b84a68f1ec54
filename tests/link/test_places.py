"""Places over the reports of a story."""

from __future__ import annotations

from dataclasses import replace

from crosswire.link.places import settle_places
from crosswire.types import Annotations, Place, Span, Story

STORY = (Story(id="s", title="", reports=("a", "b")),)


def place(report: str, text: str, start: int, country: str, latitude: float, longitude: float) -> Place:
    span = Span(report=report, start=start, end=start + len(text), text=text)
    return Place(span=span, name=text, country=country, latitude=latitude, longitude=longitude, precision=1)


FRANCE, TEXAS = place("a", "Paris", 0, "FR", 48.9, 2.4), place("b", "Paris", 0, "US", 33.7, -95.6)
SAID = replace(TEXAS, within="Texas", admin1="Texas")


def settled(*places: Place) -> dict[str, Place]:
    told = tuple(
        Annotations(report=r, anchor=None, places=tuple(p for p in places if p.span.report == r))
        for r in "ab"
    )
    return {said.report: said.places[0] for said in settle_places(told, STORY)}


def test_the_report_that_says_where_a_place_lies_decides_for_the_others() -> None:
    found = settled(FRANCE, SAID)
    assert (found["a"].country, found["a"].span.report) == ("US", "a")
    assert (found["a"].basis, found["b"]) == ("as another report of the story has it", SAID)


def test_the_report_that_names_other_places_there_decides_where_none_says() -> None:
    found = settled(FRANCE, TEXAS, place("b", "Dallas", 9, "US", 32.8, -96.8))
    assert found["a"].country == "US"


def test_a_place_that_a_report_puts_elsewhere_stays_there() -> None:
    found = settled(replace(FRANCE, within="France"), SAID)
    assert (found["a"].country, found["b"].country) == ("FR", "US")


def test_reports_of_different_stories_decide_nothing_for_each_other() -> None:
    told = (
        Annotations(report="a", anchor=None, places=(FRANCE,)),
        Annotations(report="b", anchor=None, places=(SAID,)),
    )
    apart = (Story(id="s", title="", reports=("a",)), Story(id="t", title="", reports=("b",)))
    assert settle_places(told, apart) == told
