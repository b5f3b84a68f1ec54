from __future__ import annotations

import pytest

from crosswire.link import lineage_candidates
from crosswire.link.lineage_candidates import candidate_pairs
from crosswire.link.lineage_copies import copied_pairs
from crosswire.link.lineage_stream import LineageStream
from crosswire.link.lineage_terms import sketch
from crosswire.link.lineage_text import ReportText, lay_out
from crosswire.text.shingles import shared_counts, shingle_codes
from crosswire.types import Annotations, Report
from tests.link.test_lineage_stream import joined, prose


def text(name: str, *parts: str) -> ReportText:
    report = Report(id=name, source=name, text=" ".join(parts), sha256="", language="en")
    return lay_out(report, Annotations(report=name, anchor=None))


def part(seed: int, count: int) -> str:
    return " ".join(f"w{seed}x{n}" for n in range(count))


PHRASE = "all along the quay of the old harbour"


@pytest.fixture(scope="module")
def texts() -> list[ReportText]:
    """Copies, a borrowed paragraph, a set phrase that all share, a short message twice."""
    return [
        text("a", PHRASE, part(1, 90)),
        text("b", part(2, 5), part(1, 90), PHRASE),
        text("c", part(3, 60), part(1, 30), PHRASE, part(4, 60)),
        text("d", part(5, 40), PHRASE),
        text("e", part(6, 40), PHRASE),
        text("f", part(7, 3)),
        text("g", part(7, 3)),
        text("h", part(8, 400)),
        text("i", part(9, 200), PHRASE),
    ]


def test_pairs_are_those_of_a_table_of_all_pairs(texts: list[ReportText]) -> None:
    counts = shared_counts([t.phrases for t in texts])
    dense = {
        (i, j)
        for j in range(len(texts))
        for i in range(j)
        if counts[i, j] >= 5 and counts[i, j] >= 0.04 * min(counts[i, i], counts[j, j])
    }
    assert candidate_pairs(texts) == tuple(sorted(dense | {(5, 6)}))
    assert {(0, 1), (0, 2), (3, 4)} <= dense


def test_others_change_no_pair(texts: list[ReportText]) -> None:
    every = {(texts[i].report.id, texts[j].report.id) for i, j in candidate_pairs(texts)}
    some = texts[1::2]
    fewer = {(some[i].report.id, some[j].report.id) for i, j in candidate_pairs(some)}
    names = {t.report.id for t in some}
    assert fewer == {pair for pair in every if set(pair) <= names}


def test_among_very_many_a_set_phrase_no_longer_counts_and_copies_still_do(
    texts: list[ReportText], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lineage_candidates, "MANY", 5)
    monkeypatch.setattr(lineage_candidates, "COMMON", 2)
    assert candidate_pairs(texts) == ((0, 1), (0, 2), (1, 2), (5, 6))


def test_all_at_once_gives_the_pairs_of_the_stream() -> None:
    made = [
        joined(prose(1), prose(2, 30)),
        joined(prose(3, 9), prose(1)),
        joined(prose(4, 90), prose(1)[20:60], prose(5, 80)),
        joined(prose(6, 50), prose(1)[:16]),
        prose(7, 8),
        prose(8, 0),
    ]
    stream = LineageStream()
    for n, codes in enumerate(made):
        stream.add(sketch(str(n), codes))
    found = copied_pairs([shingle_codes(codes) for codes in made])
    assert [(str(i), str(j)) for i, j, _ in found] == [(link.left, link.right) for link in stream.links()]
    assert found == [(0, 1, 116), (0, 2, 36), (1, 2, 36)]
