"""Accounts: who there is, under what name, in which role.

In: a connection, and what is to be so. Out: `Person` values. Passwords come in as hashes and go out to whoever
checks them only. A change of password or role voids the sessions made before it; a desk keeps at least one
admin. Names are kept as they are typed to log in: NFKC, case-folded. Who may call this is decided elsewhere.
"""

from __future__ import annotations

import getpass
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from crosswire.errors import UsageError
from crosswire.store.database.derived import variant_people
from crosswire.store.database.moments import now
from crosswire.store.database.schema import seal_people, sessions, tokens, users
from crosswire.store.database.viewer import ROLES

# Letters and digits of any script, and what stands in e-mail addresses.
_NAME = re.compile(r"[\w.@+-]{1,100}")
SHOWN_LENGTH = 100
_PREFERENCES = ("language", "zone", "theme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One account. `subject` is how another service names them, `disabled` since when they may not log in."""

    id: str
    name: str
    shown: str
    role: str
    subject: str | None
    language: str | None
    zone: str | None
    theme: str | None
    made: str
    changed: str
    disabled: str | None
    has_password: bool


def login_name(typed: str) -> str:
    """What a name is looked up by.

    >>> login_name(" Ann.Bell@Desk.Example ")
    'ann.bell@desk.example'
    """
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def system_user() -> str:
    """What the machine calls whoever runs the program; "me" where it does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "me"


def add(
    connection: Connection,
    *,
    name: str,
    role: str,
    shown: str | None = None,
    password: str | None = None,
    subject: str | None = None,
) -> Person:
    """A new account; `password` is a hash. Raises UsageError where the name is taken or can be none."""
    kept, at = login_name(name), now()
    if not _NAME.fullmatch(kept):
        raise UsageError(
            f"{name[:100]!r} can be no name to log in with; use letters, digits and . @ + - _, at most 100."
        )
    if find(connection, kept) is not None:
        raise UsageError(f"There is an account named {kept!r} already; choose another name.")
    values = {
        "id": secrets.token_hex(16),
        "name": kept,
        "shown": _shown(shown or name),
        "password": password,
        "subject": subject,
        "role": _role(role),
        "made": at,
        "changed": at,
    }
    connection.execute(users.insert().values(values))
    return _there(connection, values["id"] or "")


def find(connection: Connection, name: str) -> Person | None:
    """The account with a name, however its case is typed."""
    return _person(connection.execute(select(users).where(users.c.name == login_name(name))).one_or_none())


def by_id(connection: Connection, id: str) -> Person | None:
    """The account with an id."""
    return _person(connection.execute(select(users).where(users.c.id == id)).one_or_none())


def by_subject(connection: Connection, subject: str) -> Person | None:
    """The account that another service names so."""
    return _person(connection.execute(select(users).where(users.c.subject == subject)).one_or_none())


def everyone(connection: Connection) -> tuple[Person, ...]:
    """All accounts by name."""
    rows = connection.execute(select(users).order_by(users.c.name)).all()
    return tuple(person for row in rows if (person := _person(row)) is not None)


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The names by which some accounts are shown, by their ids."""
    query = select(users.c.id, users.c.shown).where(users.c.id.in_(sorted(set(ids))))
    return {row.id: row.shown for row in connection.execute(query)}


def kept_password(connection: Connection, id: str) -> str | None:
    """The hash of an account's password, for the one who checks it."""
    return connection.execute(select(users.c.password).where(users.c.id == id)).scalar()


def renew_password(connection: Connection, id: str, password: str) -> None:
    """Keeps the same password under a new hash; sessions stay as they are."""
    connection.execute(users.update().where(users.c.id == id).values(password=password))


def set_password(connection: Connection, id: str, password: str) -> Person:
    """Another password, as a hash: every session of the account is over."""
    return _change(connection, id, password=password)


def set_role(connection: Connection, id: str, role: str) -> Person:
    """Another role: every session of the account is over. Raises UsageError for that of the last admin."""
    if _role(role) != "admin":
        _keep_an_admin(connection, id)
    return _change(connection, id, role=role)


def set_shown(connection: Connection, id: str, shown: str) -> Person:
    """The name that others read."""
    connection.execute(users.update().where(users.c.id == id).values(shown=_shown(shown)))
    return _there(connection, id)


def set_preferences(connection: Connection, id: str, **preferences: str | None) -> Person:
    """Language, time zone and theme, those that are given."""
    if unknown := set(preferences) - set(_PREFERENCES):
        raise ValueError(f"no preferences: {sorted(unknown)}")
    if preferences:
        connection.execute(users.update().where(users.c.id == id).values(**preferences))
    return _there(connection, id)


def link(connection: Connection, id: str, subject: str) -> Person:
    """Ties an account to the name that another service has for it."""
    connection.execute(users.update().where(users.c.id == id).values(subject=subject))
    return _there(connection, id)


def take_off_seals(connection: Connection, id: str) -> frozenset[str]:
    """Takes an account off every seal that it is on; which those were. They see what is open from now on."""
    mine = seal_people.c.user == id
    were = frozenset(connection.execute(select(seal_people.c.seal).where(mine)).scalars())
    connection.execute(delete(seal_people).where(mine))
    connection.execute(delete(variant_people).where(variant_people.c.user == id))
    return were


def disable(connection: Connection, id: str) -> Person:
    """From now on nobody logs in to the account, and its sessions and tokens are gone.

    The account stays, since reviews name it; so do its seals, since it may be the only one on them. Raises
    UsageError for the last admin.
    """
    _keep_an_admin(connection, id)
    connection.execute(delete(tokens).where(tokens.c.user == id))
    return _change(connection, id, disabled=now())


def enable(connection: Connection, id: str) -> Person:
    """Lets the account log in again."""
    return _change(connection, id, disabled=None)


def _change(connection: Connection, id: str, **values: str | None) -> Person:
    connection.execute(users.update().where(users.c.id == id).values(changed=now(), **values))
    connection.execute(delete(sessions).where(sessions.c.user == id))
    return _there(connection, id)


def _keep_an_admin(connection: Connection, id: str) -> None:
    admins = select(users.c.id).where(users.c.role == "admin", users.c.disabled.is_(None)).with_for_update()
    found = set(connection.execute(admins).scalars())
    if found == {id}:
        raise UsageError("This is the last admin; make another one first, or nobody could manage the people.")


def count(connection: Connection) -> int:
    """How many accounts there are, disabled ones too."""
    return int(connection.execute(select(func.count()).select_from(users)).scalar_one())


def _there(connection: Connection, id: str) -> Person:
    person = by_id(connection, id)
    if person is None:
        raise UsageError("There is no such account; `crosswire people list` shows those that there are.")
    return person


def _person(row: Row[Any] | None) -> Person | None:
    if row is None:
        return None
    return Person(
        id=row.id,
        name=row.name,
        shown=row.shown,
        role=row.role,
        subject=row.subject,
        language=row.language,
        zone=row.zone,
        theme=row.theme,
        made=row.made,
        changed=row.changed,
        disabled=row.disabled,
        has_password=row.password is not None,
    )


def _role(role: str) -> str:
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role; roles are: {', '.join(ROLES)}.")
    return role


def _shown(text: str) -> str:
    """A name as others read it: one line, without characters that turn or hide what stands beside it."""
    plain = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    plain = " ".join("".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split())
    if not plain or len(plain) > SHOWN_LENGTH:
        raise UsageError(
            f"A name that others read has 1 to {SHOWN_LENGTH} characters; shorten it or give one."
        )
    return plain
