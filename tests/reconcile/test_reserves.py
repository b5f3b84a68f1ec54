"""What is denied, hedged or unverified weighs as such in tallies, reasons and the brief. Everything is invented."""

from dataclasses import replace

import pytest

from crosswire.reconcile.brief import write_brief
from crosswire.reconcile.context import Context
from crosswire.reconcile.reserves import deniers, modality_of
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Caveat, Event, Figure, Report, Span
from tests.reconcile.made import context, figure


def _report(key: str, text: str, **more: object) -> Report:
    return Report(id=key, source=f"{key}.txt", text=text, sha256="", published="2031-05-06", **more)  # type: ignore[arg-type]


def _words(of: Report, words: str) -> Span:
    start = of.text.index(words)
    return of.span(start, start + len(words))


def _with(found: Context, caveats: dict[str, Caveat]) -> Context:
    said = {
        r: replace(a, caveats=(caveats[r],) if r in caveats else ()) for r, a in found.annotations.items()
    }
    return replace(found, annotations=said)


def _denied(of: Report, scope: str, by: str) -> Caveat:
    return Caveat(span=_words(of, "denies"), scope=_words(of, scope), kind="denied", source=_words(of, by))


def test_a_number_that_one_voice_gives_and_another_denies_is_not_best() -> None:
    a = _report("a", "Activists say 20 dockers died. The ministry denies the claim.")
    figures = [figure(a, "20", 20, source="Activists")]
    found, stories = context([a], figures, voices={figures[0].id: "Activists"})
    found = _with(found, {"a": _denied(a, "Activists say 20 dockers died.", "The ministry")})
    (tally,) = reconcile_tallies(found, stories)
    assert tally.best is None
    assert "The ministry (R1) denies it." in tally.why
    (said,) = write_brief(found, (tally,), (), ())
    assert said.text == "According to Activists (R1), 20 people were killed, which the ministry (R1) denies."


def test_a_denied_number_with_a_second_voice_may_be_best() -> None:
    a = _report("a", "Activists say 20 dockers died. The ministry denies the claim.")
    b = _report("b", "The hospital says 20 died.")
    figures = [figure(a, "20", 20, source="Activists"), figure(b, "20", 20, source="The hospital")]
    voices = {figures[0].id: "Activists", figures[1].id: "Hospital"}
    found, stories = context([a, b], figures, voices=voices)
    found = _with(found, {"a": _denied(a, "Activists say 20 dockers died.", "The ministry")})
    (tally,) = reconcile_tallies(found, stories)
    assert (tally.best, tally.independent) == (20, 2)
    (said,) = write_brief(found, (tally,), (), ())
    assert (
        said.text
        == "According to Activists (R1) and Hospital (R2), 20 people were killed, which the ministry (R1) denies."
    )


def test_two_papers_with_one_unnamed_source_are_no_second_voice_against_a_denial() -> None:
    a = _report("a", "Activists say 20 dockers died. The ministry denies the claim.")
    b = _report("b", "Some 20 dockers died, activists say.")
    figures = [figure(a, "20", 20, source="Activists"), figure(b, "20", 20, source="activists")]
    found, stories = context([a, b], figures)
    found = _with(found, {"a": _denied(a, "Activists say 20 dockers died.", "The ministry")})
    (tally,) = reconcile_tallies(found, stories)
    assert tally.best is None


def test_a_contested_number_gives_way_to_one_that_nobody_denies() -> None:
    a = _report("a", "Activists say 20 dockers died. The ministry denies the claim.")
    b = _report("b", "The hospital says 12 died.")
    figures = [figure(a, "20", 20, source="Activists"), figure(b, "12", 12, source="The hospital")]
    found, stories = context([a, b], figures, voices={figures[0].id: "Activists", figures[1].id: "Hospital"})
    found = _with(found, {"a": _denied(a, "Activists say 20 dockers died.", "The ministry")})
    (tally,) = reconcile_tallies(found, stories)
    assert (tally.low, tally.best, tally.high) == (12, 12, 20)
    assert "not taken for the best" in tally.why


def test_a_hedged_number_counts_and_the_reason_names_it() -> None:
    a = _report("a", "Some 9 reportedly died.")
    b = _report("b", "The mayor says 9 died.")
    figures = [figure(a, "9", 9, modality="hedged"), figure(b, "9", 9, source="The mayor")]
    found, stories = context([a, b], figures, voices={figures[1].id: "Mayor"})
    caveat = Caveat(span=_words(a, "reportedly"), scope=_words(a, "Some 9 reportedly died"), kind="hedged")
    found = _with(found, {"a": caveat})
    (tally,) = reconcile_tallies(found, stories)
    assert (tally.best, tally.independent) == (9, 2)
    assert "R1 gives it only with a reserve (“reportedly”)." in tally.why
    (said,) = write_brief(found, (tally,), (), ())
    assert "reportedly" not in said.text


def test_what_is_only_hedged_is_told_as_reported() -> None:
    a = _report("a", "Some 9 reportedly died.")
    found, stories = context([a], [figure(a, "9", 9, modality="hedged")])
    (tally,) = reconcile_tallies(found, stories)
    (said,) = write_brief(found, (tally,), (), ())
    assert said.text == "9 people were reportedly killed."


def test_what_could_not_be_verified_says_so() -> None:
    a = _report("a", "Some 9 died. It could not be verified.")
    found, stories = context([a], [figure(a, "9", 9, modality="unverified")])
    (tally,) = reconcile_tallies(found, stories)
    (said,) = write_brief(found, (tally,), (), ())
    assert said.text == "9 people were killed; not independently verified (R1)."


@pytest.mark.parametrize("repeated", [1, 2, 5])
def test_an_unvouched_number_repeated_by_many_is_one_origin(repeated: int) -> None:
    reports = [_report(f"r{n}", f"Unconfirmed reports speak of 9 dead, number {n}.", publisher=f"Paper {n}") for n in range(repeated)]  # fmt: skip
    figures: list[Figure] = [figure(r, "9", 9, modality="hedged") for r in reports]
    (tally,) = reconcile_tallies(*context(reports, figures))
    assert (tally.families, tally.independent) == (repeated, 1)


def test_an_event_stands_as_the_report_that_takes_back_least() -> None:
    a = _report("a", "The bridge reportedly fell on Monday.")
    b = _report("b", "The bridge fell on Monday.")
    found, _ = context([a, b], [])
    caveat = Caveat(
        span=_words(a, "reportedly"), scope=_words(a, "The bridge reportedly fell on Monday"), kind="hedged"
    )
    found = _with(found, {"a": caveat})
    here, there = _words(a, "The bridge reportedly fell"), _words(b, "The bridge fell")
    assert (modality_of(found, [here]), modality_of(found, [here, there])) == ("hedged", "asserted")


def test_a_denied_event_is_not_in_the_brief() -> None:
    a, b = _report("a", "The bridge fell on Monday."), _report("b", "The bridge fell.")
    found, _ = context([a, b], [])
    spans = (a.span(0, 15), b.span(0, 15))
    event = Event(id="e", when=None, text="The bridge fell", places=(), actors=(), evidence=spans, families=2)
    assert len(write_brief(found, (), (), (event,))) == 1
    assert write_brief(found, (), (), (replace(event, modality="denied"),)) == ()


def test_nobody_denies_what_has_no_denial() -> None:
    a = _report("a", "Some 9 died.")
    figures = [figure(a, "9", 9)]
    found, _ = context([a], figures)
    assert deniers(found, figures) == []
