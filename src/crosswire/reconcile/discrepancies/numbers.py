"""Discrepancies of figures: values, parts against wholes, labels, voices and verification."""

from __future__ import annotations

from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of, sigla
from crosswire.reconcile.discrepancies.wholes import PARTY, whole_discrepancies
from crosswire.reconcile.reasons import listed, number, readings, words
from crosswire.reconcile.scopes import is_part
from crosswire.text.fold import fold
from crosswire.types import Discrepancy, Figure, Severity, Tally

# Parties whose naming takes sides: what a report calls them is itself a claim.
_NAMED_BY_SIDES = frozenset({"protesters", "militants", "foreign_forces"})


def number_discrepancies(context: Context, tallies: tuple[Tally, ...]) -> list[Discrepancy]:
    """Value, label, voice and verification within each tally, and parts against wholes over tallies."""
    found: list[Discrepancy] = []
    for tally in tallies:
        figures = [context.figures[i] for i in tally.figures]
        found.extend(_values(tally, figures, context))
        found.extend(_labels(tally, figures, context))
        found.extend(_voices(tally, figures, context))
        found.extend(_verification(tally, figures, context))
        found.extend(_mended(tally, figures, context))
    return [*found, *whole_discrepancies(tallies, context)]


def party(tally: Tally) -> str:
    """What a tally counts, in words: "killed, security forces"."""
    who = tally.label or PARTY.get(tally.group or "", tally.unit or "")
    return f"{tally.measure}, {who}" if who else tally.measure


def _values(tally: Tally, figures: list[Figure], context: Context) -> list[Discrepancy]:
    said = readings(tally, figures)
    sides = sides_of(((said[f.id], f.span) for f in figures), context)
    if len(sides) < 2:
        return []
    severity: Severity = "high" if tally.status == "disputed" else "medium"
    if tally.status == "compatible" and all(
        f.qualifier == "vague" or f.number == tally.best for f in figures
    ):
        severity = "low"
    best = words_of_best(tally)
    likely = next((n for n, s in enumerate(sides) if s.reading == best), None)
    return [
        Discrepancy(
            id="",
            kind="number",
            severity=severity,
            summary=f"{party(tally).capitalize()}: {listed([s.reading for s in sides])}",
            sides=sides,
            likely=likely if tally.status in ("compatible", "revised") else None,
            why=tally.why,
        )
    ]


def words_of_best(tally: Tally) -> str:
    """The best value as it is printed."""
    return number(tally.best) if tally.best is not None else ""


def _labels(tally: Tally, figures: list[Figure], context: Context) -> list[Discrepancy]:
    if tally.group not in _NAMED_BY_SIDES:
        return []
    named = [f for f in figures if f.label]
    seen: dict[str, str] = {}
    for figure in named:
        seen.setdefault(fold(figure.label or ""), figure.label or "")
    sides = sides_of(((f"“{seen[fold(f.label or '')]}”", f.span) for f in named), context)
    if len(sides) < 2 or len({s.report for side in sides for s in side.evidence}) < 2:
        return []
    reports = [{s.report for s in side.evidence} for side in sides]
    kin = [set(f.reports) for f in context.links.families]
    if all(any(r & k and q & k for k in kin) for n, r in enumerate(reports) for q in reports[:n]):
        return []  # renderings of one original: a translator's choice, nobody's naming
    severity: Severity = "high" if tally.measure in ("killed", "injured") else "medium"
    return [
        Discrepancy(
            id="",
            kind="label",
            severity=severity,
            summary=f"What the same people are called ({party(tally)}): {listed([s.reading for s in sides])}",
            sides=sides,
            likely=None,
            why="The figures are one count; the nouns differ and are each report’s own.",
        )
    ]


def _voices(tally: Tally, figures: list[Figure], context: Context) -> list[Discrepancy]:
    """Who is said to have given one and the same number."""
    sharp = [f for f in figures if f.number is not None and f.number == tally.best and f.modality != "denied"]
    voiced = [(f, context.speakers.get(f.id)) for f in sharp]
    readings = [(context.entities[v].name, f.span) for f, v in voiced if v in context.entities]
    silent = [("no source named", f.span) for f, v in voiced if v is None and f.source is None]
    sides = sides_of([*readings, *silent], context)
    if len({r for r, _ in readings}) < 2:
        return []
    return [
        Discrepancy(
            id="",
            kind="speaker",
            severity="medium",
            summary=f"Who gives the number {words_of_best(tally)} ({party(tally)}): {listed([s.reading for s in sides])}",
            sides=sides,
            likely=None,
            why="One number, several voices: they may rest on one another.",
        )
    ]


def _verification(tally: Tally, figures: list[Figure], context: Context) -> list[Discrepancy]:
    doubted = [("said not to be verified", f.span) for f in figures if f.modality == "unverified"]
    flat = [("stated without that reserve", f.span) for f in figures if f.modality == "asserted"]
    if not doubted or not flat or tally.measure not in ("killed", "injured", "missing"):
        return []
    sides = sides_of([*doubted, *flat], context)
    return [
        Discrepancy(
            id="",
            kind="other",
            severity="medium",
            summary=f"Verification of the figures ({party(tally)}): not verified according to "
            f"{sigla((s for _, s in doubted), context)}, printed by others without that reserve",
            sides=sides,
            likely=None,
            why="A reserve printed by one report bears on the same figures in the others.",
        )
    ]


def _mended(tally: Tally, figures: list[Figure], context: Context) -> list[Discrepancy]:
    """A figure whose own words have lost what was counted, beside the passage that still says it."""
    # What befell a part is said of its whole, so its own words have lost nothing.
    lost = [f for f in figures if f.measure_basis and not is_part(f)]
    kept = [f for f in figures if not f.measure_basis and f.number in {g.number for g in lost}]
    if not lost or not kept:
        return []
    sides = sides_of(
        [
            *((f"counted as {tally.measure}", f.span) for f in kept),
            *(("the words for it are lost or replaced", f.span) for f in lost),
        ],
        context,
    )
    return [
        Discrepancy(
            id="",
            kind="wording",
            severity="high",
            summary=f"What befell the {words(lost[0])} ({party(tally)}) is lost in "
            f"{sigla((f.span for f in lost), context)}",
            sides=sides,
            likely=next((n for n, s in enumerate(sides) if s.reading.startswith("counted")), None),
            why=lost[0].measure_basis or "",
        )
    ]
