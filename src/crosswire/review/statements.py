"""Reviews of figures and quotes, applied: what is rejected leaves the reckoning, what is corrected reads otherwise.

In: annotations as the machine made them, entities as reviewed, and reviews. Out: annotations with the reviews in force,
the speakers that people set, what was set aside, and how each statement stands. Findings follow from these and are not
touched here; words and offsets stay the report's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crosswire.annotate.numbers import bounds
from crosswire.review.finding import Held, find_in
from crosswire.review.outcome import NOTHING, Outcome, about, lost
from crosswire.review.readings import reading_of, statements_of
from crosswire.review.settling import JUDGING, Said, Settled, Values, Ways, bearing_on, judgement, settle
from crosswire.text.fold import fold
from crosswire.types import (
    Annotations,
    Bearing,
    Entity,
    Field,
    Figure,
    Interval,
    Quote,
    Review,
    Scalar,
    Span,
)

# What stands for a source that cannot be told from the review: two of them are never one.
_NOBODY = "nobody known: "
# Fields of a figure that are set as they are told; the others are worked out.
_PLAIN = ("unit", "measure", "group", "place", "modality", "part_of_event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What came of reviewing figures and quotes. `speakers` are ids of statements with the entity that people say
    speaks, None for the report's own voice."""

    annotations: tuple[Annotations, ...]
    speakers: tuple[tuple[str, str | None], ...] = ()
    aside: tuple[Figure | Quote, ...] = ()
    outcome: Outcome = NOTHING


def review_statements(
    reviews: Sequence[Review],
    annotations: tuple[Annotations, ...],
    where: Held,
    speakers: Mapping[str, str],
) -> Statements:
    """The annotations with the reviews of their figures and quotes in force. `where` holds these and the entities;
    `speakers` is whose word each is as the machine has it."""
    every: dict[str, Figure | Quote] = {s.id: s for said in annotations for s in statements_of(said)}
    mine = [r for r in reviews if r.target.kind in ("figure", "quote") and r.action in JUDGING]
    found = {r.id: find_in(r.target, where) for r in mine}
    told = about(mine, found)
    settled = {id: _settled(said, every[id], where, speakers.get(id)) for id, said in sorted(told.items())}
    ids = {id: f.ids for id, f in found.items()}
    judged = (judgement(id, s) for id, s in settled.items())
    return Statements(
        annotations=tuple(_applied(said, settled, where) for said in annotations),
        speakers=tuple(
            (id, _speaker(dict(s.values)["attributed"]))
            for id, s in settled.items()
            if "attributed" in dict(s.values)
        ),
        aside=tuple(every[id] for id, s in settled.items() if s.rejected),
        outcome=Outcome(
            reviewed=(
                *lost(mine, found),
                *(x for id, s in settled.items() for x in bearing_on(s, told[id], ids)),
            ),
            judgements=tuple(j for j in judged if j is not None),
        ),
    )


def with_speakers(
    found: Iterable[tuple[str, str]], told: Iterable[tuple[str, str | None]]
) -> tuple[tuple[str, str], ...]:
    """Whose word each statement is, as people say where they do."""
    people = dict(told)
    every = {**dict(found), **people}
    return tuple(sorted((id, entity) for id, entity in every.items() if entity is not None))


def _settled(
    reviews: Sequence[Review], statement: Figure | Quote, where: Held, speaker: str | None
) -> Settled:
    said = [Said(review=r, values=_values(r, where)) for r in reviews]
    unclear = [s for s in said if str(s.values.get("attributed", "")).startswith(_NOBODY)]
    settled = settle(
        [s for s in said if s not in unclear],
        reading_of(statement, speaker),
        Ways(
            complete=lambda values: {**values, **_numbers(values, statement)},
            names={e.id: e.name for e in where.entities},
        ),
    )
    more: list[tuple[str, Bearing, str]] = [
        (s.review.id, "without-effect", str(s.values["attributed"]).removeprefix(_NOBODY)) for s in unclear
    ]
    return replace(settled, bearings=(*settled.bearings, *more))


def _values(one: Review, where: Held) -> Values:
    """The values of a review as they can be compared: the id of an entity for a source."""
    values = dict(one.values)
    if "attributed" in values or (one.others and one.action == "correct"):
        values["attributed"] = _source(one, values.get("attributed"), where)
    return values


def _source(one: Review, told: Scalar | str | None, where: Held) -> str | None:
    """The id of the entity that is said to speak, by the words of its name or by its name alone."""
    for other in one.others:
        ids = find_in(other, where).ids
        return ids[0] if ids else f"{_NOBODY}“{other.words[0].text}” is no name of anybody here"
    if told is None:
        return None
    name = fold(str(told))
    bearers = [e.id for e in where.entities if told == e.id or fold(e.name) == name]
    bearers = bearers or [e.id for e in where.entities if any(fold(f.span.text) == name for f in e.forms)]
    return bearers[0] if len(bearers) == 1 else f"{_NOBODY}“{told}” is no name of one alone here"


def _numbers(values: Values, figure: Figure | Quote) -> dict[str, Scalar | str | None]:
    """What a corrected number says of its bounds, and the other way round: "14" after "dozens" is exactly 14."""
    if isinstance(figure, Quote) or not {"number", "qualifier", "low", "high"} & values.keys():
        return {}
    machine = reading_of(figure, None)
    found: dict[str, Any] = {
        key: values.get(key, machine[key]) for key in ("number", "low", "high", "qualifier")
    }
    if "number" in values and "qualifier" not in values and found["qualifier"] in ("range", "vague"):
        found["qualifier"] = "exact"
    bounded = found["number"] is not None and found["qualifier"] not in ("range", "vague")
    if bounded and {"number", "qualifier"} & values.keys():
        low, high = bounds(found["number"], found["qualifier"])
        found |= {"low": values.get("low", low), "high": values.get("high", high)}
    return found | _fitting(found, values)


def _fitting(found: Mapping[str, Any], told: Values) -> dict[str, Any]:
    """Bounds that hold together where a person gave one of them, and no number that lies outside of them."""
    low, high, number = found["low"], found["high"], found["number"]
    if low is not None and high is not None and low > high:
        low, high = (low, low) if "low" in told else (high, high)
    below, above = "low" in told and low is not None, "high" in told and high is not None
    outside = number is not None and ((below and number < low) or (above and number > high))
    if outside and "number" not in told:
        return {"low": low, "high": high, "number": None, "qualifier": told.get("qualifier", "range")}
    return {"low": low, "high": high}


def _applied(said: Annotations, settled: Mapping[str, Settled], where: Held) -> Annotations:
    """One report's annotations with what was settled of its statements."""
    if not settled or not any(s.id in settled for s in statements_of(said)):
        return said
    gone = {id for id, s in settled.items() if s.rejected}
    return replace(
        said,
        figures=tuple(_figure(f, settled.get(f.id), where, gone) for f in said.figures if f.id not in gone),
        individuals=tuple(
            _figure(f, settled.get(f.id), where, gone) for f in said.individuals if f.id not in gone
        ),
        quotes=tuple(_quote(q, settled.get(q.id), where) for q in said.quotes if q.id not in gone),
    )


def _figure(figure: Figure, settled: Settled | None, where: Held, gone: set[str]) -> Figure:
    if figure.relates_to in gone:
        figure = replace(figure, relates_to=None)
    values: dict[str, Any] = dict(settled.values) if settled else {}
    if not values or settled is None:
        return figure
    plain = {key: values[key] for key in (*_PLAIN, "number", "low", "high", "qualifier") if key in values}
    if "as_of" in values:
        plain |= {"as_of": _interval(values["as_of"]), "basis": _told_by(settled)}
    if values.get("measure", figure.measure) != figure.measure:
        plain["measure_basis"] = _told_by(settled)
    return replace(figure, **plain, **_sourced(figure, values, where))


def _quote(quote: Quote, settled: Settled | None, where: Held) -> Quote:
    values: dict[str, Any] = dict(settled.values) if settled else {}
    plain = {"modality": values["modality"]} if "modality" in values else {}
    return replace(quote, **plain, **_sourced(quote, values, where)) if values else quote


def _sourced(statement: Figure | Quote, values: Mapping[str, Any], where: Held) -> dict[str, Any]:
    """Where the report prints the name of whom people say speaks; nothing where it does not print it."""
    if "attributed" not in values:
        return {}
    entity = next((e for e in where.entities if e.id == values["attributed"]), None)
    printed = _nearest(entity, statement.span) if entity else None
    return {"source": printed, "speaker": printed, "cue": None, "via": ()}


def _nearest(entity: Entity, span: Span) -> Span | None:
    mine = [f.span for f in entity.forms if f.span.report == span.report]
    return min(mine, key=lambda s: (max(s.start - span.end, span.start - s.end), s.start), default=None)


def _told_by(settled: Settled) -> str:
    return f"corrected by {', '.join(settled.by)}"


def _speaker(value: Scalar | str | None) -> str | None:
    return None if value is None else str(value)


def _interval(value: Field | str | None) -> Interval | None:
    if value is None:
        return None
    start, _, end = str(value).partition("/")
    ends = [None if e == ".." else e for e in (start, end or start)]
    return Interval(start=ends[0], end=ends[1])
