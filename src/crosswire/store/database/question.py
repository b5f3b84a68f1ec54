"""What is asked of the full-text index: words as people type them, and filters; told to each database in its own way.

In: a `Question`. Out: its `Term`s, and from these a query of FTS5 or of PostgreSQL. All words must be there; `"words in
quotes"` next to one another; `-word` must not be there; `flood*` stands for all that begins so. Whatever else is typed is
words or nothing: only folded letters, digits and what is written here ever reach a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.errors import UsageError
from crosswire.store.database.words import folded, is_alone

KINDS = ("report", "statement", "person", "figure")
# Words of one question, and letters before a star: more words find nothing, fewer letters nearly everything.
WORDS_LIMIT, PREFIX_LETTERS = 32, 2
# A mark stands among the indexed words for a value of a filter; no word has this sign in it.
MARK = "="
# Letters of a mark's value.
_VALUE = 200
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
    def marks(self) -> tuple[str, ...]:
        """The marks that what is found must have."""
        told = {key: getattr(self, key) for key in _MARKED}
        return marks_of(**{key: value for key, value in told.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Folded words that stand next to one another; with `prefix`, the last of them only begins a word."""

    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False


_MARKED = {"language": "l", "publisher": "p", "measure": "m", "place": "w", "status": "s"}


def marks_of(kind: str | None = None, **values: Any) -> tuple[str, ...]:
    """The marks of a passage, or of what is asked: a letter for each filter, then its value, folded.

    >>> marks_of("figure", place="Upper Hallin", measure="killed")
    ('=kfigure', '=mkilled', '=wupper_hallin')
    """
    found = [f"{MARK}k{kind}"] if kind else []
    for key, letter in _MARKED.items():
        if value := values.get(key):
            found.append(f"{MARK}{letter}{'_'.join(folded(str(value)[:_VALUE]))}")
    return tuple(found)


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


def as_fts5(terms: Sequence[Term], kinds: Iterable[str], marks: Iterable[str]) -> str:
    """The question for FTS5; empty where it asks for nothing."""
    wanted = [_fts5(t) for t in terms if not t.absent] + [f'"{mark}"' for mark in marks]
    unwanted = [_fts5(t) for t in terms if t.absent]
    if kinds := [f'"{mark}"' for kind in kinds for mark in marks_of(kind)]:
        wanted.append(f"({' OR '.join(kinds)})")
    elif not wanted and unwanted:
        wanted.append(f"({' OR '.join(f'{chr(34)}{MARK}k{kind}{chr(34)}' for kind in KINDS)})")
    asked = " AND ".join(wanted)
    return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def as_tsquery(terms: Sequence[Term], kinds: Iterable[str], marks: Iterable[str]) -> str:
    """The question for PostgreSQL, but for the order of words in phrases; empty where it asks for nothing."""
    parts = [_tsquery(t) for t in terms if not t.absent] + [f"'{mark}'" for mark in marks]
    # That a phrase is absent cannot be told from its words alone.
    parts += [f"!{_tsquery(t)}" for t in terms if t.absent and len(t.words) == 1]
    if kinds := [f"'{mark}'" for kind in kinds for mark in marks_of(kind)]:
        parts.append(f"({' | '.join(kinds)})")
    return " & ".join(parts)


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    if term.prefix:
        quoted[-1] += ":*"
    return f"({' & '.join(quoted)})"
