"""Ages that are told without "aged" or "year-old": "dies at 91", "she was 34", "who turned nine", "a 4yo".

In: the words and a number phrase. Out: the word behind the age, or None where the number is no age. Left undone:
ages with their unit written out and ages between commas (`quantities`).
"""

from __future__ import annotations

from functools import cache

from crosswire.annotate.figure_lexicon import number_words
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.individuals_lexicon import nouns
from crosswire.annotate.numbers import NumberPhrase
from crosswire.lang import table

# Nobody reported about has been older.
_OLDEST = 120
# "Died at 5" may be by the clock; from here on no clock is told without minutes or "hours".
_NO_CLOCK = 25
# How far before "at NUMBER" the word of life may stand: "died peacefully in her sleep at 91".
_LIFE_REACH = 7
# How far before its number "age" may stand: "the age at which women retire to 65".
_AGE_REACH = 8
_CLOSING = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "-", "–", "—", "|"]) | QUOTES


@cache
def _list(*path: str) -> frozenset[str]:
    part = table("en", "plain_numbers")["ages"]
    for key in path:
        part = part[key]
    return frozenset(part)


def find_age(w: Words, phrase: NumberPhrase, first: int, last: int) -> int | None:
    """The word behind the age that the number of words `first`..`last` tells, or None."""
    value = phrase.value
    if not isinstance(value, int) or not 0 < value <= _OLDEST or phrase.unit or phrase.kind not in _KINDS:
        return None
    if (glued := _written(w, phrase, last)) is not None:
        return glued
    begin = w.before(phrase.start)
    if _listed(w, first) and (_stands_alone(w, last) or w.low[first - 1] in ("and", "or", "to")):
        return last
    if _bounded(w, phrase, begin, first, last):
        return last
    if not _stands_alone(w, last):
        return None
    told = (
        _at(w, begin, last, value)
        or _turned(w, begin, last)
        or _said_of_person(w, begin)
        or _of_an_age(w, first, begin)
    )
    return last if told else None


_KINDS = frozenset(["count", "measure"])


def _low(w: Words, i: int) -> str:
    return w.low[i] if 0 <= i < len(w.low) else ""


def _written(w: Words, phrase: NumberPhrase, last: int) -> int | None:
    """ "4yo", "a 12 yr-old": the word behind."""
    tail = w.text[phrase.end : phrase.end + 8].lstrip(" -‑").casefold()
    form = next((f for f in sorted(_list("written"), key=len, reverse=True) if tail.startswith(f)), None)
    if form is None or tail[len(form) : len(form) + 1].isalnum():
        return None
    if form.startswith("yr") and "old" not in form:
        return None
    return max(
        last, w.before(phrase.end + w.text[phrase.end : phrase.end + 8].casefold().index(form) + len(form))
    )


def _stands_alone(w: Words, last: int) -> bool:
    """Whether nothing that the number might count follows it."""
    if last >= len(w.low):
        return True
    low = w.low[last]
    if low in number_words("time_units") or low in ("%", "percent"):
        return False
    if low == "-":
        return last + 1 < len(w.low) and w.text[w.end[last] : w.end[last] + 1].isspace()
    crossed = "\n" in w.text[w.end[last - 1] : w.start[last]]
    return crossed or low in _CLOSING or low in _list("behind") or w.pos[last] in ("SCONJ", "CCONJ", "ADP")


def _at(w: Words, begin: int, last: int, value: int) -> bool:
    """ "Dies at 91", "retired from the bench at 70"; not "put the dead at 91"."""
    start = w.sentence[begin - 1][0] if begin else 0
    if _low(w, begin - 1) != "at" or _low(w, last) in ("on", "a.m.", "p.m.", "am", "pm"):
        return False
    said = [
        w.low[i]
        for i in range(max(start, begin - 1 - _LIFE_REACH), begin - 1)
        if w.low[i] in _list("life") and _low(w, i - 1) not in _list("counted_after")
    ]
    return bool(said) and (value >= _NO_CLOCK or any(word in _list("surely") for word in said))


def _turned(w: Words, begin: int, last: int) -> bool:
    """ "Turns 9 on Friday"; not "turned 12 over to the police"."""
    return _low(w, begin - 1) in _list("turning") and _low(w, last) not in _list("turned_away")


def _said_of_person(w: Words, begin: int) -> bool:
    """ "She was 91", "Maltesk, who is only 19", "the gunman was 34"."""
    i = begin - 1
    while i > 0 and w.low[i] in _list("adverbs"):
        i -= 1
    if i <= 0 or w.low[i] not in _list("be"):
        return False
    subject = i - 1
    while subject > 0 and (w.low[subject] in _list("adverbs") or w.pos[subject] == "ADV"):
        subject -= 1
    if w.low[subject] in _list("pronouns"):
        return True
    # A noun for one person ("the driver was 52"); behind names and collective nouns the number may be a count.
    return w.sentence[subject] == w.sentence[i] and w.tag[subject] == "NN" and w.low[subject] in nouns()


def _of_an_age(w: Words, first: int, begin: int) -> bool:
    """ "Raise the retirement age for women to 65", "between the ages of six and nine"."""
    if _low(w, begin - 1) not in _list("before") and _low(w, first - 1) not in _list("before"):
        return False
    start = w.sentence[begin - 1][0] if begin else 0
    for i in range(begin - 2, max(start, begin - 2 - _AGE_REACH) - 1, -1):
        if w.low[i] in _list("nouns"):
            return True
        if w.low[i] in (",", ";", ":") or (w.tag[i] in ("VBD", "VBZ") and w.low[i] not in _list("be")):
            return False
    return False


def _listed(w: Words, first: int) -> bool:
    """ "Aged 12, 14 and 17": a list of numbers alone that "aged" opens."""
    i = first - 1
    start = w.sentence[first][0]
    if w.low[i] in ("and", "or") and w.low[i - 1] == ",":
        return False
    while i > start and (w.low[i] in (",", "and", "or", "to", "&") or w.pos[i] == "NUM"):
        i -= 1
    return i < first - 1 and w.low[i] in ("aged", "ages", "age")


def _bounded(w: Words, phrase: NumberPhrase, begin: int, first: int, last: int) -> bool:
    """ "Children under 12", "anyone over 65"."""
    if begin >= first or not (_stands_alone(w, last) or w.pos[last] in ("AUX", "VERB")):
        return False
    return w.phrase(begin, first) in _list("bounds") and _low(w, begin - 1) in _list("persons")
