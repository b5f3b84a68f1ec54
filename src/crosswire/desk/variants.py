"""What a story is for whom: one variant without sealed reports, and one for each set of seals that somebody may see of it.

In: a story's rows, and who is cleared for which seal. Out: `Variant`s. Sealed reports of which nobody may see anything
together make no variant: two people cleared for one seal each see two variants, and nobody the union of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select

from crosswire.store.database.schema import seal_people, seals, users
from crosswire.store.database.visible import OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A variant of a story: its key, the seals whose reports are in it, and the people who see the story so."""

    key: str
    seals: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def variant_of(found: Iterable[str]) -> str:
    """The key of the variant with the reports under some seals.

    >>> variant_of([]), variant_of(["a", "b"]) == variant_of(["b", "a"])
    ('', True)
    """
    ordered = sorted(set(found))
    return sha256("\n".join(ordered).encode()).hexdigest() if ordered else OPEN


def variants_of(connection: Connection, present: Iterable[str]) -> tuple[Variant, ...]:
    """The variants of a story in which reports under some seals stand, the open one first."""
    lying = sorted(set(present))
    if not lying:
        return (Variant(key=OPEN),)
    query = (
        select(seal_people.c.user, seal_people.c.seal)
        .join(users, users.c.id == seal_people.c.user)
        .join(seals, seals.c.id == seal_people.c.seal)
        .where(seal_people.c.seal.in_(lying), seals.c.opened.is_(None), users.c.disabled.is_(None))
    )
    cleared: dict[str, set[str]] = {}
    for user, seal in connection.execute(query):
        cleared.setdefault(user, set()).add(seal)
    people: dict[frozenset[str], set[str]] = {}
    for user, mine in cleared.items():
        people.setdefault(frozenset(mine), set()).add(user)
    found = [Variant(key=variant_of(mine), seals=mine, people=frozenset(of)) for mine, of in people.items()]
    return (Variant(key=OPEN), *sorted(found, key=lambda v: v.key))
