"""Reviews as JSON: what is written is read back the same, and what makes no sense is refused with where and why."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import UsageError
from crosswire.review.fields import ACTIONS
from crosswire.review.table import from_table, review, standing, to_table, withdraw
from crosswire.types import Named, ReviewAction, Target, Withdrawal, Words

WEIR = Named(id="r1", sha256="ab" * 32, source="weir.txt")
DEAD = Target(
    kind="figure",
    words=(Words(report=WEIR, start=40, end=42, text="14", before="killing ", after=" people"),),
    key=(("measure", "killed"),),
)
AT = "2031-05-06T08:30:00Z"
texts = st.text(max_size=30)
words = st.builds(
    Words,
    report=st.builds(Named, id=texts.filter(str.strip), sha256=st.none() | st.just("cd" * 32)),
    start=st.integers(0, 50),
    end=st.integers(50, 90),
    text=st.text(min_size=1, max_size=40),
    before=texts,
    after=texts,
)


def table(**changes: Any) -> dict[str, Any]:
    return json.loads(
        json.dumps(to_table(review("reject", DEAD, by="Ines Karo", at=AT, reason="misread")))
    ) | {
        "id": "",
        **changes,
    }


@given(st.lists(words, min_size=1, max_size=4), st.text(min_size=1).filter(str.strip), texts)
def test_a_review_is_read_back_as_it_was_written(some: list[Words], by: str, reason: str) -> None:
    target = Target(kind="tally", words=tuple(some), key=(("measure", "killed"),))
    try:
        made = review("accept", target, by=by, at=AT, reason=reason)
    except UsageError:
        return
    assert from_table(json.loads(json.dumps(to_table(made))), "line 1") == made


def test_a_correction_keeps_its_fields_and_their_order_tells_nothing() -> None:
    one, other = ({"number": 12.0, "as_of": "2031-05-06"}, {"as_of": "2031-05-06", "number": 12})
    made = [review("correct", DEAD, by="Ines Karo", at=AT, values=v) for v in (one, other)]
    assert made[0] == made[1] == from_table(to_table(made[0]), "line 1")
    assert made[0].values == (("as_of", "2031-05-06"), ("number", 12))


def test_who_and_when_are_part_of_the_id() -> None:
    made = review("reject", DEAD, by="Ines Karo", at=AT)
    assert made.id != review("reject", DEAD, by="Tomas Rell", at=AT).id
    assert made.id != review("reject", DEAD, by="Ines Karo", at="2031-05-06T08:30:01Z").id
    assert made.id == review("reject", DEAD, by=" Ines  Karo ", at="2031-05-06T10:30:00+02:00").id


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"by": " "}, "lacks 'by'"),
        ({"by": "\x00"}, "give a name"),
        ({"at": "yesterday"}, "ISO 8601"),
        ({"action": "merge"}, "a figure can be reviewed by accept"),
        ({"action": ["accept"]}, "can be reviewed by"),
        ({"action": "correct"}, "says what is right"),
        ({"action": "annotate", "reason": ""}, "needs words"),
        ({"values": {"number": 3}}, "sets no field"),
        ({"action": "correct", "values": {"colour": "red"}}, "knows no 'colour'"),
        ({"action": "correct", "values": {"number": -1}}, "from 0"),
        ({"action": "correct", "values": {"number": True}}, "a number"),
        ({"action": "correct", "values": {"number": 10**400}}, "from 0"),
        ({"action": "correct", "values": {"number": float("nan")}}, "from 0"),
        ({"action": "correct", "values": {"measure": "dead"}}, "one of killed"),
        ({"action": "correct", "values": {"measure": ["killed"]}}, "one of killed"),
        ({"action": "correct", "values": {"as_of": "May"}}, "ISO 8601 day"),
        ({"action": "correct", "values": {"as_of": "2031-05-07/2031-05-06"}}, "ISO 8601 day"),
        ({"action": "correct", "values": {"low": 4, "high": 3}}, "the lesser as low"),
        ({"action": "correct", "values": {"number": 9, "low": 3, "high": 4}}, "between low and high"),
        ({"target": {"kind": "figure"}}, "names neither"),
        ({"target": {"kind": "weather", "reports": ["r1"]}}, "kind is one of"),
        (
            {"target": {"kind": "figure", "words": [{"report": "r1", "start": 4, "end": 2, "text": "x"}]}},
            "no stretch",
        ),
        ({"target": {"kind": "figure", "reports": ["r1"]}}, "found again by its words"),
        ({"target": table()["target"] | {"kind": "story"}}, "found again by its reports"),
        ({"target": "figure"}, "no JSON object"),
        ({"others": [table()["target"]]}, "they are none"),
        ({"mood": "glad"}, "knows no 'mood'"),
        ({"id": "v0"}, "is not what review v0 said"),
    ],
)
def test_what_makes_no_sense_is_refused_with_where_and_why(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=r"^line 7: ") as raised:
        from_table(table(**changes), "line 7")
    assert says in str(raised.value)


@pytest.mark.parametrize(
    "told", [None, [], "accept", 3, {"withdraws": "v1"}, {"withdraws": 3, "by": "x", "at": AT}]
)
def test_what_is_no_review_is_refused(told: Any) -> None:
    with pytest.raises(UsageError, match="line 1"):
        from_table(told, "line 1")


def test_what_was_withdrawn_does_not_stand_in_whatever_order_it_came() -> None:
    made = review("reject", DEAD, by="Ines Karo", at=AT)
    gone = withdraw(made.id, by="Ines Karo", reason="it was right")
    kept = review("accept", DEAD, by="Tomas Rell", at=AT)
    assert standing([gone, made, kept, kept]) == standing([kept, made, gone]) == (kept,)
    assert from_table(to_table(gone), "line 1") == gone
    assert isinstance(gone, Withdrawal)


@pytest.mark.parametrize("kind", list(ACTIONS))
def test_every_kind_can_be_accepted_rejected_doubted_and_noted(kind: Any) -> None:
    actions: list[ReviewAction] = ["accept", "reject", "unsure", "annotate"]
    target = replace(DEAD, kind=kind, reports=(WEIR, WEIR))
    made = [review(a, target, by="Ines Karo", at=AT, reason="seen") for a in actions]
    assert len({m.id for m in made}) == len(actions)
