"""Number phrases of a text: digits and words, their value, the qualifier, and what the words allow.

In: a plain text. Out: `NumberPhrase` values in text order, not overlapping. Left undone: whether a
number is a figure at all (`not_figures`), what it counts (`counted`) and what happened (`measures`).

Conventions for low and high: "about N" a tenth either way; "nearly N" from nine tenths of N to N - 1; "more
than N" N + 1 upwards; "fewer than N" anything up to N - 1; words without a number ("dozens") have the low of the
table and an open end. What words without a number count for elsewhere is a setting (`reconcile.profiles`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import ceil, floor
from typing import Literal

from crosswire.annotate.number_atoms import alternatives
from crosswire.annotate.number_counts import Found
from crosswire.annotate.number_digits import whole
from crosswire.annotate.number_grammar import Grammar
from crosswire.annotate.number_qualifiers import Meaning, before, behind
from crosswire.lang import table
from crosswire.types import Qualifier, Scalar

Kind = Literal["count", "percent", "money", "fraction", "vague", "score", "part", "measure"]
# Share by which "about" and "nearly" may miss, neutral profile: one tenth, as ACLED's coders round.
ABOUT_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPhrase:
    """A number with its qualifier: `start`..`end` with it, `core_start`..`core_end` the number alone.

    `value` is None for words that name only a size. `unit` is a currency code, "percent", "share" or
    None. `hyphen` is true where a unit hangs on it by a hyphen ("three-day"). Of kind "part" are the pieces
    of dates, telephone numbers, versions; "score" are two numbers that are no range ("3-1"); "measure" a number
    glued to its unit or to other letters ("29km", "6yo").
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: Scalar | None
    low: Scalar | None
    high: Scalar | None
    qualifier: Qualifier
    kind: Kind = "count"
    unit: str | None = None
    words: bool = False
    hyphen: bool = False


def bounds(
    value: Scalar, qualifier: Qualifier, *, near: bool = False, counted: bool = True
) -> tuple[Scalar | None, Scalar | None]:
    """The least and the most that a qualified number allows, inclusive; None is open. `near` is of "nearly".

    What is not `counted` but measured has values between whole numbers: "less than 2 weeks" allows all up to 2.

    >>> bounds(740, "more_than"), bounds(30, "about"), bounds(300, "less_than", near=True)
    ((741, None), (27, 33), (270, 299))
    """
    step = 1 if isinstance(value, int) and counted else 0
    if qualifier == "more_than":
        return value + step, None
    if qualifier == "at_least":
        return value, None
    if qualifier == "at_most":
        return None, value
    if qualifier == "less_than":
        return (_tenth_below(value) if near else None), value - step
    if qualifier == "about":
        low, high = sorted((value * (1 - ABOUT_SHARE), value * (1 + ABOUT_SHARE)))
        inward = (ceil(round(low, 6)), floor(round(high, 6)))
        return inward if isinstance(value, int) else (whole(low), whole(high))
    return value, value


def _tenth_below(value: Scalar) -> Scalar:
    low = value * (1 - ABOUT_SHARE)
    return floor(round(low, 6)) if isinstance(value, int) else whole(low)


def rescaled(phrase: NumberPhrase, factor: Scalar, *, rounded: bool, counted: bool = True) -> NumberPhrase:
    """The phrase in a smaller unit ("three decades" as 30 years); `rounded` makes an exact number one that is about,
    `counted` is as in `bounds`.

    A phrase without a value is unchanged.
    """
    if phrase.value is None:
        return phrase
    value = whole(phrase.value * factor)
    if rounded and phrase.qualifier == "exact":
        low, high = bounds(value, "about")
        return replace(phrase, value=value, low=low, high=high, qualifier="about")
    low = None if phrase.low is None else whole(phrase.low * factor)
    high = None if phrase.high is None else whole(phrase.high * factor)
    if phrase.qualifier in ("more_than", "less_than"):
        low, high = bounds(value, phrase.qualifier, near=phrase.low is not None, counted=counted)
    return replace(phrase, value=value, low=low, high=high)


@cache
def _units() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of "per cent" behind a number, of "per cent of" before one, and of words of money."""
    percent = r"\s?%|[\s-]{0,3}per\s?cent(?:s|age)?(?!\w)|\s{0,3}percentage(?:\s+points?)?(?!\w)|\s+pct(?!\w)"
    inverted = r"(?<!\w)per\s?cents?\s+of\s+$"
    money = rf"\s{{0,3}}-?({alternatives(table('en', 'numbers')['currency_words'])})\b"
    return re.compile(percent, re.I), re.compile(inverted, re.I), re.compile(money, re.I)


_POUNDS = frozenset({"pound", "pounds"})
_WEIGHED = re.compile(
    r"\b(?:weigh(?:s|ed|ing|t|ts)?|kilogram(?:me)?s?|kilos?|kg|lbs?|ounces?|pounds of [a-z]+|\d+-pound)\b",
    re.I,
)
_STERLING = re.compile(r"£|\b(?:sterling|pence|penny|GBP|British pounds?)\b")
_MINUS = re.compile(r"(?<!\w)(?:minus|negative)\s+$", re.I)
# A minus is glued to its number, or opens the text; behind a number it is a dash.
_DASH = re.compile(r"(?:^|(?<=[\s(<>=]))[-−]$|^\s*[-−]\s$")
_NUMBER_BEFORE = re.compile(r"[\d%]\s*[-−]$")
_COUNTED = re.compile(r"\s+(?!degrees?\b|per\s?cent\b|percent\b|celsius\b|[CF]\b)[^\W\d_]|\s*[-–—]")
_ENDS = re.compile(r"\s*(?:$|[.,;:?!)])")
_HYPHENED_OUT = re.compile(r"[-‑](?:time|fold)\b", re.I)


def _core(text: str, found: Found) -> NumberPhrase:
    """The phrase of a number alone, with its sign."""
    kind: Kind = found.kind if found.kind in ("fraction", "part", "measure", "vague") else "count"
    money = found.currency is not None
    low: Scalar | None
    high: Scalar | None
    value: Scalar | None = found.value
    qualifier: Qualifier = "about" if found.about else "exact"
    low, high = bounds(found.value, qualifier)
    if found.kind == "vague":
        value, low, high, qualifier = None, found.value, found.right, "vague"
    elif found.kind == "pair" or found.right is not None:
        right = found.right if found.right is not None else found.value
        low, high, qualifier = found.value, right, "range"
        # Two ends that do not rise are a score, whatever is glued to them ("1,234-5two").
        rising: Kind = "measure" if found.kind == "measure" else "count"
        kind = rising if found.value < right else "score"
    start, inner = found.start, found.inner
    if kind in ("count", "fraction") and value is not None and (sign := _sign(text, found)) is not None:
        value, start, inner = -value, sign, sign
        low, high = (None if high is None else -high), (None if low is None else -low)
    if money and kind in ("count", "fraction", "vague"):
        kind = "money" if kind != "vague" else "vague"
    unit = found.currency or ("share" if kind == "fraction" else None)
    return NumberPhrase(
        start=start, end=found.end, core_start=inner, core_end=found.end, value=value, low=low, high=high,
        qualifier=qualifier, kind=kind, unit=unit, words=found.words,
    )  # fmt: skip


def _sign(text: str, found: Found) -> int | None:
    """Where the sign of a negative number begins. A dash before a number that counts something is none: a
    bullet, or a dash between clauses."""
    head = text[max(0, found.start - 12) : found.start]
    if match := _MINUS.search(head):
        return found.start - len(head) + match.start()
    if found.words or not (match := _DASH.search(head)) or _NUMBER_BEFORE.search(head):
        return None
    if len(head) < found.start and head[match.start() :].endswith(" "):
        return None
    if _COUNTED.match(text, found.end):
        return None
    return found.start - len(head) + match.start()


def _with_unit(text: str, phrase: NumberPhrase) -> NumberPhrase:
    if phrase.kind in ("part", "score"):
        return phrase
    percent, inverted, money = _units()
    if m := percent.match(text, phrase.end):
        return replace(phrase, end=m.end(), kind="percent", unit="percent")
    if phrase.kind in ("count", "fraction") and _ENDS.match(text, phrase.end):
        head = text[max(0, phrase.start - 16) : phrase.start]
        if m := inverted.search(head):
            begin = phrase.start - len(head) + m.start()
            return replace(phrase, start=begin, kind="percent", unit="percent")
    if (m := money.match(text, phrase.end)) and not (m[1].casefold() in _POUNDS and _pounds_weigh(text)):
        words: dict[str, str] = table("en", "numbers")["currency_words"]
        code = words[re.sub(r"\s+", " ", m[1].casefold())]
        return replace(phrase, end=m.end(), kind="money", unit=phrase.unit or code)
    hyphen = phrase.end < len(text) - 1 and text[phrase.end] in "-‑" and text[phrase.end + 1].isalpha()
    return replace(phrase, hyphen=hyphen) if hyphen else phrase


@lru_cache(maxsize=16)
def _pounds_weigh(text: str) -> bool:
    """Whether the pounds of a text are weights: it weighs something, and has no other word of British money."""
    return _WEIGHED.search(text) is not None and _STERLING.search(text) is None


def _plain(meaning: Meaning) -> tuple[Qualifier, bool]:
    """The qualifier of a meaning, and whether it is near the number."""
    if meaning == "nearly":
        return "less_than", True
    return ("exact", False) if meaning == "or_equal" else (meaning, False)


def _qualified(text: str, phrase: NumberPhrase, following: int | None) -> NumberPhrase:
    """The phrase with the words around it that say how the number is meant; the next begins at `following`."""
    start, end, qualifier, near = phrase.start, phrase.end, phrase.qualifier, False
    said = False
    for _ in range(2):
        found = before(text, start, passing=start == phrase.start)
        if not found:
            break
        name, close = _plain(found.meaning)
        if qualifier in ("exact", "about", "vague") and name != "exact":
            qualifier, near = name, close
        start, said = found.at, True
    tail = behind(text, phrase.end, following)
    if tail and tail.meaning == "or_equal":
        merged: Qualifier | None = {"more_than": "at_least", "less_than": "at_most"}.get(qualifier)  # type: ignore[assignment]
        qualifier, end = (merged, tail.at) if merged else (qualifier, end)
    elif tail:
        (qualifier, near), end = _plain(tail.meaning), tail.at
    if phrase.value is None:
        return replace(phrase, start=start, qualifier="vague")
    if qualifier == phrase.qualifier and not said and end == phrase.end:
        return phrase
    low, high = bounds(phrase.value, qualifier, near=near, counted=phrase.kind not in ("money", "percent"))
    return replace(phrase, start=start, end=end, qualifier=qualifier, low=low, high=high)


def _opened(text: str, phrase: NumberPhrase) -> NumberPhrase:
    """A range with the qualifier before it, which changes nothing ("some 30 or 40")."""
    found = before(text, phrase.start, passing=False)
    return replace(phrase, start=found.at) if found else phrase


@cache
def _joins() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = table("en", "numbers")
    dash = r"\s{0,2}[-–—‑~]\s{0,2}"
    return (
        re.compile(rf"{dash}|-?\s{{0,3}}(?:{alternatives(data['ranges']['to'])})\s{{1,3}}", re.I),
        re.compile(rf"\s{{0,3}}(?:{alternatives(data['ranges']['or'])})\s{{1,3}}", re.I),
        frozenset(data["changing"]["words"]),
    )


@cache
def _open_ends() -> tuple[str, ...]:
    return tuple(table("en", "numbers")["ranges"]["open"])


_AND = re.compile(r"\s{0,3}and\s{1,3}", re.I)
_BETWEEN = re.compile(r"(?<!\w)between\s{1,3}$", re.I)
_FROM = re.compile(r"(?<!\w)from\s{1,3}$", re.I)
_CLAUSE = re.compile(r"[.;!?\n]")
_SIDES = re.compile(r"\s{0,2},?\s{1,3}(?:(?:and|but)\s{1,3})?", re.I)


def _joined(text: str, left: NumberPhrase, right: NumberPhrase) -> NumberPhrase | None:
    """One range out of two neighbouring numbers, where the words between say so."""
    gap = text[left.end : right.start]
    if (
        len(gap) > 24
        or left.value is None
        or right.value is None
        or left.value == 0
        or left.value >= right.value
    ):
        return None
    if {left.kind, right.kind} & {"part", "score", "measure"} or "range" in (left.qualifier, right.qualifier):
        return None
    to, either, changing = _joins()
    head = text[max(0, left.start - 80) : left.start]
    opened = _BETWEEN.search(head)
    if _AND.fullmatch(gap):
        if not opened:
            return None
    elif not either.fullmatch(gap):
        if not to.fullmatch(gap):
            return None
        if opened_from := _FROM.search(head):
            clause = _CLAUSE.split(head[: opened_from.start()])[-1]
            if changing & {w.casefold() for w in re.findall(r"\w+", clause)}:
                return None
            opened = opened_from
    low = _scaled_alike(text, left.value, right)
    # "two or three" is a range, "20 or 300" two numbers: neighbours differ by less than a factor of three.
    if either.fullmatch(gap) and right.value > 3 * low:
        return None
    start = left.start - len(head) + opened.start() if opened else left.start
    high = None if gap.casefold().rstrip().endswith(_open_ends()) else right.value
    return replace(
        right, start=start, core_start=left.core_start, value=low, low=low, high=high,
        qualifier="range", unit=right.unit or left.unit, kind=right.kind if right.kind != "count" else left.kind,
        words=left.words and right.words,
    )  # fmt: skip


def _scaled_alike(text: str, left: Scalar, right: NumberPhrase) -> Scalar:
    """The first number in the scale of the second, where it shares that ("two to three hundred")."""
    scales: dict[str, int] = table("en", "numbers")["scales"]
    tail = re.split(r"[\s-]+", text[right.core_start : right.core_end].casefold())[-1]
    scale = scales.get(tail)
    if scale is None or right.value is None or not left < right.value / scale:
        return left
    return whole(left * scale)


def _sided(text: str, left: NumberPhrase, right: NumberPhrase) -> NumberPhrase | None:
    """One range out of two bounds that stand together ("at least 20 and up to 40")."""
    above, under = ("more_than", "at_least"), ("less_than", "at_most")
    if len(text[left.end : right.start]) > 12 or not _SIDES.fullmatch(text[left.end : right.start]):
        return None
    if left.qualifier in under and right.qualifier in above:
        low, high = right, left
    elif left.qualifier in above and right.qualifier in under:
        low, high = left, right
    else:
        return None
    if low.value is None or high.value is None or low.low is None or high.high is None or low.low > high.high:
        return None
    if low.value >= high.value:
        return None
    return replace(
        right, start=left.start, core_start=left.core_start, value=low.value, low=low.low, high=high.high,
        qualifier="range", kind=right.kind if right.kind != "count" else left.kind, unit=right.unit or left.unit,
    )  # fmt: skip


def _is_pronoun(text: str, phrase: NumberPhrase) -> bool:
    """Whether "one" stands for a person or thing ("the one who", "which one is")."""
    if phrase.value != 1 or text[phrase.core_start : phrase.core_end].casefold() != "one":
        return False
    words = table("en", "numbers")["one_pronoun"]
    head = re.search(r"([^\W\d_]+)\s+$", text[max(0, phrase.core_start - 12) : phrase.core_start])
    if not head:
        return False
    # "That one is good" opens a sentence; in "said that one is good" it is a conjunction.
    word = head[1] if head[1].casefold() == "that" else head[1].casefold()
    if word not in words["before"]:
        return False
    if word == "no":
        return True
    tail = re.match(r"\s+([^\W\d_]+)|\s*(?=[^\w\s-]|$)", text[phrase.end : phrase.end + 24])
    return tail is not None and (not tail[1] or tail[1].casefold() in words["after"])


def _paired(
    phrases: Iterable[NumberPhrase], join: Literal["range", "sides"], text: str
) -> list[NumberPhrase]:
    found: list[NumberPhrase] = []
    rule = _joined if join == "range" else _sided
    for phrase in phrases:
        joined = rule(text, found[-1], phrase) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(phrase)
    return found


def find_numbers(text: str) -> tuple[NumberPhrase, ...]:
    """Every number phrase of the text, in order; ranges are one phrase.

    >>> [(p.value, p.qualifier) for p in find_numbers("More than 740 of some 30,000; between 10 and 15")]
    [(740, 'more_than'), (30000, 'about'), (10, 'range')]
    """
    cores = [
        _with_unit(text, _core(text, found))
        for found in Grammar(text).read()
        if not (found.words and _HYPHENED_OUT.match(text, found.end))
    ]
    ranges = _paired(cores, "range", text)
    qualified = [
        p
        if p.kind in ("part", "score")
        else _opened(text, p)
        if p.qualifier == "range"
        else _qualified(text, p, ranges[n + 1].start if n + 1 < len(ranges) else None)
        for n, p in enumerate(ranges)
    ]
    return tuple(p for p in _paired(qualified, "sides", text) if not _is_pronoun(text, p))
