"""Small hand-made reports and figures for the tests of the reconciliation."""

from __future__ import annotations

import re
from dataclasses import replace

from crosswire.reconcile.context import Context, build_context
from crosswire.types import (
    Annotations,
    Entity,
    Family,
    Figure,
    FigureRelation,
    Form,
    Interval,
    Links,
    Party,
    Place,
    PlaceKind,
    Report,
    Scalar,
    Span,
    Story,
)

NOBODY = Party()
LOW = {"more_than": 1, "at_least": 0}


def report(
    name: str,
    text: str,
    *,
    published: str = "2031-05-04",
    publisher: str | None = None,
    title: str | None = None,
    credits: tuple[str, ...] = (),
) -> Report:
    """A report; a `title` is the first line of its text."""
    made = Report(
        id=name,
        source=f"{name}.txt",
        text=f"{title}\n\n{text}" if title else text,
        sha256=name,
        published=published,
        publisher=publisher,
        title=title,
        credits=credits,
    )
    return replace(made, title_span=made.span(0, len(title))) if title else made


def sentences(of: Report) -> tuple[Span, ...]:
    """The report's sentences, each to its full stop, and its title."""
    return tuple(of.span(m.start(), m.end()) for m in re.finditer(r"[^.\s][^.\n]*\.?", of.text))


def figure(
    of: Report,
    words: str,
    number: Scalar | None,
    *,
    measure: str = "killed",
    group: str = "people",
    qualifier: str = "exact",
    day: str | None = None,
    label: str | None = None,
    modality: str = "asserted",
    subset: bool = False,
    unit: str = "persons",
    party: Party = NOBODY,
    relation: FigureRelation | None = None,
    relates_to: Figure | None = None,
    place: str | None = None,
    source: str | None = None,
    via: str | None = None,
    cumulative: bool = False,
    nth: int = 0,
) -> Figure:
    """A figure at the `nth` place where `words` stand in the report; `source` and `via` are words of it."""
    start = [m.start() for m in re.finditer(re.escape(words), of.text)][nth]
    span = of.span(start, start + len(words))
    low, high = number, number
    if qualifier in ("more_than", "at_least") and number is not None:
        low, high = number + LOW[qualifier], None
    if qualifier == "about" and number is not None:
        low, high = round(number * 0.9), round(number * 1.1)
    if qualifier == "vague":
        low, high = 24, None
    return Figure(
        id=f"{of.id}:f{start}",
        span=span,
        number_span=span,
        number=number,
        low=low,
        high=high,
        qualifier=qualifier,  # type: ignore[arg-type]
        unit=unit,
        measure=measure,  # type: ignore[arg-type]
        group=group,  # type: ignore[arg-type]
        label=label,
        as_of=Interval(start=day, end=day) if day else None,
        modality=modality,  # type: ignore[arg-type]
        subset=subset,
        party=party,
        relation=relation,
        relates_to=relates_to.id if relates_to else None,
        place=place,
        source=_at(of, source),
        via=(medium,) if (medium := _at(of, via)) else (),
        cumulative=cumulative,
    )


def _at(of: Report, words: str | None) -> Span | None:
    start = of.text.index(words) if words else 0
    return of.span(start, start + len(words)) if words else None


def _place(of: Report, name: str, land: str) -> Place:
    start = of.text.index(name)
    kind: PlaceKind = "country" if name.upper().startswith(land) else "city"
    return Place(
        span=of.span(start, start + len(name)),
        name=name,
        country=land,
        latitude=1.0,
        longitude=1.0,
        kind=kind,
    )


def context(
    reports: list[Report],
    figures: list[Figure],
    *,
    families: list[list[str]] | None = None,
    voices: dict[str, str] | None = None,
    profile: str = "neutral",
    lands: dict[str, str] | None = None,
) -> tuple[Context, tuple[Story, ...]]:
    """A context over reports, figures, families (lists of report ids), figure id → speaker name, and place → country,
    which the place is itself where it begins like its code."""
    voices = voices or {}
    names = sorted(set(voices.values()))
    said = tuple(
        Annotations(
            report=r.id,
            anchor=(r.published or "")[:10] or None,
            sentences=sentences(r),
            figures=tuple(f for f in figures if f.span.report == r.id),
            places=tuple(_place(r, name, land) for name, land in (lands or {}).items() if name in r.text),
        )
        for r in reports
    )
    by_family = families or [[r.id] for r in reports]
    links = Links(
        families=tuple(Family(id=f"o{m[0]}", reports=tuple(m), root=m[0]) for m in by_family),
        entities=tuple(
            Entity(id=n, type="ORG", name=n, forms=(Form(span=reports[0].span(0, 1)),)) for n in names
        ),
        speakers=tuple(sorted(voices.items())),
    )
    story = Story(id="s", title="", reports=tuple(r.id for r in reports))
    return build_context(tuple(reports), said, links, threshold=2, profile=profile), (story,)
