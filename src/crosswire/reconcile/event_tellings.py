"""The clauses that tell of something: dated by their own words, or without a day, with the words they consist of.

In: a report and what it says. Out: `Telling`s in text order. A telling is of the story, before it (months and
more before the day that the report speaks from), to come, or nothing but possible. What somebody "said on
Tuesday" is told on Tuesday and may have happened before: such a day is `loose`. Joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from crosswire.lang import table
from crosswire.text.fold import fold
from crosswire.types import Annotations, EventStatus, Happening, Interval, Report, Span

# Days before the report's own from which on what happened is background: news tells a story's own past weeks.
BACKGROUND_DAYS = 60
# Days that a time may span and still date something; of background a year.
MAX_DAYS, MAX_BACKGROUND_DAYS = 31, 366
# Days after the report's own up to which what is announced is of its story.
MAX_AHEAD = 3 * 366
# A first line of fewer words is a dateline, a stamp or a credit.
_LEAD_WORDS = 8
# Words of content that a clause needs to be told apart from another.
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A stretch that tells of something, and the whole clause around it. `when` is None where it has no day;
    `title` marks a headline, `lead` the first sentence behind it. `actor` and `target` are what their words and
    names consist of; `named` says that the actor has a name, `day_named` that the day has ("Friday", "2 May", not
    "yesterday")."""

    span: Span
    clause: Span
    when: Interval | None
    content: frozenset[str]
    happening: Happening
    status: EventStatus
    loose: bool = False
    title: bool = False
    lead: bool = False
    actor: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    named: bool = False
    day_named: bool = True

    @property
    def report(self) -> str:
        """The id of its report."""
        return self.span.report

    @property
    def quoted(self) -> bool:
        """Whether it stands inside quotation marks."""
        return self.happening.quoted

    @property
    def is_day(self) -> bool:
        """Whether it is dated to one day."""
        return self.when is not None and days_of(self.when)[0] == days_of(self.when)[1]


def tellings(report: Report, said: Annotations, named: Sequence[tuple[Span, str]] = ()) -> list[Telling]:
    """The tellings of a report, in text order, at most one for a clause without a day inside a dated one.

    `named` are the report's forms of names with their entities, which then stand for their words.
    """
    found = [t for h in said.happenings for t in _tellings(report, said, h, named)]
    dated = [t for t in found if t.when is not None]
    kept: list[Telling] = [_filled(t, found) for t in dated]
    bare = [t for t in found if t.when is None]
    for telling in sorted(bare, key=lambda t: (t.happening.category is None, t.span.start)):
        if not any(telling.clause == k.clause or _covers(telling.span, k.span) for k in kept):
            kept.append(telling)
    return sorted(kept, key=lambda t: (t.span.start, t.span.end, t.happening.cue.start))


def days_of(when: Interval) -> tuple[date, date]:
    """The first and the last day of an interval that has both."""
    start, end = when.start or when.end or "", when.end or when.start or ""
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])


def _tellings(
    report: Report, said: Annotations, happening: Happening, named: Sequence[tuple[Span, str]]
) -> list[Telling]:
    """What a happening tells: once for each day that it has ("dated 14 March and 2 April"), or without one."""
    days = _days(said, happening)
    if happening.times and not days:
        return []
    title = report.title_span is not None and report.title_span.overlaps(happening.span)
    if not days and (happening.state or happening.saying or not (title or happening.tense == "past")):
        return []
    content = _content(happening, happening.span, named)
    actor, target = (
        _content(happening, side, named) if side else frozenset[str]()
        for side in (happening.actor, happening.target)
    )
    content |= actor | target
    if len(content) < (_LEAST if days else _LEAST + 1):
        return []
    told = Telling(
        span=happening.span,
        clause=happening.clause if happening.whole else _sentence(report, said, happening.clause),
        when=None,
        content=content,
        happening=happening,
        status=_status(happening, None, said.anchor),
        loose=happening.saying,
        title=title,
        lead=not title and happening.span.start <= _lead_end(report, said),
        actor=actor,
        target=target,
        named=happening.actor is not None
        and any(happening.actor.overlaps(form) and _is_name(form.text) for form, _ in named),
    )
    return [
        replace(
            told,
            when=day,
            status=_status(happening, day, said.anchor),
            day_named=_has_name(said, happening, day),
        )
        for day in days
    ] or [told]


def _has_name(said: Annotations, happening: Happening, day: Interval) -> bool:
    """Whether the words for a day name it."""
    names = table("en", "times")["weekdays"]
    return any(
        any(c.isdigit() for c in t.span.text) or not names.keys().isdisjoint(fold(t.span.text).split())
        for t in said.times
        if t.span in happening.times and t.interval == day
    )


def _lead_end(report: Report, said: Annotations) -> int:
    """Where the first sentence of a report ends that is neither its headline nor set apart."""
    behind = report.title_span.end if report.title_span and report.title_span.start == 0 else 0
    first = (s for s in said.sentences if s.start >= behind and report.is_article(s.start, s.end))
    return next((s.end for s in first if len(s.text.split()) >= _LEAD_WORDS), behind)


def _sentence(report: Report, said: Annotations, span: Span) -> Span:
    """A clause that does not stand by itself is told by its sentence."""
    whole = next((s for s in said.sentences if s.contains(span)), span)
    lines = report.text[whole.start : span.start].rfind("\n")
    return report.span(whole.start + lines + 1, whole.end)


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])


def _content(happening: Happening, span: Span, named: Sequence[tuple[Span, str]]) -> frozenset[str]:
    """What a stretch consists of: its lemmas, and the entity for each name in place of the name's words."""
    inside = [(form, entity) for form, entity in named if span.contains(form)]
    names = [form for form, _ in inside if _is_name(form.text)]
    return frozenset(entity for _, entity in inside) | frozenset(
        fold(lemma)
        for at, lemma in happening.words
        if span.start <= at < span.end
        and lemma not in _stopwords()
        and not any(n.start <= at < n.end for n in names)
    )


def _is_name(form: str) -> bool:
    """Whether a form is a name, and not a noun that stands for one ("the Kestrian forces")."""
    return form.split()[-1][:1].isupper()


def _days(said: Annotations, happening: Happening) -> list[Interval]:
    """The times that date it and are of use, the narrowest of those that overlap, in the order of the text."""
    usable = [
        t.interval
        for t in said.times
        if t.span in happening.times and t.interval and _is_useful(t.interval, said.anchor, happening)
    ]
    kept: list[Interval] = []
    for day in sorted(usable, key=lambda i: (_length(i), i.start or "", i.end or "")):
        first, last = days_of(day)
        if not any(first <= days_of(k)[1] and days_of(k)[0] <= last for k in kept):
            kept.append(day)
    return sorted(kept, key=lambda i: usable.index(i))


def _length(when: Interval) -> int:
    first, last = days_of(when)
    return (last - first).days


def _is_useful(when: Interval, anchor: str | None, happening: Happening) -> bool:
    start, end = when.start or when.end, when.end or when.start
    if not start or not end or len(start) < 10 or len(end) < 10:
        return False
    first, last = days_of(when)
    if last < first:
        return False
    if anchor is None:
        return (last - first).days <= MAX_DAYS
    own = date.fromisoformat(anchor[:10])
    if last < own - timedelta(days=BACKGROUND_DAYS):
        long = MAX_BACKGROUND_DAYS if happening.whole and not happening.state else MAX_DAYS
        return (last - first).days <= long
    return (last - first).days <= MAX_DAYS and (first - own).days <= MAX_AHEAD


def _status(happening: Happening, when: Interval | None, anchor: str | None) -> EventStatus:
    if when is not None and anchor is not None:
        own = date.fromisoformat(anchor[:10])
        first, last = days_of(when)
        if last < own - timedelta(days=BACKGROUND_DAYS):
            return "background"
        if first > own:
            return "announced"
    if happening.tense == "future":
        return "announced"
    return "hypothetical" if happening.tense == "unreal" else "event"


def _covers(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)


def _filled(telling: Telling, found: Sequence[Telling]) -> Telling:
    """A saying without a category of its own, with that of what is said."""
    if telling.happening.category is not None or not telling.loose:
        return telling
    inner = next((t.happening for t in _inside(telling, found) if t.happening.category), None)
    if inner is None:
        return telling
    own = telling.happening
    return replace(
        telling,
        happening=replace(
            own,
            category=inner.category,
            mode=inner.mode,
            lemma=inner.lemma,
            cue=inner.cue,
            actor=inner.actor,
            target=inner.target,
        ),
    )


def _inside(telling: Telling, found: Sequence[Telling]) -> Iterator[Telling]:
    for other in found:
        if other.when is None and telling.span.contains(other.happening.cue):
            yield other
