"""What a story comes to: the whole where one is counted, the sides summed where not, persons one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crosswire.reconcile.sides import whole_tolls
from crosswire.types import Tally, Toll

WHOLE = Tally(
    id="t:w", measure="killed", group="people", unit="persons", place=None, figures=("w",), low=30, best=30, high=30,
    reports=1, families=1, origins=(), independent=1, status="single-source", series=(), why="One original gives it.",
)  # fmt: skip
RIOTERS = replace(WHOLE, id="t:a", group="protesters", figures=("a",), low=26, best=26, high=26, families=3)
POLICE = replace(
    WHOLE, id="t:b", group="security_forces", figures=("b",), low=18, best=18, high=18, families=3
)
IMPLIED = Toll(
    id="s:killed",
    measure="killed",
    number=1,
    low=1,
    high=None,
    figures=("i1", "i2"),
    implied=True,
    why="told",
)


def count(figures: Iterable[str]) -> int:
    return len(tuple(figures))


def killed(*tallies: Tally, voted: tuple[Toll, ...] = ()) -> Toll:
    return whole_tolls("s", tallies, voted, count)[0]


def test_sides_without_a_whole_are_summed() -> None:
    toll = killed(RIOTERS, POLICE)
    assert (toll.low, toll.number, toll.high) == (44, 44, 44)
    assert set(toll.figures) == {"a", "b"}
    assert toll.why == "26 protesters and 18 security forces, counted apart and summed."


def test_a_whole_that_fewer_originals_give_and_the_sides_exceed_only_bounds_the_sum() -> None:
    sides = (
        replace(RIOTERS, part_of="t:w", relation="side"),
        replace(POLICE, part_of="t:w", relation="side"),
    )
    toll = killed(WHOLE, *sides)
    assert (toll.low, toll.number, toll.high) == (30, 44, 44)
    assert "30 in all is told by fewer originals" in toll.why


def test_a_whole_that_holds_its_sides_stands_alone() -> None:
    whole = replace(WHOLE, low=44, best=45, high=46)
    toll = killed(whole, replace(RIOTERS, part_of="t:w", relation="side"), POLICE)
    assert (toll.number, toll.figures) == (45, ("w",))


def test_a_whole_that_as_many_originals_give_is_not_outvoted_by_its_sides() -> None:
    assert killed(replace(WHOLE, families=3), RIOTERS, POLICE).number == 30


def test_people_fewer_than_one_side_are_others_and_are_added() -> None:
    others = replace(WHOLE, low=5, best=5, high=5)
    assert killed(others, POLICE).number == 23


def test_a_lone_side_is_said_to_be_one() -> None:
    toll = killed(POLICE)
    assert toll.number == 18
    assert toll.why.startswith("Only security forces are counted.")


def test_one_party_is_never_added_to_itself() -> None:
    again = replace(POLICE, id="t:c", figures=("c",), families=1, best=4, low=4, high=4)
    assert killed(POLICE, again).number == 18


def test_children_are_no_side() -> None:
    children = replace(WHOLE, id="t:k", group="children", figures=("k",), low=4, best=4, high=4)
    assert killed(WHOLE, children).number == 30


def test_an_open_side_leaves_the_sum_open() -> None:
    toll = killed(RIOTERS, replace(POLICE, high=None))
    assert (toll.number, toll.high) == (44, None)


def test_persons_one_by_one_stand_where_more_originals_tell_of_them() -> None:
    assert killed(replace(WHOLE, low=3, best=3, high=3), voted=(IMPLIED,)) == IMPLIED
    printed = replace(IMPLIED, implied=False)
    assert killed(WHOLE, voted=(printed,)).number == 30


def test_what_only_the_vote_tells_is_kept_and_nothing_is_made_of_nothing() -> None:
    assert whole_tolls("s", (), (IMPLIED,), count) == (IMPLIED,)
    assert whole_tolls("s", (), (), count) == ()
