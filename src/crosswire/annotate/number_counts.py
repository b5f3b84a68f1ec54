"""Counts out of atoms: what words and digits that stand together are worth ("two hundred and forty-one").

In: a text's atoms. Out: from an atom on, the count that begins there and the atom behind it. What is looked at
ahead is bounded. Left undone: fractions and shares (`number_grammar`), signs, units, qualifiers, ranges (`numbers`).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from crosswire.annotate.number_atoms import find_atoms
from crosswire.annotate.number_digits import whole
from crosswire.lang import table
from crosswire.types import Scalar

FoundKind = Literal["count", "fraction", "vague", "pair", "part", "measure", "single", "article"]

# No number in print has more words than this; it bounds what is looked at ahead.
MOST_ATOMS = 24
_GAP = 14
# What is larger is not multiplied any further: no report prints it, and it would only cost time.
_MOST = 10**18
_GAPS = {
    "": "", "-": "-", "‑": "-", "–": "-", "and": "and", "-and-": "and", "and a": "and a", "and an": "and a",
    "-and-a-": "and a", "point": "point", "over": "over", "out of": "out of", "in": "in", "of a": "of a", "a": "a",
    "-a-": "a",
}  # fmt: skip
ARTICLE = re.compile(r"(?<![\w-])an?[\s-]+$", re.I)
_ENDS_OR_OF = re.compile(r"\s*(?:$|[.,;:?!)]|of\b)")
_OF = re.compile(r"\sof\s+(?!\d)", re.I)
_AT = re.compile(r"\bat\s+$", re.I)


class Found(NamedTuple):
    """A number: `start`..`end` with its currency, `inner` where the number itself begins; `about` where the unit is
    a loose one (dozen, score)."""

    start: int
    inner: int
    end: int
    kind: FoundKind
    value: Scalar
    right: Scalar | None = None
    words: bool = True
    currency: str | None = None
    about: bool = False


class Cardinal(NamedTuple):
    """A count, the atom behind it, and the scale that it closes with (0 for none)."""

    value: Scalar
    next: int
    scale: Scalar = 0


class Counts:
    """The atoms of one text and the ways to read counts from an index on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.atoms = list(find_atoms(text))
        # Atoms from here on are not looked at; it is lower while a part of a number is read alone.
        self._stop = len(self.atoms)

    def _made(
        self, k: int, following: int, value: Scalar, *, kind: FoundKind = "count", start: int = -1
    ) -> Found:
        first, last = self.atoms[k], self.atoms[following - 1]
        inner = first.inner if first.inner >= 0 else first.start
        begin = min(self._article(k), first.start) if start < 0 else start
        return Found(
            start=begin, inner=min(inner, begin) if first.inner < 0 else inner, end=last.end, kind=kind, value=value,
            right=first.right, words=all(a.kind not in ("digits", "pair", "part", "measure") for a in self.atoms[k:following])
            and not (first.kind == "fraction" and first.end - first.start > 1 and self.text[first.start].isdigit()),
            currency=first.currency,
            about=last.kind == "scale" and last.value in (12, 20),
        )  # fmt: skip

    # What stands between and around atoms.

    def _gap(self, k: int) -> str | None:
        """What joins atom `k` to the next: one of the values of `_GAPS`, " " or None for anything else."""
        if k + 1 >= self._stop:
            return None
        start, end = self.atoms[k].end, self.atoms[k + 1].start
        if end - start > _GAP:
            return None
        between = self.text[start:end]
        if between.count("\n") > 1:
            return None
        words = " ".join(between.casefold().split())
        if not words:
            return " " if between else ""
        if words in "-‑–" and between != words and (self.atoms[k].kind, self.atoms[k + 1].kind) not in (
            ("ten", "unit"), ("unit", "ordinal"), ("teen", "ordinal"),
        ):  # fmt: skip
            return None
        return _GAPS.get(words)

    def _article(self, k: int) -> int:
        """Where the article before a scale or ordinal begins ("a dozen"), else the atom's own start."""
        atom = self.atoms[k]
        if atom.kind in ("scale", "ordinal") and (
            match := ARTICLE.search(self.text[max(0, atom.start - 5) : atom.start])
        ):
            return max(0, atom.start - 5) + match.start()
        return atom.start

    def _inside_word(self, k: int) -> bool:
        """Whether a hyphen ties the word to a word before it that is no number ("mid-twenties")."""
        atom = self.atoms[k]
        if atom.kind in ("digits", "fraction") or atom.start < 2 or self.text[atom.start - 1] not in "-‑":
            return False
        return self.text[atom.start - 2].isalpha() and not (k and self.atoms[k - 1].end >= atom.start - 1)

    def _kind(self, k: int) -> str | None:
        return self.atoms[k].kind if k < self._stop else None

    def _alone(self, k: int, stop: int) -> Cardinal | None:
        """The count that begins at atom `k`, as if the atoms from `stop` on were not there."""
        before, self._stop = self._stop, min(stop, self._stop)
        try:
            return self._cardinal(k)
        finally:
            self._stop = before

    # Counts.

    def _small(self, k: int) -> tuple[Scalar, int] | None:
        """A number word below one hundred."""
        kind = self._kind(k)
        if kind == "ten" and self._kind(k + 1) == "unit" and self._gap(k) in (" ", "-"):
            return self.atoms[k].value + self.atoms[k + 1].value, k + 2
        return (self.atoms[k].value, k + 1) if kind in ("ten", "teen", "unit", "zero") else None

    def _scale(self, k: int) -> Scalar:
        """The scale that multiplies what stands right before it, else 0; words of size may be one ("five hundreds")."""
        kind = self._kind(k)
        if kind is None or k == 0 or self._gap(k - 1) not in ("", " ", "-"):
            return 0
        atom = self.atoms[k]
        if kind == "scale":
            return atom.value
        plural = kind == "vague" and atom.plural
        word = self.text[atom.start : atom.end] if plural else ""
        if self._kind(k - 1) != "digits":
            word = word.casefold()
        elif not _ENDS_OR_OF.match(self.text, atom.end):
            # "Raid kills 21 hundreds flee" is a headline, "2016 Dozens dead" a year and one.
            return 0
        scale: Scalar = table("en", "numbers")["scales"].get(word, 0)
        return scale

    def _head(self, k: int) -> tuple[Scalar, int] | None:
        kind = self._kind(k)
        if kind == "digits":
            return self.atoms[k].value, k + 1
        if kind != "scale":
            return self._small(k)
        atom = self.atoms[k]
        if self._article(k) < atom.start and not atom.plural:
            # "A score" is a number of the old style before "of" only.
            return (1, k) if atom.value != 20 or _OF.match(self.text, atom.end) else None
        if atom.value != 100 or atom.plural:
            return None
        # "Hundred thousand boats", "hundred and fifty boats": an article left out.
        added = self._gap(k) == "and" and self._small(k + 1) is not None
        return (1, k) if added or self._scale(k + 1) >= 1000 else None

    def _cardinal(self, k: int, depth: int = 0) -> Cardinal | None:
        """The count that begins at atom `k`."""
        head = self._head(k)
        if head is None or depth > 6:
            return None
        value, i = head
        # The first scale multiplies nothing that stands before it: an article, or nothing.
        article = self._kind(k) == "scale"
        last: Scalar = 0
        if self._hundred(i, article=article and i == k):
            value, i, last = value * 100, i + 1, 100
            if small := self._below_hundred(i):
                value, i, last = value + small[0], small[1], 0
        if decimals := self._decimals(k, i, value):
            value, i, last = decimals[0], decimals[1], 0
        while (
            value
            and (scale := self.atoms[i].value if article and i == k else self._scale(i))
            and scale != 100
            and value < _MOST
            # "Two score" is an old way of counting, "one score" a goal.
            and (scale != 20 or article or 2 <= value <= 9)
        ):
            value, i, last = value * scale, i + 1, scale if scale not in (12, 20) else 0
        if last and isinstance(value, int):
            rest = self._rest(i, last, depth)
            if rest:
                return Cardinal(value + rest.value, rest.next, rest.scale)
        return Cardinal(whole(value), i, last)

    def _hundred(self, i: int, *, article: bool) -> bool:
        return (self._kind(i) == "scale" and self.atoms[i].value == 100) if article else self._scale(i) == 100

    def _below_hundred(self, i: int) -> tuple[Scalar, int] | None:
        """What is added to hundreds; not where it is itself multiplied by a hundred or a dozen."""
        gap = self._gap(i - 1)
        if gap not in (" ", "-", "and"):
            return None
        small = self._small(i)
        if small is None and gap == "and" and self._kind(i) == "digits":
            small = self.atoms[i].value, i + 1
        if small is None or not 0 < small[0] < 100 or self._scale(small[1]) in (12, 20, 100):
            return None
        return small if isinstance(small[0], int) else None

    def _rest(self, i: int, last: Scalar, depth: int) -> Cardinal | None:
        """The smaller number that is added behind a scale ("two thousand | five hundred")."""
        gap = self._gap(i - 1)
        if gap not in (" ", "and") or i >= len(self.atoms):
            return None
        if self._kind(i) == "digits" and not self._scale(i + 1) and not (gap == "and" and last <= 1000):
            return None
        if self._kind(i) == "scale" and self._article(i) == self.atoms[i].start:
            return None
        rest = self._cardinal(i, depth + 1)
        return rest if rest and isinstance(rest.value, int) and 0 < rest.value < last else None

    def _decimals(self, k: int, i: int, value: Scalar) -> tuple[Scalar, int] | None:
        """ "nine point nought four", "two hundred point seventy-one"."""
        if self._kind(i - 1) == "digits" or self._gap(i - 1) != "point" or not isinstance(value, int):
            return None
        start = self.atoms[k].start
        if value == 1 and _AT.search(self.text[max(0, start - 4) : start]):
            return None
        digits, j = "", i
        while (
            self._kind(j) in ("unit", "zero") and (j == i or self._gap(j - 1) == " ") and j - i < MOST_ATOMS
        ):
            digits, j = digits + str(self.atoms[j].value), j + 1
        if not digits:
            small = self._small(i)
            if small is None:
                return None
            digits, j = str(small[0]), small[1]
        return float(f"{value}.{digits}"), j

    def _scaled_pair(self, k: int) -> tuple[Found, int] | None:
        """ "10-15 million", "5-6 thousand": the scale holds for both."""
        scale = self._scale(k + 1)
        if not scale:
            return None
        pair = self.atoms[k]
        made = self._made(k, k + 2, whole(pair.value * scale), kind="pair")
        right = None if pair.right is None else whole(pair.right * scale)
        return made._replace(right=right), k + 2
