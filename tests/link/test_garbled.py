"""Names that a retranslation replaced, found against the twin report, and never without one."""

from __future__ import annotations

from spacy.language import Language

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.link.entities import find_entities
from crosswire.types import Annotations, Entity, Lineage, PassagePair, Report

GOOD = (
    "President Kassim Dorelev ordered troops to the harbour.\n"
    "The border was closed by Dorelev on Monday night.\n"
    "The deputy minister, Alan Brusov, resigned.\n"
)
BAD = (
    "President Kassim Dorelev sent troops to the harbour.\n"
    "The border was shut by Dublin on Monday night.\n"
    "The deputy minister, Alan Brusso, resigned.\n"
)


def linked(nlp: Language, left: str, right: str, *, relation: str = "same-original") -> tuple[Entity, ...]:
    reports = tuple(Report(id=i, source=i, text=t, sha256="") for i, t in (("a", left), ("b", right)))
    said = tuple(
        Annotations(report=r.id, anchor=None, mentions=find_mentions(r, parse(r, nlp))) for r in reports
    )
    lines = [r.text.splitlines(keepends=True) for r in reports]
    evidence = []
    starts = [0, 0]
    for a, b in zip(*lines):
        evidence.append(
            PassagePair(
                left=reports[0].span(starts[0], starts[0] + len(a) - 1),
                right=reports[1].span(starts[1], starts[1] + len(b) - 1),
                score=1.0,
            )
        )
        starts = [starts[0] + len(a), starts[1] + len(b)]
    if relation == "none":
        return find_entities(reports, said, ())
    link = Lineage(
        left="a", right="b", relation="same-original", direction=None, score=1.0, evidence=tuple(evidence)
    )
    return find_entities(reports, said, (link,))


def corrupted(found: tuple[Entity, ...]) -> dict[str, str]:
    return {f.span.text: e.name for e in found for f in e.forms if f.corrupted}


def test_a_replaced_name_joins_the_person_in_whose_slot_it_stands(nlp: Language) -> None:
    assert corrupted(linked(nlp, GOOD, BAD)).get("Dublin") == "Kassim Dorelev"


def test_a_changed_surname_is_wrong_in_the_report_that_garbles_more(nlp: Language) -> None:
    assert corrupted(linked(nlp, GOOD, BAD)).get("Alan Brusso") == "Alan Brusov"
    assert corrupted(linked(nlp, BAD, GOOD)).get("Alan Brusso") == "Alan Brusov"


def test_a_garbled_form_says_why(nlp: Language) -> None:
    reasons = [f.reason for e in linked(nlp, GOOD, BAD) for f in e.forms if f.corrupted]
    assert reasons
    assert all(r and "“" in r for r in reasons)


def test_nothing_is_garbled_without_a_link(nlp: Language) -> None:
    assert corrupted(linked(nlp, GOOD, BAD, relation="none")) == {}


def test_equal_reports_garble_nothing(nlp: Language) -> None:
    assert corrupted(linked(nlp, GOOD, GOOD)) == {}


def test_other_ways_of_writing_a_name_are_no_garbling(nlp: Language) -> None:
    assert corrupted(linked(nlp, GOOD, GOOD.replace("Kassim", "Qasim").replace("Brusov", "Brussov"))) == {}
