"""The gold mentions of the BSNLP development topics: surface, type, language, document; the id apart, for scoring.

Comes in: the annotated files under `bsnlp/` of the development data. Goes out: rows in a fixed order. Lemmas
are never read. Half of the documents (by a hash of their names) is open: only their rows may be looked at.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from evals.dev_reports import needed

TOPICS = ("asia_bibi", "brexit", "ec", "trump")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One surface form of one document, and which entity it is."""

    surface: str
    type: str
    language: str
    document: str
    entity: str
    open: bool


def is_open(*parts: str) -> bool:
    """Whether a thing of that name is in the open half."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=4).hexdigest()
    return int(digest, 16) % 2 == 0


def mentions_of(topic: str) -> tuple[GoldMention, ...]:
    """All gold mentions of one topic. Raises AbsentError where the data is not there."""
    found = []
    for path in sorted(needed("bsnlp", topic, "annotated").glob("*/*")):
        language = path.parent.name
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        for line in lines[1:]:
            cells = line.split("\t")
            if len(cells) >= 4 and cells[0].strip():
                surface, _, kind, entity = (c.strip() for c in cells[:4])
                document = f"{language}/{path.name}"
                found.append(GoldMention(surface, kind, language, document, entity, is_open(topic, document)))
    return tuple(found)
