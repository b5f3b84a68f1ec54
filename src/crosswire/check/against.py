"""What a draft and the reports have to do with each other as wholes: its day, its language, copies.

In: a draft and a dossier. Out: the day that the draft speaks from where it does not say, and problems to tell
before any statement is looked at.
"""

from __future__ import annotations

from collections import Counter

from crosswire.check.words import keys
from crosswire.text.fold import fold
from crosswire.types import Dossier, Problem, Report

# A report tells of what the draft tells where it shares this part of the words that the best one shares.
_RELATED = 0.6
# Share of a text by which marks and spaces alone make it longer at most.
_MARKS = 0.2


def draft_day(draft: Report, against: Dossier) -> str | None:
    """The last day from which the reports that the draft draws on speak: a draft is written after them."""
    mine = keys(draft.text)
    held = {r.id: keys(r.text) & mine for r in against.reports}
    spread = Counter(k for shared in held.values() for k in shared)
    scores = {id: sum(1 / spread[k] for k in sorted(shared)) for id, shared in held.items()}
    best = max(scores.values(), default=0.0)
    days = [
        a.anchor for a in against.annotations if a.anchor and scores.get(a.report, 0.0) >= _RELATED * best
    ]
    return max(days, default=None)


def _alike(left: str, right: str) -> bool:
    """Whether two texts are word for word the same."""
    near = abs(len(left) - len(right)) <= _MARKS * max(len(left), len(right))
    return near and fold(left) == fold(right)


def draft_problems(draft: Report, against: Dossier) -> tuple[Problem, ...]:
    """What to tell of the draft as a whole."""
    found = [
        f"The draft is word for word {report.source}, one of the reports: it is checked against itself."
        for report in against.reports
        if report.sha256 == draft.sha256 or _alike(report.text, draft.text)
    ]
    if draft.language and draft.language != "en":
        found.append(
            f"The draft seems to be in another language ({draft.language}) than English: numbers, names and "
            "quotations are checked as far as they can be, other statements hardly."
        )
    return tuple(Problem(report=draft.id, stage="check", message=message) for message in found)
