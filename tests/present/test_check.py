"""A checked draft as JSON, page and terminal text."""

from __future__ import annotations

import io
import json
import re
from importlib.resources import files
from typing import Any

import jsonschema
from rich.console import Console

from crosswire.present.check import check_contract, check_json
from crosswire.present.check_page import check_html
from crosswire.present.check_terminal import check_summary
from crosswire.types import Checked, DraftCheck, Problem, Report
from tests.present.made_dossier import DOSSIER

SCHEMA: dict[str, Any] = json.loads((files("crosswire") / "schema" / "check.schema.json").read_text("utf-8"))
TEXT = 'The <b>flood</b>\x1b[31m\n\nIt took 15 lives, "a & b" says.'
DRAFT = Report(id="d", source="draft.txt", text=TEXT, sha256="0" * 64)
FROM = DOSSIER.reports[0]


def statement(start: int, end: int, standing: Any, **more: Any) -> Checked:
    span = DRAFT.span(start, end)
    return Checked(
        id=f"c{start}", span=span, kind="figure", standing=standing, reason="the reports have “14”", **more
    )


AT = TEXT.index("15")
CHECK = DraftCheck(
    draft=DRAFT,
    dossier=DOSSIER,
    statements=(
        statement(4, 16, "found", evidence=(FROM.span(0, 5),), families=1, independent=1),
        statement(AT, AT + 8, "departs", likely="14", evidence=(FROM.span(0, 5),), caveats=("<i>",)),
        statement(AT, AT + 2, "nowhere"),
    ),
    problems=(Problem(report="d", stage="check", message="A <script> problem"),),
)


def test_the_json_keeps_its_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(check_contract(CHECK))


def test_the_json_tells_line_and_column_and_counts() -> None:
    made = json.loads(check_json(CHECK))
    assert (made["statements"][1]["line"], made["statements"][1]["column"]) == (3, 9)
    assert made["counts"] == {"found": 1, "fits": 0, "departs": 1, "nowhere": 1}
    assert check_json(CHECK) == check_json(CHECK)


def test_the_page_escapes_everything_and_runs_no_script() -> None:
    page = check_html(CHECK)
    assert "<script" not in page
    assert "<b>flood</b>" not in page
    assert "<i>" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)


def test_every_mark_of_the_page_leads_to_its_note_and_back() -> None:
    page = check_html(CHECK)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_terminal_shows_what_needs_a_look_and_no_escape() -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(check_summary(CHECK))
    text = console.export_text()
    assert "3:9" in text
    assert "departs" in text
    assert "\x1b" not in text
    assert "<b>flood</b>" not in text.split("statements")[1]
    console.print(check_summary(CHECK, every=True))
    assert "found" in console.export_text()
