"""What people decided of which reports tell one story, as it bears on the reports in the database.

In: a connection, and the seals under which one looks. Out: the `Ruling`s that decisions and reviews in force come to, for
the reports that are there. A decision about a report under another seal is as one that nobody made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, or_, select

from crosswire.link.rulings import settle
from crosswire.review.reports import decisions_of
from crosswire.store.database.chains import source_key, storable
from crosswire.store.database.decisions import in_force
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import REVIEWS, RULINGS, state
from crosswire.types import Decision, Named, Report, Review, Ruling

# Two reports and whether they are to stand in one story or not: all that grouping needs of a ruling.
Bound = tuple[str, str, str]
_HEARD = "rulings heard"
# Names asked for at once.
_AT_ONCE = 200


def rulings_about(connection: Connection, seals: Iterable[str] = ()) -> tuple[Ruling, ...]:
    """The rulings that decisions and reviews about stories come to, oldest first."""
    under = tuple(seals)
    made = in_force(connection, RULINGS, seals=under, kind="story")
    decisions = [d for d in made if isinstance(d, Decision)]
    said = in_force(connection, REVIEWS, seals=under, kind="story")
    reviews = [r for r in said if isinstance(r, Review)]
    if not decisions and not reviews:
        return ()
    names = [n for d in decisions for n in (d.left, d.right)] + [n for r in reviews for n in r.named]
    known = _named(connection, names, under)
    return settle((*decisions, *decisions_of(reviews, known)), known)


def bound_by(rulings: Iterable[Ruling]) -> tuple[Bound, ...]:
    """What rulings bind, in order."""
    holding = (r for r in rulings if r.holds and r.verdict != "unsure")
    return tuple(sorted({(r.left, r.right, r.verdict) for r in holding}))


def rulings_of(bound: Iterable[Bound]) -> tuple[Ruling, ...]:
    """Rulings that bind as much, by nobody in particular."""
    return tuple(
        Ruling(
            decision=Decision(
                id="",
                about="story",
                verdict="same" if verdict == "same" else "different",
                left=Named(id=left),
                right=Named(id=right),
                by="",
                at="",
            ),
            left=left,
            right=right,
        )
        for left, right, verdict in bound
    )


def heard(connection: Connection) -> tuple[Bound, ...]:
    """What the rows of stories follow so far."""
    value = connection.execute(select(state.c.value).where(state.c.name == _HEARD)).scalar()
    return tuple((left, right, verdict) for left, right, verdict in json.loads(value or "[]"))


def hear(connection: Connection, bound: Sequence[Bound]) -> None:
    """Says what the rows of stories follow now."""
    value = json.dumps(bound)
    found = connection.execute(state.update().where(state.c.name == _HEARD).values(value=value))
    if not found.rowcount:
        connection.execute(state.insert().values(name=_HEARD, value=value))


def _named(connection: Connection, names: Sequence[Named], seals: Sequence[str]) -> list[Report]:
    """The reports that names may mean, without their texts."""
    found: dict[str, Report] = {}
    seen = or_(reports.c.seal.is_(None), reports.c.seal.in_(seals))
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        texts = {storable(t) for n in some for t in (n.id, n.source, n.address) if t}
        query = select(
            reports.c.id, reports.c.source, reports.c.sha256, reports.c.address, reports.c.story
        ).where(
            seen,
            or_(
                reports.c.sha256.in_({n.sha256 for n in some if n.sha256}),
                reports.c.address.in_(texts),
                reports.c.source_key.in_({source_key(t) for t in texts}),
                reports.c.id.in_(texts),
            ),
        )
        for row in connection.execute(query):
            found[row.id] = Report(
                id=row.id, source=row.source, text="", sha256=row.sha256, address=row.address
            )
    return list(found.values())
