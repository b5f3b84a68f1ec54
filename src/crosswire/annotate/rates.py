"""How often: counts over a unit of time ("20 people a day", "30 an hour", "two miners die each month").

In: the words, a number's last word and its counted noun. Out: the unit of the rate and the word behind it, or
None. A rate is no toll: what it comes to over days is not worked out, and one of persons is not of the event.
Left undone: rates over other things than time ("one in five", `number_grammar`).
"""

from __future__ import annotations

from functools import cache

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_words import Words
from crosswire.lang import table

# "Two of the miners have died each month": verbs that may stand between the noun and its unit of time.
_VERBS = 4


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("en", "numbers")["rates"][name])


def find_rate(w: Words, first: int, last: int, counted: Counted) -> tuple[str, int] | None:
    """The unit of the rate that the number of words `first`..`last` tells, and the word behind it."""
    end = w.sentence[first][1]
    begin = max(last, counted.end) if counted.head is not None else last
    for i in range(begin, min(begin + _VERBS + 1, end - 1)):
        word = w.low[i]
        if word in _list("per"):
            unit = w.low[i + 1]
            later = w.low[i + 2] if i + 2 < len(w.low) else ""
            loose = word in _list("loose")
            if unit not in _list("units") or (loose and (later in _list("moments") or later.isdigit())):
                return None
            things = w.low[counted.head] if counted.head is not None else ""
            return f"{things} per {unit}".strip(), i + 2
        if w.pos[i] not in ("VERB", "AUX", "ADV"):
            return None
    return None
