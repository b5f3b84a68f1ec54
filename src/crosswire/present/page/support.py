"""What a statement rests on, drawn and said: evidence by original, and the glyph of its independence.

In: spans, and whose word they are. Out: passages (the first to carry the words, and the reports that
carry them also) and a glyph: a mark a report, a footing under the marks of one origin, solid where the
origin is named and dotted where it is the report's own voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crosswire.text.tokens import words
from crosswire.types import Origin, Span

from .edition import Citation, Edition, sorted_spans
from .marks import Statement
from .numbers import plural
from .originals import Mark
from .same import Sames, sames
from .verdict import Grounded, Verdict, threshold_of, verdict

# Whose word something is where nobody is known to have said it.
NOBODY = Origin(entity=None, voice_of=None)
# A glyph shows this many originals, then a number; and this many marks of one original.
_ORIGINALS_DRAWN = 5
_MARKS_DRAWN = 6
# Two spans of one original render the same words when they share this part of their words (Jaccard),
# or half of it where the reports' lineage already lays their sentences side by side. Chosen on the
# specimen: its retranslated passages share .2 to .5 with their twins, different claims under .1.
_ALIKE = 0.4
# How many earlier groups of an original a span is held against: bounds the work where one report is cited
# thousands of times, and is far more than the groups that any sentence of a brief has.
_LOOK_BACK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words as one original gives them: its first carrier, and who carries them also."""

    head: Citation
    also: tuple[Citation, ...]


@dataclass(slots=True, kw_only=True)
class _Group:
    """Spans that render the same words, while they are gathered."""

    bag: frozenset[str]
    language: str | None
    spans: list[Span]
    reports: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A mark of a glyph at its place, in pixels."""

    x: int
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """The line under one origin's marks; `own` where it is the reports' own voice."""

    left: int
    right: int
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """A glyph with the words that stand beside it."""

    width: int
    marks: tuple[Drawn, ...]
    footings: tuple[Footing, ...]
    height: int
    more: int
    counts: str
    names: str
    verdict: Verdict | None = None
    same: Sames


def passages(
    book: Edition, spans: Iterable[Span], statement: Statement | None, behind: Sequence[str] = ()
) -> tuple[Passage, ...]:
    """The evidence of a statement, copies gathered behind the first report that carries the words; `behind`
    are the originals that it stands on, where that is known."""
    groups: list[_Group] = []
    by_original: dict[str, list[_Group]] = {}
    for span in sorted_spans(book, spans):
        near = by_original.setdefault(book.originals.of(span, behind).letter, [])
        home = _home(book, span, near[-_LOOK_BACK:])
        if home is None:
            home = _Group(
                bag=_bag(span), language=book.by_report[span.report].report.language, spans=[], reports=set()
            )
            groups.append(home)
            near.append(home)
        home.spans.append(span)
        home.reports.add(span.report)
    out = []
    for group in groups:
        group.spans.sort(key=lambda s: (book.originals.is_copy(s), *book.key(s)))
        cited = tuple(book.cite(s, statement, behind) for s in group.spans)
        out.append(Passage(head=cited[0], also=tuple(sorted(cited[1:], key=lambda c: c.number))))
    return tuple(out)


def _home(book: Edition, span: Span, groups: list[_Group]) -> _Group | None:
    """The group of one original that renders the same words in other reports, the likest first."""
    best, most = None, 0.0
    mine = _bag(span)
    aligned = book.originals.aligned(span)
    language = book.by_report[span.report].report.language
    for group in groups:
        if span.report in group.reports:
            continue
        likeness = len(mine & group.bag) / max(1, len(mine | group.bag))
        laid = not aligned.isdisjoint(group.reports)
        if laid and language != group.language:
            likeness += _ALIKE / 2  # no word need be the same across languages
        needed = _ALIKE / 2 if laid else _ALIKE
        if likeness >= needed and likeness > most:
            best, most = group, likeness
    return best


def _bag(span: Span) -> frozenset[str]:
    return frozenset(w.folded for w in words(span.text[:600]))


def origin_name(book: Edition, origin: Origin) -> str:
    """An origin in words."""
    if origin.entity is not None:
        entity = book.entities.get(origin.entity)
        return entity.name if entity else "somebody unnamed"
    original = book.originals.by_family.get(origin.voice_of or "")
    if original is None:
        return "a report’s own voice"
    return f"{original.name}, in its own voice" if original.unnamed else f"{original.name}’s own voice"


def origin_of(book: Edition, span: Span, *, known: Sequence[Origin]) -> Origin:
    """Whose word a span is: what figure or quote it holds says, else the original's own voice."""
    if len(known) == 1:
        return known[0]
    named = {o.entity for o in known if o.entity is not None}
    best: tuple[int, str] | None = None
    for place, entity in book.claims.get(span.report, ()):
        if entity not in named or not place.overlaps(span):
            continue
        apart = abs(place.start - span.start) + abs(place.end - span.end)
        if best is None or (apart, entity) < best:
            best = (apart, entity)
    if best is not None:
        return Origin(entity=best[1], voice_of=None)
    voice = Origin(entity=None, voice_of=book.original_of(span).family)
    if voice not in known and len(named) == 1:
        return Origin(entity=min(named), voice_of=None)
    return voice


def support(
    book: Edition,
    spans: Iterable[Span],
    *,
    whose: Callable[[Span], Origin],
    found: Grounded | None = None,
) -> Support:
    """The glyph of `spans`; counts are as `found` gives them, else as drawn."""
    behind = found.originals if found is not None else ()
    spans = tuple(spans)
    groups: dict[Origin, dict[str, list[tuple[int, Mark]]]] = {}
    for span in sorted_spans(book, spans):
        mark = book.originals.mark(span, behind)
        row = groups.setdefault(whose(span), {}).setdefault(mark.letter, [])
        number = book.by_report[span.report].number
        if not any(n == number for n, _ in row):
            row.append((number, mark))
    drawn, feet, more, width = _laid_out(groups)
    letters = {letter for rows in groups.values() for letter in rows}
    shown = (found.origins if found is not None else ()) or tuple(groups)
    return Support(
        width=width,
        marks=drawn,
        footings=feet,
        height=18 if any(d.mark.key == "X" for d in drawn) else 15,
        more=more,
        counts=_counts(len(letters) if found is None else found.families, len(shown)),
        names=_names(book, shown),
        verdict=verdict(found, threshold_of(book.dossier)) if found is not None else None,
        same=sames(book, spans),
    )


def _laid_out(
    groups: dict[Origin, dict[str, list[tuple[int, Mark]]]],
) -> tuple[tuple[Drawn, ...], tuple[Footing, ...], int, int]:
    drawn: list[Drawn] = []
    feet: list[Footing] = []
    x = originals = more = 0
    for origin, rows in groups.items():
        left = x
        for row in rows.values():
            originals += 1
            if originals > _ORIGINALS_DRAWN:
                more += 1
                continue
            for _, mark in sorted(row, key=lambda m: (m[1].copy, m[0]))[:_MARKS_DRAWN]:
                wide = 1 if mark.key == "X" else 0
                drawn.append(Drawn(x=x + wide, mark=mark))
                x += 11 + 5 * wide
        if x > left:
            feet.append(Footing(left=left, right=x - 2, own=origin.entity is None))
            x += 5
    return tuple(drawn), tuple(feet), more, max(x - 7, 9)


def _counts(originals: int, origins: int) -> str:
    return f"{plural(originals, 'original') if originals else 'no original of its own'}, {plural(origins, 'origin')}"


def _names(book: Edition, origins: Sequence[Origin]) -> str:
    if not origins:
        return ""
    if all(o == NOBODY for o in origins):
        return "who said it is not resolved"
    if len(origins) > 1 and all(o.entity is None for o in origins):
        return "each in its own voice"
    names = [origin_name(book, o) for o in origins]
    shown = names[:4]
    return "; ".join(shown) + (f"; and {len(names) - 4} more" if len(names) > 4 else "")
