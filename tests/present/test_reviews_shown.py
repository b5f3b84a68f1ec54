"""Reviews on the page and the terminal: beside the statement who stands behind it, at the end what people said."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from crosswire.present.page import to_body, to_html
from crosswire.present.terminal import summary
from crosswire.review.anchors import target_of
from crosswire.review.table import review
from crosswire.text.reviews import told_review
from crosswire.types import Dossier, ReviewAction
from tests.review.samples import made, reviewed

SAMPLE = "hallin-dam"
AT = "2031-05-06T08:00:00Z"
TALLY = made(SAMPLE).findings.tallies[0]
HOSTILE = "<script>alert(1)</script> \x1b[31m‮Karo"


def with_review(
    action: ReviewAction = "accept", *, kind: str = "tally", by: str = "Ines Karo", reason: str = ""
) -> Dossier:
    ids = {"tally": TALLY.id, "figure": TALLY.figures[0], "brief": "b1"}
    target = target_of(made(SAMPLE), kind, ids[kind])  # type: ignore[arg-type]
    return reviewed(SAMPLE, review(action, target, by=by, at=AT, reason=reason))


def terminal(dossier: Dossier) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(summary(dossier, width=200))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["tally", "figure", "brief"])
def test_the_page_says_beside_a_statement_who_confirmed_it(kind: str) -> None:
    page = to_html(with_review(kind=kind))
    assert '<span class="judged confirmed sans" dir="auto">confirmed by Ines Karo</span>' in page
    assert "Confirmed: Ines Karo 1 statement." in page
    assert "<!--review" not in page


def test_a_page_of_somebody_elses_keeps_the_places_for_reviews() -> None:
    body = to_body(with_review())
    mark = '<span class="judged confirmed sans" dir="auto">confirmed by Ines Karo</span>'
    assert f"{mark}<!--review tally {TALLY.id}-->" in body.html


def test_a_rejected_figure_is_listed_with_who_and_why() -> None:
    dossier = with_review("reject", kind="figure", reason="it is of another dam")
    line = told_review(dossier.reviews[0])
    assert line == "Ines Karo rejects the figure “Fourteen”, 2031-05-06: it is of another dam; set aside"
    assert line in to_html(dossier)
    assert line in terminal(dossier)


def test_what_a_person_writes_is_harmless_on_page_and_terminal() -> None:
    dossier = with_review("reject", kind="figure", by=HOSTILE, reason=HOSTILE)
    assert "<script>alert" not in to_html(dossier)
    assert not {"\x1b", "‮"} & set(terminal(dossier))


def test_the_terminal_says_it_beside_the_brief_and_the_tallies() -> None:
    lines = terminal(with_review(kind="brief")).splitlines()
    assert any("confirmed by Ines Karo" in line for line in lines)
    told = terminal(with_review()).splitlines()
    assert any("killed" in line and "confirmed by Ines Karo" in line for line in told)


def test_without_reviews_nothing_is_said_of_any() -> None:
    assert "judged confirmed" not in to_html(made(SAMPLE))
    assert "Reviewed by people" not in to_html(made(SAMPLE)) + terminal(made(SAMPLE))
