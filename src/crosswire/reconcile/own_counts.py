"""Which figures of a report are of the count at hand, and which are of another place, day or event.

In: the figures of one measure and party over all reports. Out: those kept and the others. A report has
one toll of its own (its title's, else the first told, else what most other reports print); a second
figure is kept where it fits that toll, restates it, is an earlier state of it or denied, is another
original's toll, or is a rival: another voice on the same matter, near by or of like size, at no other
place or day. What a title or a caption restates of the body is left out: a report speaks with one voice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.reconcile.claims import same_voice
from crosswire.reconcile.context import Context
from crosswire.reconcile.countries import own_country
from crosswire.reconcile.intervals import fits, is_sharp, rounds, size
from crosswire.text.fold import fold
from crosswire.types import Figure, Scalar

# A rival is told within so many sentences of the count it rivals, and is not so many times its size: read
# off the samples and the development events, where rivals lie up to six times apart.
NEAR_SENTENCES = 3
FARTHEST = 10
# A number no more times another than this rivals it wherever in the report it is told.
CLOSE = 3
# A figure that takes the place of a report's toll lies within so many times what the others come to.
NEAREST = 2
# A loose number less than this share of a toll ("at least 30 bodies" beside 1,300) is a part, not support.
LEAST_SHARE = 0.5
Likes = Sequence[tuple[Figure, set[tuple[str, ...]]]]
Rivals = Mapping[Scalar, set[tuple[str, ...]]]
_PARTIES = {"people": "all", "children": "children", "women": "women"}
_CUMULATIVE = frozenset({"killed", "injured", "detained", "missing", "displaced", "rescued"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCounts:
    """The figures of one count, the figures that are of another, and the ids of the reports' own tolls
    with all that restates them. A number that only explains why a count was mended is neither."""

    kept: tuple[Figure, ...] = ()
    others: tuple[Figure, ...] = ()
    tolls: frozenset[str] = frozenset()


def own_counts(measure: str, key: str, figures: Sequence[Figure], context: Context) -> OwnCounts:
    """The figures of one measure and party that are of one count; `key` is the party's."""
    if measure not in _CUMULATIVE:
        return OwnCounts(kept=tuple(figures))
    by_report: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.span):
        by_report[figure.span.report].append(figure)
    likes = _likes(figures, context)
    tolls = {r: _toll(measure, key, r, mine, likes, context) for r, mine in by_report.items()}
    voices = {(context.originals([t.span]), n) for t in tolls.values() if (n := size(t))}
    tolls = {r: _settled(t, by_report[r], voices, context) for r, t in tolls.items()}
    heads = _heads(tolls, context)
    places = {fold(t.place) for t in tolls.values() if t.place} | own_country(figures, context)
    rivals: dict[Scalar, set[tuple[str, ...]]] = defaultdict(set)
    for toll in tolls.values():
        if toll.number is not None:
            rivals[toll.number].add(context.originals([toll.span]))
    kept: list[Figure] = []
    others: list[Figure] = []
    for report, mine in by_report.items():
        head = heads[report]
        own = _of_one_count(mine, tolls[head], rivals, places, context)
        kept += _once(own, report, context)
        others += [f for f in mine if f not in own and not _explains(f, tolls[head], mine)]
    passing = {r for r, mine in by_report.items() if _is_passed_on(measure, key, r, mine, context)}
    told = {r: mine for r, mine in by_report.items() if r not in passing}
    same = {f.id for r, mine in told.items() for f in mine if _is_same(f, tolls[heads[r]])}
    named = {t.id for r, t in tolls.items() if heads[r] == r and r in told}
    return OwnCounts(kept=tuple(kept), others=tuple(others), tolls=frozenset(same | named))


def _is_passed_on(measure: str, key: str, report: str, mine: list[Figure], context: Context) -> bool:
    """Whether what a report comes to as a whole is none of its counts of this party: it tells of four children,
    and passes on that others spoke of five people."""
    ids = {f.id for f in mine}
    whole = [t for t in context.tolls.get(report, ()) if (t.measure, t.party) == (measure, "all")]
    numbers = {f.number for f in mine}
    return key == "people" and any(
        not t.implied and not ids & set(t.figures) and t.number not in numbers for t in whole
    )


def _heads(tolls: Mapping[str, Figure], context: Context) -> dict[str, str]:
    """For each report the one whose toll it follows: itself, or, where it has no title, the one titled
    report that its publisher put out with it: the rest of a text that came in pieces."""
    titled: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for r in tolls:
        if context.reports[r].title is not None:
            titled[context.reports[r].publisher, context.reports[r].published].append(r)
    heads = {}
    for r in tolls:
        mine = context.reports[r]
        same = titled[mine.publisher, mine.published] if mine.title is None and mine.publisher else []
        heads[r] = same[0] if len(same) == 1 else r
    return heads


def _toll(measure: str, key: str, report: str, mine: list[Figure], likes: Likes, context: Context) -> Figure:
    """The report's own toll among its figures: the one that it comes to, else the best supported, the
    title's and the first of equals."""
    party = _PARTIES.get(key, "all")
    told = (t for t in context.tolls.get(report, ()) if (t.measure, t.party) == (measure, party))
    known = next((t.figures for t in told), ())
    mine_ids = {f.id for f in mine}
    named = next((i for i in known if i in mine_ids), None)
    title_end = _title_end(report, context)
    return max(
        mine,
        key=lambda f: (
            f.modality != "denied",
            f.relation not in ("previous", "addition"),
            f.relation == "total",
            f.id == named,
            f.span.end <= title_end,
            _support(f, likes, context),
            f.number is not None,
            -f.span.start,
        ),
    )


def _settled(
    toll: Figure, mine: list[Figure], voices: set[tuple[tuple[str, ...], Scalar]], context: Context
) -> Figure:
    """The toll, or, where no title tells it and it lies far from what every other report comes to, the
    report's figure nearest to them: a report may begin with another event's dead. `voices` are the tolls
    of all, one for each original."""
    if toll.span.end <= _title_end(toll.span.report, context):
        return toll
    own = context.originals([toll.span])
    others = sorted(n for originals, n in voices if originals != own)
    if not others:
        return toll
    middle = others[(len(others) - 1) // 2]
    if _times(toll, middle) <= FARTHEST:
        return toll
    near = [f for f in mine if f.modality != "denied" and _times(f, middle) <= NEAREST]
    return min(near, key=lambda f: (_times(f, middle), f.span), default=toll)


def _times(figure: Figure, number: Scalar) -> float:
    """How many times one number is the other."""
    mine = size(figure)
    return max(mine, number) / min(mine, number) if mine and number else float("inf")


def _likes(figures: Iterable[Figure], context: Context) -> Likes:
    """Figures that say the same number in the same words as one, with the originals behind each."""
    found: dict[tuple[object, ...], tuple[Figure, set[tuple[str, ...]]]] = {}
    for figure in figures:
        key = figure.number, figure.low, figure.high, figure.qualifier
        found.setdefault(key, (figure, set()))[1].add(context.originals([figure.span]))
    return tuple(found.values())


def _support(figure: Figure, likes: Likes, context: Context) -> tuple[int, int]:
    """How many other originals print the very number, and how many another that fits it."""
    own = {context.originals([figure.span])}
    same: set[tuple[str, ...]] = set()
    near: set[tuple[str, ...]] = set()
    for other, behind in likes:
        if figure.number is not None and other.number == figure.number:
            same |= behind
        if _agrees(other, figure):
            near |= behind
    return len(same - own), len(near - own)


def _agrees(one: Figure, other: Figure) -> bool:
    """Whether two figures fit, and a loose one is not far below the other."""
    if not fits(one, other):
        return False
    if one.number is None or other.number is None:
        return True
    small, great = sorted((one.number, other.number))
    return small >= LEAST_SHARE * great


def _of_one_count(
    mine: list[Figure], toll: Figure, rivals: Rivals, places: set[str], context: Context
) -> list[Figure]:
    """The report's figures that are of the count of its toll, in text order."""
    kept = [toll]
    left = [f for f in mine if f is not toll]
    grown = True
    while grown:
        taken = [f for f in left if _belongs(f, toll, kept, mine, rivals, places, context)]
        left = [f for f in left if f not in taken]
        kept += taken
        grown = bool(taken)
    return sorted((f for f in kept if f in mine), key=lambda f: f.span)


def _belongs(
    figure: Figure,
    toll: Figure,
    kept: list[Figure],
    mine: list[Figure],
    rivals: Rivals,
    places: set[str],
    context: Context,
) -> bool:
    if figure.modality == "denied" or figure.relation in ("previous", "total"):
        return True
    if figure.relation == "addition" and not _elsewhere(figure, toll, places):
        return True
    if figure.number is not None and figure.number == toll.number:
        return True
    if _elsewhere(figure, toll, places):
        return False
    if _agrees(figure, toll):
        return True
    own = {context.originals([figure.span])}
    if figure.number is not None and rivals.get(figure.number, set()) - own:
        return True
    if _explains(figure, toll, mine):
        return False
    return any(_is_rival(figure, k, context) for k in kept)


def _explains(figure: Figure, toll: Figure, mine: Iterable[Figure]) -> bool:
    """Whether a number is the step from a count that no longer holds to the toll: nine were counted twice."""
    if figure.number is None or toll.number is None:
        return False
    gone = [f.number for f in mine if f.modality == "denied" or f.relation == "previous"]
    return any(n is not None and abs(n - toll.number) == figure.number for n in gone)


def _elsewhere(figure: Figure, toll: Figure, places: set[str]) -> bool:
    """Whether the words put a figure at another place or on another day than the toll."""
    if figure.place and fold(figure.place) != fold(toll.place or "") and fold(figure.place) not in places:
        return True
    dated = [f for f in (figure, toll) if f.as_of and f.basis and f.basis.startswith("“")]
    if len(dated) < 2 or figure.as_of is None or toll.as_of is None:
        return False
    return bool(
        (figure.as_of.end and toll.as_of.start and figure.as_of.end < toll.as_of.start)
        or (toll.as_of.end and figure.as_of.start and toll.as_of.end < figure.as_of.start)
    )


def _is_rival(figure: Figure, kept: Figure, context: Context) -> bool:
    """Whether another voice gives, near by, another number of the same matter."""
    mine, other = size(figure), size(kept)
    times = max(mine, other) / min(mine, other) if mine and other else FARTHEST + 1
    if times > FARTHEST:
        return False
    attributed = figure.source is not None or figure.id in context.speakers
    if not attributed or kept.modality == "denied" or same_voice(context, figure, kept):
        return False
    return times <= CLOSE or _apart(figure, kept, context) <= NEAR_SENTENCES


def _apart(figure: Figure, kept: Figure, context: Context) -> int:
    """How many sentences lie between two figures; where the second stands in the report that the first's
    continues, those to its end and those from the beginning."""
    mine = [s.start for s in context.annotations[figure.span.report].sentences]
    at = bisect_right(mine, figure.span.start)
    if kept.span.report == figure.span.report:
        return abs(at - bisect_right(mine, kept.span.start))
    theirs = [s.start for s in context.annotations[kept.span.report].sentences]
    return len(theirs) - bisect_right(theirs, kept.span.start) + at


def _once(own: list[Figure], report: str, context: Context) -> list[Figure]:
    """Without what a title or a caption restates of the body."""
    end = _title_end(report, context)
    article = context.reports[report].is_article
    body = [f for f in own if f.span.start >= end and article(f.span.start, f.span.end)]
    return [f for f in own if f in body or not any(_restates(f, b) for b in body)]


def _is_same(figure: Figure, toll: Figure) -> bool:
    """Whether a figure prints its report's own toll again, or the toll in rounder words."""
    return figure.modality != "denied" and figure.number is not None and figure.number == toll.number


def _restates(aside: Figure, body: Figure) -> bool:
    """Whether the body says the same, or the same more sharply."""
    if aside.modality != body.modality and "denied" in (aside.modality, body.modality):
        return False
    if aside.number is None:
        return fits(aside, body)
    return body.number == aside.number or (
        is_sharp(body) and aside.qualifier != "exact" and rounds(aside, body)
    )


def _title_end(report: str, context: Context) -> int:
    title = context.reports[report].title_span
    return title.end if title else 0
