"""What one report comes to: for each measure of persons the toll that it tells, and the killed by party.

In: a report and its annotations. Out: `Toll` values; no value where the report tells no such toll. The
toll is the title's, else the first told. Coordinated counts of disjoint persons ("five soldiers and 11
militants") are summed; a part gives way to its whole, a loose number ("more than 50") to a sharper one
that fits. Left out by their wording: parts, totals of a war, background, what held before, what is denied.
Persons without a number count where no number stands. Left undone: what several reports come to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.lang import table
from crosswire.reconcile.joint_counts import dead_alone
from crosswire.text.fold import fold
from crosswire.types import Annotations, Figure, Measure, Report, Scalar, Toll

__all__ = ["MEASURES", "report_tolls"]

MEASURES: tuple[Measure, ...] = ("killed", "injured", "detained", "missing", "displaced", "rescued")
_PARTIES: tuple[Literal["children", "women", "civilians", "combatants"], ...] = (
    "children",
    "women",
    "civilians",
    "combatants",
)
# A sharper number is looked for among this many statements: tolls told later are of parts or other events.
_NEAR = 4
_SHARP_NEAR = 2
# A sharper count of the same persons stays within half as much again of the number that it makes sharp.
_SHARPER = 1.5
# A title tells at least this share of the dead: a whole many times as large is of another time or place.
_WHOLE = 12
# A part stands within this many characters of its whole, on either side.
_BESIDE = 120
# Words between two counts of one clause; in longer stretches stands another clause.
_APART = 12
_PAUSE = re.compile(r"[.;:!?\n]")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """Counts of one measure that one clause tells together; `number` is their sum, None for a mere size."""

    figures: tuple[Figure, ...]
    sentence: int
    titled: bool
    number: Scalar | None
    low: Scalar | None
    high: Scalar | None

    @property
    def loose(self) -> bool:
        return self.number is None or any(
            f.qualifier in ("about", "more_than", "less_than", "at_most", "range", "vague")
            for f in self.figures
        )


def report_tolls(report: Report, annotations: Annotations) -> tuple[Toll, ...]:
    """The tolls of a report, ids `REPORT:MEASURE` or `REPORT:MEASURE:PARTY`, measures in a fixed order.

    `Toll.figures` are ids of `annotations.figures` or `annotations.individuals`.
    """
    starts = tuple(s.start for s in annotations.sentences)
    title_end = report.title_span.end if report.title_span else 0
    found: list[Toll] = []
    for measure in MEASURES:
        claims = dead_alone(report, _claims(annotations, measure, title_end), annotations.figures)
        firm = [f for f in claims if not _is_weak(f)]
        parts = [f for f in firm if _is_part(f)]
        toll = None
        for told in (firm, claims):
            statements = _statements(report, starts, [f for f in told if not _is_part(f)], _nested(firm))
            toll = toll or _toll(report, measure, statements, parts)
        if toll is None:
            continue
        found.append(toll)
        if measure == "killed":
            found.extend(_by_party(report, starts, toll, firm))
    return tuple(found)


def _claims(annotations: Annotations, measure: Measure, title_end: int) -> list[Figure]:
    """What the report tells of a measure, in text order: its figures, and each person once."""
    told = [f for f in annotations.figures if f.measure == measure and _is_told(f, title_end)]
    persons: dict[str, Figure] = {}
    for f in sorted(annotations.individuals, key=lambda f: (_is_weak(f), f.span.start, f.id)):
        if f.measure == measure and _is_told(f, title_end):
            persons.setdefault(f.id if f.relation else f.relates_to or f.id, f)
    return sorted([*told, *persons.values()], key=lambda f: (_extent(f)[0], f.implied, f.id))


def _extent(figure: Figure) -> tuple[int, int]:
    """Where the counted stand: of a person without a number the noun, not the verb."""
    span = figure.number_span if figure.implied else figure.span
    return span.start, span.end


def _is_weak(figure: Figure) -> bool:
    """Whether it names no persons but an event ("the murder") or a mere several."""
    return figure.implied and (not figure.number or figure.qualifier == "at_least")


def _is_told(figure: Figure, title_end: int) -> bool:
    return (
        figure.unit == "persons"
        and (figure.part_of_event or figure.span.end <= title_end)
        and not figure.cumulative
        and figure.relation != "previous"
        and figure.modality != "denied"
    )


def _is_part(figure: Figure) -> bool:
    return figure.subset or figure.relation == "part"


def _statements(
    report: Report,
    starts: Sequence[int],
    claims: Sequence[Figure],
    nested: frozenset[tuple[Scalar | None, Scalar | None]],
) -> list[_Statement]:
    """Claims in text order, those that one clause tells together joined.

    `nested` are pairs of numbers that the report tells as a whole and its part: "16 and three" is no sum where
    "16, including three" is told as well."""
    runs: list[list[Figure]] = []
    for figure in claims:
        joined = runs and _are_together(report, starts, runs[-1], figure)
        if joined and (runs[-1][-1].number, figure.number) not in nested:
            runs[-1].append(figure)
        else:
            runs.append([figure])
    end = report.title_span.end if report.title_span else 0
    return [_statement(run, bisect_right(starts, _extent(run[0])[0]), end) for run in runs]


def _nested(claims: Sequence[Figure]) -> frozenset[tuple[Scalar | None, Scalar | None]]:
    """Numbers told as a whole and its part: each part with the count before it that is none."""
    found, whole = set(), None
    for figure in claims:
        if not _is_part(figure):
            whole = figure
        elif whole is not None and whole.number and figure.number and whole.number >= figure.number:
            found.add((whole.number, figure.number))
    return frozenset(found)


def _statement(run: Sequence[Figure], sentence: int, title_end: int) -> _Statement:
    numbers = [f.number for f in run]
    lows = [f.low if f.low is not None else f.number for f in run]
    highs = [f.high for f in run]
    return _Statement(
        figures=tuple(run),
        sentence=sentence,
        titled=_extent(run[0])[0] < title_end,
        number=None if any(n is None for n in numbers) else sum(n or 0 for n in numbers),
        low=None if any(n is None for n in lows) else sum(n or 0 for n in lows),
        high=None if any(n is None for n in highs) else sum(n or 0 for n in highs),
    )


def _are_together(report: Report, starts: Sequence[int], run: Sequence[Figure], figure: Figure) -> bool:
    """Whether a count comes on top of those before it in the same sentence: "five soldiers and 11 militants"."""
    if any(_adds(f, figure) or _adds(figure, f) for f in run):
        return True
    end, start = _extent(run[-1])[1], _extent(figure)[0]
    if start < end or bisect_right(starts, end - 1) != bisect_right(starts, start):
        return False
    if _is_graver(run[-1], figure) or _is_elsewhere(run[-1], figure):
        return False
    gap = report.text[end:start]
    between = _WORD.findall(gap.casefold())
    while between and between[-1] in _words("joining", "determiners"):
        between.pop()
    if not between:
        # A headline that lost its comma: "Raid kills five guards 11 miners".
        return "," in gap or (not gap.strip() and _are_disjoint(run[-1], figure))
    if between[-1] == "to" and "addition" not in between:
        return False  # "from 500 to over 1,000" is a span of one count, no sum
    if between[-1] == "with" and not {"along", "together"} & set(between[-2:]):
        return False  # "32 were killed, with 18 bodies pulled from one house"
    joiners = _words("joining", "words")
    if all(word in joiners for word in between):
        return True
    if _PAUSE.search(gap) or len(between) > _APART:
        return False
    said = " ".join(between)
    if any(said.endswith(cue) for cue in _words("joining", "on_top")):
        return not _words("stops", "clause") - joiners & set(between)
    # "19 guards from the camp and four miners": only where they are from stands between.
    stops = (_words("stops", "clause") | _words("stops", "report") | _words("stops", "be")) - joiners
    return between[-1] in joiners and not stops & set(between)


def _is_elsewhere(left: Figure, right: Figure) -> bool:
    """Whether two counts are of two places: "45 in Varn and 22 in Sarrow" are told of two events."""
    return bool(left.place and right.place) and fold(left.place or "") != fold(right.place or "")


def _is_graver(left: Figure, right: Figure) -> bool:
    """Whether the right count is of the worse hurt of the left one: "four shot, two critically injured"."""
    if left.measure != "injured" or (right.number or 0) >= (left.number or 0):
        return False
    graver = frozenset(table("en", "tolls")["hurt"]["graver"])
    told = [frozenset(_WORD.findall(f.span.text.casefold())) for f in (left, right)]
    return bool(told[1] & graver) and not told[0] & graver


def _adds(left: Figure, right: Figure) -> bool:
    """Whether the words say that a person without a number comes on top of a count."""
    return left.implied and left.relation == "addition" and left.relates_to == right.id


def _are_disjoint(left: Figure, right: Figure) -> bool:
    """Whether two counts are of parties that share nobody, by their names: not people and children."""
    return left.group != right.group and not (left.group == "people" and _is_narrow(right))


@cache
def _words(*path: str) -> frozenset[str]:
    part = table("en", "figures")
    for key in path:
        part = part[key]
    return frozenset(part)


def _toll(
    report: Report, measure: Measure, statements: Sequence[_Statement], parts: Sequence[Figure]
) -> Toll | None:
    titled = [s for s in statements if s.titled]
    if not statements:
        return None
    chosen = (titled or statements)[0]
    why = "the title's count" if titled else "the first count told"
    if len(chosen.figures) > 1:
        why += ", its sides summed"
    for rule in (_whole, _sharper, _sharper):
        better = rule(chosen, statements, parts)
        if better:
            chosen, reason = better
            why += "; " + reason
    same = [
        f.id
        for s in statements
        if s is not chosen and s.number == chosen.number and s.number is not None
        for f in s.figures
    ]
    return Toll(
        id=f"{report.id}:{measure}",
        measure=measure,
        number=chosen.number,
        low=chosen.low,
        high=chosen.high,
        figures=tuple(dict.fromkeys((*(f.id for f in chosen.figures), *same))),
        implied=all(f.implied for f in chosen.figures),
        why=why,
    )


def _whole(
    chosen: _Statement, statements: Sequence[_Statement], parts: Sequence[Figure]
) -> tuple[_Statement, str] | None:
    """The whole of which the chosen count is told as a part further on."""
    number = chosen.number
    if len(chosen.figures) > 1 or number is None:
        return None
    figure = chosen.figures[0]
    wider = [
        s
        for s in statements[: _NEAR + 1]
        if s is not chosen and s.number is not None and number < s.number <= _WHOLE * number
    ]
    for s in wider:
        if any(p.number == number and _same_party(p, figure) and _belongs(p, s) for p in parts):
            return s, "the whole, of which that is told as a part"
    again = any(s.number == number and s is not chosen for s in statements)
    if _is_narrow(figure) and not again:
        for s in wider:
            if not any(map(_is_narrow, s.figures)):
                return s, "the whole, where the first count is of children or women alone"
    return None


def _same_party(left: Figure, right: Figure) -> bool:
    return left.group == right.group or _is_child(left) == _is_child(right) is True


def _is_narrow(figure: Figure) -> bool:
    return _is_child(figure) or _is_woman(figure)


def _belongs(part: Figure, whole: _Statement) -> bool:
    if part.relates_to is not None:
        return any(f.id == part.relates_to for f in whole.figures)
    return 0 <= part.span.start - whole.figures[-1].span.end < _BESIDE or (
        0 <= whole.figures[0].span.start - part.span.end < _BESIDE
    )


def _sharper(
    chosen: _Statement, statements: Sequence[_Statement], parts: Sequence[Figure]
) -> tuple[_Statement, str] | None:
    """The first near statement whose number is sharper than the chosen one and within what it allows."""
    if not chosen.loose:
        return None
    near = [s for s in statements if s is not chosen and s.number is not None]
    if chosen.number is None:
        fitting = [s for s in near[:_NEAR] if _fits_size(chosen, s.number or 0)]
        return next(((s, "the first number told, for a mere size") for s in (*fitting, *near)), None)
    for s in near[:_SHARP_NEAR]:
        sharper = not s.loose or any(f.qualifier == "at_least" for f in s.figures)
        if sharper and s.number != chosen.number and _fits(chosen, s.number or 0):
            return s, "made sharper by a count that fits"
    return None


def _fits(loose: _Statement, value: Scalar) -> bool:
    if loose.low is not None and value < loose.low:
        return False
    return loose.number is None or value <= _SHARPER * loose.number


def _fits_size(size: _Statement, value: Scalar) -> bool:
    # "Dozens" is said of a dozen and a half as well, and seldom of more than ten times its least.
    return size.low is None or size.low / 2 <= value <= 10 * size.low


def _is_child(figure: Figure) -> bool:
    return figure.party.age == "child" or figure.group == "children"


def _is_woman(figure: Figure) -> bool:
    return figure.party.sex == "female" and not _is_child(figure)


def _is_civilian(figure: Figure) -> bool:
    return figure.party.standing == "civilian"


def _is_combatant(figure: Figure) -> bool:
    return figure.party.standing == "combatant"


_OF: dict[str, Callable[[Figure], bool]] = {
    "children": _is_child,
    "women": _is_woman,
    "civilians": _is_civilian,
    "combatants": _is_combatant,
}


def _by_party(report: Report, starts: Sequence[int], whole: Toll, claims: Sequence[Figure]) -> list[Toll]:
    """The killed of one party: the title's, else those of the whole's own figures and their parts, else the
    first told; never more than the whole."""
    found = []
    for party in _PARTIES:
        mine = [f for f in claims if _OF[party](f) and f.number is not None]
        runs = _statements(report, starts, mine, frozenset())
        runs = [s for s in runs if whole.number is None or (s.number or 0) <= whole.number]
        told = next((s for s in runs if s.titled), None) or next(
            (s for s in runs if any(_is_of(f, whole) for f in s.figures)), None
        )
        first = told or next(iter(runs), None)
        if first is None:
            continue
        found.append(
            Toll(
                id=f"{report.id}:killed:{party}",
                measure="killed",
                party=party,
                number=first.number,
                low=first.low,
                high=first.high,
                figures=tuple(f.id for f in first.figures),
                implied=all(f.implied for f in first.figures),
                why="told of the whole" if told else "the first count of them told",
            )
        )
    return found


def _is_of(figure: Figure, whole: Toll) -> bool:
    return figure.id in whole.figures or (_is_part(figure) and figure.relates_to in whole.figures)
