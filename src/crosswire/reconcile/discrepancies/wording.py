"""Discrepancies of wording: renderings of one utterance that part, and aligned sentences of one text whose
figures or negations differ.

The divergences come from `reconcile.utterances`; here they are weighed: a changed number, name,
negation, subject or condition is grave; other words are a matter of translation, and shown only where
two originals, not two copies, part in several places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from crosswire.lang import table
from crosswire.lang.words import plain_words
from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of
from crosswire.reconcile.divergences import divergences, rendering
from crosswire.reconcile.reasons import listed
from crosswire.reconcile.roles import exchanged
from crosswire.text.tokens import words
from crosswire.types import (
    Discrepancy,
    Divergence,
    Lineage,
    PassagePair,
    Severity,
    Side,
    Span,
    Utterance,
    UtteranceMember,
)

_GRAVE = frozenset({"number", "date", "name", "negation", "subject", "condition"})
# Of what reported speech changes, only this cannot be the change of person and tense that it always brings.
_RETOLD = frozenset({"number", "date", "negation"})
_MILD = frozenset({"softening", "hardening", "omission"})
# Below this share of common content words two aligned sentences are held to part in substance
# (retranslations of one sentence share about half of theirs; read off invented retranslations).
PARTED = 0.34


def wording_discrepancies(context: Context, utterances: tuple[Utterance, ...]) -> list[Discrepancy]:
    """Renderings, headlines and reported speech beside them, then aligned sentences."""
    found: list[Discrepancy] = []
    for utterance in utterances:
        found.extend(_renderings(utterance, context))
        found.extend(_headlines(utterance, context))
        found.extend(_retold(utterance, context))
    for link in context.links.lineage:
        if link.relation != "shared-passages" and link.manner != "translated":
            found.extend(_aligned(link, context))
    return found


def _renderings(utterance: Utterance, context: Context) -> list[Discrepancy]:
    utterance = replace(
        utterance, divergences=tuple(d for d in utterance.divergences if _over_reports(d, utterance))
    )
    kinds = {d.kind for d in utterance.divergences}
    if not kinds:
        return []
    severity: Severity = "high" if kinds & _GRAVE else "medium" if kinds & _MILD else "low"
    sides = sides_of(((_reading(m, utterance, context), m.span) for m in utterance.members), context)
    if len(sides) < 2:
        return []
    name = context.entities[utterance.speaker].name if utterance.speaker in context.entities else "A speaker"
    grave = [d for d in utterance.divergences if d.kind in _GRAVE | _MILD] or list(utterance.divergences)
    parted = [" / ".join(f"“{r.text}”" if r.text else "nothing" for r in d.readings[:4]) for d in grave[:2]]
    return [
        Discrepancy(
            id="",
            kind="wording",
            severity=severity,
            summary=f"{name}’s words are rendered differently: {'; '.join(parted)}",
            sides=sides,
            likely=None,
            why=f"The difference is one of {listed(sorted({d.kind for d in grave}))}; "
            "without the recording none can be preferred.",
        )
    ]


def _over_reports(divergence: Divergence, utterance: Utterance) -> bool:
    """Whether two readings stand in different reports; who repeats himself in one is no discrepancy."""
    printed = {m.quote: m.span.report for m in utterance.members}
    homes = [{printed[q] for q in r.quotes if q in printed} for r in divergence.readings]
    return any(a and b and not a & b for a, b in combinations(homes, 2))


def _headlines(utterance: Utterance, context: Context) -> list[Discrepancy]:
    """Headlines and pull quotes that say more, or something else, than the body of their own report."""
    found = []
    for echo in utterance.echoes:
        bodies = [m for m in utterance.members if m.span.report == echo.span.report]
        kinds = _kinds(bodies, echo)
        if bodies and kinds & (_GRAVE | {"hardening"}):
            where = context.label_of(echo.span.report)
            told = f"The headline of {where} does not print what its text does"
            why = f"The headline differs from the quotation in {listed(sorted(kinds))}."
            found.append(
                _apart(bodies, echo, ("in the text", "in the headline"), told, why, "medium", context)
            )
    return found


def _retold(utterance: Utterance, context: Context) -> list[Discrepancy]:
    """Reported speech that counts or denies otherwise than the quotation does."""
    found = []
    for retold in utterance.reported:
        kinds = _kinds(utterance.members, retold) & _RETOLD
        if kinds:
            where = context.label_of(retold.span.report)
            told = f"{where} reports the words otherwise than they are quoted"
            why = f"The report differs from the quotation in {listed(sorted(kinds))}."
            found.append(
                _apart(utterance.members, retold, ("as quoted", "as reported"), told, why, "high", context)
            )
    return found


def _kinds(members: Sequence[UtteranceMember], other: UtteranceMember) -> set[str]:
    """The kinds in which one rendering differs from the fullest of others."""
    if not members:
        return set()
    full = max(members, key=lambda m: (len(m.span.text), -m.span.start))
    parted = divergences([rendering(full.span, "0"), rendering(other.span, "1")])
    return {d.kind for d in parted}


def _apart(
    members: Sequence[UtteranceMember],
    other: UtteranceMember,
    names: tuple[str, str],
    summary: str,
    why: str,
    severity: Severity,
    context: Context,
) -> Discrepancy:
    readings = [*((names[0], m.span) for m in members), (names[1], other.span)]
    return Discrepancy(
        id="",
        kind="wording",
        severity=severity,
        summary=f"{summary}: “{_short(other.span.text, 60)}”",
        sides=sides_of(readings, context),
        likely=None,
        why=why,
    )


def _reading(member: UtteranceMember, utterance: Utterance, context: Context) -> str:
    """What a rendering has where the renderings part: its words at the gravest divergence that it
    takes part in, else the report's siglum."""
    ranked = sorted(utterance.divergences, key=lambda d: (d.kind not in _GRAVE, d.kind not in _MILD))
    for divergence in ranked:
        for reading in divergence.readings:
            if member.quote in reading.quotes:
                return f"“{_short(reading.text, 60)}”" if reading.text else "without those words"
    return f"as in {context.sigla[member.span.report]}"


def _short(text: str, characters: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= characters else flat[: characters - 1].rsplit(" ", 1)[0] + " …"


def _aligned(link: Lineage, context: Context) -> list[Discrepancy]:
    """Sentences that render one sentence of a common text, and yet do not say the same. Quoted words
    are left to the utterances."""
    negations = frozenset(table("en", "negation")["words"])
    stop = frozenset(table("en", "stopwords")["words"]) - negations
    found = []
    for left_spans, right_spans in _rendered(link.evidence):
        if [s.text for s in left_spans] == [s.text for s in right_spans]:
            continue
        left, right = _words_of(left_spans, context), _words_of(right_spans, context)
        content = (set(left) - stop, set(right) - stop)
        if min(len(c) for c in content) < 4:
            continue
        reasons = []
        only_left, only_right = _digits(left) - _digits(right), _digits(right) - _digits(left)
        if only_left and only_right:
            reasons.append("number")
        if _count(left, negations) != _count(right, negations):
            reasons.append("negation")
        if exchanged(plain_words(left), plain_words(right)):
            reasons.append("who acts")
        if _share(*content) < PARTED:
            reasons.append("sense")
        if (only_left or only_right) and "number" not in reasons:
            reasons.append("a number left out")
        if set(reasons) - {"a number left out"}:
            found.append(_pair(left_spans, right_spans, reasons, context))
    return found


def _rendered(evidence: tuple[PassagePair, ...]) -> list[tuple[list[Span], list[Span]]]:
    """Aligned sentences, put together where one sentence of a report answers to several of the other."""
    groups: list[tuple[list[Span], list[Span]]] = []
    for pair in evidence:
        home = next((g for g in groups if pair.left in g[0] or pair.right in g[1]), None)
        if home is None:
            groups.append(([pair.left], [pair.right]))
            continue
        home[0].extend([pair.left] if pair.left not in home[0] else [])
        home[1].extend([pair.right] if pair.right not in home[1] else [])
    return groups


def _words_of(spans: list[Span], context: Context) -> list[str]:
    """The folded words of some sentences, without what stands in quotation marks."""
    out: list[str] = []
    for span in spans:
        quoted = [q.span for q in context.annotations[span.report].quotes if q.kind != "indirect"]
        out.extend(
            w.folded
            for w in words(context.reports[span.report].text, span.start, span.end)
            if not any(q.start <= w.start < q.end for q in quoted)
        )
    return out


def _digits(tokens: list[str]) -> set[str]:
    return {t for t in tokens if any(c.isdigit() for c in t)}


def _count(tokens: list[str], among: frozenset[str]) -> int:
    return sum(t in among or t.endswith(("n't", "n’t")) for t in tokens)


def _share(one: set[str], other: set[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 1.0


def _pair(left: list[Span], right: list[Span], reasons: list[str], context: Context) -> Discrepancy:
    severity: Severity = "high" if {"number", "negation", "who acts"} & set(reasons) else "medium"
    sides = [
        Side(reading=f"as in {context.sigla[spans[0].report]}", evidence=tuple(spans))
        for spans in (left, right)
    ]
    ordered = tuple(sorted(sides, key=lambda s: int(context.sigla[s.evidence[0].report][1:])))
    names = " and ".join(context.sigla[s.evidence[0].report] for s in ordered)
    return Discrepancy(
        id="",
        kind="wording",
        severity=severity,
        summary=f"{names} render one sentence differently ({listed(reasons)})",
        sides=ordered,
        likely=None,
        why="Both descend from one text; at least one of them has changed what it says here.",
    )
