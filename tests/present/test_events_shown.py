"""Events as they are shown: on the page, on the terminal, in PLOVER's records."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from rich.console import Console

from crosswire.present.exports import export_table
from crosswire.present.page import to_html
from crosswire.present.terminal import clean
from crosswire.present.terminal_events import timeline
from crosswire.types import Dossier, Event, EventSide, Findings
from tests.present.made_dossier import DOSSIER, FINDINGS, RA


def with_events(*events: Event) -> Dossier:
    return replace(DOSSIER, findings=replace(FINDINGS, events=events))


def an_event(**more: object) -> Event:
    span = RA.span(0, 20)
    made = replace(
        FINDINGS.events[0],
        type="COERCE",
        mode="arrest",
        sides=(EventSide(role="actor", span=span),),
        told=span,
        status="event",
        accounts="several",
        why="R1 and R2 tell it, from 2 originals.",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def records(*events: Event) -> list[dict[str, object]]:
    rows = export_table(with_events(*events), "plover", with_text=True).rows
    return [r for r in rows if str(r["id"]).startswith(events[0].id)]


def test_the_page_sets_announced_and_background_apart() -> None:
    ahead = an_event(id="ev:x", status="announced")
    page = to_html(with_events(an_event(), ahead, an_event(id="ev:y", status="background")))
    assert page.index("coercion: arrest") < page.index(">Announced<") < page.index(">Before the story<")


def test_the_page_marks_events_over_whose_day_reports_part() -> None:
    why = "R1 and R2 tell it, from 2 originals. The reports give different days (2031-05-02: R1; 2031-05-03: R2)."
    page = to_html(with_events(an_event(accounts="parting", why=why)))
    assert "accounts part" in page
    assert "The reports give different days" in page


def test_the_terminal_tells_the_events_of_most_originals_in_order() -> None:
    lines = timeline([an_event(), an_event(id="ev:x", status="background")], {RA.id: "R1"}, clean)
    console = Console(width=200, record=True, file=io.StringIO())
    for line in lines:
        console.print(line)
    told = console.export_text()
    assert "COERCE" in told
    assert "1 more on the page" in told


def test_an_event_with_a_category_is_a_plover_record() -> None:
    (row,) = records(an_event(type="REQUEST", mode=None))
    assert (row["event"], row["quad_code"], row["mode"]) == (["DEMAND"], 3, None)
    assert [a["actor_text"] for a in row["source"]] == [" ".join(RA.text[:20].split())]  # type: ignore[attr-defined]


def test_what_is_announced_or_of_no_category_is_no_plover_record() -> None:
    assert records(an_event(type=None)) == []
    assert records(an_event(status="announced")) == []


def test_the_contract_has_all_of_an_event() -> None:
    (event,) = json.loads(with_events(an_event()).to_json())["events"]
    assert (event["type"], event["mode"], event["status"], event["accounts"]) == (
        "COERCE",
        "arrest",
        "event",
        "several",
    )
    assert event["sides"][0]["role"] == "actor"


def test_findings_without_events_have_no_timeline() -> None:
    assert timeline(Findings().events, {}, clean) == []
