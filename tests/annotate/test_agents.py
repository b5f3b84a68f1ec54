"""Those who did it are not counted as those to whom it was done."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.annotate.roles import figures


@pytest.mark.parametrize(
    ("text", "harmed"),
    [
        ("Three gunmen killed 12 people in Orrel.", [12]),
        ("Three gunmen have killed 12 people in Orrel.", [12]),
        ("Two soldiers killed 5 villagers.", [5]),
        ("Ten men kidnapped 3 engineers in Velt.", [3]),
        ("Two policemen wounded three students in Senn.", [3]),
        ("Six men shot and killed a clerk in Sarrow on Monday.", []),
        ("Four men killed a guard and wounded two others.", [2]),
        ("The convoy was attacked and its drivers were killed by 30 men near Velt.", []),
        # Where the verb has no object, or the next number has its own, the first are those harmed.
        ("Two men killed in Orrel.", [2]),
        ("Five killed 20 wounded in blast", [5, 20]),
        ("Three people killed, 12 wounded in Orrel.", [3, 12]),
        ("Six villagers were killed, four children among them.", [6, 4]),
        ("Thirty people killed by five bombs.", [30]),
    ],
)
def test_agents_are_not_the_harmed(nlp: Language, text: str, harmed: list[int]) -> None:
    measures = {"killed", "injured", "detained"}
    assert [f.number for f in figures(nlp, text) if f.measure in measures] == harmed
