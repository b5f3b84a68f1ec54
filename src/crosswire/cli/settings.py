"""`crosswire config` and `crosswire schema`: what is in force, and what a dossier is written by."""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import files as files_of
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from crosswire.cli.options import (
    AnalysisLimit,
    ConfigFile,
    KnownNames,
    Language,
    Threshold,
    VagueProfile,
    settled,
)
from crosswire.cli.program import app


class Contract(StrEnum):
    """What is published with a schema."""

    dossier = "dossier"
    check = "check"
    stories = "stories"


@app.command()
def config(
    config_file: ConfigFile = None,
    language: Language = None,
    vague_profile: VagueProfile = None,
    corroboration_threshold: Threshold = None,
    analysis_limit: AnalysisLimit = None,
    known_names: KnownNames = None,
) -> None:
    """Print the settings in force and where each comes from: flag, environment, file or default."""
    in_force = settled(
        config_file,
        language=language,
        vague_profile=vague_profile,
        corroboration_threshold=corroboration_threshold,
        analysis_limit=analysis_limit,
        known_names=known_names,
    )
    table = Table("setting", "value", "from", "environment variable", box=None, pad_edge=False)
    for setting, origin in in_force.origins:
        table.add_row(
            setting.name, str(getattr(in_force.config, setting.name)), origin, setting.variable, style=""
        )
    Console(highlight=False, markup=False).print(table)


@app.command()
def schema(
    of: Annotated[
        Contract,
        typer.Argument(
            help="dossier: of dossier.json; check: of check.json; stories: of `crosswire stories --json`."
        ),
    ] = Contract.dossier,
) -> None:
    """Print the JSON Schema (2020-12) of dossier.json, of check.json, or of stories."""
    typer.echo((files_of("crosswire") / "schema" / f"{of.value}.schema.json").read_text("utf-8"), nl=False)
