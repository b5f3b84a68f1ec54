"""The bytes of exports: CSV that no spreadsheet runs, Parquet and JSON Lines, always the same."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire import export
from crosswire.errors import UsageError
from crosswire.present.exports import TABLES, Column, Table, export_table
from crosswire.present.exports.write import to_csv, to_jsonl, to_parquet
from tests.present.hostile import hostile
from tests.present.made_dossier import DOSSIER, RA
from tests.present.specimen import specimen

FLAT = [to for to in TABLES if to != "plover"]


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def one(value: object, kind: str = "text") -> Table:
    column = Column(name="value", kind=kind, filled="the test")  # type: ignore[arg-type]
    return Table(name="t", columns=(column,), rows=({"value": value},))


@pytest.mark.parametrize(
    "title",
    [
        '=HYPERLINK("https://evil.example","toll")',
        "=cmd|' /C calc'!A0",
        "+12 dead",
        "-12 dead",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
    ],
)
def test_a_cell_that_begins_like_a_formula_begins_with_an_apostrophe(title: str) -> None:
    made = replace(DOSSIER, reports=(replace(RA, title=title, publisher=title), *DOSSIER.reports[1:]))
    for to in ("figures", "ucdp", "acled"):
        header, *rows = cells(export(made, to, with_text=True))
        assert header == [c.name for c in export_table(made, to).columns]
        found = [cell for row in rows for cell in row if title.strip() in cell]
        assert found
        assert not any(cell[:1] in "=+-@\t\r\n＝＋－＠" for cell in found if cell)


def test_hostile_reports_leave_no_cell_that_a_spreadsheet_runs() -> None:
    for to in FLAT:
        _, *rows = cells(export(hostile(), to, with_text=True))
        numeric = [
            n for n, c in enumerate(export_table(hostile(), to).columns) if c.kind in ("whole", "number")
        ]
        texts = [cell for row in rows for n, cell in enumerate(row) if n not in numeric]
        assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in texts)


def test_numbers_stay_numbers() -> None:
    assert to_csv(one(-33.9, "number")) == b"value\n-33.9\n"
    assert to_csv(one(-12, "whole")) == b"value\n-12\n"
    assert to_csv(one("-12")) == b"value\n'-12\n"
    assert to_csv(one(True, "flag")) == b"value\ntrue\n"
    assert to_csv(one(None)) == b'value\n""\n'


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    text = 'He said "no",\nand left; then\ttoo'
    assert cells(to_csv(one(text))) == [["value"], [text]]


def test_nothing_speaks_to_a_terminal() -> None:
    data = to_csv(one("\x1b]0;owned\x07 \x9b31m red \x00"))
    assert not any(b in data.decode("utf-8") for b in "\x1b\x07\x9b\x00")


def test_half_a_pair_does_not_stop_an_export() -> None:
    assert "\ufffd" in to_csv(one("a\ud800b")).decode("utf-8")
    assert json.loads(to_jsonl(one("a\ud800b"))) == {"value": "a\ud800b"}
    assert pq.read_table(io.BytesIO(to_parquet(one("a\ud800b")))).to_pylist() == [{"value": "a\ufffdb"}]


@pytest.mark.parametrize("to", TABLES)
@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_the_same_dossier_gives_the_same_bytes(to: str, format: str) -> None:
    if to == "plover" and format != "jsonl":
        with pytest.raises(UsageError, match="use jsonl"):
            export(specimen(), to, format=format)
        return
    assert export(specimen(), to, format=format) == export(specimen(), to, format=format)


@pytest.mark.parametrize("to", FLAT)
def test_all_three_formats_hold_the_same_values(to: str) -> None:
    made = export_table(specimen(), to, with_text=True)
    parquet = pq.read_table(io.BytesIO(to_parquet(made))).to_pylist()
    lines = [json.loads(line) for line in to_jsonl(made).decode("utf-8").splitlines()]
    assert parquet == lines == [dict(row) for row in made.rows]
    _, *rows = cells(to_csv(made))
    assert len(rows) == len(lines)


def test_parquet_says_of_itself_only_what_never_changes() -> None:
    about = pq.read_metadata(io.BytesIO(export(specimen(), "figures", format="parquet")))
    assert about.metadata == {b"crosswire.export": b"figures"}
    assert about.created_by.startswith("parquet-cpp-arrow")


def test_an_empty_parquet_has_its_columns_and_types() -> None:
    empty = Table(name="figures", columns=export_table(specimen(), "figures").columns, rows=())
    schema = pq.read_schema(io.BytesIO(to_parquet(empty)))
    assert schema.names == [c.name for c in empty.columns]
    assert str(schema.field("number").type) == "double"


@pytest.mark.parametrize(("value", "kind"), [(10**30, "whole"), (10**400, "number")])
def test_a_number_too_great_for_parquet_is_unknown_there(value: int, kind: str) -> None:
    assert pq.read_table(io.BytesIO(to_parquet(one(value, kind)))).to_pylist() == [{"value": None}]
    assert to_csv(one(value, kind)).decode() == f"value\n{value}\n"


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=12), st.text("=+-@\t\r\n'\",; a", max_size=6)), max_size=4)
)
def test_any_text_keeps_its_row_and_runs_nowhere(values: list[str | None]) -> None:
    column = Column(name="value", filled="the test")
    made = Table(
        name="t",
        columns=(column, Column(name="n", kind="whole", filled="the test")),
        rows=tuple({"value": v, "n": -1} for v in values),
    )
    header, *rows = cells(to_csv(made))
    assert header == ["value", "n"]
    assert [row[1] for row in rows] == ["-1"] * len(values)
    assert not any(row[0][:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for row in rows)
    for value, row in zip(values, rows, strict=True):
        same = "".join(
            "\ufffd" if unicodedata.category(c) == "Cc" and c not in "\t\r\n" else c for c in value or ""
        )
        assert row[0] in (same, f"'{same}")
