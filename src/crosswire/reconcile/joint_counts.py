"""Counts of the dead and the hurt in one number: "Forty killed or wounded".

In: the counts of the killed of one report, all its figures. Out: the counts without the joint ones, where the report
tells the dead and the hurt of such a number apart as well. Left undone: how many of a joint count died, where the
report does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crosswire.lang import table
from crosswire.types import Figure, Report, Scalar

# Characters behind "killed" in which "or wounded" stands.
_REACH = 24
# The dead and the hurt come to the joint number within this share of it: both may be rounded.
_ROUNDING = 0.1
_WORD = re.compile(r"[\w'’/-]+")


def dead_alone(report: Report, claims: list[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """The claims (counts of one measure, in text order) without joint ones whose dead and hurt are told apart."""
    joint = [f for f in claims if _is_joint(report, f)]
    if not joint:
        return claims
    dead = [f.number for f in claims if f not in joint and f.number]
    hurt = [f.number for f in figures if f.measure == "injured" and f.number]
    apart = [f for f in joint if f.number and _are_apart(f.number, dead, hurt)]
    return [f for f in claims if f not in apart]


def _are_apart(number: Scalar, dead: Sequence[Scalar], hurt: Sequence[Scalar]) -> bool:
    return any(abs(d + h - number) <= _ROUNDING * number for d in dead for h in hurt)


def _is_joint(report: Report, figure: Figure) -> bool:
    """Whether the number counts the dead and the hurt as one."""
    if figure.measure != "killed" or figure.implied:
        return False
    told = _WORD.findall(figure.span.text.casefold())
    if not told or told[-1] not in _words("dead"):
        return False
    behind = report.text[figure.span.end : figure.span.end + _REACH].partition(".")[0].partition("\n")[0]
    words = _WORD.findall(behind.casefold())
    while words and words[0] in _words("links"):
        words.pop(0)
    if not words or words[0] not in _words("hurt"):
        return False
    # "Forty killed, injured 12": the hurt have a number of their own.
    return len(words) < 2 or not (words[1].isdigit() or words[1] in _words("counting"))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("en", "tolls")["joint"][key])
