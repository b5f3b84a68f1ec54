"""What a string of digits says: a number, two numbers of a range, or the parts of something that is no number.

In: the place of a cluster (digits with the marks inside them) in a text. Out: its `Piece` values. The parts of
dates, clock times, telephone numbers, versions and lists run together are given as kind "part": they have
values, but count nothing. A number glued to a unit or other letters ("29km", "6yo") is of
kind "measure". Left undone: scale words behind the digits ("5 million"), which `number_counts` reads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from crosswire.lang import table
from crosswire.types import Scalar

_SPACE = "\u00a0\u202f\u2009"
# Powers; thousands set apart by spaces (two groups, or zeros alone: "killed 12 300 hurt" is two numbers);
# else digits with single marks between them. Each alternative moves forward over what it reads.
CLUSTER = (
    r"\d++(?:\.\d++)?(?:(?:x\s?10)?\^[+-]{0,2}\d++|e[+-]?\d++(?!\w))"
    r"|\d{1,3}(?:(?: \d{3}){2,5}|(?: 000){1,5})(?!\d)"
    rf"|\.?\d++(?:[.,:/'’{_SPACE}–—‑~-]\.?\d++)*+"
)
_DASH = re.compile(r"[-–—‑~]")
_MARK = re.compile(r"[^\d.]+")
_PLAIN = re.compile(r"\d+")
_POWER = re.compile(r"([\d.]+)(?:(x\s?10)?\^([+-]{0,2})|e([+-]?))(\d+)", re.I)
_SHAPES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), ",", "."),
    (re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?"), ",", "."),
    (re.compile(rf"\d{{1,3}}(?:[{_SPACE} '’]\d{{3}})+(?:\.\d+)?"), f"{_SPACE} '’", "."),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"), ".", ","),
    (re.compile(r"\d*\.\d+"), "", "."),
    (re.compile(r"\d{1,3},\d{1,2}"), "", ","),
)
# Longer strings of digits and larger powers are none that a report prints; they would only cost time to work out.
_MOST_DIGITS = 40
# Denominators of fractions in print; "9/11" and "24/7" are none.
_DENOMINATORS = frozenset((*range(2, 11), 12, 16, 20, 32, 50, 64, 100))

PieceKind = Literal["digits", "pair", "part", "measure", "fraction"]


class NumberText(NamedTuple):
    """Where a cluster stands: `text[start:end]`; `money` where a currency precedes it, `joined`
    where a hyphen ties it to a number before it."""

    text: str
    start: int
    end: int
    money: bool = False
    joined: bool = False


class Piece(NamedTuple):
    """One number of a cluster; `right` is the second of a pair."""

    start: int
    end: int
    kind: PieceKind
    value: Scalar
    right: Scalar | None = None


def whole(value: Scalar) -> Scalar:
    """The value as an int where it is one; else without the noise of binary fractions.

    >>> whole(1.1 * 1000000), whole(2.5), whole(1e-12)
    (1100000, 2.5, 1e-12)
    """
    if isinstance(value, int):
        return value
    near = round(value)
    if abs(value - near) <= 1e-9 * abs(near) or value == 0:
        return near
    return round(value, 9) if abs(value) >= 1e-3 else value


def value_of_digits(text: str) -> Scalar | None:
    """The number that digits with their separators write, or None where they write none.

    >>> value_of_digits("3,811"), value_of_digits("2.500"), value_of_digits("1 234 567"), value_of_digits("5,17,2018")
    (3811, 2500, 1234567, None)
    """
    if len(text) > _MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return int(text)
    for shape, groups, point in _SHAPES:
        if shape.fullmatch(text):
            plain = text.translate({ord(c): None for c in groups}).replace(point, ".")
            return whole(float(plain)) if "." in plain else int(plain)
    if match := _POWER.fullmatch(text):
        return _power(match)
    return None


def _power(match: re.Match[str]) -> Scalar | None:
    base, exponent = float(match[1]), int(match[5][:6])
    if exponent > _MOST_DIGITS or not base:
        return None
    # "^--23" is written for 23.
    if (match[3] or match[4] or "").count("-") == 1:
        exponent = -exponent
    tens = match[2] or match[3] is None
    try:
        return whole(base * 10.0**exponent if tens else base**exponent)
    except OverflowError:
        return None


@cache
def _suffix() -> re.Pattern[str]:
    short = sorted(table("en", "numbers")["short_scales"], key=lambda w: (-len(w), w))
    # Of one letter, the case tells; longer ones are written in any.
    forms = {w: w if len(w) == 1 else f"(?i:{w})" for w in short}
    scales = "|".join(forms.values())
    apart = "|".join(form for w, form in forms.items() if w not in "bBK")
    money = "|".join(sorted(table("en", "numbers")["money_scales"], key=lambda w: (-len(w), w)))
    signs = "".join(table("en", "numbers")["fraction_signs"])
    words = "|".join(sorted(table("en", "numbers")["scales"], key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?P<scale>(?:{scales})(?!\w|-[^\W\d])|[ \t]{{1,2}}(?:{apart})(?![\w-]))|[ \t]?(?P<money>{money})(?!\w|-[^\W\d])"
        rf"|(?P<word>(?i:{words}))(?!\w)|(?P<ordinal>st|nd|rd|th|ST|ND|RD|TH)(?!\w)|(?P<letters>[^\W\d_{signs}])"
    )


def _short_scale(written: str) -> int:
    scales: dict[str, int] = table("en", "numbers")["short_scales"]
    return scales[written if len(written) == 1 else written.lower()]


_COUNTED = re.compile(r"\s+(?:people|children|men|women|[^\W\d_]{3,}[^\Ws]s)\b")
_GENERATION = re.compile(r"[1-6]")


def read_cluster(place: NumberText) -> list[Piece]:
    """What the cluster says, in order; empty where the digits are part of a word ("F16", "4th")."""
    text, start, end, money, joined = place
    before = text[start - 1] if start else " "
    if before.isalpha() or before == "_":
        return []
    cluster = text[start:end]
    tied = before in "-‑–" and start > 1 and text[start - 2].isalnum() and not joined
    label = before in ".,:/+\\" or tied
    if "^" in cluster or "e" in cluster.casefold():
        value = None if label else value_of_digits(cluster)
        return _parts(text, start, end) if value is None else [Piece(start, end, "digits", value)]
    if (sides := _DASH.split(cluster)) and len(sides) > 1:
        return _dashed(place, sides, label)
    if "/" in cluster:
        return _divided(place, label)
    value = value_of_digits(cluster)
    if value is None or label:
        return _parts(text, start, end)
    return _scaled(text, start, end, value, money=money)


def _scaled(text: str, start: int, end: int, value: Scalar, *, money: bool) -> list[Piece]:
    """A number with the scale or the unit glued to it."""
    match = _suffix().match(text, end)
    if not match or match["word"]:
        return [Piece(start, end, "digits", value)]
    if scale := (match["scale"] or "").strip():
        if scale == "G" and _GENERATION.fullmatch(text[start:end]):
            return [Piece(start, end, "part", value)]
        return [Piece(start, match.end(), "digits", whole(value * _short_scale(scale)))]
    if scale := match["money"]:
        if money or (scale == "m" and _COUNTED.match(text, match.end())):
            factor = table("en", "numbers")["money_scales"][scale]
            return [Piece(start, match.end(), "digits", whole(value * factor))]
        glued = match.start("money") == end
        return [Piece(start, end, "measure" if glued else "digits", value)]
    if match["ordinal"]:
        return []
    return [Piece(start, end, "measure", value)]


def _dashed(place: NumberText, sides: list[str], label: bool) -> list[Piece]:
    """ "10-15" is a pair, "3-1" and "2018-05-17" are parts; the second number's scale holds for both."""
    text, start, end, money, _ = place
    values = [value_of_digits(s) for s in sides]
    left, right = values[0], values[1]
    zeros = any(len(s) > 1 and s[0] == "0" and s[1].isdigit() for s in sides)
    if len(sides) != 2 or left is None or right is None or zeros or label:
        return _parts(text, start, end)
    (last,) = _scaled(text, start + len(sides[0]) + 1, end, right, money=money) or (None,)
    if last is None or last.kind == "part":
        return _parts(text, start, end)
    if last.kind == "digits" and last.value != right and right and left < right:
        left = whole(left * last.value / right)
    elif sides[1].endswith(",000") and left < right / 1000:
        left = whole(left * 1000)  # "40-50,000 people"
    if last.kind == "measure" and left >= last.value:
        return _parts(text, start, end)
    return [Piece(start, last.end, "measure" if last.kind == "measure" else "pair", left, last.value)]


def _divided(place: NumberText, label: bool) -> list[Piece]:
    """ "3/4" is a fraction; "24/7", "9/11" and "5/17/2018" are parts."""
    text, start, end, _, _ = place
    sides = text[start:end].split("/")
    if len(sides) == 2 and not label and all(_PLAIN.fullmatch(s) and len(s) < 4 for s in sides):
        left, right = map(int, sides)
        if 0 < left < right and right in _DENOMINATORS and not text[end : end + 1].isalpha():
            return [Piece(start, end, "fraction", left / right)]
    return _parts(text, start, end)


def _parts(text: str, start: int, end: int) -> list[Piece]:
    pieces = []
    for match in re.finditer(r"\d+", text[start:end]):
        if match.end() - match.start() <= _MOST_DIGITS:
            pieces.append(Piece(start + match.start(), start + match.end(), "part", int(match.group())))
    return pieces
