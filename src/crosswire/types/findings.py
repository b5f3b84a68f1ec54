"""What the linked claims add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.types.links import UtteranceMember
from crosswire.types.report import Interval, Scalar, Span
from crosswire.types.said import EventCategory, Group, Measure, Modality, Party
from crosswire.types.stories import Story

TallyStatus = Literal["single-source", "agreed", "compatible", "revised", "disputed"]
# How a tally is a part of another: some among those counted (children), one of the sides that make up
# the whole (soldiers beside militants), those of one place within, those of some days within.
TallyRelation = Literal["among", "side", "place", "period"]
DiscrepancyKind = Literal["number", "name", "date", "speaker", "wording", "membership", "label", "other"]
# In what way renderings of one utterance part; hardening and softening from the first reading to the next.
DivergenceKind = Literal[
    "negation",
    "number",
    "date",
    "name",
    "subject",
    "condition",
    "hardening",
    "softening",
    "omission",
    "tense",
    "wording",
    "synonym",
]
Severity = Literal["high", "medium", "low"]
# How an event stands to the story: of it, before it, to come, or nothing but possible.
EventStatus = Literal["event", "background", "announced", "hypothetical"]
# How exactly a day is known: a clock time, a day, some days, a month, a year, or only that it is the story's.
DatePrecision = Literal["time", "day", "days", "month", "year", "story"]
# By how many reports an event is told, and whether they part over it.
Accounts = Literal["one", "several", "parting"]

# A party of whom the words say nothing.
ANYBODY = Party()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose word something is: an entity's, or an original speaking in its own voice."""

    entity: str | None
    voice_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Words that a report has through somebody else: `words` rest on the passage `on`, which may stand in
    the report of who passed them on, or in another that has them from the same. `via` as in `Attribution`.
    """

    words: Span
    via: tuple[Span, ...]
    on: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """One number that stood on one day; a day on which several stood has several points.

    `figures` are the ids of those that say it. `own` are those of them that are their report's own toll;
    the others are states, rivals and claims that a report passes on beside it.
    """

    as_of: str | None
    low: Scalar | None
    best: Scalar | None
    high: Scalar | None
    figures: tuple[str, ...]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the figures of one measure and party add up to (low / best / high after UCDP).

    `label` names in plain words who was counted where `group` is too coarse ("women", "civilians");
    `party` holds the same as values. `part_of` is the id of the tally of which this one is a part, and
    `relation` says in what way: a part is never added to its whole. `originals` are the ids of the
    `families` behind it. `corroborated`, here and elsewhere: `independent` reaches the setting
    `corroboration_threshold`.
    """

    id: str
    measure: Measure
    group: Group | None
    unit: str | None
    place: str | None
    figures: tuple[str, ...]
    low: Scalar | None
    best: Scalar | None
    high: Scalar | None
    reports: int
    families: int
    origins: tuple[Origin, ...]
    independent: int
    status: TallyStatus
    series: tuple[SeriesPoint, ...]
    why: str
    label: str | None = None
    party: Party = ANYBODY
    part_of: str | None = None
    relation: TallyRelation | None = None
    originals: tuple[str, ...] = ()
    corroborated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What one report, or one story, comes to for one measure of persons: the whole, not a part or a side.

    `id` is the report's or the story's with the measure. `number` is the value held to be the whole;
    `low`..`high` what the accounts allow. `figures` are the ids of the figures it rests on (individuals
    among them), the telling one first. `implied` is true where no number was printed. `party` narrows the
    toll ("children", "women"); "all" is the whole.
    """

    id: str
    measure: Measure
    party: Literal["all", "children", "women", "civilians", "combatants"] = "all"
    number: Scalar | None
    low: Scalar | None
    high: Scalar | None
    figures: tuple[str, ...]
    implied: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way in which quotes render a stretch of an utterance."""

    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """Where renderings of one utterance part; `kind` classes the difference."""

    readings: tuple[Reading, ...]
    kind: DivergenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of speech, however rendered; `echoes` and `reported` as in `UtteranceGroup`.

    `originals` (as many as `families`) quote the words; but they are one person's, so `independent` is 1.
    `origins` is empty where nobody is known to have said them.
    """

    id: str
    speaker: str | None
    quotes: tuple[str, ...]
    members: tuple[UtteranceMember, ...]
    divergences: tuple[Divergence, ...]
    echoes: tuple[UtteranceMember, ...] = ()
    reported: tuple[UtteranceMember, ...] = ()
    families: int = 0
    originals: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    independent: int = 0
    corroborated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSide:
    """Who did something ("actor") or to whom it was done ("target"), as printed, and the entity that it is."""

    role: Literal["actor", "target"]
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened (or is announced), with the words that say so.

    `modality` is what all reports that tell it take back from it; "asserted" where one of them does not. `type` is
    PLOVER's category, None for what has none there. `status` is how it stands to the story, `precision` how exactly
    `when` is known ("story": no report dates it, its day is that of what it is told with), `place_precision` how
    exactly its most exact place is, as in `Place`. `accounts` says whether
    one report tells it or several, and whether these part over it; `why` says so in words. `told` is the clause
    whose words `text` are.
    """

    id: str
    when: Interval | None
    text: str
    places: tuple[str, ...]
    actors: tuple[str, ...]
    evidence: tuple[Span, ...]
    families: int
    modality: Modality = "asserted"
    originals: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    independent: int = 0
    corroborated: bool = False
    type: EventCategory | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: EventStatus = "event"
    precision: DatePrecision | None = None
    sides: tuple[EventSide, ...] = ()
    accounts: Accounts = "one"
    why: str = ""
    told: Span | None = None
    place_precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One reading of a discrepancy, in the reports' own words."""

    reading: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Where accounts part. `likely` indexes the side that is probably right, or is None."""

    id: str
    kind: DiscrepancyKind
    severity: Severity
    summary: str
    sides: tuple[Side, ...]
    likely: int | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSentence:
    """A sentence of the brief, the words it rests on and the independent sources behind it."""

    text: str
    evidence: tuple[Span, ...]
    families: int
    independent: int
    origins: tuple[Origin, ...] = ()
    originals: tuple[str, ...] = ()
    corroborated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the linked claims add up to."""

    tallies: tuple[Tally, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    events: tuple[Event, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    stories: tuple[Story, ...] = ()
    tolls: tuple[Toll, ...] = ()
    chains: tuple[Chain, ...] = ()
