"""Things damaged and destroyed, persons abducted, threatened and unharmed, whether a number counts them or not."""

from __future__ import annotations

import pytest

from crosswire.annotate.parse import load
from crosswire.annotate.report import annotate
from crosswire.types import Annotations, Report


@pytest.fixture(scope="module")
def read():
    nlp = load()

    def reader(text: str) -> Annotations:
        return annotate(Report(id="r", source="r.txt", text=text, sha256="0" * 64), nlp, anchor="2031-06-03")

    return reader


def _told(found: Annotations) -> list[tuple[str | None, float | None, str | None]]:
    both = [*found.figures, *found.individuals]
    return [(f.effect, f.number, f.label) for f in both if f.effect]


@pytest.mark.parametrize(
    ("text", "effect", "number", "noun"),
    [
        ("Two buses were burned in Orvante.", "damaged", 2, "buses"),
        ("A mob destroyed 14 houses on Monday.", "destroyed", 14, "houses"),
        ("Rebels blew up a bridge near Talle.", "destroyed", 1, "bridge"),
        ("The post office was badly damaged by the blast.", "damaged", 1, "office"),
        ("The explosion damaged several warehouses.", "damaged", None, "warehouses"),
        ("They set fire to a tractor and fled.", "damaged", 1, "tractor"),
        ("A power pylon was dynamited on Friday.", "destroyed", 1, "pylon"),
        ("The blast caused serious damage to the library.", "damaged", 1, "library"),
        ("Gunmen hijacked a taxi.", "taken", 1, "taxi"),
        ("The tavern was partially destroyed when a shell struck the house.", "damaged", 1, "tavern"),
    ],
)
def test_things(read, text: str, effect: str, number: int | None, noun: str) -> None:
    told = _told(read(text))
    assert any(e == effect and n == number and noun in (label or "") for e, n, label in told), told


@pytest.mark.parametrize(
    ("text", "effect", "noun"),
    [
        ("Mayor Anton Ruud escaped unhurt.", "unharmed", "Anton Ruud"),
        ("Gunmen threatened to kill the editor.", "threatened", "editor"),
        ("The judge received death threats.", "threatened", "judge"),
        ("A farmer was kidnapped by gunmen near Orvante.", "abducted", "farmer"),
        ("Three nurses were abducted in Talle.", "abducted", "nurses"),
    ],
)
def test_persons(read, text: str, effect: str, noun: str) -> None:
    told = _told(read(text))
    assert any(e == effect and noun in (label or "") for e, _, label in told), told


def test_an_arrest_is_no_abduction(read) -> None:
    assert not _told(read("Three nurses were arrested by police in Talle."))


def test_nobody_and_nothing(read) -> None:
    told = read("There were no casualties. No damage was reported.").individuals
    assert [(f.number, f.unit) for f in told if f.effect == "unharmed"] == [(0, "persons"), (0, "things")]


def test_what_might_happen_did_not(read) -> None:
    for text in (
        "Rebels could destroy the bridge.",
        "They tried to burn the school.",
        "If the dam is blown up, many flee.",
    ):
        assert not _told(read(text))


def test_peace_and_plans_are_no_things(read) -> None:
    assert not _told(read("The minister said the attack would not destroy the peace. It damaged relations."))


def test_the_thing_told_of_again_is_the_first(read) -> None:
    found = read("A bus was burned in Talle on Monday. The bus was destroyed, police said.").individuals
    assert [f.relates_to for f in found] == [None, found[0].id]


def test_new_individuals_have_their_own_ids_and_words(read) -> None:
    text = "A school was burned. A bridge was blown up."
    found = read(text).individuals
    assert [f.id for f in found] == ["r:h1", "r:h2"]
    assert all(
        f.implied and f.measure == "other" and f.span.text == text[f.span.start : f.span.end] for f in found
    )
