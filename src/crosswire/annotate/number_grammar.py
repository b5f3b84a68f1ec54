"""Numbers out of atoms: what words, digits and ordinals that stand together are worth.

In: a text's atoms. Out: `Found` values in text order, not overlapping: counts ("two hundred and forty-one",
"3 million and a quarter"), fractions ("two fifths", "one in five"), words of size, parts of what is no number.
Ordinals that close no fraction are left out with the number they rank ("twenty-first"). One way through the
atoms; what is looked at ahead is bounded. Left undone: signs, units, qualifiers, ranges (`numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crosswire.annotate.number_atoms import alternatives
from crosswire.annotate.number_counts import ARTICLE, MOST_ATOMS, Cardinal, Counts, Found, FoundKind
from crosswire.annotate.number_digits import whole
from crosswire.annotate.number_qualifiers import before
from crosswire.lang import table
from crosswire.types import Scalar

_ENDS = re.compile(r"\s*(?:$|[.,;:?!)])")
_TIED = re.compile(r"[-‑]([^\W\d_]+)")
_BY = re.compile(r"\bby\s$", re.I)
_THE = re.compile(r"\bthe\s+$", re.I)


class _Sum(NamedTuple):
    """A whole number before a part, and the scale that the part is of."""

    value: Scalar
    scale: Scalar


@cache
def _measured_in() -> frozenset[str]:
    """Units of time and of length, weight and the like."""
    data = table("en", "numbers")
    return frozenset((*data["time_units"], *data["physical_units"]["words"]))


@cache
def _share_follows() -> re.Pattern[str]:
    contexts = table("en", "numbers")["share_contexts"]
    return re.compile(rf"\s+(?:{alternatives(contexts['part_after'])})(?!\w)|\s*(?:$|[.;:?!)])", re.I)


@cache
def _sharers_follow() -> re.Pattern[str]:
    contexts = table("en", "numbers")["share_contexts"]
    words = alternatives([*contexts["ratio_after"], *contexts["people"]])
    return re.compile(rf"\s+(?:{words})(?!\w)|{_ENDS.pattern}", re.I)


class Grammar(Counts):
    """The atoms of one text and the ways to read any number from an index on."""

    def read(self) -> Iterator[Found]:
        """Every number of the text, in order."""
        at = 0
        while at < len(self.atoms):
            found, following = self._at(at)
            if found:
                yield found
            at = following

    def _at(self, k: int) -> tuple[Found | None, int]:
        atom = self.atoms[k]
        if atom.kind == "single" and not self.text[atom.end : atom.end + 1].isspace():
            return None, k + 1
        if atom.kind in ("part", "measure", "pair", "single", "article"):
            if atom.kind == "pair" and (scaled := self._scaled_pair(k)):
                return scaled
            return self._made(k, k + 1, atom.value, kind=atom.kind), k + 1
        if atom.kind == "vague":
            if atom.plural and self._describes(k):
                return None, k + 1
            return self._made(k, k + 1, atom.value, kind="vague"), k + 1
        if self._inside_word(k):
            following = k + 1
            while following < len(self.atoms) and self._gap(following - 1) == "-":
                following += 1
            return None, following
        if (fraction := self._fraction(k)) is not None:
            return fraction
        cardinal = self._cardinal(k)
        if cardinal is None:
            return None, k + 1
        if (ranked := self._ranked(k, cardinal)) is not None:
            return None, ranked
        if (ratio := self._ratio(k, cardinal)) is not None:
            return ratio
        return self._made(k, cardinal.next, cardinal.value), cardinal.next

    def _describes(self, k: int) -> bool:
        """Whether a word of size behind a number describes what is counted ("two multiple launchers")."""
        behind = k > 0 and self.atoms[k - 1].kind != "vague" and self._gap(k - 1) == " "
        word = self.text[self.atoms[k].start : self.atoms[k].end]
        return behind and word.islower() and word in table("en", "numbers")["vague_alone"]

    # Fractions.

    def _fraction(self, k: int) -> tuple[Found, int] | None:
        """The fraction, or number with a fraction, that begins at atom `k`."""
        kind = self._kind(k)
        if kind == "fraction":
            return self._with_scale(k, k + 1, float(self.atoms[k].value), k)
        if kind == "digits" and self._kind(k + 1) == "fraction" and self._gap(k) in ("", " ", "and"):
            whole_, part = self.atoms[k].value, self.atoms[k + 1].value
            if isinstance(whole_, int) and not self.text[
                self.atoms[k + 1].start : self.atoms[k + 1].end
            ].startswith("every"):
                return self._with_scale(k, k + 2, whole_ + part, k)
        if kind == "ordinal":
            return self._bare_ordinal(k)
        j = self._next_ordinal(k)
        if j is None:
            return None
        return self._one_of_many(k, j) or self._over_ordinal(k, j)

    def _one_of_many(self, k: int, j: int) -> tuple[Found, int] | None:
        """ "A twenty-first": one part of a compound number."""
        start = self.atoms[k].start
        article = ARTICLE.search(self.text[max(0, start - 5) : start])
        below = self._exactly(k, j)
        if not article or below is None or self.atoms[j].plural or self._kind(j - 1) != "ten":
            return None
        if not 0 < self.atoms[j].value < 10 or not _share_follows().match(self.text, self.atoms[j].end):
            return None
        begin = max(0, start - 5) + article.start()
        value = 1 / (below + self.atoms[j].value)
        return self._made(k, j + 1, value, kind="fraction", start=begin), j + 1

    def _next_ordinal(self, k: int) -> int | None:
        j = k
        while j - k < MOST_ATOMS:
            kind = self._kind(j)
            if kind == "ordinal":
                return j
            if kind not in ("unit", "teen", "ten", "scale", "digits") or self._gap(j) not in (
                " ",
                "-",
                "and",
                "and a",
            ):
                return None
            j += 1
        return None

    def _bare_ordinal(self, k: int) -> tuple[Found, int] | None:
        """ "half", "a third": one part, with its article where it needs one."""
        atom = self.atoms[k]
        article = self._article(k) < atom.start
        if atom.plural or atom.value == 1:
            return None
        if atom.value == 2 and self.text[atom.start].casefold() == "h":
            return self._with_scale(k, k + 1, 0.5, k)
        quarter = self.text[atom.start].casefold() == "q"
        if quarter and (self._scale(k + 1) >= 1000 or article):
            return self._with_scale(k, k + 1, 0.25, k)
        if not article or atom.value == 2:
            return None
        begin = self._article(k)
        said = before(self.text, begin, passing=False) or _BY.search(self.text[max(0, begin - 4) : begin])
        if said or self._gap(k) == "of a" or _share_follows().match(self.text, atom.end):
            return self._with_scale(k, k + 1, 1 / atom.value, k)
        return None

    def _over_ordinal(self, k: int, j: int) -> tuple[Found, int] | None:
        """Numerator and denominator, the longest denominator that leaves a numerator; with a whole number before
        "and" where the fraction is less than one."""
        ordinal = self.atoms[j]
        if self._gap(j - 1) == "and a":
            added = self._sum(k, j)
            if added is None or ordinal.plural:
                return None
            return self._mixed(k, j, _Sum(added, self._own_scale(k, j)), 1 / ordinal.value)
        for s in range(k + 1, j + 1):
            below = self._denominator(s, j)
            if below is None:
                continue
            value = self._numerator(k, s, below, plural=ordinal.plural)
            if value is not None:
                whole_, part = value
                return (
                    self._mixed(k, j, whole_, part) if whole_.value else self._with_scale(k, j + 1, part, k)
                )
        return None

    def _denominator(self, s: int, j: int) -> Scalar | None:
        ordinal = self.atoms[j]
        word = self.text[ordinal.start].casefold()
        if s == j:
            # "Second" and "first" alone divide nothing.
            return None if ordinal.value == 1 or (ordinal.value == 2 and word != "h") else ordinal.value
        if self._gap(s - 1) not in (" ", "-") or self._kind(s) == "scale":
            return None
        if ordinal.value == 2 and self._gap(j - 1) != "-":
            return None  # "one hundred thirty seconds" is a time
        if self._kind(s - 1) == "ten" and self._kind(s) == "unit":
            return None
        cardinal = self._alone(s, j)
        room = 10 if self._kind(j - 1) == "ten" else self._scale(j - 1) if self._kind(j - 1) == "scale" else 0
        fits = cardinal is not None and cardinal.next == j and ordinal.value < room and word not in "hq"
        return cardinal.value + ordinal.value if cardinal and fits else None

    def _numerator(self, k: int, s: int, below: Scalar, *, plural: bool) -> tuple[_Sum, float] | None:
        """The whole number and the part that atoms `k`..`s` over `below` make."""
        split = next((i for i in range(s - 1, k, -1) if self._gap(i - 1) == "and"), None)
        if split is not None:
            part = self._exactly(split, s)
            added = self._sum(k, split)
            if (
                part is not None
                and added is not None
                and part < below
                and self._agrees(split, part, plural=plural)
            ):
                return _Sum(added, self._own_scale(k, split)), part / below
        full = self._exactly(k, s) if self._kind(k) != "digits" else None
        if full is None or not self._agrees(k, full, plural=plural) or (below == 4 and full == 2):
            return None
        return _Sum(0, 1), full / below

    def _agrees(self, k: int, numerator: Scalar, *, plural: bool) -> bool:
        """ "one fifth", "two fifths", "a hundred trillionths"; "two millionth" and "the one hundredth" are ranks."""
        start = self.atoms[k].start
        if numerator == 1:
            return not (not plural and _THE.search(self.text[max(0, start - 5) : start]))
        return plural

    def _exactly(self, k: int, stop: int) -> Scalar | None:
        cardinal = self._alone(k, stop)
        return cardinal.value if cardinal and cardinal.next == stop else None

    def _sum(self, k: int, stop: int) -> Scalar | None:
        """The sum of the counts that "and" joins between two atoms ("twenty and three")."""
        total: Scalar = 0
        while k < stop:
            cardinal = self._alone(k, stop)
            if cardinal is None or (cardinal.next < stop and self._gap(cardinal.next - 1) != "and"):
                return None
            total, k = total + cardinal.value, cardinal.next
        return total

    def _mixed(self, k: int, j: int, added: _Sum, part: float) -> tuple[Found, int]:
        """A whole number and a part: of its own scale where it has one ("3 million and a half"), of the scale
        that follows where one does ("five and a half million", "one billion and a half million")."""
        if scale := self._scale(j + 1):
            value = added.value + part * scale if added.value >= scale else (added.value + part) * scale
            return self._made(k, j + 2, whole(value)), j + 2
        return self._made(k, j + 1, whole(added.value + part * added.scale)), j + 1

    def _own_scale(self, k: int, stop: int) -> Scalar:
        """The scale, a thousand or more, that the count from atom `k` to `stop` closes with; else 1."""
        cardinal = self._alone(k, stop)
        return cardinal.scale if cardinal and cardinal.scale >= 1000 else 1

    def _with_scale(self, k: int, following: int, value: float, first: int) -> tuple[Found, int] | None:
        """The fraction, times the scale it is of ("half a million", "two thirds of a million")."""
        start = min(self._article(first), self.atoms[first].start)
        gap = self._gap(following - 1)
        if (
            following < len(self.atoms)
            and gap in ("", " ", "-", "a", "of a")
            and self._kind(following) == "scale"
        ):
            scale = self.atoms[following].value
            if scale >= 1000 or (gap != "of a" and value == 0.5 and scale != 20):
                made = self._made(k, following + 1, whole(value * scale), start=start)
                return made, following + 1
        end = self.atoms[following - 1].end
        tied = _TIED.match(self.text, end) if self.atoms[following - 1].kind == "ordinal" else None
        if tied and tied[1].casefold() not in _measured_in():
            # "A half-brother" is no share; "a half-hour", "a quarter-mile" are measures.
            return None
        kind: FoundKind = "fraction" if 0 < value < 1 else "count"
        return self._made(
            k, following, value if kind == "fraction" else whole(value), kind=kind, start=start
        ), following

    def _ratio(self, k: int, above: Cardinal) -> tuple[Found, int] | None:
        """ "one in five", "three out of ten", "5 over 3"."""
        gap = self._gap(above.next - 1)
        if (
            gap not in ("over", "out of", "in")
            or self.atoms[k].currency
            or self._kind(above.next) == "fraction"
        ):
            return None
        below = self._cardinal(above.next)
        if below is None or not below.value:
            return None
        end = self.atoms[below.next - 1].end
        if gap == "over":
            fits = bool(_ENDS.match(self.text, end))
        elif gap == "out of":
            fits = 0 < above.value < below.value and _is_round(below.value)
        else:
            few = above.value == 1 or (above.value < 10 and _is_round(below.value))
            fits = (
                few
                and 0 < above.value < below.value <= 1000
                and bool(_sharers_follow().match(self.text, end))
            )
        if not fits:
            return None
        value = above.value / below.value
        made = self._made(
            k, below.next, value if value < 1 else whole(value), kind="fraction" if value < 1 else "count"
        )
        return made, below.next

    def _ranked(self, k: int, cardinal: Cardinal) -> int | None:
        """The atom behind an ordinal that the words make ("twenty-first", "one hundred and fifth"), else None."""
        j = cardinal.next
        if self._kind(j) != "ordinal" or self._kind(k) == "digits":
            return None
        gap, ordinal = self._gap(j - 1), self.atoms[j]
        hyphened = gap == "-" and self._kind(j - 1) in ("ten", "scale")
        long = gap in (" ", "and") and self._kind(j - 1) == "scale"
        rank = gap in (" ", "-") and cardinal.value == 1 and ordinal.value >= 100
        return j + 1 if not ordinal.plural and (hyphened or long or rank) else None


def _is_round(number: Scalar) -> bool:
    """Whether people speak of so many to tell a share: up to ten, or a round number."""
    return number <= 10 or (isinstance(number, int) and str(number).rstrip("0") in ("1", "2", "5"))
