"""The brief's sentences: built from findings, each with its evidence."""

from __future__ import annotations

from dataclasses import replace

from crosswire.reconcile.brief import write_brief
from crosswire.reconcile.discrepancies.wholes import whole_discrepancies
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import BriefSentence, Figure, Form, Report
from tests.reconcile.made import context, figure, report


def brief(
    reports: list[Report], figures: list[Figure], voices: dict[str, str] | None = None
) -> tuple[BriefSentence, ...]:
    ctx, stories = context(reports, figures, voices=voices)
    return write_brief(ctx, reconcile_tallies(ctx, stories), (), ())


def test_a_settled_count_is_stated_with_its_one_source() -> None:
    a, b = report("a", "18 officers died."), report("b", "18 officers died.")
    figures = [figure(r, "18", 18, group="security_forces") for r in (a, b)]
    (sentence,) = brief([a, b], figures, {f.id: "Interior Ministry" for f in figures})
    assert sentence.text == (
        "18 members of the security forces were killed, according to the Interior Ministry."
    )
    assert (sentence.families, sentence.independent) == (2, 1)


def test_a_dispute_is_told_as_one_and_no_number_is_preferred() -> None:
    a = report("a", "The ministry counts 12 dead, the union 40.")
    figures = [figure(a, "12", 12), figure(a, "40", 40)]
    (sentence,) = brief([a], figures, {figures[0].id: "Ministry", figures[1].id: "Union"})
    assert "is disputed" in sentence.text
    assert "12" in sentence.text
    assert "40" in sentence.text


def test_people_of_whom_a_report_counts_fewer_than_of_one_party_are_those_beside_it() -> None:
    def told(*texts: str) -> tuple[list[str], list[str]]:
        reports = [report(str(n), text) for n, text in enumerate(texts)]
        people = [figure(r, "12", 12, measure="injured", group="people") for r in reports if "12" in r.text]
        forces = [
            figure(r, "90", 90, measure="injured", group="security_forces") for r in reports if "90" in r.text
        ]
        ctx, stories = context(reports, [*people, *forces])
        tallies = reconcile_tallies(ctx, stories)
        found = whole_discrepancies(tallies, ctx)
        return [s.text for s in write_brief(ctx, tallies, (), ())], [d.summary for d in found]

    together, clash = told("12 people and 90 officers were hurt.")
    assert "12 people were injured, not counting the security forces (90)." in together
    assert clash == []
    # Told by reports of which none has both, they may be counts of one thing.
    apart, clash = told("12 people were hurt.", "90 officers were hurt.")
    assert "12 people were injured, yet the parties counted apart make 90 (90: security forces)." in apart
    assert clash == ["Injured overall: 12 people, against 90: security forces"]


def test_whose_word_it_is_has_the_article_that_reports_print() -> None:
    for text, name, told in (
        ("The Velm Observatory counts 18 dead.", "Velm Observatory", "the Velm Observatory"),
        ("Ilse Dorn counts 18 dead.", "Ilse Dorn", "Ilse Dorn"),
    ):
        a = report("a", text)
        mine = figure(a, "18", 18)
        ctx, stories = context([a], [mine], voices={mine.id: name})
        at = a.text.index(name)
        known = replace(ctx.entities[name], forms=(Form(span=a.span(at, at + len(name))),))
        ctx = replace(ctx, entities={name: known})
        (sentence,) = write_brief(ctx, reconcile_tallies(ctx, stories), (), ())
        assert sentence.text == f"18 people were killed, according to {told}."


def test_vague_words_are_told_as_they_stand() -> None:
    a = report("a", "A couple of people died.")
    (sentence,) = brief([a], [figure(a, "A couple of", None, qualifier="vague")])
    assert sentence.text == "“A couple” of people were killed."


def test_a_sum_is_told_in_the_words_of_a_report_and_needs_two_originals() -> None:
    a, b = (
        report("a", "The bank takes a charge of 5 billion dollars."),
        report("b", "5 billion dollars it is."),
    )
    figures = [figure(r, "5 billion dollars", 5_000_000_000, measure="cost", unit="USD") for r in (a, b)]
    (sentence,) = brief([a, b], figures)
    assert sentence.text == "5 billion USD: “The bank takes a charge of 5 billion dollars.” (R1)."
    assert brief([a], figures[:1]) == ()
    assert brief([a], [figure(a, "5", 5, measure="deployed", unit="questions")]) == ()


def test_what_a_report_adds_up_to_is_told_and_not_its_addends() -> None:
    a, b = report("a", "25 were hurt."), report("b", "Four were hurt badly and 20 others slightly.")
    c = report("c", "31 were hurt.")
    figures = [
        figure(a, "25", 25, measure="injured"),
        figure(b, "Four", 4, measure="injured"),
        figure(b, "20", 20, measure="injured", relation="addition"),
        figure(c, "31", 31, measure="injured"),
    ]
    (sentence,) = brief([a, b, c], figures)
    assert sentence.text == "How many people were injured is disputed: the reports say 25, 24 and 31."


def test_a_count_of_one_place_says_where() -> None:
    a, b = report("a", "31 died. Seven died in Velm."), report("b", "31 died in Orle.")
    figures = [figure(a, "31", 31), figure(a, "Seven", 7, place="Velm"), figure(b, "31", 31, place="Orle")]
    # Of the first, one report names no place.
    assert {s.text for s in brief([a, b], figures)} == {
        "31 people were killed.",
        "7 people were killed in Velm.",
    }


def test_every_sentence_carries_the_words_it_rests_on() -> None:
    a, b = report("a", "14 bodies.", published="2031-05-04"), report("b", "31 died.", published="2031-05-06")
    (sentence,) = brief([a, b], [figure(a, "14", 14), figure(b, "31", 31)])
    assert sentence.text == "31 people were killed; earlier counts were 14."
    assert sentence.evidence[0].text == "31"


def test_what_a_party_is_called_stays_the_reports_word() -> None:
    a = report("a", "26 armed bandits died.")
    (sentence,) = brief([a], [figure(a, "26", 26, group="protesters", label="armed bandits")])
    assert "“armed bandits” in R1" in sentence.text
