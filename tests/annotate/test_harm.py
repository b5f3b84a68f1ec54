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
        ("A power pylon was dynamited on Friday.", "damaged", 1, "pylon"),
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


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("The blast destroyed a church, the post office, and two shops.", ["church", "office", "shops"]),
        ("The town hall, two stores and a school were dynamited.", ["hall", "stores", "school"]),
        ("The blast shattered windows of the bank.", ["bank"]),
        ("One of the buses was burned.", ["buses"]),
    ],
)
def test_lists_parts_and_amounts(read, text: str, nouns: list[str]) -> None:
    labels = [label or "" for _, _, label in _told(read(text))]
    assert len(labels) == len(nouns)
    assert all(any(noun in label for label in labels) for noun in nouns)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "He recalled the murders of Anton Ruud, Colonel Mira Talle, and a judge.",
            ["Anton Ruud", "Mira Talle", "judge"],
        ),
        ("Gunmen killed Anton Ruud, the mayor of Talle, and his wife.", ["Anton Ruud", "wife"]),
        ("Gunmen killed Anton Ruud, and Jan Orvan fled.", ["Anton Ruud"]),
        ("The killing last night of a clerk shocked Talle.", ["clerk"]),
        ("Rebels kill farmers in the hills.", []),
    ],
)
def test_lists_of_persons(read, text: str, names: list[str]) -> None:
    labels = [f.label or "" for f in read(text).individuals if f.measure == "killed"]
    assert len(labels) == len(names)
    assert all(name in label for name, label in zip(names, labels, strict=True))


def test_who_holds_tells_an_abduction(read) -> None:
    for text, effect in (
        ("Rebels captured 13 civilians.", "abducted"),
        ("A farmer was seized by armed men.", "abducted"),
        ("Police captured three robbers.", None),
    ):
        found = read(text)
        held = [f for f in (*found.figures, *found.individuals) if f.measure == "detained"]
        assert [f.effect for f in held] == [effect], text


def test_things_without_a_number_that_a_figure_counts(read) -> None:
    found = read("A mob burned six buses. The burning of the buses shocked the town.")
    assert [f.relates_to for f in found.individuals] == [found.figures[0].id]


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


@pytest.mark.parametrize(
    "text",
    [
        "The priests were killed by six men in uniform.",
        "Six gunmen shot and killed a clerk.",
        "Six individuals shot to death a watchman.",
        "Six men last night wounded a watchman.",
    ],
)
def test_those_who_did_it_are_not_counted_as_harmed(read, text: str) -> None:
    (figure,) = read(text).figures
    assert (figure.number, figure.measure) == (6, "other")


def test_harm_that_was_averted_befell_nobody(read) -> None:
    for text in (
        "They ordered the suspension of executions of clerks.",
        "There will not be any more murders of clerks.",
    ):
        assert not [f for f in read(text).individuals if f.measure == "killed"], text


@pytest.mark.parametrize(
    ("text", "names", "relation"),
    [
        ("Ten clerks were killed, including union leader Mira Talle.", ["Mira Talle"], "part"),
        (
            "Two men died. The victims were identified as Anton Ruud, a farmer, and Mira Talle.",
            ["Anton Ruud", "Mira Talle"],
            "part",
        ),
        (
            "Five people were hurt. The injured were Anton Ruud and Mira Talle, who lives in Hallin.",
            ["Anton Ruud", "Mira Talle"],
            "part",
        ),
        (
            "A woman was shot dead. The victim was named as Mira Talle, sister of Anton Ruud.",
            ["Mira Talle"],
            None,
        ),
    ],
)
def test_who_the_counted_are(read, text: str, names: list[str], relation: str | None) -> None:
    found = read(text)
    told = [f for f in found.individuals if f.id.startswith("r:n")]
    assert [f.label for f in told] == names
    assert {f.relation for f in told} == {relation}
    assert {f.relates_to for f in told} == {found.figures[0].id if relation else found.individuals[0].id}
