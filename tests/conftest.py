"""Fixtures shared by all tests."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from crosswire import cli
from crosswire.annotate.parse import load
from tests.browsing import browser  # noqa: F401  # a fixture
from tests.command import FIRST, SECOND, Ran, Run
from tests.databases import (  # noqa: F401  # fixtures
    address,
    bare_address,
    postgres,
    postgres_store,
    sqlite_store,
)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The spaCy pipeline, loaded once for the whole run."""
    return load()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the program in an empty folder of its own; arguments as on a command line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def go(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["crosswire", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        return Ran(status=int(ended.value.code or 0), out=out, err=err)

    return go


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder \"karvel\" of two reports, in the folder where `run` runs."""
    folder = tmp_path / "karvel"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, "utf-8")
    (folder / "second.txt").write_text(SECOND, "utf-8")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-pictures`: the walk through the desk takes the pictures of the guide anew."""
    parser.addoption("--write-pictures", action="store_true", help="write docs/images/desk-*.png")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no process is left with one when the others are done: those of a browser, then
    those of many tests."""
    of_file = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path not in slow, -of_file[item.path], str(item.path)))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Packed bytes hold the moment they were packed at; the name of a test must be the same in every process."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None
