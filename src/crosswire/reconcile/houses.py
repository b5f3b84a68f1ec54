"""In whose name a report speaks when it speaks in its own voice.

In: the reports and the entities. Out: for each report its `House`: the publisher's folded name, and the
entities whose own paper it is. A ministry's bulletin is that ministry's word, whether the publisher says
so or only the line at its head or foot ("Press service of the Ministry of Ports"); two messages of one
publisher are one voice. A report without either has no house. Who owns whom is not looked up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.text.fold import fold
from crosswire.types import Entity, Family, Report, Span

# A paper names its sender in its first lines or its last ones; below these it tells of others.
HEAD_LINES, FOOT_LINES = 4, 2
_LINE = re.compile(r"[^\n]+")
# Names of places say where a paper was written, not whose it is.
_SENDERS = frozenset({"ORG", "PERSON", "OTHER", "NORP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Whose own voice a report's is: the names of its publisher, folded, and the bodies it belongs to.

    `media` are the names under which others pass its words on: the publisher's, and the one agency's that
    it credits.
    """

    names: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()


NO_HOUSE = House()


def houses_of(reports: Iterable[Report], entities: Sequence[Entity]) -> dict[str, House]:
    """The house of each report that has one, by report id."""
    named: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for entity in entities:
        if entity.type not in _SENDERS:
            continue
        for form in entity.forms:
            if not form.corrupted:
                named[fold(form.span.text)].add(entity.id)
                forms[form.span.report].append((form.span, entity.id))
    found = {}
    for report in reports:
        names = _names(report)
        bodies = {e for name in names for e in named.get(name, ())} | _signed(report, forms[report.id])
        media = names | ({fold(report.credits[0])} if len(report.credits) == 1 else set())
        if names or bodies:
            found[report.id] = House(names=names, entities=frozenset(bodies), media=media)
    return found


def house_of_family(family: Family, houses: Mapping[str, House]) -> House:
    """In whose name an original speaks: its first carrier's; where that is not known, its agency's; else
    that of any who carry it."""
    if family.root is not None:
        return houses.get(family.root, NO_HOUSE)
    carriers = [houses.get(r, NO_HOUSE) for r in family.reports]
    bodies = frozenset(e for h in carriers for e in h.entities)
    if family.agency:
        return House(names=frozenset({fold(family.agency)}), entities=bodies)
    return House(names=frozenset(n for h in carriers for n in h.names), entities=bodies)


def _names(report: Report) -> frozenset[str]:
    if report.publisher:
        return frozenset({fold(report.publisher)})
    return frozenset({fold(report.credits[0])} if len(report.credits) == 1 else ())


def _signed(report: Report, forms: Sequence[tuple[Span, str]]) -> set[str]:
    """The bodies whose paper the report says it is, in a line at its head or foot."""
    if not forms:
        return set()
    lines = [(m.start(), m.end()) for m in _LINE.finditer(report.text) if m[0].strip()]
    found = set()
    for start, end in {*lines[:HEAD_LINES], *lines[-FOOT_LINES:]}:
        for span, entity in forms:
            if start <= span.start and span.end <= end and _is_sender(report.text[start:end], span, start):
                found.add(entity)
    return found


def _is_sender(line: str, span: Span, offset: int) -> bool:
    """Whether a line holds a name, what such papers are called, and nothing else."""
    before, after = fold(line[: span.start - offset]), fold(line[span.end - offset :])
    rest, papers = _without_papers(f"{before} | {after}")
    return papers and all(w == "|" or w in _small() or w.isdigit() for w in rest.split())


def _without_papers(text: str) -> tuple[str, bool]:
    found = _papers().sub(" ", text)
    return found, found != text


@cache
def _papers() -> re.Pattern[str]:
    known = table("en", "bulletins")
    words = sorted({*known["papers"], *known["offices"]}, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


@cache
def _small() -> frozenset[str]:
    known = table("en", "bulletins")
    return frozenset({*known["joins"], *known["fillers"]})
