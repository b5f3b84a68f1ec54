"""The title block: what the dossier is of, the facts about it, the reports, and when they appeared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from .dates import WEEKDAYS, clock, day_of, day_words, span_words
from .descent import counted, descents, signs
from .edition import Edition, Witness
from .language_names import language_name
from .numbers import plural, small
from .originals import Mark

# The list of reports stands open up to this many; beyond it folds by original.
_LISTED = 14
# Reports closer together on the strip than this (per cent of its width) are drawn as one cluster.
_CLUSTER = 5.5
# Day labels that the strip can hold on a phone.
_LABELS = 6
# Days in a row up to which the strip shows every day; beyond it, only days with reports.
_IN_A_ROW = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list."""

    id: str
    siglum: str
    name: str
    marks: tuple[Mark, ...]
    descent: str
    day: str
    clock: str
    stamped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """The reports of one original, folded; no mark where they are of several."""

    mark: Mark | None
    name: str
    count: str
    reports: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Reports that appeared close together: where, what to write, what to draw."""

    x: float
    text: str
    id: str
    marks: tuple[tuple[float, Mark], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """Where a day begins on the strip; `gap` where days before it are left out."""

    x: float
    text: str
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The line of time on which the reports stand."""

    days: tuple[DayMark, ...]
    clusters: tuple[Cluster, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title block."""

    title: str
    stand: str
    facts: tuple[tuple[str, str], ...]
    reports: tuple[Listed, ...]
    folds: tuple[Fold, ...]
    strip: Strip | None


def title(book: Edition) -> Title:
    """The title block of an edition."""
    said = descents(book)
    listed = {w.report.id: _listed(book, w, said) for w in book.witnesses}
    many = len(listed) > _LISTED
    stories = book.dossier.findings.stories
    return Title(
        title=_title(book),
        stand=_stand(book),
        facts=_facts(book, [s.title for s in stories]),
        reports=() if many else tuple(listed.values()),
        folds=_folds(book, listed) if many else (),
        strip=_strip(book),
    )


def _title(book: Edition) -> str:
    stories = sorted(book.dossier.findings.stories, key=lambda s: (-len(s.reports), s.id))
    if stories and stories[0].title.strip():
        return " ".join(stories[0].title.split())
    return next((w.report.title for w in book.witnesses if w.report.title), "Dossier")


def _stand(book: Edition) -> str:
    days = [w.day for w in book.witnesses if w.day]
    count = len(book.witnesses)
    when = f" of {span_words(min(days), max(days))}" if days else ""
    if count == 1:
        return f"What one report{when} says, and on whose word."
    return f"What {small(count)} reports{when} establish together, who says it, and where they part."


def _facts(book: Edition, stories: list[str]) -> tuple[tuple[str, str], ...]:
    languages = Counter(language_name(w.report.language) for w in book.witnesses)
    machine = sum(bool(w.report.provenance.machine_translated) for w in book.witnesses)
    spoken = ", ".join(f"{name} {n}" for name, n in sorted(languages.items(), key=lambda x: (-x[1], x[0])))
    found = book.dossier.findings
    parted = Counter(d.severity for d in found.discrepancies)
    gravity = ", ".join(f"{parted[s]} {s}" for s in ("high", "medium", "low") if parted[s])
    facts = [
        ("Reports", str(len(book.witnesses))),
        (
            "Originals",
            counted(book),
        ),
        ("Languages", spoken + (f"; {machine} by its signs machine-translated" if machine else "")),
        ("Partings", gravity),
        ("Stories", "; ".join(stories[:6]) if len(stories) > 1 else ""),
        ("Problems", str(len(book.dossier.problems) or "")),
        *((k.capitalize(), v) for k, v in book.dossier.settings if k == "made"),
    ]
    return tuple((k, v) for k, v in facts if v)


def _listed(book: Edition, witness: Witness, said: dict[str, str]) -> Listed:
    day, stamped = witness.day, day_of(witness.report.published)
    years = {w.day.year for w in book.witnesses if w.day}
    return Listed(
        id=witness.id,
        siglum=witness.siglum,
        name=witness.name,
        marks=signs(book, witness),
        descent=said[witness.report.id],
        day=day_words(day, year=len(years) > 1) if day else "no date",
        clock=clock(witness.report.published) if stamped == day else "",
        stamped=day_words(stamped) if stamped and stamped != day else "",
    )


def _folds(book: Edition, listed: dict[str, Listed]) -> tuple[Fold, ...]:
    """The reports by original, those that stand alone together at the end."""
    placed: set[str] = set()
    folds: list[Fold] = []
    alone: list[Listed] = []
    for original in book.originals.all:
        members = tuple(listed[r] for r in original.reports if r not in placed)
        placed |= set(original.reports)
        if len(members) < 2:
            alone += members
            continue
        mark = Mark(key=original.key, letter=original.letter, copy=original.root is None)
        folds.append(
            Fold(mark=mark, name=original.name, count=plural(len(members), "report"), reports=members)
        )
    if alone:
        name = "Each an original of its own"
        folds.append(Fold(mark=None, name=name, count=plural(len(alone), "report"), reports=tuple(alone)))
    return tuple(folds)


def _strip(book: Edition) -> Strip | None:
    """The strip, or None where fewer than two moments are known."""
    dated = sorted(
        ((m, w) for w in book.witnesses if (m := w.moment)),
        key=lambda x: (x[0], x[1].number),
    )
    if not dated or dated[0][0] == dated[-1][0]:
        return None
    days = _days([m.date() for m, _ in dated])
    apart = _CLUSTER if len(dated) <= _LISTED else 3 * _CLUSTER
    groups: list[tuple[float, list[Witness]]] = []
    for moment, witness in dated:
        share = (moment.hour * 60 + moment.minute) / 1440
        at = round((days.index(moment.date()) + share) / len(days) * 100, 2)
        if groups and at - groups[-1][0] < apart:
            groups[-1][1].append(witness)
        else:
            groups.append((at, [witness]))
    words = f"The reports appeared from {day_words(days[0])} to {day_words(days[-1])}."
    return Strip(
        days=_day_marks(days), clusters=tuple(_cluster(book, at, ws) for at, ws in groups), words=words
    )


def _days(dates: list[date]) -> list[date]:
    """The days of the strip: all in between where they are few, else only those with reports."""
    first, last = dates[0].toordinal(), dates[-1].toordinal()
    if last - first < _IN_A_ROW:
        return [date.fromordinal(n) for n in range(first, last + 1)]
    return sorted(set(dates))


def _day_marks(days: list[date]) -> tuple[DayMark, ...]:
    every = max(1, -(-len(days) // _LABELS))
    years = len({d.year for d in days}) > 1
    out = []
    for n, d in enumerate(days):
        weekday = WEEKDAYS[d.weekday()] + " " if len(days) <= _LABELS else ""
        text = weekday + day_words(d, year=years) if n % every == 0 else ""
        gap = n > 0 and (d - days[n - 1]).days > 1
        out.append(DayMark(x=round(n / len(days) * 100, 2), text=text, gap=gap))
    return tuple(out)


def _sigla(numbers: list[int]) -> str:
    """Sigla in a row: "R1", "R1 R2", "R1–4", "R1 and 3 more"."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"R{numbers[0]}–{numbers[-1]}"
    return (
        " ".join(f"R{n}" for n in numbers)
        if len(numbers) < 3
        else f"R{numbers[0]} and {len(numbers) - 1} more"
    )


def _cluster(book: Edition, x: float, witnesses: list[Witness]) -> Cluster:
    marks = [m for w in witnesses for m in signs(book, w)]
    if len(marks) > 5:  # one sign a report, or one for all
        marks = [signs(book, w)[0] for w in witnesses]
    shown = marks if len(marks) <= 5 else marks[:1]
    text = _sigla(sorted(w.number for w in witnesses))
    offset = (len(shown) - 1) / 2
    # A cluster at an edge grows inwards.
    shift = 11 * offset if x < 4 else -11 * offset if x > 96 else 0
    placed = tuple((round(11 * (n - offset) + shift, 1), mark) for n, mark in enumerate(shown))
    return Cluster(x=x, text=text, id=witnesses[0].id, marks=placed)
