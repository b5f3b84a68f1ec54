"""How a person named stands to a number of the same sentence: one of it, or on top of it.

In: the words, a person, the head words of all whom the same words befell, the figures by the word that carries
them. Out: the relation with the figure's id, or None. "A girl among three killed" is a part; "a woman and two
boys were killed" an addition. Left undone: persons whom a number of another sentence counts.
"""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.annotate.figure_words import Words
from crosswire.annotate.individuals_lexicon import listed
from crosswire.annotate.individuals_persons import Person
from crosswire.types import FigureRelation

# A number stands at most this many words behind "among"; an aside at most so many behind its number.
_BEHIND = 6
_ASIDE = 14


def beside(
    w: Words, person: Person, patients: tuple[int, ...], counted: Mapping[int, str]
) -> tuple[FigureRelation, str] | None:
    """The relation of the person to a number and that number's figure."""
    end = w.sentence[person.head][1]
    for i in range(person.end, min(person.end + _BEHIND, end)):
        if w.low[i] in listed("beside", "within") or w.low[i : i + 2] == ("one", "of"):
            found = next((counted[j] for j in range(i + 1, min(i + _BEHIND, end)) if j in counted), None)
            if found:
                return "part", found
    begin = w.sentence[person.head][0]
    for i in range(person.first - 1, max(begin, person.first - _ASIDE) - 1, -1):
        if w.low[i] in listed("beside", "including"):
            found = next(
                (counted[j] for j in range(i - 1, max(begin, i - _ASIDE) - 1, -1) if j in counted), None
            )
            if found:
                return "part", found
    for head in patients:
        if head != person.head:
            found = next(
                (counted[j] for j in range(head, max(begin, head - _BEHIND) - 1, -1) if j in counted), None
            )
            if found and not any(j in counted for j in range(person.first, person.end)):
                return "addition", found
    return None
