"""What speaks for and against two names being one bearer's: signs, each with a size and the words it is about.

Takes two names taken apart; gives signs in a fixed order. The score weighs them; they are its only input, so
that what is shown as reasons is all there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crosswire.text.name_match.align import Alignment, align
from crosswire.text.name_match.tables import word_tables
from crosswire.text.name_match.words import NameWord, NameWords

# Every sign, in the order of the weights.
SIGNS: Final = (
    "matched",
    "whole",
    "given",
    "spelling",
    "nickname",
    "language",
    "inflected",
    "initial",
    "translated",
    "consonants",
    "typo",
    "like",
    "slack",
    "differs",
    "differs_initial",
    "given_differs",
    "last_differs",
    "missing",
    "missing_patronymic",
    "missing_legal",
    "order",
    "lone",
    "nothing",
    "initials_only",
    "acronym",
    "numbers",
)
# The kinds of relation that take something away from what a word with a counterpart is worth.
_SIGN_OF = {
    "equal": None,
    "diacritics": None,
    "transliteration": None,
    "spelling": "spelling",
    "romanised": "spelling",
}
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its name, its size, the kind to show, and the words of either name."""

    name: str
    size: float
    kind: str
    left: str | None = None
    right: str | None = None


def signs(left: NameWords, right: NameWords) -> tuple[Sign, ...]:
    """All signs of a pair of names, those of words before those of the whole."""
    found = align(left, right)
    return (*_of_pairs(found), *_of_rest(found), *_of_whole(found, left, right))


def _of_pairs(found: Alignment) -> Iterator[Sign]:
    # Beside a word that differs, two that agree say as much as five: brothers share all names but one.
    enough = _ENOUGH if found.left_only and found.right_only else len(found.pairs)
    for n, pair in enumerate(found.pairs):
        kind, words = pair.relation.kind, (pair.left.printed, pair.right.printed)
        yield Sign("matched", float(n < enough), kind, *words)
        name = _SIGN_OF.get(kind, kind)
        if name is not None:
            yield Sign(name, 1.0, kind, *words)
        elif _is_given(pair.left):
            yield Sign("given", 1.0, kind, *words)
        if kind in ("typo", "like", "consonants"):
            yield Sign("slack", 1.0 - pair.relation.closeness, kind, *words)


def _is_given(word: NameWord) -> bool:
    tables = word_tables()
    return word.kind == "initial" or word.plain in tables.short_forms or word.plain in tables.other_forms


def _of_rest(found: Alignment) -> Iterator[Sign]:
    """Words without a counterpart: facing each other they differ, on one side alone they are missing."""
    ours, theirs = list(found.left_only), list(found.right_only)
    _drop_extra_patronymics(ours, theirs)
    for own, other in zip(ours, theirs):
        name = "differs_initial" if "initial" in (own.kind, other.kind) else "differs"
        yield Sign(name, 1.0, "differs", own.printed, other.printed)
    if ours and theirs and _of_a_family(ours[0], theirs[0], found):
        yield Sign("given_differs", 1.0, "family", ours[0].printed, theirs[0].printed)
    if ours and theirs and found.last_differ:
        yield Sign("last_differs", 1.0, "differs", ours[0].printed, theirs[0].printed)
    for word in found.left_only:
        if word not in ours[: len(theirs)]:
            yield _missing(word, left=True)
    for word in found.right_only:
        if word not in theirs[: len(ours)]:
            yield _missing(word, left=False)


def _of_a_family(own: NameWord, other: NameWord, found: Alignment) -> bool:
    """One surname, other given names: two of one family rather than one person."""
    surname = any(not _is_given(p.left) for p in found.pairs)
    return surname and (_is_first(own, found) or _is_given(own) or _is_given(other))


def _is_first(word: NameWord, found: Alignment) -> bool:
    return bool(found.pairs) and found.pairs[0].left_place > 0 and word is found.left_only[0]


def _drop_extra_patronymics(ours: list[NameWord], theirs: list[NameWord]) -> None:
    """A patronymic is set against another name only where both sides have as many words to spare."""
    for mine, other in ((ours, theirs), (theirs, ours)):
        for word in [w for w in mine if w.kind == "patronymic"]:
            if len(mine) > len(other):
                mine.remove(word)
                mine.append(word)


def _missing(word: NameWord, *, left: bool) -> Sign:
    printed = (word.printed, None) if left else (None, word.printed)
    if word.kind == "patronymic":
        return Sign("missing_patronymic", 1.0, "patronymic", *printed)
    if word.plain in word_tables().legal_forms:
        return Sign("missing_legal", 1.0, "legal form", *printed)
    return Sign("missing", 1.0, "missing", *printed)


def _of_whole(found: Alignment, left: NameWords, right: NameWords) -> Iterator[Sign]:
    if found.pairs and not found.left_only and not found.right_only:
        yield Sign("whole", 1.0, "whole")
    if not found.pairs:
        yield Sign("nothing", 1.0, "nothing")
    if found.crossed and not (left.comma or right.comma):
        yield Sign("order", 1.0, "order")
    shorter = min(len(left.core), len(right.core))
    if found.pairs and shorter == 1 and max(len(left.core), len(right.core)) > 1:
        yield Sign("lone", 1.0, "lone")
    if found.pairs and all(p.relation.kind == "initial" for p in found.pairs):
        yield Sign("initials_only", 1.0, "initials")
    if _acronym(left, right):
        yield Sign("acronym", 1.0, "acronym")
    if _numbers(left) != _numbers(right):
        yield Sign("numbers", 1.0, "numbers")


def _acronym(left: NameWords, right: NameWords) -> bool:
    """Whether one name is a single word made of the first letters of the other's words."""
    short, long = sorted((left, right), key=lambda n: len(n.core))
    if len(short.core) != 1 or len(long.core) < 2:
        return False
    letters = short.core[0].plain
    return len(letters) > 1 and letters == "".join(w.plain[:1] for w in long.core)


def _numbers(name: NameWords) -> frozenset[str]:
    return frozenset(w.plain for w in name.core if w.plain.isdigit())
