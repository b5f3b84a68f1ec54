"""Names that a retranslation replaced, found against the twin report, and never without one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.link.entities import find_entities
from crosswire.types import Annotations, Entity, Form, Lineage, Report

GOOD = (
    "President Kassim Dorelev ordered troops to the harbour of Arvik on Monday.\n"
    "The border with Kestria was closed by Dorelev on Monday night, the ministry said.\n"
    "The deputy minister, Alan Brusov, resigned in protest against the order.\n"
    "“We will hold the harbour,” the mayor of Arvik, Lena Tarnow, told reporters.\n"
)
BAD = (
    "President Kassim Dorelev sent troops to the port of Arvik on Monday.\n"
    "The frontier with Kestria was shut by Dublin on Monday night, according to the ministry.\n"
    "The deputy minister, Alan Brush, stepped down in protest against the order.\n"
    "“We shall keep the port,” Arvik’s mayor, Lena Turnover, said to reporters.\n"
)


def entities(nlp: Language, *texts: str, linked: bool = True) -> tuple[Entity, ...]:
    reports = tuple(Report(id=f"r{n}", source=f"r{n}", text=t, sha256="") for n, t in enumerate(texts))
    said = []
    for report in reports:
        doc = parse(report, nlp)
        ends = [(s.start_char, s.start_char + len(s.text.rstrip())) for s in doc.sents if s.text.strip()]
        sentences = tuple(report.span(a, b) for a, b in ends)
        mentions = find_mentions(report, doc)
        said.append(Annotations(report=report.id, anchor=None, mentions=mentions, sentences=sentences))
    link = Lineage(left="r0", right="r1", relation="same-original", direction=None, score=1.0)
    return find_entities(reports, tuple(said), (link,) if linked else ())


def garbled(found: tuple[Entity, ...]) -> dict[str, str]:
    return {form.span.text: entity.name for entity, form in flagged(found)}


def flagged(found: tuple[Entity, ...]) -> list[tuple[Entity, Form]]:
    return [(e, f) for e in found for f in e.forms if f.corrupted]


def test_a_replaced_name_joins_the_person_in_whose_slot_it_stands(nlp: Language) -> None:
    assert garbled(entities(nlp, GOOD, BAD)).get("Dublin") == "Kassim Dorelev"


def test_a_changed_surname_is_wrong_in_the_report_that_garbles_more(nlp: Language) -> None:
    for found in (entities(nlp, GOOD, BAD), entities(nlp, BAD, GOOD)):
        assert garbled(found).get("Alan Brush") == "Alan Brusov"
        assert "Alan Brusov" not in garbled(found)


def test_a_garbled_form_says_why_and_how_sure_it_is(nlp: Language) -> None:
    found = flagged(entities(nlp, GOOD, BAD))
    assert found
    assert all(
        f.reason and f"“{e.name.split()[-1]}" in f.reason.replace(f"“{e.name}", f"“{e.name.split()[-1]}")
        for e, f in found
    )
    assert all(f.confidence is not None and 0.5 < f.confidence < 1.0 for _, f in found)


def test_a_garbled_name_stands_in_the_text_as_printed(nlp: Language) -> None:
    (form,) = [f for _, f in flagged(entities(nlp, GOOD, BAD)) if f.span.text == "Dublin"]
    assert BAD[form.span.start : form.span.end] == "Dublin"


def test_equal_reports_garble_nothing(nlp: Language) -> None:
    assert garbled(entities(nlp, GOOD, GOOD)) == {}


def test_other_ways_of_writing_a_name_are_no_garbling(nlp: Language) -> None:
    assert garbled(entities(nlp, GOOD, GOOD.replace("Kassim", "Qasim").replace("Brusov", "Brussov"))) == {}


def test_a_name_that_reports_of_their_own_give_differently_is_left(nlp: Language) -> None:
    other = (
        "Arvik's fishermen blame the Kestrian fleet for the quarrel that led to the closure.\n"
        "“Nobody asked us,” said Alan Brush, who sells herring at the quay.\n"
        "Schools stay open, the town's clerk, Lena Turnover, wrote to parents.\n"
    )
    assert garbled(entities(nlp, GOOD, other, linked=False)) == {}


def test_the_order_of_the_reports_changes_nothing(nlp: Language) -> None:
    assert garbled(entities(nlp, GOOD, BAD)) == garbled(entities(nlp, BAD, GOOD))


PAIRS = {
    "a surname turned into a common word": (
        "Ferry captain Ivo Kovalan steered the Arvika onto the rocks off Senna on Friday.\n"
        "The coast guard took 41 passengers off the ship before noon.\n"
        "Kovalan was tired, his mate Petar Sivel told the court in Lodra.\n",
        "The captain of the ferry, Ivo Carpenter, ran the Arvika on the rocks near Senna on Friday.\n"
        "Before midday the coastguard rescued 41 passengers from the vessel.\n"
        "Carpenter was weary, according to his mate Petar Sivel in the court of Lodra.\n",
        {"Ivo Carpenter", "Carpenter"},
    ),
    "a town turned into a famous one": (
        "The factory in Monsk burned for two days, the governor Rada Belin said.\n"
        "Eleven workers from Monsk were taken to the hospital in Tarvo.\n"
        "Belin promised to pay for the funerals.\n",
        "For two days the plant in Moscow was on fire, said governor Rada Belin.\n"
        "Eleven workers of Moscow were brought to the hospital of Tarvo.\n"
        "Belin promised that she would pay the funerals.\n",
        {"Moscow"},
    ),
    "a name heard as other words": (
        "The strike at the Ordel mine is over, the union's leader Tomas Grelinde said on Monday.\n"
        "Miners will get nine percent more from May, Grelinde told Radio Vesk.\n"
        "The owner, Halvard Osk, did not comment.\n",
        "On Monday the leader of the union, Tomas Green Linda, said that the strike in the Ordel mine ended.\n"
        "From May miners get nine percent more, Green Linda told Radio Vesk.\n"
        "Halvard Osk, the owner, made no comment.\n",
        {"Tomas Green Linda", "Green Linda"},
    ),
    "two persons of like names, each rightly named": (
        "Judge Maren Holte freed the skipper on Tuesday; prosecutor Marit Holt will appeal.\n"
        "The skipper, Odd Brekke, thanked Holte and went home to Vinsund.\n",
        "On Tuesday the skipper was released by judge Maren Holte, and prosecutor Marit Holt appeals.\n"
        "Odd Brekke, the skipper, went back to Vinsund after thanking Holte.\n",
        set(),
    ),
    "an office for its holder": (
        "Mayor Hanne Breck closed the bridge at Kolm on Sunday evening.\n"
        "Breck said that the pillars had cracked.\n",
        "The bridge at Kolm was closed by the Mayor on Sunday evening.\n"
        "The pillars were cracked, the Mayor said.\n",
        set(),
    ),
    "an acronym for its name": (
        "The Union of Free Ports suspended talks with Velandria on Thursday.\n"
        "The UFP wants the guards to leave Tamsel first, its secretary Henne Ulvar said.\n",
        "Talks with Velandria were suspended by the UFP on Thursday.\n"
        "First the guards have to leave Tamsel, said the secretary of the Union of Free Ports, Henne Ulvar.\n",
        set(),
    ),
    "a rare name near a famous one": (
        "The minister of labour, Karl Marxen, opened the bakery in Sund on Monday.\n"
        "Marxen ate two rolls and left.\n",
        "On Monday labour minister Karl Marxen inaugurated the bakery in Sund.\n"
        "Marxen had two rolls, then he left.\n",
        set(),
    ),
    "a place by its old and its new name": (
        "The train from Stavrin to Port Alber stopped at Lisse for nine hours.\n"
        "Passengers were given tea, the railway said.\n",
        "At Lisse the train from Stavrin to Port Alber was halted during nine hours.\n"
        "The railway said tea was handed to passengers.\n",
        set(),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_stories_told_twice(nlp: Language, name: str) -> None:
    left, right, wrong = PAIRS[name]
    assert set(garbled(entities(nlp, left, right))) == wrong
