"""Who the counted are: "ten were killed, including Mira Talle", "the injured were …", "the victim was identified as …".

In: the tree of a report, its figures and individuals, its names. Out: a figure of one for each person so named,
`implied`, ids `REPORT:nN` in text order, with the measure and effect of those it is named among. Named among a
count of several it is a part of the count (`relation` "part", `relates_to`, `subset`) and adds nobody; named for a
single person told of before it is that person (`relates_to` alone). Left undone: nouns without a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import Words
from crosswire.annotate.harm_lexicon import listed
from crosswire.annotate.individuals_tree import Tree
from crosswire.lang import table
from crosswire.types import Figure, Mention, Report

# From a count to "including", and over how many sentences "the victims" point back.
_TO_CUE = 16
_BACK = 3
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")


def find_identified(
    report: Report, tree: Tree, told: Sequence[Figure], mentions: Sequence[Mention]
) -> tuple[Figure, ...]:
    """The persons whom the report names among those it tells of (`told`: figures and individuals)."""
    w = tree.w
    named = {
        w.at(m.span.start): m
        for m in mentions
        if m.type == "PERSON" and m.kind == "name" and m.span.text.strip()
    }
    if not named:
        return ()
    told = sorted((f for f in told if _is_of_persons(f)), key=lambda f: (f.span.start, f.id))
    found: list[Figure] = []
    for whole, at in (*_included(w, told), *_presented(w, told)):
        for m in _names(w, at, named):
            if not any(f.number_span.overlaps(m.span) for f in (*told, *found)):
                found.append(_named(whole, m))
    for person in told:
        subject = _said_to_be(tree, person)
        name = (
            next((m for i, m in named.items() if i <= subject < w.before(m.span.end)), None)
            if subject is not None
            else None
        )
        if name is not None and not any(f.number_span.overlaps(name.span) for f in (*told, *found)):
            found.append(_named(person, name))
    found.sort(key=lambda f: (f.span.start, f.id))
    return tuple(replace(f, id=f"{report.id}:n{n}") for n, f in enumerate(found, 1))


def _is_of_persons(f: Figure) -> bool:
    return (
        f.unit == "persons"
        and f.number != 0
        and (f.measure in words("person_measures", "names") or f.effect is not None)
    )


def _included(w: Words, told: Sequence[Figure]) -> list[tuple[Figure, int]]:
    """Counts with the word behind their "including" or "among them"."""
    found = []
    for f in told:
        if f.implied or f.subset or (f.number or 2) < 2:
            continue
        first = w.at(f.number_span.start)
        if first >= len(w.low):
            continue
        stop = min(first + _TO_CUE, w.sentence[first][1])
        for i in range(first + 1, stop):
            n = next((n for n in (1, 2, 3) if w.phrase(i, i + n) in listed("identified", "including")), 0)
            if n:
                found.append((f, i + n))
                break
    return found


def _presented(w: Words, told: Sequence[Figure]) -> list[tuple[Figure, int]]:
    """Whom "the dead", "the victims" are, with the word behind "were identified as", "were", "are:"."""
    found = []
    groups = table("en", "harm")["identified"]["groups"]
    for i, low in enumerate(w.low):
        measure = groups.get(low)
        if measure is None:
            continue
        at = _behind_presenting(w, i)
        if at is None:
            continue
        whole = _whole(w, told, i, measure)
        if whole is not None:
            found.append((whole, at))
    return found


def _behind_presenting(w: Words, i: int) -> int | None:
    """The word behind "(was) identified as", "were", "include" or a colon right behind word `i`."""
    end = w.sentence[i][1]
    k = i + 1
    while (
        k < end and k - i < 6 and (w.low[k] in listed("identified", "between") or w.pos[k] in ("ADV", "NOUN"))
    ):
        k += 1
    if k >= end:
        return None
    if w.low[k] in ("include", "includes", "included", "including", ":"):
        return k + 1
    if w.low[k] not in ("is", "was", "are", "were", "have", "has", "been"):
        return None
    while k < end and w.low[k] in (
        "is",
        "was",
        "are",
        "were",
        "have",
        "has",
        "been",
        "being",
        "later",
        "also",
    ):
        k += 1
    if w.low[k] in listed("identified", "naming"):
        return k + 2 if w.low[k + 1 : k + 2] == ("as",) else k + 1
    return k if k < end and (w.pos[k] in ("PROPN", "NUM", "ADJ", "NOUN", "DET") or w.low[k] == ":") else None


def _whole(w: Words, told: Sequence[Figure], i: int, measure: str) -> Figure | None:
    """The figure or individual that word `i` ("the dead", "the victims") takes up again: the last of its kind."""
    lower = w.sentence[i][0]
    for _ in range(_BACK):
        lower = w.sentence[lower - 1][0] if lower > 0 else 0
    start, here = w.start[lower], w.start[i]
    near = [f for f in told if start <= f.span.start <= here and not f.subset]
    kinds = [f for f in near if measure in ("any", f.measure)]
    return kinds[-1] if kinds else None


def _names(w: Words, at: int, named: dict[int, Mention]) -> list[Mention]:
    """The names of the list that starts at word `at`, up to a verb or a relative clause; not those in asides."""
    found: list[Mention] = []
    end = w.sentence[at][1] if at < len(w.low) else at
    i, depth = at, 0
    while i < end:
        low = w.low[i]
        depth += (low in _OPENING) - (low in _CLOSING)
        if low in listed("identified", "complement"):
            i = _behind_phrase(w, i + 1, end)
            continue
        if low in listed("identified", "stops") or (w.tag[i] in ("VBD", "VBZ", "VBP", "MD") and depth == 0):
            break
        mention = named.get(i)
        if mention is not None and depth == 0:
            if w.low[w.before(mention.span.end) : w.before(mention.span.end) + 1] != ("'s",):
                found.append(mention)
            i = max(w.before(mention.span.end), i + 1)
            continue
        i += 1
    return found


def _behind_phrase(w: Words, i: int, end: int) -> int:
    while i < end and (
        w.pos[i] in ("DET", "ADJ", "NUM", "NOUN", "PROPN") or w.tag[i] in ("POS", "PRP$", "HYPH")
    ):
        i += 1
    return i


def _said_to_be(tree: Tree, f: Figure) -> int | None:
    """ "Ruud is the third clerk murdered": the subject of whom an individual is said."""
    w = tree.w
    if not f.implied or f.number != 1 or f.label is None:
        return None
    head = w.before(f.number_span.end) - 1
    if head < 0 or w.dep[head] != "attr" or w.low[w.head[head]] not in ("is", "was", "became"):
        return None
    return tree.subject(w.head[head])


def _named(whole: Figure, name: Mention) -> Figure:
    several = whole.number is None or whole.number > 1
    return replace(
        whole,
        span=name.span,
        number_span=name.span,
        number=1,
        low=1,
        high=1,
        qualifier="exact",
        label=" ".join(name.span.text.split()),
        subset=several,
        implied=True,
        relation="part" if several else None,
        relates_to=whole.id if several else (whole.relates_to or whole.id),
    )
