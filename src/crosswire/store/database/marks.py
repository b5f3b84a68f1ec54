"""Filters as marks among the indexed words, so that the index itself leaves out what is not meant, however much there is.

In: the kind, filters, day and number of a passage, or what is asked of them. Out: marks. A mark begins with a sign that no
word has. A day has marks for its century, decade, year, month and itself, a number for each of its leading digits, so that
a range of either is any of a few dozen marks (a range tree, as in de Berg et al., Computational Geometry, 2008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from crosswire.errors import UsageError
from crosswire.store.database.words import folded

MARK = "="
KINDS = ("report", "statement", "person", "figure")
# Which letter stands for a filter, and letters of a value that are kept.
_LETTERS = {"language": "l", "publisher": "p", "measure": "m", "place": "w", "status": "s"}
VALUES = tuple(_LETTERS)
_VALUE = 200
# PostgreSQL's index alone marks each passage with the blocks of 2**15 and of 2**18 ids in which its own is (see the first
# migration).
BLOCKS = {"b": 15, "c": 18}
# No passage has it.
NOTHING = (f"{MARK}x",)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Digits of a day's marks: century, decade, year, month, day.
_LEVELS = (2, 3, 4, 6, 8)
_FIRST_CENTURY, _LAST_CENTURY = 10, 29
# Digits of the largest number that is told from larger ones.
_DIGITS = 19


def latest_marks(block: str, last: int) -> tuple[str, str]:
    """The marks of the latest two blocks of ids, of which the last is known.

    >>> latest_marks("b", 70_000), latest_marks("c", 70_000)
    (('=b2', '=b1'), ('=c0', '=c-1'))
    """
    newest = last >> BLOCKS[block]
    return f"{MARK}{block}{newest}", f"{MARK}{block}{newest - 1}"


def kind_mark(kind: str) -> str:
    """The mark of a kind of passage."""
    return f"{MARK}k{kind}"


def value_marks(**values: str | None) -> tuple[str, ...]:
    """The marks of filters that have one value, folded.

    >>> value_marks(measure="killed", place="Upper Hallin")
    ('=mkilled', '=wupper_hallin')
    """
    told = ((letter, values.get(key)) for key, letter in _LETTERS.items())
    return tuple(f"{MARK}{letter}{'_'.join(folded(value[:_VALUE]))}" for letter, value in told if value)


def day_marks(day: str | None) -> tuple[str, ...]:
    """The marks of a day, ISO 8601; none where it is no day."""
    if day is None or not _DAY.fullmatch(day):
        return ()
    digits = day.replace("-", "")
    return tuple(f"{MARK}d{digits[:n]}" for n in _LEVELS)


def days_between(start: str | None, end: str | None) -> tuple[str, ...]:
    """The marks of which a day has one if it is between two, both included. Raises UsageError for what is no day.

    >>> days_between("2031-05-30", "2032-12-31")[:3]
    ('=d20310530', '=d20310531', '=d203106')
    """
    for name, day in (("start", start), ("end", end)):
        if day is not None and not _DAY.fullmatch(day):
            raise UsageError(f"{name}: {day!r} is no day; write it as 2031-05-04.")
    first, last = (start or "0").replace("-", ""), (end or "9").replace("-", "")
    centuries = (str(n) for n in range(_FIRST_CENTURY, _LAST_CENTURY + 1))
    found = (mark for century in centuries for mark in _days(century, first, last))
    return tuple(f"{MARK}d{digits}" for digits in found) or NOTHING


def number_marks(number: float | None) -> tuple[str, ...]:
    """The marks of a number: how many digits it has, and each of its beginnings."""
    if number is None or not math.isfinite(number):
        return ()
    if number < 0:
        return (f"{MARK}n_",)
    digits = str(int(number))
    if len(digits) > _DIGITS:
        return (f"{MARK}n{_size(_DIGITS + 1)}",)
    return tuple(f"{MARK}n{_size(len(digits))}{digits[:n]}" for n in range(len(digits) + 1))


def numbers_between(low: float | None, high: float | None) -> tuple[str, ...]:
    """The marks of which a number has one if it is between two; those between its ends and the next whole number too.

    >>> numbers_between(18, 21)
    ('=nb18', '=nb19', '=nb20', '=nb21')
    """
    least, most = _whole(low, -math.inf), _whole(high, math.inf)
    if least > most:
        return NOTHING
    found = [f"{MARK}n_"] if least < 0 else []
    for size in range(1, _DIGITS + 1):
        found += [f"{MARK}n{_size(size)}{digits}" for digits in _numbers("", size, least, most)]
    if most >= 10**_DIGITS:
        found.append(f"{MARK}n{_size(_DIGITS + 1)}")
    return tuple(found) or NOTHING


def _whole(number: float | None, otherwise: float) -> float:
    if number is None or math.isnan(number):
        return otherwise
    return number if math.isinf(number) else math.floor(number)


def _days(digits: str, first: str, last: str) -> Iterator[str]:
    """The largest stretches of time beginning with some digits that lie wholly between two days."""
    lowest, highest = digits + "00000101"[len(digits) :], digits + "99991231"[len(digits) :]
    if highest < first or lowest > last.ljust(8, "9"):
        return
    if lowest >= first and highest <= last.ljust(8, "9"):
        yield digits
        return
    level = _LEVELS.index(len(digits))
    if level + 1 < len(_LEVELS):
        ends = (range(10), range(10), range(1, 13), range(1, 32))[level]
        width = _LEVELS[level + 1] - len(digits)
        for n in ends:
            yield from _days(f"{digits}{n:0{width}}", first, last)


def _numbers(digits: str, size: int, least: float, most: float) -> Iterator[str]:
    """The shortest beginnings of numbers of a size of which all lie between two."""
    rest = size - len(digits)
    lowest = int(digits) * 10**rest if digits else (0 if size == 1 else 10 ** (size - 1))
    highest = (int(digits) + 1) * 10**rest - 1 if digits else 10**size - 1
    if highest < least or lowest > most:
        return
    if lowest >= least and highest <= most:
        yield digits
        return
    for n in range(0 if digits or size == 1 else 1, 10):
        yield from _numbers(f"{digits}{n}", size, least, most)


def _size(digits: int) -> str:
    return chr(ord("a") + digits - 1)
