"""Single persons told as parts of a count: "six villagers, including a child and two women", "a woman among them".

In: the words of a report and its figures. Out: a figure of one for each person, `implied` and a part of the
count (`relates_to`), with its measure, source and time; ids `REPORT:sN`. They stand beside the individuals but
add nobody: their count holds them already. Left undone: parts told with a number, which are figures themselves.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_lexicon import parties, words
from crosswire.annotate.figure_words import QUOTES, Words, words_of
from crosswire.annotate.parties import describe_party, party_of
from crosswire.types import Figure, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

# From a count to "including", and over one person's description: further on another clause stands.
_TO_CUE = 14
_ONE = 6
_ARTICLES = frozenset(["a", "an", "one", "his", "her", "their", "its", "another"])
_BETWEEN = frozenset([",", "and", "as", "well", "plus", "&", "also", "at", "least"])


def find_single_parts(
    report: Report, doc: Doc, figures: tuple[Figure, ...], individuals: tuple[Figure, ...] = ()
) -> tuple[Figure, ...]:
    """The single persons told as parts of the report's figures, but for those among `individuals`; in text order."""
    w = words_of(doc)
    persons = [f for f in figures if f.unit == "persons" and f.measure in words("person_measures", "names")]
    starts = [w.before(f.number_span.start) for f in persons]
    found: list[Figure] = []
    for n, figure in enumerate(persons):
        if figure.subset or starts[n] >= len(w.low):
            continue
        stop = next(
            (s for f, s in zip(persons[n + 1 :], starts[n + 1 :], strict=True) if not f.subset),
            len(w.low),
        )
        stop = min(stop, w.sentence[starts[n]][1])
        for head, begin in _told(w, starts[n], stop, starts):
            single = _single(report, w, figure, head, begin)
            if any(f.number_span.overlaps(single.span) for f in individuals):
                continue
            found.append(replace(single, id=f"{report.id}:s{len(found) + 1}"))
    return tuple(found)


def _told(w: Words, first: int, stop: int, numbers: list[int]) -> list[tuple[int, int]]:
    """(noun, first word) of each single person told as a part of the count at word `first`."""
    for i in range(first + 1, min(first + _TO_CUE, stop)):
        for cue in words("subset", "singles"):
            n = cue.count(" ") + 1
            if w.phrase(i, i + n) != cue:
                continue
            listed = _listed(w, i + n, stop, numbers)
            return listed or ([] if n == 1 else _before(w, first, i))
    return []


def _listed(w: Words, i: int, stop: int, numbers: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while i < stop:
        if w.low[i] in _BETWEEN or w.low[i] in QUOTES:
            i += 1
            continue
        if i in numbers:  # a part with a number: over its noun
            noun = _noun(w, i + 1, stop)
        elif w.low[i] in _ARTICLES:
            noun = _noun(w, i + 1, stop)
            if noun is not None and w.tag[noun] in ("NN", "NNP"):
                found.append((noun, i))
        else:
            break
        if noun is None:
            break
        i = noun + 1
    return found


def _before(w: Words, first: int, cue: int) -> list[tuple[int, int]]:
    """ "Three villagers were killed, a woman among them"."""
    noun = cue - 1
    while noun > first and w.low[noun] == ",":
        noun -= 1
    if noun <= first or w.low[noun] not in parties() or w.tag[noun] != "NN":
        return []
    begin = next((j for j in range(noun - 1, max(first, noun - _ONE), -1) if w.low[j] in _ARTICLES), None)
    return [] if begin is None else [(noun, begin)]


def _noun(w: Words, i: int, stop: int) -> int | None:
    """The last noun of the phrase at word `i` that names a person."""
    found = None
    for j in range(i, min(i + _ONE, stop)):
        if w.low[j] in parties() and not (j + 1 < stop and w.low[j + 1] in parties()):
            found = j
            break
        if not (w.is_noun(j) or w.pos[j] == "ADJ" or w.low[j] == "-" or w.tag[j] in ("VBN", "VBG", "CD")):
            break
    return found


def _single(report: Report, w: Words, whole: Figure, head: int, begin: int) -> Figure:
    counted = Counted(head=head, nouns=(head,), modifiers=(), first=begin + 1, end=head + 1)
    span = report.span(w.start[begin], w.end[head])
    return replace(
        whole,
        span=span,
        number_span=span,
        number=1,
        low=1,
        high=1,
        qualifier="exact",
        label=report.text[w.start[begin + 1] : w.end[head]],
        group=party_of(w, counted, protests=False) or "people",
        party=describe_party(w, counted, label=None, first=begin, end=head + 1),
        subset=True,
        implied=True,
        relation="part",
        relates_to=whole.id,
    )
