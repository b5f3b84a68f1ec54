"""The timeline as the page shows it: events by time, how exactly it is known, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.types import Accounts, Event, EventCategory, Interval

from .dates import day_of, has_time, interval_words
from .edition import Citation, Edition
from .marks import EVENTS, Statement
from .numbers import plural
from .plain import fitted
from .same import Sames, sames
from .support import Passage, passages
from .verdict import Verdict, threshold_of, verdict

_KINDS: dict[EventCategory, str] = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "retreat",
    "INVESTIGATE": "inquiry",
    "REQUEST": "demand or order",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "assault",
}
_ROLES = {"actor": "who", "target": "whom or what"}
_MARKS: dict[Accounts, str] = {"parting": "accounts part"}
# So many names of a side, and places, are shown.
_SHOWN, _PLACES = 3, 4
# Up to this many events stand in full; beyond it those that a single original tells are folded away.
_FULL = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event, `event` its id: `shape` is "exact", "day", "span" or "open"; `repeats` if the time is the last entry's.

    `told` is where its words stand, `kind` its type in words, `sides` who did it and to whom, `note` what a
    careful reader should know of the accounts.
    """

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
    told: Citation | None = None
    kind: str = ""
    sides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    places: tuple[str, ...] = ()
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The section: the events in order, those folded away, what lay before the story, and what is to come."""

    entries: tuple[Entry, ...]
    folded: tuple[Entry, ...]
    background: tuple[Entry, ...] = ()
    announced: tuple[Entry, ...] = ()


def timeline(book: Edition) -> Timeline:
    """All events in their order, background and what is announced apart; those without a date last."""
    events = sorted(
        book.dossier.findings.events,
        key=lambda e: (_start(e.when) is None, _place(e), e.id),
    )
    numbered = list(enumerate(events, start=1))
    before = [(n, e) for n, e in numbered if e.status == "background"]
    ahead = [(n, e) for n, e in numbered if e.status == "announced"]
    story = [(n, e) for n, e in numbered if e.status not in ("background", "announced")]
    several = [(n, e) for n, e in story if e.families > 1]
    single = [(n, e) for n, e in story if e.families <= 1]
    if len(story) > _FULL and len(several) < _FULL:
        extra = single[: _FULL - len(several)]
        several, single = sorted([*several, *extra], key=lambda x: x[0]), single[len(extra) :]
    elif len(story) <= _FULL:
        several, single = story, []
    return Timeline(
        entries=_entries(book, several),
        folded=_entries(book, single),
        background=_entries(book, before),
        announced=_entries(book, ahead),
    )


def _place(event: Event) -> tuple[str, str]:
    """What took some of several days stands at their end."""
    start, end = _start(event.when) or "", _end(event.when)
    loose = event.precision in ("days", "month", "year", "story") and event.status != "announced"
    return (end if loose else start, end)


def _start(when: Interval | None) -> str | None:
    return None if when is None else when.start or when.end


def _end(when: Interval | None) -> str:
    return "" if when is None else when.end or when.start or ""


def _entries(book: Edition, events: list[tuple[int, Event]]) -> tuple[Entry, ...]:
    out: list[Entry] = []
    for n, event in events:
        when = interval_words(event.when)
        shape, precision = _precision(event)
        statement = Statement(rank=EVENTS + n, id=f"e{n}", label=f"Time {n}")
        cited = passages(book, event.evidence, statement, event.originals)
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
                told=book.cite(event.told, statement, event.originals) if event.told else None,
                kind=_kind(event),
                sides=_sides(book, event),
                places=tuple(book.entities[p].name for p in event.places[:_PLACES] if p in book.entities),
                mark=_MARKS.get(event.accounts, "") if event.why else "",
                note=event.why if "." in event.why[:-1] else "",
            )
        )
    return tuple(out)


def _kind(event: Event) -> str:
    """The type in words: "coercion: arrest"."""
    if event.type is None:
        return ""
    return f"{_KINDS[event.type]}: {event.mode.replace('-', ' ')}" if event.mode else _KINDS[event.type]


def _sides(book: Edition, event: Event) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who did it and to whom, as the reports call them, each name once."""
    found: dict[str, dict[str, None]] = {}
    for side in event.sides:
        if event.type is None and side.role == "target":
            continue
        named = book.entities.get(side.entity or "")
        found.setdefault(side.role, {}).setdefault(fitted(named.name if named else side.span.text))
    return tuple((_ROLES[role], tuple(words)[:_SHOWN]) for role, words in sorted(found.items()))


def _precision(event: Event) -> tuple[str, str]:
    when = event.when
    if event.precision == "story":
        return "span", "undated; with the main event or after"
    if when is None or (when.start is None and when.end is None):
        return "open", "the reports give no day"
    if when.start is None or when.end is None:
        return "open", "one end open"
    if when.start == when.end:
        return ("exact", "time") if has_time(when.start) else ("day", "day")
    if day_of(when.start) == day_of(when.end):
        return "span", "part of a day"
    return "span", "interval"
