"""The smallest pieces that numbers are made of: strings of digits, number words, ordinals, words of size.

In: a plain text. Out: `Atom` values in text order, not overlapping. One pass of one pattern, every part of
which consumes what it looks at, so the work grows with the text alone. Left undone: which atoms make up one
number (`number_grammar`), what stands around it (`numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from crosswire.annotate.number_digits import CLUSTER, NumberText, read_cluster
from crosswire.lang import table
from crosswire.types import Scalar

AtomKind = Literal[
    "digits", "pair", "part", "measure", "unit", "zero", "teen", "ten", "scale", "ordinal", "fraction", "vague",
    "single", "article"
]  # fmt: skip


class Atom(NamedTuple):
    """A piece: `value` the number it names (of an ordinal its rank), `right` the second of a pair ("10-15") or
    the upper bound of a vague word; `plural` of ordinals and scales; `inner` where it begins behind a currency."""

    start: int
    end: int
    kind: AtomKind
    value: Scalar
    right: Scalar | None = None
    plural: bool = False
    inner: int = -1
    currency: str | None = None


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; a space in a word is any white space. Words are grouped by
    their first letter, so that most of them are passed over at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


@cache
def _words() -> dict[str, tuple[AtomKind, Scalar, bool]]:
    """Each single number word with its kind, value and whether it is a plural."""
    data = table("en", "numbers")
    found: dict[str, tuple[AtomKind, Scalar, bool]] = {"single": ("single", 1, False)}
    kinds: tuple[tuple[str, AtomKind], ...] = (
        ("units", "unit"), ("zeros", "zero"), ("teens", "teen"), ("tens", "ten")
    )  # fmt: skip
    for part, kind in kinds:
        found.update({w: (kind, n, False) for w, n in data[part].items()})
    found.update({w: ("scale", n, w.endswith("s")) for w, n in data["scales"].items()})
    for part in ("denominators", "closing_ordinals"):
        for word, rank in data[part].items():
            plural = word == "halves"
            found[word] = ("ordinal", rank, plural)
            if not plural:
                found[word + "s"] = ("ordinal", rank, True)
    return found


def _vague_pattern() -> str:
    data = table("en", "numbers")
    units = [w for w in data["vague_plurals"] if w != "tens"]
    singular = alternatives([*(w[:-1] for w in units), *units])
    plurals = alternatives(data["vague_plurals"])
    further = rf"(?:{plurals})(?:\s+of\s+(?:{plurals}))?"
    either = r"(?:perhaps|possibly|maybe|even|if\s+not)"
    link = rf",?\s+(?:{either}|or(?:\s+{either})?|and|upon|to)\s+"
    larger = alternatives(w for w, n in data["scales"].items() if n >= 1000 and not w.endswith("s"))
    return (
        rf"(?:{alternatives(data['vague_few'])})[\s-]+(?:{singular})(?:\s+(?:{larger}))?(?![\w-])"
        rf"|{further}(?:{link}{further}(?:,\s+of\s+(?:{plurals}))?)?(?!\w)"
        rf"|the\s+(?:{alternatives(data['vague_parts'])})[\s-]+(?:{plurals})(?!\w)"
        rf"|(?:{alternatives(data['vague_digits'])})[\s-]+digits(?!\w)"
        rf"|(?:{alternatives(data['vague_alone'])})(?![\w-])"
    )


@cache
def _pattern() -> re.Pattern[str]:
    data = table("en", "numbers")
    times = r"(?:minute|hour|day|night|week|fortnight|month|year|decade|century|generation)s?"
    before = ("for", "by", "within", "than", "almost", "nearly", "least", "lasted", "about")
    return re.compile(
        r"(?P<address>(?:https?://|www\.)\S+)"
        rf"|(?P<currency>(?<!\w)(?:{alternatives(data['currencies'])})\s?)?(?=[\d.])(?P<digits>{CLUSTER})"
        rf"|(?P<sign>[{''.join(data['fraction_signs'])}])"
        r"|(?<![^\W\d])(?:"
        rf"(?P<vague>{_vague_pattern()})"
        rf"|(?P<every>every\s+(?:{alternatives(data['every'])}))(?=\s+[a-z])(?!\s+(?:{times}|of)\b)"
        rf"|(?P<word>{alternatives(_words())})(?!\w)"
        rf"|(?P<lead>{'|'.join(before)})\s(?P<article>an?)(?=\s{times}\b))"
    )


def lowered(text: str) -> str:
    """The text in small letters, every letter in its place (a few capitals have no small form of one letter)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def find_atoms(text: str) -> Iterator[Atom]:
    """Every atom of the text, in order."""
    last = -2
    low = lowered(text)
    for match in _pattern().finditer(low):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "digits":
            for atom in _digits(text, match, joined=last == start - 1):
                last = atom.end
                yield atom
        elif kind == "word":
            word_kind, value, plural = _words()[match["word"].casefold()]
            yield Atom(start, end, word_kind, value, plural=plural)
        elif kind == "vague":
            yield _vague(match)
        elif kind == "sign":
            yield Atom(start, end, "fraction", table("en", "numbers")["fraction_signs"][match.group()])
        elif kind == "every":
            rank = table("en", "numbers")["every"][match["every"].split()[-1].casefold()]
            yield Atom(start, end, "fraction", 1 / rank)
        elif kind == "article":
            yield Atom(match.start("article"), end, "article", 1)


def _digits(text: str, match: re.Match[str], *, joined: bool) -> Iterator[Atom]:
    currency = match["currency"]
    inner, end = match.span("digits")
    code = table("en", "numbers")["currencies"][" ".join(currency.split()).casefold()] if currency else None
    read = read_cluster(NumberText(text, inner, end, bool(currency), joined))
    for n, piece in enumerate(read):
        first = currency is not None and n == 0
        yield Atom(
            match.start() if first else piece.start, piece.end, piece.kind, piece.value, piece.right,
            inner=piece.start, currency=code if first else None,
        )  # fmt: skip


def _vague(match: re.Match[str]) -> Atom:
    """The atom of words of size, its value the least that they allow.

    >>> [a.value for a in find_atoms("several dozen; tens of thousands; a handful; hundreds, if not thousands")]
    [36, 20000, 3, 200]
    """
    data = table("en", "numbers")
    words = re.findall(r"\w+", match.group())
    low: Scalar
    high: Scalar | None = None
    if words[-1] == "digits":
        low, high = data["vague_digits"][words[0]]
    elif words[0] == "the":
        unit = data["vague_plurals"][words[2]]
        least, most = data["vague_parts"][words[1]]
        low, high = least * unit, most * unit
    elif words[0] in data["vague_plurals"]:
        low = 2 * data["vague_plurals"][words[0]]
        # "Tens of thousands"; in "tens, if not hundreds, of thousands" the last are those of the first too.
        if words[1:2] == ["of"]:
            low *= data["vague_plurals"][words[2]]
        elif (
            words[-2:-1] == ["of"] and words[-3] in data["vague_plurals"] and "," in match.group().split()[-3]
        ):
            low *= data["vague_plurals"][words[-1]]
    elif words[-1] in data["scales"]:
        scales = [w for w in words if w in data["scales"]]
        low = data["vague_few"][" ".join(words[: -len(scales)])]
        for scale in scales:
            low *= data["scales"][scale]
    else:
        low = data["vague_alone"][" ".join(words)]
    return Atom(match.start(), match.end(), "vague", low, high, plural=len(words) == 1)
