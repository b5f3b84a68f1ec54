"""The documents keep up with the code: nothing undocumented, nothing stale, no link into the void."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from crosswire.cli import app
from crosswire.config import SETTINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted(p for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")))
LINK = re.compile(r"(?<!`)\[[^\]\n]+\]\(([^)\s]+)\)")


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(text: str) -> set[str]:
    """The anchors that headings make, as the usual renderers make them."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(group: Any = None, before: str = "") -> dict[str, list[str]]:
    """Every command with its options, as the program knows them; those of a group after it."""
    found = {}
    for name, command in (group or typer.main.get_command(app)).commands.items():
        found[before + name] = [max(p.opts, key=len) for p in command.params if p.param_type_name == "option"]
        if hasattr(command, "commands"):
            found |= commands(command, f"{before}{name} ")
    return found


def test_the_generated_pages_are_fresh() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_is_documented(command: str) -> None:
    text = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    section = text.partition(f"## `crosswire {command} ")[2].partition("\n## ")[0]
    assert section
    assert [option for option in commands()[command] if f"`{option}" not in section] == []


def test_every_setting_is_documented_with_its_flag_and_variable() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert [
        s.name for s in SETTINGS if f"`{s.name}` | {s.default} |" not in text or s.variable not in text
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_resolve(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in path or path.startswith("mailto:"):
            continue
        file = (page.parent / path) if path else page
        assert file.exists(), f"{target} leads nowhere"
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), f"{target} names no heading"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        if page.suffix == ".md":
            targets = (t.partition("#")[0] for t in LINK.findall(page.read_text("utf-8")) if "://" not in t)
            waiting += [(page.parent / t).resolve() for t in targets if t]
    assert [page_name(p) for p in PAGES if p.is_relative_to(ROOT / "docs") and p not in reached] == []


def test_the_python_of_the_readme_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.S)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert "<html" in (tmp_path / "dossier.html").read_text("utf-8")


def test_the_python_of_its_guide_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "docs" / "guides" / "python.md").read_text("utf-8")
    exec("\n".join(re.findall(r"```\n(.*?)```", guide, re.S)), {})


def test_the_python_of_handing_over_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "docs" / "guides" / "handover.md").read_text("utf-8")
    exec("\n".join(re.findall(r"```python\n(.*?)```", guide, re.S)), {})
    assert (tmp_path / "hallin.docx").stat().st_size > 10_000


def test_the_python_of_the_guide_to_reviews_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    guide = (ROOT / "docs" / "guides" / "review.md").read_text("utf-8")
    exec("\n".join(re.findall(r"```python\n(.*?)```", guide, re.S)), {})


@pytest.mark.parametrize("page", [*PAGES, ROOT / ".ci" / "run"], ids=page_name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.M))
    text = page.read_text("utf-8")
    named = re.findall(r"^(?:\w+=\S+ )?make (\w+)", text, flags=re.M) + re.findall(r"`make (\w+)`", text)
    named += re.findall(r"^stage (\w+)", text, flags=re.M)
    assert set(named) <= targets


def mapped() -> list[tuple[str, str]]:
    """The functions in the map of the stages, each with its parameters as written there."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    return re.findall(r"^\|[^|]*\| `([a-z_.]+)\(([^)`]*)\)", text, flags=re.M)


@pytest.mark.parametrize(("dotted", "parameters"), mapped())
def test_the_map_of_the_stages_is_true(dotted: str, parameters: str) -> None:
    module, _, name = dotted.rpartition(".")
    function = getattr(importlib.import_module(f"crosswire.{module}"), name)
    if parameters != "...":
        written = [p for p in parameters.split(", ") if p != "*"]
        assert written == list(inspect.signature(function).parameters)


def test_every_part_stands_in_the_map() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    parts = {p.stem for p in (ROOT / "src" / "crosswire").iterdir() if not p.name.startswith(("_", "py."))}
    assert [
        p for p in sorted(parts) if f"| {p} |" not in text and f"`{p}`" not in text and f"`{p}/`" not in text
    ] == []
