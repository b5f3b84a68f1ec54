"""The draft's numbers held against those of the reports.

In: a draft and the passages of the reports. Out: a `Verdict` for each number that counts something. A number is
supported where some report has it, or one that its words allow, of the same thing in a sentence that speaks of
the same; where the reports have another number there, that is what they have instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosswire.check.bearers import parted
from crosswire.check.counts import HARM, Count, is_general
from crosswire.check.draft import Draft, Verdict
from crosswire.check.numbers import Agreement, agreement
from crosswire.check.passages import Passage, Passages
from crosswire.check.words import general, keys, persons, words_of
from crosswire.types import Span

# Shares of the strength of a pair of numbers: the sentences around them, and what they count.
_CONTEXT, _NOUN = 0.75, 0.25
# From this strength on a report's number supports the draft's, by its size.
_SUPPORTS = ((100, 0.18), (13, 0.24), (0, 0.27))
_SWAPPED = 0.15
_SAME_THING, _SAME_PLACE = 0.8, 0.45
# A number of this size that stands twice is seldom two numbers; and numbers farther apart than this share are seldom
# one that was changed.
_RARE, _APART = 100, 2.5
# From this strength on a report's other number is what the reports have instead.
_RIVALS = 0.36
_SHOWN = 4
# A number that is told of the same thing counts beside a stronger one that is told of another, from this share on.
_KEPT = 0.8
# Strengths that differ by less are equal; what counts nothing sure gives way to what counts something else.
_NEARLY, _CLEARLY, _WEAK = 0.08, 0.12, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A report's number beside the draft's."""

    count: Count
    passage: Passage
    context: float
    noun: float
    strength: float
    agreement: Agreement


def check_figures(draft: Draft, book: Passages) -> list[Verdict]:
    """A verdict for each number of the draft, in its order."""
    return [_check_ends(draft, count, book) for count in draft.counts]


def _check_ends(draft: Draft, count: Count, book: Passages) -> Verdict:
    """A verdict; on a range whose ends the reports have apart ("from 12 to 14"), by its ends."""
    verdict = _check(draft, count, book)
    if verdict.standing in ("found", "fits") or count.qualifier != "range" or None in (count.low, count.high):
        return verdict
    ends = [
        _check(draft, replace(count, value=n, low=n, high=n, qualifier="exact"), book)
        for n in (count.low, count.high)
    ]
    if all(e.standing in ("found", "fits") for e in ends):
        return replace(ends[0], standing="fits", evidence=(*ends[0].evidence, *ends[1].evidence))
    return verdict


def _check(draft: Draft, count: Count, book: Passages) -> Verdict:
    matches = _matches(draft, count, book)
    needed = _needed(count)
    agreeing = [
        m for m in matches if m.agreement in ("same", "fits") and m.noun >= 0 and m.strength >= needed
    ]
    rivals = [m for m in matches if m.agreement == "differs" and _is_rival(count, m)]
    bent = [m for m in matches if m.agreement == "bent" and m.noun >= 0 and m.strength >= needed]
    swapped = [m for m in matches if m.agreement in ("same", "fits") and m.noun < 0]
    rivals.sort(key=lambda m: (not _near(count, m.count), -m.strength))
    told = [m for m in agreeing if m.agreement == "same"] or agreeing
    if bent and told and told[0].agreement == "fits" and bent[0].strength >= told[0].strength - _NEARLY:
        told = []
    if (
        told
        and told[0].agreement == "fits"
        and any(m.strength > told[0].strength + _CLEARLY and _near(count, m.count) for m in rivals)
    ):
        told = []
    if swapped and told and told[0].noun <= _WEAK and swapped[0].context >= told[0].context:
        told = []
    kept = [m for m in told if not parted(draft, count, m.count, m.passage, book)]
    if kept and kept[0].strength >= _KEPT * told[0].strength:
        return _supported(count, kept, book)
    if told:
        return _elsewhere(count, told, book)
    if bent:
        best = bent[0]
        return _departs(
            count,
            bent,
            f"the reports have {_as(best)} ({_cite(book, bent)}); the draft says {_said(count)}",
            _as(best),
        )
    if (
        swapped
        and (not rivals or swapped[0].strength >= rivals[0].strength - 0.1)
        and swapped[0].strength >= _SWAPPED
    ):
        return _elsewhere(count, swapped, book)
    if rivals:
        best = rivals[0]
        near = [m for m in rivals if m.agreement == best.agreement and m.count.value == best.count.value]
        return _departs(
            count,
            near,
            f"the reports have {_as(best)} ({_cite(book, near)}); the draft says {_said(count)}",
            _as(best),
        )
    return Verdict(
        span=count.span, kind="figure", standing="nowhere", reason="no report has this number of this"
    )


def _is_rival(count: Count, match: _Match) -> bool:
    """Whether the reports' other number is what they have instead: of the same thing, or of the same sentence and size."""
    if match.noun <= 0 or match.strength < _RIVALS:
        return False
    return match.noun >= _SAME_THING or (match.context >= _SAME_PLACE and _near(count, match.count))


def _near(count: Count, other: Count) -> bool:
    """Whether two numbers are of one size, so that one can be the other changed."""
    if not count.value or not other.value:
        return False
    return 1 / _APART <= count.value / other.value <= _APART


def _needed(count: Count) -> float:
    """How strong a report's number must be to support the draft's: small numbers stand everywhere."""
    size = count.value if count.value is not None else count.low or 0
    return next(needed for least, needed in _SUPPORTS if size >= least)


def _supported(count: Count, agreeing: Sequence[_Match], book: Passages) -> Verdict:
    same = [m for m in agreeing if m.agreement == "same"]
    shown = same or agreeing
    reason = f"the reports have {_as(shown[0])} ({_cite(book, shown)})"
    return Verdict(
        span=count.span,
        kind="figure",
        standing="found" if same else "fits",
        reason=reason,
        evidence=_evidence(shown),
        caveats=_caveats(count, shown, book),
    )


def _caveats(count: Count, shown: Sequence[_Match], book: Passages) -> tuple[str, ...]:
    """What a careful writer should know of a number that the reports have: what became of it, who disputes it."""
    figures = [m.count.figure for m in shown if m.count.figure is not None]
    found: list[str] = []
    for tally in {t.id: t for f in figures if (t := book.tallies.get(f.id))}.values():
        if tally.status == "revised" and tally.best is not None and tally.best != count.value:
            found.append(f"revised: the reports come to {tally.best:,}")
        elif tally.status == "disputed" and tally.low is not None and tally.high is not None:
            found.append(f"disputed: the reports have {tally.low:,} to {tally.high:,}")
    ways = {f.modality for f in figures}
    if figures and "asserted" not in ways:
        found += [f"reported as {way}" for way in sorted(ways)]
    return tuple(dict.fromkeys(found))[:2]


def _elsewhere(count: Count, shown: Sequence[_Match], book: Passages) -> Verdict:
    reason = f"the reports have this number of something else: {_as(shown[0])} ({_cite(book, shown)})"
    return _departs(count, shown, reason, _as(shown[0]))


def _departs(count: Count, shown: Sequence[_Match], reason: str, likely: str) -> Verdict:
    return Verdict(
        span=count.span,
        kind="figure",
        standing="departs",
        reason=reason,
        likely=likely,
        evidence=_evidence(shown[:_SHOWN]),
    )


def _evidence(shown: Sequence[_Match]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(m.passage.span for m in shown))


def _cite(book: Passages, shown: Sequence[_Match]) -> str:
    return book.cite(m.passage.span for m in shown[:_SHOWN])


def _as(match: _Match) -> str:
    """A report's number with what it counts, as printed."""
    text = match.count.figure.span.text if match.count.figure else match.count.span.text
    return f"“{' '.join(text.split())}”"


def _said(count: Count) -> str:
    return f"“{' '.join(count.span.text.split())}”"


def _matches(draft: Draft, count: Count, book: Passages) -> list[_Match]:
    """The reports' numbers that could be meant, the strongest first."""
    query = {k: w for k, w in draft.query(count.span).items() if k not in count.nouns}
    scores = book.scores(query)
    found = []
    for passage in book.items:
        for other in passage.counts:
            how = agreement(count, other)
            if how is None:
                continue
            context = scores.get(passage.index, 0.0)
            if how == "differs" and context < _RIVALS / 2:
                continue
            noun = _noun(draft, count, other, passage, book)
            strength = _CONTEXT * context + _NOUN * max(noun, 0.0)
            found.append(
                _Match(
                    count=other, passage=passage, context=context, noun=noun, strength=strength, agreement=how
                )
            )
    return sorted(found, key=lambda m: (-m.strength, m.passage.index, m.count.span.start))


def _noun(draft: Draft, count: Count, other: Count, passage: Passage, book: Passages) -> float:
    """How far two numbers count one thing: 1 the same, 0 unknown, below 0 something else."""
    measure = _measure(draft, count)
    mine, theirs = set(count.nouns), set(other.nouns)
    if measure and other.measure:
        if measure != other.measure:
            return 0.5 if (mine & theirs) - _anybody() else -1.0
        if is_general(count.nouns):
            return 0.9
        if is_general(other.nouns):
            return _party(mine & persons(), passage, book, 0.9)
    if mine & theirs - general() or (mine & theirs and not measure):
        return 1.0
    if (mine & persons()) and (theirs & persons()):
        return -1.0
    if measure and not other.measure and is_general(count.nouns):
        told = words_of(measure) & passage.keys
        unsure = 0.3 if (count.value or 0) >= _RARE else 0.1
        return 0.6 if told and is_general(other.nouns) else (unsure if is_general(other.nouns) else -0.5)
    if is_general(count.nouns):
        return -0.6 if count.unit == "persons" and other.unit not in (None, "persons") else 0.5
    if count.unit == "persons" and other.unit not in (None, "persons") and not theirs & persons():
        return -0.6
    special = mine - general()
    if any(special & set(c.nouns) for c in passage.counts if c is not other):
        return -0.8
    if is_general(other.nouns):
        return 0.8 if special & passage.keys else _party(special & persons(), passage, book, 0.3)
    if special & passage.keys:
        return 0.3
    return -0.5 if any(book.known(k) for k in mine) else 0.2


def _party(mine: set[str], passage: Passage, book: Passages, otherwise: float) -> float:
    """Whether a number without a noun is of the draft's party: not where its sentence names another party alone, and
    the one before not this one."""
    if not mine or mine & {k for p in book.around(passage, 1, 0) for k in p.keys}:
        return otherwise
    return -0.7 if (passage.keys & persons()) - mine else min(otherwise, 0.3)


def _measure(draft: Draft, count: Count) -> str | None:
    """What befell those counted; None where the words of the number's own sentence tell only of something else."""
    if count.measure is None:
        return None
    row = {t.key for t in draft.words[draft.place(count.span.start)] if t.key}
    others = {k for m in sorted(HARM - {count.measure}) for k in words_of(m)}
    return count.measure if words_of(count.measure) & row or not others & row else None


def _anybody() -> frozenset[str]:
    """The keys of words for persons of any kind."""
    return keys("people kill injure")
