"""Whether a number of the draft and one of a report agree, by what their words allow.

In: two counts. Out: "same", "fits" (the report's number is one that the draft's words allow, or the draft rounds
it), "bent" (the same number, made more or less than it is: "at least 6" of exactly 6), "differs", or None where
they cannot be compared.
"""

from __future__ import annotations

from typing import Literal

from crosswire.check.counts import Count
from crosswire.types import Scalar

Agreement = Literal["same", "fits", "bent", "differs"]

_LOWER, _UPPER = ("more_than", "at_least"), ("less_than", "at_most")
# "More than 40" is a fair word for 44, none for 90: the share of the number by which the truth may lie beyond.
_BEYOND = 0.34
_ABOUT = 0.1


def agreement(draft: Count, report: Count) -> Agreement | None:
    """How two numbers stand to each other."""
    if _kind(draft) != _kind(report):
        return None
    if draft.value is None or report.value is None:
        return _ranges(draft, report)
    if draft.value == report.value:
        return _same(draft, report)
    if _allows(draft, report.value) and report.qualifier in ("exact", "about"):
        return "fits"
    if report.qualifier == "about" and draft.qualifier == "about" and _near(draft.value, report.value):
        return "fits"
    return "differs"


def _kind(count: Count) -> str | None:
    return count.unit if count.unit in ("percent", "share") else None


def _same(draft: Count, report: Count) -> Agreement:
    mine, theirs = _direction(draft), _direction(report)
    if mine == theirs:
        return "same"
    if mine == "exact":
        # Without its "about" or "more than" a number is harder than the report's, though the same.
        return "bent" if theirs == "upper" else "fits"
    if mine == "about":
        return "fits"
    return "bent"


def _direction(count: Count) -> str:
    if count.qualifier in _LOWER:
        return "lower"
    if count.qualifier in _UPPER:
        # "Nearly 300" is about 300, from below.
        return "about" if count.low is not None else "upper"
    return "about" if count.qualifier in ("about", "vague") else "exact"


def _allows(draft: Count, number: Scalar) -> bool:
    """Whether a fair reader takes the draft's words for this number."""
    value = draft.value
    if value is None or number <= 0:
        return False
    way = _direction(draft)
    if way == "lower":
        return value < number <= value * (1 + _BEYOND)
    if way == "upper":
        return value * (1 - _BEYOND) <= number < value
    if way == "about":
        return _near(value, number)
    return abs(value - number) < _step(value) / 2 and _step(value) >= 100


def _near(value: Scalar, number: Scalar) -> bool:
    return abs(value - number) <= _ABOUT * max(value, number) and abs(value - number) <= _step(value)


def _step(number: Scalar) -> Scalar:
    """The worth of the last digit that is not zero: 100 for 3,800."""
    step = 1
    while number and number % (step * 10) == 0:
        step *= 10
    return step


def _ranges(draft: Count, report: Count) -> Agreement | None:
    """Where one of both is a range or a word of size."""
    mine, theirs = (draft.low, draft.high), (report.low, report.high)
    if mine == theirs:
        return "same"
    if draft.value is not None:
        inside = (report.low is None or report.low <= draft.value) and (
            report.high is None or draft.value <= report.high
        )
        if report.high is None:
            return "fits" if inside and draft.qualifier in _LOWER else None
        return "bent" if inside else "differs"
    if report.value is not None and draft.high is not None and draft.low is not None:
        return "fits" if draft.low <= report.value <= draft.high else "differs"
    return None
