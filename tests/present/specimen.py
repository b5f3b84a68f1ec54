"""A dossier of an invented event, built in code: every kind of thing that the page can show.

The failure of the Hallin dam, seven reports: an original (R1), its copy (R2), two carriers of an agency
whose dispatch is not in hand (R3, and R5 in French), a retranslation of R1 that garbles names (R4), one
stitched from R1 and the agency with a passage of its own (R6), and a late original (R7).
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from crosswire.types import (
    Annotations,
    BriefSentence,
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
    PassagePair,
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
    Utterance,
    UtteranceMember,
)

_P1 = "Fourteen people were killed and 60 are missing after the Hallin dam gave way above the town of Sarrow at about 3.20 on Tuesday morning, the Ministry of Waters said."
_P2 = "The wall opened at its eastern end and let about 9 million cubic metres of water into the valley of the Vesk. Some 4,000 people were taken out of Sarrow and Lower Pell before daylight."
_P3 = "“The water came over a wall that was sound,” the minister of waters, Jorun Maltesk, told reporters at the site. “No dam in this country was built for such a night, and nobody in my ministry was warned.”"
_P4 = "The Union of Water Engineers disputes what Maltesk said. Two of the four spillway gates had not moved since March, said its secretary, Oda Ferrant. “We wrote to the ministry three times,” she said. “The wall did not fail on Tuesday. It was left to fail.”"
_AGENCY = "The minister of waters, Jorun Maltesk, flew over the breach on Tuesday. “The water came over a sound wall,” he said. “No dam of ours was built for a night like this, and nobody in my ministry had been warned.”"

_TEXTS = {
    "a": (
        "Dam above Sarrow gives way in the night, 14 dead",
        [_P1, _P2, _P3, _P4, "The minister, Jorun Maltesk, at the breach. Photograph: Courier", "Read the Courier before breakfast: two crowns a week."],
        {5: "caption", 6: "subscription"},
    ),
    "b": (
        "Dam above Sarrow gives way in the night, 14 dead",
        ["Kestria Today: the whole country on one page", _P1, _P2, _P3, _P4, "Read also: When were the sirens in your district last tested?"],
        {1: "site_name", 6: "related_link"},
    ),
    "c": (
        "Hallin dam: 23 bodies found, many still sought",
        [
            "Rescue teams had recovered 23 bodies by Tuesday night from the valley below the Hallin dam, the head of Civil Protection, Pavle Ostrin, told Halcyon Wire.",
            "He put the missing at “several dozen” and the injured at 72. About 3,800 people are in school halls and barracks along the river.",
            _AGENCY,
            "Upper Vesk had 210 millimetres of rain in two days, the state weather office said, the most since measuring began. Engineers deny that rain alone explains the breach.",
            "With material from Halcyon Wire",
        ],
        {5: "credit_line"},
    ),
    "d": (
        "The Hallin prey gives up in the night, 14 dead",
        [
            "Fourteen people died and 60 are lost after the Hallin prey gave way on top of the town of Sarrow around 3:20 on Tuesday, reported the Ministry of Waters.",
            "The wall opened at the eastern end and released about 9 million cubic metres of water to the Vesk valley. About 4,000 persons were taken from Sarrow and Lower Skin before the dawn.",
            "“The water passed above a healthy wall,” it was told to the reporters in the place. “No prey in this country was made for a night so, and no one in my ministry was advised.”",
            "The Union of Water Engineers disputes what the Maltese said. Two of the four landfill gates had not moved from March, said its secretary, Ode Ferrant. “We write to the ministry three times,” he said. “The wall did not fail on Tuesday. They let it fail.”",
            "The minister, Jorun Malta, in the breach. Photo: Courier",
        ],
        {5: "caption"},
    ),
    "e": (
        "Barrage de Hallin : au moins 23 morts, la colère gagne Torvane",
        [
            "Au moins 23 corps ont été retirés de la vallée, en aval du barrage de Hallin, selon le chef de la protection civile, Pavle Ostrin, cité par Halcyon Wire.",
            "« L’eau est passée par-dessus un mur sain », a déclaré le ministre des Eaux, Joroun Maltesk. « Aucun de nos barrages n’a été construit pour une nuit pareille, et personne dans mon ministère n’avait été averti. »",
            "Plus de 200 personnes ont été arrêtées mercredi soir devant le ministère à Torvane, où elles réclamaient la démission du ministre.",
            "Environ 3 800 habitants sont hébergés dans des écoles et des casernes.",
            "Avec Halcyon Wire",
            "Suivez le Courrier de Lysane",
        ],
        {5: "credit_line", 6: "follow"},
    ),
    "f": (
        "Forty dead at Hallin, official says",
        [
            "Forty people have died in the flood below the Hallin dam, an aide to the governor of Upper Vesk told this newspaper on Thursday.",
            "The wall opened at its eastern end and let about 9 million cubic metres of water into the valley of the Vesk.",
            "“We wrote to the ministry three times,” said the mayor of Sarrow, Hanne Breck. “The wall did not fail on Tuesday. It was left to fail.”",
            "“The water came over a sound wall,” the minister of waters, Jorun Maltesk, said on a flight over the breach. “No dam of ours was built for a night like this, and nobody in my ministry had been warned.”",
            "More than 200 people were arrested outside the ministry in Torvane on Wednesday evening, where they had called for the minister to resign.",
            "Dozens died in the valley, most of them asleep. Photograph: Halcyon Wire",
        ],
        {6: "caption"},
    ),
    "g": (
        "Thirty-one names: the dead of Hallin are counted",
        [
            "Thirty-one people died in the Hallin flood, the provincial coroner, Edda Morrow, said on Friday, after the lists of two mortuaries had been compared. Six people are still missing.",
            "The governor’s office withdrew the figure of 40 that an aide had given on Thursday. Nine bodies had been entered twice, once at Sarrow and once at Lower Pell, it said.",
            "The Interior Ministry said 214 people were detained at Wednesday’s protest in Torvane; all but 12 have been released.",
            "Maltesk repeated on Friday that “nobody in my ministry was warned”. The Sentinel has read three letters from the Union of Water Engineers, dated 14 March, 2 April and 19 May, each stamped as received by the ministry.",
            "Ferrant, of the UWE, called the gates “two dead hands out of four”. The gauge at Hallin recorded 168 millimetres in the two days, according to the state weather office.",
            "At midnight the lake stood 1.4 metres below the crest, according to the dam’s own log, whose last entry is at 3.17. The ministry says the log is incomplete.",
        ],
        {},
    ),
}  # fmt: skip

_ABOUT = {
    "a": ("The Torvane Courier", "2025-06-03T11:05", "en", "https://courier.example/hallin/1"),
    "b": ("Kestria Today", "2025-06-03T13:40", "en", "https://today.example/a?b=1&c=2"),
    "c": ("The Port Standard", "2025-06-04T06:30", "en", None),
    "d": ("Globe Relay", "2025-06-04T15:10", "en", None),
    "e": ("Le Courrier de Lysane", "2025-06-05T07:00", "fr", None),
    "f": ("The Daily Anvil", "2025-06-05T20:15", "en", None),
    "g": ("The Sarrow Sentinel", "2025-06-07T09:00", "en", None),
}


def report(
    id: str, title: str | None, paragraphs: list[str], kinds: dict[int, str] | None = None, **about: object
) -> Report:
    """A report of a title and paragraphs; `kinds` says which paragraphs (from 1) are not article."""
    text = "\n\n".join([*([title] if title else []), *paragraphs]) + "\n"
    excluded, at = [], len(title) + 2 if title else 0
    for n, paragraph in enumerate(paragraphs, start=1):
        if kinds and n in kinds:
            excluded.append(Excluded(start=at, end=at + len(paragraph), kind=kinds[n]))
        at += len(paragraph) + 2
    made = Report(
        id=id,
        source=f"reports/{id}.txt",
        text=text,
        sha256=sha256(text.encode("utf-8", "replace")).hexdigest(),
        title=title,
        excluded=tuple(excluded),
    )
    made = replace(made, **about)  # type: ignore[arg-type]
    return replace(made, title_span=made.span(0, len(title))) if title else made


def find(held: Report, words: str, nth: int = 0) -> Span:
    """The nth place in a report where `words` stand."""
    at = -1
    for _ in range(nth + 1):
        at = held.text.index(words, at + 1)
    return held.span(at, at + len(words))


def _reports() -> dict[str, Report]:
    made = {}
    for id, (title, paragraphs, kinds) in _TEXTS.items():
        publisher, published, language, address = _ABOUT[id]
        made[id] = report(
            id,
            title,
            paragraphs,
            kinds,
            publisher=publisher,
            published=published,
            language=language,
            address=address,
        )
    made["c"] = replace(made["c"], credits=("Halcyon Wire",))
    made["e"] = replace(made["e"], credits=("Halcyon Wire",))
    machine = Provenance(
        machine_translated=True, why="“prey” for dam and “landfill gates” for spillway gates"
    )
    made["d"] = replace(made["d"], provenance=machine)
    return made


R = _reports()


def _w(id: str, words: str, nth: int = 0) -> Span:
    return find(R[id], words, nth)


def _figure(
    id: str,
    report: str,
    words: str,
    number_words: str,
    number: float | None,
    low: float | None,
    high: float | None,
    measure: str,
    day: str | None,
    **more: object,
) -> Figure:
    span = _w(report, words)
    at = span.start + words.index(number_words)
    values: dict[str, object] = {
        "qualifier": "exact",
        "unit": "persons",
        "group": "people",
        "label": "people",
    }
    values.update(more)
    return Figure(
        id=id,
        span=span,
        number_span=R[report].span(at, at + len(number_words)),
        number=number,
        low=low,
        high=high,
        measure=measure,  # type: ignore[arg-type]
        as_of=Interval(start=day, end=day) if day else None,
        **values,  # type: ignore[arg-type]
    )


_FIGURES = (
    _figure("k1", "a", "Fourteen people were killed", "Fourteen", 14, 14, 14, "killed", "2025-06-03"),
    _figure("k2", "b", "Fourteen people were killed", "Fourteen", 14, 14, 14, "killed", "2025-06-03"),
    _figure("k3", "c", "Rescue teams had recovered 23 bodies by Tuesday night", "23", 23, 23, 23, "killed", "2025-06-03"),
    _figure("k4", "d", "Fourteen people died", "Fourteen", 14, 14, 14, "killed", "2025-06-03"),
    _figure("k5", "e", "Au moins 23 corps ont été retirés de la vallée", "23", 23, 23, None, "killed", "2025-06-04", qualifier="at_least"),
    _figure("k6", "f", "Forty people have died in the flood below the Hallin dam", "Forty", 40, 40, 40, "killed", "2025-06-05", modality="denied"),
    _figure("k7", "f", "Dozens died", "Dozens", None, 24, None, "killed", "2025-06-05", qualifier="vague"),
    _figure("k8", "g", "Thirty-one people died in the Hallin flood", "Thirty-one", 31, 31, 31, "killed", "2025-06-06"),
    _figure("m1", "a", "60 are missing", "60", 60, 60, 60, "missing", "2025-06-03"),
    _figure("m2", "b", "60 are missing", "60", 60, 60, 60, "missing", "2025-06-03"),
    _figure("m3", "c", "the missing at “several dozen”", "several dozen", None, 24, 96, "missing", "2025-06-03", qualifier="vague"),
    _figure("m4", "d", "60 are lost", "60", 60, 60, 60, "missing", "2025-06-03"),
    _figure("m5", "g", "Six people are still missing", "Six", 6, 6, 6, "missing", "2025-06-06"),
    _figure("i1", "c", "the injured at 72", "72", 72, 72, 72, "injured", "2025-06-03"),
    _figure("d1", "a", "Some 4,000 people were taken out of Sarrow and Lower Pell", "4,000", 4000, 3600, 4400, "displaced", "2025-06-03", qualifier="about"),
    _figure("d2", "b", "Some 4,000 people were taken out of Sarrow and Lower Pell", "4,000", 4000, 3600, 4400, "displaced", "2025-06-03", qualifier="about"),
    _figure("d3", "d", "About 4,000 persons were taken", "4,000", 4000, 3600, 4400, "displaced", "2025-06-03", qualifier="about"),
    _figure("d4", "c", "About 3,800 people are in school halls and barracks", "3,800", 3800, 3420, 4180, "displaced", "2025-06-04", qualifier="about"),
    _figure("d5", "e", "Environ 3 800 habitants", "3 800", 3800, 3420, 4180, "displaced", "2025-06-05", qualifier="about"),
    _figure("t1", "e", "Plus de 200 personnes ont été arrêtées", "200", 200, 201, None, "detained", "2025-06-04", qualifier="more_than", group="protesters"),
    _figure("t2", "f", "More than 200 people were arrested", "200", 200, 201, None, "detained", "2025-06-04", qualifier="more_than", group="protesters"),
    _figure("t3", "g", "214 people were detained", "214", 214, 214, 214, "detained", "2025-06-04", group="protesters"),
    _figure("o1", "a", "about 9 million cubic metres of water", "9 million", 9_000_000, 8_100_000, 9_900_000, "other", "2025-06-03", qualifier="about", unit="cubic metres", group=None, label="water"),
    _figure("o2", "c", "210 millimetres of rain in two days", "210", 210, 210, 210, "other", None, unit="millimetres", group=None, label="rain"),
)  # fmt: skip


def _quote(id: str, report: str, words: str, who: str | None, kind: str = "direct") -> Quote:
    source = _w(report, who) if who else None
    return Quote(id=id, span=_w(report, words), kind=kind, source=source, speaker=source, cue="said")  # type: ignore[arg-type]


_QUOTES = (
    _quote("qa1", "a", "The water came over a wall that was sound,", "Jorun Maltesk"),
    _quote("qa2", "a", "No dam in this country was built for such a night, and nobody in my ministry was warned.", "Jorun Maltesk"),
    _quote("qa3", "a", "We wrote to the ministry three times,", "Oda Ferrant"),
    _quote("qa4", "a", "The wall did not fail on Tuesday. It was left to fail.", "Oda Ferrant"),
    _quote("qb1", "b", "The water came over a wall that was sound,", "Jorun Maltesk"),
    _quote("qb2", "b", "No dam in this country was built for such a night, and nobody in my ministry was warned.", "Jorun Maltesk"),
    _quote("qb3", "b", "We wrote to the ministry three times,", "Oda Ferrant"),
    _quote("qc1", "c", "The water came over a sound wall,", "Jorun Maltesk"),
    _quote("qc2", "c", "No dam of ours was built for a night like this, and nobody in my ministry had been warned.", "Jorun Maltesk"),
    _quote("qd1", "d", "The water passed above a healthy wall,", None),
    _quote("qd2", "d", "No prey in this country was made for a night so, and no one in my ministry was advised.", None),
    _quote("qd3", "d", "We write to the ministry three times,", "Ode Ferrant"),
    _quote("qe1", "e", "L’eau est passée par-dessus un mur sain", "Joroun Maltesk"),
    _quote("qe2", "e", "Aucun de nos barrages n’a été construit pour une nuit pareille, et personne dans mon ministère n’avait été averti.", "Joroun Maltesk"),
    _quote("qf1", "f", "The water came over a sound wall,", "Jorun Maltesk"),
    _quote("qf3", "f", "We wrote to the ministry three times,", "Hanne Breck"),
    _quote("qg1", "g", "nobody in my ministry was warned", "Maltesk", "partial"),
    _quote("qg2", "g", "two dead hands out of four", "Ferrant", "partial"),
)  # fmt: skip


def _pair(left: Span, right: Span) -> PassagePair:
    return PassagePair(left=left, right=right, score=0.9)


def _paragraphs(id: str) -> list[Span]:
    return [find(R[id], p) for p in _TEXTS[id][1]]


def _lineage() -> tuple[Lineage, ...]:
    a, b, c, d, e, f = (_paragraphs(x) for x in "abcdef")
    rows = (
        ("a", "b", "republished", "left-first", list(zip(a[:4], b[1:5], strict=True))),
        ("a", "d", "same-original", "left-first", list(zip(a[:4], d[:4], strict=True))),
        ("a", "f", "shared-passages", "left-first", [(a[1], f[1]), (a[3], f[2])]),
        ("b", "d", "same-original", "left-first", list(zip(b[1:5], d[:4], strict=True))),
        ("c", "e", "same-original", "left-first", [(c[0], e[0]), (c[2], e[1]), (c[1], e[3])]),
        ("c", "f", "shared-passages", "left-first", [(c[2], f[3])]),
        ("e", "f", "shared-passages", "left-first", [(e[1], f[3]), (e[2], f[4])]),
    )
    return tuple(
        Lineage(
            left=x, right=y, relation=r, direction=w, score=0.9, evidence=tuple(_pair(p, q) for p, q in pairs)
        )  # type: ignore[arg-type]
        for x, y, r, w, pairs in rows
    )


def _links() -> Links:
    f = _paragraphs("f")
    families = (
        Family(id="fa", reports=("a", "b", "d", "f"), root="a", passages=(*_whole("abd"), f[1], f[2])),
        Family(id="fb", reports=("c", "e", "f"), root=None, agency="Halcyon Wire", passages=(*_whole("ce"), f[3], f[4], f[5])),
        Family(id="fc", reports=("f",), root="f", passages=(f[0],)),
        Family(id="fd", reports=("g",), root="g"),
    )  # fmt: skip
    entities = (
        _entity("maltesk", "PERSON", "Jorun Maltesk", ("minister of waters",), [
            ("a", "Jorun Maltesk"), ("a", "Maltesk said"), ("b", "Jorun Maltesk"), ("c", "Jorun Maltesk"),
            ("e", "Joroun Maltesk"), ("f", "Jorun Maltesk"), ("g", "Maltesk"),
        ], [("d", "the Maltese"), ("d", "Jorun Malta")], "R4’s sentence is the twin of R1 ¶4, where “Maltesk” stands in the same place."),
        _entity("ferrant", "PERSON", "Oda Ferrant", ("secretary, Union of Water Engineers",), [
            ("a", "Oda Ferrant"), ("b", "Oda Ferrant"), ("g", "Ferrant"),
        ], [("d", "Ode Ferrant")], "Same office, same words, in the twin of R1 ¶4."),
        _entity("breck", "PERSON", "Hanne Breck", ("mayor of Sarrow",), [("f", "Hanne Breck")]),
        _entity("ostrin", "PERSON", "Pavle Ostrin", ("head of Civil Protection",), [("c", "Pavle Ostrin"), ("e", "Pavle Ostrin")]),
        _entity("morrow", "PERSON", "Edda Morrow", ("provincial coroner",), [("g", "Edda Morrow")]),
        _entity("union", "ORG", "Union of Water Engineers", (), [("a", "Union of Water Engineers"), ("g", "Union of Water Engineers"), ("g", "UWE")]),
        _entity("waters", "ORG", "Ministry of Waters", (), [("a", "Ministry of Waters"), ("b", "Ministry of Waters"), ("d", "Ministry of Waters")]),
        _entity("pell", "GPE", "Lower Pell", (), [("a", "Lower Pell"), ("g", "Lower Pell")], [("d", "Lower Skin")], "In the twin of R1 ¶2; no other report knows a Lower Skin."),
        _entity("sarrow", "GPE", "Sarrow", (), [("a", "Sarrow"), ("b", "Sarrow"), ("d", "Sarrow"), ("f", "Sarrow"), ("g", "Sarrow")]),
        _entity("interior", "ORG", "Interior Ministry", (), [("g", "Interior Ministry")]),
    )  # fmt: skip
    speakers = (
        *((q, "maltesk") for q in ("qa1", "qa2", "qb1", "qb2", "qc1", "qc2", "qe1", "qe2", "qf1", "qg1")),
        *((q, "ferrant") for q in ("qa3", "qa4", "qb3", "qd3", "qg2")),
        ("qf3", "breck"),
        *((k, "waters") for k in ("k1", "k2", "k4", "m1", "m2", "m4")),
        *((k, "ostrin") for k in ("k3", "k5", "m3", "i1")),
        ("k8", "morrow"),
        ("t3", "interior"),
    )
    return Links(lineage=_lineage(), families=families, entities=entities, speakers=tuple(speakers))


def _whole(ids: str) -> tuple[Span, ...]:
    return tuple(R[id].span(0, len(R[id].text)) for id in ids)


def _entity(
    id: str,
    type: str,
    name: str,
    roles: tuple[str, ...],
    forms: list[tuple[str, str]],
    garbled: list[tuple[str, str]] | None = None,
    reason: str | None = None,
) -> Entity:
    good = [Form(span=_w(r, words)) for r, words in forms]
    bad = [Form(span=_w(r, words), corrupted=True, reason=reason) for r, words in garbled or []]
    return Entity(id=id, type=type, name=name, forms=(*good, *bad), roles=roles)  # type: ignore[arg-type]


def _tally(id: str, measure: str, figures: str, low: int | None, best: int | None, high: int | None, status: str, why: str, **more: object) -> Tally:  # fmt: skip
    values: dict[str, object] = {
        "group": "people", "unit": "persons", "place": None, "reports": 1, "families": 1, "independent": 1,
        "origins": (Origin(entity=None, voice_of="fa"),), "series": (),
    }  # fmt: skip
    values.update(more)
    values["corroborated"] = values["independent"] >= 2  # type: ignore[operator]
    return Tally(
        id=id, measure=measure, figures=tuple(figures.split()), low=low, best=best, high=high, status=status, why=why, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def _point(day: str, best: int, *figures: str) -> SeriesPoint:
    return SeriesPoint(as_of=day, low=best, best=best, high=best, figures=figures)


def _said(*members: tuple[str, str]) -> tuple[UtteranceMember, ...]:
    quotes = {q.id: q for q in _QUOTES}
    return tuple(UtteranceMember(span=_w(quotes[q].span.report, words), quote=q) for q, words in members)


def _findings() -> Findings:
    tallies = (
        _tally("tk", "killed", "k1 k2 k3 k4 k5 k6 k7 k8", 31, 31, 31, "revised", "14 and 23 were counts of bodies while the search went on; they were overtaken, not contradicted. 40 was withdrawn by the governor’s office, which had entered nine bodies twice. 31 is the coroner’s, after two lists were compared.", place="flood below the dam", reports=7, families=4, independent=3, origins=(Origin(entity="waters", voice_of=None), Origin(entity="ostrin", voice_of=None), Origin(entity="morrow", voice_of=None)), series=(_point("2025-06-03", 14, "k1", "k2", "k4"), _point("2025-06-03", 23, "k3"), _point("2025-06-06", 31, "k8"))),
        _tally("tm", "missing", "m1 m2 m3 m4 m5", 6, 6, 6, "revised", "60 on the first morning, “several dozen” that night, six on Friday, as people were found living or dead.", reports=5, families=3, independent=3, origins=(Origin(entity="waters", voice_of=None), Origin(entity="ostrin", voice_of=None), Origin(entity=None, voice_of="fd"))),
        _tally("ti", "injured", "i1", 72, 72, 72, "single-source", "One report gives it, in the words of the head of Civil Protection. Nothing later confirms or revises it.", origins=(Origin(entity="ostrin", voice_of=None),)),
        _tally("td", "displaced", "d1 d2 d3 d4 d5", 3600, 3800, 4180, "compatible", "“Some 4,000” allows 3,600 to 4,400 and “about 3,800” 3,420 to 4,180. What both allow is the finding; the later of the two is the best.", place="Sarrow and Lower Pell", reports=5, families=2, independent=2, origins=(Origin(entity=None, voice_of="fa"), Origin(entity=None, voice_of="fb"))),
        _tally("tt", "detained", "t1 t2 t3", 201, 214, 214, "compatible", "214 is among the numbers that “more than 200” allows, so the two do not conflict.", group="protesters", place="Torvane", reports=3, families=2, independent=2, origins=(Origin(entity=None, voice_of="fb"), Origin(entity="interior", voice_of=None))),
        _tally("to1", "other", "o1", 8_100_000, 9_000_000, 9_900_000, "single-source", "", unit="cubic metres", group=None),
        _tally("to2", "other", "o2", 210, 210, 210, "single-source", "", unit="millimetres", group=None, origins=(Origin(entity=None, voice_of="fb"),)),
    )  # fmt: skip
    return Findings(
        tallies=tallies,
        utterances=_utterances(),
        events=_events(),
        discrepancies=_discrepancies(),
        brief=_brief(),
        stories=(Story(id="s1", title="The failure of the Hallin dam", reports=tuple(R)),),
    )


def _utterances() -> tuple[Utterance, ...]:
    water = _said(
        ("qa1", "The water came over a wall that was sound"), ("qb1", "The water came over a wall that was sound"),
        ("qc1", "The water came over a sound wall"), ("qf1", "The water came over a sound wall"),
        ("qd1", "The water passed above a healthy wall"), ("qe1", "L’eau est passée par-dessus un mur sain"),
    )  # fmt: skip
    warned = _said(
        ("qa2", "nobody in my ministry was warned"), ("qb2", "nobody in my ministry was warned"),
        ("qc2", "nobody in my ministry had been warned"), ("qd2", "no one in my ministry was advised"),
        ("qe2", "personne dans mon ministère n’avait été averti"), ("qg1", "nobody in my ministry was warned"),
    )  # fmt: skip
    wrote = _said(
        ("qa3", "We wrote to the ministry three times"), ("qb3", "We wrote to the ministry three times"),
        ("qd3", "We write to the ministry three times"), ("qf3", "We wrote to the ministry three times"),
    )  # fmt: skip
    return (
        _utterance("u1", "maltesk", water, ("wording", ("a wall that was sound", "qa1"), ("a sound wall", "qc1")), ("sense", ("wall that was sound", "qa1"), ("healthy", "qd1"))),
        _utterance("u2", "maltesk", warned, ("sense", ("warned", "qa2"), ("advised", "qd2"))),
        _utterance("u3", "ferrant", wrote, ("tense", ("wrote", "qa3"), ("write", "qd3"))),
    )  # fmt: skip


def _utterance(
    id: str, speaker: str, members: tuple[UtteranceMember, ...], *parts: tuple[object, ...]
) -> Utterance:
    divergences = tuple(
        Divergence(
            kind=str(kind), readings=tuple(Reading(text=text, quotes=(quote,)) for text, quote in readings)
        )  # type: ignore[misc]
        for kind, *readings in parts
    )
    return Utterance(
        id=id, speaker=speaker, quotes=tuple(dict.fromkeys(m.quote for m in members)), members=members, divergences=divergences,
        families=2, origins=(Origin(entity=speaker, voice_of=None),), independent=1,
    )  # fmt: skip


def _events() -> tuple[Event, ...]:
    rows = (
        ("v1", ("2025-03-14", "2025-05-19"), "The union sends three letters to the ministry.", [_w("g", "The Sentinel has read three letters from the Union of Water Engineers")], 1),
        ("v2", ("2025-06-01", "2025-06-02"), "Upper Vesk had 210 millimetres of rain in two days", [_w("c", "Upper Vesk had 210 millimetres of rain in two days"), _w("g", "The gauge at Hallin recorded 168 millimetres in the two days")], 2),
        ("v3", ("2025-06-03T03:20", "2025-06-03T03:20"), "The Hallin dam gives way above Sarrow.", [_w(r, "gave way above the town of Sarrow at about 3.20 on Tuesday morning") for r in "ab"] + [_w("d", "gave way on top of the town of Sarrow around 3:20 on Tuesday")], 1),
        ("v4", ("2025-06-03", "2025-06-03"), "Some 4,000 people are taken out of Sarrow and Lower Pell.", [_w("a", "Some 4,000 people were taken out of Sarrow and Lower Pell before daylight")], 1),
        ("v5", ("2025-06-04", "2025-06-04"), "Protesters are arrested outside the ministry in Torvane.", [_w("e", "Plus de 200 personnes ont été arrêtées mercredi soir devant le ministère à Torvane"), _w("g", "214 people were detained at Wednesday’s protest in Torvane")], 2),
        ("v6", (None, "2025-06-06"), "The governor’s office withdraws the figure of 40.", [_w("g", "The governor’s office withdrew the figure of 40 that an aide had given on Thursday")], 1),
        ("v7", None, "Engineers deny that rain alone explains the breach.", [_w("c", "Engineers deny that rain alone explains the breach.")], 1),
    )  # fmt: skip
    return tuple(
        Event(id=id, when=Interval(start=when[0], end=when[1]) if when else None, text=text, places=(), actors=(), evidence=tuple(evidence), families=n)
        for id, when, text, evidence, n in rows
    )  # fmt: skip


def _discrepancies() -> tuple[Discrepancy, ...]:
    rows = (
        ("x1", "number", "high", "Did 40 people die, or 31?", [("Forty", [_w("f", "Forty people have died in the flood below the Hallin dam")]), ("Thirty-one", [_w("g", "Thirty-one people died in the Hallin flood"), _w("g", "The governor’s office withdrew the figure of 40 that an aide had given on Thursday")])], 1, "The office that gave 40 took it back a day later and says why: nine bodies were entered at two mortuaries."),
        ("x2", "other", "high", "Was the ministry warned?", [("Nobody was", [_w("a", "nobody in my ministry was warned"), _w("c", "nobody in my ministry had been warned"), _w("g", "nobody in my ministry was warned")]), ("Three times", [_w("a", "We wrote to the ministry three times"), _w("g", "each stamped as received by the ministry")])], None, "No report gives the ministry’s answer to the letters."),
        ("x3", "speaker", "medium", "Who said “We wrote to the ministry three times”?", [("Oda Ferrant", [_w("a", "We wrote to the ministry three times"), _w("a", "said its secretary, Oda Ferrant")]), ("Hanne Breck", [_w("f", "We wrote to the ministry three times"), _w("f", "said the mayor of Sarrow, Hanne Breck")])], 0, "The two sentences after it are R1’s, word for word; only the name differs."),
        ("x4", "wording", "low", "“Warned” becomes “advised”, which weakens what the minister denies.", [("warned", [_w("a", "nobody in my ministry was warned")]), ("advised", [_w("d", "no one in my ministry was advised")])], 0, "R4 is a retranslation of R1."),
        ("x5", "name", "low", "Lower Pell is “Lower Skin” in one report.", [("Lower Pell", [_w("a", "Lower Pell")]), ("Lower Skin", [_w("d", "Lower Skin")])], 0, "Twin sentences."),
    )  # fmt: skip
    return tuple(
        Discrepancy(id=id, kind=kind, severity=severity, summary=summary, sides=tuple(Side(reading=r, evidence=tuple(e)) for r, e in sides), likely=likely, why=why)  # type: ignore[arg-type]
        for id, kind, severity, summary, sides, likely, why in rows
    )  # fmt: skip


def _brief() -> tuple[BriefSentence, ...]:
    own = Origin(entity=None, voice_of="fd")
    sentences = (
        BriefSentence(text="The Hallin dam above Sarrow gave way at about 3.20 on the morning of 3 June 2025; the dam’s own log ends three minutes earlier.", evidence=(*(_w(r, "gave way above the town of Sarrow at about 3.20 on Tuesday morning") for r in "ab"), _w("d", "gave way on top of the town of Sarrow around 3:20 on Tuesday"), _w("g", "last entry is at 3.17")), families=2, independent=2, origins=(Origin(entity="waters", voice_of=None), own)),
        BriefSentence(text="Thirty-one people died and six are missing, by the coroner’s count of 6 June.", evidence=(_w("g", "Thirty-one people died in the Hallin flood"), _w("g", "Six people are still missing")), families=1, independent=1, origins=(Origin(entity="morrow", voice_of=None),)),
        BriefSentence(text="Some 3,600 to 4,180 people left their homes along the Vesk.", evidence=tuple(_w(r, w) for r, w in (("a", "Some 4,000 people were taken out of Sarrow and Lower Pell"), ("b", "Some 4,000 people were taken out of Sarrow and Lower Pell"), ("d", "About 4,000 persons were taken"), ("c", "About 3,800 people are in school halls and barracks"), ("e", "Environ 3 800 habitants"))), families=2, independent=2, origins=(Origin(entity=None, voice_of="fa"), Origin(entity=None, voice_of="fb"))),
        BriefSentence(text="The minister of waters, Jorun Maltesk, says that nobody in his ministry was warned.", evidence=tuple(m.span for m in _utterances()[1].members), families=3, independent=1, origins=(Origin(entity="maltesk", voice_of=None),)),
        BriefSentence(text="The Union of Water Engineers says that it wrote to the ministry three times.", evidence=(*(_w(r, "We wrote to the ministry three times") for r in "abf"), _w("d", "We write to the ministry three times"), _w("g", "The Sentinel has read three letters from the Union of Water Engineers")), families=2, independent=2, origins=(Origin(entity="ferrant", voice_of=None), own)),
    )  # fmt: skip
    return tuple(replace(s, corroborated=s.independent >= 2) for s in sentences)


def specimen() -> Dossier:
    """The dossier of the Hallin dam."""
    return Dossier(
        reports=tuple(R.values()),
        annotations=tuple(
            Annotations(
                report=id,
                anchor=r.published[:10] if r.published else None,
                quotes=tuple(q for q in _QUOTES if q.span.report == id),
                figures=tuple(f for f in _FIGURES if f.span.report == id),
            )
            for id, r in R.items()
        ),
        links=_links(),
        findings=_findings(),
        problems=(
            Problem(report="b", stage="read", message="No author and no source is named."),
            Problem(
                report="reports/broken.pdf", stage="read", message="Cannot be read as text; convert it first."
            ),
        ),
        settings=(("languages", "en, fr"), ("vague_numbers", "neutral"), ("corroboration_threshold", "2")),
    )
