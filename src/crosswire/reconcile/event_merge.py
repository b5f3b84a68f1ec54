"""Which tellings are of one event: over reports, and within one.

In: the tellings of a story, and passages that render one text. Out: groups, each one event. Two tellings of days
that exclude each other are of two events, unless the days lie side by side and the words leave no doubt; a
telling without a day joins the group that it is most like. No group holds days that exclude each other. Gives no
event its words or day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import Literal

from crosswire.lang import table
from crosswire.lang.words import meanings
from crosswire.reconcile.event_tellings import Telling, days_of
from crosswire.types import Span

Days = Literal["agree", "near", "open", "apart"]
# The share of the shorter clause's content, by weight, that two tellings must have in common. All were chosen on
# the open half of the annotated stories and the samples, by errors: on the same day; where passages render
# one text; on days side by side; where one has no day; where both open their reports.
SAME_DAY, ALIGNED, NEAR, UNDATED, OPENING = 0.4, 0.25, 0.5, 0.55, 0.4
# What the same deed (category or verb) takes off, and each side (who, to whom) that is the same; what another doer
# of it puts on.
_DEED, _SIDE, _OTHER = 0.1, 0.05, 0.15
# Words that must be common, whatever their weight; whom it befell counts for two.
_FEWEST, _FEWEST_OPEN = 2, 3
# Words that stand in this share of all tellings lead nowhere: they are not looked up.
_COMMON = 0.2
_COMMON_LEAST = 30
_SAID_WITHIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What tellings are held against each other by; `aligned` by the pair of reports, the lesser id first."""

    weights: Mapping[str, float]
    aligned: Mapping[tuple[str, str], Sequence[tuple[Span, Span]]]
    frequent: frozenset[str] = frozenset()

    def score(self, one: Telling, other: Telling) -> float:
        """How surely two tellings are of one event: above 0 they are taken to be."""
        if one.span == other.span:
            return 1.0 if one.when == other.when else -1.0
        days = days_between(one, other)
        if days == "apart" or not _statuses_fit(one, other, days):
            return -1.0
        mine, yours = _shared(one, other), _shared(other, one)
        whom = bool(one.target & other.target)
        if min(len(mine), len(yours)) + whom < (_FEWEST_OPEN if days == "open" else _FEWEST):
            return -1.0
        share = max(self._share(mine, one), self._share(yours, other))
        return share - self._bar(one, other, days)

    def _share(self, shared: frozenset[str], of: Telling) -> float:
        whole = sum(self.weights[w] for w in of.content)
        return sum(self.weights[w] for w in shared) / whole if whole else 0.0

    def _bar(self, one: Telling, other: Telling, days: Days) -> float:
        deed = same_deed(one, other) or (days in ("agree", "near") and _names_deed(one, other))
        sides = sides_in_common(one, other)
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
        left, right = (one, other) if one.report < other.report else (other, one)
        pairs = self.aligned.get((left.report, right.report), ())
        return any(a.overlaps(left) and b.overlaps(right) for a, b in pairs)


def likeness(found: Sequence[Telling], aligned: Sequence[tuple[Span, Span]]) -> Likeness:
    """Rare words tell more: the name of the country stands in every clause of the story."""
    counts = Counter(w for t in found for w in t.content)
    pairs: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for a, b in aligned:
        left, right = (a, b) if a.report < b.report else (b, a)
        pairs.setdefault((left.report, right.report), []).append((left, right))
    bound = max(_COMMON_LEAST, _COMMON * len(found))
    return Likeness(
        weights={w: log(1 + len(found) / n) for w, n in counts.items()},
        aligned=pairs,
        frequent=frozenset(w for w, n in counts.items() if n > bound),
    )


@dataclass(slots=True)
class _Groups:
    """Groups of tellings, found again by their words."""

    like: Likeness
    groups: list[list[Telling]] = field(default_factory=list)
    index: dict[str, dict[int, None]] = field(default_factory=dict)

    def home(self, telling: Telling) -> int | None:
        """The group that a telling is most like; none whose days exclude its own."""
        best: tuple[float, int] | None = None
        for n in sorted({n for key in self._keys(telling) for n in self.index.get(key, ())}):
            group = self.groups[n]
            if any(days_between(telling, t) == "apart" for t in group):
                continue
            score = max(self.like.score(telling, t) for t in group)
            if score > 0 and (best is None or score > best[0]):
                best = (score, n)
        return best[1] if best else None

    def add(self, telling: Telling, home: int | None) -> None:
        """Puts a telling into a group, or founds one."""
        if home is None:
            home = len(self.groups)
            self.groups.append([])
        self.groups[home].append(telling)
        for key in self._keys(telling):
            self.index.setdefault(key, {})[home] = None

    def unite(self) -> None:
        """Puts groups together that later tellings have brought close."""
        kept: dict[int, list[Telling]] = {}
        for n, group in enumerate(self.groups):
            near = {m for t in group for key in self._keys(t) for m in self.index.get(key, ()) if m in kept}
            scored = [(self._between(group, kept[m]), -m) for m in near]
            score, home = max(scored, default=(0.0, 0))
            if score > 0:
                kept[-home].extend(group)
                for key in (k for t in group for k in self._keys(t)):
                    self.index[key][-home] = None
            else:
                kept[n] = group
        found = list(kept.values())
        self.groups, self.index = [], {}
        for n, group in enumerate(found):
            self.groups.append([])
            for telling in group:
                self.add(telling, n)

    def _between(self, group: Sequence[Telling], other: Sequence[Telling]) -> float:
        pairs = [(a, b) for a in group for b in other]
        if any(days_between(a, b) == "apart" for a, b in pairs):
            return 0.0
        return max((self.like.score(a, b) for a, b in pairs if a.is_day and b.is_day), default=0.0)

    def _keys(self, telling: Telling) -> list[str]:
        rare = sorted(telling.content - self.like.frequent) or sorted(telling.content)
        return list(dict.fromkeys(k for w in rare for k in (w, *sorted(_meanings(w)))))


def merge(found: Sequence[Telling], like: Likeness) -> tuple[list[list[Telling]], list[list[Telling]]]:
    """The groups that have a day, and those of which no telling has one. `found` in the order of reports."""
    dated, undated = _Groups(like), _Groups(like)
    for telling in (t for t in found if t.when is not None):
        dated.add(telling, dated.home(telling))
    left: list[Telling] = []
    for telling in (t for t in found if t.when is None):
        home = dated.home(telling)
        if home is not None:
            dated.add(telling, home)
        else:
            left.append(telling)
    dated.unite()
    for telling in left:
        home = dated.home(telling)
        if home is not None:
            dated.add(telling, home)
        else:
            undated.add(telling, undated.home(telling))
    return dated.groups, undated.groups


@cache
def _meanings(word: str) -> frozenset[str]:
    return meanings(word)


def _shared(one: Telling, other: Telling) -> frozenset[str]:
    """The words of one telling that the other has too, or others that can mean the same."""
    same = one.content & other.content
    theirs = frozenset(m for w in other.content - same for m in _meanings(w))
    return same | frozenset(w for w in one.content - same if not _meanings(w).isdisjoint(theirs))


def days_between(one: Telling, other: Telling) -> Days:
    """How the days of two tellings stand to each other."""
    if one.when is None or other.when is None:
        return "open"
    (first, last), (start, end) = days_of(one.when), days_of(other.when)
    if first == start and last == end:
        return "agree"
    if first <= end and start <= last:
        return "open"
    # A saying tells on its own day of what was done before.
    for loose, own, done in ((one.loose, first, end), (other.loose, start, last)):
        if loose and 0 <= (own - done).days <= _SAID_WITHIN:
            return "near"
    gap = min(abs((start - last).days), abs((first - end).days))
    return "near" if gap <= 1 and one.is_day and other.is_day and one.report != other.report else "apart"


def _statuses_fit(one: Telling, other: Telling, days: Days) -> bool:
    if one.status == other.status or days == "agree":
        return True
    return days == "open" and {one.status, other.status}.isdisjoint({"background", "announced"})


@cache
def _harm() -> frozenset[str]:
    return frozenset(table("en", "happenings")["harm"])


def same_deed(one: Telling, other: Telling) -> bool:
    """Whether both tell of one kind of deed: by category, by the word for it, as harm, or each has the
    other's word."""
    a, b = one.happening, other.happening
    if a.category is not None and a.category == b.category:
        return True
    if not _meanings(a.lemma).isdisjoint(_meanings(b.lemma)) or {a.lemma, b.lemma} <= _harm():
        return True
    return a.lemma in other.content and b.lemma in one.content


def _names_deed(one: Telling, other: Telling) -> bool:
    """Whether one has the word for the other's deed, where that alone has a category."""
    a, b = one.happening, other.happening
    return (b.category is None and a.lemma in other.content) or (
        a.category is None and b.lemma in one.content
    )


def sides_in_common(one: Telling, other: Telling) -> int:
    """How many sides are the same; -1 where both name who does it, in the same manner, and it is not the same."""
    same = sum(bool(a & b) for a, b in ((one.actor, other.actor), (one.target, other.target)))
    if not same and one.actor and other.actor and one.named == other.named:
        return -1
    return same
