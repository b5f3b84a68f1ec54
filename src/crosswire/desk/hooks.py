"""Alarms to those who asked for them: written into the outbox with the version that raised them, sent from there.

In: the alarms of a new version, and whose variant it is. Out: rows of `outbox`, one for each alarm and hook whose owner may
see the story so; and later, signed and retried, the requests themselves (`watch.webhook`). An alarm is sent at least once; its
id tells a receiver what it has seen. Whether the owner may still see the story is looked at again before it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, or_, select

from crosswire.desk.variants import Variant
from crosswire.store.database.derived import variant_people
from crosswire.store.database.jobs import ask, new_id, time_after
from crosswire.store.database.schema import hooks, outbox, restriction_people, restrictions, users
from crosswire.store.database.visible import OPEN
from crosswire.watch.changes import Alarm


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
