"""Who may import whom, how long modules and functions may be, and that no imports go in circles."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "crosswire"
CORE = {"types", "errors", "text", "lang", "gazetteer"}
# What each part of crosswire may import of the others, wherever in its modules the import stands.
MAY_IMPORT = {
    "types": {"present"},  # inside methods only: a dossier knows how to write itself
    "errors": set(),
    "text": {"types", "lang", "errors"},
    "lang": {"errors"},
    "gazetteer": {"text"},
    "read": CORE,
    "annotate": CORE,
    "link": CORE,
    "reconcile": CORE,
    # The bounds of a number, so that a corrected one means what a printed one does; and what tallies would come to.
    "review": CORE | {"annotate", "reconcile"},
    "check": CORE | {"annotate"},  # the grammar of numbers alone: a draft's numbers are read as reports' are
    "present": CORE,
    "config": {"errors"},
    "standing": {"annotate", "link", "read", "config", "scale", "types", "errors"},
    "pipeline": {
        "annotate",
        "link",
        "read",
        "reconcile",
        "config",
        "intake",
        "knowledge",
        "review",
        "rulings",
        "standing",
        "scale",
        "types",
        "errors",
    },
    "scale": {
        "annotate",
        "config",
        "derived",
        "errors",
        "fetch",
        "intake",
        "link",
        "pipeline",
        "present",
        "read",
        "types",
    },
    "grouping": {
        "config",
        "errors",
        "intake",
        "link",
        "pipeline",
        "present",
        "read",
        "rulings",
        "types",
    },
    "naming": {"intake", "read", "store", "types", "errors"},
    "rulings": {"link", "store", "types", "errors"},
    "knowledge": CORE | {"store"},
    "derived": {"types"},
    "checking": {
        "annotate",
        "check",
        "config",
        "derived",
        "errors",
        "fetch",
        "intake",
        "pipeline",
        "read",
        "reconcile",
        "rulings",
        "store",
        "types",
    },
    "collect": {"read", "types", "errors"},
    "fetch": {"read", "types", "errors"},
    "store": {"read", "review", "text", "types", "errors"},
    "intake": {"collect", "fetch", "read", "store", "types", "errors"},
    "watch": {
        "annotate",
        "derived",
        "collect",
        "config",
        "errors",
        "fetch",
        "link",
        "pipeline",
        "read",
        "rulings",
        "save",
        "standing",
        "store",
        "text",
        "types",
    },
    "desk": CORE
    | {
        "annotate",
        "collect",
        "config",
        "derived",
        "fetch",
        "intake",
        "link",
        "pipeline",
        "present",
        "read",
        "review",
        "rulings",
        "scale",
        "standing",
        "store",
        "watch",
    },
    "save": {"present", "types", "errors"},
    "printing": {"errors"},
    "serve": {
        "",
        "config",
        "desk",
        "errors",
        "fetch",
        "link",  # two reports laid side by side, which no story asked for
        "present",
        "printing",
        "read",
        "review",
        "save",
        "store",
        "text",
        "types",
    },
    "progress": {"pipeline"},
    "cli": {
        "grouping",
        "checking",
        "collect",
        "desk",
        "fetch",
        "intake",
        "knowledge",
        "naming",
        "read",
        "store",
        "watch",
        "config",
        "errors",
        "pipeline",
        "present",
        "printing",
        "progress",
        "rulings",
        "save",
        "scale",
        "serve",
        "text",
        "types",
        "",
    },
    "": {
        "grouping",
        "checking",
        "fetch",
        "intake",
        "knowledge",
        "store",
        "config",
        "errors",
        "pipeline",
        "types",
        "read",
        "annotate",
        "link",
        "reconcile",
        "present",
        "text",
    },
}
# The packages of others, and the parts that may lean on them.
OTHERS = {
    "spacy": {"annotate", "standing"},
    "text_to_num": {"annotate"},
    "numpy": {"text", "link", "scale", "watch", "desk"},
    "rensa": {"text"},
    "rapidfuzz": {"text", "annotate", "link", "reconcile", "check"},
    "anyascii": {"text"},
    "babel": {"lang", "serve"},
    "trafilatura": {"read"},
    "htmldate": {"read"},
    "lxml": {"read"},
    "charset_normalizer": {"read"},
    "py3langid": {"read"},
    "feedparser": {"read"},
    "ftfy": {"read"},
    "pyarrow": {"read", "present", "scale"},
    "pypdfium2": {"read"},
    "warcio": {"read"},
    "httpx": {"fetch", "watch"},
    "httpcore": {"fetch"},
    "protego": {"fetch"},
    "bagit": {"store"},
    "sqlalchemy": {"store", "desk", "serve"},
    "alembic": {"store"},
    "fastapi": {"serve"},
    "starlette": {"serve"},
    "pydantic": {"serve"},
    "uvicorn": {"serve"},
    "argon2": {"serve"},
    "authlib": {"serve"},
    "joserfc": {"serve"},
    "mcp": {"serve"},
    "docx": {"present"},
    "jinja2": {"present", "serve"},
    "markupsafe": {"present", "serve"},
    "ray": {"scale"},
    "rich": {"present", "progress", "cli"},
    "typer": {"cli"},
}
MODULE_LINES, FUNCTION_LINES = 400, 60
# Migrations record what was done to stores once; they are never changed, however long they are.
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)


def name_of(path: Path) -> str:
    """The dotted name below `crosswire`: "read.reader"; the package itself is ""."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def part_of(name: str) -> str:
    return name.partition(".")[0]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, *, deferred: bool) -> Iterator[str]:
    """The full dotted names that a module imports; with `deferred`, those inside functions too."""
    here = ["crosswire", *filter(None, name_of(path).split("."))]
    package = here if path.name == "__init__.py" else here[:-1]
    for node in ast.walk(tree(path)) if deferred else outer(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def outer(module: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run at import: not those inside functions, nor those for type checkers."""
    waiting: list[ast.stmt] = list(module.body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def modules_imported(path: Path) -> set[str]:
    """The modules of crosswire that a module needs while it is imported."""
    known = {name_of(p) for p in MODULES}
    found = set()
    for full in imports(path, deferred=False):
        if full.partition(".")[0] == "crosswire":
            name = full.removeprefix("crosswire").lstrip(".")
            found.add(name if name in known else name.rpartition(".")[0])
    return found - {name_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_part_imports_only_what_it_may(path: Path) -> None:
    part = part_of(name_of(path))
    for full in imports(path, deferred=True):
        top, _, rest = full.partition(".")
        if top == "crosswire":
            other = part_of(rest)
            other = "" if other.startswith("__") else other
            assert other == part or other in MAY_IMPORT[part], f"{part or 'crosswire'} imports {full}"
        elif top not in sys.stdlib_module_names:
            assert part in OTHERS[top], f"{part or 'crosswire'} imports {full}"


def test_no_imports_go_in_circles() -> None:
    waiting = {name_of(path): modules_imported(path) for path in MODULES}
    while ready := {name for name, needs in waiting.items() if not needs & waiting.keys()}:
        waiting = {name: needs for name, needs in waiting.items() if name not in ready}
    assert not waiting, f"in or above a circle: {sorted(waiting)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_fit_on_a_few_screens(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MODULE_LINES
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", sorted((PACKAGE / "types").glob("*.py")), ids=name_of)
def test_shared_values_stand_on_the_standard_library_alone(path: Path) -> None:
    foreign = {x for x in imports(path, deferred=False) if not x.startswith("crosswire.types.")}
    assert {full.partition(".")[0] for full in foreign} <= sys.stdlib_module_names
