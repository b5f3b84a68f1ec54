"""What the reports of one story come to together: for each measure of persons one toll, its bounds and why.

In: the story's reports, their annotations, their own tolls, the originals behind them. Out: `Toll`s. Each
original votes once, with the weight of its firmest account; ties go to the later report. The injured are
taken from the reports that agree on the dead, since who dies leaves the injured. A pure function: neither
the order of the reports nor anything outside them matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.reconcile.accounts import LEAD, Account, accounts_of
from crosswire.reconcile.report_tolls import MEASURES
from crosswire.types import Annotations, Family, Report, Scalar, Toll

__all__ = ["story_tolls"]

# The share of its weight with which an account of single persons speaks for a larger printed number.
LEAST = 0.3


def story_tolls(
    story: str,
    reports: Sequence[Report],
    annotations: Mapping[str, Annotations],
    tolls: Mapping[str, tuple[Toll, ...]],
    families: Sequence[Family] = (),
    *,
    silence_counts: bool = False,
) -> tuple[Toll, ...]:
    """The tolls of the story named `story`, ids `STORY:MEASURE`; a measure of which nothing is told is left out.

    `annotations` and `tolls` are by report id. Without `families` every report is its own original.
    With `silence_counts` a report that tells of nobody votes for none, as a registry's coders read it;
    a toll for which nothing but silence speaks is still left out.
    """
    ordered = sorted(reports, key=lambda r: (r.published or "", r.id))
    accounts = [accounts_of(r, annotations[r.id], tolls.get(r.id, ())) for r in ordered]
    original = _originals(ordered, families)
    found: dict[str, Toll] = {}
    agreed: set[str] = set()
    for measure in MEASURES:
        told = [a[measure] for a in accounts if measure in a]
        if measure == "injured":
            told = [a for a in told if a.report in agreed] or told
        told = _standing([a for a in told if silence_counts or a.figures])
        chosen = _vote(told, original)
        if measure == "killed":
            agreed = {a["killed"].report for a in accounts if chosen and a["killed"].number == chosen.number}
        if chosen is not None and chosen.figures:
            found[measure] = _toll(story, chosen, told)
    return tuple(found.values())


def _originals(reports: Sequence[Report], families: Sequence[Family]) -> dict[str, str]:
    """The original behind each report: the first family that holds it, or the report itself."""
    found = {r.id: r.id for r in reports}
    for family in sorted(families, key=lambda f: f.id, reverse=True):
        for report in family.reports:
            if report in found:
                found[report] = family.id
    return found


def _standing(accounts: Sequence[Account]) -> list[Account]:
    """The accounts that still hold: none that tells of nobody dead, from days before somebody died of wounds."""
    changed = [a for a in accounts if a.changed and a.weight >= LEAD]
    return [a for a in accounts if not any(_outdates(c, a) for c in changed)]


def _outdates(later: Account, earlier: Account) -> bool:
    dated = bool(earlier.day) and earlier.day < later.day
    return dated and not earlier.number and bool(later.number)


def _vote(accounts: Sequence[Account], original: Mapping[str, str]) -> Account | None:
    """The account that weighs most with those that agree; accounts are in the order of time.

    Persons told of one by one are the least that a report knows: they speak in part for larger printed numbers.
    """
    told = [a for a in accounts if a.number is not None]
    printed = {a.number for a in told if not a.implied and a.number is not None}
    # Against a printed number the silence of all others is one voice: they need not repeat it.
    name = {a.report: "" if a.silent and any(printed) else original[a.report] for a in told}
    votes: dict[Scalar, dict[str, float]] = {}
    for a in told:
        least = a.number or 0
        spoken = {least: a.weight}
        if a.implied and a.figures:
            spoken.update((n, LEAST * a.weight) for n in printed if n > least)
        for number, weight in spoken.items():
            of = votes.setdefault(number, {})
            of[name[a.report]] = max(of.get(name[a.report], 0.0), weight)
    if not votes:
        return None
    sums = {number: round(sum(of.values()), 6) for number, of in votes.items()}
    most = max(sums.values())
    winning = [a for a in told if sums[a.number or 0] == most]
    best = winning[-1].number
    return max((a for a in winning if a.number == best), key=lambda a: (a.weight, -accounts.index(a)))


def _toll(story: str, chosen: Account, told: Sequence[Account]) -> Toll:
    same = [a for a in told if a.number == chosen.number and a is not chosen]
    lows = [a.low for a in told if a.low is not None and a.figures]
    highs = [a.high for a in told if a.figures]
    figures = tuple(dict.fromkeys(i for a in (chosen, *same) for i in a.figures))
    voices = len(same) + 1
    return Toll(
        id=f"{story}:{chosen.measure}",
        measure=chosen.measure,
        number=chosen.number,
        low=min([chosen.number or 0, *lows]),
        high=None
        if any(h is None for h in highs)
        else max([chosen.number or 0, *(h for h in highs if h is not None)]),
        figures=figures,
        implied=all(a.implied for a in (chosen, *same)),
        why=f"{voices} of {len(told)} reports: {chosen.why}"
        + (", the attacker among them" if chosen.attackers else ""),
    )
