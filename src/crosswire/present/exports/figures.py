"""Every figure with its evidence, a row each: the tidy table from which all else can be counted again.

In: a `Held`. Out: a `Table`. Individuals, whom no number counts, are rows too, with `implied` true: leave those
out to have the figures alone. Offsets are half-open, in Unicode code points of the report's text as read;
`report_sha256` digests the report's unaltered bytes and `text_sha256` the phrase at the offsets (UTF-8), so that
who holds the report can check the words without their being passed on.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from crosswire.present.exports.columns import Column, Table, table
from crosswire.present.held import PARTY, Held, Item, joined

COLUMNS = (
    Column(name="id", filled="the figure's id"),
    Column(name="story", filled="the id of its report's story"),
    Column(name="report", filled="the id of its report"),
    Column(name="siglum", filled="R1, R2, … as the page names the report"),
    Column(name="source", filled="the path or address of the report as given"),
    Column(name="report_sha256", filled="the digest of the report's unaltered bytes"),
    Column(name="publisher", filled="who published the report"),
    Column(name="published", filled="when, ISO 8601"),
    Column(name="language", filled="the report's language"),
    Column(name="title", filled="the report's title", words=True),
    Column(name="start", kind="whole", filled="where the phrase begins"),
    Column(name="end", kind="whole", filled="where it ends"),
    Column(name="number_start", kind="whole", filled="where the number in it begins"),
    Column(name="number_end", kind="whole", filled="where it ends"),
    Column(name="location", filled="the time code or page where it begins, for reports that have such"),
    Column(name="text_sha256", filled="the digest of the phrase"),
    Column(name="text", filled="the phrase", words=True),
    Column(name="sentence", filled="the sentence around it; empty where only a dossier.json is at hand", words=True),
    Column(name="number", kind="number", filled="the number as printed; empty where only words like “dozens” stand"),
    Column(name="low", kind="number", filled="the least that the words allow; empty where open"),
    Column(name="high", kind="number", filled="the most that they allow; empty where open"),
    Column(name="qualifier", filled="exact, about, more_than, at_least, less_than, at_most, range or vague"),
    Column(name="unit", filled="persons, a currency code, percent, or the counted noun"),
    Column(name="measure", filled="killed, injured, detained, …"),
    Column(name="measure_basis", filled="why the measure is not the one its own words gave"),
    Column(name="effect", filled="what befell what was counted, where the measures have no word for it"),
    Column(name="group", filled="the party counted, in coarse terms"),
    Column(name="label", filled="the report's own noun for it"),
    Column(name="standing", filled="civilian or combatant"),
    Column(name="age", filled="child or adult"),
    Column(name="sex", filled="female or male"),
    Column(name="nationality", filled="ISO 3166-1 alpha-2"),
    Column(name="attackers", filled="whether those who did it were counted: only, included or excluded"),
    Column(name="place", filled="the place it is told of"),
    Column(name="attributed_to", filled="the id of the entity that asserts it; empty for the report's own voice"),
    Column(name="attributed_name", filled="its name"),
    Column(name="attributed_known", filled="the entries of knowledge that it is, each as set:id"),
    Column(name="attributed_text", filled="who asserts it, as printed"),
    Column(name="attributed_start", kind="whole", filled="where that stands"),
    Column(name="attributed_end", kind="whole", filled="where it ends"),
    Column(name="via", filled="the medium through which it was said, as printed"),
    Column(name="via_start", kind="whole", filled="where that stands"),
    Column(name="via_end", kind="whole", filled="where it ends"),
    Column(name="cue", filled="the verb of saying"),
    Column(name="as_of_start", filled="the first day that it speaks of"),
    Column(name="as_of_end", filled="the last"),
    Column(name="basis", filled="how those days were found, with the words that say so"),
    Column(name="modality", filled="asserted, denied, hedged or unverified"),
    Column(name="part_of_event", kind="flag", filled="false for a count of another event, told as background"),
    Column(name="subset", kind="flag", filled="true for a part of another figure"),
    Column(name="relation", filled="part, addition, total or previous"),
    Column(name="relates_to", filled="the id of the figure that it so relates to"),
    Column(name="cumulative", kind="flag", filled="true for a count over a whole war or campaign"),
    Column(name="implied", kind="flag", filled="true for individuals, whom no number counts"),
    Column(name="originals", filled="the ids of the originals that the phrase descends from"),
    Column(name="tallies", filled="the ids of the tallies in which it stands, the weightiest first"),
    Column(name="tally_families", kind="whole", filled="the originals behind the first of them"),
    Column(name="tally_independent", kind="whole", filled="the sources behind it that do not rest on one another"),
    Column(name="tally_status", filled="its status"),
    Column(name="tolls", filled="the ids of the tolls that rest on it"),
)  # fmt: skip


def figures(held: Held, *, with_text: bool) -> Table:
    """A row a figure or individual, in the order of reports and of the text."""
    tallies = _by_figure(held.contract["tallies"])
    tolls = _by_figure(held.contract.get("tolls", ()))
    order = {report: n for n, report in enumerate(held.reports)}
    ordered = sorted(
        held.figures.values(), key=lambda f: (order.get(f["report"], len(order)), f["start"], f["end"])
    )
    rows = [_row(held, f, tallies.get(f["id"], []), tolls.get(f["id"], [])) for f in ordered]
    return table("figures", COLUMNS, rows, with_text=with_text)


def _by_figure(claims: Any) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for claim in claims:
        for figure in dict.fromkeys(claim["figures"]):
            found.setdefault(figure, []).append(claim)
    return found


def _row(held: Held, figure: Item, tallies: list[Item], tolls: list[Item]) -> dict[str, Any]:
    first = tallies[0] if tallies else {}
    party = figure.get("party") or {}
    speaker = held.entities.get(figure["attributed_to"] or "")
    return {
        **{c.name: figure[c.name] for c in COLUMNS if c.name in figure},
        **_report(held, figure),
        **{name: party.get(name) for name in PARTY},
        **_offsets(figure, "number", "number_span"),
        **_offsets(figure, "attributed", "attributed_span"),
        **_offsets(figure, "via", "via_span"),
        "text_sha256": sha256(str(figure["text"]).encode("utf-8", "replace")).hexdigest(),
        "sentence": held.sentences.get(figure["id"]),
        "attributed_name": speaker["name"] if speaker else None,
        "attributed_known": joined(
            f"{k['set']}:{k['id']}" for k in (speaker or {}).get("known", ()) if k["sure"]
        ),
        "as_of_start": (figure["as_of"] or {}).get("start"),
        "as_of_end": (figure["as_of"] or {}).get("end"),
        "originals": joined(held.originals(figure)),
        "tallies": joined(t["id"] for t in tallies),
        "tally_families": first.get("families"),
        "tally_independent": first.get("independent"),
        "tally_status": first.get("status"),
        "tolls": joined(t["id"] for t in tolls),
    }


def _report(held: Held, figure: Item) -> dict[str, Any]:
    report = held.reports[figure["report"]]
    return {
        "story": held.story_of.get(report["id"]),
        "siglum": report.get("siglum"),
        "source": report["source"],
        "report_sha256": report["sha256"],
        "publisher": report["publisher"],
        "published": report["published"],
        "language": report["language"],
        "title": report["title"],
    }


def _offsets(figure: Item, name: str, field: str) -> dict[str, Any]:
    span = figure.get(field) or {}
    return {f"{name}_start": span.get("start"), f"{name}_end": span.get("end")}
