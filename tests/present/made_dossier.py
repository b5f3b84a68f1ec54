"""A small dossier made by hand: three invented reports of a flood, every kind of finding once."""

from __future__ import annotations

from crosswire.types import (
    Annotations,
    BriefSentence,
    DateStamp,
    Discrepancy,
    Divergence,
    Dossier,
    Entity,
    Event,
    Excluded,
    Family,
    Figure,
    Findings,
    Form,
    Interval,
    Lineage,
    Links,
    Origin,
    Party,
    PassagePair,
    Place,
    Problem,
    Provenance,
    Quote,
    Reading,
    Report,
    SeriesPoint,
    Side,
    Span,
    Story,
    Tally,
    TimeExpression,
    Toll,
    Utterance,
    UtteranceMember,
)

TEXTS = {
    "ra": 'Flood in Ostrel\nOn Friday 12 people drowned, mayor Ilka Brandt said. "We lost the bridge," she said.',
    "rb": 'Deluge at Ostrel\nOn Friday 12 persons drowned, mayor Elk Fire said. "We have lost the bridge," she said.',
    "rc": "Ostrel counts its dead\nMore than 1.5 thousand fled on Friday, and 14 people drowned. A ferryman was "
    "found alive, the rescuers told Norrgate Wire.",
}


def report(id: str, **more: object) -> Report:
    return Report(id=id, source=f"flood/{id}.txt", text=TEXTS[id], sha256=id[-1] * 64, **more)  # type: ignore[arg-type]


RA = report(
    "ra",
    title="Flood in Ostrel",
    publisher="The Weir",
    published="2031-05-04",
    language="en",
    credits=("Norrgate Wire",),
    stamps=(DateStamp(date="2031-05-04", kind="published", span=None),),
    excluded=(Excluded(start=0, end=15, kind="duplicate"),),
)
RB = report(
    "rb", published="2031-05-05T08:30", provenance=Provenance(machine_translated=True, why="odd names")
)
RC = report("rc")


def span(of: Report, words: str) -> Span:
    start = of.text.index(words)
    return of.span(start, start + len(words))


def figure(of: Report, words: str, number: float, **more: object) -> Figure:
    where = span(of, words)
    values: dict[str, object] = {
        "number": number,
        "low": number,
        "high": number,
        "qualifier": "exact",
        "unit": "persons",
        "measure": "killed",
        "group": "people",
    }
    return Figure(
        id=f"{of.id}:f{where.start}",
        span=where,
        number_span=span(of, words.split()[0]),
        label=None,
        **(values | more),  # type: ignore[arg-type]
    )


FRIDAY = Interval(start="2031-05-02", end="2031-05-02")
DEAD_A = figure(RA, "12 people", 12, source=span(RA, "mayor Ilka Brandt"), as_of=FRIDAY, cue="said")
DEAD_B = figure(RB, "12 persons", 12.0)
DEAD_C = figure(RC, "14 people", 14, party=Party(standing="civilian"), relation="total", cumulative=True)
FERRYMAN = figure(
    RC,
    "A ferryman",
    1,
    measure="rescued",
    party=Party(age="adult", sex="male", nationality="CH", attackers="excluded"),
    source=span(RC, "the rescuers"),
    via=(span(RC, "Norrgate Wire"),),
    relation="part",
    relates_to=DEAD_C.id,
    effect="unharmed",
    implied=True,
)
QUOTE_A = Quote(
    id="ra:q1", span=span(RA, "We lost the bridge,"), kind="direct", source=span(RA, "she"), cue="said"
)
QUOTE_B = Quote(id="rb:q1", span=span(RB, "We have lost the bridge,"), kind="direct")

ANNOTATIONS = (
    Annotations(
        report="ra",
        anchor="2031-05-04",
        figures=(DEAD_A,),
        quotes=(QUOTE_A,),
        times=(
            TimeExpression(
                span=span(RA, "Friday"), interval=FRIDAY, basis="the report's date", relative=True
            ),
        ),
        places=(Place(span=span(RA, "Ostrel"), name="Ostrel", latitude=46.0, longitude=7.5),),
    ),
    Annotations(report="rb", anchor="2031-05-05", figures=(DEAD_B,), quotes=(QUOTE_B,)),
    Annotations(report="rc", anchor=None, figures=(DEAD_C,), individuals=(FERRYMAN,)),
)
LINKS = Links(
    lineage=(
        Lineage(
            left="ra",
            right="rb",
            relation="same-original",
            direction="left-first",
            score=2 / 3,
            evidence=(PassagePair(left=span(RA, "12 people"), right=span(RB, "12 persons"), score=1.0),),
            why="one text by two routes",
        ),
    ),
    families=(
        Family(id="o1", reports=("ra", "rb"), root="ra", agency="Norrgate Wire"),
        Family(id="o2", reports=("rc",), root=None, passages=(span(RC, "14 people drowned"),)),
    ),
    entities=(
        Entity(
            id="e1",
            type="PERSON",
            name="Ilka Brandt",
            roles=("mayor",),
            forms=(
                Form(span=span(RA, "Ilka Brandt")),
                Form(span=span(RB, "Elk Fire"), corrupted=True, reason="its twin has Ilka Brandt here"),
            ),
        ),
    ),
    speakers=(("ra:q1", "e1"), (DEAD_A.id, "e1")),
)
ORIGINS = (Origin(entity="e1", voice_of=None), Origin(entity=None, voice_of="o2"))
DEAD = tuple(f.id for f in (DEAD_A, DEAD_B, DEAD_C))
FINDINGS = Findings(
    tallies=(
        Tally(
            id="t1",
            measure="killed",
            group="people",
            unit="persons",
            place=None,
            figures=DEAD,
            low=12,
            best=14.0,
            high=None,
            reports=3,
            families=2,
            origins=ORIGINS,
            independent=2,
            status="disputed",
            series=(SeriesPoint(as_of="2031-05-02", low=12, best=12, high=14, figures=DEAD),),
            why="12 and 14 of the same day",
        ),
    ),
    utterances=(
        Utterance(
            id="u1",
            speaker="e1",
            quotes=("ra:q1", "rb:q1"),
            members=(
                UtteranceMember(span=QUOTE_A.span, quote="ra:q1"),
                UtteranceMember(span=QUOTE_B.span, quote="rb:q1"),
            ),
            divergences=(
                Divergence(
                    readings=(
                        Reading(text="lost", quotes=("ra:q1",)),
                        Reading(text="have lost", quotes=("rb:q1",)),
                    ),
                    kind="wording",
                ),
            ),
        ),
    ),
    events=(
        Event(
            id="v1",
            when=FRIDAY,
            text="14 people drowned",
            places=("Ostrel",),
            actors=(),
            evidence=(span(RC, "14 people drowned"),),
            families=1,
        ),
    ),
    discrepancies=(
        Discrepancy(
            id="d2",
            kind="wording",
            severity="low",
            summary="A tense differs.",
            sides=(
                Side(reading="lost", evidence=(QUOTE_A.span,)),
                Side(reading="have lost", evidence=(QUOTE_B.span,)),
            ),
            likely=None,
            why="translation",
        ),
        Discrepancy(
            id="d1",
            kind="number",
            severity="high",
            summary="How many drowned?",
            sides=(
                Side(reading="12", evidence=(DEAD_A.span, DEAD_B.span)),
                Side(reading="14", evidence=(DEAD_C.span,)),
            ),
            likely=1,
            why="the later report",
        ),
    ),
    brief=(
        BriefSentence(
            text="At least 12 people drowned at Ostrel.",
            evidence=(DEAD_A.span, DEAD_C.span),
            families=2,
            independent=2,
            origins=ORIGINS,
        ),
    ),
    stories=(Story(id="s1", title="Flood in Ostrel", reports=("ra", "rb", "rc")),),
    tolls=(
        Toll(
            id="s1:killed",
            measure="killed",
            number=14.0,
            low=12,
            high=14,
            figures=(DEAD_C.id, DEAD_A.id),
            why="the later",
        ),
        Toll(
            id="s1:rescued",
            measure="rescued",
            number=1,
            low=1,
            high=None,
            figures=(FERRYMAN.id,),
            implied=True,
            why="one person, no number",
        ),
    ),
)
DOSSIER = Dossier(
    reports=(RA, RB, RC),
    annotations=ANNOTATIONS,
    links=LINKS,
    findings=FINDINGS,
    problems=(Problem(report="flood/map.png", stage="read", message="flood/map.png: is a picture."),),
    settings=(("language", "en"),),
)
