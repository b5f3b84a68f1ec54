"""`crosswire rule`: what people decide of two reports, recorded, listed, withdrawn."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from crosswire.cli.desk_store import looking
from crosswire.cli.options import write_out
from crosswire.cli.program import app, say
from crosswire.errors import UsageError
from crosswire.naming import Known, find_report, known_files, known_in_dossier, known_in_store, known_report
from crosswire.present.terminal import clean
from crosswire.rulings import contradictions
from crosswire.store import (
    Withdrawal,
    add_ruling,
    add_to_file,
    decide,
    decided_now,
    hidden_password,
    holds_store,
    is_database,
    read_rulings,
    read_rulings_file,
    standing,
    to_table,
)
from crosswire.text.rulings import what
from crosswire.types import Decision, Named, Verdict

rule = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Record what people decide of two reports, list it, withdraw it.\n\n"
    "What is decided holds in every later dossier, whatever the words of the reports say, and is shown with "
    "who decided and when. Nothing recorded is ever altered.",
)
app.add_typer(rule, name="rule")


class About(StrEnum):
    """The question that is decided."""

    story = "story"
    original = "original"


Report_ = Annotated[str, typer.Argument(metavar="REPORT", help="Its id, path, address, or siglum (R1).")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides.")]
Reason = Annotated[str, typer.Option(help="Why, in a few words; it is shown where the decision holds.")]
AboutOption = Annotated[
    About,
    typer.Option(help="story: whether both tell of one event; original: whether both descend from one text."),
]
InStore = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="The store in which the reports are kept: a folder, or a desk's, postgresql://USER@HOST/NAME.",
    ),
]
InFile = Annotated[
    Path | None,
    typer.Option("--rulings", metavar="FILE.jsonl", help="A file of decisions, where there is no store."),
]
OfDossier = Annotated[
    Path | None,
    typer.Option(
        "--dossier",
        metavar="DIR",
        help="The dossier that gives the sigla and ids by which reports are named.",
    ),
]
_VERDICTS: dict[Verdict, str] = {
    "same": "Decide that two reports belong together: one story, or with --about original one text.",
    "different": "Decide that two reports do not belong together: other stories, or with --about original "
    "independent texts.",
    "unsure": "Leave open whether two reports belong together; this undoes an earlier decision on them.",
}
_EPILOG = """Examples:

- `crosswire rule {verdict} courier.txt anvil.txt --by "Ines Karo" --store evidence/`

- `crosswire rule {verdict} R1 R4 --dossier out/flood --store evidence/ --by "Ines Karo" --reason "seen both"`

- `crosswire rule {verdict} REPORT REPORT --store postgresql://desk@localhost/desk --by "Ines Karo"` in a desk's store

- `crosswire rule {verdict} a.txt b.txt --about original --rulings rulings.jsonl --by "Ines Karo"`"""


def _add(verdict: Verdict) -> Callable[..., None]:
    def command(
        left: Report_,
        right: Report_,
        by: By,
        reason: Reason = "",
        about: AboutOption = About.story,
        store: InStore = None,
        rulings: InFile = None,
        dossier: OfDossier = None,
    ) -> None:
        _check_place(store, rulings)
        first, second = _named((left, right), store, dossier)
        made = decide(verdict, first, second, by=by, about=about.value, reason=reason)
        _record(made, store, rulings, made)
        typer.echo(f"{made.id}  {_line(made)}")
        for message in contradictions(standing(_entries(store, rulings))):
            say(message)

    command.__doc__ = _VERDICTS[verdict]
    return command


for _verdict in _VERDICTS:
    rule.command(name=_verdict, epilog=_EPILOG.format(verdict=_verdict))(_add(_verdict))


@rule.command(
    name="list",
    epilog="""Examples:

- `crosswire rule list --store evidence/`

- `crosswire rule list --store evidence/ --json > rulings.jsonl` a file that `--rulings` takes""",
)
def list_(
    store: InStore = None,
    rulings: InFile = None,
    withdrawn: Annotated[
        bool, typer.Option("--all", help="Withdrawn decisions too, and who withdrew them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as in a file.")] = False,
) -> None:
    """List what was decided, oldest first, and say where decisions contradict each other."""
    _check_place(store, rulings)
    entries = list(_entries(store, rulings))
    stand = standing(entries)
    shown = entries if withdrawn else list(stand)
    if as_json:
        lines = (json.dumps(to_table(entry), ensure_ascii=False) + "\n" for entry in shown)
        write_out("".join(lines).encode("utf-8", "replace"))
    else:
        _print(shown, {d.id for d in stand})
    for message in contradictions(stand):
        say(message)


@rule.command(
    epilog="""Examples:

- `crosswire rule withdraw d8c01f22ab --by "Ines Karo" --reason "two mills" --store evidence/`"""
)
def withdraw(
    id: Annotated[str, typer.Argument(metavar="ID", help="The decision's, as `crosswire rule list` has it.")],
    by: By,
    reason: Reason = "",
    store: InStore = None,
    rulings: InFile = None,
) -> None:
    """Withdraw a decision: it stays on record and holds no more."""
    _check_place(store, rulings)
    who = " ".join(by.split())
    if not who:
        raise UsageError("A withdrawal needs a name: say with --by who withdraws.")
    every = {e.id: e for e in _entries(store, rulings) if isinstance(e, Decision)}
    begun = [known for known in every if known.startswith(id.strip())] if len(id.strip()) > 3 else []
    meant = begun[0] if len(begun) == 1 else id.strip()
    if meant not in every:
        near = ", ".join(difflib.get_close_matches(meant, sorted(every), n=3, cutoff=0.5))
        close = f"close to it: {near}" if near else "`crosswire rule list` shows those that stand"
        raise UsageError(f"{id}: is no decision in {store or rulings}; {close}.")
    gone = Withdrawal(withdraws=meant, by=who, at=decided_now(), reason=" ".join(reason.split()))
    _record(gone, store, rulings, every[meant])
    typer.echo(f"{meant}  withdrawn: {_line(every[meant])}")
    for message in contradictions(standing(_entries(store, rulings))):
        say(message)


def _check_place(store: str | None, rulings: Path | None) -> None:
    """Raises UsageError where it is not plain in which one place decisions are kept."""
    if (store is None) == (rulings is None):
        raise UsageError(
            "Say where decisions are kept: --store ADDRESS, or --rulings FILE.jsonl; one of both."
        )
    if store is not None and not holds_store(store):
        raise UsageError(
            f"{store}: holds no archive; name the folder that was given as --store, or use --rulings FILE.jsonl."
        )


def _record(entry: Decision | Withdrawal, store: str | None, rulings: Path | None, about: Decision) -> None:
    """Keeps an entry; `about` is the decision, or the one that is withdrawn."""
    if store is not None and is_database(store):
        from crosswire.desk import anew

        with looking(store) as (database, _):
            anew.rule(database, entry, about)
    elif store is not None:
        add_ruling(store, entry)
    elif rulings is not None:
        add_to_file(rulings, entry)


def _entries(store: str | None, rulings: Path | None) -> Iterable[Decision | Withdrawal]:
    if store is not None and is_database(store):
        from crosswire.desk.listing import rulings_of

        with looking(store) as (database, viewer):
            return rulings_of(database, viewer)
    if store is not None:
        return read_rulings(store)
    return read_rulings_file(rulings) if rulings is not None and rulings.exists() else ()


def _named(texts: tuple[str, str], store: str | None, dossier: Path | None) -> list[Named]:
    """The names of the reports that two texts mean. Raises UsageError for what means none, or several."""
    if dossier is not None:
        known, where = known_in_dossier(dossier), f"the dossier {dossier}"
    elif store is not None:
        known, where = _known(store), f"the store {hidden_password(store)}"
    else:
        return [_in_file(text) for text in texts]
    try:
        return [find_report(text, known, where=where).name for text in texts]
    except UsageError:
        if dossier is not None or store is None or is_database(store):
            raise
    read = known_in_store(Path(store), reading=True)
    return [find_report(text, read, where=where).name for text in texts]


def _known(store: str) -> tuple[Known, ...]:
    """The reports of a store, as they can be named."""
    if not is_database(store):
        return known_in_store(Path(store))
    from crosswire.desk.listing import reports_of

    with looking(store) as (database, viewer):
        return tuple(known_report(report) for report in reports_of(database, viewer))


def _in_file(text: str) -> Named:
    """The report in a file; an address is taken as it stands, since nothing is fetched here."""
    known: tuple[Known, ...] = known_files([text])
    if not known and text.lower().startswith(("http://", "https://")):
        return Named(id=text, address=text)
    if not known:
        raise UsageError(
            f"{text}: is no file with a report; name files or addresses, or the dossier with --dossier, or the "
            "store with --store."
        )
    return find_report(text, known, where=text).name


def _line(decision: Decision) -> str:
    pair = " and ".join(clean(n.source or n.id, limit=200) for n in (decision.left, decision.right))
    reason = f" ({clean(decision.reason, limit=200)})" if decision.reason else ""
    return f"{pair}: {what(decision)}, by {clean(decision.by, limit=80)} on {decision.at[:10]}{reason}"


def _print(entries: Iterable[Decision | Withdrawal], stand: set[str]) -> None:
    console = Console(highlight=False, markup=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("id", "day", "by", "decided", "reports", "reason"):
        table.add_column(head, overflow="fold", no_wrap=head in ("id", "day"))
    for entry in entries:
        if isinstance(entry, Withdrawal):
            row = [entry.withdraws, entry.at[:10], entry.by, "withdrawn", "", entry.reason]
        else:
            reports = "\n".join(clean(n.source or n.id, limit=100) for n in (entry.left, entry.right))
            decided = what(entry) if entry.id in stand else f"{what(entry)} (withdrawn)"
            row = [entry.id, entry.at[:10], entry.by, decided, reports, entry.reason]
        table.add_row(*(x if n == 4 else clean(x, limit=200) for n, x in enumerate(row)))
    if table.row_count:
        console.print(table)
    else:
        console.print("Nothing was decided yet.")
