"""Decisions of people as they are written: made, told as JSON, read back; and which of them stand.

In and out: `Decision` values and tables of plain values; no file is opened here. A line of a file of
rulings is one JSON object: a decision, or the withdrawal of one.

    {"about": "story", "verdict": "same", "left": {"id": "r3f…", "sha256": "…", "source": "a.txt"},
     "right": "https://courier.example/dam", "by": "Ines Karo", "at": "2031-05-06T08:30:00Z", "reason": "…"}
    {"withdraws": "d8c0…", "by": "Ines Karo", "at": "2031-05-07T09:00:00Z", "reason": "…"}

A report may be named by a text alone: its id, path or address. `about` is "story" where it is missing, `id`
follows from the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from crosswire.errors import UsageError
from crosswire.text.moments import moment, now, written
from crosswire.text.named import NAMES, clean, name_from, name_table, writable
from crosswire.types import Decision, Named, Question, Verdict, Withdrawal

ABOUT, VERDICTS = get_args(Question), get_args(Verdict)
_KEYS = frozenset({"id", "about", "verdict", "left", "right", "by", "at", "reason"})
_WITHDRAWAL_KEYS = frozenset({"withdraws", "by", "at", "reason"})


Entry = Decision | Withdrawal


def decide(
    verdict: Verdict,
    left: Named,
    right: Named,
    *,
    by: str,
    about: Question = "story",
    reason: str = "",
    at: str | None = None,
) -> Decision:
    """A decision, made now unless `at` says when; the order in which the reports are named does not matter.

    Raises UsageError where nobody made it, or both names are one report's.
    """
    who = " ".join(clean(by).split())
    if not who:
        raise UsageError("A decision needs a name: say with --by who decides.")
    first, second = sorted((writable(left), writable(right)), key=_order)
    if first == second:
        raise UsageError(f"{first.source or first.id}: is named twice; a decision is about two reports.")
    told: dict[str, Any] = {
        "about": about,
        "verdict": verdict,
        "left": name_table(first),
        "right": name_table(second),
        "by": who,
        "at": _time(at) if at else now(),
        "reason": " ".join(clean(reason).split()),
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=True)
    return Decision(
        id="d" + hashlib.sha256(text.encode()).hexdigest()[:10],
        about=about,
        verdict=verdict,
        left=first,
        right=second,
        by=who,
        at=told["at"],
        reason=told["reason"],
    )


def to_table(entry: Entry) -> dict[str, Any]:
    """An entry as the plain values of its line."""
    told: dict[str, Any]
    if isinstance(entry, Withdrawal):
        told = {"withdraws": entry.withdraws, "by": entry.by, "at": entry.at, "reason": entry.reason}
    else:
        told = {
            "id": entry.id,
            "about": entry.about,
            "verdict": entry.verdict,
            "left": name_table(entry.left),
            "right": name_table(entry.right),
            "by": entry.by,
            "at": entry.at,
            "reason": entry.reason,
        }
    return {key: value for key, value in told.items() if value != ""}


def from_table(told: Any, where: str) -> Entry:
    """The entry that plain values stand for. Raises UsageError with `where` and what is wrong."""
    if not isinstance(told, Mapping):
        raise UsageError(f"{where}: is no JSON object; a line is one decision or withdrawal.")
    keys = _WITHDRAWAL_KEYS if "withdraws" in told else _KEYS
    if unknown := sorted(set(told) - keys):
        raise UsageError(f"{where}: knows no {unknown[0]!r}; a line has {', '.join(sorted(keys))}.")
    by, at = _text(told, "by", where), _time(_text(told, "at", where), f"{where}: ")
    reason = _text(told, "reason", where, needed=False)
    if "withdraws" in told:
        return Withdrawal(withdraws=_text(told, "withdraws", where), by=by, at=at, reason=reason)
    about: Any = told.get("about", "story")
    verdict: Any = told.get("verdict")
    if about not in ABOUT:
        raise UsageError(f"{where}: about is {' or '.join(ABOUT)}, not {about!r}.")
    if verdict not in VERDICTS:
        raise UsageError(f"{where}: verdict is {', '.join(VERDICTS)}, not {verdict!r}.")
    left, right = (name_from(told.get(side), f"{where}: {side}") for side in ("left", "right"))
    try:
        made = decide(verdict, left, right, by=by, about=about, reason=reason, at=at)
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from error
    stated = _text(told, "id", where, needed=False)
    if stated and stated != made.id:
        raise UsageError(
            f"{where}: what it says is not what decision {stated} said; take the id out if that is meant."
        )
    return made


def standing(entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """The decisions that nobody withdrew, each once, in the order of when they were made."""
    made = list(entries)
    gone = {entry.withdraws for entry in made if isinstance(entry, Withdrawal)}
    kept = {e.id: e for e in made if isinstance(e, Decision) and e.id not in gone}
    return tuple(sorted(kept.values(), key=lambda d: (moment(d.at), d.id)))


def _order(name: Named) -> tuple[str, ...]:
    return tuple(getattr(name, key) or "" for key in NAMES)


def _text(told: Mapping[str, Any], key: str, where: str, *, needed: bool = True) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{where}: {key} is {value!r}, and must be a text.")
    if needed and not value.strip():
        raise UsageError(f"{where}: lacks {key!r}; a decision says who made it (by) and when (at).")
    return " ".join(value.split())


def _time(text: str, where: str = "") -> str:
    try:
        return written(moment(text))
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{where}at is {text!r}, and must be ISO 8601, such as 2031-05-06T08:30:00Z."
        ) from error
