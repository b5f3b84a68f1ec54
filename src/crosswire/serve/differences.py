"""What lies between two versions of a story, as pages tell it: tallies from → to, discrepancies, withdrawals, merges.

In: two versions. Out: changes, the gravest first, each with English words for programs. Only the outcome counts: a figure that
rose and fell again has not changed, nor has one whose reason is worded anew. Reports and decisions that came are causes, and
told as such with each version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, get_args

from crosswire.desk import history
from crosswire.desk.history import Version
from crosswire.serve.lines import Change, TallyLine
from crosswire.types import Measure

_MEASURES: tuple[str, ...] = get_args(Measure)
_SEVERITIES = ("high", "medium", "low")
_ORDER = ("withdrawn", "merged", "tally", "discrepancy", "settled")
# What makes a tally another one than before.
_TELLING = ("low", "best", "high", "status", "independent")


def changes_between(old: Version | None, new: Version) -> tuple[Change, ...]:
    """What changed from one version to another, or all that `new` states where there is none before."""
    found = [
        (one.key, change) for one in history.difference(old, new) if (change := _change(one)) is not None
    ]
    return tuple(change for _, change in sorted(found, key=lambda pair: (_weight(pair[1]), pair[0])))


def measure_weight(tally: Mapping[str, Any]) -> tuple[int, float]:
    """Sorts tallies: the gravest measure first, of one measure the highest number."""
    measure = str(tally.get("measure"))
    place = _MEASURES.index(measure) if measure in _MEASURES else len(_MEASURES)
    return place, -float(tally.get("best") or tally.get("low") or 0)


def _change(one: history.Change) -> Change | None:
    old, new = one.before, one.now
    if one.kind == "tally":
        if old and new and all(old.get(f) == new.get(f) for f in _TELLING):
            return None
        return _made("tally", one.key, _tally_text(old, new), old, new)
    if one.kind == "discrepancy" and old and not new:
        return _made("settled", one.key, _text(old), old, None)
    if one.kind in ("withdrawn", "merged", "discrepancy") and new and not old:
        return _made(one.kind, one.key, _text(new), None, new)
    return None


def _weight(change: Change) -> tuple[int, int, float]:
    some = change.now or change.before or {}
    if change.kind == "tally":
        return (_ORDER.index("tally"), *measure_weight(some))
    severity = some.get("severity")
    rank = _SEVERITIES.index(severity) if severity in _SEVERITIES else 0
    return _ORDER.index(change.kind), rank, 0.0


def _text(one: Mapping[str, Any]) -> str:
    named = one.get("summary") or one.get("title") or one.get("uri") or one.get("source") or ""
    return f"{named} ({one['publisher']})" if one.get("publisher") else str(named)


def _tally_text(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    some = TallyLine.model_validate(new or old)
    subject = ", ".join(x for x in (some.measure, some.label or some.group, some.place) if x)
    return f"{subject}: {_number(old)} → {_number(new)}"


def _number(tally: Mapping[str, Any] | None) -> str:
    if tally is None:
        return "none"
    low, best, high = (tally.get(k) for k in ("low", "best", "high"))
    return str(best) if low == best == high else f"{best} ({low} to {high})"


def _made(kind: str, key: str, text: str, old: Any, new: Any) -> Change:
    digest = hashlib.sha256(json.dumps([kind, key, old, new], sort_keys=True).encode()).hexdigest()[:24]
    return Change(id=f"a{digest}", kind=kind, text=text, before=old, now=new)
