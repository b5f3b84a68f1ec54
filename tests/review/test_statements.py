"""Reviews of figures and quotes: what leaves the reckoning, what reads otherwise, and what follows from both."""

from __future__ import annotations

from typing import Any

import pytest

from crosswire.review.anchors import target_of, target_of_words
from crosswire.review.readings import seen
from crosswire.review.table import review
from crosswire.types import Dossier, Figure, Interval, Quote, Review, ReviewAction, Span, Tally
from tests.review.samples import made, reviewed

SAMPLE = "tamsel-port"
INES, TOMAS = "Ines Karo", "Tomas Rell"
AT = "2031-05-06T08:00:00Z"


def toll(dossier: Dossier) -> Tally:
    return next(t for t in dossier.findings.tallies if t.measure == "killed" and t.part_of is None)


def figure(dossier: Dossier, id: str) -> Figure:
    return next(f for a in dossier.annotations for f in a.figures if f.id == id)


def quote(dossier: Dossier, id: str) -> Quote:
    return next(q for a in dossier.annotations for q in a.quotes if q.id == id)


def say(action: ReviewAction, id: str, *, by: str = INES, kind: Any = "figure", **values: Any) -> Review:
    target = target_of(made(SAMPLE), kind, id)
    return review(action, target, by=by, at=AT, values=values)


FIRST = toll(made(SAMPLE)).figures[0]
SPOKEN = next(
    q.id for a in made(SAMPLE).annotations for q in a.quotes if q.id in dict(made(SAMPLE).links.speakers)
)


def test_a_rejected_figure_leaves_the_reckoning_and_is_listed_as_set_aside() -> None:
    dossier = reviewed(SAMPLE, say("reject", FIRST))
    assert FIRST not in {f for t in dossier.findings.tallies for f in t.figures}
    assert FIRST not in {f for t in dossier.findings.tolls for f in t.figures}
    assert dossier.aside == (figure(made(SAMPLE), FIRST),)
    assert len(toll(dossier).figures) == len(toll(made(SAMPLE)).figures) - 1


def test_a_tally_whose_every_figure_is_rejected_is_gone() -> None:
    dossier = reviewed(SAMPLE, *(say("reject", id) for id in toll(made(SAMPLE)).figures))
    gone = set(toll(made(SAMPLE)).figures)
    assert not any(gone & set(t.figures) for t in dossier.findings.tallies)
    assert {f.id for f in dossier.aside} == gone


def test_a_rejected_quote_renders_no_utterance() -> None:
    mine = made(SAMPLE).findings.utterances[0].quotes[0]
    dossier = reviewed(SAMPLE, say("reject", mine, kind="quote"))
    assert mine not in {q for u in dossier.findings.utterances for q in u.quotes}
    assert [x.id for x in dossier.aside] == [mine]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"number": 41}, (41, 41, None, "at_least")),
        ({"number": 41, "qualifier": "exact"}, (41, 41, 41, "exact")),
        ({"number": 41, "qualifier": "at_least"}, (41, 41, None, "at_least")),
        ({"number": 40, "qualifier": "about"}, (40, 36, 44, "about")),
        ({"number": 41, "low": 39, "high": 44, "qualifier": "range"}, (41, 39, 44, "range")),
        ({"number": 41, "low": 40, "high": 44}, (41, 40, 44, "at_least")),
        ({"low": 20}, (None, 20, None, "range")),
        ({"high": 9}, (None, 9, 9, "range")),
    ],
)
def test_a_corrected_number_means_what_a_printed_one_does(
    values: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    found = figure(reviewed(SAMPLE, say("correct", FIRST, **values)), FIRST)
    assert (found.number, found.low, found.high, found.qualifier) == expected
    assert found.span == figure(made(SAMPLE), FIRST).span


def test_a_corrected_measure_group_place_and_day_move_the_figure_to_another_tally() -> None:
    one = say(
        "correct", FIRST, measure="injured", group="officials", place="Pelisse", as_of="2024-03-17/2024-03-18"
    )
    dossier = reviewed(SAMPLE, one)
    found = figure(dossier, FIRST)
    assert (found.measure, found.group, found.place) == ("injured", "officials", "Pelisse")
    assert found.as_of == Interval(start="2024-03-17", end="2024-03-18")
    assert found.measure_basis == "corrected by Ines Karo"
    tallies = [t for t in dossier.findings.tallies if FIRST in t.figures]
    assert [t.measure for t in tallies] == ["injured"]


def test_a_count_of_another_event_adds_to_no_tally() -> None:
    dossier = reviewed(SAMPLE, say("correct", FIRST, part_of_event=False))
    assert FIRST not in toll(dossier).figures


def test_words_are_attributed_to_whom_a_person_names() -> None:
    dossier = made(SAMPLE)
    name = "Lucan Brede"
    minister = next(e for e in dossier.links.entities if e.name == name)
    told = reviewed(SAMPLE, say("correct", SPOKEN, kind="quote", attributed=name))
    assert dict(told.links.speakers)[SPOKEN] == minister.id
    source = quote(told, SPOKEN).source
    assert source is None or source in {f.span for f in minister.forms}
    nobody = reviewed(SAMPLE, say("correct", SPOKEN, kind="quote", attributed=None))
    assert SPOKEN not in dict(nobody.links.speakers)
    assert quote(nobody, SPOKEN).source is None


def test_words_are_attributed_by_a_name_in_the_text() -> None:
    dossier = made(SAMPLE)
    minister = next(e for e in dossier.links.entities if e.name == "Lucan Brede")
    form = minister.forms[0].span
    name = target_of_words(dossier, "name", form.report, form.start, form.end)
    one = review(
        "correct", target_of(dossier, "quote", SPOKEN), by=INES, others=[name], values={"attributed": None}
    )
    assert dict(reviewed(SAMPLE, one).links.speakers)[SPOKEN] == minister.id


def test_a_source_that_nobody_here_is_changes_nothing_and_says_so() -> None:
    dossier = reviewed(SAMPLE, say("correct", SPOKEN, kind="quote", attributed="Nobody Atall"))
    assert dossier.links == made(SAMPLE).links
    (told,) = dossier.reviews
    assert (told.bearing, told.effect) == ("without-effect", "“Nobody Atall” is no name of one alone here")


def test_two_who_disagree_leave_the_number_as_crosswire_reads_it() -> None:
    dossier = reviewed(SAMPLE, say("correct", FIRST, number=41), say("correct", FIRST, by=TOMAS, number=42))
    assert dossier.findings == made(SAMPLE).findings
    assert [(j.of, j.standing, j.by) for j in dossier.judgements] == [(FIRST, "disputed", (INES, TOMAS))]


def test_who_accepts_the_corrected_number_stands_behind_it_too() -> None:
    corrected = say("correct", FIRST, number=41)
    now = seen(reviewed(SAMPLE, corrected), "figure", FIRST)
    assert (now["number"], now["low"]) == (41, 41)
    dossier = reviewed(SAMPLE, corrected, say("accept", FIRST, by=TOMAS, **now))
    (judged,) = dossier.judgements
    assert (judged.standing, judged.by) == ("corrected", (INES, TOMAS))
    old = figure(made(SAMPLE), FIRST)
    assert dict(judged.was) == {"number": old.number, "low": old.low}


def test_a_tally_that_was_confirmed_and_has_another_number_since_is_not_confirmed() -> None:
    one = next(t for t in made(SAMPLE).findings.tallies if len(t.figures) == 1 and t.best is not None)
    accepted = say("accept", one.id, kind="tally", **seen(made(SAMPLE), "tally", one.id))
    assert [j.standing for j in reviewed(SAMPLE, accepted).judgements] == ["confirmed"]
    changed = reviewed(SAMPLE, accepted, say("correct", one.figures[0], number=7))
    (told,) = [r for r in changed.reviews if r.review.target.kind == "tally"]
    assert told.bearing == "without-effect"
    assert told.effect.startswith(f"it reads otherwise now than when it was accepted: best {one.best} → 7")


def test_every_word_of_a_reviewed_dossier_is_still_the_reports() -> None:
    ids = [f.id for a in made(SAMPLE).annotations for f in a.figures]
    dossier = reviewed(
        SAMPLE, *(say("correct", id, number=n, attributed="Lucan Brede") for n, id in enumerate(ids))
    )
    texts = {r.id: r.text for r in dossier.reports}
    spans: list[Span | None] = [s for a in dossier.annotations for f in a.figures for s in (f.span, f.source)]
    assert [s for s in spans if s and texts[s.report][s.start : s.end] != s.text] == []
