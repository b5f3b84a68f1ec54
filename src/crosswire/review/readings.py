"""What reads there now: the fields of anything that can be reviewed, by which a person sees what is accepted.

In: a dossier, a kind and an id. Out: fields by name, as `review` takes them for "accept" and "correct": whoever accepts
with them is told when the same words read otherwise one day. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.text.fold import fold
from crosswire.types import (
    Annotations,
    Dossier,
    Entity,
    Figure,
    Findings,
    Interval,
    Quote,
    Scalar,
    TargetKind,
)

Values = Mapping[str, Scalar | str | None]
# What of a figure is accepted: its meaning, not how it came to be read.
_ACCEPTED = ("number", "low", "high", "measure", "group")
_PLAIN = ("unit", "measure", "group", "place", "modality", "part_of_event")


def seen(dossier: Dossier, kind: TargetKind, id: str) -> dict[str, Scalar | str | None]:
    """What a person accepts who accepts what has this id; empty where nothing of it could read otherwise."""
    if kind in ("figure", "quote"):
        return _statement(dossier, id)
    if kind == "name":
        return next((dict(reading_of_entity(e)) for e in dossier.links.entities if e.id == id), {})
    return dict(readings_of(dossier.findings).get((kind, id), {}))


def reading_of(statement: Figure | Quote, speaker: str | None) -> dict[str, Scalar | str | None]:
    """The fields of a figure or quote that a person can correct, as they stand; `speaker` is the entity's id."""
    if isinstance(statement, Quote):
        return {"attributed": speaker, "modality": statement.modality}
    return {
        "number": whole(statement.number),
        "low": whole(statement.low),
        "high": whole(statement.high),
        "qualifier": statement.qualifier,
        "as_of": days(statement.as_of),
        "attributed": speaker,
        **{key: getattr(statement, key) for key in _PLAIN},
    }


def reading_of_entity(entity: Entity) -> Values:
    """The fields of an entity that a person can correct."""
    return {"name": entity.name, "type": entity.type}


def readings_of(findings: Findings) -> dict[tuple[TargetKind, str], Values]:
    """What reads there now, of every finding that has something which could read otherwise."""
    found: dict[tuple[TargetKind, str], Values] = {}
    for t in findings.tallies:
        found["tally", t.id] = {"low": whole(t.low), "best": whole(t.best), "high": whole(t.high)}
    for e in findings.events:
        found["event", e.id] = {"when": days(e.when), "text": _line(e.text)}
    for d in findings.discrepancies:
        found["discrepancy", d.id] = {"summary": _line(d.summary)}
    for s in findings.stories:
        found["story", s.id] = {"title": _line(s.title)}
    for n, b in enumerate(findings.brief, 1):
        found["brief", f"b{n}"] = {"text": _line(b.text)}
    return found


def statements_of(said: Annotations) -> tuple[Figure | Quote, ...]:
    """All that a report states which can be reviewed by itself."""
    return (*said.figures, *said.individuals, *said.quotes)


def whole(number: Scalar | None) -> Scalar | None:
    """A number in its one form: 12.0 is 12."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def days(interval: Interval | None) -> str | None:
    """An interval as a field has it: a day, or two with a stroke between."""
    if interval is None or not (interval.start or interval.end):
        return None
    if interval.start == interval.end:
        return interval.start
    return f"{interval.start or '..'}/{interval.end or '..'}"


def _statement(dossier: Dossier, id: str) -> dict[str, Scalar | str | None]:
    every = [s for a in dossier.annotations for s in statements_of(a)]
    found = next((s for s in (*every, *dossier.aside) if s.id == id), None)
    if found is None:
        return {}
    speaker = dict(dossier.links.speakers).get(id)
    reading = reading_of(found, _name(dossier, speaker))
    kept = _ACCEPTED if isinstance(found, Figure) else ()
    sure = speaker is None or reading["attributed"] is not None
    return {k: v for k, v in reading.items() if k in kept or (k == "attributed" and sure)}


def _name(dossier: Dossier, entity: str | None) -> str | None:
    """The name of an entity that nobody else here has."""
    names = {e.id: fold(e.name) for e in dossier.links.entities}
    name = next((e.name for e in dossier.links.entities if e.id == entity), None)
    return name if name and list(names.values()).count(fold(name)) == 1 else None


def _line(text: str) -> str:
    return " ".join(text.split())
