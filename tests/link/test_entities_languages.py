"""One story told in English, Russian and Ukrainian: its persons, bodies and places meet over the languages."""

from __future__ import annotations

from functools import cache

import pytest

from crosswire import find_entities, load_parser, read_each, take
from crosswire.annotate.report import annotate
from crosswire.types import Entity

ENGLISH = """Ferry runs aground off Kestrov, 14 injured

KESTROV, 3 May 2031 - The ferry ran aground near the port of Kestrov on Saturday and 14 passengers were injured, the
Ministry of Transport said. The minister of transport, Orlo Vrandek, said the captain had been detained. "We will find
out why," Vrandek told reporters. Ilse Maltova, a spokeswoman for the European Commission, said investigators from
Germany would help.
"""
RUSSIAN = """Паром сел на мель у Кестрова, пострадали 14 человек

КЕСТРОВ, 3 мая 2031 года. Паром «Халмар» сел на мель у Кестрова в субботу, пострадали 14 пассажиров, сообщило
Министерство транспорта. Министр транспорта Орло Врандек заявил, что капитан задержан. «Мы выясним, почему»,
— сказал Врандек журналистам. Представительница Европейской комиссии Ильзе Мальтова сообщила, что помогут
следователи из Германии. Анна Врандек, сестра министра, была на борту.
"""
UKRAINIAN = """Пором сів на мілину біля Кестрова, 14 постраждалих

КЕСТРОВ, 3 травня 2031 року. Пором сів на мілину біля Кестрова в суботу, постраждали 14 пасажирів, повідомило
Міністерство транспорту. Міністр транспорту Орло Врандек заявив, що капітана затримано. Речниця
Європейської комісії Ільзе Мальтова повідомила, що допоможуть слідчі з Німеччини.
"""


@cache
def entities() -> tuple[Entity, ...]:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("en", ENGLISH), ("ru", RUSSIAN), ("uk", UKRAINIAN)):
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        reports = tuple(r for r in read_each(take([folder])) if hasattr(r, "text"))
    nlp = load_parser()
    return find_entities(reports, tuple(annotate(r, nlp) for r in reports), ())


def bearing(text: str) -> list[set[str]]:
    return [own for e in entities() if text in (own := {f.span.text for f in e.forms})]


@pytest.mark.parametrize(
    ("english", "russian", "ukrainian"),
    [
        ("Orlo Vrandek", "Орло Врандек", "Орло Врандек"),
        ("Ilse Maltova", "Ильзе Мальтова", "Ільзе Мальтова"),
        ("European Commission", "Европейской комиссии", "Європейської комісії"),
        ("Ministry of Transport", "Министерство транспорта", "Міністерство транспорту"),
        ("Germany", "Германии", "Німеччини"),
    ],
)
def test_one_bearer_is_one_entity_over_languages(english: str, russian: str, ukrainian: str) -> None:
    (own,) = bearing(english)
    assert {russian, ukrainian} <= own


def test_a_sister_stays_another_person() -> None:
    (own,) = bearing("Анна Врандек")
    assert own == {"Анна Врандек"}
