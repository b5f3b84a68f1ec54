"""The dossier as `crosswire.dossier/1`, the contract that `schema/dossier.schema.json` publishes.

In: a `Dossier`. Out: a dict of plain values (`to_contract`) or its text (`to_json`): the same bytes for
the same dossier. Reports stand in the dossier's order and are given their sigla by it; what belongs to
a report follows that order, then its place in the text. The texts of reports are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, TypeVar

from crosswire.present.json_attributions import attribution_rows
from crosswire.present.json_caveats import caveats
from crosswire.present.json_decisions import decision_rows
from crosswire.present.json_grounds import chain_rows, grounds
from crosswire.present.json_known import knowledge_rows, known_rows
from crosswire.present.json_places import place_row
from crosswire.present.json_reviews import add_reviews
from crosswire.present.json_times import time_rows
from crosswire.types import (
    Discrepancy,
    Dossier,
    Entity,
    Event,
    Family,
    Figure,
    Interval,
    Item,
    Lineage,
    Party,
    Place,
    Quote,
    Report,
    Scalar,
    Span,
    Tally,
    Toll,
    Utterance,
)

Found = TypeVar("Found", Figure, Quote, Place)

SCHEMA = "crosswire.dossier/1"

# Digits kept of a score: enough to rank by, few enough that no processor's rounding shows.
_SCORE_DIGITS = 4
# Half of a UTF-16 pair that a sidecar may smuggle in: JSON can escape it, UTF-8 cannot hold it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(dossier: Dossier) -> str:
    """The dossier as JSON text with a line end, for UTF-8; the same dossier gives the same bytes."""
    text = json.dumps(to_contract(dossier), ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text) + "\n"


def to_contract(dossier: Dossier) -> dict[str, Any]:
    """The dossier as the contract's dict of plain values."""
    order = {report.id: n for n, report in enumerate(dossier.reports)}
    speakers = dict(dossier.links.speakers)
    findings, links = dossier.findings, dossier.links
    figures = _in_order((f for a in dossier.annotations for f in a.figures), order)
    individuals = _in_order((f for a in dossier.annotations for f in a.individuals), order)
    quotes = _in_order((q for a in dossier.annotations for q in a.quotes), order)
    places = _in_order((p for a in dossier.annotations for p in a.places), order)
    anchors = {a.report: a.anchor for a in dossier.annotations}
    contract: dict[str, Any] = {
        "schema": SCHEMA,
        "generator": {"name": "crosswire", "version": version("crosswire")},
        "settings": dict(dossier.settings),
        "stories": [{"id": s.id, "title": s.title, "reports": list(s.reports)} for s in findings.stories],
        "brief": [
            {
                "text": b.text,
                "evidence": [_span(e) for e in b.evidence],
                **grounds(b),
            }
            for b in findings.brief
        ],
        "tallies": [_tally(t) for t in findings.tallies],
        "tolls": [_toll(t) for t in findings.tolls],
        "discrepancies": [_discrepancy(d) for d in findings.discrepancies],
        "events": [_event(e) for e in findings.events],
        "utterances": [_utterance(u) for u in findings.utterances],
        "entities": [_entity(e) for e in links.entities],
        "families": [_family(f) for f in links.families],
        "lineage": [_lineage(x) for x in links.lineage],
        "chains": chain_rows(findings.chains),
        "reports": [
            _report(r, siglum=f"R{n}", anchor=anchors.get(r.id))
            for n, r in enumerate(dossier.reports, start=1)
        ],
        "figures": [_figure(f, speakers) for f in figures],
        "individuals": [_figure(f, speakers) for f in individuals],
        "quotes": [_quote(q, speakers) for q in quotes],
        "attributions": attribution_rows(dossier, order),
        "caveats": caveats(dossier.annotations, links.entities),
        **time_rows(dossier),
        "places": [place_row(p) for p in places],
        "decisions": decision_rows(dossier.rulings),
        "knowledge": knowledge_rows(dossier.knowledge),
        "problems": [{"report": p.report, "stage": p.stage, "message": p.message} for p in dossier.problems],
    }
    if dossier.reviews:
        contract["set_aside"] = {
            "figures": [_figure(f, speakers) for f in dossier.aside if isinstance(f, Figure)],
            "quotes": [_quote(q, speakers) for q in dossier.aside if isinstance(q, Quote)],
        }
        add_reviews(contract, dossier)
    if located := {r.id: r for r in dossier.reports if r.locations}:
        _located(contract, located)
    return contract


def _in_order(found: Iterable[Found], order: Mapping[str, int]) -> list[Found]:
    return sorted(found, key=lambda x: (order.get(x.span.report, len(order)), x.span.start, x.span.end))


def _report(report: Report, *, siglum: str, anchor: str | None) -> dict[str, Any]:
    return {"siglum": siglum, **report_to_contract(report), "anchor": anchor}


def report_to_contract(report: Report) -> dict[str, Any]:
    """One report as the contract has it, without what only a dossier gives it (siglum, anchor)."""
    return {
        "id": report.id,
        "source": report.source,
        "address": report.address,
        "title": report.title,
        "byline": report.byline,
        "publisher": report.publisher,
        "carrier": report.carrier,
        "published": report.published,
        "updated": report.updated,
        "language": report.language,
        "section": report.section,
        "credits": list(report.credits),
        "sha256": report.sha256,
        "length": len(report.text),
        "format": report.format,
        "encoding": report.encoding,
        "item": _item(report.item) if report.item else None,
        "provenance": {
            "machine_translated": report.provenance.machine_translated,
            "why": report.provenance.why,
        },
        "stamps": [
            {"date": s.date, "kind": s.kind, "span": _span(s.span) if s.span else None} for s in report.stamps
        ],
        "excluded": [{"start": x.start, "end": x.end, "kind": x.kind} for x in report.excluded],
        "locations": [{"start": x.start, "end": x.end, "label": x.label} for x in report.locations],
        "notices": list(report.notices),
    }


def _item(item: Item) -> dict[str, str]:
    return {"uri": item.uri, "version": item.version, "status": item.status}


def _located(value: Any, reports: Mapping[str, Report]) -> None:
    """Adds to every span in `value` where in its source it stands, for reports that have time codes or pages."""
    if isinstance(value, list):
        for item in value:
            _located(item, reports)
    elif isinstance(value, dict):
        report = reports.get(value.get("report") or "")
        if report is not None and "start" in value and "text" in value:
            value["location"] = report.located(value["start"], value["end"])
        for item in value.values():
            _located(item, reports)


def _figure(figure: Figure, speakers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": figure.id,
        **_span(figure.span),
        "number_span": _offsets(figure.number_span),
        "number": _number(figure.number),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "measure": figure.measure,
        "group": figure.group,
        "label": figure.label,
        "place": figure.place,
        "attributed_to": speakers.get(figure.id),
        "attributed_text": figure.source.text if figure.source else None,
        "attributed_span": _offsets(figure.source) if figure.source else None,
        "via": figure.via[0].text if figure.via else None,
        "via_span": _offsets(figure.via[0]) if figure.via else None,
        "chain": [_span(v) for v in figure.via],
        "cue": figure.cue,
        "as_of": _interval(figure.as_of),
        "basis": figure.basis,
        "modality": figure.modality,
        "part_of_event": figure.part_of_event,
        "subset": figure.subset,
        "measure_basis": figure.measure_basis,
        "party": _party(figure.party),
        "relation": figure.relation,
        "relates_to": figure.relates_to,
        "cumulative": figure.cumulative,
        "implied": figure.implied,
        "effect": figure.effect,
    }


def _party(party: Party) -> dict[str, str | None]:
    return {
        "standing": party.standing,
        "age": party.age,
        "sex": party.sex,
        "nationality": party.nationality,
        "attackers": party.attackers,
    }


def _quote(quote: Quote, speakers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": quote.id,
        **_span(quote.span),
        "kind": quote.kind,
        "speaker": speakers.get(quote.id),
        "speaker_text": quote.source.text if quote.source else None,
        "cue": quote.cue,
        "via": [_span(v) for v in quote.via],
        "modality": quote.modality,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "roles": list(entity.roles),
        "forms": [
            {
                **_span(f.span),
                "corrupted": f.corrupted,
                "reason": f.reason,
                "confidence": None if f.confidence is None else round(f.confidence, 2),
            }
            for f in entity.forms
        ],
        "nominals": [_span(s) for s in entity.nominals],
        "known": known_rows(entity.known),
    }


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "quotes": list(utterance.quotes),
        "members": [{**_span(m.span), "quote": m.quote} for m in utterance.members],
        "echoes": [{**_span(m.span), "quote": m.quote} for m in utterance.echoes],
        "reported": [{**_span(m.span), "quote": m.quote} for m in utterance.reported],
        "divergences": [
            {"readings": [{"text": r.text, "quotes": list(r.quotes)} for r in d.readings], "kind": d.kind}
            for d in utterance.divergences
        ],
        **grounds(utterance),
    }


def _lineage(record: Lineage) -> dict[str, Any]:
    return {
        "left": record.left,
        "right": record.right,
        "relation": record.relation,
        "manner": record.manner,
        "direction": record.direction,
        "score": round(record.score, _SCORE_DIGITS),
        "evidence": [
            {"left": _offsets(p.left), "right": _offsets(p.right), "score": round(p.score, _SCORE_DIGITS)}
            for p in record.evidence
        ],
        "why": record.why,
    }


def _family(family: Family) -> dict[str, Any]:
    return {
        "id": family.id,
        "reports": list(family.reports),
        "root": family.root,
        "agency": family.agency,
        "passages": [_span(p) for p in family.passages],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "id": tally.id,
        "measure": tally.measure,
        "group": tally.group,
        "unit": tally.unit,
        "place": tally.place,
        "figures": list(tally.figures),
        "low": _number(tally.low),
        "best": _number(tally.best),
        "high": _number(tally.high),
        "reports": tally.reports,
        **grounds(tally),
        "status": tally.status,
        "series": [
            {
                "as_of": p.as_of,
                "low": _number(p.low),
                "best": _number(p.best),
                "high": _number(p.high),
                "figures": list(p.figures),
                "own": list(p.own),
            }
            for p in tally.series
        ],
        "why": tally.why,
        "label": tally.label,
        "party": _party(tally.party),
        "part_of": tally.part_of,
        "relation": tally.relation,
    }


def _toll(toll: Toll) -> dict[str, Any]:
    return {
        "id": toll.id,
        "measure": toll.measure,
        "party": toll.party,
        "number": _number(toll.number),
        "low": _number(toll.low),
        "high": _number(toll.high),
        "figures": list(toll.figures),
        "implied": toll.implied,
        "why": toll.why,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "when": _interval(event.when),
        "text": event.text,
        "places": list(event.places),
        "actors": list(event.actors),
        "evidence": [_span(e) for e in event.evidence],
        **grounds(event),
        "modality": event.modality,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status,
        "precision": event.precision,
        "place_precision": event.place_precision,
        "sides": [{"role": s.role, **_span(s.span), "entity": s.entity} for s in event.sides],
        "accounts": event.accounts,
        "why": event.why,
        "told": _span(event.told) if event.told else None,
    }


def _discrepancy(discrepancy: Discrepancy) -> dict[str, Any]:
    return {
        "id": discrepancy.id,
        "kind": discrepancy.kind,
        "severity": discrepancy.severity,
        "summary": discrepancy.summary,
        "sides": [
            {"reading": s.reading, "evidence": [_span(e) for e in s.evidence]} for s in discrepancy.sides
        ],
        "likely": discrepancy.likely,
        "why": discrepancy.why,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"report": span.report, "start": span.start, "end": span.end, "text": span.text}


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _interval(interval: Interval | None) -> dict[str, str | None] | None:
    return {"start": interval.start, "end": interval.end} if interval else None


def _number(number: Scalar | None) -> Scalar | None:
    """Whole numbers without a fraction, so that 88 million is 88000000."""
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number
