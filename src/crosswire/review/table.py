"""Reviews as they are written: made, told as plain values for JSON, read back; and which of them stand.

In and out: `Review` and `Withdrawal` values and tables of plain values; no file and no database is opened here.

    {"id": "v3f…", "action": "correct", "by": "Ines Karo", "at": "2031-05-06T08:30:00Z", "reason": "misread",
     "target": {"kind": "figure", "words": [{"report": {"id": "r3f…", "sha256": "…", "source": "a.txt"},
       "start": 120, "end": 122, "text": "14", "before": "the dam burst, killing ", "after": " people and"}],
       "key": {"measure": "killed"}},
     "values": {"number": 41, "low": 41, "high": 41}}
    {"withdraws": "v3f…", "by": "Ines Karo", "at": "2031-05-07T09:00:00Z", "reason": "…"}

An id follows from all the rest, who and when included: whoever changes a word of a review gives it another id.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crosswire.errors import UsageError
from crosswire.review.fields import KINDS, check_action, check_values, line
from crosswire.text.moments import moment, now, written
from crosswire.text.named import clean, name_from, name_table, writable
from crosswire.types import Review, ReviewAction, Target, Withdrawal, Words

Entry = Review | Withdrawal
# Bounds of what one review may hold: a server takes reviews from many people.
WORDS_LIMIT, OTHERS_LIMIT, TEXT_LIMIT, REASON_LIMIT, CONTEXT_LIMIT = 64, 64, 20_000, 4_000, 64
OFFSET_LIMIT = 1 << 40
_KEYS = frozenset({"id", "action", "target", "others", "values", "by", "at", "reason"})
_WITHDRAWAL_KEYS = frozenset({"withdraws", "by", "at", "reason"})
_TARGET_KEYS = frozenset({"kind", "words", "reports", "key"})
_WORDS_KEYS = frozenset({"report", "start", "end", "text", "before", "after"})
_OF_REPORTS = ("link", "story", "report")
_ID = "v"


def review(
    action: ReviewAction,
    target: Target,
    *,
    by: str,
    others: Sequence[Target] = (),
    values: Mapping[str, Any] | None = None,
    reason: str = "",
    at: str | None = None,
) -> Review:
    """A review, made now unless `at` says when. Raises UsageError where nobody made it, or it makes no sense."""
    about, more = _checked(target), tuple(_checked(t) for t in others)
    check_action(about.kind, action)
    who = line(by)
    if not who:
        raise UsageError("by: a review says who made it; give a name.")
    why = line(reason)
    if action == "annotate" and not why:
        raise UsageError("reason: a note needs words; say them in the reason.")
    _check_others(action, about, more)
    made = Review(
        id="",
        action=action,
        target=about,
        by=who,
        at=_time(at) if at else now(),
        others=more,
        values=check_values(target.kind, action, values or {}),
        reason=_short(why, "reason", REASON_LIMIT),
    )
    return replace(made, id=_digest(made))


def withdraw(id: str, *, by: str, reason: str = "", at: str | None = None) -> Withdrawal:
    """That a review no longer stands, said now unless `at` says when. Raises UsageError as `review` does."""
    who = line(by)
    if not who or not id.strip():
        raise UsageError("A withdrawal names the review (withdraws) and who withdraws it (by).")
    why = _short(line(reason), "reason", REASON_LIMIT)
    return Withdrawal(withdraws=id.strip(), by=who, at=_time(at) if at else now(), reason=why)


def standing(entries: Iterable[Entry]) -> tuple[Review, ...]:
    """The reviews that nobody withdrew, each once, in the order of when they were made.

    A withdrawal that came before what it withdraws counts too: the order of arrival tells nothing.
    """
    made = list(entries)
    gone = {entry.withdraws for entry in made if isinstance(entry, Withdrawal)}
    kept = {e.id: e for e in made if isinstance(e, Review) and e.id not in gone}
    return tuple(sorted(kept.values(), key=lambda r: (moment(r.at), r.id)))


def to_table(entry: Entry) -> dict[str, Any]:
    """An entry as plain values, what is empty left out."""
    if isinstance(entry, Withdrawal):
        told = {"withdraws": entry.withdraws, "by": entry.by, "at": entry.at, "reason": entry.reason}
        return {key: value for key, value in told.items() if value}
    full: dict[str, Any] = {
        "id": entry.id,
        "action": entry.action,
        "target": target_table(entry.target),
        "others": [target_table(t) for t in entry.others],
        "values": dict(entry.values),
        "by": entry.by,
        "at": entry.at,
        "reason": entry.reason,
    }
    return {key: value for key, value in full.items() if value}


def from_table(told: Any, where: str) -> Entry:
    """The entry that plain values stand for. Raises UsageError with `where` and what is wrong."""
    if not isinstance(told, Mapping):
        raise UsageError(f"{where}: is no JSON object; give one review or withdrawal.")
    _known(told, _WITHDRAWAL_KEYS if "withdraws" in told else _KEYS, where)
    by, at = _text(told, "by", where, needed=True), _text(told, "at", where, needed=True)
    reason = _text(told, "reason", where)
    others, values = told.get("others", []), told.get("values", {})
    if not isinstance(others, list) or not isinstance(values, Mapping):
        raise UsageError(f"{where}: others is a list of targets, and values an object.")
    try:
        if "withdraws" in told:
            return withdraw(_text(told, "withdraws", where), by=by, at=at, reason=reason)
        made = review(
            told.get("action"),  # type: ignore[arg-type]  # checked in `review`
            target_from(told.get("target"), "target"),
            by=by,
            at=at,
            others=[target_from(t, f"others: {n}") for n, t in enumerate(others, 1)],
            values=values,
            reason=reason,
        )
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from error
    stated = _text(told, "id", where)
    if stated and stated != made.id:
        raise UsageError(
            f"{where}: what it says is not what review {stated} said; take the id out if that is meant."
        )
    return made


def target_table(target: Target) -> dict[str, Any]:
    """A target as plain values."""
    told = {
        "kind": target.kind,
        "words": [_words_table(w) for w in target.words],
        "reports": [name_table(n) for n in target.reports],
        "key": dict(target.key),
    }
    return {key: value for key, value in told.items() if value}


def target_from(told: Any, where: str) -> Target:
    """The target that plain values stand for. Raises UsageError with `where` and what is wrong."""
    if not isinstance(told, Mapping):
        raise UsageError(f"{where}: is no JSON object; say what the review is about.")
    _known(told, _TARGET_KEYS, where)
    words, reports, key = told.get("words", []), told.get("reports", []), told.get("key", {})
    if not isinstance(words, list) or not isinstance(reports, list) or not isinstance(key, Mapping):
        raise UsageError(f"{where}: words and reports are lists, key is an object.")
    made = Target(
        kind=told.get("kind"),  # type: ignore[arg-type]  # checked in `review`
        words=tuple(_words_from(w, f"{where}: words: {n}") for n, w in enumerate(words, 1)),
        reports=tuple(name_from(r, f"{where}: reports: {n}") for n, r in enumerate(reports, 1)),
        key=tuple(sorted((str(k), _text(key, k, f"{where}: key")) for k in key)),
    )
    return _checked(made, where)


def _words_table(words: Words) -> dict[str, Any]:
    told = {"report": name_table(words.report), "start": words.start, "end": words.end, "text": words.text}
    return told | {k: v for k, v in (("before", words.before), ("after", words.after)) if v}


def _words_from(told: Any, where: str) -> Words:
    if not isinstance(told, Mapping):
        raise UsageError(f"{where}: is no JSON object; give report, start, end and text.")
    _known(told, _WORDS_KEYS, where)
    start, end = told.get("start"), told.get("end")
    if (
        not isinstance(start, int)
        or not isinstance(end, int)
        or isinstance(start, bool)
        or isinstance(end, bool)
    ):
        raise UsageError(f"{where}: start and end are whole numbers, code points into the report's text.")
    told_text, before, after = (_as_is(told, key, where) for key in ("text", "before", "after"))
    return Words(
        report=name_from(told.get("report"), f"{where}: report"),
        start=start,
        end=end,
        text=told_text,
        before=before,
        after=after,
    )


def _checked(target: Target, where: str = "target") -> Target:
    """The target as it can be written. Raises UsageError where it says nothing, or too much."""
    if target.kind not in KINDS:
        raise UsageError(f"{where}: kind is one of {', '.join(KINDS)}, not {target.kind!r}.")
    if not target.words and not target.reports:
        raise UsageError(f"{where}: names neither words nor reports; say what the review is about.")
    if not (target.reports if target.kind in _OF_REPORTS else target.words):
        what = "reports" if target.kind in _OF_REPORTS else "words"
        raise UsageError(f"{where}: a {target.kind} is found again by its {what}; give them.")
    if len(target.words) > WORDS_LIMIT or len(target.reports) > 10 * WORDS_LIMIT or len(target.key) > 8:
        raise UsageError(f"{where}: is too long; {WORDS_LIMIT} stretches of words are enough to find it by.")
    for words in target.words:
        if not 0 <= words.start <= words.end <= OFFSET_LIMIT or not words.text:
            raise UsageError(f"{where}: {words.start}..{words.end} is no stretch of a text with words in it.")
        _short(words.text, f"{where}: text", TEXT_LIMIT)
        _short(max(words.before, words.after, key=len), f"{where}: before, after", CONTEXT_LIMIT)
    return replace(
        target,
        words=tuple(
            replace(
                w,
                report=writable(w.report),
                text=clean(w.text),
                before=clean(w.before),
                after=clean(w.after),
            )
            for w in target.words
        ),
        reports=tuple(writable(n) for n in target.reports),
    )


def _check_others(action: ReviewAction, target: Target, others: tuple[Target, ...]) -> None:
    if len(others) > OTHERS_LIMIT:
        raise UsageError(f"others: at most {OTHERS_LIMIT} in one review; make several.")
    # A link is between two reports: what is merged or split is the target itself.
    if action == "merge" and target.kind != "link" and not others:
        raise UsageError(f"others: say which {target.kind} it is merged with.")
    if action == "split" and target.kind == "story" and not others:
        raise UsageError("others: say which reports are split off the story.")
    allowed = {
        ("split", "story"): "report",
        ("correct", "figure"): "name",
        ("correct", "quote"): "name",
    }.get((action, target.kind), target.kind if action in ("merge", "split") else None)
    if wrong := next((t for t in others if t.kind != allowed), None):
        may = f"are of the kind {allowed!r}" if allowed else "are none"
        raise UsageError(f"others: to {action} a {target.kind} they {may}, not {wrong.kind!r}.")


def _digest(made: Review) -> str:
    text = json.dumps(to_table(replace(made, id="")), sort_keys=True, ensure_ascii=True)
    return _ID + hashlib.sha256(text.encode()).hexdigest()[:16]


def _known(told: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    if unknown := sorted(str(key) for key in set(told) - keys):
        raise UsageError(f"{where}: knows no {unknown[0]!r}; it has {', '.join(sorted(keys))}.")


def _text(told: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    value = _as_is(told, key, where)
    if needed and not value.strip():
        raise UsageError(f"{where}: lacks {key!r}; a review says who made it (by) and when (at).")
    return " ".join(value.split())


def _as_is(told: Mapping[str, Any], key: str, where: str) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{where}: {key} is {value!r}, and must be a text.")
    return value


def _short(text: str, what: str, limit: int) -> str:
    if len(text) > limit:
        raise UsageError(f"{what}: has {len(text):,} characters; at most {limit:,} are kept.")
    return text


def _time(text: str) -> str:
    try:
        return written(moment(text))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"at is {text!r}, and must be ISO 8601, such as 2031-05-06T08:30:00Z.") from error
