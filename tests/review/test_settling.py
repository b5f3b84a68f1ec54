"""How a statement stands by all that people said of it: the rule, as a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.review.settling import Said, Settled, settle
from crosswire.review.table import review
from crosswire.types import Named, ReviewAction, Target, Words

WORDS = Words(report=Named(id="r1", sha256="ab" * 32), start=0, end=2, text="12")
FIGURE = Target(kind="figure", words=(WORDS,))
MACHINE = {"number": 12, "place": None, "measure": "killed"}
INES, TOMAS, ADA = "Ines Karo", "Tomas Rell", "Ada Vint"


def said(by: str, action: ReviewAction, minute: int, /, **values: int | str) -> Said:
    made = review(action, FIGURE, by=by, at=f"2031-05-06T08:{minute:02d}:00Z", values=values)
    return Said(review=made, values=dict(made.values))


@pytest.mark.parametrize(
    ("reviews", "standing", "by", "values"),
    [
        ([], None, (), {}),
        ([said(INES, "accept", 1)], "confirmed", (INES,), {}),
        ([said(INES, "unsure", 1)], "unsure", (INES,), {}),
        ([said(INES, "unsure", 1), said(TOMAS, "accept", 2)], "confirmed", (TOMAS,), {}),
        ([said(INES, "reject", 1)], "rejected", (INES,), {}),
        ([said(INES, "reject", 1), said(TOMAS, "reject", 2)], "rejected", (INES, TOMAS), {}),
        ([said(INES, "reject", 1), said(INES, "accept", 2)], "confirmed", (INES,), {}),
        ([said(INES, "reject", 1), said(INES, "unsure", 2)], "unsure", (INES,), {}),
        ([said(INES, "reject", 1), said(TOMAS, "accept", 2)], "disputed", (INES, TOMAS), {}),
        ([said(INES, "correct", 1, number=14)], "corrected", (INES,), {"number": 14}),
        ([said(INES, "correct", 1, number=12)], "confirmed", (INES,), {"number": 12}),
        ([said(INES, "correct", 1, number=14), said(TOMAS, "accept", 2)], "disputed", (INES, TOMAS), {}),
        (
            [said(INES, "correct", 1, number=14), said(TOMAS, "accept", 2, number=14)],
            "corrected",
            (INES, TOMAS),
            {"number": 14},
        ),
        (
            [said(INES, "correct", 1, number=14), said(TOMAS, "correct", 2, place="Karvel")],
            "corrected",
            (INES, TOMAS),
            {"number": 14, "place": "Karvel"},
        ),
        (
            [said(INES, "correct", 1, number=14), said(TOMAS, "correct", 2, number=15)],
            "disputed",
            (INES, TOMAS),
            {},
        ),
        (
            [
                said(INES, "correct", 1, number=14),
                said(TOMAS, "reject", 2),
                said(ADA, "accept", 3, number=14),
            ],
            "disputed",
            (ADA, INES, TOMAS),
            {},
        ),
        ([said(INES, "accept", 1, number=11)], None, (), {}),
        ([said(INES, "accept", 1, number=11), said(TOMAS, "accept", 2)], "confirmed", (TOMAS,), {}),
    ],
)
def test_the_rule(reviews: list[Said], standing: str, by: tuple[str, ...], values: dict[str, object]) -> None:
    settled = settle(reviews, MACHINE)
    assert (settled.standing, settled.by, dict(settled.values)) == (standing, by, values)
    assert {id for id, _, _ in settled.bearings} == {s.review.id for s in reviews}


def bearings(settled: Settled) -> list[tuple[str, str]]:
    return [(bearing, effect) for _, bearing, effect in settled.bearings]


def test_reviews_say_what_they_changed_or_why_not() -> None:
    one, two = said(INES, "correct", 1, number=14), said(TOMAS, "accept", 2)
    assert bearings(settle([one], MACHINE)) == [("in-force", "number 12 → 14")]
    against = "has it otherwise; crosswire’s own reading stands"
    assert bearings(settle([one, two], MACHINE)) == [
        ("disputed", f"Tomas Rell {against}"),
        ("disputed", f"Ines Karo {against}"),
    ]
    stale = said(INES, "accept", 1, number=11)
    told = "it reads otherwise now than when it was accepted: number 11 → 12"
    assert bearings(settle([stale], MACHINE)) == [("without-effect", told)]
    later = said(INES, "reject", 3)
    assert bearings(settle([stale, later], MACHINE)) == [
        ("replaced", f"replaced by {later.review.id} of 2031-05-06"),
        ("in-force", "set aside"),
    ]


actions = st.sampled_from(["accept", "reject", "correct", "unsure"])
some = st.lists(st.tuples(st.sampled_from([INES, TOMAS, ADA]), actions, st.integers(10, 13)), max_size=7)


@given(some, st.randoms())
def test_the_order_of_arrival_tells_nothing(
    drawn: list[tuple[str, ReviewAction, int]], random: object
) -> None:
    reviews = [
        said(by, action, n, **({"number": number} if action == "correct" else {}))
        for n, (by, action, number) in enumerate(drawn)
    ]
    shuffled = list(reviews)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(shuffled, MACHINE) == settle(reviews, MACHINE)


@given(some)
def test_who_spoke_last_is_not_right_for_that(drawn: list[tuple[str, ReviewAction, int]]) -> None:
    def at(minutes: list[int]) -> Settled:
        last = {by: (action, number) for by, action, number in drawn}
        made = [
            said(by, action, n, **({"number": number} if action == "correct" else {}))
            for n, (by, (action, number)) in zip(minutes, sorted(last.items()), strict=False)
        ]
        return settle(made, MACHINE)

    one, other = at([1, 2, 3]), at([3, 2, 1])
    assert (one.standing, one.by, one.values) == (other.standing, other.by, other.values)
