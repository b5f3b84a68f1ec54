"""Full-text search over what a viewer may see: the same hits in both databases, in the same order.

In: a connection that reads, who looks, a `Question`. Out: `Hits`, each with a stretch of its text and where in it the words
stand. What a viewer may see is a condition of the very query: what is not theirs is neither found nor counted.

So that an answer costs little however common the words are, at most `MOST` are looked at, the latest that were indexed:
these are counted ("more than" once there are more). The latest `RANKED` of them stand first, ordered by how often and how
densely the words stand in them and whether in the headline, after BM25 (Robertson and Zaragoza, 2009) without its weight
of rare words, since every word must be there anyway; then the others, the latest first. Measured with 100,000 reports and
500,000 statements and figures in SQLite: the match takes a millisecond, the order of 1,000 took fifteen, that of 200 takes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from crosswire.store.database.derived import passages
from crosswire.store.database.marks import BLOCKS, latest_marks
from crosswire.store.database.question import Question, Term, as_fts5, as_tsquery, terms_of
from crosswire.store.database.snippets import Mark, Snippet, marked, snippet_of
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import passages_seen

# How many of what is found are counted and shown, and how many of these are ordered by how well they answer.
MOST, RANKED = 1000, 200
# BM25's usual weights; the letters of a text of middling length; what a word in the headline counts beside one in the text.
_K, _B, _LETTERS, _HEADING = 1.2, 0.75, 2000.0, 2.0
_INDEX = table("passages_index", column("rowid"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found. `title_marks` are where the words stand in the title; `target` is its id in the dossier."""

    kind: str
    story: str | None
    report: str | None
    target: str | None
    title: str | None
    title_marks: tuple[Mark, ...]
    snippet: Snippet
    day: str | None
    language: str | None
    publisher: str | None
    measure: str | None
    place: str | None
    number: float | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One page of what was found: `count` in all, or more than that where `more`; `after` is what to ask the next page
    with, None where there is none."""

    hits: tuple[Hit, ...]
    count: int
    more: bool
    after: int | None


def search(
    connection: Connection, viewer: Viewer, question: Question, *, after: int = 0, limit: int = 20
) -> Hits:
    """What is found of what a viewer may see. Raises UsageError for words that cannot be asked for."""
    terms = terms_of(question.words)
    wanted = [term for term in terms if not term.absent]
    every = _latest(connection, viewer, question, terms)
    start = max(0, after)
    ids = _ordered(connection, every[:MOST], wanted)
    here = ids[start : start + limit]
    rows = {row.id: row for row in connection.execute(select(passages).where(passages.c.id.in_(here)))}
    end = start + len(here)
    return Hits(
        hits=tuple(_hit(rows[id], wanted) for id in here),
        count=len(ids),
        more=len(every) > MOST,
        after=end if here and end < len(ids) else None,
    )


def _ordered(connection: Connection, ids: Sequence[int], wanted: Sequence[Term]) -> list[int]:
    """The ids with the best of the latest first, and then the rest, the latest first."""
    if not wanted:
        return list(ids)
    scored = select(passages.c.id, _score(wanted).label("score")).where(passages.c.id.in_(ids[:RANKED]))
    scores = {row.id: row.score for row in connection.execute(scored)}
    best = sorted(ids[:RANKED], key=lambda id: (-scores[id], -id))
    return best + list(ids[RANKED:])


def _latest(
    connection: Connection, viewer: Viewer, question: Question, terms: Sequence[Term]
) -> Sequence[int]:
    """The ids of the latest passages that are meant, one more than are counted."""
    every = _found(connection, viewer, question, terms)
    asked = as_tsquery(terms, question.groups)
    if connection.dialect.name == "sqlite" or question.story is not None or not asked:
        return [row.id for row in connection.execute(every)]
    # Among few ids first, so that of a common word not every passage is fetched to find the latest; of a rare one there are few.
    last = connection.execute(select(func.max(passages.c.id))).scalar() or 0
    for block in BLOCKS:
        marks = " | ".join(f"'{mark}'" for mark in latest_marks(block, last))
        found = [row.id for row in connection.execute(every.where(_matches(f"({marks}) & {asked}")))]
        if len(found) > MOST:
            return found
    return [row.id for row in connection.execute(every.where(_matches(asked)))]


def _matches(asked: str) -> ColumnElement[bool]:
    return literal_column("passages.vector").op("@@")(cast(literal(asked), TSQUERY))


def _found(
    connection: Connection, viewer: Viewer, question: Question, terms: Sequence[Term]
) -> Select[tuple[int]]:
    """The query for them; for PostgreSQL without what is asked of its index, but within one story."""
    query = select(passages.c.id).where(passages_seen(viewer), *_within(question))
    phrases = [term for term in terms if len(term.words) > 1]
    if question.story is not None:
        # A story has few passages beside all that have a word: these are looked through.
        query = query.where(passages.c.story == question.story)
        phrases = list(terms)
    if connection.dialect.name != "sqlite":
        if question.story is not None and (asked := as_tsquery(terms, question.groups)):
            query = query.where(_matches(asked))
    elif question.story is None:
        phrases = []
        if asked := as_fts5(terms, question.groups):
            matches: ColumnElement[bool] = literal_column("passages_index").op("MATCH")(asked)
            query = query.join(_INDEX, _INDEX.c.rowid == passages.c.id).where(matches)
            # In the order of the index, so that only what is looked at is ever read.
            return query.order_by(_INDEX.c.rowid.desc()).limit(MOST + 1)
    else:
        query = query.where(*(_marked(group) for group in question.groups))
    query = query.where(*(not_(_stands(t)) if t.absent else _stands(t) for t in phrases))
    # The index of SQLite hands out ids in order. PostgreSQL must sort: by the order of the key it would look through all
    # passages for a word that it takes for common.
    latest = passages.c.id if connection.dialect.name == "sqlite" else passages.c.id + 0
    return query.order_by(latest.desc()).limit(MOST + 1)


def _marked(group: Sequence[str]) -> ColumnElement[bool]:
    """Whether a passage has one of some marks."""
    return or_(*(_spaced(passages.c.marks).contains(f" {mark} ", autoescape=True) for mark in group))


def _within(question: Question) -> Iterator[ColumnElement[bool]]:
    """What marks leave open: numbers between two whole ones."""
    if question.low is not None:
        yield passages.c.number >= question.low
    if question.high is not None:
        yield passages.c.number <= question.high


def _stands(term: Term) -> ColumnElement[bool]:
    """Whether a phrase stands in the heading or the text: PostgreSQL's index has no order of words."""
    like = f"%{_sought(term)}%"
    return or_(_spaced(passages.c.heading).like(like), _spaced(passages.c.words).like(like))


def _score(terms: Sequence[Term]) -> ColumnElement[float]:
    """How well a passage answers: the terms' BM25 without their rareness, and more for each in the headline."""
    words, heading = _spaced(passages.c.words), _spaced(passages.c.heading)
    long = _K * (1 - _B) + func.length(passages.c.words) * (_K * _B / _LETTERS)
    parts: list[ColumnElement[Any]] = []
    for term in terms:
        sought = _sought(term)
        gone = func.length(words) - func.length(func.replace(words, sought, " "))
        often = gone * (1.0 / (len(sought) - 1))
        parts += [often / (often + long), case((heading.like(f"%{sought}%"), _HEADING), else_=0.0)]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _sought(term: Term) -> str:
    """A term as it stands among words that are parted by blanks."""
    return f" {' '.join(term.words)}{'' if term.prefix else ' '}"


def _spaced(words: ColumnElement[str]) -> ColumnElement[str]:
    return literal(" ").concat(words).concat(" ")


def _hit(row: Row[Any], wanted: Sequence[Term]) -> Hit:
    return Hit(
        kind=row.kind,
        story=row.story,
        report=row.report,
        target=row.target,
        title=row.title,
        title_marks=marked(row.title or "", wanted),
        snippet=snippet_of(row.text, wanted),
        day=row.day,
        language=row.language,
        publisher=row.publisher,
        measure=row.measure,
        place=row.place,
        number=row.number,
        status=row.status,
    )
