"""Which tellings are of one event: over reports, and within one.

In: the tellings of a story, and passages that render one text. Out: groups, each one event. Two tellings of days
that exclude each other are of two events, unless they lie side by side and the words leave no doubt; a telling
without a day joins what it is most like, and never founds a chain: a new telling is held against every one of a
group. Gives no event its words or day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from crosswire.lang.words import same_sense, stem
from crosswire.reconcile.event_tellings import Telling, days_of
from crosswire.types import Span

Days = Literal["agree", "near", "open", "apart"]
# The share of the shorter clause's content, by weight, that two tellings must have in common. All were chosen on
# the open half of the annotated stories and the two samples, by errors: on the same day; where passages render
# one text; on days side by side; where one has no day; where both open their reports.
SAME_DAY, ALIGNED, NEAR, UNDATED, OPENING = 0.4, 0.25, 0.5, 0.55, 0.4
# What the same deed (category or verb) takes off, and each side (who, to whom) that is the same; what another doer
# of it puts on.
_DEED, _SIDE, _OTHER = 0.1, 0.05, 0.15
# Words that must be common, whatever their weight.
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What tellings are held against each other by."""

    weights: Mapping[str, float]
    aligned: Sequence[tuple[Span, Span]]

    def score(self, one: Telling, other: Telling) -> float:
        """How surely two tellings are of one event: above 0 they are taken to be."""
        if _same_clause(one, other):
            return 1.0
        days = days_between(one, other)
        shared = one.content & other.content
        if days == "apart" or len(shared) < _FEWEST or not _statuses_fit(one, other, days):
            return -1.0
        smaller = min(sum(self.weights[w] for w in t.content) for t in (one, other))
        share = sum(self.weights[w] for w in shared) / smaller if smaller else 0.0
        return share - self._bar(one, other, days)

    def _bar(self, one: Telling, other: Telling, days: Days) -> float:
        deed, sides = same_deed(one, other), _sides(one, other)
        off = (_DEED if deed else 0.0) + _SIDE * max(sides, 0) - (_OTHER if sides < 0 else 0.0)
        if self._renders(one.span, other.span):
            return ALIGNED if days == "agree" or deed else UNDATED
        if days == "agree":
            return SAME_DAY - off
        if days == "near":
            return NEAR - off if deed else NEAR + _OTHER
        opening = (one.title or one.lead) and (other.title or other.lead)
        return (OPENING if opening else UNDATED) - off + (0.0 if deed else _OTHER)

    def _renders(self, one: Span, other: Span) -> bool:
        return one.report != other.report and any(
            (a.overlaps(one) and b.overlaps(other)) or (a.overlaps(other) and b.overlaps(one))
            for a, b in self.aligned
        )


def likeness(found: Sequence[Telling], aligned: Sequence[tuple[Span, Span]]) -> Likeness:
    """Rare words tell more: the name of the country stands in every clause of the story."""
    counts = Counter(w for t in found for w in t.content)
    return Likeness(weights={w: log(1 + len(found) / n) for w, n in counts.items()}, aligned=aligned)


def merge(found: Sequence[Telling], like: Likeness) -> tuple[list[list[Telling]], list[list[Telling]]]:
    """The groups that have a day, and those of which no telling has one. `found` in the order of reports."""
    groups: list[list[Telling]] = []
    for telling in (t for t in found if t.when is not None):
        _place(telling, groups, like)
    dated = len(groups)
    undated: list[list[Telling]] = []
    for telling in (t for t in found if t.when is None):
        home = _home(telling, groups, like)
        if home is not None:
            home.append(telling)
        else:
            _place(telling, undated, like)
    return groups[:dated], undated


def _place(telling: Telling, groups: list[list[Telling]], like: Likeness) -> None:
    home = _home(telling, groups, like)
    if home is None:
        groups.append([telling])
    else:
        home.append(telling)


def _home(telling: Telling, groups: list[list[Telling]], like: Likeness) -> list[Telling] | None:
    """The group that a telling is most like; none whose days exclude its own."""
    best: tuple[float, list[Telling]] | None = None
    for group in groups:
        if any(days_between(telling, t) == "apart" for t in group):
            continue
        score = max(like.score(telling, t) for t in group)
        if score > 0 and (best is None or score > best[0]):
            best = (score, group)
    return best[1] if best else None


def _same_clause(one: Telling, other: Telling) -> bool:
    return one.span.overlaps(other.span) and one.when == other.when and one.span == other.span


def days_between(one: Telling, other: Telling) -> Days:
    """How the days of two tellings stand to each other."""
    if one.when is None or other.when is None:
        return "open"
    (first, last), (start, end) = days_of(one.when), days_of(other.when)
    if first == start or (first <= end and start <= last):
        return "agree" if first == start or one.is_day or other.is_day else "near"
    # A saying tells on its own day of what was done before.
    for loose, (own, _), (_, done) in (
        (one.loose, (first, last), (start, end)),
        (other.loose, (start, end), (first, last)),
    ):
        if loose and 0 <= (own - done).days <= 2:
            return "near"
    gap = min(abs((start - last).days), abs((first - end).days))
    return "near" if gap <= 1 and one.is_day and other.is_day and one.report != other.report else "apart"


def _statuses_fit(one: Telling, other: Telling, days: Days) -> bool:
    if one.status == other.status or days == "agree":
        return True
    return (
        days == "open"
        and "background" not in (one.status, other.status)
        and "announced"
        not in (
            one.status,
            other.status,
        )
    )


def same_deed(one: Telling, other: Telling) -> bool:
    """Whether both tell of one kind of deed: by category, by the word for it, or each has the other's word."""
    a, b = one.happening, other.happening
    if a.category is not None and a.category == b.category:
        return True
    if a.lemma == b.lemma or same_sense(a.lemma, b.lemma):
        return True
    there, here = stem(a.lemma) in other.content, stem(b.lemma) in one.content
    return (there and here) or ((there or here) and (a.category is None or b.category is None))


def _sides(one: Telling, other: Telling) -> int:
    """How many sides are the same; -1 where both name who does it, and it is not the same."""
    same = [
        a and b and not a.isdisjoint(b) for a, b in ((one.actor, other.actor), (one.target, other.target))
    ]
    if not any(same) and one.actor and other.actor:
        return -1
    return sum(map(bool, same))
