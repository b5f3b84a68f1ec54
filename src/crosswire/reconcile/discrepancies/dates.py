"""Discrepancies of time: a republisher's stamp, and one act that the reports put on different days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crosswire.lang import table
from crosswire.reconcile.context import Context
from crosswire.reconcile.discrepancies.sides import sides_of
from crosswire.reconcile.reasons import listed
from crosswire.text.days import day_gap, day_in_words
from crosswire.types import Annotations, Discrepancy, Report, Span, TimeExpression, Utterance

# Days by which a report may be stamped after it was written without the stamp being another's.
_NIGHT = 2


def date_discrepancies(context: Context, utterances: tuple[Utterance, ...]) -> list[Discrepancy]:
    """Stamps that the text contradicts, then days of one speech that differ."""
    return [*_stamps(context), *_speeches(context, utterances)]


def _stamps(context: Context) -> list[Discrepancy]:
    found = []
    for report in context.reports.values():
        said = context.annotations[report.id]
        stamp = next((s for s in report.stamps if s.span and s.date[:10] != said.anchor), None)
        if stamp is None or stamp.span is None or said.anchor is None or not report.published:
            continue
        if day_gap(report.published, said.anchor) <= _NIGHT:
            continue
        inside = _days_inside(said)
        kin = _kin_stamps(report, context)
        sides = sides_of(
            [(f"the page is stamped {day_in_words(stamp.date)}", stamp.span), *inside, *kin], context
        )
        found.append(
            Discrepancy(
                id="",
                kind="date",
                severity="high",
                summary=f"{context.label_of(report.id)} is stamped {day_in_words(stamp.date)}; "
                f"the report speaks from {day_in_words(said.anchor)}",
                sides=sides,
                likely=next((n for n, s in enumerate(sides) if not s.reading.startswith("the page")), None),
                why="The stamp is the page’s, not the report’s: the days in the text and the reports it "
                "shares its text with are earlier.",
            )
        )
    return found


def _days_inside(said: Annotations) -> list[tuple[str, Span]]:
    """The day that the text itself prints, nearest to the day the report speaks from."""
    anchor = date.fromisoformat(said.anchor or "1970-01-01")
    days = [
        (
            abs((date.fromisoformat(x.interval.start[:10]) - anchor).days),
            x.span.start,
            x.interval.start[:10],
            x.span,
        )
        for x in said.times
        if x.interval
        and x.interval.start
        and not x.relative
        and len(x.interval.start) >= 10
        and x.interval.start == x.interval.end
    ]
    return [
        (f"the text speaks of {day_in_words(day)}", span)
        for _, _, day, span in sorted(days, key=lambda d: d[:2])[:1]
    ]


def _kin_stamps(report: Report, context: Context) -> list[tuple[str, Span]]:
    """Stamps of other reports that stand in the text, in the order of the reports."""
    return [
        (f"other reports are stamped {day_in_words(s.date)}", s.span)
        for other in context.reports.values()
        if other.id != report.id
        and other.published
        and other.published[:10] == context.annotations[other.id].anchor
        for s in other.stamps
        if s.span and s.date[:10] == other.published[:10]
    ]


def _speeches(context: Context, utterances: tuple[Utterance, ...]) -> list[Discrepancy]:
    """For each speaker whose words several reports render: the day on which each report lets the
    speaker speak, where the reports differ."""
    found = []
    for speaker in sorted({u.speaker for u in utterances if u.speaker}):
        reports = {m.span.report for u in utterances if u.speaker == speaker for m in u.members}
        if len(reports) < 2 or speaker not in context.entities:
            continue
        readings = [
            (day_in_words(x.interval.start), x.span)
            for r in reports
            for x in _days_of(speaker, r, context)
            if x.interval and x.interval.start
        ]
        sides = sides_of(readings, context)
        if len({s.reading for s in sides}) < 2 or not _reports_part(readings):
            continue
        name = context.entities[speaker].name
        found.append(
            Discrepancy(
                id="",
                kind="date",
                severity="high",
                summary=f"The day on which {name} spoke: {listed([s.reading for s in sides])}",
                sides=sides,
                likely=_majority(readings, [s.reading for s in sides]),
                why="The reports render the same words and date them differently; a report stamped after "
                "midnight may say “yesterday” of the day before.",
            )
        )
    return found


def _reports_part(readings: list[tuple[str, Span]]) -> bool:
    """Whether two reports share no day at all."""
    days: dict[str, set[str]] = {}
    for day, span in readings:
        days.setdefault(span.report, set()).add(day)
    sets = [days[r] for r in sorted(days)]
    return any(not (a & b) for n, a in enumerate(sets) for b in sets[n + 1 :])


def _majority(readings: Iterable[tuple[str, Span]], order: list[str]) -> int | None:
    votes = {day: len({s.report for d, s in readings if d == day}) for day in order}
    top = max(votes.values())
    winners = [n for n, day in enumerate(order) if votes[day] == top]
    return winners[0] if len(winners) == 1 else None


def _days_of(speaker: str, report: str, context: Context) -> list[TimeExpression]:
    """Single days printed in sentences that name the speaker with a word of saying, or in captions
    that show the speaker."""
    said = context.annotations[report]
    verbs = frozenset(table("en", "speech")["acts"])
    forms = [f.span for f in context.entities[speaker].forms if f.span.report == report]
    kept: list[TimeExpression] = []
    for sentence in said.sentences:
        naming = [f for f in forms if sentence.contains(f)]
        if not naming:
            continue
        # only the words right after the name: the speaker must be the one who acts
        after = context.reports[report].text[naming[0].end : naming[0].end + 60].casefold().split()
        if not any(w.strip("“”\"',.;:") in verbs for w in after[:7]):
            continue
        kept.extend(
            x
            for x in said.times
            if sentence.contains(x.span)
            and x.interval
            and x.interval.start
            and x.interval.start == x.interval.end
            and len(x.interval.start) == 10
            and abs(x.span.start - naming[0].end) <= 80
            and not _quoted(x.span, report, context)
        )
    return kept


def _quoted(span: Span, report: str, context: Context) -> bool:
    return any(q.span.overlaps(span) for q in context.annotations[report].quotes)
