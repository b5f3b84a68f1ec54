"""Which person a phrase of office stands for, and where it is left to nobody."""

from __future__ import annotations

from spacy.language import Language

from tests.link.test_entities import entities


def held(nlp: Language, *texts: str) -> set[tuple[str, str, str]]:
    """Persons with the phrases that stand for them, each with its report."""
    return {(e.name, s.report, s.text) for e in entities(nlp, *texts) for s in e.nominals}


def test_an_office_stands_for_its_holder_in_the_report(nlp: Language) -> None:
    found = held(nlp, "President Kassim Dorel spoke in Torvane. On Monday the president left for the coast.")
    assert found == {("Kassim Dorel", "r0", "the president")}


def test_another_report_says_who_holds_the_office(nlp: Language) -> None:
    found = held(
        nlp,
        "Foreign Minister Ilse Maltesk spoke at noon. Ilse Maltesk left.",
        "The foreign minister did not answer questions.",
    )
    assert ("Ilse Maltesk", "r1", "The foreign minister") in found


def test_two_presidents_are_told_apart_by_their_countries_alone(nlp: Language) -> None:
    found = held(
        nlp,
        "Norwegian President Kassim Dorel met Peruvian President Ilse Maltesk.\n\n"
        "The Peruvian president smiled. The president left.",
    )
    assert found == {("Ilse Maltesk", "r0", "The Peruvian president")}


def test_of_two_holders_the_one_named_in_the_paragraph_is_meant(nlp: Language) -> None:
    found = held(
        nlp,
        "Mayor Kassim Dorel and Mayor Ilse Maltesk signed.\n\nKassim Dorel spoke first. The mayor was tired.",
    )
    assert found == {("Kassim Dorel", "r0", "The mayor")}


def test_rank_and_former_office_make_another(nlp: Language) -> None:
    found = held(
        nlp,
        "Prime Minister Kassim Dorel spoke. The minister was not there. The former prime minister was not there. "
        "The deputy prime minister was not there.",
    )
    assert found == set()


def test_an_office_of_another_body_is_not_the_holder_s(nlp: Language) -> None:
    found = held(nlp, "President Kassim Dorel of Norway spoke. The president of the Rowing Club objected.")
    assert found == set()


def test_a_quoted_office_is_left_to_nobody(nlp: Language) -> None:
    from crosswire.annotate.parse import parse
    from crosswire.annotate.report import annotate_parsed
    from crosswire.link.entities import find_entities
    from crosswire.types import Report

    text = "President Kassim Dorel spoke. “I never met the president,” the clerk Ilse Maltesk said."
    report = Report(id="r0", source="r0", text=text, sha256="")
    said = annotate_parsed(report, parse(report, nlp), anchor=None)
    assert not any(e.nominals for e in find_entities((report,), (said,), ()))
