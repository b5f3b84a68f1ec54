"""`crosswire knowledge`: names and aliases taken from files into a store, listed, shown, removed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from crosswire.cli.options import Quiet, folder_for, write_out
from crosswire.cli.program import NOT_AS_IT_WAS, app, say
from crosswire.errors import UsageError
from crosswire.knowledge import (
    COLUMNS,
    FORMATS,
    Added,
    Choice,
    Kept,
    OneSet,
    Wanted,
    add_knowledge,
    changed_sets,
    find_set,
    history,
    kept_sets,
    open_knowledge,
    remove_knowledge,
)
from crosswire.present.terminal import clean
from crosswire.progress import progress
from crosswire.store import is_store
from crosswire.types import EntityType, KnownEntity

knowledge = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Names and aliases known beforehand, from files into a store: added, listed, searched, removed.\n\n"
    "Entities of later dossiers are linked to them by id, with the reasons. Without any, everything works. Nothing "
    "is fetched: name files that you have.",
)
app.add_typer(knowledge, name="knowledge")


class Format(StrEnum):
    """A format of files of names."""

    ftm = "ftm"
    wikidata = "wikidata"
    sparql = "sparql"
    geonames = "geonames"
    alternates = "geonames-alternates"
    regions = "geonames-regions"
    table = "table"


class Kind(StrEnum):
    """A type of entity, in words."""

    person = "person"
    organisation = "organisation"
    place = "place"
    area = "area"
    facility = "facility"
    other = "other"


_TYPES: dict[Kind, EntityType] = {
    Kind.person: "PERSON",
    Kind.organisation: "ORG",
    Kind.place: "GPE",
    Kind.area: "LOC",
    Kind.facility: "FAC",
    Kind.other: "OTHER",
}
_FOLDER = folder_for("sets of names are kept")
InStore = Annotated[
    Path,
    typer.Option("--store", metavar="FOLDER", help="The store in which the names are kept.", parser=_FOLDER),
]
SetName = Annotated[
    str, typer.Argument(metavar="SET", help="A set's name, as `crosswire knowledge list` has it.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@knowledge.command(
    epilog="""Examples:

- `crosswire knowledge add people.csv --store evidence/ --licence "our own"`

- `crosswire knowledge add entities.ftm.json --store evidence/ --name sanctions --licence "CC BY-NC 4.0" --version 20310504`

- `crosswire knowledge add cities500.txt alternateNamesV2.txt admin1CodesASCII.txt --name geonames --store evidence/`

- `crosswire knowledge add latest-all.json.gz --name wikidata --only person --only organisation --language en --language ru --store evidence/`"""
)
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Files of any format that `crosswire knowledge formats` lists."),
    ],
    store: Annotated[
        Path,
        typer.Option(
            "--store",
            metavar="FOLDER",
            help="The store in which they are kept; made if need be.",
            parser=_FOLDER,
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="What the set is called. Default: the file's name without its endings.")
    ] = None,
    licence: Annotated[
        str | None, typer.Option(help="The licence of the files, as their publisher states it.")
    ] = None,
    version: Annotated[
        str | None, typer.Option(help="Their version or day, as their publisher states it.")
    ] = None,
    format: Annotated[Format | None, typer.Option(help="Their format, where it cannot be told.")] = None,
    kind: Annotated[
        Kind | None, typer.Option("--type", help="The type of rows that tell none themselves.")
    ] = None,
    only: Annotated[
        list[Kind] | None, typer.Option(help="Take these types only; several times for several.")
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(help="Take names in these languages only (en, ru …) where the file tells languages."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Take names from files into a set of a store, in place of a set of the same name.

    Bad lines are listed and passed over; a file that is cut short changes nothing. The files themselves are not
    kept: their SHA-256 is, and all that was taken of them.
    """
    choice = Choice(
        name=name,
        format=format.value if format else None,
        type=_TYPES[kind] if kind else None,
        wanted=Wanted(
            types=frozenset(_TYPES[k] for k in only) if only else None,
            languages=frozenset(language) if language else None,
        ),
        licence=licence,
        version=version,
    )
    with progress(Console(stderr=True), quiet=quiet) as tell:
        added = add_knowledge(store, files, choice, tell=tell)
    _tell_bad(added)
    if not quiet:
        typer.echo(clean(_told(added), limit=400))


@knowledge.command(
    name="list",
    epilog="""Examples:

- `crosswire knowledge list --store evidence/`

- `crosswire knowledge list --store evidence/ --all` what was replaced and removed too""",
)
def list_(
    store: InStore,
    every: Annotated[
        bool, typer.Option("--all", help="All that was ever added and removed, oldest first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the sets of names that a store keeps."""
    _check(store)
    if every:
        rows = [
            {"at": e.at, "what": e.what.removeprefix("knowledge-"), **dict(e.how)} for e in history(store)
        ]
    else:
        rows = [{"at": s.at, "what": "added", **s.how} for s in kept_sets(store)]
    if as_json:
        write_out(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")
        )
    elif rows:
        _print_sets(rows, every)
    else:
        typer.echo("No names are kept here yet; `crosswire knowledge add FILE --store STORE` takes some.")


@knowledge.command(
    epilog="""Examples:

- `crosswire knowledge search "Jorun Maltesk" --store evidence/`"""
)
def search(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A name, in any spelling, script and order.")
    ],
    store: InStore,
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="SET", help="Look in this set only; several times for several."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look a name up, as it is done for the entities of a dossier."""
    _check(store)
    opened = open_knowledge(sets or (), stores=[store])
    found: list[KnownEntity] = []
    if opened is not None:
        with opened:
            found = [entity for name in names for entity in opened.lookup([name])]
    _print(found, as_json, "Nobody and nothing of that name is known here.")


@knowledge.command(
    epilog="""Examples:

- `crosswire knowledge show people --store evidence/`

- `crosswire knowledge show people p-17 --store evidence/`

- `crosswire knowledge show people --store evidence/ --json > people.jsonl` all of a set"""
)
def show(
    name: SetName,
    store: InStore,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Entries to show; without any, all.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the entries of a set."""
    _check(store)
    one = OneSet(find_set(kept_sets(store), name, str(store)).path)
    try:
        for id in ids or ():
            if one.by_id(id) is None:
                raise UsageError(
                    f"{id}: is no entry of the set {name}; `crosswire knowledge search NAME` finds ids."
                )
        chosen = (entity for id in ids for entity in [one.by_id(id)] if entity) if ids else one.every()
        _print(chosen, as_json, "The set is empty.")
    finally:
        one.close()


@knowledge.command(
    epilog="""Examples:

- `crosswire knowledge remove people --store evidence/ --reason "out of date"`"""
)
def remove(
    name: SetName,
    store: InStore,
    reason: Annotated[str, typer.Option(help="Why, in a few words.")] = "",
) -> None:
    """Remove a set; that it was there stays on record."""
    _check(store)
    gone = remove_knowledge(store, name, reason=reason)
    typer.echo(f"{gone.name}  removed: {clean(_counts(gone), limit=200)}")


@knowledge.command()
def verify(store: InStore) -> None:
    """Recompute the digest of every set, and name whatever is not as it was made. Exit status 4: something is not."""
    _check(store)
    faults = changed_sets(store)
    for fault in faults:
        say(fault)
    if faults:
        raise typer.Exit(NOT_AS_IT_WAS)
    count = len(kept_sets(store))
    typer.echo(f"{store}: {count} {'set, as it was' if count == 1 else 'sets, as they were'} made.")


@knowledge.command()
def formats() -> None:
    """List the formats of names, and the columns that a table may have."""
    console = Console(highlight=False, markup=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("format", "what"):
        table.add_column(head, no_wrap=head == "format")
    for name, what in FORMATS.items():
        table.add_row(name, what)
    console.print(table)
    console.print("\nAny of them may be packed: gzip, bzip2, xz, zip. Columns of a table (name is needed):\n")
    columns = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("column", "may be called"):
        columns.add_column(head, no_wrap=head == "column")
    for name, spellings in COLUMNS.items():
        columns.add_row(name, ", ".join(spellings))
    console.print(columns)


def _check(store: Path) -> None:
    if not is_store(store):
        raise UsageError(f"{store}: holds no archive; name the folder that was given as --store.")


def _tell_bad(added: Added) -> None:
    for file, bad in added.taken.listed:
        say(f"{file}, line {bad.line}: {bad.why}.")
    if (more := added.taken.bad - len(added.taken.listed)) > 0:
        say(f"… and {more:,} more lines that could not be taken.")


def _told(added: Added) -> str:
    done = "unchanged" if added.unchanged else "replaced" if added.replaced else "added"
    passed = f"; {added.taken.passed:,} lines tell of nothing that is taken" if added.taken.passed else ""
    return f"{added.kept.name}  {done}: {_counts(added.kept)}{passed}"


def _counts(kept: Kept) -> str:
    entities, names = int(kept.how["entities"]), int(kept.how["names"])
    return f"{entities:,} {'entity' if entities == 1 else 'entities'}, {names:,} {'name' if names == 1 else 'names'}"


def _print_sets(rows: Iterable[dict[str, str]], every: bool) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    heads = [
        "set",
        "day",
        *(["what"] if every else []),
        "entities",
        "names",
        "format",
        "version",
        "licence",
        "source",
    ]
    for head in heads:
        table.add_column(head, overflow="fold", justify="right" if head in ("entities", "names") else "left")
    for row in rows:
        counts: dict[str, str] = {k: f"{int(row[k]):,}" for k in ("entities", "names") if k in row}
        told: dict[str, str] = {**row, **counts, "set": row["name"], "day": row["at"][:10]}
        told["format"] = row.get("kind", "")
        table.add_row(*(clean(told.get(head, ""), limit=120) for head in heads))
    Console(highlight=False, markup=False).print(table)


def _print(found: Iterable[KnownEntity], as_json: bool, nothing: str) -> None:
    if as_json:
        for one in found:
            told = {key: value for key, value in asdict(one).items() if value not in (None, ())}
            write_out((json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
        return
    empty = True
    for one in found:
        empty = False
        head, *more = (clean(line, limit=600) for line in _lines(one))
        typer.echo("\n  ".join([head, *more]))
    if empty:
        typer.echo(nothing)


def _lines(one: KnownEntity) -> Iterable[str]:
    yield f"{one.set} {one.id}: {one.name} ({one.type})"
    others = [
        n.text + (f" ({n.kind})" if n.kind not in ("name", "alias") else "")
        for n in one.names
        if n.text != one.name
    ]
    facts = [*one.countries, *one.roles, *(x for x in (one.region, one.note) if x)]
    facts += [f"born {one.born}"] if one.born and one.type == "PERSON" else []
    facts += [f"{one.latitude:.3f}, {one.longitude:.3f}"] if one.latitude is not None else []
    if facts:
        yield "; ".join(facts)
    if others:
        more = f" … and {len(others) - 12} more" if len(others) > 12 else ""
        yield f"also {', '.join(others[:12])}{more}"
