"""What may be said of each kind of target: which actions, and which fields a correction may set to what.

In: a kind, an action and values as a person or a machine gave them. Out: the values in the order and form in which a
review keeps them, or UsageError saying what is wrong and what would be right. What they change is left to the
modules that apply them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, get_args

from crosswire.errors import UsageError
from crosswire.text.named import clean
from crosswire.types import (
    EntityType,
    Field,
    Group,
    Measure,
    Modality,
    Qualifier,
    ReviewAction,
    Scalar,
    TargetKind,
)

KINDS: tuple[TargetKind, ...] = get_args(TargetKind)
_JUDGED: tuple[ReviewAction, ...] = ("accept", "reject", "unsure", "annotate")
_BOUND: tuple[ReviewAction, ...] = ("merge", "split")
# What can be done with each kind. Findings follow from figures, quotes, names and links: they are judged, and
# corrected by these.
ACTIONS: Mapping[TargetKind, tuple[ReviewAction, ...]] = {
    "figure": (*_JUDGED, "correct"),
    "quote": (*_JUDGED, "correct", *_BOUND),
    "name": (*_JUDGED, "correct", *_BOUND),
    "link": (*_JUDGED, *_BOUND),
    "story": (*_JUDGED, "correct", *_BOUND),
    "report": _JUDGED,
    "tally": _JUDGED,
    "event": _JUDGED,
    "utterance": _JUDGED,
    "discrepancy": _JUDGED,
    "brief": _JUDGED,
}
# The longest text of one value, and the largest number: the size of no count of people, money or things.
TEXT_LIMIT, LONG_LIMIT, NUMBER_LIMIT = 500, 10_000, 1e18
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

Value = Scalar | str | None
Check = Callable[[Any], Value]


def check_values(kind: TargetKind, action: ReviewAction, values: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields by name, each in its one form. Raises UsageError for an unknown field or an impossible value."""
    known = FIELDS.get(kind, {})
    if action not in ("correct", "accept"):
        if values:
            raise UsageError(f"values: {action!r} sets no field; use 'correct', or leave the values out.")
        return ()
    if unknown := sorted(set(values) - set(known)):
        may = f"it has {', '.join(known)}" if known else f"a {kind} has none that can be set"
        raise UsageError(f"values: knows no {unknown[0]!r}; {may}.")
    if action == "correct" and not values:
        raise UsageError(f"values: a correction says what is right; give one of {', '.join(known)}.")
    told = {key: _checked(key, known[key], values[key]) for key in sorted(values)}
    low, high = told.get("low"), told.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        raise UsageError(f"values: low is {low} and high {high}; give the lesser as low.")
    # "Less than 200" is read as 200 with 199 as its most.
    strict = told.get("qualifier") not in ("less_than", "more_than")
    if action == "correct" and strict and not _within(told.get("number"), low, high):
        number = told["number"]
        raise UsageError(f"values: number is {number}, and must lie between low and high.")
    return tuple(told.items())


def _within(number: Value, low: Value, high: Value) -> bool:
    values = [v for v in (low, number, high) if isinstance(v, int | float)]
    return values == sorted(values)


def check_action(kind: TargetKind, action: Any) -> None:
    """Raises UsageError where an action cannot be done with a kind."""
    if action not in ACTIONS[kind]:
        raise UsageError(
            f"action: a {kind} can be reviewed by {', '.join(ACTIONS[kind])}, not by {action!r}."
        )


def line(text: str) -> str:
    """What a person wrote, on one line, without what no screen shows and no database keeps."""
    return " ".join(_CONTROL.sub(" ", clean(text)).split())


def _checked(key: str, check: Check, value: Any) -> Value:
    try:
        return check(value)
    except ValueError as error:
        raise UsageError(f"values: {key} is {value!r}, and must be {error}.") from error


def _number(value: Any) -> Value:
    """One number has one form, so that one review has one id."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number, or null where none is known")
    if not 0 <= value <= NUMBER_LIMIT:
        raise ValueError("a number from 0 to 1e18")
    return int(value) if float(value).is_integer() else value


def _text(value: Any) -> Value:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > TEXT_LIMIT:
        raise ValueError(f"a text of at most {TEXT_LIMIT} characters, or null where none is known")
    return line(value) or None


def _needed(value: Any) -> Value:
    if not (text := _text(value)):
        raise ValueError("a text")
    return text


def _long(value: Any) -> Value:
    if not isinstance(value, str) or len(value) > LONG_LIMIT:
        raise ValueError(f"a text of at most {LONG_LIMIT} characters")
    return line(value)


def _yes(value: Any) -> Value:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _one_of(choices: tuple[str, ...], *, or_none: bool = False) -> Check:
    def check(value: Any) -> Value:
        if (value is None and or_none) or value in choices:
            return value  # type: ignore[no-any-return]
        raise ValueError(f"one of {', '.join(choices)}{', or null' if or_none else ''}")

    return check


def _days(value: Any) -> Value:
    """A day, or two with a stroke between, after ISO 8601; either of the two may be ".."."""
    if value is None:
        return None
    wrong = "an ISO 8601 day such as 2031-05-06, or two: 2031-05-06/2031-05-07"
    if not isinstance(value, str):
        raise ValueError(wrong)
    ends = value.strip().split("/")
    try:
        days = [None if e == ".." else _day(e) for e in ends]
    except ValueError as error:
        raise ValueError(wrong) from error
    known = [d for d in days if d is not None]
    if len(days) > 2 or not known or known != sorted(known):
        raise ValueError(wrong)
    return "/".join(ends)


def _day(text: str) -> datetime:
    date.fromisoformat(text[:10])
    if len(text) not in (10, 16, 19):
        raise ValueError(text)
    return datetime.fromisoformat(text)


FIELDS: Mapping[TargetKind, Mapping[str, Check]] = {
    "figure": {
        "number": _number,
        "low": _number,
        "high": _number,
        "qualifier": _one_of(get_args(Qualifier)),
        "unit": _text,
        "measure": _one_of(get_args(Measure)),
        "group": _one_of(get_args(Group), or_none=True),
        "place": _text,
        "as_of": _days,
        "attributed": _text,
        "modality": _one_of(get_args(Modality)),
        "part_of_event": _yes,
    },
    "quote": {"attributed": _text, "modality": _one_of(get_args(Modality))},
    "name": {"name": _needed, "type": _one_of(get_args(EntityType)), "corrupted": _yes},
    "story": {"title": _needed},
    # What was accepted of a finding, which only "accept" tells.
    "tally": {"low": _number, "best": _number, "high": _number},
    "event": {"when": _text, "text": _long},
    "discrepancy": {"summary": _long},
    "brief": {"text": _long},
}
