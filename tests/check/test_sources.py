"""Whom a report's pronoun may mean, and what names nobody."""

from __future__ import annotations

import crosswire
from crosswire.check.draft import draft_of
from crosswire.check.passages import passages_of
from crosswire.check.sources import Source, Sources
from crosswire.read import Source as Given
from crosswire.read import read_each
from crosswire.types import Report

TEXT = """The foreman Ilka Thorn warned the Lake Company of broken pumps on Monday. The foreman, Ilka Thorn, said that the
Lake Company had not answered. Some miners said that the pumps were old.
"""


def _sources() -> tuple[Sources, dict[str, Source]]:
    (report,) = read_each([Given(name="first.txt", data=TEXT.encode())])
    assert isinstance(report, Report)
    dossier = crosswire.dossier([report])
    sources = Sources(passages_of(dossier))
    draft = draft_of(dossier.reports[0], dossier.annotations[0])

    def named(words: str) -> Source:
        start = draft.report.text.index(words)
        return sources.of_draft(draft, draft.report.span(start, start + len(words)), None)

    return sources, {w: named(w) for w in ("Ilka Thorn", "Some miners")}


def test_she_may_be_a_person_and_it_may_not() -> None:
    sources, found = _sources()
    assert sources.fits_pronoun(found["Ilka Thorn"], "she")
    assert not sources.fits_pronoun(found["Ilka Thorn"], "It")


def test_some_of_many_are_nobody_known() -> None:
    _, found = _sources()
    assert found["Ilka Thorn"].known
    assert not found["Some miners"].known
