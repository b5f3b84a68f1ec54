"""What is asked of the full-text index: words as people type them, and filters; told to each database in its own way.

In: a `Question`. Out: its `Term`s, and from these a query of FTS5 or of PostgreSQL. All words must be there; `"words in
quotes"` next to one another; `-word` must not be there; `flood*` stands for all that begins so. Whatever else is typed is
words or nothing: only folded letters, digits and what is written here ever reach a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.errors import UsageError
from crosswire.store.database.marks import (
    KINDS,
    VALUES,
    days_between,
    kind_mark,
    numbers_between,
    value_marks,
)
from crosswire.store.database.words import folded, is_alone

# Words of one question, and letters before a star: more words find nothing, fewer letters nearly everything.
WORDS_LIMIT, PREFIX_LETTERS = 32, 2
_TERMS = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is looked for. `kinds` are of `KINDS`, all where none is given; `start` and `end` are days, both included;
    `low` and `high` numbers. `story` is the id of a story, `language`, `measure` and `status` are as in a dossier."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    story: str | None = None
    start: str | None = None
    end: str | None = None
    language: str | None = None
    publisher: str | None = None
    measure: str | None = None
    place: str | None = None
    low: float | None = None
    high: float | None = None
    status: str | None = None

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Marks: of each group what is found must have one. Raises UsageError for days that are none."""
        values = value_marks(**{key: getattr(self, key) for key in VALUES})
        found: list[tuple[str, ...]] = [(mark,) for mark in values]
        if self.kinds:
            found.append(tuple(map(kind_mark, self.kinds)))
        if self.start is not None or self.end is not None:
            found.append(days_between(self.start, self.end))
        if self.low is not None or self.high is not None:
            found.append(numbers_between(self.low, self.high))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Folded words that stand next to one another; with `prefix`, the last of them only begins a word."""

    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False


def terms_of(words: str) -> tuple[Term, ...]:
    """The terms in what was typed. Raises UsageError where it has too many words, or too few letters before a star.

    >>> terms_of('"upper weir" -dam flood*')[1:]
    (Term(words=('dam',), prefix=False, absent=True), Term(words=('flood',), prefix=True, absent=False))
    """
    found = [term for m in _TERMS.finditer(words) if (term := _term(m)) is not None]
    if sum(len(term.words) for term in found) > WORDS_LIMIT:
        raise UsageError(
            f"The question has more than {WORDS_LIMIT} words; leave out those that every report has."
        )
    return tuple(dict.fromkeys(found))


def _term(match: re.Match[str]) -> Term | None:
    text = match["phrase"] if match["word"] is None else match["word"]
    words = folded(text)
    if not words:
        return None
    starred = match["word"] is not None and text.endswith("*") and not is_alone(words[-1])
    if starred and len(words[-1]) < PREFIX_LETTERS:
        raise UsageError(f"{text}: would find nearly everything; give at least two letters before the star.")
    return Term(words=words, prefix=starred, absent=match["no"] is not None)


def as_fts5(terms: Sequence[Term], groups: Sequence[Sequence[str]]) -> str:
    """The question for FTS5; empty where it asks for nothing."""
    wanted = [_fts5(term) for term in terms if not term.absent]
    unwanted = [_fts5(term) for term in terms if term.absent]
    # Marks first: the index looks for the rest only where these are.
    asked = [_any(f'"{mark}"' for mark in group) for group in groups] + wanted
    if unwanted and not asked:
        asked = [_any(f'"{kind_mark(kind)}"' for kind in KINDS)]
    every = " AND ".join(asked)
    return f"({every}) NOT {_any(unwanted)}" if unwanted else every


def as_tsquery(terms: Sequence[Term], groups: Sequence[Sequence[str]]) -> str:
    """The question for PostgreSQL, but for the order of words in phrases; empty where it asks for nothing."""
    parts = [_any((f"'{mark}'" for mark in group), " | ") for group in groups]
    parts += [_tsquery(term) for term in terms if not term.absent]
    # That a phrase is absent cannot be told from its words alone.
    parts += [f"!{_tsquery(term)}" for term in terms if term.absent and len(term.words) == 1]
    return " & ".join(parts)


def _any(of: Iterable[str], either: str = " OR ") -> str:
    return f"({either.join(of)})"


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    if term.prefix:
        quoted[-1] += ":*"
    return f"({' & '.join(quoted)})"
