"""What one report says, seen alone: names, words, figures, times, places, deeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.types.report import Interval, Scalar, Span

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
