"""What a file of the corpus is: its name, its bytes, and what reading it must give.

A good file gives its articles, in order, whichever format it has. A broken one gives a problem, or a report
that says in a notice what is wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.corpus.articles import Article

Outcome = Literal["problem", "notice", "problem or notice"]

# Everything that an article's publisher may state, apart from the words.
EVERY = frozenset({"title", "byline", "publisher", "published", "updated", "language", "section", "address"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A sound file: its format as `crosswire.read.FORMATS` calls it, the articles in it, in order, and the
    fields of them that this file states."""

    name: str
    format: str
    data: bytes
    articles: tuple[Article, ...]
    carries: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A file that is damaged, of a wrong structure, or hostile.

    `why` says in a few words what is wrong. `outcome` is what must come of it.
    `articles` can be read from it all the same.
    """

    name: str
    format: str
    data: bytes
    why: str
    outcome: Outcome = "problem"
    articles: tuple[Article, ...] = ()
