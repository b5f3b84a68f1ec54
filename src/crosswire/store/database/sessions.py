"""Sessions and tokens: who is recognised by a secret, until when; and the log-ins that failed.

In: a connection and the digest of a secret, never the secret. Out: a `Viewer`, or None where it is unknown, over,
idle too long, older than the account's last change, or its account is disabled. What a viewer may see is read
in the same moment, so that a seal or a role that is taken away is gone with the next request.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from crosswire.errors import UsageError
from crosswire.store.database.moments import now, seconds_between, shifted
from crosswire.store.database.schema import (
    attempts,
    restriction_people,
    seal_people,
    sessions,
    tokens,
    users,
)
from crosswire.store.database.viewer import ROLES, Viewer

# A session's last use is written no more often than this, and a token's: reading is no reason to write.
_SEEN_SECONDS, _TOKEN_SEEN_SECONDS = 300, 3600
AGENT_LENGTH, TOKEN_NAME_LENGTH = 200, 100
# Tokens of one account: more are a program that forgets its own.
_MOST_TOKENS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as its owner sees it."""

    id: str
    agent: str | None
    made: str
    seen: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A machine's token as its owner sees it."""

    id: str
    user: str
    name: str
    role: str
    made: str
    seen: str | None
    ends: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who was recognised, and whether it is time to note that they were."""

    viewer: Viewer
    stale: bool


def open_session(connection: Connection, user: str, key: str, *, seconds: float, agent: str | None) -> str:
    """A session of an account under the digest of its secret; its id. Sessions that are over are swept out."""
    at, id = now(), secrets.token_hex(8)
    connection.execute(delete(sessions).where(sessions.c.ends < at))
    connection.execute(
        sessions.insert().values(
            key=key,
            id=id,
            user=user,
            agent=agent[:AGENT_LENGTH] if agent else None,
            made=at,
            seen=at,
            ends=shifted(at, seconds),
        )
    )
    return id


def find_session(connection: Connection, key: str, *, idle_seconds: float) -> Found | None:
    """Whose session has this digest, if it is in force."""
    at = now()
    row = connection.execute(
        select(sessions.c.id.label("key_id"), sessions.c.seen.label("used"), users)
        .join(users, users.c.id == sessions.c.user)
        .where(
            sessions.c.key == key,
            sessions.c.ends > at,
            sessions.c.seen > shifted(at, -idle_seconds),
            sessions.c.made >= users.c.changed,
            users.c.disabled.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    stale = row.used < shifted(at, -min(_SEEN_SECONDS, idle_seconds / 4))
    return Found(viewer=_viewer(connection, row, role=row.role, by="session"), stale=stale)


def note_session(connection: Connection, key: str) -> None:
    """Notes that a session was used."""
    connection.execute(sessions.update().where(sessions.c.key == key).values(seen=now()))


def close_session(connection: Connection, key: str) -> None:
    """Ends the session with this digest."""
    connection.execute(delete(sessions).where(sessions.c.key == key))


def close_one(connection: Connection, user: str, id: str) -> bool:
    """Ends one of an account's own sessions by its id; whether there was one."""
    gone = connection.execute(delete(sessions).where(sessions.c.user == user, sessions.c.id == id))
    return gone.rowcount > 0


def close_all(connection: Connection, user: str, *, but: str | None = None) -> int:
    """Ends every session of an account, all but one where its id is given; how many there were."""
    which = delete(sessions).where(sessions.c.user == user)
    return connection.execute(which.where(sessions.c.id != but) if but else which).rowcount


def sessions_of(connection: Connection, user: str, *, idle_seconds: float) -> tuple[Session, ...]:
    """An account's sessions that are in force, the one used last first."""
    at = now()
    rows = connection.execute(
        select(sessions)
        .where(sessions.c.user == user, sessions.c.ends > at, sessions.c.seen > shifted(at, -idle_seconds))
        .order_by(sessions.c.seen.desc(), sessions.c.id)
    )
    return tuple(Session(id=r.id, agent=r.agent, made=r.made, seen=r.seen, ends=r.ends) for r in rows)


def add_token(
    connection: Connection, user: str, key: str, *, name: str, role: str, seconds: float | None
) -> Token:
    """A token of an account under its digest, for so long or until it is withdrawn.

    Raises UsageError for a role above the account's own, a name that is none, or too many tokens.
    """
    owner = connection.execute(select(users.c.role).where(users.c.id == user)).scalar_one()
    if role not in ROLES or ROLES.index(role) > ROLES.index(owner):
        raise UsageError(f"A token of this account may be at most {owner}, not {role[:20]!r}.")
    name = " ".join(name.split())
    if not 0 < len(name) <= TOKEN_NAME_LENGTH or not name.isprintable():
        raise UsageError(f"Give the token a name of 1 to {TOKEN_NAME_LENGTH} characters that says what for.")
    had = connection.execute(
        select(func.count()).select_from(tokens).where(tokens.c.user == user)
    ).scalar_one()
    if had >= _MOST_TOKENS:
        raise UsageError(f"This account has {had} tokens; withdraw those that are no longer needed.")
    at = now()
    ends = shifted(at, seconds) if seconds is not None else None
    made = Token(id=secrets.token_hex(8), user=user, name=name, role=role, made=at, seen=None, ends=ends)
    connection.execute(
        tokens.insert().values(key=key, id=made.id, user=user, name=name, role=role, made=at, ends=ends)
    )
    return made


def find_token(connection: Connection, key: str) -> Found | None:
    """For whom a token with this digest acts, if it is in force; its role is never above its owner's.

    No seal is open to a machine, whatever its owner may see: what is sealed reaches no program and no model.
    """
    at = now()
    row = connection.execute(
        select(
            tokens.c.id.label("key_id"), tokens.c.seen.label("used"), tokens.c.role.label("token_role"), users
        )
        .join(users, users.c.id == tokens.c.user)
        .where(
            tokens.c.key == key,
            (tokens.c.ends.is_(None)) | (tokens.c.ends > at),
            users.c.disabled.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    role = min(row.token_role, row.role, key=ROLES.index)
    stale = row.used is None or row.used < shifted(at, -_TOKEN_SEEN_SECONDS)
    viewer = replace(_viewer(connection, row, role=role, by="token"), seals=frozenset())
    return Found(viewer=viewer, stale=stale)


def note_token(connection: Connection, key: str) -> None:
    """Notes that a token was used."""
    connection.execute(tokens.update().where(tokens.c.key == key).values(seen=now()))


def tokens_of(connection: Connection, user: str | None = None) -> tuple[Token, ...]:
    """The tokens of an account, or of all, the newest first."""
    which = select(tokens).order_by(tokens.c.made.desc(), tokens.c.id)
    rows = connection.execute(which.where(tokens.c.user == user) if user else which)
    return tuple(
        Token(id=r.id, user=r.user, name=r.name, role=r.role, made=r.made, seen=r.seen, ends=r.ends)
        for r in rows
    )


def withdraw_token(connection: Connection, id: str, *, user: str | None = None) -> bool:
    """Ends a token by its id, only one of `user` where that is given; whether there was one."""
    which = delete(tokens).where(tokens.c.id == id)
    return connection.execute(which.where(tokens.c.user == user) if user else which).rowcount > 0


def withdraw_tokens(connection: Connection, user: str) -> int:
    """Ends every token of an account."""
    return connection.execute(delete(tokens).where(tokens.c.user == user)).rowcount


def viewer_of(connection: Connection, user: str, *, by: str) -> Viewer | None:
    """The viewer that an account is, where somebody is recognised by other means than a secret."""
    row = connection.execute(
        select(users, users.c.id.label("key_id")).where(users.c.id == user, users.c.disabled.is_(None))
    ).one_or_none()
    return _viewer(connection, row, role=row.role, by=by) if row is not None else None


def note_attempt(connection: Connection, whose: tuple[tuple[str, int], ...], *, seconds: float) -> int | None:
    """Counts an attempt under each of these keys, or says after how many seconds one may be made again.

    `whose` has, for each key, how many attempts it may have within `seconds`. None means that it was counted:
    it stays counted unless `forget_attempts` says that it turned out well.
    """
    at = now()
    since = shifted(at, -seconds)
    connection.execute(delete(attempts).where(attempts.c.at < shifted(at, -max(seconds, 86_400))))
    for key, most in whose:
        times = connection.execute(
            select(attempts.c.at)
            .where(attempts.c.key == _key(key), attempts.c.at > since)
            .order_by(attempts.c.at.desc())
            .limit(most)
        ).all()
        if len(times) >= most:
            return max(1, math.ceil(seconds_between(at, shifted(times[-1].at, seconds))))
    for key, _ in whose:
        connection.execute(attempts.insert().values(key=_key(key), at=at, id=secrets.token_hex(16)))
    return None


def forget_attempts(connection: Connection, keys: tuple[str, ...]) -> None:
    """Strikes what was counted under these keys."""
    connection.execute(delete(attempts).where(attempts.c.key.in_([_key(key) for key in keys])))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _viewer(connection: Connection, row: Row[Any], *, role: str, by: str) -> Viewer:
    cleared = connection.execute(select(seal_people.c.seal).where(seal_people.c.user == row.id)).scalars()
    listed = connection.execute(
        select(restriction_people.c.story).where(restriction_people.c.user == row.id)
    ).scalars()
    return Viewer(
        id=row.id,
        name=row.shown,
        role=role,
        seals=frozenset(cleared),
        stories=frozenset(listed),
        language=row.language,
        zone=row.zone,
        theme=row.theme,
        by=by,
        key=row.key_id,
    )
