"""Alarms to those who asked for them: written into the outbox with the version that raised them, sent from there.

In: the alarms of a new version, and whose variant it is. Out: rows of `outbox`, one for each alarm and hook whose owner may
see the story so; and later, signed and retried, the requests themselves (`watch.webhook`). An alarm is sent at least once; its
id tells a receiver what it has seen. Whether the owner may still see the story is looked at again before it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from crosswire.desk.variants import Variant
from crosswire.errors import FetchError, UsageError
from crosswire.fetch import FetchOptions
from crosswire.fetch.sending import send as send_to
from crosswire.store.database import Database
from crosswire.store.database.derived import variant_people
from crosswire.store.database.jobs import ask, new_id, time_after
from crosswire.store.database.schema import hooks, outbox, restriction_people, restrictions, users
from crosswire.store.database.visible import OPEN
from crosswire.watch.changes import Alarm
from crosswire.watch.webhook import Webhook, deliver, parse_secret

# Seconds until an alarm that was not taken is sent again: twice as long each time, at most an hour; and how often in all,
# some three days, before its hook is stopped.
_FIRST_SECONDS, _MOST_SECONDS, _TRIES = 10, 3600, 80
_STOPPED = "{} It was tried for three days; the hook is stopped."


class Sending:
    """Sends what waits in the outbox of one database, each hook's alarms in order."""

    def __init__(self, database: Database, options: FetchOptions) -> None:
        self._database = database
        self._options = options

    def ask_due(self) -> None:
        """Asks for what is due to be sent."""
        due = select(outbox.c.id).where(outbox.c.next <= time_after()).limit(1)
        with self._database.read() as connection:
            if connection.execute(due).scalar() is None:
                return
        with self._database.write() as connection:
            ask(connection, "hooks", {}, key="hooks")

    def send(self) -> None:
        """Sends everything that is due; of a hook that does not take one, no more for now."""
        with self._database.read() as connection:
            due = select(outbox.c.hook).where(outbox.c.next <= time_after()).distinct()
            waiting = list(connection.execute(due).scalars())
        for hook in waiting:
            while self._next(hook):
                pass

    def _next(self, hook: str) -> bool:
        """Sends the oldest alarm of a hook; whether another may follow at once."""
        with self._database.read() as connection:
            row = connection.execute(_oldest(hook)).one_or_none()
            if row is None or row.next > time_after():
                return False
            told = json.loads(row.body)
            alarm = Alarm(**told["alarm"])
            mine = row.stopped is None and row.disabled is None
            mine = mine and sees(connection, row.user, row.role, alarm.story, told["variant"])
        refused = self._deliver(alarm, row.address, row.secret) if mine else None
        with self._database.write() as connection:
            if refused is None:
                connection.execute(outbox.delete().where(outbox.c.id == row.id))
                connection.execute(hooks.update().where(hooks.c.id == hook).values(problem=None))
                return True
            _put_off(connection, row, refused)
        return False

    def _deliver(self, alarm: Alarm, address: str, secret: str) -> str | None:
        try:
            webhook = Webhook(address=address, secret=parse_secret(secret))
        except UsageError as error:
            return str(error)
        return deliver(alarm, webhook, pauses=(), post=self._post)

    def _post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        try:
            return send_to(address, body, tuple(headers.items()), options=self._options)
        except FetchError as error:
            raise OSError(str(error)) from error


def _oldest(hook: str) -> Select[Any]:
    return (
        select(
            outbox,
            hooks.c.address,
            hooks.c.secret,
            hooks.c.user,
            hooks.c.stopped,
            users.c.role,
            users.c.disabled,
        )
        .join(hooks, hooks.c.id == outbox.c.hook)
        .join(users, users.c.id == hooks.c.user)
        .where(outbox.c.hook == hook)
        .order_by(outbox.c.at, outbox.c.id)
        .limit(1)
    )


def _put_off(connection: Connection, row: Row[Any], refused: str) -> None:
    """What was not taken waits, longer each time; a hook that takes nothing for days is stopped."""
    tries = row.tries + 1
    later = min(_MOST_SECONDS, _FIRST_SECONDS * 2 ** min(tries, 16))
    connection.execute(
        outbox.update().where(outbox.c.id == row.id).values(tries=tries, next=time_after(later))
    )
    values: dict[str, str] = {"problem": refused}
    if tries >= _TRIES:
        values = {"problem": _STOPPED.format(refused), "stopped": time_after()}
        connection.execute(outbox.delete().where(outbox.c.hook == row.hook))
    connection.execute(hooks.update().where(hooks.c.id == row.hook).values(**values))


def post(connection: Connection, story: str, variant: Variant, alarms: Sequence[Alarm]) -> None:
    """Writes the alarms of a variant's new version into the outbox of everybody who asked for them and sees it."""
    if not alarms:
        return
    query = (
        select(hooks.c.id, hooks.c.user, users.c.role)
        .join(users, users.c.id == hooks.c.user)
        .where(
            or_(hooks.c.story.is_(None), hooks.c.story == story),
            hooks.c.stopped.is_(None),
            users.c.disabled.is_(None),
        )
    )
    posted = False
    for hook in connection.execute(query).all():
        if sees(connection, hook.user, hook.role, story, variant.key):
            for alarm in alarms:
                connection.execute(
                    outbox.insert().values(
                        id=new_id(),
                        hook=hook.id,
                        at=time_after(),
                        body=json.dumps({"variant": variant.key, "alarm": asdict(alarm)}),
                        tries=0,
                        next=time_after(),
                    )
                )
                posted = True
    if posted:
        ask(connection, "hooks", {}, key="hooks")


def sees(connection: Connection, user: str, role: str, story: str, variant: str) -> bool:
    """Whether a person sees a story in this variant now."""
    if role != "admin" and _closed_to(connection, story, user):
        return False
    query = select(variant_people.c.variant).where(
        variant_people.c.user == user, variant_people.c.story == story
    )
    return (connection.execute(query).scalar() or OPEN) == variant


def _closed_to(connection: Connection, story: str, user: str) -> bool:
    restricted = select(restrictions.c.story).where(restrictions.c.story == story)
    if connection.execute(restricted).scalar() is None:
        return False
    listed = select(restriction_people.c.user).where(
        restriction_people.c.story == story, restriction_people.c.user == user
    )
    return connection.execute(listed).scalar() is None
