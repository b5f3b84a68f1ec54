"""Every value that the stages share: frozen, slotted, keyword-only, tuples inside, no inheritance.

Standard library only. `Span` is the atom of evidence: half-open offsets in Unicode code points into
a report's text as read, together with the words that stand there. Nothing is asserted without one.

Unknown is None, never a guess. The JSON form of these values is the contract `crosswire.dossier/1`,
published as `schema/dossier.schema.json`; `present.json` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Qualifier = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "range", "vague"]
Measure = Literal[
    "killed",
    "injured",
    "detained",
    "missing",
    "displaced",
    "rescued",
    "participants",
    "deployed",
    "established",
    "cost",
    "population",
    "age",
    "duration",
    "share",
    "limit",
    "other",
]
Group = Literal[
    "people",
    "protesters",
    "security_forces",
    "foreign_forces",
    "militants",
    "officials",
    "journalists",
    "aid_workers",
    "children",
]
Modality = Literal["asserted", "denied", "hedged", "unverified"]
# How a figure stands to another of its report: a part of it ("including 12 children"), more that comes
# on top ("another five"), the sum so far ("bringing the total to"), or what held before ("up from").
FigureRelation = Literal["part", "addition", "total", "previous"]
Effect = Literal["abducted", "threatened", "unharmed", "damaged", "destroyed", "taken"]
ContentForm = Literal["marks", "clause", "infinitive", "predicate", "count", "thing", "seeming"]
QuoteKind = Literal["direct", "partial", "headline", "indirect"]
PlaceKind = Literal[
    "country", "admin1", "admin2", "city", "region", "continent", "water", "mountain", "facility"
]
EntityType = Literal["PERSON", "ORG", "GPE", "FAC", "LOC", "NORP", "OTHER"]
# What two names that are compared name.
NameSchema = Literal["PERSON", "ORG", "GPE", "FAC", "LOC", "OTHER"]
Relation = Literal["same-original", "republished", "shared-passages"]
Direction = Literal["left-first", "right-first"]
Manner = Literal["verbatim", "cut", "reordered", "rewritten", "translated", "passages"]
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
ItemStatus = Literal["usable", "withheld", "canceled"]
# How a statement of a draft stands to the reports: they have it so; they allow it; they have it otherwise;
# none of them has it.
Standing = Literal["found", "fits", "departs", "nowhere"]
StatementKind = Literal["figure", "quotation", "name", "date", "attribution"]
# PLOVER's categories of events; what is none of them (accidents, disasters, games) has none.
EventCategory = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "INVESTIGATE",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
HappeningTense = Literal["past", "present", "future", "unreal"]
# How an event stands to the story: of it, before it, to come, or nothing but possible.
EventStatus = Literal["event", "background", "announced", "hypothetical"]
# How exactly a day is known: a clock time, a day, some days, a month, a year, or only that it is the story's.
DatePrecision = Literal["time", "day", "days", "month", "year", "story"]
# By how many reports an event is told, and whether they part over it.
Accounts = Literal["one", "several", "parting"]
# What a person decides of two reports, and about which question.
Question = Literal["story", "original"]
Verdict = Literal["same", "different", "unsure"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
    "START",
    "MID",
    "END",
    "APPROX",
]
TimeDoubtKind = Literal["weekday", "day", "beside", "ahead", "copied", "stamp"]
Scalar = int | float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one report's text: half-open code-point offsets, and the words at them."""

    report: str
    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether both lie in one report and share at least one character."""
        return self.report == other.report and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Inclusive ISO 8601 days or date-times; either end may be open (None)."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A passage of a report that is not the article; it is set apart, never cut."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStamp:
    """A date that the report carries about itself, with where it stands (None: from metadata)."""

    date: str
    kind: Literal["published", "updated", "page", "dateline"]
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Whether a report seems machine-translated, and which signs say so."""

    machine_translated: bool | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an agency or a channel calls one piece of its own, and which state of it this is.

    `uri` names the piece over all its versions (IPTC `uri`/`guid`, a channel's message). `version`
    orders the states of one piece: the later sorts after the earlier, compared as numbers where both
    are. `status` follows IPTC `pubStatus`; "canceled" and "withheld" withdraw every version.
    """

    uri: str
    version: str = "1"
    status: ItemStatus = "usable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where in its source a stretch of a text stands: "00:01:12.500" of a recording, "page 3"."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as read: its text is never altered afterwards.

    `source` is the path or address as given, with what stands inside a container after "!/" ;
    `sha256` digests the unaltered bytes of the report itself. `published` and `updated` are ISO 8601,
    a day or a date-time, with the zone where the source states one. `publisher` is who wrote it,
    `carrier` who passed it on (a feed service, an aggregator, a channel that forwards). `excluded`
    lists what is not article, in order, not overlapping. `locations` are in the text's order.
    `encoding` is how the bytes were decoded; other than "utf-8" it was told from their content.
    `notices` are what a careful reader should know of how it was read (damage, hidden characters).
    """

    id: str
    source: str
    text: str
    sha256: str
    title: str | None = None
    title_span: Span | None = None
    byline: str | None = None
    publisher: str | None = None
    carrier: str | None = None
    published: str | None = None
    updated: str | None = None
    address: str | None = None
    language: str | None = None
    section: str | None = None
    credits: tuple[str, ...] = ()
    provenance: Provenance = Provenance(machine_translated=None, why="")
    stamps: tuple[DateStamp, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    locations: tuple[Location, ...] = ()
    item: Item | None = None
    format: str = "text"
    encoding: str = "utf-8"
    notices: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of this report from `start` to `end`, code points."""
        return Span(report=self.id, start=start, end=end, text=self.text[start:end])

    def is_article(self, start: int, end: int) -> bool:
        """Whether no excluded passage touches `start`..`end`."""
        return not any(x.start < end and start < x.end for x in self.excluded)

    def located(self, start: int, end: int) -> str | None:
        """Where in the source `start`..`end` begins: the label of the first location that it touches."""
        return next((x.label for x in self.locations if x.start < end and start < x.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming of somebody or something in a report.

    `kind` is "name" ("Jorun Maltesk"), "acronym" ("ECA"), "nominal" ("the ministry", "the Kestrian
    government") or "pronoun". `role` is the title or office printed with it ("minister of waters").
    `expands` is the full name that an acronym in brackets stands for, or the reverse, in this report.
    """

    span: Span
    type: EntityType
    kind: Literal["name", "acronym", "nominal", "pronoun"]
    role: str | None = None
    expands: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what inside one report, after PARC: source, cue, content.

    `speaker` is the name that the source resolves to inside this report (a pronoun's antecedent,
    a role's holder): the span of the fullest naming, or None where the report does not say.
    `via` are those who passed the words on, the nearest to the source first: the medium that they were
    told to, then who quotes it ("told the agency N", "as quoted by N").

    `content` is the first stretch of what is said, `more` the further ones in the text's order where the
    source or another insertion breaks it ("“…,” she said, “…”"). `modality` is what the text adds to the
    statement itself: that it is denied, hedged, or could not be verified. `form` is what the cue takes:
    words in marks alone, a told clause, what somebody does or should do ("promised to go"), what
    something is called or thought to be, a number told ("reported 12 dead"), a thing named, judged or
    wanted ("denied the charge"), or what merely seems so. Marks, clauses and counts assert something.
    """

    content: Span
    source: Span | None
    speaker: Span | None
    cue: Span | None
    via: tuple[Span, ...] = ()
    kind: Literal["direct", "indirect", "mixed"] = "indirect"
    more: tuple[Span, ...] = ()
    modality: Modality = "asserted"
    form: ContentForm = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Words that take back from a statement: a denial, a hedge, "could not be independently verified".

    `span` are these words, `scope` the stretch of text that they govern, which may lie in another
    sentence. `source` is who denies or could not verify, as printed; None is the report's own voice.
    """

    span: Span
    scope: Span
    kind: Literal["denied", "hedged", "unverified"]
    source: Span | None = None
    speaker: Span | None = None

    def governs(self, span: Span) -> bool:
        """Whether most of a stretch lies in what these words take something back from."""
        shared = min(self.scope.end, span.end) - max(self.scope.start, span.start)
        return self.scope.report == span.report and 2 * shared > span.end - span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What stands inside one pair of quotation marks, or a headline's or pull quote's words.

    `speaker` as in `Attribution`; `source` is the source as printed ("he", "the ministry"); `via` are
    those who passed the words on, as in `Attribution`; `modality` what the text takes back from them.
    """

    id: str
    span: Span
    kind: QuoteKind
    source: Span | None = None
    speaker: Span | None = None
    cue: str | None = None
    via: tuple[Span, ...] = ()
    modality: Modality = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who was counted, as the words say; None where they do not.

    `nationality` is an ISO 3166-1 alpha-2 code. `attackers` is "only" where those who did it were
    counted, "included" or "excluded" where the words say so of a toll.
    """

    standing: Literal["civilian", "combatant"] | None = None
    age: Literal["child", "adult"] | None = None
    sex: Literal["female", "male"] | None = None
    nationality: str | None = None
    attackers: Literal["only", "included", "excluded"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with all that it means.

    `span` is the phrase that carries it, `number_span` the number itself. `low`/`high` are the
    numbers that the words allow, inclusive; None is open. `source` is who asserts it, as printed;
    `speaker` the name that this resolves to; None is the report's own voice. `part_of_event` is
    False for a count of another event told as background. `subset` marks a part of another figure
    ("including 12 children"), which must not be added or taken for the whole. `measure_basis` says
    why the measure is not the one its own words gave: the aligned passage of another report has it.

    `party` is who was counted in finer terms than `group`. `relation` is how the figure stands to
    `relates_to`, another figure of the same report (its id; None where that one has no figure).
    `via` are those who passed the source's word on, as in `Attribution`. `cumulative` marks a
    count over a whole war or campaign. `implied` marks persons without a number ("a man was killed",
    a name), counted by the words; such stand in `Annotations.individuals`, never among the figures.
    `effect` is what befell what was counted where the measures have no word for it.
    """

    id: str
    span: Span
    number_span: Span
    number: Scalar | None
    low: Scalar | None
    high: Scalar | None
    qualifier: Qualifier
    unit: str | None
    measure: Measure
    group: Group | None
    label: str | None
    place: str | None = None
    source: Span | None = None
    speaker: Span | None = None
    cue: str | None = None
    as_of: Interval | None = None
    basis: str | None = None
    modality: Modality = "asserted"
    part_of_event: bool = True
    subset: bool = False
    measure_basis: str | None = None
    party: Party = Party()
    relation: FigureRelation | None = None
    relates_to: str | None = None
    via: tuple[Span, ...] = ()
    cumulative: bool = False
    implied: bool = False
    effect: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as printed and the interval that it denotes against `anchor`, the report's own date.

    `interval` is None where the text does not allow a day. `basis` says how it was found. `precision` is
    that of the interval, as UCDP's date_prec: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 more; None where
    an end is open. `part` is the part of the day as TIMEX3 writes it: "MO", "AF", "EV", "NI", or "22:35".
    """

    span: Span
    interval: Interval | None
    basis: str
    relative: bool
    precision: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression as TIMEX3 of TimeML has it: dates, times of day, durations and sets.

    `value` and `mod` are written as TIMEX3 writes them ("1998-W14", "PXY", "PRESENT_REF"). `from_report` is
    whether it was read from the day that the report speaks from; `anchor` is the index, among the report's, of
    another expression from which it was ("the next day").
    """

    span: Span
    type: TimexType
    value: str
    mod: TimexMod | None = None
    from_report: bool = False
    anchor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeDoubt:
    """A time that cannot be as printed, what is wrong with it and why, for a person to judge.

    "weekday": it does not fit its date; "day": the calendar has none such; "beside": a word like "yesterday" does
    not fit the date printed with it; "ahead": told as past, it lies after the report; "copied": words of another
    report, which mean another day there; "stamp": the report's stamp is not the day it speaks from (`span` is then
    the stamp, None where it is not printed). `likely` is the probable ISO day, None where nothing tells.
    """

    report: str
    kind: TimeDoubtKind
    span: Span | None
    what: str
    why: str
    likely: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name resolved, where possible, to coordinates (GeoNames, WGS 84 degrees; of an area, in its midst).

    `near` is whether the words before it say near it and not in it ("12 km north of"); None is unknown.
    `precision` is UCDP's where_prec: 1 exact, 2 near it, 3 district, 4 province, 5 an area or a line (region, river), 6
    country, 7 at sea or beyond countries. `admin1` and `admin2` name the province and the district, `within` is the
    name that the report says it lies in, `basis` says why it is this place. `form`: "name"; "part", inside the name
    of something else ("Kestria" in "Bank of Kestria"); "nominal", only described ("the capital").
    """

    span: Span
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    near: bool | None = None
    kind: PlaceKind | None = None
    precision: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    geonameid: int | None = None
    within: str | None = None
    basis: str = ""
    form: Literal["name", "part", "nominal"] = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What one clause of a report tells of: a deed, an occurrence, or what a time expression dates.

    `span` is the stretch that tells it, `clause` the plainest whole clause around that (`whole` is False where none
    stands by itself), `cue` the verb or noun that tells it. `category`, `mode` and `contexts` are PLOVER's; `actor` who does it and `target` to
    whom, as printed, None where the clause names nobody. `times` are the expressions that date it. `saying` marks
    a verb of speech that carries no category, `state` what is or seems rather than happens; `quoted` what stands
    inside quotation marks, `negated` what is said not to have happened. `words` are offset and lemma of each word of
    the stretch and its sides that is neither of its times nor a mark.
    """

    span: Span
    clause: Span
    cue: Span
    lemma: str
    category: EventCategory | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: Span | None = None
    target: Span | None = None
    times: tuple[Span, ...] = ()
    tense: HappeningTense = "past"
    whole: bool = True
    saying: bool = False
    state: bool = False
    quoted: bool = False
    negated: bool = False
    words: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What one report says, seen alone. `individuals` are persons harmed or held whom no number counts."""

    report: str
    anchor: str | None
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    timexes: tuple[Timex, ...] = ()
    doubts: tuple[TimeDoubt, ...] = ()
    places: tuple[Place, ...] = ()
    individuals: tuple[Figure, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    happenings: tuple[Happening, ...] = ()


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
class Known:
    """An entry of a set of knowledge that an entity is (`sure`) or may be, with what spoke for it and against.

    `set` and `id` name the entry, `name` is its name there, `score` how probably the names alone are one's (`NameMatch`).
    `address` is where the set's publisher shows the entry; nothing is fetched from there. `latitude` and `longitude` as
    the entry has them.
    """

    set: str
    id: str
    name: str
    score: float
    sure: bool
    why: str
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """One name of a `KnownEntity`: its own, an alias, one that it had before, or a weak one that others bear too."""

    text: str
    kind: Literal["name", "alias", "previous", "weak"] = "name"
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """Somebody or something as a set of knowledge has it, or a part of what it has.

    `countries` are ISO 3166-1 alpha-2 codes; `born`, `died`, `since`, `until` ISO 8601 days, months or years;
    `latitude` and `longitude` degrees (WGS 84), `place_code` the kind of a place in its set (GeoNames' code). `address` is where the set's publisher shows it.
    """

    set: str = ""
    id: str
    type: EntityType
    name: str
    names: tuple[KnownName, ...] = ()
    countries: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None
    since: str | None = None
    until: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    region: str | None = None
    place_code: str | None = None
    note: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSet:
    """A set of knowledge: its name, the files that it was taken from and their SHA-256, how many `entities`
    were taken under how many `names`, its `version` and the `licence` as given."""

    name: str
    source: str
    sha256: str
    format: str
    entities: int
    names: int
    version: str | None = None
    licence: str | None = None
    taken: str | None = None


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
    party: Party = Party()
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
class Story:
    """Reports that tell of one event."""

    id: str
    title: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story with what a list tells of it.

    `days` are those from which its reports speak, the first and the last, None where no day is known;
    `originals` counts the texts behind its reports; `outlets` are its publishers, the busiest first.
    """

    story: Story
    days: Interval | None
    originals: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTerm:
    """A term by which two reports were held against each other: a word, person, place, organisation, number,
    age, day, "time" between them, or "base", what any two reports start from. `weight` is its part of the log
    odds: positive for one event, negative against."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReasons:
    """Why two reports are, or are not, in one story.

    `stories` are the ids of theirs. `score` is the log odds that the two alone tell of one event, the sum of
    the `terms`; from `bar` on they are taken to. `chain` leads from one to the other through reports of one
    story where the two alone would not have met; `ruling` is the decision that binds them, if there is one.
    """

    left: str
    right: str
    stories: tuple[str, str]
    score: float
    bar: float
    terms: tuple[StoryTerm, ...]
    chain: tuple[str, ...] = ()
    ruling: Ruling | None = None

    @property
    def same(self) -> bool:
        """Whether both are in one story."""
        return self.stories[0] == self.stories[1]


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
class Named:
    """How a decision names a report: by all that is known of it, so that it is found again after a rebuild.

    `id` as crosswire gave it then, `sha256` of its unaltered bytes, `source` and `address` as in `Report`.
    """

    id: str
    sha256: str | None = None
    source: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision about two reports; never altered, outlives a rebuild, can be withdrawn.

    `about` is the question: "story", whether both tell of one event; "original", whether both descend from
    one text. `by` is who decided, `at` when (ISO 8601, UTC). "unsure" binds nothing, and undoes an earlier
    decision on the same question.
    """

    id: str
    about: Question
    verdict: Verdict
    left: Named
    right: Named
    by: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision as it bears on reports in hand: `left` < `right` are their ids.

    `holds` is False where a later decision has it otherwise. `effect` says what the decision changed, or why
    it does not hold; empty where the reports alone led to the same.
    """

    decision: Decision
    left: str
    right: str
    holds: bool = True
    effect: str = ""

    @property
    def verdict(self) -> Verdict:
        """The decision's."""
        return self.decision.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be done, for one report (its id or source) or for all (None)."""

    report: str | None
    stage: str
    message: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything found, immutable; `crosswire.to_json` and `crosswire.to_html` write it."""

    reports: tuple[Report, ...]
    annotations: tuple[Annotations, ...]
    links: Links
    findings: Findings
    problems: tuple[Problem, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    rulings: tuple[Ruling, ...] = ()
    knowledge: tuple[KnowledgeSet, ...] = ()

    def to_json(self) -> str:
        """The dossier as `crosswire.dossier/1`: the same bytes for the same input and settings."""
        from crosswire.present.json import to_json

        return to_json(self)

    def to_html(self) -> str:
        """The dossier as one self-contained page."""
        from crosswire.present.page import to_html

        return to_html(self)

    def _repr_html_(self) -> str:
        from crosswire.present.page import to_notebook

        return to_notebook(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A statement of a draft held against the reports: `span` lies in the draft, `evidence` in reports.

    `reason` says the standing in plain words; `likely` is the reports' own reading, None where they have
    none. `families` are the originals behind the evidence, `independent` the sources that do not rest on one
    another. `caveats` are what a careful writer should know though the statement stands ("single source").
    """

    id: str
    span: Span
    kind: StatementKind
    standing: Standing
    reason: str
    likely: str | None = None
    evidence: tuple[Span, ...] = ()
    families: int = 0
    independent: int = 0
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """A draft, the dossier that it was held against, and its statements in the draft's order."""

    draft: Report
    dossier: Dossier
    statements: tuple[Checked, ...]
    problems: tuple[Problem, ...] = ()

    def count(self, standing: Standing) -> int:
        """How many statements stand so."""
        return sum(s.standing == standing for s in self.statements)

    def to_json(self) -> str:
        """The check as `crosswire.check/1`: the same bytes for the same draft and reports."""
        from crosswire.present.check import check_json

        return check_json(self)

    def to_html(self) -> str:
        """The check as one self-contained page."""
        from crosswire.present.check_page import check_html

        return check_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReason:
    """One reason for or against two names being one bearer's: two words, or a word that the other name lacks.

    `weight` is what it adds to the log-odds; all weights and the base give the score.
    """

    kind: str
    says: str
    weight: float
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Whether two names are one bearer's: a probability, a verdict, and why."""

    score: float
    same: bool
    reasons: tuple[NameReason, ...]
