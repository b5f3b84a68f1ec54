"""`crosswire names`: whether two names are one bearer's, how surely, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from crosswire.cli.options import write_out
from crosswire.cli.program import app
from crosswire.present.terminal import clean
from crosswire.text.name_match import match_names
from crosswire.types import NameMatch, NameSchema


class What(StrEnum):
    """What the names name."""

    person = "person"
    org = "org"
    place = "place"


_SCHEMAS: dict[What, NameSchema] = {What.person: "PERSON", What.org: "ORG", What.place: "GPE"}


@app.command(
    epilog="""Examples:

- `crosswire names "Farouk Dorel" "Фарук Дорел"` a probability, and what each word adds to it

- `crosswire names --of org "Ministry of Ports" "Ports Ministry" --json`

What the probability means, and how well it holds, is in docs/names.md."""
)
def names(
    a: Annotated[str, typer.Argument(metavar="NAME", help="A name, in any script.")],
    b: Annotated[str, typer.Argument(metavar="NAME", help="Another.")],
    of: Annotated[What, typer.Option(help="What the names name.")] = What.person,
    as_json: Annotated[bool, typer.Option("--json", help="Write the result as JSON.")] = False,
) -> None:
    """Say how probable it is that two names are one bearer's, and why."""
    found = match_names(a, b, schema=_SCHEMAS[of])
    text = json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n" if as_json else _shown(found)
    write_out(text.encode())


def _shown(found: NameMatch) -> str:
    lines = [f"{found.score:.2f}  {'the same' if found.same else 'not the same'}"]
    lines += [f"  {r.weight:+5.1f}  {clean(r.says)}" for r in found.reasons]
    return "\n".join(lines) + "\n"
