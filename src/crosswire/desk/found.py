"""What can be found by searching: the texts of reports, and what a dossier states, names and counts.

In: a report with what it says, or a `Dossier` with its JSON. Out: `Passage`s. What stands in them is what the page shows;
ids are those of the dossier's JSON, so that a hit leads to its place on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crosswire.standing import day_of
from crosswire.store.database.passages import Passage
from crosswire.types import Annotations, Dossier, Report, Span

_CONTEXT = 160


def report_passage(report: Report, said: Annotations) -> Passage:
    """The whole text of a report."""
    return Passage(
        kind="report",
        report=report.id,
        title=report.title,
        text=report.text,
        day=said.anchor or day_of(report.published),
        language=report.language,
        publisher=report.publisher,
    )


def dossier_passages(dossier: Dossier, told: Mapping[str, Any]) -> Iterator[Passage]:
    """What can be found of a dossier, of which `told` is the JSON. The caller adds story and variant."""
    names = {e["id"]: e["name"] for e in told["entities"]}
    for n, sentence in enumerate(told["brief"], start=1):
        yield Passage(kind="statement", target=f"b{n}", text=sentence["text"], status="brief")
    yield from map(_tally, told["tallies"])
    for one in told["discrepancies"]:
        text = _words(one["summary"], *(side["reading"] for side in one["sides"]))
        yield Passage(kind="statement", target=one["id"], text=text, status="discrepancy")
    for event in told["events"]:
        yield Passage(
            kind="statement",
            target=event["id"],
            text=_words(event["text"]),
            day=_first_day(event["when"]),
            place=next((names.get(p, p) for p in event["places"]), None),
            status="event",
        )
    for utterance in told["utterances"]:
        words = dict.fromkeys(" ".join(m["text"].split()) for m in utterance["members"])
        speaker = names.get(utterance["speaker"] or "")
        yield Passage(
            kind="statement", target=utterance["id"], title=speaker, text=_words(*words), status="utterance"
        )
    for entity in told["entities"]:
        forms = dict.fromkeys((entity["name"], *(f["text"] for f in entity["forms"]), *entity["roles"]))
        yield Passage(
            kind="person",
            target=entity["id"],
            title=entity["name"],
            text=_words(*forms),
            status=entity["type"],
        )
    yield from _figures(dossier, told)


def _tally(tally: Mapping[str, Any]) -> Passage:
    what = _words(
        *(str(tally[k]).replace("_", " ") for k in ("group", "label", "measure", "place") if tally[k])
    )
    return Passage(
        kind="statement",
        target=tally["id"],
        title=what,
        text=_words(what, tally["best"], tally["why"]),
        measure=tally["measure"],
        place=tally["place"],
        number=tally["best"],
        status=tally["status"],
    )


def _figures(dossier: Dossier, told: Mapping[str, Any]) -> Iterator[Passage]:
    reports = {r.id: r for r in dossier.reports}
    sentences = {a.report: a.sentences for a in dossier.annotations}
    anchors = {a.report: a.anchor for a in dossier.annotations}
    for figure in (*told["figures"], *told["individuals"]):
        report = reports[figure["report"]]
        yield Passage(
            kind="figure",
            report=report.id,
            target=figure["id"],
            text=_sentence(report, sentences[report.id], figure["start"], figure["end"]),
            day=_first_day(figure["as_of"]) or anchors[report.id],
            language=report.language,
            publisher=report.publisher,
            measure=figure["measure"],
            place=figure["place"],
            number=figure["number"],
        )


def _sentence(report: Report, sentences: Sequence[Span], start: int, end: int) -> str:
    """The sentence in which words stand, else the words with what is around them."""
    for sentence in sentences:
        if sentence.start <= start < sentence.end:
            return " ".join(sentence.text.split())
    return " ".join(report.text[max(0, start - _CONTEXT) : end + _CONTEXT].split())


def _first_day(interval: Mapping[str, str | None] | None) -> str | None:
    return day_of((interval["start"] or interval["end"]) if interval else None)


def _words(*parts: object) -> str:
    return " ".join(" ".join(str(p).split()) for p in parts if p is not None and p != "")
