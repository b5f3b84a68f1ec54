"""The timeline: what reports tell, merged into events with their type, sides, day and status."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from crosswire.annotate.report import annotate
from crosswire.reconcile.event_days import with_partings
from crosswire.reconcile.events import find_events
from crosswire.types import Discrepancy, Event, Report, Side, Story
from tests.reconcile.made import context, report


def told(nlp: Language, *reports: Report) -> tuple[Event, ...]:
    ctx, _ = context(list(reports), [])
    said = {r.id: annotate(r, nlp, anchor=(r.published or "")[:10]) for r in reports}
    story = Story(id="s", title="", reports=tuple(r.id for r in reports))
    return find_events(replace(ctx, annotations=said), (story,))


def days(event: Event) -> tuple[str | None, str | None]:
    assert event.when is not None
    return event.when.start, event.when.end


def test_two_reports_of_one_day_and_deed_make_one_event(nlp: Language) -> None:
    a = report("a", "The prime minister dismissed his cabinet on 2 May after the vote.")
    b = report("b", "On 2 May the prime minister dismissed the whole cabinet.")
    (event,) = told(nlp, a, b)
    assert (event.families, event.accounts) == (2, "several")
    assert {s.report for s in event.evidence} == {"a", "b"}


def test_different_deeds_of_one_day_stay_apart(nlp: Language) -> None:
    a = report("a", "The prime minister dismissed his cabinet on 2 May.")
    b = report("b", "On 2 May fishermen found a boat near the harbour.")
    assert len(told(nlp, a, b)) == 2


def test_two_doers_of_one_kind_of_deed_stay_apart(nlp: Language) -> None:
    a = report("a", "The army attacked the harbour of Tamsel on Friday with rockets.", published="2031-05-04")
    b = report("b", "Rebels attacked a convoy near Kolm on Friday with rifles.", published="2031-05-04")
    assert len(told(nlp, a, b)) == 2


def test_the_distant_past_is_background_and_what_is_to_come_announced(nlp: Language) -> None:
    a = report(
        "a",
        "The river rose on 1 May. The bridge was built on 2 June 1999. The town will bury its dead on 8 May.",
    )
    found = [(days(e)[0], e.status) for e in told(nlp, a)]
    assert found == [("1999-06-02", "background"), ("2031-05-01", "event"), ("2031-05-08", "announced")]


def test_an_event_is_told_in_a_whole_clause(nlp: Language) -> None:
    a = report("a", "Likewise, the minister, who resigned on 3 May, had warned of the flood.")
    (event,) = told(nlp, a)
    assert event.text.startswith("the minister, who resigned on 3 May")
    assert [s.text for s in event.evidence] == ["who resigned on 3 May"]


def test_who_does_it_to_whom_stands_with_the_type(nlp: Language) -> None:
    (event,) = told(nlp, report("a", "Two students were arrested by the police in Tamsel on 3 May."))
    assert (event.type, event.mode) == ("COERCE", "arrest")
    assert [(s.role, s.span.text) for s in event.sides] == [
        ("actor", "the police"),
        ("target", "Two students"),
    ]


def test_an_accident_has_no_type(nlp: Language) -> None:
    a = report("a", "A ferry struck the harbour wall of Tamsel on 3 May and injured nine people.")
    assert [e.type for e in told(nlp, a)] == [None]


def test_a_telling_without_a_day_joins_the_event_it_tells(nlp: Language) -> None:
    a = report("a", "A ferry struck the harbour wall of Tamsel on 3 May.")
    b = report("b", "A ferry has struck the harbour wall of Tamsel, the coastguard said.")
    (event,) = told(nlp, a, b)
    assert {s.report for s in event.evidence} == {"a", "b"}
    assert days(event) == ("2031-05-03", "2031-05-03")


def test_reports_that_part_over_the_day_are_marked(nlp: Language) -> None:
    a = report("a", "Rebels attacked the army barracks of Kolm with rockets on 2 May.")
    b = report("b", "On 3 May rebels attacked the army barracks of Kolm with rockets.")
    (event,) = told(nlp, a, b)
    assert (event.accounts, days(event)) == ("parting", ("2031-05-02", "2031-05-03"))
    assert "2031-05-02: R1" in event.why


def test_a_grave_discrepancy_between_the_tellings_marks_the_event(nlp: Language) -> None:
    a = report("a", "Rebels killed twelve guards at the barracks of Kolm on 2 May.")
    b = report("b", "On 2 May rebels killed thirty guards at the barracks of Kolm.")
    (event,) = told(nlp, a, b)
    sides = tuple(Side(reading=s.text, evidence=(s,)) for s in event.evidence)
    parts = Discrepancy(
        id="d", kind="number", severity="high", summary="12 or 30 killed", sides=sides, likely=None, why=""
    )
    (marked,) = with_partings([event], [parts])
    assert (marked.accounts, marked.why.endswith("They part: 12 or 30 killed.")) == ("parting", True)


def test_a_yesterday_that_others_name_as_the_day_after_is_doubted(nlp: Language) -> None:
    a = report(
        "a",
        "Rebels attacked the army barracks of Kolm yesterday with rockets. Police searched the harbour yesterday.",
        published="2031-05-04",
    )
    b = report(
        "b", "Rebels attacked the army barracks of Kolm with rockets on 4 May.", published="2031-05-05"
    )
    search = next(e for e in told(nlp, a, b) if "searched" in e.text)
    assert days(search) == ("2031-05-03", "2031-05-04")
    assert "may be a day later" in search.why


def test_a_stamp_without_a_deed_is_no_event(nlp: Language) -> None:
    assert told(nlp, report("a", "Jorun Maltesk (@maltesk) 3 May 2031")) == ()


def test_an_accident_is_no_assault_and_its_clause_opens_with_itself(nlp: Language) -> None:
    a = report(
        "a",
        "Nine miners died when gas exploded in the mine on 3 May. A bomb exploded at the market on 4 May.",
    )
    found = {days(e)[0]: (e.type, e.text) for e in told(nlp, a)}
    assert found["2031-05-03"][0] is None
    assert not found["2031-05-03"][1].startswith("when")
    assert found["2031-05-04"][0] == "ASSAULT"


def test_what_was_still_to_come_when_told_is_announced_for_the_coming_day(nlp: Language) -> None:
    a = report(
        "a",
        "The ministry announced on Wednesday that an inquiry would begin on Monday.",
        published="2031-05-08",
    )
    found = {days(e)[0]: e.status for e in told(nlp, a)}
    assert found["2031-05-12"] == "announced"
    assert "2031-05-05" not in found
