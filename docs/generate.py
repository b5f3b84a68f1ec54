"""Writes docs/reference/, the tables of docs/exports.md and docs/licences.md from the code, the schema and
the lock file.

`python docs/generate.py` writes; `python docs/generate.py --check` compares and fails where a page is
stale. The pages of the reference depend on the code alone; that of the licences also on the metadata
of the packages installed, so `--check` only asks whether it names every locked package.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
from collections.abc import Iterator, Sequence
from email.message import Message
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

import typer.main

import crosswire
from crosswire.cli import app
from crosswire.config import SETTINGS
from crosswire.present.exports import TABLES, Column, export_table
from crosswire.types import Dossier, Findings, Links

DOCS = Path(__file__).parent
LOCK = DOCS.parent / "requirements.lock"
HEAD = "<!-- Written by `make docs`; change the code, not this page. -->\n\n"


def main() -> None:
    """Writes or checks every page."""
    pages = {f"reference/{name}.md": HEAD + text for name, text in reference()}
    pages["exports.md"] = with_columns(read(DOCS / "exports.md"))
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in pages.items() if read(DOCS / name) != text]
        licences = read(DOCS / "licences.md")
        stale += [f"licences.md ({name})" for name in locked() if f"| {name} " not in licences]
        sys.exit(f"Stale: {', '.join(stale)}. Run `make docs`." if stale else 0)
    (DOCS / "reference").mkdir(exist_ok=True)
    for name, text in (*pages.items(), ("licences.md", HEAD + licences_page())):
        (DOCS / name).write_text(text, "utf-8")


def reference() -> Iterator[tuple[str, str]]:
    """The pages of the reference by name."""
    yield "command-line", command_line()
    yield "settings", settings()
    yield "dossier-json", dossier_json()
    yield "python", python()


def command_line() -> str:
    """Every command with its arguments and options."""
    group: Any = typer.main.get_command(app)
    parts = [f"# Command line\n\n{group.help}\n\n{options(group.params)}\n"]
    for name, command in commands(group):
        operands = [p for p in command.params if p.param_type_name == "argument"]
        shown = (shown_operand(p) + ("..." if p.nargs == -1 else "") for p in operands)
        usage = " ".join([f"crosswire {name}", "[OPTIONS]", *shown])
        parts.append(f"## `{usage}`\n\n{command.help}\n\n{options(command.params)}\n")
        if command.epilog:
            parts.append(f"{inspect.cleandoc(command.epilog)}\n")
    parts.append(
        "## Exit status\n\n"
        "| status | meaning |\n| --- | --- |\n"
        "| 0 | done; reports that could not be read are listed as problems |\n"
        "| 1 | a bug in crosswire, with its traceback |\n"
        "| 2 | a wrong request: an unknown option, an impossible setting, a place that cannot be written |\n"
        "| 3 | nothing usable among what was given |\n"
        "| 4 | an archive is not as it was (`verify`) |\n"
        "| 5 | a draft departs from the reports, or states what none of them has (`check`, see --fail-on) |\n"
    )
    return "\n".join(parts)


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its name, those of a group after it: "rule", "rule same", …"""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")


def options(params: Sequence[Any]) -> str:
    """A table of arguments and options."""
    rows = ["| option | meaning |", "| --- | --- |"] if params else []
    for param in params:
        flags = ", ".join([*param.opts, *param.secondary_opts])
        shown = shown_operand(param) if param.param_type_name == "argument" else flags
        rows.append(f"| `{cell(shown)}` | {cell(param.help or '')} |")
    return "\n".join(rows)


def shown_operand(param: Any) -> str:
    """An operand's name as the usage line has it."""
    return str(param.metavar or param.name.upper())


def settings() -> str:
    """Every setting with its flag, variable, default and bounds."""
    rows = ["| setting | default | may be | flag | environment |", "| --- | --- | --- | --- | --- |"]
    meanings = []
    for s in SETTINGS:
        bounds = ", ".join(s.choices) if s.choices else f"a whole number, {s.least} or more"
        rows.append(f"| `{s.name}` | {s.default} | {bounds} | `{s.flag}` | `{s.variable}` |")
        meanings.append(f"- `{s.name}`: {s.help}")
    return (
        "# Settings\n\nA flag outweighs the environment, the environment the file `crosswire.toml`, the file "
        "the default. Unknown keys are errors. `crosswire config` prints what is in force and where each "
        "value comes from.\n\n" + "\n".join(rows) + "\n\n" + "\n".join(meanings) + "\n"
    )


def dossier_json() -> str:
    """The contract of dossier.json, from its schema."""
    schema = json.loads((files("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8"))
    parts = [
        f"# dossier.json\n\n{schema['description']} The schema itself: `crosswire schema`.\n",
        f"## The file\n\n{fields(schema)}\n",
    ]
    for name, described in schema["$defs"].items():
        text = described.get("description", "")
        table = fields(described) if "properties" in described else kind(described)
        parts.append(f"## {name}\n\n{text}\n\n{table}\n" if text else f"## {name}\n\n{table}\n")
    return "\n".join(parts)


def fields(described: dict[str, Any]) -> str:
    """A table of an object's fields."""
    rows = ["| field | holds | meaning |", "| --- | --- | --- |"]
    for name, field in described["properties"].items():
        always = "" if name in described.get("required", ()) else " (may be missing)"
        rows.append(f"| `{name}`{always} | {cell(kind(field))} | {cell(field.get('description', ''))} |")
    return "\n".join(rows)


def kind(field: dict[str, Any]) -> str:
    """What a field holds, in words."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in field:
        return " or ".join(kind(choice) for choice in field["anyOf"])
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join("null" if value is None else f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {kind(field['items'])}"
    if "properties" in field:
        return "{" + ", ".join(f"{name}: {kind(value)}" for name, value in field["properties"].items()) + "}"
    types = field.get("type", "anything")
    return types if isinstance(types, str) else " or ".join(types)


def with_columns(page: str) -> str:
    """The guide to the exports, with the columns of every target between its marks."""
    empty = Dossier(reports=(), annotations=(), links=Links(), findings=Findings())
    parts = []
    for name in TABLES:
        columns = export_table(empty, name).columns
        filled = sum(bool(c.filled) for c in columns)
        parts.append(
            f"### {name}\n\n{len(columns)} columns, of which {filled} can be filled.\n\n{column_table(columns)}\n"
        )
    begin, end = "<!-- columns: begin -->", "<!-- columns: end -->"
    return re.sub(
        f"{begin}.*?{end}", lambda _: f"{begin}\n\n" + "\n".join(parts) + f"\n{end}", page, flags=re.S
    )


def column_table(columns: Sequence[Column]) -> str:
    """A table of an export's columns: what fills each, or why it is left empty."""
    rows = ["| column | filled from | left empty, because |", "| --- | --- | --- |"]
    for c in columns:
        filled = c.filled + (" (only with `--with-text`)" if c.words else "")
        rows.append(f"| `{c.name}` | {cell(filled)} | {cell(c.left)} |")
    return "\n".join(rows)


# What a value is that carries no words of its own.
_VALUES = {
    "FORMATS": "Every format that can be read, in the order of `crosswire formats`: each with its `name`, `what` it is, "
    "what it `holds`, its usual `endings`, and whether it is `streamed`, read piece by piece.",
}


def python() -> str:
    """The public names of the package with their signatures and docstrings."""
    parts = [
        "# Python\n\nThe names of `crosswire`; values are frozen, made with keywords, and hold tuples.\n"
    ]
    for name in sorted(getattr(crosswire, "__all__", ()), key=lambda n: (n[0].isupper(), n)):
        thing = getattr(crosswire, name)
        if inspect.ismodule(thing):
            thing = importlib.import_module(thing.__name__)
        parts.append(f"## `{name}`\n\n{described(name, thing)}")
    return "\n".join(parts)


def described(name: str, thing: Any) -> str:
    """One public name: how it is called and what its docstring says."""
    if isinstance(thing, str | int):
        return "The version of the package.\n" if name == "__version__" else f"`{thing!r}`\n"
    text = _VALUES.get(name) or inspect.cleandoc(thing.__doc__ or "")
    text = re.sub(r"((?:^>>> .*\n?(?:^\S.*\n?)*)+)", r"```python\n\1\n```\n", text, flags=re.M)
    error = inspect.isclass(thing) and issubclass(thing, BaseException)
    if error or not (inspect.isroutine(thing) or inspect.isclass(thing)):
        return f"{text}\n"
    return f"```python\n{name}{signature(thing)}\n```\n\n{text}\n"


def signature(thing: Any) -> str:
    """The signature, one parameter a line where there are many."""
    found = inspect.signature(thing)
    text = re.sub(r"(?:crosswire\.[a-z_.]+|pathlib|collections\.abc|typing)\.", "", str(found)).replace(
        "'", ""
    )
    if len(text) < 90:
        return text
    shown = [
        re.sub(r"(?:crosswire\.[a-z_.]+)\.", "", str(p)).replace("'", "") for p in found.parameters.values()
    ]
    if any(p.kind is p.KEYWORD_ONLY for p in found.parameters.values()):
        first = next(n for n, p in enumerate(found.parameters.values()) if p.kind is p.KEYWORD_ONLY)
        shown.insert(first, "*")
    returns = text.rpartition(") -> ")[2]
    return "(\n    " + ",\n    ".join(shown) + f",\n) -> {returns}"


def locked() -> dict[str, str]:
    """The locked packages that crosswire runs on (not those of its tests), by name, with versions."""
    versions: dict[str, str] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", read(LOCK), flags=re.M):
        versions[name] = f"{versions[name]} or {version}" if name in versions else version
    needed: set[str] = set()
    waiting = ["crosswire"]
    while waiting:
        for requirement in metadata.requires(waiting.pop()) or ():
            name = normal(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])
            if "extra ==" not in requirement and name in versions and name not in needed and installed(name):
                needed.add(name)
                waiting.append(name)
    return {name: versions[name] for name in sorted(needed)}


def licences_page() -> str:
    """What every runtime package declares about its licence."""
    rows = ["| package | version | licence as declared |", "| --- | --- | --- |"]
    rows += [f"| {name} | {version} | {licence(name)} |" for name, version in locked().items()]
    return (
        "# Licences of what crosswire runs on\n\n"
        "From the metadata of the locked packages, as installed on Linux. crosswire itself is under the "
        "Apache License 2.0; `NOTICE` names the data that packages carry.\n\n" + "\n".join(rows) + "\n"
    )


def licence(name: str) -> str:
    """The licence a package declares: its expression, else its classifiers, else its first words."""
    about: Message = metadata.metadata(name)  # type: ignore[assignment]
    declared = about.get("License-Expression")
    classified = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License ::")
    ]
    written = (about.get("License") or "").strip().splitlines()
    return cell(declared or "; ".join(classified) or (written[0] if written else "not declared"))


def installed(name: str) -> bool:
    """Whether a package is installed here; some are for other systems only."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def normal(name: str) -> str:
    """A package's name as the index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def cell(text: str) -> str:
    """Text that fits into a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


def read(path: Path) -> str:
    """A page's text; empty where there is none yet."""
    return path.read_text("utf-8") if path.is_file() else ""


if __name__ == "__main__":
    main()
