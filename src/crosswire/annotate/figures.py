"""The figures of one report: number, qualifier, what was counted, of which party, whose word, as of when.

In: a report, its parse, and what other annotators found (each may be empty). Out: `Figure` values in
text order. Left undone: whom a source's name denotes over reports, and what the figures add up to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crosswire.annotate.asserter import find_asserter
from crosswire.annotate.background import is_background, is_cumulative
from crosswire.annotate.circumstances import OWN_DAY, as_of
from crosswire.annotate.figure_alone import Draft, read_alone
from crosswire.annotate.figure_drafts import as_told, completed, shared_backwards
from crosswire.annotate.figure_lexicon import number_words
from crosswire.annotate.figure_places import place_figures
from crosswire.annotate.figure_relations import relate
from crosswire.annotate.figure_shared import noun_shared, open_ended, postposed, shared
from crosswire.annotate.figure_words import Words, words_of
from crosswire.annotate.not_figures import is_furniture, may_be_figure
from crosswire.annotate.numbers import NumberPhrase, find_numbers
from crosswire.annotate.parties import describe_party, is_of_protests
from crosswire.annotate.rates import find_rate
from crosswire.types import Attribution, Figure, Measure, Mention, Party, Quote, Report, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_figures(
    report: Report,
    doc: Doc,
    *,
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[TimeExpression, ...],
    anchor: str | None = None,
) -> tuple[Figure, ...]:
    """The figures of the report, in text order, ids `REPORT:fN` from 1.

    `anchor` is the ISO day that the report speaks from, where it is known to differ from its stamp.
    """
    day = anchor or (report.published or "")[:10] or None
    w = words_of(doc)
    drafts = _drafts(report, w)
    # "Between 1,000 and 1800 people": no year where persons or things are counted.
    counted = [(d.phrase.core_start, d.phrase.core_end) for d in drafts]
    times = tuple(t for t in times if not any(s <= t.span.start and t.span.end <= e for s, e in counted))
    figures: list[Figure] = []
    for draft in drafts:
        before = tuple((f.source, f.speaker) for f in figures if f.source)
        figures.append(
            _figure(
                report, w, draft, mentions=mentions, quotes=quotes, attributions=attributions,
                times=times, before=before, day=day,
            )
        )  # fmt: skip
        figures[-1] = _as_told_before(draft, figures)
    related = relate(w, tuple(replace(f, id=f"{report.id}:f{n}") for n, f in enumerate(figures, 1)))
    return place_figures(report, w, related, mentions)


def _as_told_before(draft: Draft, figures: list[Figure]) -> Figure:
    """The last figure, with the day of the count that it restates ("the organisers spoke of 9,000")."""
    figure = figures[-1]
    if draft.told and figure.basis == OWN_DAY:
        same = [
            f for f in figures[:-1] if f.measure == figure.measure and f.unit == "persons" and not f.subset
        ]
        if same and same[-1].basis != OWN_DAY and same[-1].measure == "participants":
            return replace(figure, as_of=same[-1].as_of, basis=same[-1].basis)
    return figure


def _candidates(report: Report, w: Words) -> list[tuple[NumberPhrase, int, int]]:
    found = []
    for phrase in find_numbers(w.text):
        passages = tuple(
            (x.kind, w.text[x.start : x.end])
            for x in report.excluded
            if x.start < phrase.end and phrase.start < x.end
        )
        first, last = w.at(phrase.core_start), w.before(phrase.end)
        if is_furniture(passages) or first >= len(w.low) or last <= first:
            continue
        if may_be_figure(w, phrase, first, last):
            found.append((phrase, first, last))
    return found


def _drafts(report: Report, w: Words) -> list[Draft]:
    candidates = _candidates(report, w)
    protests = is_of_protests(w)
    drafts: list[Draft] = []
    silent: list[Draft] = []
    for n, (phrase, first, last) in enumerate(candidates):
        if drafts and first < drafts[-1].counted.end and drafts[-1].counted.of:
            continue  # "one" of "seven members of one family"
        stop = candidates[n + 1][1] if n + 1 < len(candidates) else len(w.low)
        draft = read_alone(w, phrase, first, last, stop, protests=protests)
        draft = completed(w, draft, drafts, protests=protests)
        if not draft.pending:
            draft = postposed(w, shared(w, draft, drafts, _number_before(w, draft)), protests=protests)
        # A bare number marked as a part ("two were among the dead") may yet take its measure from behind.
        (drafts if draft.pending or _counts_something(w, draft) or draft.subset else silent).append(draft)
    drafts = _settled(w, drafts)
    if silent:
        drafts = sorted([*drafts, *silent], key=lambda d: d.first)
    for n in range(len(drafts) - 2, -1, -1):
        drafts[n] = noun_shared(w, drafts[n], drafts[n + 1])
        drafts[n] = shared_backwards(w, drafts[n], drafts[n + 1], protests=protests)
    return [open_ended(w, d) for d in drafts if _counts_something(w, d)]


def _settled(w: Words, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that stay pending: a number said to be a count is one where the report
    gives the same number with what it counts."""
    found = []
    for draft in drafts:
        if draft.pending:
            known = [d for d in drafts if not d.pending]
            same = [d for d in known if d.phrase.value is not None and d.phrase.value == draft.phrase.value]
            beside = [d for d in known if w.sentence[d.first] == w.sentence[draft.first]]
            settled = as_told(w, draft, same) or as_told(w, draft, beside)
            found += [settled] if settled is not None else []
        else:
            found.append(draft)
    return found


def _number_before(w: Words, draft: Draft) -> int:
    """The word behind a number that stands right before the link of this one ("3 and 14"), else 0."""
    i = w.before(draft.phrase.start) - 1
    return i if i > 0 and w.pos[i - 1] == "NUM" else 0


def _counts_something(w: Words, draft: Draft) -> bool:
    phrase = draft.phrase
    if phrase.kind in ("percent", "money"):
        return True
    if draft.measure in ("age", "duration", "population"):
        return True
    if (
        draft.counted.head is not None
        and draft.measure is None
        and w.low[draft.counted.head] in number_words("time_units")
    ):
        return False  # "a night like this"
    if phrase.kind == "vague" and phrase.low is not None and phrase.low < 12:
        return draft.group is not None
    if phrase.kind == "fraction":
        return draft.counted.head is not None or draft.measure != "share" or draft.end > draft.last
    return draft.label is not None or draft.measure is not None or draft.group is not None


def _figure(
    report: Report,
    w: Words,
    d: Draft,
    *,
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[TimeExpression, ...],
    before: tuple[tuple[Span, Span | None], ...],
    day: str | None,
) -> Figure:
    measure: Measure = d.measure or "other"
    who = None
    if measure != "age":
        who = find_asserter(
            report, w, d.first, quotes=quotes, attributions=attributions, mentions=mentions, before=before
        )
    interval, basis = as_of(report, w, d.first, measure, times, quotes, day=day)
    end = max(d.phrase.end, w.end[d.end - 1])
    phrase = d.phrase
    cumulative = is_cumulative(w, d.first, measure)
    label = (
        " ".join(report.text[w.start[d.label[0]] : w.end[d.label[1] - 1]].split())
        if d.label and d.label[1] > d.label[0]
        else None
    )
    return Figure(
        id="",
        span=report.span(phrase.start, end),
        number_span=report.span(phrase.core_start, phrase.core_end),
        number=phrase.value, low=phrase.low, high=phrase.high, qualifier=phrase.qualifier,
        unit=d.unit, measure=measure, group=d.group, label=label,
        source=who.source if who else None,
        speaker=who.speaker if who else None,
        cue=who.cue if who else None,
        via=who.via if who else (),
        as_of=interval, basis=basis,
        part_of_event=find_rate(w, d.first, d.last, d.counted) is None
        and not is_background(w, d.first, interval, day=day, cumulative=cumulative),
        cumulative=cumulative,
        subset=d.subset,
        party=describe_party(w, d.counted, label=d.label, first=d.first, end=d.end) if d.unit == "persons" else Party(),
    )  # fmt: skip
