"""How far a run is: a moving line on a terminal, plain lines elsewhere, nothing where quiet."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from crosswire.progress import progress


def told(*, terminal: bool = False, quiet: bool = False) -> str:
    out = io.StringIO()
    with progress(Console(file=out, force_terminal=terminal, width=100), quiet=quiet) as tell:
        for done in range(3):
            tell("read", done, 3)
        tell("link", 0, 1)
    return out.getvalue()


def test_plain_lines_name_each_stage_once() -> None:
    assert told() == "Reading (3)\nHolding reports against each other\n"


def test_a_terminal_sees_one_line_that_is_painted_over() -> None:
    assert "Holding reports against each other" in told(terminal=True)
    assert told(terminal=True).endswith("\x1b[2K")


@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_is_told_where_quiet(terminal: bool) -> None:
    assert told(terminal=terminal, quiet=True) == ""
