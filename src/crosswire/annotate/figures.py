"""The figures of one report: number, qualifier, what was counted, of which party, whose word, as of when.

In: a report, its parse, and what other annotators found (each may be empty). Out: `Figure` values in
text order. Left undone: whom a source's name denotes over reports, and what the figures add up to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crosswire.annotate.asserter import find_asserter
from crosswire.annotate.circumstances import as_of, is_background, modality
from crosswire.annotate.counted import Counted, find_counted
from crosswire.annotate.figure_drafts import Draft, completed, shared_backwards
from crosswire.annotate.figure_lexicon import words
from crosswire.annotate.figure_words import Words, words_of
from crosswire.annotate.measures import noun_measure, read_measure
from crosswire.annotate.not_figures import is_furniture, may_be_figure
from crosswire.annotate.numbers import NumberPhrase, bounds, find_numbers
from crosswire.annotate.parties import describe_party, is_of_protests, party_of
from crosswire.annotate.quantities import quantity_of
from crosswire.types import Attribution, Figure, Measure, Mention, Party, Quote, Report, TimeExpression

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
    figures = [
        _figure(report, w, d, quotes=quotes, attributions=attributions, times=times, day=day) for d in drafts
    ]
    return tuple(replace(f, id=f"{report.id}:f{n}") for n, f in enumerate(figures, 1))


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
    for n, (phrase, first, last) in enumerate(candidates):
        stop = candidates[n + 1][1] if n + 1 < len(candidates) else len(w.low)
        counted = find_counted(w, first, last, phrase, stop)
        draft = _measured(w, phrase, first, last, counted, stop, protests=protests)
        draft = completed(w, draft, drafts, protests=protests)
        if _counts_something(draft):
            drafts.append(draft)
    for n in range(len(drafts) - 2, -1, -1):
        drafts[n] = shared_backwards(w, drafts[n], drafts[n + 1])
    return drafts


def _measured(
    w: Words, phrase: NumberPhrase, first: int, last: int, counted: Counted, stop: int, *, protests: bool
) -> Draft:
    """The draft of one number read alone."""
    quantity = quantity_of(w, phrase, first, last, counted)
    if quantity:
        value = phrase.value
        if quantity.factor != 1 and value is not None:
            value = value * quantity.factor
        qualifier = "about" if quantity.rounded and phrase.qualifier == "exact" else phrase.qualifier
        if (
            value is not None
            and (qualifier != phrase.qualifier or quantity.factor != 1)
            and qualifier != "range"
        ):
            low, high = bounds(value, qualifier)
            phrase = replace(phrase, value=value, low=low, high=high, qualifier=qualifier)
        return Draft(
            phrase=phrase, first=first, last=last, counted=counted, measure=quantity.measure, group=None,
            unit=quantity.unit, carrier=None, end=max(quantity.end, last),
        )  # fmt: skip
    group = party_of(w, counted, protests=protests)
    begin = w.before(phrase.start)
    limit = stop if counted.end <= stop else w.sentence[first][1]
    whole = w.low[max(begin - 2, 0) : begin] == ("of", "the")
    reading = noun_measure(w, counted) if whole else read_measure(w, begin, counted, limit=limit)
    measure = reading.measure if reading else None
    things = (
        counted.head is not None
        and group is None
        and w.tag[counted.head] != "NNP"
        and w.low[counted.head] != "others"
    )
    if measure == "cost" or (measure in words("person_measures", "names") and things):
        measure = measure if counted.head is not None and reading and reading.first == counted.head else None
    if measure == "established" and group is not None:
        measure = None
    end = max(
        counted.end, last, reading.end if reading and counted.end <= reading.first < counted.end + 6 else 0
    )
    head = counted.head
    unit = "persons" if group is not None else (w.low[head] if head is not None else phrase.unit)
    label = (counted.first, counted.end) if head is not None else None
    return Draft(
        phrase=phrase, first=first, last=last, counted=counted, measure=measure, group=group,
        unit=unit, carrier=reading.first if reading else None, end=end, label=label,
    )  # fmt: skip


def _counts_something(draft: Draft) -> bool:
    phrase = draft.phrase
    if phrase.kind in ("percent", "money"):
        return True
    if draft.measure in ("age", "duration", "population"):
        return True
    if phrase.kind == "vague" and phrase.low is not None and phrase.low < 12:
        return draft.group is not None
    if phrase.kind == "fraction":
        return draft.counted.head is not None
    return draft.counted.head is not None or draft.measure is not None or draft.group is not None


def _figure(
    report: Report,
    w: Words,
    d: Draft,
    *,
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[TimeExpression, ...],
    day: str | None,
) -> Figure:
    measure: Measure = d.measure or "other"
    who = None
    if measure not in ("age", "duration") or d.first < 0:
        who = find_asserter(report, w, d.first, quotes=quotes, attributions=attributions)
    interval, basis = as_of(report, w, d.first, measure, times, quotes, day=day)
    end = max(d.phrase.end, w.end[d.end - 1])
    phrase = d.phrase
    label = (
        report.text[w.start[d.label[0]] : w.end[d.label[1] - 1]]
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
        as_of=interval, basis=basis,
        modality="asserted" if measure in ("age", "duration", "population") else modality(report, w, d.first, d.end),
        part_of_event=not is_background(w, d.first, measure, phrase.value, interval, day=day),
        subset=d.subset,
        party=describe_party(w, d.counted, label=d.label, first=d.first, end=d.end) if d.unit == "persons" else Party(),
    )  # fmt: skip
