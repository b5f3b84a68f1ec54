"""What people decided, in a database: rulings on reports and reviews of what was found, appended for ever, asked in SQL.

In: a connection that writes and a `Decision`, `Review` or `Withdrawal`; a connection that reads and who looks. Out: an
entry of the chain "rulings" or "reviews" with the rows that say the same, in one transaction; and later `Kept` values:
what was decided, by whom, and who withdrew it. Nothing is altered or removed. An entry says too in which story it was
made, by which account, and which reports and sources it is about, so that its rows can be made again from it.

Whoever may not see one of the reports that a decision is about sees nothing of it. How decisions bear on a dossier is
left to `link.rulings` and `review`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, tuple_

from crosswire.errors import UsageError
from crosswire.read.document import INSIDE
from crosswire.review import table as review_table
from crosswire.store import decision as ruling_table
from crosswire.store.custody import Entry as LogEntry
from crosswire.store.custody import pairs
from crosswire.store.database import chains
from crosswire.store.database.derived import reports
from crosswire.store.database.schema import REVIEWS, RULINGS, decision_reports, decisions, log
from crosswire.store.database.viewer import Viewer
from crosswire.store.database.visible import decisions_seen
from crosswire.store.rulings import RULED, WITHDRAWN
from crosswire.text.moments import moment
from crosswire.text.named import clean
from crosswire.types import Decision, Named, Review, Withdrawal

Entry = Decision | Review | Withdrawal
REVIEWED, REVIEW_WITHDRAWN = "reviewed", "review-withdrawn"
MADE = {RULINGS: RULED, REVIEWS: REVIEWED}
GONE = {RULINGS: WITHDRAWN, REVIEWS: REVIEW_WITHDRAWN}
# What `how` of an entry says: the decision, its account and story, the digests of its reports and their sources.
SAYS, USER, STORY, ABOUT = "says", "user", "story", "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A decision as the store has it: what was decided, in which story and by which account if that is known, and the
    withdrawal once there is one. `at` orders decisions."""

    entry: Decision | Review
    chain: str
    at: str
    user: str | None
    story: str | None
    withdrawn: Withdrawal | None

    @property
    def id(self) -> str:
        return self.entry.id


def append(
    connection: Connection, entry: Entry, *, user: str | None = None, story: str | None = None
) -> bool:
    """Adds a decision or a withdrawal, there once the transaction is; False where it was there already.

    Raises UsageError where what is withdrawn is not there, or somebody else withdrew it before.
    """
    if isinstance(entry, Withdrawal):
        return _withdraw(connection, entry, user)
    chain = RULINGS if isinstance(entry, Decision) else REVIEWS
    # The chain is taken first: of two requests that say the same one waits here, and then finds it there.
    chains.hold(connection, chain)
    if connection.execute(select(decisions.c.id).where(decisions.c.id == entry.id)).scalar() is not None:
        return False
    about = sorted(_reports_of(connection, _named(entry)))
    told = {SAYS: body_of(entry), USER: user, STORY: story, ABOUT: json.dumps(about)}
    written = chains.append(
        connection,
        chain,
        LogEntry(n=0, at="", what=MADE[chain], how=pairs({k: v for k, v in told.items() if v is not None})),
    )
    made, abouts = rows_of(chain, written)
    connection.execute(decisions.insert().values(**made))
    if abouts:
        connection.execute(decision_reports.insert(), abouts)
    return True


def read(connection: Connection, viewer: Viewer, id: str) -> Kept | None:
    """A decision by its id; None where it is not there for the viewer."""
    row = connection.execute(
        select(decisions).where(decisions.c.id == id, decisions_seen(viewer))
    ).one_or_none()
    return kept(row) if row is not None else None


def of_story(
    connection: Connection, viewer: Viewer, story: str, *, chain: str | None = None, all: bool = False
) -> tuple[Kept, ...]:
    """The decisions about a story or reports in it, oldest first; with `all`, those that were withdrawn too."""
    query = select(decisions).where(_touching(story), decisions_seen(viewer))
    if chain is not None:
        query = query.where(decisions.c.chain == chain)
    if not all:
        query = query.where(decisions.c.withdrawn.is_(None))
    return tuple(map(kept, connection.execute(query.order_by(decisions.c.at, decisions.c.id))))


def listed(
    connection: Connection,
    viewer: Viewer,
    *,
    chain: str | None = None,
    kind: str | None = None,
    action: str | None = None,
    by: str | None = None,
    user: str | None = None,
    story: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> tuple[Kept, ...]:
    """Decisions, the latest first, withdrawn ones too; `before` is the id of the last one on the page before."""
    wanted = {"chain": chain, "kind": kind, "action": action, "by": by, "user": user}
    query = select(decisions).where(decisions_seen(viewer))
    query = query.where(*(decisions.c[key] == value for key, value in wanted.items() if value is not None))
    if story is not None:
        query = query.where(_touching(story))
    if before is not None:
        last = read(connection, viewer, before)
        if last is None:
            return ()
        query = query.where(tuple_(decisions.c.at, decisions.c.id) < tuple_(last.at, last.id))
    query = query.order_by(decisions.c.at.desc(), decisions.c.id.desc()).limit(limit)
    return tuple(map(kept, connection.execute(query)))


def in_force(
    connection: Connection,
    chain: str,
    *,
    seals: Iterable[str] = (),
    story: str | None = None,
    kind: str | None = None,
) -> tuple[Decision | Review, ...]:
    """What was decided and not withdrawn, oldest first, about reports that are open or lie under one of these seals;
    with `story`, only what is about it or reports in it; with `kind`, only what is about such a thing. For who makes a story's variants, not for who looks at it."""
    maker = Viewer(id="", name="", role="admin", seals=frozenset(seals))
    query = select(decisions).where(
        decisions.c.chain == chain, decisions.c.withdrawn.is_(None), decisions_seen(maker)
    )
    if story is not None:
        query = query.where(_touching(story))
    if kind is not None:
        query = query.where(decisions.c.kind == kind)
    return tuple(
        kept(row).entry for row in connection.execute(query.order_by(decisions.c.at, decisions.c.id))
    )


def every(connection: Connection, chain: str) -> tuple[Entry, ...]:
    """Everything that was ever decided and withdrawn, in the order of the log, whoever may see it."""
    query = select(log.c.n, log.c.line).where(log.c.chain == chain).order_by(log.c.n)
    entries = (chains.read_entry(chain, n, line) for n, line in connection.execute(query))
    return tuple(said_by(chain, e) for e in entries if e.what in (MADE[chain], GONE[chain]))


def said_by(chain: str, entry: LogEntry) -> Entry:
    """The decision or withdrawal that an entry of a chain acknowledges. Raises UsageError where it says none."""
    return _parse(chain, entry.told(SAYS) or "null", f"entry {entry.n} of the {chain} log")


def rows_of(chain: str, entry: LogEntry) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of `decisions` and those of `decision_reports` that say what an entry of a chain says."""
    made = said_by(chain, entry)
    if isinstance(made, Withdrawal):
        raise UsageError(f"Entry {entry.n} of the {chain} log is a withdrawal; run `crosswire verify`.")
    ruling = isinstance(made, Decision)
    row = {
        "id": made.id,
        "chain": chain,
        "n": entry.n,
        "at": moment(made.at).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "by": chains.storable(made.by),
        "user": entry.told(USER),
        "kind": made.about if ruling else made.target.kind,  # type: ignore[union-attr]
        "action": made.verdict if ruling else made.action,  # type: ignore[union-attr]
        "story": entry.told(STORY),
        "body": entry.told(SAYS),
        "withdrawn": None,
    }
    about = json.loads(entry.told(ABOUT) or "[]")
    return row, [{"decision": made.id, "sha256": sha256, "key": key} for sha256, key in about]


def body_of(entry: Entry) -> str:
    """A decision, review or withdrawal as JSON, as the log and the table have it."""
    table = review_table.to_table(entry) if isinstance(entry, Review) else ruling_table.to_table(entry)
    return clean(json.dumps(table, sort_keys=True, ensure_ascii=False))


def kept(row: Row[Any]) -> Kept:
    """What a row of `decisions` says."""
    where = f"decision {row.id}"
    entry = _parse(row.chain, row.body, where)
    gone = _parse(row.chain, row.withdrawn, where) if row.withdrawn is not None else None
    if isinstance(entry, Withdrawal) or not isinstance(gone, Withdrawal | None):
        raise UsageError(f"{where}: is not as it was written; run `crosswire verify`.")
    return Kept(entry=entry, chain=row.chain, at=row.at, user=row.user, story=row.story, withdrawn=gone)


def _withdraw(connection: Connection, entry: Withdrawal, user: str | None) -> bool:
    chain = connection.execute(select(decisions.c.chain).where(decisions.c.id == entry.withdraws)).scalar()
    if chain is None:
        raise UsageError(f"Decision {entry.withdraws} is not there; see the list of those that stand.")
    chains.hold(connection, chain)
    said = body_of(entry)
    before = connection.execute(
        select(decisions.c.withdrawn).where(decisions.c.id == entry.withdraws)
    ).scalar()
    if before is not None and before == said:
        return False
    if before is not None:
        raise UsageError(
            f"Decision {entry.withdraws} was withdrawn already; see the list of those that stand."
        )
    told = {SAYS: said} | ({USER: user} if user is not None else {})
    chains.append(connection, chain, LogEntry(n=0, at="", what=GONE[chain], how=pairs(told)))
    connection.execute(decisions.update().where(decisions.c.id == entry.withdraws).values(withdrawn=said))
    return True


def _parse(chain: str, body: str, where: str) -> Entry:
    told = json.loads(body)
    return review_table.from_table(told, where) if chain == REVIEWS else ruling_table.from_table(told, where)


def _named(entry: Decision | Review) -> tuple[Named, ...]:
    return (entry.left, entry.right) if isinstance(entry, Decision) else entry.named


def _reports_of(connection: Connection, named: Iterable[Named]) -> set[tuple[str, str]]:
    """The reports that names mean, each by the digests of its bytes and of its source; "" for what is not known."""
    found: set[tuple[str, str]] = set()
    for name in named:
        query = select(reports.c.sha256, reports.c.source_key).where(_means(name))
        read = {(row.sha256, row.source_key) for row in connection.execute(query)}
        text = name.source or (name.address or name.id if name.sha256 is None else None)
        found |= read or {(name.sha256 or "", key) for key in _keys_of(text)}
    return found


def _keys_of(source: str | None) -> set[str]:
    """The digests of a source that was not read yet, and of all in which it may be a part."""
    if source is None:
        return {""}
    ends = [m.start() for m in re.finditer(re.escape(INSIDE), source)]
    return {chains.source_key(source[:end]) for end in (*ends, len(source))}


def _means(name: Named) -> ColumnElement[bool]:
    """Whether a row of `reports` is one that a name means: by its bytes, and its source where both are known."""
    if name.sha256 is not None:
        same = reports.c.sha256 == name.sha256
        return and_(same, reports.c.source == chains.storable(name.source)) if name.source else same
    if name.source is not None:
        return reports.c.source_key == chains.source_key(name.source)
    if name.address is not None:
        return or_(reports.c.address == name.address, reports.c.source_key == chains.source_key(name.address))
    return or_(reports.c.id == name.id, reports.c.source_key == chains.source_key(name.id))


def _touching(story: str) -> ColumnElement[bool]:
    """Whether a decision was made in a story, or is about a report that is in it now."""
    about = (
        select(decision_reports.c.decision)
        .join(reports, reports.c.sha256 == decision_reports.c.sha256)
        .where(
            reports.c.story == story,
            or_(decision_reports.c.key == "", decision_reports.c.key == reports.c.source_key),
        )
    )
    # One that was made before its report was read knows of it by the source alone.
    unread = (
        select(decision_reports.c.decision)
        .join(reports, reports.c.source_key == decision_reports.c.key)
        .where(decision_reports.c.sha256 == "", reports.c.story == story)
    )
    return or_(decisions.c.story == story, decisions.c.id.in_(about), decisions.c.id.in_(unread))
