"""Records in PLOVER's fields, one JSON object a line: what a story tells of harm, of arrests, of a protest.

In: a `Held`. Out: a `Table` of nested values for JSON Lines. Field names after "PLOVER: Event, Actor and Data
Interchange Specification", draft 0.7b1, chapter "JSON Data Fields" and the fields that it gives to ASSAULT and
to sizes (Open Event Data Alliance; https://github.com/openeventdata/PLOVER); POLECAT is coded by the same.
The specification lets a provider add fields of its own: those whose names end in _low and _high are ours.

The timeline's events that have a category are records of their own (`plover_events`).
A record of the dead and injured is not said to be an ASSAULT, which PLOVER keeps for deliberate acts: its
`has_event` is false, as for records not yet coded. COERCE (arrest) and PROTEST are what their counts say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.present.exports.columns import Column, Table, table
from crosswire.present.exports.countries import country
from crosswire.present.exports.plover_events import event_rows
from crosswire.present.held import Held, Item
from crosswire.present.occurrence import Occurrence, Where, occurrences, whole

CODEBOOK = "plover-base-0.7b1"


COLUMNS = (
    Column(name="id", filled="the story's id and what the record is of: harm, arrest or protest; the event's id"),
    Column(name="has_event", kind="flag", filled="whether an event category is given"),
    Column(name="date", filled="the first day that the reports print for it"),
    Column(name="time", left="the time of day is not reconciled"),
    Column(name="enddate", filled="the last day, where they print several; where none is printed, the first report's own"),
    Column(name="endtime", left="the time of day is not reconciled"),
    Column(name="source", kind="deep", filled="who did it, of the timeline's events: as the reports call them, with PLOVER's sector where it is plain; null in records of counts"),
    Column(name="recipient", kind="deep", filled="whom it befell: in records of counts the parties that the story's tallies count, in those of events as the reports call them; PLOVER's sector where it is plain (CVL, JRN, GOV, COP, MIL, REB)"),
    Column(name="event", kind="deep", filled="the event's category; COERCE for arrests, PROTEST for protesters counted; an empty list for harm"),
    Column(name="event_loc", kind="deep", filled="the place: name, latitude, longitude, country code, cc3 (GeoNames' names)"),
    Column(name="event_text", kind="deep", filled="the sentences of the figures, or the clauses, that it rests on", words=True),
    Column(name="quad_code", kind="whole", filled="the category's: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict"),
    Column(name="event_scale", kind="number", left="a scale is the user's choice"),
    Column(name="mode", kind="deep", filled="the event's mode where the words are plain; arrest, for COERCE"),
    Column(name="context", kind="deep", filled="contexts of which a word stands in the event's clauses"),
    Column(name="link", filled="the story's id, common to its records"),
    Column(name="text", left="a record rests on several reports: see event_text"),
    Column(name="text_info", kind="deep", filled="where the figures stand: report, start, end, a list"),
    Column(name="cite_info", kind="deep", filled="the reports: citation (SHA-256), url, title (with the text), language, publication, coder, codebook"),
    Column(name="coder", filled="crosswire and its version"),
    Column(name="coded_date", left="the same input gives the same bytes on every day"),
    Column(name="coded_time", left="the same input gives the same bytes at every hour"),
    Column(name="comment", filled="why the count is what it is, and how many accounts have the event"),
    Column(name="dead", kind="whole", filled="the story's toll of those killed"),
    Column(name="dead_low", kind="whole", filled="the least that the accounts allow"),
    Column(name="dead_high", kind="whole", filled="the most; null where open"),
    Column(name="injured", kind="whole", filled="the story's toll of those injured"),
    Column(name="injured_low", kind="whole", filled="the least that the accounts allow"),
    Column(name="injured_high", kind="whole", filled="the most; null where open"),
    Column(name="size", kind="whole", left="PLOVER keeps it for casualties that are only told together"),
    Column(name="arrested", kind="whole", filled="the story's toll of those detained"),
    Column(name="arrested_low", kind="whole", filled="the least that the accounts allow"),
    Column(name="arrested_high", kind="whole", filled="the most; null where open"),
    Column(name="participants", kind="whole", filled="the tally of protesters"),
    Column(name="participants_low", kind="whole", filled="the least that the accounts allow"),
    Column(name="participants_high", kind="whole", filled="the most; null where open"),
)  # fmt: skip
_SECTORS = {"journalists": "JRN", "officials": "GOV"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What a record is of: the measures it takes with PLOVER's names of their sizes, and its coding."""

    name: str
    sizes: tuple[tuple[str, str], ...]
    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()


_KINDS = (
    _Kind(name="harm", sizes=(("killed", "dead"), ("injured", "injured"))),
    _Kind(name="arrest", sizes=(("detained", "arrested"),), event=("COERCE",), mode=("arrest",)),
    _Kind(name="protest", sizes=(("participants", "participants"),), event=("PROTEST",)),
)
_MATERIAL_CONFLICT = 4


def plover(held: Held, *, with_text: bool) -> Table:
    """A record for each story and kind of which anything is counted."""
    rows = [
        row
        for found in occurrences(held)
        for kind in _KINDS
        if (row := _record(held, found, kind, with_text)) is not None
    ]
    counted = {
        (category, i["report"], i["start"], i["end"])
        for r in rows
        for category in r["event"]
        for i in r["text_info"]
    }
    coder = _coder(held)
    events = event_rows(held, counted, lambda report: _cited(report, coder, with_text))
    rows += [{**r, "event_loc": _location(r["event_loc"]), "coder": coder} for r in events]
    return table("plover", COLUMNS, rows, with_text=with_text)


def _coder(held: Held) -> str:
    version = (held.contract.get("generator") or {}).get("version")
    return f"crosswire {version}" if version else "crosswire"


def _record(held: Held, found: Occurrence, kind: _Kind, with_text: bool) -> dict[str, Any] | None:
    claims = [(size, claim) for measure, size in kind.sizes if (claim := _claim(found, measure))]
    if not claims:
        return None
    figures = [held.figures[i] for _, c in claims for i in c["figures"] if i in held.figures]
    coder = _coder(held)
    cited = {f["report"]: held.reports[f["report"]] for f in figures}
    return {
        "id": f"{found.story['id']}:{kind.name}",
        "has_event": bool(kind.event),
        "date": found.when.start,
        "enddate": found.when.end if found.when.end != found.when.start else None,
        "recipient": _recipients(found, [m for m, _ in kind.sizes]),
        "event": list(kind.event),
        "event_loc": _location(found.where),
        "event_text": list(dict.fromkeys(_words(held, f) for f in figures)),
        "quad_code": _MATERIAL_CONFLICT if kind.event else None,
        "mode": list(kind.mode) or None,
        "link": found.story["id"],
        "text_info": [{"report": f["report"], "start": f["start"], "end": f["end"]} for f in figures],
        "cite_info": [_cited(r, coder, with_text) for r in cited.values()],
        "coder": coder,
        "comment": "; ".join(dict.fromkeys(c["why"] for _, c in claims if c["why"])) or None,
        **{
            name: whole(value)
            for size, c in claims
            for name, value in ((size, c["number"]), (f"{size}_low", c["low"]), (f"{size}_high", c["high"]))
        },
    }


def _claim(found: Occurrence, measure: str) -> dict[str, Any] | None:
    """The count of a measure: the toll, or for those who took part the tally of protesters."""
    if measure == "participants":
        crowds = [t for t in found.tallies if t["measure"] == measure and t["group"] == "protesters"]
        return {**crowds[0], "number": crowds[0]["best"]} if crowds else None
    count = found.count(measure)
    if count is None:
        return None
    return {
        "number": count.number,
        "low": count.low,
        "high": count.high,
        "figures": count.figures,
        "why": count.why,
    }


def _recipients(found: Occurrence, measures: Sequence[str]) -> list[dict[str, Any]]:
    """The parties that the story's tallies of these measures count apart, each once."""
    actors: list[dict[str, Any]] = []
    for tally in found.tallies:
        party = tally.get("party") or {}
        group = tally["group"] if tally["group"] != "people" else None
        words = tally.get("label") or group or party.get("standing")
        if tally["measure"] not in measures or not words:
            continue
        civilian = party.get("standing") == "civilian"
        actor = {
            "code": country(party.get("nationality")).alpha3,
            "sector": _SECTORS.get(group or "", "CVL" if civilian else None),
            "actor_text": str(words).replace("_", " "),
        }
        if actor not in actors:
            actors.append(actor)
    return actors


def _location(where: Where) -> dict[str, Any] | None:
    if where == Where():
        return None
    return {
        "name": where.name or where.printed,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "country code": where.country,
        "cc3": country(where.country).alpha3,
    }


def _words(held: Held, figure: Item) -> str:
    return held.sentences.get(figure["id"]) or " ".join(str(figure["text"]).split())


def _cited(report: Item, coder: str, with_text: bool) -> dict[str, Any]:
    return {
        "citation": f"sha256:{report['sha256']}",
        "url": report.get("address"),
        "title": report["title"] if with_text else None,
        "language": report["language"],
        "publication": report["publisher"],
        "coder": coder,
        "codebook": CODEBOOK,
    }
