"""Reports that try to break out of the page: our own text, hostile on purpose."""

from __future__ import annotations

from dataclasses import replace

from crosswire.types import (
    Annotations,
    BriefSentence,
    Discrepancy,
    Dossier,
    Entity,
    Event,
    Family,
    Figure,
    Findings,
    Form,
    Interval,
    Links,
    Origin,
    Problem,
    Quote,
    Side,
    Story,
    Tally,
    Toll,
    Utterance,
    UtteranceMember,
)
from tests.present.specimen import find, report

SCRIPT = "<script>window.hit=1;alert(1)</script>"
IMAGE = '"><img src=x onerror="window.hit=1;alert(2)">'
CLOSE = "</script></style></title></svg><svg onload=alert(3)>"
BIDI = "safe \u202egnp.exe\u202c \u2066hidden\u2069 text"
EVENT = "' onmouseover='alert(4)' style='background:url(https://evil.example/x)' x='"
TEMPLATE = "{{ 7 * 7 }} {% raw %} &lt;b&gt; &#60;script&#62; ]]> <!-- -->"
ALL = " ".join((SCRIPT, IMAGE, CLOSE, BIDI, EVENT, TEMPLATE))


def hostile(*, line: str = "") -> Dossier:
    """A dossier in which every string that a report may fill is hostile; `line` is added to the text."""
    body = [
        f"Twelve people died, said {IMAGE} of {CLOSE}.",
        f"“{SCRIPT} we were warned {EVENT}” he said.",
        ALL,
    ]
    first = report("<r&1\"'>", f"{SCRIPT} {BIDI}", [*body, *([line] if line else [])], {3: IMAGE})
    second = report("</script>", CLOSE, body)
    addresses = ("javascript:alert(5)", "https://ok.example/a?b=1&c='\"><script>alert(6)</script>")
    reports = tuple(
        replace(
            r, source=f"{ALL}/{n}.txt", publisher=ALL, address=a, credits=(ALL,), language='en" onload="alert(7)', published=p
        )
        for n, (r, a, p) in enumerate(zip((first, second), addresses, ("2025-01-02", SCRIPT), strict=True))
    )  # fmt: skip
    return _dossier(*reports)


def _dossier(first, second):  # type: ignore[no-untyped-def]
    died = [find(r, "Twelve people died") for r in (first, second)]
    figures = tuple(
        Figure(
            id=f"{SCRIPT}{n}", span=s, number_span=s, number=None, low=12, high=None, qualifier="vague", unit=ALL,
            measure="killed", group=None, label=ALL, place=ALL, modality="denied" if n else "asserted",
            as_of=Interval(start=SCRIPT, end=SCRIPT),
        )
        for n, s in enumerate(died)
    )  # fmt: skip
    person = replace(
        figures[0],
        id=f"{IMAGE}p",
        measure="injured",
        implied=True,
        via=(find(first, IMAGE),),
        source=find(first, SCRIPT),
    )
    words = [find(r, f"{SCRIPT} we were warned") for r in (first, second)]
    quotes = tuple(Quote(id=f"{EVENT}{n}", span=s, kind="direct", source=find(r, IMAGE), cue=SCRIPT) for n, (s, r) in enumerate(zip(words, (first, second), strict=True)))  # fmt: skip
    entity = Entity(
        id=CLOSE, type="PERSON", name=ALL, roles=(ALL,),
        forms=(Form(span=find(first, IMAGE)), Form(span=find(second, IMAGE), corrupted=True, reason=ALL)),
    )  # fmt: skip
    origin = Origin(entity=CLOSE, voice_of=None)
    tally = Tally(
        id=ALL, measure="killed", group=None, unit=ALL, place=ALL, figures=tuple(f.id for f in figures), low=12, best=None,
        high=None, reports=2, families=2, origins=(origin,), independent=1, status="disputed", series=(), why=ALL, label=ALL,
    )  # fmt: skip
    utterance = Utterance(
        id=ALL, speaker=CLOSE, quotes=tuple(q.id for q in quotes), divergences=(),
        members=tuple(UtteranceMember(span=q.span, quote=q.id) for q in quotes),
    )  # fmt: skip
    parting = Discrepancy(
        id=ALL, kind="number", severity="high", summary=ALL, likely=0, why=ALL,
        sides=tuple(Side(reading=ALL, evidence=(s,)) for s in died),
    )  # fmt: skip
    return Dossier(
        reports=(first, second),
        annotations=tuple(Annotations(report=r.id, anchor=None, figures=(f,), quotes=(q,), individuals=(person,) if r is first else ()) for r, f, q in zip((first, second), figures, quotes, strict=True)),
        links=Links(families=(Family(id=ALL, reports=(first.id, second.id), root=None, agency=ALL),), entities=(entity,), speakers=((figures[0].id, CLOSE), (quotes[0].id, CLOSE))),
        findings=Findings(
            tallies=(tally, replace(tally, id=f"{ALL}2", part_of=ALL, relation="side")),
            tolls=(
                Toll(id=f"{ALL}:killed", measure="killed", number=12, low=12, high=None, figures=(figures[0].id,), why=ALL),
                Toll(id=f"{ALL}:injured", measure="injured", number=1, low=1, high=1, figures=(person.id,), implied=True, why=ALL),
            ),
            utterances=(utterance,),
            events=(Event(id=ALL, when=Interval(start=SCRIPT, end=None), text=ALL, places=(), actors=(), evidence=tuple(died), families=1),),
            discrepancies=(parting, replace(parting, severity="medium"), replace(parting, severity="low")),
            brief=(BriefSentence(text=ALL, evidence=(*died, *words), families=1, independent=1, origins=(origin,)),),
            stories=(Story(id=ALL, title=ALL, reports=(first.id,)),),
        ),
        problems=(Problem(report=first.id, stage=ALL, message=ALL), Problem(report=ALL, stage="read", message=ALL)),
        settings=((ALL, ALL), ("made", ALL)),
    )  # fmt: skip
