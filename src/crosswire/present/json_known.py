"""Which entries of which sets of knowledge the entities are or may be, as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.types import KnowledgeSet, Known


def known_rows(known: Iterable[Known]) -> list[dict[str, Any]]:
    """The rows of an entity's `known`, the sure ones first."""
    return [
        {
            "set": k.set,
            "id": k.id,
            "name": k.name,
            "score": k.score,
            "sure": k.sure,
            "why": k.why,
            "address": k.address,
            "latitude": k.latitude,
            "longitude": k.longitude,
        }
        for k in known
    ]


def knowledge_rows(sets: Iterable[KnowledgeSet]) -> list[dict[str, Any]]:
    """The rows of `knowledge`: the sets in which names were looked up."""
    return [
        {
            "name": s.name,
            "source": s.source,
            "sha256": s.sha256,
            "format": s.format,
            "entities": s.entities,
            "names": s.names,
            "version": s.version,
            "licence": s.licence,
            "taken": s.taken,
        }
        for s in sets
    ]
