"""What the reports take back from statements, looked up and put in words: who denies it, who could not verify it.

In: the context and the spans of statements. Out: caveats over them, the modality of what several reports tell,
and half sentences for the brief and for reasons. A denial is its denier's: a number that somebody asserts and
another denies is contested, which only an independent second voice outweighs. Decides no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crosswire.reconcile.context import Context
from crosswire.text.fold import fold
from crosswire.types import Caveat, Figure, Modality, Span

_RANK: dict[Modality, int] = {"asserted": 0, "hedged": 1, "unverified": 2, "denied": 3}


def over(context: Context, span: Span) -> list[Caveat]:
    """The caveats of a report that govern a stretch of it, in text order."""
    said = context.annotations.get(span.report)
    return [c for c in said.caveats if c.governs(span)] if said is not None else []


def modality_of(context: Context, spans: Iterable[Span]) -> Modality:
    """How what several passages tell stands: as the passage does from which least is taken back."""
    stands: list[Modality] = []
    for span in spans:
        kinds: list[Modality] = [c.kind for c in over(context, span)]
        stands.append(max(kinds, key=lambda k: _RANK[k], default="asserted"))
    return min(stands, key=lambda m: _RANK[m], default="asserted")


def deniers(context: Context, figures: Iterable[Figure]) -> list[str]:
    """Who denies figures that others assert, by name with the report: "the ministry (R2)"."""
    found: dict[str, None] = {}
    for figure in figures:
        if figure.modality == "denied":
            continue
        for caveat in over(context, figure.number_span):
            if caveat.kind == "denied":
                found.setdefault(f"{denier(context, caveat)} ({context.sigla[figure.span.report]})")
    return list(found)


def denier(context: Context, caveat: Caveat) -> str:
    """The name of who denies: the entity's, else as printed, else the report's."""
    by = caveat.speaker or caveat.source
    if by is None:
        return context.label_of(caveat.span.report)
    entity = next((e for e in context.links.entities if any(f.span == by for f in e.forms)), None)
    return entity.name if entity is not None else inside((caveat.source or by).text)


def inside(name: str) -> str:
    """A name as printed, for the middle of a sentence: "The ministry" gives "the ministry"."""
    words = name.split()
    if words and words[0] in ("The", "A", "An", "Its", "His", "Her", "Their"):
        words[0] = words[0].casefold()
    return " ".join(words)


def contested(standing: Sequence[Figure], denied: Sequence[Figure], context: Context) -> frozenset[str]:
    """The ids of figures whose number another voice denies and fewer than two independent voices give."""
    untrue = {f.number for f in denied if f.number is not None}
    disputed = {
        f.number
        for f in standing
        if f.number is not None
        and (f.number in untrue or any(c.kind == "denied" for c in over(context, f.number_span)))
    }
    out: set[str] = set()
    for value in sorted(disputed):
        behind = [f for f in standing if f.number == value]
        # Two papers' "activists" are two origins, yet no second voice that speaks against a denial.
        printed = {context.speakers.get(f.id) or (fold(f.source.text) if f.source else f.id) for f in behind}
        if min(context.independent(context.origins_of(behind)), len(printed)) < 2:
            out |= {f.id for f in behind}
    return frozenset(out)


def hedging(context: Context, figures: Sequence[Figure]) -> str:
    """The first words by which hedged figures are hedged: "reportedly"."""
    for figure in sorted(figures, key=lambda f: (int(context.sigla[f.span.report][1:]), f.span.start)):
        for caveat in over(context, figure.number_span):
            if caveat.kind == "hedged":
                return " ".join(caveat.span.text.split())
    return ""


def sigla(context: Context, figures: Iterable[Figure]) -> list[str]:
    """The sigla of the figures' reports, in order."""
    found = {context.sigla[f.span.report] for f in figures}
    return sorted(found, key=lambda s: int(s[1:]))
