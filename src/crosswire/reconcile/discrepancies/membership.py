"""Discrepancies of membership: lists of the same kind whose members differ over the reports.

Takes runs of three or more names, persons or others, parted only by commas and "and"; two lists are one
where more than half of their members agree. Says who is missing or added; decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of
from crosswire.reconcile.reasons import listed
from crosswire.types import Annotations, Discrepancy, Report, Span

_JOIN = re.compile(r"\s*(?:,|;|\band\b|\bas well as\b|,\s*and\b|&)\s*(?:the\s+|of\s+)?", re.IGNORECASE)
MIN_MEMBERS = 3
# Two lists speak of one body where they share more than half of all their members.
SAME_LIST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of names in one report: the entities and the words."""

    members: frozenset[str]
    span: Span


def membership_discrepancies(context: Context) -> list[Discrepancy]:
    """Lists that overlap and differ, each group of lists once."""
    entity_at = {(f.span.report, f.span.start): e.id for e in context.links.entities for f in e.forms}
    listings = [
        x for r in context.reports.values() for x in _listings(r, context.annotations[r.id], entity_at)
    ]
    groups: list[list[Listing]] = []
    for listing in listings:
        home = next((g for g in groups if any(_same_list(listing, x) for x in g)), None)
        if home is None:
            groups.append([listing])
        else:
            home.append(listing)
    return [d for g in groups for d in _discrepancy(g, context)]


def _listings(report: Report, said: Annotations, entity_at: dict[tuple[str, int], str]) -> list[Listing]:
    names = sorted(
        (m for m in said.mentions if m.kind in ("name", "acronym")),
        key=lambda m: m.span.start,
    )
    found: list[Listing] = []
    run: list[Span] = []
    persons = False
    for mention in names:
        same_kind = persons == (mention.type == "PERSON")
        if run and same_kind and _joined(report, run[-1], mention.span):
            run.append(mention.span)
            continue
        found.extend(_listing(report, run, entity_at))
        run, persons = [mention.span], mention.type == "PERSON"
    found.extend(_listing(report, run, entity_at))
    return found


def _joined(report: Report, left: Span, right: Span) -> bool:
    between = report.text[left.end : right.start]
    return bool(between) and _JOIN.fullmatch(between) is not None


def _listing(report: Report, run: list[Span], entity_at: dict[tuple[str, int], str]) -> list[Listing]:
    members = frozenset(entity_at.get((s.report, s.start), s.text) for s in run)
    if len(members) < MIN_MEMBERS:
        return []
    return [Listing(members=members, span=report.span(run[0].start, run[-1].end))]


def _same_list(one: Listing, other: Listing) -> bool:
    return len(one.members & other.members) > SAME_LIST * len(one.members | other.members)


def _discrepancy(group: list[Listing], context: Context) -> list[Discrepancy]:
    if len({x.members for x in group}) < 2:
        return []
    common = frozenset.intersection(*(x.members for x in group))
    readings = [(_reading(x, common, context), x.span) for x in group]
    sides = sides_of(readings, context)
    odd = sorted({_name(m, context) for x in group for m in x.members - common})
    return [
        Discrepancy(
            id="",
            kind="membership",
            severity="high",
            summary=f"Who belongs to the list differs: {listed(odd)} only in some",
            sides=sides,
            likely=None,
            why=f"All name {listed(sorted(_name(m, context) for m in common))}.",
        )
    ]


def _reading(listing: Listing, common: frozenset[str], context: Context) -> str:
    extra = sorted(_name(m, context) for m in listing.members - common)
    return (
        f"{len(listing.members)} members, with {listed(extra)}"
        if extra
        else f"{len(listing.members)} members"
    )


def _name(member: str, context: Context) -> str:
    return context.entities[member].name if member in context.entities else member
