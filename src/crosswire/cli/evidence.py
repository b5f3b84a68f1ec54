"""`crosswire bag`: handing an archive over, with the dossier of what is in it."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crosswire.cli.options import Address, AnalysisLimit, ConfigFile, Day, Desk, Quiet, folder_for, settled
from crosswire.cli.program import app
from crosswire.config import Config
from crosswire.errors import NothingUsableError, UsageError
from crosswire.pipeline import Progress, build, knowledge_for
from crosswire.present.exports import Cover
from crosswire.present.exports.folder import to_folder
from crosswire.present.json import report_to_contract
from crosswire.printing import find_browser, to_pdf
from crosswire.progress import progress
from crosswire.read import Source, read_each
from crosswire.rulings import decisions_for
from crosswire.store import Archive, write_bag
from crosswire.types import Dossier, Problem, Report


@app.command(
    epilog="""Examples:

- `crosswire bag evidence/ handover/ --desk "The weir desk" --day 2031-05-09` everything, in every form

- `crosswire bag evidence/ handover/ --pdf` with the page printed by Chromium too

- `crosswire bag evidence/ copy/ --no-dossier` the archive alone""",
)
def bag(
    store: Annotated[
        Path,
        typer.Argument(
            metavar="STORE",
            help="The store to hand over, a folder.",
            parser=folder_for(
                "a bag is made of an archive",
                "`crosswire backup` writes a database whole, and `crosswire export --store …` hands over a story of it",
            ),
        ),
    ],
    out: Annotated[Path, typer.Argument(metavar="BAG", help="Folder for the bag; must not be there yet.")],
    dossier: Annotated[
        bool,
        typer.Option(
            "--dossier/--no-dossier",
            help="With the dossier of the reports in it, as page, document, JSON, graph, claims, annotations and tables.",
        ),
    ] = True,
    pdf: Annotated[bool, typer.Option("--pdf", help="With the page printed by Chromium.")] = False,
    day: Day = None,
    desk: Desk = None,
    address: Address = None,
    quiet: Quiet = False,
    config_file: ConfigFile = None,
    analysis_limit: AnalysisLimit = None,
) -> None:
    """Write a BagIt bag of a store: bytes, metadata, custody log, and the dossier in every form.

    `crosswire read BAG --store NEW` brings it back, identical. `dossier/README.txt` in it says what each file is.
    """
    cover = Cover(day=day, desk=desk, address=address)
    if pdf and not dossier:
        raise UsageError("--pdf prints the dossier, which --no-dossier leaves out; give one of them.")
    if pdf:
        find_browser()
    in_force = settled(config_file, analysis_limit=analysis_limit)
    with ExitStack() as open_things, progress(Console(stderr=True), quiet=quiet) as tell:
        archive = open_things.enter_context(Archive.open(store))
        found = list(archive.sources())
        sources = tuple(x for x in found if isinstance(x, Source))
        unread = tuple(x for x in found if isinstance(x, Problem))
        extra: dict[str, bytes] = {}
        if dossier:
            made = _dossier(store, sources, unread, in_force.config, open_things, tell)
            extra |= _forms(made, cover, pdf=pdf)
        extra["reports.json"] = reports_to_json(sources)
        tell("write", 0, 1)
        write_bag(archive, out, extra=extra, organization=cover.desk)
    if not quiet:
        Console(highlight=False, markup=False).print(f"{out}", soft_wrap=True)


def _dossier(
    store: Path,
    sources: tuple[Source, ...],
    unread: tuple[Problem, ...],
    config: Config,
    open_things: ExitStack,
    tell: Progress,
) -> Dossier:
    """The dossier of a store's reports. Raises NothingUsableError, with what to do then."""
    known = knowledge_for(config, [store], tell=tell)
    if known is not None:
        open_things.enter_context(known)
    try:
        return build(
            sources,
            config=config,
            progress=tell,
            problems=unread,
            rulings=decisions_for([store]),
            knowledge=known,
        )
    except NothingUsableError as error:
        raise NothingUsableError(
            f"{error}\nWithout a dossier the store can be bagged: --no-dossier."
        ) from error


def _forms(made: Dossier, cover: Cover, *, pdf: bool) -> dict[str, bytes]:
    """The dossier in every form, below `dossier/`; with the reports' texts, since the bag has the reports themselves."""
    also = (("dossier.pdf", "the page, printed"),) if pdf else ()
    files = to_folder(made, cover, with_text=True, also=also)
    if pdf:
        files["dossier.pdf"] = to_pdf(files["dossier.html"].decode("utf-8"), day=cover.day)
    return {f"dossier/{name}": data for name, data in files.items()}


def reports_to_json(sources: tuple[Source, ...]) -> bytes:
    """What was found of each report, as the contract has it, for who has no crosswire at hand."""
    reports = [x for x in read_each(sources) if isinstance(x, Report)]
    told = [report_to_contract(report) for report in reports]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
