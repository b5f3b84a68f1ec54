"""The garbling set: pairs of reports in which names were garbled on purpose, and honest ones left beside them.

`garbling/open/` and `garbling/closed/` hold one file a pair (format in `garbling/README.md`). Names are marked where
they stand, in double brackets, and the marks are taken out here: what a program is given is the text without them,
and the items have offsets in that text. `python -m evals.garbling_set` checks all marks and prints the counts.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "garbling"
HALVES = ("open", "closed")
MANNERS = ("twin", "partly", "parallel")
SIDES = ("left", "right")
GARBLED = frozenset(
    {"sound", "word", "split", "translit", "given", "verb", "acronym", "place", "ending", "typo", "speech"}
)
HONEST = frozenset(
    {
        "lookalike",
        "namesake",
        "short",
        "acronym-ok",
        "office",
        "demonym",
        "oldname",
        "translit-ok",
        "outlet",
        "caption",
        "metonym",
        "other-person",
        "spelling",
    }
)
_MARK = re.compile(r"\[\[([^\]|]+)((?:\|[^\]|]+)*)\]\]")


class MarkError(ValueError):
    """A mark says something that cannot be, or a garbled form also stands unmarked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A name as one side of a pair prints it: garbled or honest, with every place (start, end) where it is marked.

    `right` is the name that was meant, None of an honest one; `twin` tells whether the other side has a sentence
    that says the same.
    """

    pair: str
    side: str
    form: str
    kind: str
    right: str | None
    twin: bool
    spans: tuple[tuple[int, int], ...]

    @property
    def garbled(self) -> bool:
        """Whether the form stands for another name."""
        return self.right is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One report of a pair as a program may see it, without marks, and its items."""

    title: str
    publisher: str
    published: str
    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reports of one event; `manner` is one of MANNERS."""

    name: str
    half: str
    manner: str
    left: Side
    right: Side

    @property
    def sides(self) -> tuple[tuple[str, Side], tuple[str, Side]]:
        """Both sides with their names."""
        return (("left", self.left), ("right", self.right))


def unmarked(marked: str, pair: str = "", side: str = "") -> tuple[str, tuple[Item, ...]]:
    """A text without its marks, and the items that they give, in the order of their first places.

    >>> text, items = unmarked("The [[Smith|word|Kowal]] line; [[Smith]] spoke.")
    >>> text, items[0].right, items[0].spans
    ('The Smith line; Smith spoke.', 'Kowal', ((4, 9), (16, 21)))
    """
    text, at = "", 0
    said: dict[str, tuple[str, str | None, bool]] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        form, words = mark[1], [w for w in mark[2].split("|") if w]
        if words:
            told = _told(form, words)
            if said.setdefault(form, told) != told:
                raise MarkError(f"{pair} {side}: {form!r} is marked in two ways.")
        elif form not in said:
            raise MarkError(f"{pair} {side}: the first mark of {form!r} has no kind.")
        spans.setdefault(form, []).append((len(text), len(text) + len(form)))
        text += form
    text += marked[at:]
    if "[[" in text or "]]" in text:
        raise MarkError(f"{pair} {side}: a mark is not closed.")
    items = tuple(
        Item(pair=pair, side=side, form=form, kind=kind, right=right, twin=twin, spans=tuple(spans[form]))
        for form, (kind, right, twin) in said.items()
    )
    for item in items:
        if item.garbled:
            _stands_alone(item, items, text)
    return text, items


def _told(form: str, words: list[str]) -> tuple[str, str | None, bool]:
    kind, rest = words[0], words[1:]
    if kind in GARBLED and rest and rest[1:] in ([], ["alone"]) and rest[0] != form:
        return kind, rest[0], not rest[1:]
    if kind in HONEST and rest in ([], ["alone"]):
        return kind, None, not rest
    raise MarkError(f"{form!r}: {'|'.join(words)!r} is no kind, or has no right name.")


def _stands_alone(item: Item, items: tuple[Item, ...], text: str) -> None:
    """A garbled form stands nowhere in its side but where it is marked, or within another garbled form."""
    marked = [span for other in items if other.garbled for span in other.spans]
    for found in re.finditer(rf"(?<!\w){re.escape(item.form)}(?!\w)", text):
        if not any(start <= found.start() and found.end() <= end for start, end in marked):
            where = text[max(0, found.start() - 20) : found.end() + 20]
            raise MarkError(f"{item.pair} {item.side}: {item.form!r} also stands unmarked: {where!r}")


def _lines(text: str) -> str:
    """A paragraph a line, as a report is once it was read."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def load(half: str, folder: Path = FOLDER) -> Iterator[Pair]:
    """The pairs of one half by name. Raises MarkError, or KeyError where a file lacks a field."""
    for path in sorted((folder / half).glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        if row["manner"] not in MANNERS:
            raise MarkError(f"{path.stem}: {row['manner']!r} is no manner.")
        sides = {}
        for side in SIDES:
            text, items = unmarked(_lines(row[side]["text"]), path.stem, side)
            given = {k: str(row[side][k]) for k in ("title", "publisher", "published")}
            sides[side] = Side(text=text, items=items, **given)
        yield Pair(name=path.stem, half=half, manner=row["manner"], left=sides["left"], right=sides["right"])


def main() -> int:
    """Prints how many of each kind stand in each half."""
    for half in HALVES:
        pairs = list(load(half))
        items = [i for p in pairs for _, s in p.sides for i in s.items]
        print(half, dict(Counter(p.manner for p in pairs)), len(items), "items")
        for name, some in (
            ("garbled", [i for i in items if i.garbled]),
            ("honest", [i for i in items if not i.garbled]),
        ):
            twins = sum(i.twin for i in some)
            kinds = ", ".join(f"{k} {n}" for k, n in Counter(i.kind for i in some).most_common())
            print(f"  {name} {len(some)}, {twins} with a twin sentence: {kinds}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
