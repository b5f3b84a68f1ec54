"""A dossier of an invented clash at a bridge: sides that make up a whole, parts of parts, a copy, persons
without a number, and what the story comes to."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from crosswire.types import (
    Annotations,
    Dossier,
    Entity,
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
    Report,
    Span,
    Story,
    Tally,
    Toll,
)

_WIRE = (
    "Nineteen people were killed when fighters attacked the bridge at Ostmark on Monday, the army said. Six soldiers, "
    "four militants and nine civilians died, it said, three children among them. "
    "More than 40 people were wounded."
)
_TEXTS = {
    "a": f"Nineteen killed at Ostmark bridge\n\n{_WIRE}\n",
    "b": f"Bridge attack leaves 19 dead\n\n{_WIRE}\n",
    "c": (
        "Dozens feared dead after bridge attack\n\nDozens of people died at the bridge, a nurse at the clinic of Ostmark told "
        "the Harbour Post. A teacher was killed in her car. Two of the dead children were sisters, the nurse said. "
        "A bus driver was shot and wounded.\n"
    ),
}
_NAMES = {"a": ("Ostmark Gazette", "2032-04-06T08:00"), "b": ("The Morning Relay", "2032-04-06T11:30"), "c": ("Harbour Post", "2032-04-07")}  # fmt: skip


def _report(id: str) -> Report:
    text, (publisher, published) = _TEXTS[id], _NAMES[id]
    made = Report(
        id=id,
        source=f"bridge/{id}.txt",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=text.partition("\n")[0],
        publisher=publisher,
        published=published,
        language="en",
    )
    return replace(made, title_span=made.span(0, text.index("\n")))


REPORTS = {id: _report(id) for id in _TEXTS}


def words(report: str, text: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = REPORTS[report].text.index(text, at + 1)
    return REPORTS[report].span(at, at + len(text))


def _figure(id: str, report: str, text: str, number: float | None, **more: object) -> Figure:
    at = words(report, text)
    day = Interval(start="2032-04-05", end="2032-04-05")
    values: dict[str, object] = {
        "low": number, "high": number, "qualifier": "exact", "unit": "persons", "measure": "killed", "group": "people",
        "label": None, "as_of": day,
    }  # fmt: skip
    first = report_first(at)
    return Figure(id=id, span=at, number_span=first, number=number, **(values | more))  # type: ignore[arg-type]


def report_first(span: Span) -> Span:
    """The first word of a span."""
    return REPORTS[span.report].span(span.start, span.start + len(span.text.split()[0]))


def _of_wire(id: str) -> tuple[Figure, ...]:
    army = words(id, "the army")
    return (
        _figure(f"{id}1", id, "Nineteen people were killed", 19, source=army),
        _figure(f"{id}2", id, "Six soldiers", 6, group="security_forces", party=Party(standing="combatant")),
        _figure(f"{id}3", id, "four militants", 4, group="militants", party=Party(standing="combatant")),
        _figure(f"{id}4", id, "nine civilians", 9, party=Party(standing="civilian")),
        _figure(f"{id}5", id, "three children", 3, group="children", party=Party(age="child"), subset=True, relation="part"),
        _figure(f"{id}6", id, "More than 40 people were wounded", 40, low=41, high=None, qualifier="more_than", measure="injured"),
    )  # fmt: skip


FIGURES = (
    *_of_wire("a"),
    *_of_wire("b"),
    _figure("c1", "c", "Dozens of people died", None, low=24, high=None, qualifier="vague", source=words("c", "a nurse at the clinic of Ostmark"), via=(words("c", "the Harbour Post"),)),
    _figure("c2", "c", "Two of the dead children", 2, group="children", party=Party(age="child", sex="female"), subset=True),
)  # fmt: skip
PERSONS = (
    _figure("p1", "c", "A teacher", 1, implied=True, party=Party(sex="female", age="adult")),
    _figure("p2", "c", "A bus driver", 1, implied=True, measure="injured"),
)
_ARMY = Origin(entity="army", voice_of=None)


def _tally(id: str, figures: str, best: float | None, **more: object) -> Tally:
    values: dict[str, object] = {
        "measure": "killed", "group": "people", "unit": "persons", "place": None, "low": best, "high": best, "reports": 2,
        "families": 1, "origins": (_ARMY,), "independent": 1, "status": "single-source", "series": (),
        "why": "One original gives it. R2 carries the text of R1 and adds nothing.",
    }  # fmt: skip
    return Tally(id=id, figures=tuple(figures.split()), best=best, **(values | more))  # type: ignore[arg-type]


TALLIES = (
    _tally("children", "a5 b5 c2", 3, group="children", label="children", party=Party(age="child"), part_of="civilians", relation="among", reports=3, families=2, independent=2, origins=(_ARMY, Origin(entity=None, voice_of="f2")), low=2, status="disputed"),
    _tally("soldiers", "a2 b2", 6, group="security_forces", part_of="all", relation="side"),
    _tally("militants", "a3 b3", 4, group="militants", part_of="all", relation="side"),
    _tally("civilians", "a4 b4", 9, label="civilians", party=Party(standing="civilian"), part_of="all", relation="side"),
    _tally("all", "a1 b1 c1", 19, reports=3, families=2, high=None, low=19, independent=2, origins=(_ARMY, Origin(entity="nurse", voice_of=None)), status="disputed", why="19 and “dozens” do not fit each other; 19 is counted by side."),
    _tally("wounded", "a6 b6", None, measure="injured", low=41, high=None),
)  # fmt: skip
TOLLS = (
    Toll(id="s1:killed", measure="killed", number=19, low=19, high=None, figures=("a1", "b1", "c1"), why="counted by side"),
    Toll(id="s1:killed:civilians", measure="killed", party="civilians", number=9, low=9, high=9, figures=("a4",)),
    Toll(id="s1:killed:children", measure="killed", party="children", number=3, low=2, high=3, figures=("a5", "c2")),
    Toll(id="s1:killed:women", measure="killed", party="women", number=1, low=1, high=None, figures=("p1",), implied=True),
    Toll(id="s1:injured", measure="injured", number=None, low=41, high=None, figures=("a6", "p2"), implied=False),
)  # fmt: skip


def _sentences(report: Report) -> tuple[Span, ...]:
    return tuple(report.span(m.start(), m.end()) for m in re.finditer(r"[^\n.]+\.?", report.text))


def clash() -> Dossier:
    """The dossier of the clash at the bridge."""
    a, b = REPORTS["a"], REPORTS["b"]
    return Dossier(
        reports=tuple(REPORTS.values()),
        annotations=tuple(
            Annotations(
                report=id,
                anchor=(r.published or "")[:10],
                sentences=_sentences(r),
                figures=tuple(f for f in FIGURES if f.span.report == id),
                individuals=tuple(p for p in PERSONS if p.span.report == id),
            )
            for id, r in REPORTS.items()
        ),
        links=Links(
            lineage=(
                Lineage(left="a", right="b", relation="same-original", direction="left-first", score=1.0, evidence=(PassagePair(left=words("a", _WIRE), right=words("b", _WIRE), score=1.0),)),
            ),
            families=(Family(id="f1", reports=(a.id, b.id), root="a"), Family(id="f2", reports=("c",), root="c")),
            entities=(
                Entity(id="army", type="ORG", name="the army", forms=(Form(span=words("a", "the army")),)),
                Entity(id="nurse", type="PERSON", name="a nurse", forms=(Form(span=words("c", "a nurse")),)),
            ),
            speakers=(*((f"{r}{n}", "army") for r in "ab" for n in range(1, 7)), ("c1", "nurse"), ("c2", "nurse")),
        ),
        findings=Findings(tallies=TALLIES, tolls=TOLLS, stories=(Story(id="s1", title="Attack on Ostmark bridge", reports=tuple(REPORTS)),)),
    )  # fmt: skip
