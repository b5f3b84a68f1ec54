"""The timeline as the page shows it: events by time, how exactly it is known, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.types import Event, Interval

from .dates import day_of, has_time, interval_words
from .edition import Edition
from .marks import EVENTS, Statement
from .numbers import plural
from .plain import fitted
from .same import Sames, sames
from .support import Passage, passages
from .verdict import Verdict, threshold_of, verdict

# Up to this many events stand in full; beyond it those that a single original tells are folded away.
_FULL = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event, `event` its id: `shape` is "exact", "day", "span" or "open"; `repeats` if the time is the last entry's."""

    id: str
    event: str
    when: str
    precision: str
    shape: str
    repeats: bool
    text: str
    originals: str
    verdict: Verdict
    same: Sames
    quoted: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The section: the events in order, and those folded away."""

    entries: tuple[Entry, ...]
    folded: tuple[Entry, ...]


def timeline(book: Edition) -> Timeline:
    """All events by their start; those without a date last."""
    events = sorted(
        book.dossier.findings.events,
        key=lambda e: (_start(e.when) is None, _start(e.when) or "", _end(e.when), e.id),
    )
    numbered = list(enumerate(events, start=1))
    if len(events) <= _FULL:
        return Timeline(entries=_entries(book, numbered), folded=())
    several = [(n, e) for n, e in numbered if e.families > 1]
    single = [(n, e) for n, e in numbered if e.families <= 1]
    if len(several) < _FULL:
        extra = single[: _FULL - len(several)]
        several, single = sorted([*several, *extra], key=lambda x: x[0]), single[len(extra) :]
    return Timeline(entries=_entries(book, several), folded=_entries(book, single))


def _start(when: Interval | None) -> str | None:
    return None if when is None else when.start or when.end


def _end(when: Interval | None) -> str:
    return "" if when is None else when.end or when.start or ""


def _entries(book: Edition, events: list[tuple[int, Event]]) -> tuple[Entry, ...]:
    out: list[Entry] = []
    for n, event in events:
        when = interval_words(event.when)
        shape, precision = _precision(event.when)
        cited = passages(
            book,
            event.evidence,
            Statement(rank=EVENTS + n, id=f"e{n}", label=f"Time {n}"),
            event.originals,
        )
        own = fitted(event.text)
        out.append(
            Entry(
                id=f"e{n}",
                event=event.id,
                when=when,
                precision=precision,
                shape=shape,
                repeats=bool(out) and out[-1].when == when,
                text=own,
                originals=plural(event.families, "original"),
                verdict=verdict(event, threshold_of(book.dossier)),
                same=sames(book, event.evidence),
                quoted=any(own == fitted(c.span.text) for p in cited for c in (p.head, *p.also)),
                passages=cited,
            )
        )
    return tuple(out)


def _precision(when: Interval | None) -> tuple[str, str]:
    if when is None or (when.start is None and when.end is None):
        return "open", "the reports give no day"
    if when.start is None or when.end is None:
        return "open", "one end open"
    if when.start == when.end:
        return ("exact", "time") if has_time(when.start) else ("day", "day")
    if day_of(when.start) == day_of(when.end):
        return "span", "part of a day"
    return "span", "interval"
