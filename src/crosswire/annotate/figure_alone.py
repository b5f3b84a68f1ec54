"""One number read alone: what it counts, of which party, and what befell them.

In: the words of a report, a number phrase with its words `first`..`last`, the word of the next number. Out: a
`Draft`. Left undone: what the other counts of the sentence add (`figure_drafts`, `figure_parts`).
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.annotate.counted import Counted, find_counted
from crosswire.annotate.figure_lexicon import also_things, words
from crosswire.annotate.figure_words import Words
from crosswire.annotate.measure_words import Reading
from crosswire.annotate.measures import forward, noun_measure, read_measure
from crosswire.annotate.measures_across import across
from crosswire.annotate.measures_before import toll_before
from crosswire.annotate.numbers import NumberPhrase, rescaled
from crosswire.annotate.parties import party_of
from crosswire.annotate.quantities import Quantity, quantity_of
from crosswire.types import Group, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure in the making: its phrase, words, noun, measure and party.

    `told` marks a number that is a count told elsewhere in the report, `pending` where that is not found so far.
    """

    phrase: NumberPhrase
    first: int
    last: int
    counted: Counted
    measure: Measure | None
    group: Group | None
    unit: str | None
    carrier: int | None
    end: int
    label: tuple[int, int] | None = None
    subset: bool = False
    pending: bool = False
    told: bool = False


def read_alone(w: Words, phrase: NumberPhrase, first: int, last: int, stop: int, *, protests: bool) -> Draft:
    """The draft of one number read alone."""
    counted = find_counted(w, first, last, phrase, stop)
    quantity = quantity_of(w, phrase, first, last, counted)
    if quantity:
        return _of_quantity(phrase, first, last, counted, quantity)
    group = party_of(w, counted, protests=protests)
    begin = w.before(phrase.start)
    limit = stop if counted.end <= stop else w.sentence[first][1]
    whole = w.low[max(begin - 2, 0) : begin] == ("of", "the")
    # "Of the 12": what befell the 12 is told elsewhere, but for "the deaths of the 12".
    if whole:
        reading = noun_measure(w, counted) or toll_before(w, begin) or _told_at_once(w, counted)
    else:
        reading = read_measure(w, begin, counted, limit=limit)
    if reading is None and not whole and (group is not None or counted.head is None):
        reading = across(w, begin, counted, last)
    if reading and group is None and counted.head is None and not _befalls_persons(w, reading):
        reading = None
    measure = reading.measure if reading else None
    things = (
        counted.head is not None
        and group is None
        and w.tag[counted.head] != "NNP"
        and w.low[counted.head] != "others"
    )
    if measure == "cost" or (measure in words("person_measures", "names") and things):
        measure = measure if counted.head is not None and reading and reading.first == counted.head else None
    if measure == "established" and group is not None:
        measure = None
    end = max(
        counted.end, last, reading.end if reading and counted.end <= reading.first < counted.end + 6 else 0
    )
    head = counted.head
    unit = "persons" if group is not None else (w.low[head] if head is not None else phrase.unit)
    label = (counted.first, counted.end) if head is not None else None
    return Draft(
        phrase=phrase, first=first, last=last, counted=counted, measure=measure, group=group,
        unit=unit, carrier=reading.first if reading else None, end=end, label=label,
    )  # fmt: skip


def _befalls_persons(w: Words, reading: Reading) -> bool:
    """Whether a number without a noun counts persons under this verb: "22 were burned", not "burned three"."""
    if w.low[reading.first] not in also_things():
        return True
    return any(w.low[i] in words("stops", "be") for i in range(max(reading.first - 3, 0), reading.first))


def _told_at_once(w: Words, counted: Counted) -> Reading | None:
    """ "Of the 19 people killed": the participle right behind the noun."""
    return forward(w, counted, limit=counted.end + 1)


def _of_quantity(phrase: NumberPhrase, first: int, last: int, counted: Counted, quantity: Quantity) -> Draft:
    phrase = rescaled(phrase, quantity.factor, rounded=quantity.rounded, counted=not quantity.measured)
    return Draft(
        phrase=phrase, first=first, last=last, counted=counted, measure=quantity.measure,
        group="people" if quantity.measure == "population" else None,
        unit=quantity.unit, carrier=None, end=max(quantity.end, last),
        label=(counted.first, counted.end) if quantity.physical and counted.head is not None else None,
    )  # fmt: skip
