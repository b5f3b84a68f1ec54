"""Acts of speech of the draft ("he asked", "the board blames") that the reports do not have, deny, or only hear said.

In: a draft, the passages of the reports, and the verdicts on its attributed statements. Out: these verdicts, those of
such acts replaced where no sentence about it has the act or a word near to it, where all that have it deny
it, or where they have it only as the word of somebody else. Acts that merely render "said" are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.check.attributions import Row, content_query, rows_of
from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passage, Passages
from crosswire.check.polarity import polarity
from crosswire.check.sources import Sources
from crosswire.check.told import Told, speech_forms, told_in
from crosswire.check.words import key_of, keys, keys_of, tokens
from crosswire.lang import table
from crosswire.types import Attribution, Span

# Sentences so near to the best one are about it too.
_ABOUT = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Act:
    """An act of the draft: what is told, its verb's key, and the keys of words near to it."""

    told: Told
    key: str
    group: frozenset[str]


def check_acts(draft: Draft, book: Passages, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts on attributed statements, those of acts that the reports do not have replaced."""
    sources = Sources(book)
    acts = {a.told.span: a for t in told_in(draft) if (a := _act_of(draft, t)) is not None}
    found = []
    for verdict in verdicts:
        act = acts.get(verdict.span)
        held = verdict.standing in ("found", "fits") and act is not None
        found.append((_check(draft, act, sources, book) if held and act else None) or verdict)
    return found


def _act_of(draft: Draft, told: Told) -> _Act | None:
    """The act by which something is told, where its verb is one."""
    words = [
        t for t in tokens(draft.report.text, told.span.start, told.span.end) if t.start >= told.source.end
    ]
    for token in reversed(words):
        key = token.key
        if key is None or token.folded in speech_forms():
            continue
        group = _groups().get(key)
        if group is not None:
            return _Act(told=told, key=key, group=group)
    return None


def _check(draft: Draft, act: _Act, sources: Sources, book: Passages) -> Verdict | None:
    query = content_query(draft, act.told)
    rows = rows_of({**query, act.key: 1.0}, book)
    if not query or not rows:
        return None
    near = [r for r in rows if r.rank >= _ABOUT * rows[0].rank]
    holding = [r for r in near if act.group & r.passage.keys]
    span = act.told.span
    if not holding:
        beside = any(act.group & p.keys for r in near for p in book.around(r.passage, 1, 1))
        if beside or act.key in _loose():
            return None
        return Verdict(
            span=span, kind="attribution", standing="nowhere", reason="no report has this act, or one like it"
        )
    denied = _denied(draft, act, holding)
    if denied is not None:
        return Verdict(
            span=span,
            kind="attribution",
            standing="departs",
            reason=f"the reports have the contrary ({book.cite([denied.span])})",
            likely=" ".join(denied.span.text.split()),
            evidence=(denied.span,),
        )
    return _hearsay(draft, act, holding, sources, book)


def _denied(draft: Draft, act: _Act, holding: Sequence[Row]) -> Passage | None:
    """The first sentence, where all that have the act have it denied and the draft does not."""
    whole = act.told.whole(draft)
    if act.key not in polarity(draft.report.text, whole.start, whole.end).said:
        return None
    for row in holding:
        span = row.passage.span
        theirs = polarity(row.passage.report.text, span.start, span.end)
        if not act.group & theirs.denied or act.group & theirs.said:
            return None
    return holding[0].passage


def _hearsay(
    draft: Draft, act: _Act, holding: Sequence[Row], sources: Sources, book: Passages
) -> Verdict | None:
    """Where all sentences that have the act give it as the word of another than who does it in the draft."""
    mine = sources.of_draft(draft, act.told.source, act.told.speaker)
    best = [r for r in holding if act.key in r.passage.keys]
    given = [_given(r.passage, act.key) for r in best]
    if not best or not all(given) or _inside(draft, act.told.span):
        return None
    others = [(a.content, s) for a in given if a for s in sources.at(a.content)[:1]]
    if not others or any(mine.known and sources.same(mine, s) for _, s in others):
        return None
    evidence: tuple[Span, ...] = tuple(r.passage.span for r in best[:4])
    return Verdict(
        span=act.told.span,
        kind="attribution",
        standing="departs",
        reason=f"the reports have this only as the word of {others[0][1].name} ({book.cite(evidence)})",
        evidence=evidence,
        caveats=("told in the draft’s own voice",),
    )


def _given(passage: Passage, key: str) -> Attribution | None:
    """The attribution of a report that has the act inside what it tells."""
    for a in passage.said.attributions:
        if a.source is None or a.content.start >= passage.span.end or passage.span.start >= a.content.end:
            continue
        if key in {k for c in (a.content, *a.more) for k in keys(c.text)}:
            return a
    return None


def _inside(draft: Draft, span: Span) -> bool:
    """Whether the draft itself gives the act as somebody's word."""
    return any(c.overlaps(span) for a in draft.said.attributions for c in (a.content, *a.more))


@cache
def _groups() -> dict[str, frozenset[str]]:
    """The keys of words near to an act, by the act's key."""
    rows = [row.split() for row in table("en", "acts")["groups"]]
    return {key: keys_of(row) for row in rows if (key := key_of(row[0]))}


@cache
def _loose() -> frozenset[str]:
    return keys_of(table("en", "acts")["loose"])
