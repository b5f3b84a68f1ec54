"""How the counts of one report stand to one another: part, addition, sum so far, earlier state.

In: the words and the finished figures of one report. Out: the same figures with `relation` and `relates_to`
where the words say so; a part takes its whole's source where it has none of its own. Left undone: what the figures add up to, and relations over reports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crosswire.annotate.figure_elided import cue_words, ends_with, starts_with
from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import Words
from crosswire.types import Figure, FigureRelation

# A whole stands at most this many sentences before its part, a sum before what is added to it.
_SENTENCES = 2
# "initially put the number of the dead at 20": the adverb stands this far before the number at most.
_ADVERB_REACH = 9
_SUM_REACH = 14
# A part that stands at most this many characters behind its whole is told in one breath with it.
_BESIDE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """A figure with its words: first of the phrase, first of the number, end of the number, end of the phrase."""

    figure: Figure
    begin: int
    first: int
    last: int
    end: int
    sentence: int


def relate(w: Words, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures with their relations; ids must be set. The order stays."""
    rows = _rows(w, figures)
    related: list[Figure] = []
    for n, row in enumerate(rows):
        if not _counts_persons(row.figure):
            related.append(row.figure)
            continue
        related.append(_related(w, rows, n))
    return tuple(_inherited(related))


def _rows(w: Words, figures: tuple[Figure, ...]) -> list[_At]:
    numbers: dict[int, int] = {}
    for i in range(len(w.low)):
        numbers.setdefault(w.sentence[i][0], len(numbers))
    rows = []
    for f in figures:
        first = w.at(f.number_span.start)
        rows.append(
            _At(
                figure=f,
                begin=w.at(f.span.start),
                first=first,
                last=max(first + 1, w.before(f.number_span.end)),
                end=w.before(f.span.end),
                sentence=numbers[w.sentence[first][0]],
            )
        )
    return rows


def _counts_persons(f: Figure) -> bool:
    return f.unit == "persons" and f.measure in words("person_measures", "names") | {"participants", "other"}


def _related(w: Words, rows: list[_At], n: int) -> Figure:
    """The figure of a row with its relation."""
    row = rows[n]
    f = row.figure
    if n + 1 < len(rows) and w.low[row.last : rows[n + 1].begin] in (
        ("of", "the"),
        ("out", "of", "the"),
        ("of",),
        ("out", "of"),
    ):
        return replace(f, relation="part", relates_to=_id(rows[n + 1]), subset=True)
    if f.subset:
        return replace(f, relation="part", relates_to=_id(_whole(rows, n)))
    relation = _said_before(w, row) or _said_behind(w, row)
    if relation == "previous":
        now = _now(rows, n)
        if now is None and not _surely_previous(w, row):
            return f
        return replace(f, relation="previous", relates_to=_id(now))
    if relation == "addition":
        return _added(rows, n)
    if relation == "total":
        return replace(f, relation="total", relates_to=_id(_base(rows, n)))
    return f


def _id(row: _At | None) -> str | None:
    return None if row is None else row.figure.id


def _fits(left: Figure, right: Figure) -> bool:
    return left.measure == right.measure and _counts_persons(right)


def _whole(rows: list[_At], n: int) -> _At | None:
    """The count that the part is of: the nearest before, of its measure, not a part and not smaller."""
    part = rows[n]
    for row in reversed(rows[:n]):
        if part.sentence - row.sentence > _SENTENCES:
            break
        if _fits(part.figure, row.figure) and not row.figure.subset and _not_less(row.figure, part.figure):
            return row
    return None


def _not_less(whole: Figure, part: Figure) -> bool:
    return whole.high is None or part.low is None or whole.high >= part.low


def _now(rows: list[_At], n: int) -> _At | None:
    """The count that took the place of an earlier one: in its sentence, else the report's own toll."""
    row = rows[n]
    others = [
        r for i, r in enumerate(rows)
        if i != n and not r.figure.subset and _fits(row.figure, r.figure) and r.figure.number != row.figure.number
    ]  # fmt: skip
    beside = [r for r in others if r.sentence == row.sentence]
    if beside:
        return min(beside, key=lambda r: abs(r.first - row.first))
    return others[0] if others else None


def _base(rows: list[_At], n: int) -> _At | None:
    """What a sum ends, or what is added to: the nearest count of its measure before, not a part."""
    row = rows[n]
    for other in reversed(rows[:n]):
        if row.sentence - other.sentence > _SENTENCES:
            break
        if _fits(row.figure, other.figure) and not other.figure.subset:
            return other
    return None


def _added(rows: list[_At], n: int) -> Figure:
    """An addition, unless "another" only sets it beside a count of another measure ("5 dead, another 12 hurt")."""
    row = rows[n]
    near = next(
        (
            r for r in reversed(rows[:n])
            if row.sentence - r.sentence <= _SENTENCES and _counts_persons(r.figure) and not r.figure.subset
        ),
        None,
    )  # fmt: skip
    if near is not None and near.figure.measure != row.figure.measure:
        return row.figure
    return replace(row.figure, relation="addition", relates_to=_id(near))


def _said_before(w: Words, row: _At) -> FigureRelation | None:
    start = w.sentence[row.first][0]
    begin = row.begin
    if _is_previous(w, row, start):
        return "previous"
    if ends_with(w, begin, start, "total", "before") or ends_with(w, row.first, start, "total", "before"):
        return "total"
    near = set(w.low[max(start, begin - _SUM_REACH) : begin])
    if (
        begin - 1 > start and w.low[begin - 1] in ("to", "at", "of")
        and near & cue_words("verbs", "summing") and near & cue_words("nouns", "counts")
    ):  # fmt: skip
        return "total"
    if ends_with(w, begin, start, "addition", "before") or ends_with(
        w, row.first, start, "addition", "before"
    ):
        return "addition"
    if (
        w.low[row.first - 1] == "by"
        and near & cue_words("previous", "rising")
        and near & cue_words("nouns", "counts")
    ):
        return "addition"
    opened = starts_with(w, start, row.first, "addition", "opening")
    return "addition" if opened and row.first - start <= opened + 3 else None


def _is_previous(w: Words, row: _At, start: int) -> bool:
    if _surely_previous(w, row):
        return True
    before = w.low[max(start, row.begin - _ADVERB_REACH) : row.begin]
    comma = next((k for k in range(len(before) - 1, -1, -1) if before[k] in (",", ";", ":")), -1)
    before = before[comma + 1 :]
    text = f" {' '.join(before)} "
    told_before = any(f" {a} " in text for a in cue_words("previous", "adverbs"))
    right_before = text.endswith(tuple(f" {a} " for a in cue_words("previous", "adverbs")))
    if told_before and (right_before or set(before) & cue_words("previous", "given")):
        return True
    end = w.sentence[row.first][1]
    return any(starts_with(w, i, end, "previous", "behind") for i in range(row.last, min(row.end + 3, end)))


def _surely_previous(w: Words, row: _At) -> bool:
    """Whether the words right before leave no doubt: "up from 12", "an earlier toll of 20", "withdrew its figure of 40"."""
    start, begin = w.sentence[row.first][0], row.begin
    if ends_with(w, begin, start, "previous", "before"):
        return True
    near = w.low[max(start, begin - _ADVERB_REACH) : begin]
    if ends_with(w, begin, start, "previous", "from") and set(w.low[start:begin]) & cue_words(
        "previous", "rising"
    ):
        return True
    for i in range(len(near) - 1):
        if near[i] in cue_words("previous", "adjectives"):
            follows = near[i + 1 :]
            if any(w.pos[k] == "NUM" for k in range(begin - len(follows), begin)):
                continue  # "the initial toll of 14 was later updated to 16"
            if set(follows[:3]) & cue_words("previous", "nouns") and follows[-1] in (
                "of",
                "at",
                "that",
                "to",
                "from",
            ):
                return True
    noun = next(
        (
            k
            for k in range(begin - 1, max(start, begin - 5) - 1, -1)
            if w.low[k] in cue_words("nouns", "counts")
        ),
        None,
    )
    return noun is not None and bool(
        set(w.low[max(start, noun - 5) : noun]) & cue_words("previous", "withdrawn")
    )


def _said_behind(w: Words, row: _At) -> FigureRelation | None:
    end = w.sentence[row.first][1]
    if starts_with(w, row.last, end, "addition", "behind"):
        length = starts_with(w, row.last, end, "addition", "behind")
        return None if w.low[row.last + length : row.last + length + 1] == ("than",) else "addition"
    if any(starts_with(w, i, end, "total", "behind") for i in range(row.last, min(row.end + 2, end))):
        return "total"
    verb = next(
        (i for i in range(row.last, min(row.end, end)) if w.low[i] in cue_words("addition", "also")), None
    )
    be = verb is not None and w.low[verb - 1] in ("was", "were", "are", "have", "had", "has")
    return "addition" if be else None


def _inherited(figures: list[Figure]) -> list[Figure]:
    """Parts with their whole's source, where they stand in its sentence and have none."""
    by_id = {f.id: f for f in figures}
    found = []
    for f in figures:
        whole = by_id.get(f.relates_to or "")
        silent = f.relation == "part" and f.source is None and whole is not None
        if silent and whole is not None and 0 <= f.span.start - whole.span.end < _BESIDE:
            f = replace(f, source=whole.source, speaker=whole.speaker, cue=whole.cue, via=whole.via)
        found.append(f)
    return found
