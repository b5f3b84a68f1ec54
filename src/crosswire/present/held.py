"""What every export looks things up in: a dossier as the contract has it, by id and by story.

In: a `Dossier`, or the mapping that a dossier.json holds; both give the same exports, but for the
sentences around the figures, which only a `Dossier` has. Out: a `Held`. Raises UsageError for a mapping
that is not a `crosswire.dossier/1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crosswire.errors import UsageError
from crosswire.present.json import SCHEMA, to_contract
from crosswire.types import Dossier

Item = Mapping[str, Any]
# What a party says of who was counted.
PARTY = ("standing", "age", "sex", "nationality", "attackers")
_LISTS = ("reports", "stories", "figures", "tallies", "events", "entities", "families")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The contract's values by id. `figures` holds the individuals too; `sentences` go by figure; `places`,
    `clauses` (of dated events) and `families` by report; `story_of` gives the story of a report, and
    `tallies_of` and `tolls_of` what a story has of these, in the contract's order. `order` is that of the
    reports; `texts` are theirs, none where only a dossier.json is at hand."""

    contract: Item
    reports: Mapping[str, Item]
    figures: Mapping[str, Item]
    quotes: Mapping[str, Item]
    entities: Mapping[str, Item]
    places: Mapping[str, tuple[Item, ...]]
    clauses: Mapping[str, tuple[Item, ...]]
    families: Mapping[str, tuple[Item, ...]]
    stories: tuple[Item, ...]
    story_of: Mapping[str, str]
    tallies_of: Mapping[str, tuple[Item, ...]]
    tolls_of: Mapping[str, tuple[Item, ...]]
    sentences: Mapping[str, str]
    texts: Mapping[str, str]
    order: Mapping[str, int]
    families_by_id: Mapping[str, Item]

    def originals(self, figure: Item) -> tuple[str, ...]:
        """The ids of the originals that a figure's passage descends from: those whose passages hold at
        least half of it, else its report's own."""
        taken, own = [], []
        for family in self.families.get(figure["report"], ()):
            passages = [p for p in family.get("passages", ()) if p["report"] == figure["report"]]
            if not passages:
                own.append(family["id"])
            elif any(_holds(p, figure) for p in passages):
                taken.append(family["id"])
        return tuple(sorted(taken or own))

    def origin_names(self, origins: Iterable[Item]) -> tuple[str, ...]:
        """The entities among the origins, by name, in order."""
        return tuple(self.entities[o["entity"]]["name"] for o in origins if o.get("entity") in self.entities)


def _holds(passage: Item, span: Item) -> bool:
    shared = min(passage["end"], span["end"]) - max(passage["start"], span["start"])
    return bool(shared > 0 and 2 * shared >= span["end"] - span["start"])


def hold(dossier: Dossier | Item) -> Held:
    """The lookups of a dossier. Raises UsageError where a mapping is no dossier of this contract."""
    if isinstance(dossier, Dossier):
        return _held(to_contract(dossier), _sentences(dossier), {r.id: r.text for r in dossier.reports})
    check_contract(dossier)
    try:
        return _held(dossier, {}, {})
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"The dossier is damaged or incomplete ({error!r}); make it anew from its reports."
        ) from error


def check_contract(value: object) -> None:
    """Raises UsageError unless `value` is a mapping that says it is a dossier and has its lists."""
    if not isinstance(value, Mapping) or value.get("schema") != SCHEMA:
        raise UsageError(f"This is no dossier: its schema is not {SCHEMA}.")
    missing = [name for name in _LISTS if not isinstance(value.get(name), list)]
    if missing:
        raise UsageError(f"The dossier lacks {', '.join(missing)}; make it anew from its reports.")


def _held(contract: Item, sentences: Mapping[str, str], texts: Mapping[str, str]) -> Held:
    figures = {f["id"]: f for f in (*contract["figures"], *contract.get("individuals", ()))}
    story_of = {r: s["id"] for s in contract["stories"] for r in s["reports"]}

    def of_story(claims: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
        return _grouped((story_of_claim(c, figures, story_of), c) for c in claims)

    return Held(
        contract=contract,
        reports={r["id"]: r for r in contract["reports"]},
        figures=figures,
        quotes={q["id"]: q for q in contract.get("quotes", ())},
        entities={e["id"]: e for e in contract["entities"]},
        places=_grouped((p["report"], p) for p in contract.get("places", ())),
        clauses=_grouped((c["report"], c) for e in contract["events"] for c in e["evidence"]),
        families=_grouped((r, f) for f in contract["families"] for r in f["reports"]),
        stories=tuple(contract["stories"]),
        story_of=story_of,
        tallies_of=of_story(contract["tallies"]),
        tolls_of=of_story(contract.get("tolls", ())),
        sentences=sentences,
        texts=texts,
        order={r["id"]: n for n, r in enumerate(contract["reports"])},
        families_by_id={f["id"]: f for f in contract["families"]},
    )


def story_of_claim(claim: Item, figures: Mapping[str, Item], story_of: Mapping[str, str]) -> str | None:
    """The story of a tally or toll: that of its figures, else the one with which its id begins."""
    for figure in claim["figures"]:
        if figure in figures:
            return story_of.get(figures[figure]["report"])
    begun = [story for story in dict.fromkeys(story_of.values()) if str(claim["id"]).startswith(story)]
    return max(begun, key=len, default=None)


def _grouped(pairs: Iterable[tuple[str | None, Item]]) -> dict[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for key, item in pairs:
        if key is not None:
            found.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in found.items()}


def _sentences(dossier: Dossier) -> dict[str, str]:
    """The sentence around each figure and individual (its title, where it stands in that), in one line."""
    titles = {r.id: r.title_span for r in dossier.reports if r.title_span is not None}
    found = {}
    for said in dossier.annotations:
        title = titles.get(said.report)
        for figure in (*said.figures, *said.individuals):
            if title is not None and title.contains(figure.span):
                around = title
            else:
                around = next((s for s in said.sentences if s.overlaps(figure.span)), figure.span)
            found[figure.id] = " ".join(around.text.split())
    return found


def joined(values: Iterable[str | None]) -> str | None:
    """Values in one cell, "; " between them, without repeats, in their order; None where there is none."""
    kept = [v for v in dict.fromkeys(values) if v]
    return "; ".join(kept) if kept else None
