"""What binds reports: shared text, originals, entities, renderings of the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.types.names import Known
from crosswire.types.report import Span
from crosswire.types.said import EntityType, TimeDoubt

Relation = Literal["same-original", "republished", "shared-passages"]
Direction = Literal["left-first", "right-first"]
Manner = Literal["verbatim", "cut", "reordered", "rewritten", "translated", "passages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePair:
    """Two stretches, one in each report, that render the same text; `score` is 0 to 1."""

    left: Span
    right: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Two reports that share text. `left` < `right` by id; `evidence` in the left report's order.

    `manner` is how the text came over: word for word, cut, in another order, in other words, in another
    language ("translated": the two are printed in different ones), or some passages only.
    """

    left: str
    right: str
    relation: Relation
    direction: Direction | None
    score: float
    evidence: tuple[PassagePair, ...] = ()
    why: str = ""
    manner: Manner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """An original seen behind reports. `root` is its first carrier, or None if it is not in hand.

    `passages` are the spans of each member that descend from this original; empty means the whole.
    """

    id: str
    reports: tuple[str, ...]
    root: str | None
    agency: str | None = None
    passages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One printed form of an entity's name; `corrupted` where translation or a slip replaced it.

    `confidence` is how likely a corrupted form stands for the entity, 0 to 1; None of the others.
    """

    span: Span
    corrupted: bool = False
    reason: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation or place over all reports, with every form of its name.

    `nominals` are phrases that stand for a person without the name: "the president".
    """

    id: str
    type: EntityType
    name: str
    forms: tuple[Form, ...] = ()
    roles: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    nominals: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceMember:
    """A part of a quote that renders an utterance."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceGroup:
    """Parts of quotes, over reports, that render one act of speech, before they are compared.

    `echoes` are headlines and pull quotes that repeat a member of their own report, `reported` parts of
    reported speech that give the sense; neither are members.
    """

    members: tuple[UtteranceMember, ...]
    score: float = 0.0
    echoes: tuple[UtteranceMember, ...] = ()
    reported: tuple[UtteranceMember, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What binds the reports: lineage, originals, entities, renderings of the same words.

    `speakers` maps quote and figure ids to the entity that says them. `apart` are pairs of reports, left before
    right by id, that people ruled independent of each other: no passage binds them.
    """

    lineage: tuple[Lineage, ...] = ()
    families: tuple[Family, ...] = ()
    entities: tuple[Entity, ...] = ()
    utterances: tuple[UtteranceGroup, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    doubts: tuple[TimeDoubt, ...] = ()
