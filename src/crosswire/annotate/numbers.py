"""Number phrases of a text: digits and words, their value, the qualifier, and what the words allow.

In: a plain text. Out: `NumberPhrase` values in text order, not overlapping. Left undone: whether a
number is a figure at all (`not_figures`), what it counts (`counted`) and what happened (`measures`).

Conventions for low and high, profile "neutral" (after UCDP's and ACLED's ways with vague numbers):
"about N" a tenth either way; "nearly N" from nine tenths of N to N - 1; "more than N" N + 1 upwards;
words without a number ("dozens") have the low of the table and an open end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor
from typing import Literal

from crosswire.lang import table
from crosswire.types import Qualifier, Scalar

Kind = Literal["count", "percent", "money", "fraction", "vague", "score"]
# Share by which "about" and "nearly" may miss, neutral profile: one tenth, as ACLED's coders round.
ABOUT_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPhrase:
    """A number with its qualifier: `start`..`end` with it, `core_start`..`core_end` the number alone.

    `value` is None for words that name only a size. `unit` is a currency code, "percent", "share" or
    None. `hyphen` is true where a unit hangs on it by a hyphen ("three-day").
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


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = table("en", "numbers")
    unit, teen, ten = (_alternatives(data[k]) for k in ("units", "teens", "tens"))
    below100 = rf"(?:(?:{ten})(?:[-\s](?:{unit}))?|{teen}|{unit})"
    below1000 = rf"(?:(?:{unit}|{teen}|an?)[-\s]+hundred(?:(?:\s+and)?\s+{below100})?|{below100})"
    scale = r"(?:hundred|thousand|million|billion|trillion|dozen)"
    words = (
        rf"half\s+an?\s+(?:million|dozen|billion)|(?:an?|one)\s+(?:thousand|million|billion|trillion|dozen)"
        rf"|{below1000}(?:\s+and\s+a\s+half)?(?:[-\s]+{scale}(?:\s+(?:and\s+)?{below1000}(?=\W))?)*"
    )
    short = _alternatives(data["short_scales"])
    digits = (
        r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?![\d.])|\d{1,3}(?:[   ’']\d{3})+(?!\d)"
        r"|\d{1,3}(?: 000)+(?!\d)|\d+\.\d+|\d+,\d{1,2}(?=\s+(?:million|billion|per\s?cent|%))|\.\d+|\d+)"
        rf"(?:\s*-?(?:thousand|million|billion|trillion|dozen|hundred)\b|\s?(?:{short})\b(?!\.))?"
    )
    currency = _alternatives(data["currencies"])
    after = [w for ws in data["qualifiers_after"].values() for w in ws]
    before = [w for ws in data["qualifiers_before"].values() for w in ws]
    passing = [w for ws in data["passing"].values() for w in ws]
    vague = _alternatives(data["vague"])
    return {
        "core": re.compile(
            rf"(?P<currency>(?<![\w])(?:{currency})\s?)?"
            rf"(?:(?<![\w.,:/-])(?P<left>{digits})\s?[-–—‑]\s?(?P<right>{digits})(?![\w-])"
            rf"|(?<![\w.,:/-])(?P<digits>{digits})"
            rf"|(?<![\w-])(?P<fraction>{_alternatives(data['fractions'])})(?![\w-])(?!\s+an?\s+(?:million|dozen|billion))"
            rf"|(?<![\w-])(?P<vague>{vague})(?![\w-])|(?<![\w-])(?P<words>{words})(?!\w)(?!-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|time)\b)|(?<![\w])(?P<single>single)(?=\s)"
            rf"|(?:(?<=for )|(?<=by )|(?<=within )|(?<=than )|(?<=almost )|(?<=nearly )|(?<=least )|(?<=lasted )|(?<=about ))"
            r"(?P<article>an?)(?=\s(?:minute|hour|day|night|week|fortnight|month|year|decade|century|generation)\b))",
            re.I,
        ),
        "percent": re.compile(r"\s?%|[\s-]*per\s?cent\b|\s*percentage points?\b|\s+pct\b", re.I),
        "money": re.compile(rf"\s*-?({_alternatives(data['currency_words'])})\b", re.I),
        "before": re.compile(rf"(?<![\w-])({_alternatives(before)})\s+(?:the\s+|an?\s+)?[“\"'‘«]?$", re.I),
        "passing": re.compile(rf"(?<![\w-])({_alternatives(passing)})\s+(?:the\s+)?$", re.I),
        "after": re.compile(rf"\s?({_alternatives(after)})(?!\w)", re.I),
        "digit_parts": re.compile(r"[\d.,   ’']*\d"),
    }


@cache
def _qualifier_of() -> dict[str, Qualifier]:
    data = table("en", "numbers")
    found: dict[str, Qualifier] = {}
    for part in ("qualifiers_after", "passing", "qualifiers_before"):
        for qualifier, forms in data[part].items():
            found.update({form.strip(): qualifier for form in forms})
    return found


@cache
def _word_values() -> dict[str, int]:
    data = table("en", "numbers")
    return {**data["units"], **data["teens"], **data["tens"]}


def _whole(value: float) -> Scalar:
    rounded = round(value, 9)
    return int(rounded) if rounded == int(rounded) else rounded


def value_of_words(text: str) -> Scalar:
    """The number that number words name.

    >>> value_of_words("two hundred and forty-one"), value_of_words("half a million")
    (241, 500000)
    """
    scales: dict[str, int] = table("en", "numbers")["scales"]
    values = _word_values()
    total = current = 0.0
    for word in re.split(r"[-\s]+", text.casefold()):
        if word in values:
            current += values[word]
        elif word in ("a", "an"):
            current = current or 0.0
        elif word == "half":
            current += 0.5
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in scales:
            total += (current or 1) * scales[word]
            current = 0.0
    return _whole(total + current)


def value_of_digits(text: str) -> Scalar:
    """The number that digits, with separators and a scale word, write.

    >>> value_of_digits("3,811"), value_of_digits("88 million"), value_of_digits("2.500")
    (3811, 88000000, 2500)
    """
    data = table("en", "numbers")
    match = _patterns()["digit_parts"].match(text)
    digits = match.group() if match else ""
    scale = text[len(digits) :].strip(" -\n\r\t").casefold()
    factor = data["scales"].get(scale) or data["short_scales"].get(scale) or 1
    plain = re.sub(r"[   ’']", "", digits)
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", plain) and factor == 1:
        plain = plain.replace(".", "")
    return _whole(float(plain.replace(",", "")) * factor)


def bounds(value: Scalar, qualifier: Qualifier) -> tuple[Scalar | None, Scalar | None]:
    """The least and the most that a qualified number allows, inclusive; None is open.

    >>> bounds(740, "more_than"), bounds(30, "about"), bounds(300, "less_than")
    ((741, None), (27, 33), (270, 299))
    """
    step = 1 if isinstance(value, int) else 0
    if qualifier == "more_than":
        return value + step, None
    if qualifier == "at_least":
        return value, None
    if qualifier == "at_most":
        return None, value
    if qualifier == "less_than":
        return _whole(floor(value * (1 - ABOUT_SHARE))) if step else None, value - step
    if qualifier == "about":
        if not step:
            return _whole(value * (1 - ABOUT_SHARE)), _whole(value * (1 + ABOUT_SHARE))
        return ceil(round(value * (1 - ABOUT_SHARE), 6)), floor(round(value * (1 + ABOUT_SHARE), 6))
    return value, value


def _core(match: re.Match[str]) -> NumberPhrase:
    start, end = match.span()
    data = table("en", "numbers")
    currency = match["currency"]
    inner = start + len(currency) if currency else start
    unit: str | None = None
    kind: Kind = "count"
    value: Scalar | None
    if match["left"]:
        return _digit_range(match)
    if match["digits"]:
        value = value_of_digits(match["digits"])
    elif match["fraction"]:
        value, kind, unit = (
            data["fractions"][re.sub(r"\s+", " ", match["fraction"].casefold())],
            "fraction",
            "share",
        )
    elif match["vague"]:
        low = data["vague"][re.sub(r"\s+", " ", match["vague"].casefold())]
        return NumberPhrase(
            start=start, end=end, core_start=inner, core_end=end, value=None, low=low, high=None,
            qualifier="vague", kind="vague", words=True, unit=_currency(currency),
        )  # fmt: skip
    elif match["single"] or match["article"]:
        value = 1
    else:
        value = value_of_words(match["words"])
    if currency:
        kind, unit = "money", _currency(currency)
    qualifier: Qualifier = "about" if re.search(r"dozen$", match.group(), re.I) else "exact"
    low_, high_ = bounds(value, qualifier)
    return NumberPhrase(
        start=start, end=end, core_start=inner, core_end=end, value=value, low=low_, high=high_,
        qualifier=qualifier, kind=kind, unit=unit, words=not match["digits"],
    )  # fmt: skip


def _digit_range(match: re.Match[str]) -> NumberPhrase:
    """ "10-15" as one phrase; a scale word behind the second number holds for both.

    Where the first is not the smaller ("3-1", "555-0199") the phrase says nothing: kind "score".
    """
    start, end = match.span()
    low, high = value_of_digits(match["left"]), value_of_digits(match["right"])
    scale = high / value_of_digits(re.sub(r"[^\d.,]+$", "", match["right"])) if high else 1
    if scale > 1 and match["left"].replace(",", "").replace(".", "").isdigit():
        low = _whole(low * scale)
    return NumberPhrase(
        start=start, end=end, core_start=match.start("left"), core_end=end, value=low, low=low, high=high,
        qualifier="range", kind="score" if low >= high else "money" if match["currency"] else "count",
        unit=_currency(match["currency"]),
    )  # fmt: skip


def _currency(text: str | None) -> str | None:
    return table("en", "numbers")["currencies"][" ".join(text.split()).casefold()] if text else None


def _with_unit(text: str, phrase: NumberPhrase) -> NumberPhrase:
    patterns = _patterns()
    if m := patterns["percent"].match(text, phrase.end):
        return replace(phrase, end=m.end(), kind="percent", unit="percent")
    if m := patterns["money"].match(text, phrase.end):
        words: dict[str, str] = table("en", "numbers")["currency_words"]
        code = words[re.sub(r"\s+", " ", m[1].casefold())]
        return replace(phrase, end=m.end(), kind="money", unit=phrase.unit or code)
    hyphen = phrase.end < len(text) - 1 and text[phrase.end] in "-‑" and text[phrase.end + 1].isalpha()
    return replace(phrase, hyphen=hyphen) if hyphen else phrase


def _qualified(text: str, phrase: NumberPhrase) -> NumberPhrase:
    """The phrase with the words around it that say how the number is meant."""
    patterns, names = _patterns(), _qualifier_of()
    start, end, qualifier = phrase.start, phrase.end, phrase.qualifier
    # 40 characters hold the longest qualifier with a determiner and a quotation mark.
    window = max(0, start - 40)
    for _ in range(2):
        head = text[window:start]
        m = patterns["before"].search(head) or (
            patterns["passing"].search(head) if start == phrase.start else None
        )
        if not m:
            break
        name = names[re.sub(r"\s+", " ", m[1].casefold())]
        qualifier = name if qualifier in ("exact", "about", "vague") and name != "exact" else qualifier
        start = window + m.start(1)
    if m := patterns["after"].match(text, phrase.end):
        qualifier, end = names[m[1].strip().casefold()], m.end()
    if phrase.value is None:
        return replace(phrase, start=start, qualifier="vague")
    low, high = bounds(phrase.value, qualifier)
    return replace(phrase, start=start, end=end, qualifier=qualifier, low=low, high=high)


_JOIN = re.compile(r"\s*(?:[-–—‑]|\bto\b|\band\b|\bor\b)\s*", re.I)
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)
_FROM = re.compile(r"\bfrom\s+$", re.I)


def _joined(text: str, left: NumberPhrase, right: NumberPhrase) -> NumberPhrase | None:
    """One range out of two neighbouring numbers, where the words between say so."""
    gap = text[left.end : right.start]
    if left.value is None or right.value is None or not _JOIN.fullmatch(gap) or left.value >= right.value:
        return None
    word = gap.strip().casefold()
    head = text[max(0, left.start - 12) : left.start]
    between = _BETWEEN.search(head)
    if word == "and" and not between:
        return None
    if word == "to" and _FROM.search(head):
        return None
    # "two or three" is a range, "20 or 300" two numbers: neighbours differ by less than a factor of three.
    if word == "or" and right.value > 3 * left.value:
        return None
    low = left.value
    start = max(0, left.start - 12) + between.start() if between else left.start
    scale = table("en", "numbers")["scales"]
    tail = re.split(r"[\s-]+", text[right.core_start : right.core_end].casefold())[-1]
    if tail in scale and right.value >= scale[tail] > low and scale[tail] >= 1000:
        low = _whole(low * scale[tail])
    return replace(
        right, start=start, core_start=left.core_start, value=low, low=low, high=right.value,
        qualifier="range", unit=right.unit or left.unit, kind=right.kind if right.kind != "count" else left.kind,
    )  # fmt: skip


def find_numbers(text: str) -> tuple[NumberPhrase, ...]:
    """Every number phrase of the text, in order; ranges are one phrase.

    >>> [(p.value, p.qualifier) for p in find_numbers("More than 740 of some 30,000; between 10 and 15")]
    [(740, 'more_than'), (30000, 'about'), (10, 'range')]
    """
    cores = [_with_unit(text, _core(m)) for m in _patterns()["core"].finditer(text)]
    found: list[NumberPhrase] = []
    for phrase in cores:
        joined = _joined(text, found[-1], phrase) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(phrase)
    return tuple(p if p.qualifier == "range" else _qualified(text, p) for p in found)
