"""Times that several reports together show to be wrong: stamps that are not the day a report speaks from, and
copied words like "yesterday" that mean another day in their original.

In: reports as annotated against the day they speak from, and the originals behind them. Out: `TimeDoubt`s, in the
order of reports and texts. The day itself is settled by `link.anchors`; here it is said, never hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from crosswire.text.days import day_in_words
from crosswire.text.fold import fold
from crosswire.types import Annotations, Family, Interval, Report, Span, TimeDoubt, TimeExpression

# Words that a copied sentence must have at least: shorter ones recur by chance.
_WORDS = 6


def find_time_doubts(
    reports: Sequence[Report], annotations: Sequence[Annotations], families: Sequence[Family]
) -> tuple[TimeDoubt, ...]:
    """What is wrong with the times of these reports that none of them shows alone."""
    said = {a.report: a for a in annotations}
    ordered = [r for r in sorted(reports, key=lambda r: r.id) if r.id in said]
    stamps = [d for r in ordered for d in _stamp(r, said[r.id])]
    copied = {d.span: d for d in _copied(ordered, said, families)}  # a report may stand in two families
    return (*stamps, *copied.values())


def _stamp(report: Report, said: Annotations) -> Iterator[TimeDoubt]:
    own = (report.published or "")[:10]
    if not own or said.anchor is None or said.anchor[:10] == own:
        return
    day = said.anchor[:10]
    late = (date.fromisoformat(own) - date.fromisoformat(day)).days
    printed = next((s.span for s in report.stamps if s.span and s.date[:10] == own), None)
    why = (
        "its words mean the day before: it was written then, and stamped after midnight or in another zone"
        if late == 1
        else "the days that its text names, and the reports that share its text, lie earlier: a republisher’s stamp"
    )
    yield TimeDoubt(
        report=report.id,
        kind="stamp",
        span=printed,
        what=f"it is stamped {day_in_words(own)}, and speaks from {day_in_words(day)}",
        why=why,
        likely=day,
    )


def _copied(
    reports: Sequence[Report], said: Mapping[str, Annotations], families: Sequence[Family]
) -> Iterator[TimeDoubt]:
    by_id = {r.id: r for r in reports}
    told = {r.id: _relative(said[r.id]) for r in reports}
    for family in sorted(families, key=lambda f: f.id):
        members = sorted(
            (i for i in family.reports if i in by_id and said[i].anchor), key=lambda i: (said[i].anchor, i)
        )
        first: dict[tuple[str, str], tuple[str, Interval]] = {}
        for member in members:
            for key, span, interval in told[member]:
                earlier, meant = first.setdefault(key, (member, interval))
                if meant != interval and meant.start and meant.start == meant.end:
                    yield _copy(member, span, interval, by_id[earlier], meant.start)


def _relative(said: Annotations) -> list[tuple[tuple[str, str], Span, Interval]]:
    """The single days that words like "yesterday" denote, by the folded sentence around and the words."""
    found = []
    for sentence in said.sentences:
        inside = [t for t in said.times if sentence.contains(t.span) and _is_relative_day(t)]
        if inside and len(sentence.text.split()) >= _WORDS:
            folded = " ".join(fold(sentence.text).split())
            found += [((folded, fold(t.span.text)), t.span, t.interval) for t in inside if t.interval]
    return found


def _is_relative_day(time: TimeExpression) -> bool:
    days = time.interval
    return time.relative and days is not None and days.start is not None and days.start == days.end


def _copy(report: str, span: Span, here: Interval, earlier: Report, meant: str) -> TimeDoubt:
    source = earlier.publisher or earlier.source
    return TimeDoubt(
        report=report,
        kind="copied",
        span=span,
        what=f"“{span.text}” would be {day_in_words(here.start or '')} here",
        why=f"the sentence is that of {source}, where it means {day_in_words(meant)}",
        likely=meant,
    )
