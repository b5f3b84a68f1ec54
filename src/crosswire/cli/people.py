"""`crosswire people`: the accounts of a desk, from the machine that keeps its store: the first admin is made here."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from crosswire.cli.program import app, say
from crosswire.cli.serving import StoreAddress
from crosswire.errors import UsageError
from crosswire.present.terminal import clean

if TYPE_CHECKING:
    from crosswire.store.database import Database
    from crosswire.store.database.people import Person

people = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="The people of a desk: added, listed, given roles, shut out; tokens for machines.\n\n"
    "Passwords are asked for, or read from standard input, never given on the command line, where others could "
    "see them.",
)
app.add_typer(people, name="people")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that they log in with.")]
Role = Annotated[
    str,
    typer.Option(help="reader (reads), reviewer (and reviews), editor (and adds, restricts, seals), admin."),
]
Generate = Annotated[bool, typer.Option("--generate", help="Make a password up and print it, this once.")]


@people.command("add")
def add(
    name: Name,
    store: StoreAddress = "crosswire-store",
    role: Role = "reader",
    shown: Annotated[str | None, typer.Option(help="The name that others read.")] = None,
    generate: Generate = False,
) -> None:
    """Add somebody. The first admin of a desk is made so; they add the others on its page."""
    from crosswire.serve.security import accounts
    from crosswire.serve.security.passwords import Passwords
    from crosswire.store.database import open_store

    with open_store(store, create=True) as database:
        password = _new_password(generate)
        made = accounts.add_person(
            database, Passwords(), None, name=name, role=role, password=password, shown=shown
        )
    say(f"{made.name} may log in now as {made.role}.")


@people.command("list")
def list_people(store: StoreAddress = "crosswire-store") -> None:
    """Show everyone who has an account."""
    from crosswire.store.database import open_store
    from crosswire.store.database import people as kept

    with open_store(store) as database, database.read() as connection:
        found = kept.everyone(connection)
    table = Table("name", "role", "shown as", "since", "state", box=None, pad_edge=False)
    for person in found:
        state = f"shut since {person.disabled[:10]}" if person.disabled else ""
        table.add_row(person.name, person.role, clean(person.shown, limit=60), person.made[:10], state)
    Console().print(table)


@people.command("role")
def change_role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer, editor or admin.")],
    store: StoreAddress = "crosswire-store",
) -> None:
    """Give somebody another role; their sessions end."""
    from crosswire.serve.security import accounts
    from crosswire.store.database import open_store

    with open_store(store) as database:
        person = accounts.change_role(database, None, id=_find(database, name).id, role=role)
    say(f"{person.name} is now {person.role}.")


@people.command("disable")
def disable(name: Name, store: StoreAddress = "crosswire-store") -> None:
    """Shut somebody's account: their sessions and tokens end, what they did stays."""
    _set_disabled(store, name, disabled=True)


@people.command("enable")
def enable(name: Name, store: StoreAddress = "crosswire-store") -> None:
    """Open an account again."""
    _set_disabled(store, name, disabled=False)


@people.command("reset")
def reset(name: Name, store: StoreAddress = "crosswire-store", generate: Generate = False) -> None:
    """Give somebody another password; their sessions and tokens end."""
    from crosswire.serve.security import accounts
    from crosswire.serve.security.passwords import Passwords
    from crosswire.store.database import open_store

    with open_store(store) as database:
        person = _find(database, name)
        password = _new_password(generate)
        accounts.reset_password(database, Passwords(), None, id=person.id, password=password)
    say(f"{person.name} logs in with the new password from now on.")


@people.command("token")
def token(
    name: Name,
    purpose: Annotated[str, typer.Option("--for", help="What the token is for, so that it is known later.")],
    store: StoreAddress = "crosswire-store",
    role: Role = "reader",
    days: Annotated[int, typer.Option(min=1, max=3650, help="For how many days it is good.")] = 90,
) -> None:
    """Make a token with which a program acts for somebody; it is printed this once."""
    from crosswire.serve.security import accounts
    from crosswire.store.database import open_store

    with open_store(store) as database:
        secret, made = accounts.make_token(
            database, None, user=_find(database, name).id, name=purpose, role=role, seconds=days * 86_400
        )
    print(secret)
    say(f"It is {made.role}'s, until {(made.ends or '')[:10]}; send it as `Authorization: Bearer …`.")


def _set_disabled(store: str, name: str, *, disabled: bool) -> None:
    from crosswire.serve.security import accounts
    from crosswire.store.database import open_store

    with open_store(store) as database:
        person = accounts.set_disabled(database, None, id=_find(database, name).id, disabled=disabled)
    say(f"The account of {person.name} is {'shut' if disabled else 'open'}.")


def _find(database: Database, name: str) -> Person:
    from crosswire.store.database import people as kept

    with database.read() as connection:
        person = kept.find(connection, name)
    if person is None:
        raise UsageError(
            f"There is no account named {name!r}; `crosswire people list` shows those that there are."
        )
    return person


def _new_password(generate: bool) -> str:
    """A password: made up, typed twice where somebody sits there, or the first line of standard input."""
    if generate:
        from crosswire.serve.people import made_up

        password = made_up()
        print(password)
        return password
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise UsageError("No password came from standard input; write one line there, or use --generate.")
        return password
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("The same again: "):
        raise UsageError("The password was typed in two ways; run it again.")
    return password
