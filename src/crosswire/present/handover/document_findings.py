"""Where accounts part, what happened when, and what was said: sections of a document.

In: a `Held`. Out: sections of a Word document, gravest, earliest and best attested first.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.present.handover.document_words import cite, left_out, quoted, sigla_of, verdict_words
from crosswire.present.handover.statements import (
    asserter_words,
    judged_sentence,
    judged_words,
    line,
    said_by,
    side_words,
    speaker_words,
)
from crosswire.present.handover.word import Column, Run, Runs, Word
from crosswire.present.held import Held, Item
from crosswire.present.page.dates import interval_words
from crosswire.types import Interval

_SEVERITIES = ("high", "medium", "low")
_GRAVITY = {"high": "Grave", "medium": "Lesser", "low": "Slight"}
# Of each: partings of one severity, sides of one, events of one list, utterances, renderings, other quotations.
_PARTINGS, _SIDES, _EVENTS, _UTTERANCES, _RENDERINGS, _OTHERS = 60, 8, 100, 60, 12, 60
_TIMELINE = (
    Column(head="When", share=18),
    Column(head="What", share=52),
    Column(head="Stands on", share=18),
    Column(head="Reports", share=12),
)
_SAID = (Column(head="Who", share=22), Column(head="Words", share=66), Column(head="Report", share=12))


def partings(word: Word, held: Held) -> None:
    """Where accounts part, by severity: the readings with their reports, the judgement, its reason."""
    found = held.contract.get("discrepancies", ())
    if not found:
        return
    word.heading("Where accounts part", 1)
    for severity in _SEVERITIES:
        mine = [d for d in found if d["severity"] == severity]
        if mine:
            word.heading(_GRAVITY[severity], 2)
        for parting in mine[:_PARTINGS]:
            _parting(word, held, parting)
        left_out(word, len(mine) - _PARTINGS, "such partings")


def _parting(word: Word, held: Held, parting: Item) -> None:
    word.paragraph(Run(text=f"{line(parting['summary'], 600)}.", bold=True), leads=True)
    sides: list[Runs] = []
    for n, side in enumerate(parting["sides"][:_SIDES]):
        likely = " (likely)" if n == parting.get("likely") else ""
        sides.append([f"{side_words(side)}{likely} ", *cite(held, sigla_of(side["evidence"]))])
    word.bullets(sides)
    left_out(word, len(parting["sides"]) - _SIDES, "readings")
    told = " ".join(filter(None, (line(parting.get("why"), 1500), judged_sentence(parting))))
    if told:
        word.paragraph(told)


def events(word: Word, held: Held) -> None:
    """The timeline: what happened, what is to come, and what lay before."""
    found = sorted(held.contract["events"], key=_when)
    lists = (
        ("", [e for e in found if e.get("status", "event") in ("event", "hypothetical")]),
        ("Announced", [e for e in found if e.get("status") == "announced"]),
        ("Background", [e for e in found if e.get("status") == "background"]),
    )
    if not found:
        return
    word.heading("Timeline", 1)
    for name, mine in lists:
        if not mine:
            continue
        if name:
            word.heading(name, 2)
        kept = sorted(sorted(mine, key=lambda e: -e["families"])[:_EVENTS], key=_when)
        rows = [_event(held, e) for e in kept]
        word.table(_TIMELINE, rows, caption=f"{name or 'Timeline'}: what the reports tell of, by day")
        left_out(word, len(mine) - len(kept), "events")


def _when(event: Item) -> tuple[bool, str, str]:
    when = event.get("when") or {}
    start = when.get("start") or when.get("end")
    return (start is None, start or "", str(event["id"]))


def _event(held: Held, event: Item) -> Sequence[Runs]:
    when = event.get("when") or {"start": None, "end": None}
    day = line(interval_words(Interval(start=when["start"], end=when["end"])), 60)
    if event.get("precision") == "story":
        day = "undated; with the main event or after"
    reserve = [
        *(
            (f"{event['modality']} by those who tell it",)
            if event.get("modality", "asserted") != "asserted"
            else ()
        ),
        *(("possible only",) if event.get("status") == "hypothetical" else ()),
        *(("accounts part",) if event.get("accounts") == "parting" else ()),
        *filter(None, (judged_words(event),)),
    ]
    told = event.get("told") or {}
    text: Run | str = line(event["text"], 500)
    if told.get("report") in held.reports:
        text = quoted(held, told["report"], event["text"], limit=500)
    return (
        [day],
        [text, Run(text=f" ({'; '.join(reserve)})", italic=True) if reserve else ""],
        [verdict_words(held, event)],
        cite(held, sigla_of(event["evidence"]))[1:-1],
    )


def quotations(word: Word, held: Held) -> None:
    """What was said: words rendered by several, each rendering with its reports, then other direct quotations."""
    utterances = sorted(held.contract.get("utterances", ()), key=lambda u: (-u.get("families", 0), u["id"]))
    used = {m["quote"] for u in utterances for m in u["members"]}
    others = [q for q in held.contract.get("quotes", ()) if q["id"] not in used and q["kind"] == "direct"]
    if not utterances and not others:
        return
    word.heading("What was said", 1)
    for utterance in utterances[:_UTTERANCES]:
        _utterance(word, held, utterance)
    left_out(word, len(utterances) - _UTTERANCES, "utterances")
    if others:
        word.heading("Other quotations", 2)
        others = [q for q in others if q["report"] in held.reports]
        rows = [
            ([asserter_words(held, q, "not named")], [quoted(held, q["report"], q["text"])], cite(held, [q["report"]])[1:-1])
            for q in others[:_OTHERS]
        ]  # fmt: skip
        word.table(_SAID, rows, caption="Other quotations: who, the words, the report")
        left_out(word, len(others) - _OTHERS, "quotations")


def _utterance(word: Word, held: Held, utterance: Item) -> None:
    word.heading(f"{speaker_words(held, utterance)}, in {len(sigla_of(utterance['members']))} reports", 2)
    renderings: dict[str, list[str]] = {}
    for member in utterance["members"]:
        if member["report"] in held.reports:
            renderings.setdefault(line(member["text"], 400), []).append(member["report"])
    for words, reports in list(renderings.items())[:_RENDERINGS]:
        word.paragraph(quoted(held, reports[0], words), " ", *cite(held, reports), style="Quote")
    left_out(word, len(renderings) - _RENDERINGS, "renderings")
    told = [
        f"{d['kind']}: " + " / ".join(_reading(r["text"]) for r in d["readings"])
        for d in utterance.get("divergences", ())[:_SIDES]
    ]
    if told:
        word.paragraph(Run(text=f"They differ in {'; '.join(told)}.", italic=True))
    named = said_by(held, utterance)
    if len(named) > 1:
        runs: list[Run | str] = ["Named as the speaker: "]
        for n, (name, reports) in enumerate(named.items()):
            runs += [f"{'; ' if n else ''}{name} ", *cite(held, reports)]
        word.paragraph(*runs, ".")


def _reading(text: str) -> str:
    words = line(text, 80)
    return f"“{words}”" if words else "nothing"
