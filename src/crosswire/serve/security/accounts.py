"""Logging in and out, and what becomes of an account: each a deed in one transaction, told in the audit log.

In: a database and what a person gave. Out: a secret for their cookie, or a refusal in words that are the same
whether or not there is such an account. Failed attempts are counted in the store by the name and the address
they came from, before anything is hashed, so that many at once count too; a name that fails from one address
is not held up for its owner at another until it fails from very many. A log-in always makes a new secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from crosswire.errors import UsageError
from crosswire.serve.security.options import SecurityOptions
from crosswire.serve.security.passwords import BusyError, Passwords, objection
from crosswire.serve.security.secret import digest, new_secret, new_token
from crosswire.store.database import Database, audit, people, sessions
from crosswire.store.database.people import Person
from crosswire.store.database.sessions import Token
from crosswire.store.database.viewer import Viewer

# Failed attempts under one name from everywhere together, in terms of those allowed from one address.
_EVERYWHERE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """A log-in that went well: the secret for the cookie, and how long it may be kept."""

    secret: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """A log-in that did not, whatever was wrong; `wait_seconds` where it was not even tried."""

    wait_seconds: int | None = None


def address_key(address: str) -> str:
    """What one caller's address counts as: an IPv6 network of 64 bits is one household.

    >>> address_key("2001:db8:1:2:3:4:5:6"), address_key("192.0.2.7"), address_key("not one")
    ('2001:db8:1:2::', '192.0.2.7', 'not one')
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(ip) >> 64 << 64)) if isinstance(ip, IPv6Address) else str(ip)


def log_in(
    database: Database,
    passwords: Passwords,
    options: SecurityOptions,
    *,
    name: str,
    password: str,
    address: str,
    agent: str | None,
) -> LoggedIn | TurnedAway:
    """A new session for whoever knows the password of an account."""
    typed, where = people.login_name(name)[:200], address_key(address)
    keys = (f"both {where} {typed}", f"name {typed}", f"address {where}")
    most = (options.failures, options.failures * _EVERYWHERE, options.address_failures)
    with database.write() as connection:
        wait = sessions.note_attempt(
            connection, tuple(zip(keys, most, strict=True)), seconds=options.failures_seconds
        )
    if wait is not None:
        return TurnedAway(wait_seconds=wait)
    with database.read() as connection:
        person = people.find(connection, typed)
        usable = person is not None and person.disabled is None
        kept = people.kept_password(connection, person.id) if person and usable else None
    try:
        answer = passwords.check(kept, password)
    except BusyError:
        return TurnedAway(wait_seconds=5)
    with database.write() as connection:
        person = people.find(connection, typed)
        if person is None or not answer.right or people.kept_password(connection, person.id) != kept:
            audit.record(
                connection, "log-in failed", None, account=person.id if person else None, address=where
            )
            return TurnedAway()
        sessions.forget_attempts(connection, keys)
        if answer.renewed:
            people.renew_password(connection, person.id, answer.renewed)
        secret = new_secret()
        id = sessions.open_session(
            connection, person.id, digest(secret), seconds=options.session_seconds, agent=agent
        )
        audit.record(connection, "logged in", _as_viewer(person), address=where, session=id)
    return LoggedIn(secret=secret, seconds=options.session_seconds)


def enter(
    database: Database, options: SecurityOptions, person: Person, *, address: str, agent: str | None
) -> LoggedIn:
    """A new session for a person for whom another service vouched."""
    secret = new_secret()
    with database.write() as connection:
        id = sessions.open_session(
            connection, person.id, digest(secret), seconds=options.session_seconds, agent=agent
        )
        audit.record(
            connection,
            "logged in",
            _as_viewer(person),
            address=address_key(address),
            session=id,
            service="oidc",
        )
    return LoggedIn(secret=secret, seconds=options.session_seconds)


def log_out(database: Database, viewer: Viewer, secret: str) -> None:
    """Ends the session of this secret."""
    with database.write() as connection:
        sessions.close_session(connection, digest(secret))
        audit.record(connection, "logged out", viewer, session=viewer.key)


def log_out_everywhere(database: Database, viewer: Viewer) -> int:
    """Ends every session of the viewer's account; how many there were."""
    with database.write() as connection:
        ended = sessions.close_all(connection, viewer.id)
        audit.record(connection, "logged out everywhere", viewer, sessions=str(ended))
    return ended


def change_password(
    database: Database,
    passwords: Passwords,
    options: SecurityOptions,
    viewer: Viewer,
    *,
    old: str,
    new: str,
) -> None:
    """Another password for the viewer's own account; every session is over, this one too.

    Raises UsageError where the old one is wrong, was guessed at too often, or the new one may be none.
    """
    key = f"own {viewer.id}"
    with database.write() as connection:
        wait = sessions.note_attempt(connection, ((key, options.failures),), seconds=options.failures_seconds)
    if wait is not None:
        raise UsageError(f"Too many attempts; wait {wait} s before the next.")
    with database.read() as connection:
        person = people.by_id(connection, viewer.id)
        kept = people.kept_password(connection, viewer.id)
    if person is None or not passwords.check(kept, old).right:
        raise UsageError("The password that you have now is another one; nothing was changed.")
    _refuse_bad(new, person.name, person.shown)
    hashed = passwords.keep(new)
    with database.write() as connection:
        people.set_password(connection, person.id, hashed)
        sessions.forget_attempts(connection, (key,))
        audit.record(connection, "password changed", viewer)


def add_person(
    database: Database,
    passwords: Passwords,
    by: Viewer | None,
    *,
    name: str,
    role: str,
    password: str | None,
    shown: str | None = None,
) -> Person:
    """A new account. Raises UsageError where the name, the role or the password will not do."""
    hashed = None
    if password is not None:
        _refuse_bad(password, name, shown or "")
        hashed = passwords.keep(password)
    with database.write() as connection:
        person = people.add(connection, name=name, role=role, shown=shown, password=hashed)
        audit.record(connection, "person added", by, account=person.id, role=role)
    return person


def reset_password(
    database: Database, passwords: Passwords, by: Viewer | None, *, id: str, password: str
) -> Person:
    """Another password for an account whose owner lost theirs, or lost it to somebody: its sessions and tokens end.

    Whoever sets it could log in with it. So an admin (`by`) who does takes the account off every seal, and somebody on a
    seal puts it back; who works on the machine itself could read the database anyway.
    """
    with database.read() as connection:
        person = people.by_id(connection, id)
    if person is None:
        raise UsageError("There is no such account.")
    _refuse_bad(password, person.name, person.shown)
    hashed = passwords.keep(password)
    with database.write() as connection:
        person = people.set_password(connection, id, hashed)
        sessions.withdraw_tokens(connection, id)
        audit.record(connection, "password reset", by, account=id)
        if by is not None:
            for seal in sorted(people.take_off_seals(connection, id)):
                audit.record(connection, "seal people changed", by, seals=frozenset({seal}), account=id)
    return person


def change_role(database: Database, by: Viewer | None, *, id: str, role: str) -> Person:
    """Another role for an account; its sessions are over."""
    with database.write() as connection:
        before = people.by_id(connection, id)
        person = people.set_role(connection, id, role)
        audit.record(
            connection, "role changed", by, account=id, role=role, before=before.role if before else None
        )
    return person


def set_disabled(database: Database, by: Viewer | None, *, id: str, disabled: bool) -> Person:
    """Shuts an account, or opens it again."""
    with database.write() as connection:
        person = people.disable(connection, id) if disabled else people.enable(connection, id)
        audit.record(connection, "person disabled" if disabled else "person enabled", by, account=id)
    return person


def make_token(
    database: Database, by: Viewer | None, *, user: str, name: str, role: str, seconds: float | None
) -> tuple[str, Token]:
    """A token for a machine that acts for an account: the text that is shown once, and what is kept of it."""
    secret = new_token()
    with database.write() as connection:
        token = sessions.add_token(connection, user, digest(secret), name=name, role=role, seconds=seconds)
        audit.record(connection, "token made", by, account=user, token=token.id, role=role)
    return secret, token


def withdraw_token(database: Database, by: Viewer | None, *, id: str, user: str | None) -> bool:
    """Ends a token, only one of `user` where that is given; whether there was one."""
    with database.write() as connection:
        gone = sessions.withdraw_token(connection, id, user=user)
        if gone:
            audit.record(connection, "token withdrawn", by, token=id)
    return gone


def open_person(database: Database, name: str) -> Person:
    """The account of the one person of a desk that is open on one machine, made if need be."""
    safe = "".join(c if c.isalnum() or c in ".@+-_" else "-" for c in name)[:100] or "me"
    with database.write() as connection:
        person = people.find(connection, safe)
        if person is None:
            person = people.add(connection, name=safe, role="admin", shown=name[:100] or None)
            audit.record(connection, "person added", None, account=person.id, role="admin")
    return person


def _refuse_bad(password: str, *names: str) -> None:
    for name in names:
        told = objection(password, name=name)
        if told is not None:
            raise UsageError(f"Password: {told}")


def _as_viewer(person: Person) -> Viewer:
    return Viewer(id=person.id, name=person.shown, role=person.role, by="session")
