"""A watch's stories are the stream's: the same however often they are replayed, under ids that stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import crosswire
from crosswire.annotate.parse import shared
from crosswire.store import decide
from crosswire.types import Decision, Item, Named
from crosswire.watch.changes import NOTHING_TOLD
from crosswire.watch.place import Shelf
from crosswire.watch.regroup import merge, regroup
from crosswire.watch.state import State, Story
from crosswire.watch.terms import FILE, Kept, KeptTerms

DAM = (
    "{title}\n\nThe Hallin dam above Torvane broke before dawn on Friday and flooded the lower town of Torvane. "
    "Mayor Ilka Brandt said that {n} people were killed. The bridge below the Hallin dam was carried away."
)
FIRE = (
    "Fire at Tamsel rope works\n\nA fire destroyed the old rope works at Tamsel port on Sunday night, and nine "
    "people were injured, harbour master Oda Venn said. The rope works had stood empty since autumn."
)


def kept(name: str, text: str, day: int, **known: object) -> tuple[str, Kept]:
    given = crosswire.Given(published=f"2031-05-{day:02d}T08:00:00Z")
    report = crosswire.read_bytes(text.encode(), source=f"{name}.txt", id=name, given=given)
    report = replace(report, **known)  # type: ignore[arg-type]
    said = crosswire.annotate(report, shared(), anchor=f"2031-05-{day:02d}")
    return f"{ord(name)}", Kept(report=report, terms=crosswire.story_terms(report, said))


@pytest.fixture(scope="module")
def came() -> list[tuple[str, Kept]]:
    """Two reports of a dam and one of a fire, in the order in which they came."""
    return [
        kept("a", DAM.format(title="Dam breaks above Torvane", n="twelve"), 5),
        kept("b", FIRE, 5),
        kept("c", DAM.format(title="Toll of Hallin dam rises", n="26"), 6),
    ]


def ruled(verdict: str, left: str, right: str) -> Decision:
    return decide(verdict, Named(id=left), Named(id=right), by="Ines Karo")  # type: ignore[arg-type]


def groups(shelf: Shelf) -> set[tuple[str, ...]]:
    return set(shelf.stories().values())


def test_replayed_or_one_by_one_the_stories_are_the_same(came: list[tuple[str, Kept]]) -> None:
    replayed, grown = Shelf(came), Shelf()
    for one in came:
        grown.place(*one)
    assert replayed.stories() == grown.stories()
    assert groups(grown) == {("97", "99"), ("98",)}


def test_a_decision_of_people_holds(came: list[tuple[str, Kept]]) -> None:
    assert groups(Shelf(came, [ruled("different", "a", "c")])) == {("97",), ("98",), ("99",)}
    assert groups(Shelf(came, [ruled("same", "a", "b")])) == {("97", "98", "99")}


def test_a_new_state_of_an_item_goes_to_its_story_whatever_it_says(came: list[tuple[str, Kept]]) -> None:
    item = {"item": Item(uri="urn:wire:1")}
    first, later = (
        kept("d", DAM.format(title="Dam", n="nine"), 5, **item),
        kept("e", "Kill\n\nKill.", 6, **item),
    )
    assert ("97", "99", "100", "101") in groups(Shelf([*came, first, later]))


def test_a_story_keeps_the_id_it_is_known_by(came: list[tuple[str, Kept]]) -> None:
    known = {"s-old": ["97"], "s-fire": ["98"]}
    assert set(Shelf(came).stories(known)) == {"s-old", "s-fire"}
    parted = Shelf(came, [ruled("different", "a", "c")]).stories({**known, "s-old": ["97", "99"]})
    assert parted["s-old"] == ("97",)
    assert len(parted) == 3


def test_an_id_that_another_story_has_taken_is_not_given_twice(came: list[tuple[str, Kept]]) -> None:
    own = list(Shelf(came).stories())
    known = Shelf(came).stories({own[1]: ["97"]})
    assert own[1] in known
    assert len(known) == 2


def test_a_state_follows_the_stream_and_remembers_what_became_of_a_story() -> None:
    told = {**NOTHING_TOLD, "withdrawn": {"urn:x": {"uri": "urn:x"}}}
    state = State(
        stories={
            "s1": Story(title="Dam", reports=["1"]),
            "s2": Story(title="Flood", reports=["2"], told=told),
        }
    )
    regroup(state, {"s1": ("1", "2", "3"), "s4": ("4",)}, {"1": "Dam", "4": "Fire"})
    assert set(state.stories) == {"s1", "s4"}
    story = state.stories["s1"]
    assert (story.reports, story.merged, story.touched) == (["1", "2", "3"], {"s2": "Flood"}, True)
    assert "urn:x" in story.told["withdrawn"]
    assert state.stories["s4"].title == "Fire"


def test_a_state_that_says_what_the_stream_says_is_left_alone() -> None:
    state = State(stories={"s1": Story(title="Dam", reports=["2", "1"])})
    regroup(state, {"s1": ("1", "2")}, {"1": "Dam"})
    assert state.stories == {"s1": Story(title="Dam", reports=["2", "1"])}


def test_what_grew_together_twice_is_remembered_whole() -> None:
    state = State(stories={f"s{n}": Story(title=f"t{n}", reports=[str(n)]) for n in (1, 2, 3)})
    merge(state, "s3", "s2")
    merge(state, "s2", "s1")
    assert state.stories["s1"].reports == ["1", "2", "3"]
    assert state.stories["s1"].merged == {"s2": "t2", "s3": "t3"}


def test_what_is_kept_of_a_report_comes_back(tmp_path: Path, came: list[tuple[str, Kept]]) -> None:
    terms = KeptTerms(tmp_path)
    for reference, one in came:
        terms.keep(reference, one.report, one.terms)
    again = KeptTerms(tmp_path)
    back = [(reference, again.get(reference)) for reference, _ in came]
    assert all(one is not None for _, one in back)
    assert Shelf(back).stories() == Shelf(came).stories()  # type: ignore[arg-type]
    assert [one.report.source for _, one in back if one] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize("damage", [b'{"code": "another"}\n', b"[7]\n", b'{"code": "cut o'])
def test_what_cannot_be_read_again_is_made_again(
    tmp_path: Path, came: list[tuple[str, Kept]], damage: bytes
) -> None:
    reference, one = came[0]
    KeptTerms(tmp_path).keep(reference, one.report, one.terms)
    with (tmp_path / FILE).open("ab") as handle:
        handle.write(damage)
    again = KeptTerms(tmp_path)
    assert again.get(reference) is not None
    again.keep("98", came[1][1].report, came[1][1].terms)
    assert KeptTerms(tmp_path).get("98") is not None
    assert damage not in (tmp_path / FILE).read_bytes()
