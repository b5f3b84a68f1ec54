"""A dossier with places: three invented reports of a ferry's strike in a strait, with a town far away."""

from __future__ import annotations

from dataclasses import replace

from crosswire.types import Annotations, Dossier, Entity, Event, Findings, Form, Links, Place, Report, Span
from tests.present.made_dossier import FRIDAY

TEXTS = (
    "On Friday the ferry struck a rock off Skarholm, police in Vestmark said. The owner sits in Kestria.",
    "A ferry ran aground near Skarholm on Friday. Boats from Ulvsund and Norrfjord came. Elkland is shocked.",
    "Skarholm woke to a wreck on Friday, wrote the Kestria Post. Somewhere in Brannland province they pray.",
)
# Name: latitude, longitude, country, precision, kind.
WHERE = {
    "Skarholm": (62.1, 6.9, "NO", 1, "city"),
    "Vestmark": (62.4, 6.2, "NO", 1, "city"),
    "Ulvsund": (62.3, 7.4, "NO", 2, "city"),
    "Norrfjord": (63.4, 10.4, "NO", 1, "city"),
    "Brannland": (61.0, 9.0, "NO", 4, "admin1"),
    "Kestria": (-34.6, -58.4, "AR", 1, "city"),
    "Elkland": (62.0, 10.0, "NO", 6, "country"),
}


def mapped(**more: tuple[object, ...]) -> Dossier:
    """The dossier; `more` gives a place other values, or none at all where it is empty."""
    where = {**WHERE, **more}
    reports = tuple(
        Report(id=f"m{n}", source=f"ferry/{n}.txt", text=text, sha256=str(n) * 64)
        for n, text in enumerate(TEXTS)
    )
    spans: dict[str, list[Span]] = {}
    notes = []
    for r in reports:
        found = []
        for name, values in sorted(where.items()):
            if name in r.text:
                start = r.text.index(name)
                span = r.span(start, start + len(name))
                spans.setdefault(name, []).append(span)
                found.append(_place(name, span, values))
        notes.append(Annotations(report=r.id, anchor="2031-05-02", places=tuple(found)))
    entities = tuple(
        Entity(id=f"e-{name}", type="GPE", name=name, forms=tuple(Form(span=s) for s in held))
        for name, held in spans.items()
    )
    first = reports[0].span(0, reports[0].text.index(","))
    events = (
        Event(
            id="v1",
            when=FRIDAY,
            text=first.text,
            places=("e-Skarholm",),
            actors=(),
            evidence=(first,),
            families=1,
        ),
    )
    return Dossier(
        reports=reports,
        annotations=tuple(notes),
        links=Links(entities=entities),
        findings=Findings(events=events),
    )


def _place(name: str, span: Span, values: tuple[object, ...]) -> Place:
    place = Place(span=span, name=name)
    if values:
        keys = ("latitude", "longitude", "country", "precision", "kind")
        place = replace(place, **dict(zip(keys, values, strict=True)))  # type: ignore[arg-type]
    return place


def garbled(dossier: Dossier, name: str) -> Dossier:
    """The same, with every form of a name marked as garbled."""
    entities = tuple(
        replace(e, forms=tuple(replace(f, corrupted=True) for f in e.forms)) if e.name == name else e
        for e in dossier.links.entities
    )
    return replace(dossier, links=replace(dossier.links, entities=entities))
