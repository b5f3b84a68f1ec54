"""On how much each finding stands, as rows of the contract: originals, origins, chains, corroboration.

In: findings of a dossier. Out: plain dicts. Tallies, utterances, events and sentences of the brief have the same
fields by the same rule; what the threshold is stands in the dossier's settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.types import BriefSentence, Chain, Event, Origin, Span, Tally, Utterance


def grounds(found: Tally | Utterance | Event | BriefSentence) -> dict[str, Any]:
    """The fields that tell on how much a finding stands."""
    return {
        "families": found.families,
        "originals": list(found.originals),
        "origins": [_origin(o) for o in found.origins],
        "independent": found.independent,
        "corroborated": found.corroborated,
    }


def chain_rows(chains: Iterable[Chain]) -> list[dict[str, Any]]:
    """One dict for words that a report has through somebody else, in the dossier's order."""
    return [{**_span(c.words), "via": [_span(v) for v in c.via], "on": _span(c.on)} for c in chains]


def _origin(origin: Origin) -> dict[str, str | None]:
    return {"entity": origin.entity, "voice_of": origin.voice_of}


def _span(span: Span) -> dict[str, Any]:
    return {"report": span.report, "start": span.start, "end": span.end, "text": span.text}
