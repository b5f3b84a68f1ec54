"""Two reports side by side: every sentence stands once, what differs is marked, what one lacks is said to be alone."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from crosswire.annotate.report import annotate
from crosswire.link.laid import lay_beside
from crosswire.present.comparison import Cell, Comparison, compare
from crosswire.read import read_bytes
from crosswire.types import Report

FERRY = "The ferry Anselm sank off Port Varrow late on Monday after its bow door gave way in heavy seas.\n\n"
RESCUED = "Rescuers pulled 31 people from the water, the coast guard said on Tuesday.\n\n"
MASTER = "The harbour master, Ilse Dorn, said the door had been reported as faulty in April.\n\n"
BUILT = "The ship was built in 1987 and carried lorries between the islands.\n\n"
BELL = "A chapel bell was rung through the night on the quay.\n\n"
FIRST = FERRY + RESCUED + MASTER + BUILT
SECOND = FERRY + BELL + RESCUED.replace("31", "34") + MASTER.replace("Dorn", "Dohrn")


def compared(left: str, right: str, nlp: Language) -> tuple[Report, Report, Comparison]:
    one, other = (
        read_bytes(text.encode(), source=f"{id}.txt", id=id) for id, text in (("b", left), ("a", right))
    )
    said = [annotate(report, nlp) for report in (one, other)]
    lineage, pairs = lay_beside(one, said[0], other, said[1])
    assert lineage is None or (lineage.left, lineage.right) == ("b", "a")
    return one, other, compare(one, said[0], other, said[1], pairs, compared=True)


def strong(cell: Cell | None) -> list[str]:
    return [bit.text for bit in cell.bits if bit.kind == "strong"] if cell else []


def test_numbers_and_names_that_the_other_side_lacks_stand_out(nlp: Language) -> None:
    _, _, found = compared(FIRST, SECOND, nlp)
    assert [words for row in found.rows if row.kind == "both" for words in strong(row.left)] == ["31", "Dorn"]
    assert [words for row in found.rows if row.kind == "both" for words in strong(row.right)] == [
        "34",
        "Dohrn",
    ]


def test_what_only_one_tells_stands_alone_in_its_place(nlp: Language) -> None:
    _, _, found = compared(FIRST, SECOND, nlp)
    assert [row.kind for row in found.rows] == ["both", "right", "both", "both", "left"]
    assert found.rows[0].same
    assert [row.left.paragraph for row in found.rows if row.left] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("left", "right"),
    [(FIRST, SECOND), (SECOND, FIRST), (FIRST, FIRST), (FIRST, BELL), (FERRY + FERRY + BUILT, BUILT + FERRY)],
)
def test_every_sentence_stands_exactly_once(left: str, right: str, nlp: Language) -> None:
    one, other, found = compared(left, right, nlp)
    for report, cells in ((one, [r.left for r in found.rows]), (other, [r.right for r in found.rows])):
        there = [cell for cell in cells if cell is not None]
        assert [c.start for c in there] == sorted(c.start for c in there)
        told = " ".join("".join(bit.text for bit in cell.bits) for cell in there)
        article = [w for w in re.finditer(r"\S+", report.text) if report.is_article(*w.span())]
        assert told.split() == [w.group() for w in article]
