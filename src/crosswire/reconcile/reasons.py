"""Why a tally has its status: two or three plain sentences, made from its figures and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosswire.reconcile.claims import Sorting, day_of, moment
from crosswire.reconcile.context import Context
from crosswire.reconcile.intervals import fits
from crosswire.reconcile.profiles import convention, stand_in
from crosswire.reconcile.reserves import contested, deniers, hedging, sigla
from crosswire.text.days import day_in_words
from crosswire.types import Figure, Origin, Scalar, Tally, TallyStatus

_WORDS = {
    "about": "about {}",
    "more_than": "more than {}",
    "at_least": "at least {}",
    "less_than": "fewer than {}",
    "at_most": "up to {}",
}


def reason(
    *,
    figures: Sequence[Figure],
    sorting: Sorting,
    status: TallyStatus,
    best: Scalar | None,
    origins: tuple[Origin, ...],
    context: Context,
) -> str:
    """The reason in words: how the figures relate, with the days, whose word they are, what copies add."""
    standing = sorting.standing
    parts = [
        {
            "single-source": _single,
            "agreed": _agreed,
            "compatible": _compatible,
            "revised": _revised,
            "disputed": _disputed,
        }[status](sorting, best, context)
    ]
    parts.extend(_counted_as(standing, best, context))
    parts.extend(_sums(sorting))
    parts.extend(_earlier(sorting, context) if status != "revised" else ())
    parts.extend(_left(sorting, context))
    parts.extend(_taken_back(sorting, context))
    parts.extend(_voices(standing, origins, context))
    parts.extend(_copies(standing, context))
    parts.extend(_unverified(standing, context))
    parts.extend(_hedged(standing, context))
    parts.extend(_contested(standing, sorting, best, context))
    return " ".join(p for p in parts if p)


def number(value: Scalar) -> str:
    """A number as people print it: 3811 gives "3,811".

    >>> number(3811), number(0.5), number(88_000_000), number(2_070_000_000)
    ('3,811', '0.5', '88 million', '2.07 billion')
    """
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.10g}"
    whole = int(value)
    for size, name, least in ((10**9, "billion", 10**7), (10**6, "million", 10**5)):
        if whole >= size and whole % least == 0:
            return f"{whole / size:,g} {name}"
    return f"{whole:,}"


def readings(tally: Tally, figures: Sequence[Figure]) -> dict[str, str]:
    """What each figure of a tally makes it, by its id: its own words, or, where a report says it on top of another
    ("four gravely, 20 others slightly"), what both come to."""
    said = {f.id: words(f) for f in figures}
    for figure in figures:
        if figure.relation != "addition" or figure.number is None:
            continue
        points = (p.best for p in tally.series if figure.id in p.figures)
        total = next((best for best in points if best is not None and best > figure.number), None)
        if total is None:
            continue
        same = [f for f in figures if f.span.report == figure.span.report]
        for part in (figure, *(f for f in same if f.number == total - figure.number)):
            said[part.id] = number(total)
    return said


def words(figure: Figure) -> str:
    """The figure's value in words: "more than 740", or the words of the report where no number stands."""
    if figure.number is None:
        return f"“{figure.number_span.text.casefold()}”"
    if figure.qualifier == "range" and figure.low is not None and figure.high is not None:
        return f"{number(figure.low)} to {number(figure.high)}"
    return _WORDS.get(figure.qualifier, "{}").format(number(figure.number))


def listed(items: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def distinct(figures: Iterable[Figure]) -> list[Figure]:
    """One figure for each value in words, in order."""
    seen: dict[str, Figure] = {}
    for figure in figures:
        seen.setdefault(words(figure), figure)
    return list(seen.values())


def by_size(figures: Iterable[Figure]) -> list[Figure]:
    """One figure for each value in words, the largest first, words without a number last."""
    return sorted(distinct(figures), key=lambda f: (f.number is None, -(f.number or 0), words(f)))


def _single(sorting: Sorting, best: Scalar | None, context: Context) -> str:
    return "One original gives it; nothing in the other reports confirms or contradicts it."


def _agreed(sorting: Sorting, best: Scalar | None, context: Context) -> str:
    return f"{len(context.originals_of(sorting.standing))} originals print the same number."


def _compatible(sorting: Sorting, best: Scalar | None, context: Context) -> str:
    shown = by_size(sorting.standing)
    exact = next((f for f in shown if f.qualifier == "exact"), None)
    others = [words(f) for f in shown if f is not exact]
    if exact is None:
        one = "allows" if len(shown) == 1 else "allow"
        return (
            f"{_capital(listed([words(f) for f in shown]))} {one} the same numbers, so they do not conflict."
        )
    if not others:
        return f"{words(exact)} is the one number that stands."
    return f"{words(exact)} is among the numbers that {listed(others)} allow{'s' if len(others) == 1 else ''}, so they do not conflict."


def _revised(sorting: Sorting, best: Scalar | None, context: Context) -> str:
    """The count over time: each value with the day from which it stood."""
    told = [*sorting.past, *sorting.standing]
    past = {f.id for f in sorting.past}
    ordered = sorted(
        told, key=lambda f: (day_of(context, f), f.id not in past, moment(context, f), f.number or 0, f.id)
    )
    shown = distinct(ordered)
    if not shown:
        return "No number stands."
    if len(shown) < 2:
        return "The number stands after another was withdrawn."
    if shown[-1].number != best and best is not None:
        shown = [f for f in shown if f.number != best] + [f for f in shown if f.number == best][-1:]
    steps = " to ".join(f"{words(f)}{_on(day_of(context, f))}" for f in shown)
    return f"The count went from {steps}; the last overtakes the others and does not contradict them."


def _disputed(sorting: Sorting, best: Scalar | None, context: Context) -> str:
    figures, sides = sorting.standing, []
    for figure in distinct(figures):
        if any(not fits(figure, g) for g in figures):
            name = _name(figure, context)
            sides.append(f"{words(figure)} ({name}{_on(day_of(context, figure), ', ')})")
    chosen = (
        f" {number(best)} has the most independent sources, or is the middle one of equals, the lower of two."
        if best is not None
        else ""
    )
    return f"{listed(sides)} cannot all be right of one count at one time.{chosen}"


def _name(figure: Figure, context: Context) -> str:
    voice = context.speakers.get(figure.id)
    return context.entities[voice].name if voice in context.entities else context.label_of(figure.span.report)


def _on(day: str, before: str = " (") -> str:
    close = ")" if before == " (" else ""
    return f"{before}{day_in_words(day)}{close}" if day else ""


def _counted_as(figures: tuple[Figure, ...], best: Scalar | None, context: Context) -> list[str]:
    """Says where the best value is a convention's number and not one that a report prints."""
    found = stand_in(figures, context.profile)
    if found is None or best is None or any(f.number is not None for f in figures):
        return []
    return [f"{words(found[1])} counted as {number(found[0])}, {convention(context.profile)}."]


def _sums(sorting: Sorting) -> list[str]:
    """What came on top of a total, added to it."""
    standing = {f.id for f in (*sorting.standing, *sorting.past)}
    pairs = dict.fromkeys((base, more) for i, base, more in sorting.summed if i in standing)
    return [f"{number(base)} and {number(more)} more make {number(base + more)}." for base, more in pairs]


def _earlier(sorting: Sorting, context: Context) -> list[str]:
    """States that held before, where other values now stand against each other."""
    stand = {words(f) for f in sorting.standing}
    before = [f for f in distinct(sorting.past) if words(f) not in stand]
    if not before:
        return []
    told = listed([f"{words(f)}{_on(day_of(context, f))}" for f in before])
    return [
        f"{_capital(told)} held before and {'was' if len(before) == 1 else 'were'} since counted otherwise."
    ]


def _left(sorting: Sorting, context: Context) -> list[str]:
    """What is later left of the count."""
    shown = distinct(sorting.remaining)
    if not shown:
        return []
    told = listed([f"{words(f)}{_on(day_of(context, f))}" for f in shown])
    return [f"Of them {told} remained later, which is another count."]


def _taken_back(sorting: Sorting, context: Context) -> list[str]:
    told = []
    for figure in distinct(f for f in sorting.withdrawn if f.modality == "denied"):
        day = _on(day_of(context, figure), ", ")
        told.append(f"{words(figure)} was withdrawn ({context.label_of(figure.span.report)}{day}).")
    for figure in distinct(sorting.denied):
        day = _on(day_of(context, figure), ", ")
        told.append(f"{_name(figure, context)} denies {words(figure)}{day}.")
    return told


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _voices(figures: tuple[Figure, ...], origins: tuple[Origin, ...], context: Context) -> list[str]:
    count = len(context.originals_of(figures))
    if count > 1 and context.independent(origins) == 1 and origins and origins[0].entity:
        return [f"All of them rest on one word, that of {context.origin_name(origins[0])}."]
    return []


def _copies(figures: tuple[Figure, ...], context: Context) -> list[str]:
    reports = sorted({f.span.report for f in figures}, key=lambda r: int(context.sigla[r][1:]))
    first: dict[tuple[str, ...], str] = {}
    adds = []
    for report in reports:
        behind = context.originals(f.span for f in figures if f.span.report == report)
        if behind in first:
            adds.append(
                f"{context.sigla[report]} carries the text of {context.sigla[first[behind]]} and adds nothing."
            )
        else:
            first[behind] = report
    return adds[:3] + ([f"{len(adds) - 3} more copies add nothing."] if len(adds) > 3 else [])


def _unverified(figures: tuple[Figure, ...], context: Context) -> list[str]:
    doubting = sorted({context.sigla[f.span.report] for f in figures if f.modality == "unverified"})
    return (
        [f"{listed(doubting)} say{'s' if len(doubting) == 1 else ''} that it could not be verified."]
        if doubting
        else []
    )


def _hedged(figures: tuple[Figure, ...], context: Context) -> list[str]:
    """Who gives a number only with a reserve, and by which word."""
    mine = [f for f in figures if f.modality == "hedged"]
    if not mine:
        return []
    named = sigla(context, mine)
    word = hedging(context, mine)
    told = f" (“{word}”)" if word else ""
    return [f"{listed(named)} give{'s' if len(named) == 1 else ''} it only with a reserve{told}."]


def _contested(
    figures: tuple[Figure, ...], sorting: Sorting, best: Scalar | None, context: Context
) -> list[str]:
    """Who denies what others assert, and that one voice against another makes no best number."""
    names = deniers(context, figures)
    out = [f"{_capital(listed(names))} den{'ies' if len(names) == 1 else 'y'} it."] if names else []
    doubtful = contested(figures, sorting.denied, context)
    if doubtful and best is None:
        out.append("One voice gives it and another denies it, so no number is held to be the best.")
    elif doubtful:
        numbers = listed([words(f) for f in by_size(f for f in figures if f.id in doubtful)])
        out.append(f"{_capital(numbers)}, denied and given by one voice alone, is not taken for the best.")
    return out
