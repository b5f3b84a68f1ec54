"""Reports that turn out to tell another story leave, whole groups of them, with the items they are states of."""

from __future__ import annotations

from crosswire.types import Item, Report, Story
from crosswire.watch.split import strays


def report(id: str, uri: str | None = None) -> Report:
    return Report(id=id, source=id, text="x", sha256=id, item=Item(uri=uri) if uri else None)


def story(*reports: str) -> Story:
    return Story(id="s", title="t", reports=reports)


def test_the_story_of_the_oldest_report_stays() -> None:
    held = {ref: report(f"r{ref}") for ref in ("1", "2", "3", "4")}
    assert strays(held, [story("r2", "r4"), story("r1", "r3")]) == (("2", "4"),)


def test_one_story_has_no_strays() -> None:
    assert strays({"1": report("r1")}, [story("r1")]) == ()
    assert strays({}, []) == ()


def test_a_state_that_no_longer_stands_goes_with_its_item() -> None:
    held = {"1": report("r1"), "2": report("r2", "urn:a"), "3": report("r3", "urn:a"), "4": report("r4")}
    assert strays(held, [story("r1"), story("r3")]) == (("2", "3"),)
