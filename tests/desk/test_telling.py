"""What the list of stories says of a dossier."""

from __future__ import annotations

from crosswire.desk.telling import originals
from crosswire.types import Family, Span


def span(report: str, start: int, end: int) -> Span:
    return Span(report=report, start=start, end=end, text="x" * (end - start))


def test_a_passage_that_reports_share_is_no_original_beside_their_own_but_an_agency_s_text_is() -> None:
    own = (
        Family(id="o1", reports=("r1", "r2"), root="r1", passages=(span("r2", 10, 90),)),
        Family(id="o2", reports=("r2",), root="r2"),
        Family(id="o3", reports=("r3", "r4"), root=None),
    )
    shared = (span("r2", 100, 180), span("r3", 40, 120))
    loose = Family(id="o4", reports=("r2", "r3"), root=None, passages=shared)
    filed = Family(id="o5", reports=("r2", "r3"), root="r3", agency="Halcyon Wire", passages=shared)
    away = Family(id="o6", reports=("r2", "r3"), root=None, agency="Halcyon Wire", passages=shared)
    assert [originals((*own, *more)) for more in ((), (loose,), (filed,), (away,))] == [3, 3, 3, 4]
