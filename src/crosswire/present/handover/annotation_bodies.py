"""What an annotation says of its words: in a sentence, and as JSON for machines.

In: rows of the contract. Out: bodies as the Web Annotation Data Model has them. The JSON has the contract's own names
for its fields, so that who knows dossier.json knows them; nothing in it is more of a report than the words annotated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crosswire.present.handover.json_text import to_line
from crosswire.present.handover.statements import (
    asserter_words,
    count_sentence,
    judged_sentence,
    line,
    number_of,
    sigla,
    sources_words,
    status_words,
    tally_number,
)
from crosswire.present.held import Held, Item
from crosswire.present.page.dates import interval_words
from crosswire.present.page.plain import safe_address
from crosswire.types import Interval

Body = dict[str, Any]
_FIGURE = (
    "id", "number", "low", "high", "qualifier", "unit", "measure", "group", "label", "place", "modality",
    "part_of_event", "subset", "relation", "relates_to", "cumulative", "implied", "effect", "as_of", "party",
)  # fmt: skip
_QUOTE = ("id", "kind", "cue", "modality")


def described(text: str) -> Body:
    """A sentence about the words."""
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": text,
    }


def classified(values: Mapping[str, Any]) -> Body:
    """The same as JSON; what is not known is left out."""
    known = {name: value for name, value in values.items() if value is not None}
    return {
        "type": "TextualBody",
        "purpose": "classifying",
        "format": "application/json",
        "value": to_line(known),
    }


def figure_bodies(held: Held, figure: Item, tallies: Sequence[Item]) -> list[Body]:
    """What a figure counts, whose word it is, and what came of it."""
    said = [count_sentence(figure, number_of(figure), one=figure["number"] == 1)]
    if figure.get("as_of"):
        when = Interval(start=figure["as_of"]["start"], end=figure["as_of"]["end"])
        said.append(f"as of {line(interval_words(when), 60)}")
    said.append(asserter_words(held, figure, "in the report’s own voice"))
    if figure["modality"] != "asserted":
        said.append(figure["modality"])
    sentences = [f"{', '.join(said)}."]
    if not figure.get("part_of_event", True):
        sentences.append("Told of another event, as background.")
    sentences += [
        f"Its tally: {tally_number(t)}; {status_words(t).lower()}, on {sources_words(t)}."
        for t in tallies[:1]
    ]
    sentences += filter(None, (judged_sentence(figure),))
    values = {name: figure.get(name) for name in _FIGURE}
    return [
        described(" ".join(sentences)),
        classified(
            {
                "what": "figure",
                **values,
                "attributed_to": figure.get("attributed_to"),
                "attributed_name": _name(held, figure.get("attributed_to")),
                "tallies": [t["id"] for t in tallies] or None,
                "judgement": _judgement(figure),
            }
        ),
    ]


def quote_bodies(held: Held, quote: Item, utterance: Item | None) -> list[Body]:
    """Who says the words, how they are quoted, and in how many renderings they stand."""
    who = asserter_words(held, quote, "somebody not named")
    sentences = [f"Words of {who}, {quote['kind']}."]
    if quote.get("via"):
        sentences.append(f"Passed on by {line(', '.join(v['text'] for v in quote['via']), 200)}.")
    if quote["modality"] != "asserted":
        sentences.append(f"The report has them as {quote['modality']}.")
    if utterance is not None and len(utterance["members"]) > 1:
        reports = list(dict.fromkeys(m["report"] for m in utterance["members"]))
        sentences.append(f"Rendered in {sigla(held, reports)}.")
    sentences += filter(None, (judged_sentence(quote),))
    values = {name: quote.get(name) for name in _QUOTE}
    return [
        described(" ".join(sentences)),
        classified(
            {
                "what": "quote",
                **values,
                "speaker": quote.get("speaker"),
                "speaker_name": _name(held, quote.get("speaker")),
                "utterance": utterance["id"] if utterance else None,
                "judgement": _judgement(quote),
            }
        ),
    ]


def name_bodies(entity: Item, form: Item) -> list[Body]:
    """Whom or what a form of a name names; why, where it is garbled."""
    name = {
        "type": "TextualBody",
        "purpose": "identifying",
        "format": "text/plain",
        "value": line(entity["name"]) or "unnamed",
    }
    bodies: list[Body] = [name]
    for known in entity.get("known", ()):
        address = safe_address(known.get("address"))
        if known["sure"] and address is not None:
            bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": address})
    if form["corrupted"]:
        reason = line(form.get("reason"), 600)
        comment = f"Printed otherwise than the name is{': ' + reason if reason else ''}."
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "language": "en", "value": comment})  # fmt: skip
    values = {"what": "name", "id": entity["id"], "type": entity["type"], "corrupted": bool(form["corrupted"]), "confidence": form.get("confidence")}  # fmt: skip
    return [*bodies, classified(values)]


def passage_words(held: Held, pair: Item, report: str, other: str) -> Body:
    """That a passage stands in another report too, and what is known of who had it first."""
    known = "which of them had it first is not known" if pair["direction"] is None else "which had it first"
    here, there = sigla(held, [report]), sigla(held, [other])
    manner = f", {pair['manner']}" if pair.get("manner") else ""
    return described(
        f"A passage of {here} that stands in {there} too{manner}; {known}. {line(pair.get('why'), 600)}".strip()
    )


def _name(held: Held, entity: str | None) -> str | None:
    found = held.entities.get(entity or "")
    return line(found["name"]) if found else None


def _judgement(row: Item) -> str | None:
    """How a statement stands by what people said of it."""
    standing: str | None = (row.get("review") or {}).get("standing")
    return standing
