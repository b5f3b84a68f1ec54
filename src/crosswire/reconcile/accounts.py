"""What one report says a story's killed, injured and held come to, and how firmly it says so.

In: a report, its annotations, its own tolls (`report_tolls`). Out: an `Account` for each measure of which it
speaks, or is telling in its silence. A printed number goes before persons counted one by one, the title before
the body. Of those "shot" or "taken to hospital" the dead are taken off, to leave the injured. A report of many
incidents at once weighs little. Left undone: what several reports come to (`story_tolls`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from crosswire.lang import table
from crosswire.reconcile.fates import Fate, Fates, fates_of, total
from crosswire.reconcile.report_tolls import MEASURES
from crosswire.types import Annotations, Figure, Measure, Report, Scalar, Toll

# Weights of an account by where it stands: the title, the lead, further down.
TITLE, LEAD, BODY = 3.0, 2.0, 1.0
# The lead: this many sentences behind the title. Tolls told later are more often of parts or other events.
_LEAD = 5
# Beyond every sentence that weighs as lead.
_DEEP = 12
# A report of many incidents counts this share.
MANY = 0.25
# Silence on the injured, where deaths are told, speaks for none; on deaths, where nothing is told, faintly.
UNHURT, SILENT = 1.6, 0.4
# Title and lead that tell of the hurt alone.
ALIVE = 1.5
# Many incidents are told of in the title or this many characters behind it.
_OPENING = 400
# The verb before a number stands within so many characters ("wounds 2").
_JUST_BEFORE = 16
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one report says of one measure. `number` is None where it does not say; `weight` is its vote.

    `day` is that of the report, "" where unknown. `changed`: it tells of somebody first hurt and now dead, so
    that accounts of days before no longer hold. `silent`: it says nothing of anybody. `attackers`: who did the harm is among the number.
    """

    report: str
    day: str
    measure: Measure
    number: Scalar | None
    low: Scalar | None
    high: Scalar | None
    weight: float
    figures: tuple[str, ...]
    implied: bool
    changed: bool = False
    silent: bool = False
    attackers: bool = False
    why: str


class _Read:
    """One report with what the rules ask of it."""

    def __init__(self, report: Report, annotations: Annotations, tolls: tuple[Toll, ...]) -> None:
        self.report = report
        self.title_end = report.title_span.end if report.title_span else 0
        self.starts = [s.start for s in annotations.sentences]
        self.figures = {f.id: f for f in (*annotations.figures, *annotations.individuals)}
        self.fates: Fates = fates_of(annotations.individuals, annotations.sentences, self.title_end)
        self.stated = {
            t.measure: t for t in tolls if t.party == "all" and not t.implied and t.number is not None
        }
        self.printed = annotations.figures
        self.many = _tells_of_many(report, self.title_end)

    def sentence(self, figure: Figure) -> int:
        """0 for the title, else the number of the sentence from 1."""
        at = figure.span.start
        return 0 if at < self.title_end else bisect_right(self.starts, at)


def accounts_of(report: Report, annotations: Annotations, tolls: tuple[Toll, ...]) -> dict[Measure, Account]:
    """The accounts of one report by measure."""
    read = _Read(report, annotations, tolls)
    found: dict[Measure, Account] = {}
    killed = _killed(read)
    for account in (killed, _injured(read, killed), _held(read), *(_other(read, m) for m in MEASURES[3:])):
        if account is not None:
            weight = account.weight * (MANY if read.many else 1)
            found[account.measure] = replace(account, weight=weight)
    return found


@cache
def _listed(*path: str) -> frozenset[str]:
    part = table("en", "tolls")
    for key in path:
        part = part[key]
    return frozenset(part)


def _tells_of_many(report: Report, title_end: int) -> bool:
    text = report.text[: title_end + _OPENING].casefold()
    if any(phrase in text for phrase in _listed("many", "phrases")):
        return True
    words = _WORD.findall(text)
    before, incidents = _listed("many", "before"), _listed("many", "incidents")
    return any(
        word in incidents and any(w in before or w.isdigit() for w in words[max(n - 3, 0) : n])
        for n, word in enumerate(words)
    )


def _weight(sentence: int) -> float:
    return TITLE if sentence == 0 else LEAD if sentence < _LEAD else BODY


def _stated(read: _Read, measure: Measure) -> tuple[Toll, Figure, int] | None:
    """The toll that the report prints, its telling figure and where that stands."""
    toll = read.stated.get(measure)
    if toll is None:
        return None
    figure = read.figures[toll.figures[0]]
    return toll, figure, min(read.sentence(read.figures[i]) for i in toll.figures)


def _account(
    read: _Read,
    measure: Measure,
    number: Scalar | None,
    weight: float,
    figures: tuple[str, ...],
    why: str,
    *,
    implied: bool = False,
    silent: bool = False,
    toll: Toll | None = None,
) -> Account:
    same = toll is not None and toll.number == number
    telling = [read.figures[i] for i in figures]
    return Account(
        report=read.report.id,
        day=(read.report.published or "")[:10],
        measure=measure,
        number=number,
        low=toll.low if toll and same else number,
        high=toll.high if toll and same else None if implied else number,
        weight=weight,
        figures=figures,
        implied=implied,
        silent=silent,
        attackers=any(f.party.attackers in ("only", "included") for f in telling),
        changed=any(p.later and p.measure == measure for p in read.fates.persons),
        why=why,
    )


def _told_of(
    read: _Read, measure: Measure, persons: tuple[Fate, ...], weight: float, *, ranked: bool = True
) -> Account:
    """The account of persons told of without a number; `ranked`: "a third man" stands for three."""
    titled = all(p.sentence == 0 for p in persons)
    why = "the persons of the title" if titled else "the persons told of"
    number = total(persons) if ranked else sum(p.number for p in persons)
    return _account(read, measure, number, weight, _ids(persons), why, implied=True)


def _ids(persons: tuple[Fate, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for p in persons for i in p.figures))


def _near(persons: tuple[Fate, ...]) -> tuple[Fate, ...]:
    """The persons of the title, else of the lead, else all: those further down are often of other incidents."""
    titled = tuple(p for p in persons if p.sentence == 0)
    return titled or tuple(p for p in persons if p.sentence < _LEAD) or persons


def _first(persons: tuple[Fate, ...]) -> int:
    return min((p.sentence for p in persons), default=_DEEP)


def _killed(read: _Read) -> Account:
    persons = read.fates.of("killed")
    stated = _stated(read, "killed")
    titled = tuple(p for p in persons if p.sentence == 0)
    implied = max((n for m, n, _, _ in read.fates.events if m == "killed"), default=0)
    events = tuple(i for m, n, _, i in read.fates.events if m == "killed" and n == implied)[:1]
    if stated and stated[2] == 0:
        return _printed(read, "killed", stated)
    if titled and not (stated and stated[2] < _LEAD and (stated[0].number or 0) > total(titled)):
        return _told_of(read, "killed", titled, TITLE)
    if implied > 1 and not stated:
        number, ids = max(implied, total(persons)), (*events, *_ids(persons))
        return _account(read, "killed", number, LEAD, ids, "what the event is called", implied=True)
    if stated and stated[2] < _LEAD:
        return _printed(read, "killed", stated)
    if _survived(read, persons):
        why = "the title and the lead tell of the hurt alone"
        return _account(read, "killed", 0, ALIVE, (), why, implied=True)
    if stated:
        return _printed(read, "killed", stated)
    if persons:
        return _told_of(read, "killed", _near(persons), min(_weight(_first(persons)), LEAD))
    if implied:
        return _account(read, "killed", implied, BODY, events, "what the event is called", implied=True)
    return _account(read, "killed", 0, SILENT, (), "no death is told of", implied=True, silent=True)


def _survived(read: _Read, persons: tuple[Fate, ...]) -> bool:
    """Whether title and lead tell of persons hurt and of none dead: deaths further down are then of others."""
    hurt = any(p.sentence < _LEAD for p in read.fates.of("injured"))
    stated = _stated(read, "injured")
    if stated and stated[2] < _LEAD:
        hurt = True
    early = any(p.sentence < _LEAD or p.later for p in persons)
    event = any(m == "killed" and s < _LEAD for m, _, s, _ in read.fates.events)
    return hurt and not early and not event


def _printed(read: _Read, measure: Measure, stated: tuple[Toll, Figure, int]) -> Account:
    toll, _, sentence = stated
    return _account(
        read, measure, toll.number, _weight(sentence), toll.figures, f"printed: {toll.why}", toll=toll
    )


def _injured(read: _Read, killed: Account) -> Account | None:
    persons = read.fates.of("injured")
    stated = _stated(read, "injured")
    told = sum(p.number for p in persons)
    if stated and (
        _weight(stated[2]) >= _weight(_first(persons))
        or (stated[2] < _LEAD and (stated[0].number or 0) > told)
    ):
        return _hurt(read, stated, killed, persons)
    if persons:
        return _told_of(read, "injured", _near(persons), _weight(_first(persons)), ranked=False)
    if stated:
        return _hurt(read, stated, killed, persons)
    none = tuple(i for m, _, i in read.fates.none if m == "injured")
    if none:
        return _account(read, "injured", 0, LEAD, none[:1], "the report says that nobody was hurt")
    if killed.number:
        why = "deaths are told of, and nobody hurt"
        return _account(read, "injured", 0, UNHURT, (), why, implied=True, silent=True)
    return None


def _hurt(
    read: _Read, stated: tuple[Toll, Figure, int], killed: Account, persons: tuple[Fate, ...]
) -> Account:
    toll, figure, sentence = stated
    number = toll.number or 0
    before = read.report.text[max(figure.span.start - _JUST_BEFORE, 0) : figure.span.start]
    words = set(_WORD.findall(figure.span.text.casefold())) | set(_WORD.findall(before.casefold())[-1:])
    why = f"printed: {toll.why}"
    if words & _listed("hurt", "others"):
        beside = tuple(
            p
            for p in persons
            if p.sentence == sentence and p.start < figure.span.start and not _within(read, p, figure)
        )
        number += sum(p.number for p in beside)
        why += "; others, with the persons named before" if beside else ""
    elif not words & _listed("hurt", "words") and killed.number and not _dead_before(read, killed, figure):
        number = max(number - killed.number, 0)
        why += "; without those who died of it"
    return _account(read, "injured", number, _weight(sentence), toll.figures, why, toll=toll)


def _dead_before(read: _Read, killed: Account, figure: Figure) -> bool:
    """ "One dead, six shot": the dead told before in one sentence are not among the six."""
    dead = read.figures.get(killed.figures[0]) if killed.figures else None
    if dead is None or dead.span.end > figure.span.start or read.sentence(dead) != read.sentence(figure):
        return False
    return not _WORD.search(read.report.text[dead.span.end : figure.span.start])


def _within(read: _Read, person: Fate, figure: Figure) -> bool:
    between = read.report.text[person.start : figure.span.start].casefold()
    return bool(set(_WORD.findall(between)) & {"among", "amongst", "including"})


def _held(read: _Read) -> Account | None:
    persons = read.fates.of("detained")
    stated = _stated(read, "detained")
    titled = tuple(p for p in persons if p.sentence == 0)
    if stated and stated[2] == 0:
        return _printed(read, "detained", stated)
    if titled and not (stated and stated[2] < _LEAD and (stated[0].number or 0) > total(titled)):
        return _told_of(read, "detained", titled, TITLE)
    if stated and stated[2] <= _LEAD:
        return _printed(read, "detained", stated)
    if persons:
        return _told_of(read, "detained", persons, LEAD)
    if stated:
        return _printed(read, "detained", stated)
    none = tuple(i for m, _, i in read.fates.none if m == "detained")
    why = "the report says that nobody was held"
    return _account(read, "detained", 0, BODY, none[:1], why) if none else None


def _other(read: _Read, measure: Measure) -> Account | None:
    stated = _stated(read, measure)
    if stated:
        return _printed(read, measure, stated)
    persons = read.fates.of(measure)
    return _told_of(read, measure, persons, _weight(_first(persons))) if persons else None
