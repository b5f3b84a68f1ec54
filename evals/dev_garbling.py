"""Garbled names found and mended, against pairs of reports in which names were garbled on purpose.

    python -m evals.dev_garbling [--part open|closed] [--show]

In: the garbling set (`garbling/README.md`). Both reports of a pair are read by the product's own reader with what a
user's file would say of them, annotated (parses are kept), and go through lineage and entities as a dossier of two
would. An item is one printed form of one report. Out, for each half and for both:
  recall.twin   garbled items of which a marked place is flagged, over those whose sentence the other report has too;
  recall.all    the same over all garbled items;
  precision     over all forms flagged, once a report: right where one of its places overlaps a garbled mark;
  mended        of the items found, how many stand under the name that was meant;
and the same by kind, with the honest items flagged. Errors are shown of the open half alone; --show with the closed
half is refused.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crosswire.link.entities import find_entities
from crosswire.text.fold import fold
from crosswire.types import Entity, Form
from evals.dev_derivation import annotated, judged, read
from evals.garbling_set import FOLDER, HALVES, MANNERS, Item, Pair, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A form that the program calls garbled: its report's side, its place there, and the name it was given."""

    side: str
    start: int
    end: int
    form: str
    name: str
    reason: str

    def on(self, item: Item) -> bool:
        """Whether it overlaps a marked place of the item."""
        return item.side == self.side and any(s < self.end and self.start < e for s, e in item.spans)


@dataclass(slots=True)
class Tally:
    """What was counted; by kind and by manner of the pair too."""

    counts: Counter[str] = field(default_factory=Counter)
    parts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, what: str, *parts: str) -> None:
        """One more of `what`."""
        self.counts[what] += 1
        for part in parts:
            self.parts.setdefault(part, Counter())[what] += 1


def flags_of(pairs: Iterable[Pair], half: str) -> dict[str, tuple[Flag, ...]]:
    """What the program flags in each pair."""
    pairs = list(pairs)
    rows = {
        f"{pair.name}/{side}": {
            "title": one.title,
            "text": one.text,
            "publisher": one.publisher,
            "published": one.published,
        }
        for pair in pairs
        for side, one in pair.sides
    }
    reports = read(rows)
    said = {a.report: a for a in annotated(list(reports.values()), f"garbling-{half}")}
    out = {}
    for pair in pairs:
        left, right = (reports[f"{pair.name}/{side}"] for side, _ in pair.sides)
        lineage = judged(left, right, said)
        entities = find_entities(
            (left, right), (said[left.id], said[right.id]), (lineage,) if lineage else ()
        )
        bases = {
            r.id: (s, r.text.index(one.text)) for r, (s, one) in zip((left, right), pair.sides, strict=True)
        }
        out[pair.name] = tuple(_flags(entities, bases))
    return out


def _flags(entities: Iterable[Entity], bases: dict[str, tuple[str, int]]) -> Iterator[Flag]:
    for entity in entities:
        for form in entity.forms:
            if form.corrupted:
                side, base = bases[form.span.report]
                yield Flag(
                    side=side,
                    start=form.span.start - base,
                    end=form.span.end - base,
                    form=form.span.text,
                    name=_meant(entity, form),
                    reason=form.reason or "",
                )


def _meant(entity: Entity, form: Form) -> str:
    return str(getattr(form, "meant", None) or entity.name)


def same_name(name: str, right: str) -> bool:
    """Whether all words of one are words of the other.

    >>> same_name("Prefect Tuija Seppä", "Seppa"), same_name("Tuija Smith", "Tuija Seppä")
    (True, False)
    """
    one, other = (set(fold(n).replace("-", " ").split()) for n in (name, right))
    return bool(one and other) and (one <= other or other <= one)


def score(pair: Pair, flags: tuple[Flag, ...], tally: Tally) -> Iterator[str]:
    """Counts one pair; gives what is wrong."""
    items = [item for _, one in pair.sides for item in one.items]
    for item in items:
        hits = [f for f in flags if f.on(item)]
        parts = (f"{'garbled' if item.garbled else 'honest'} {item.kind}", f"manner {pair.manner}")
        if not item.garbled:
            tally.add("honest", *parts)
            only = [f for f in hits if not any(i.garbled and f.on(i) for i in items)]
            if only:
                tally.add("honest flagged", *parts)
            continue
        tally.add("garbled", *parts)
        if item.twin:
            tally.add("twins", *parts)
        if not hits:
            yield f"missed {item.side} {item.kind}{'' if item.twin else ' alone'}: {item.form} for {item.right}"
            continue
        tally.add("found", *parts)
        if item.twin:
            tally.add("twins found", *parts)
        if any(same_name(f.name, item.right or "") for f in hits):
            tally.add("mended", *parts)
        else:
            yield f"mended amiss {item.side} {item.kind}: {item.form} for {item.right}, not {hits[0].name}"
    yield from _precision(pair, flags, items, tally)


def _precision(pair: Pair, flags: tuple[Flag, ...], items: list[Item], tally: Tally) -> Iterator[str]:
    forms: dict[tuple[str, str], list[Flag]] = {}
    for flag in flags:
        forms.setdefault((flag.side, fold(flag.form)), []).append(flag)
    for same in forms.values():
        tally.add("flagged", f"manner {pair.manner}")
        if any(f.on(i) for f in same for i in items if i.garbled):
            tally.add("flagged right", f"manner {pair.manner}")
        else:
            marks = [i.kind for i in items if any(f.on(i) for f in same)]
            yield (
                f"false {same[0].side} {marks[0] if marks else 'unmarked'}: {same[0].form} "
                f"taken for {same[0].name} [{same[0].reason}]"
            )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "- (none)"


def lines(name: str, tally: Tally) -> Iterator[str]:
    """The lines of one half or of both."""
    c = tally.counts
    yield f"garbling.{name}.recall.twin {_share(c['twins found'], c['twins'])}"
    yield f"garbling.{name}.recall.all {_share(c['found'], c['garbled'])}"
    yield f"garbling.{name}.precision {_share(c['flagged right'], c['flagged'])}"
    yield f"garbling.{name}.mended {_share(c['mended'], c['found'])}"
    yield f"garbling.{name}.honest.flagged {_share(c['honest flagged'], c['honest'])}"
    for manner in MANNERS:
        p = tally.parts.get(f"manner {manner}", Counter())
        yield (
            f"  {manner:9} found {_share(p['found'], p['garbled'])}, "
            f"precision {_share(p['flagged right'], p['flagged'])}"
        )
    for part, p in sorted(tally.parts.items()):
        if part.startswith("garbled"):
            yield f"  {part:20} found {p['found']:3} of {p['garbled']:3}, mended {p['mended']:3}"
        elif part.startswith("honest"):
            yield f"  {part:20} flagged {p['honest flagged']:3} of {p['honest']:3}"


def measure(halves: Iterable[str], show: bool) -> dict[str, Tally]:
    """The tallies by half, and of all together."""
    tallies: dict[str, Tally] = {}
    for half in halves:
        pairs = list(load(half))
        flags = flags_of(pairs, half)
        for pair in pairs:
            wrong = list(score(pair, flags[pair.name], tallies.setdefault(half, Tally())))
            list(score(pair, flags[pair.name], tallies.setdefault("all", Tally())))
            if show:
                print(*(f"{pair.name}: {line}" for line in wrong), sep="\n")
    return tallies


def main() -> int:
    """Prints the figures; with --show, the errors of the open half."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=HALVES)
    parser.add_argument("--show", action="store_true", help="the errors, of the open half alone")
    given = parser.parse_args()
    if given.show and given.part == "closed":
        parser.error("the closed half's errors are not shown; leave --show out")
    halves = [given.part] if given.part else [h for h in HALVES if any((FOLDER / h).glob("*.toml"))]
    tallies = measure(["open"] if given.show else halves, given.show)
    for name, tally in tallies.items():
        if name != "all" or len(tallies) > 2:
            print(*lines(name, tally), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
