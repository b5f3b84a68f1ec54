"""The tallies of a document: one table of all counts, then each with its reason and the figures that it rests on.

In: a `Held`. Out: sections of a Word document. Parts stand behind their wholes and are never added to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from crosswire.present.handover.document_words import cite, left_out, quoted, siglum, verdict_words
from crosswire.present.handover.statements import (
    asserter_words,
    judged_sentence,
    judged_words,
    line,
    name_of,
    number_of,
    origin_words,
    status_words,
)
from crosswire.present.handover.word import Column, Run, Runs, Word
from crosswire.present.held import Held, Item
from crosswire.present.page.dates import interval_words
from crosswire.present.page.numbers import number_words
from crosswire.types import Group, Interval, Measure

# Rows of the table, tallies told in full, figures under one of them.
_ROWS, _FULL, _FIGURES = 200, 30, 40
_HUMAN = ("killed", "injured", "detained", "missing", "displaced", "rescued")
_RELATIONS = {
    "among": "among them",
    "side": "one side",
    "place": "in one place",
    "period": "in some of the days",
}
_COLUMNS = (
    Column(head="What was counted", share=30),
    Column(head="Low", share=9, number=True),
    Column(head="Best", share=9, number=True),
    Column(head="High", share=9, number=True),
    Column(head="Status", share=14),
    Column(head="Stands on", share=19),
    Column(head="Reports", share=10),
)
_EVIDENCE = (
    Column(head="Count", share=15, number=True),
    Column(head="As of", share=14),
    Column(head="On whose word", share=20),
    Column(head="Report", share=8),
    Column(head="In its words", share=43),
)


def tallies(word: Word, held: Held, *, with_text: bool) -> None:
    """The section of the tallies; nothing where nothing was counted."""
    ordered = in_order(held)
    if not ordered:
        return
    word.heading("The tallies", 1)
    word.paragraph(
        "Low and high are the least and the most that the accounts allow, best is what most speaks for. An open end has "
        "no bound. Parts stand behind their wholes and are not to be added to them."
    )
    rows = [_row(held, tally, how) for tally, how in ordered[:_ROWS]]
    word.table(
        _COLUMNS, rows, caption="The tallies: low, best and high of everything counted, and on what it stands"
    )
    left_out(word, len(ordered) - _ROWS, "tallies")
    told = [t for t, _ in ordered if len(t["figures"]) > 1 or t["measure"] in _HUMAN][:_FULL]
    for tally in told:
        _tally(word, held, tally, with_text=with_text)
    left_out(word, len(ordered) - len(told), "tallies are in the table alone")


def in_order(held: Held) -> list[tuple[Item, str]]:
    """The tallies by measure, the better attested first, each part behind its whole with how it is a part."""
    measures = {m: n for n, m in enumerate(get_args(Measure))}
    groups = {g: n for n, g in enumerate(get_args(Group))}

    def key(tally: Item) -> tuple[int, int, int, str]:
        return (
            measures.get(tally["measure"], 99),
            -tally["reports"],
            groups.get(tally["group"], -1),
            tally["id"],
        )

    ordered = sorted(held.contract["tallies"], key=key)
    known = {t["id"] for t in ordered}
    under: dict[str | None, list[Item]] = {}
    for tally in ordered:
        whole = tally.get("part_of")
        under.setdefault(whole if whole in known and whole != tally["id"] else None, []).append(tally)
    out: list[tuple[Item, str]] = []
    waiting = [(t, "") for t in reversed(under.pop(None, []))]
    while waiting:
        tally, how = waiting.pop()
        out.append((tally, how))
        parts = under.pop(tally["id"], [])
        waiting += [(p, _RELATIONS.get(p.get("relation") or "among", "among them")) for p in reversed(parts)]
    return out + [(t, "") for circle in under.values() for t in circle]


def _row(held: Held, tally: Item, how: str) -> Sequence[Runs]:
    reports = [held.figures[f]["report"] for f in tally["figures"] if f in held.figures]
    name: list[Run | str] = [f"{how}: " if how else "", Run(text=name_of(tally), bold=not how)]
    return (
        name,
        [_bound(tally["low"])],
        [Run(text="–" if tally["best"] is None else number_words(tally["best"]), bold=True)],
        [_bound(tally["high"])],
        ["; ".join(filter(None, (status_words(tally), judged_words(tally))))],
        [verdict_words(held, tally)],
        cite(held, reports)[1:-1] if len(set(reports)) <= 6 else [f"{len(set(reports))} reports"],
    )


def _bound(value: float | None) -> str:
    return "open" if value is None else number_words(value)


def _tally(word: Word, held: Held, tally: Item, *, with_text: bool) -> None:
    word.heading(name_of(tally), 2)
    origins = origin_words(held, tally["origins"])
    word.paragraph(
        Run(text=f"{status_words(tally)}. ", bold=True),
        line(tally["why"], 2000),
        f" On whose word: {line(origins, 600)}." if origins else "",
        Run(text=f" {judged_sentence(tally)}", bold=True) if judged_sentence(tally) else "",
        leads=True,
    )
    figures = [held.figures[f] for f in tally["figures"] if f in held.figures]
    figures.sort(key=lambda f: (held.order.get(f["report"], 0), f["start"]))
    if len(figures) == 1:
        _alone(word, held, figures[0], with_text=with_text)
        return
    rows = [_evidence(held, f, with_text=with_text) for f in figures[:_FIGURES]]
    word.table(_EVIDENCE, rows, caption=f"The figures behind: {name_of(tally)}")
    left_out(word, len(figures) - _FIGURES, "figures")


def _alone(word: Word, held: Held, figure: Item, *, with_text: bool) -> None:
    """The one figure of a tally, in a line."""
    _, when, whose, cited, words = _evidence(held, figure, with_text=with_text)
    day = [", as of ", *when] if when[0] else []
    word.paragraph(*words, " (", *whose, *day, ") [", *cited, "]", style="Quote")


def _evidence(held: Held, figure: Item, *, with_text: bool) -> Sequence[Runs]:
    as_of = figure.get("as_of") or {}
    when = interval_words(Interval(start=as_of["start"], end=as_of["end"])) if as_of else ""
    denied = figure["modality"] == "denied"
    number = "no number" if figure.get("implied") and figure["number"] is None else number_of(figure)
    modality = {"asserted": "", "denied": "denied or withdrawn"}.get(figure["modality"], figure["modality"])
    reserve = "; ".join(filter(None, (modality, judged_words(figure))))
    words = held.sentences.get(figure["id"]) if with_text else None
    return (
        [Run(text=number, struck=denied)],
        [line(when, 60)],
        [asserter_words(held, figure, "own voice"), f" ({reserve})" if reserve else ""],
        cite(held, [figure["report"]])[1:-1] or [siglum(held, figure["report"])],
        [quoted(held, figure["report"], words or figure["text"])],
    )
