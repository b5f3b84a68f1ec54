"""Numbers that count no party: ages, durations, shares, money, populations, lengths and weights, rates.

In: the words, a number phrase and its noun. Out: a `Quantity` (measure, unit, factor, end) or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswire.annotate.counted import Counted
from crosswire.annotate.figure_ages import find_age
from crosswire.annotate.figure_lexicon import number_words, parties, words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.numbers import NumberPhrase
from crosswire.annotate.rates import find_rate
from crosswire.lang import table
from crosswire.types import Measure

# Nouns that a hyphen joins to a number that counts persons ("a 12-member crew").
_COUNTED_HYPHENED = frozenset(
    ["strong", "member", "members", "person", "man", "men", "woman", "seat", "odd", "plus"]
)


_CLOSING = frozenset([",", ")", ".", ";", ":", "—", "–", "]"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A measure that the form of the phrase gives; `factor` turns decades into years, `physical` is of lengths, weights
    and the like."""

    measure: Measure
    unit: str
    end: int
    factor: int = 1
    rounded: bool = False
    physical: bool = False

    @property
    def measured(self) -> bool:
        """Whether values between whole numbers are meant: "less than two weeks" allows all up to 2."""
        return self.measure in ("duration", "cost", "share") or self.physical


def _low(w: Words, i: int) -> str:
    return w.low[i] if 0 <= i < len(w.low) else ""


def _behind_hyphen(w: Words, last: int) -> int:
    return last + 1 if _low(w, last) in ("-", "‑") else last


def _age(w: Words, phrase: NumberPhrase, first: int, last: int) -> Quantity | None:
    value = phrase.value
    # Nobody reported about has been older; larger numbers between commas are other things.
    if value is None or not 0 <= value <= 120 or phrase.unit:
        return None
    if (told := find_age(w, phrase, first, last)) is not None:
        return Quantity(measure="age", unit="years", end=told)
    i = _behind_hyphen(w, last)
    if _low(w, i) in ("year", "years", "month", "months", "week", "weeks", "day", "days", "yr"):
        j = _behind_hyphen(w, i + 1)
        if _low(w, j) in ("old", "olds", "older", "age"):
            return Quantity(measure="age", unit=number_words_of(_low(w, i)), end=j + 1)
        if _low(w, j) == "of" and _low(w, j + 1) == "age":
            return Quantity(measure="age", unit=number_words_of(_low(w, i)), end=j + 2)
    before = _low(w, w.before(phrase.start) - 1)
    if before in ("aged", "age") or (
        before in ("of", "was", "is") and _low(w, w.before(phrase.start) - 2) == "age"
    ):
        return Quantity(measure="age", unit="years", end=last)
    opened = _low(w, first - 1)
    if (
        opened in (",", "(")
        and _ends_apposition(w, last)
        and not phrase.words
        and phrase.qualifier == "exact"
    ):
        named = first > 1 and w.tag[first - 2] in ("NN", "NNP", "NNPS")
        month = _low(w, first - 2) in number_words("months", "names")
        if named and isinstance(value, int) and value >= 1 and not month:
            return Quantity(measure="age", unit="years", end=last)
    return None


def _ends_apposition(w: Words, last: int) -> bool:
    """Whether the number closes its apposition: "Maltesk, 34, said", "Maltesk, 34" at the end of a line."""
    if last >= len(w.low) or _low(w, last) in _CLOSING:
        return True
    return "\n" in w.text[w.end[last - 1] : w.start[last]]


def number_words_of(word: str) -> str:
    """The plural that names a unit of time."""
    units: dict[str, str] = table("en", "numbers")["time_units"]
    return units.get(word, "years")


def _duration(w: Words, phrase: NumberPhrase, last: int) -> Quantity | None:
    i = _behind_hyphen(w, last)
    while (
        _low(w, i)
        in (
            "of",
            "full",
            "more",
            "consecutive",
            "straight",
            "whole",
            "long",
            "other",
            "further",
            "the",
            "a",
            "an",
            "successive",
        )
        or _low(w, i) in QUOTES
    ):
        if _low(w, i) in ("a", "an") and phrase.kind != "fraction":
            return None  # "40 a day" is a rate
        i += 1
    word = _low(w, i)
    units: dict[str, str] = table("en", "numbers")["time_units"]
    if word not in units or w.start[i] - phrase.end > 24:
        return None
    if w.low[last - 1] in ("a", "an") and _is_likened(w, i + 1):
        return None
    if word in ("second", "min") and not phrase.hyphen and phrase.value != 1:
        return None
    factor = table("en", "numbers")["time_factors"].get(word, 1)
    return Quantity(measure="duration", unit=units[word], end=i + 1, factor=factor, rounded=factor != 1)


def _is_likened(w: Words, i: int) -> bool:
    """ "A night like this", "a day of that sort": no stretch of time is told."""
    if _low(w, i) in ("like", "so", "such", "when", "that", "which"):
        return True
    return _low(w, i) == "of" and _low(w, i + 1) in ("this", "that") and _low(w, i + 2) in ("sort", "kind")


def _population(w: Words, phrase: NumberPhrase, first: int, counted: Counted) -> Quantity | None:
    if phrase.value is None or phrase.value < 100:
        return None
    begin = w.before(phrase.start)
    noun = w.low[counted.head] if counted.head is not None else None
    core = w.text[phrase.core_start : phrase.core_end]
    scaled = any(c.isalpha() for c in core) and "." not in core  # "19 million" is round, "8.4 million" is not
    found = noun in words("population", "always")
    text = " " + w.phrase(max(w.sentence[first][0], begin - 7), begin)
    while text.endswith((" a", " an", " the")):
        text = text.rsplit(" ", 1)[0]
    if noun is None or noun in words("population", "nouns"):
        strong = "population" in text
        place_of = any(text.endswith(f" {p} of") for p in words("population", "places"))
        home = any(text.endswith(" " + p) for p in ("home to", "populated by", "inhabited by"))
        found = found or strong or place_of or (noun is not None and home)
    if noun is not None and "population" in noun:
        found = True
    if noun in words("population", "nouns") and _low(w, counted.end) in words("population", "dwelling"):
        found = True
    return Quantity(measure="population", unit="persons", end=counted.end, rounded=scaled) if found else None


# "Half of them": the share of what was told before.
_TOLD = (("them",), ("these",), ("those",), ("whom",), ("which",), ("us",))
_GLUED = re.compile(r"[^\W\d_]{1,4}(?!\w)")


def is_glued_unit(text: str, end: int) -> bool:
    """Whether the letters glued to a number that ends at `end` are a unit ("31kg", "4yo")."""
    match = _GLUED.match(text, end)
    if not match:
        return False
    unit = match.group().casefold()
    return (
        unit in number_words("physical_units", "words") or unit in _units("glued") or unit in _ages_written()
    )


def _units(name: str) -> frozenset[str]:
    return frozenset(table("en", "plain_numbers")["units"][name])


def _ages_written() -> frozenset[str]:
    return frozenset(table("en", "plain_numbers")["ages"]["written"])


def _physical(w: Words, phrase: NumberPhrase, last: int, counted: Counted) -> Quantity | None:
    """A length, weight or the like, and what a hyphen joins to a number: never a count of persons."""
    i = _behind_hyphen(w, last)
    glued = i == last and phrase.end < len(w.text) and w.text[phrase.end].isalpha()
    if glued:
        match = _GLUED.match(w.text, phrase.end)
        unit = match.group().casefold() if match else ""
        return Quantity(
            measure="other", unit=unit, end=last + 1 if _low(w, last) == unit else last, physical=True
        )
    if phrase.kind == "fraction" and _low(w, i) in ("a", "an"):
        i += 1  # "half a mile"
    head = counted.head if phrase.kind != "fraction" else i if i > last else None
    if head is not None and _low(w, head) in number_words("physical_units", "words") and not phrase.hyphen:
        squared = head > last and w.low[head - 1] in ("square", "cubic")
        unit = f"{w.low[head - 1]} {w.low[head]}" if squared else w.low[head]
        return Quantity(measure="other", unit=unit, end=max(counted.end, head + 1), physical=True)
    unit = _low(w, i)
    if counted.head is None and i == last and unit in number_words("physical_units", "words"):
        return Quantity(measure="other", unit=unit, end=i + 1, physical=True)
    if i == last or not phrase.hyphen or unit in _COUNTED_HYPHENED:
        return None
    return Quantity(measure="other", unit=unit, end=i + 1)


def _shared_unit(w: Words, phrase: NumberPhrase, last: int) -> Quantity | None:
    """The unit of the next number, joined by "and", is this one's too: "aged 17 and 19 years", "8 or 10 hours"."""
    i = _behind_hyphen(w, last)
    if _low(w, i) not in ("and", "or", "&") or i + 2 >= len(w.pos) or w.pos[i + 1] != "NUM":
        return None
    unit = _behind_hyphen(w, i + 2)
    word = _low(w, unit)
    if word not in table("en", "numbers")["time_units"]:
        return None
    if _low(w, _behind_hyphen(w, unit + 1)) in ("old", "olds", "older"):
        return Quantity(measure="age", unit=number_words_of(word), end=last)
    return Quantity(measure="duration", unit=number_words_of(word), end=last) if i == last else None


def _garbled_money(w: Words, phrase: NumberPhrase, first: int) -> bool:
    """Whether a sign of money stood before the number that reads "?" now ("a? 300 million loan")."""
    data = table("en", "plain_numbers")["garbled"]
    if first < 2 or w.low[first - 1] not in data["signs"] or phrase.value is None:
        return False
    before = w.low[first - 2]
    return before in data["before"] or before in data["verbs"]


def quantity_of(w: Words, phrase: NumberPhrase, first: int, last: int, counted: Counted) -> Quantity | None:
    """The measure that the form of the phrase gives, or None where the number counts a party or things."""
    if phrase.kind == "percent":
        return Quantity(measure="share", unit="percent", end=last)
    if phrase.kind == "money":
        return Quantity(measure="cost", unit=phrase.unit or "money", end=last)
    if counted.head is not None and w.low[counted.head] in words("cost", "shared"):
        return Quantity(measure="cost", unit=w.low[counted.head], end=counted.end)
    if _garbled_money(w, phrase, first):
        return Quantity(measure="cost", unit="money", end=last)
    if found := _age(w, phrase, first, last):
        return found
    of_persons = counted.head is not None and any(w.low[i] in parties() for i in counted.nouns)
    if phrase.kind == "count" and not of_persons and (rate := find_rate(w, first, last, counted)):
        return Quantity(measure="other", unit=rate[0], end=rate[1])
    if found := _duration(w, phrase, last):
        return found
    if counted.head is None and (found := _shared_unit(w, phrase, last)):
        return found
    if found := _physical(w, phrase, last, counted):
        return found
    if phrase.kind == "fraction":
        told = w.low[last : last + 1] == ("of",) and w.low[last + 1 : last + 2] in _TOLD
        return Quantity(
            measure="share", unit="share", end=last + 2 if told else counted.end if counted.nouns else last
        )
    return _population(w, phrase, first, counted)
