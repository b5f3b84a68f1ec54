"""Tables of reports: the same reports whether they come as JSON Lines, CSV or Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.errors import ReadError, UsageError
from crosswire.read import detect, parse_columns
from crosswire.read.document import Metadata, Part
from crosswire.read.limits import Budget, Limits
from crosswire.read.table.columns import Columns, is_table
from crosswire.read.table.csv_rows import CsvRows
from crosswire.read.table.dates import read_date
from crosswire.read.table.parquet import unpack_parquet
from crosswire.read.table.rows import unpack_csv, unpack_jsonl
from crosswire.types import Item, Problem

BODY = "The Hallin dam broke before dawn.\nWater reached Torvane, the mayor said."
ROWS = [
    {
        "id": "tc-7",
        "Title": "Dam breaks above Torvane",
        "Full_Text": BODY,
        "author": "Ilva Torrent",
        "outlet": "The Torvane Courier",
        "date": "2031-05-04T16:30:00+02:00",
        "url": "https://courier.example/7",
        "lang": "en-GB",
        "agency": "ECA; Norrwire",
    },
    {
        "id": "tc-8",
        "Title": "Second wave feared",
        "Full_Text": "“Run,” said the mayor.",
        "author": "",
        "outlet": "",
        "date": "2031-05-05",
        "url": "",
        "lang": "",
        "agency": "",
    },
]


def as_jsonl(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_csv(rows: list[dict[str, Any]], sign: str = ",") -> bytes:
    quoted = [[str(value).replace('"', '""') for value in row.values()] for row in rows]
    lines = [sign.join(rows[0]), *(sign.join(f'"{value}"' for value in row) for row in quoted)]
    return ("\r\n".join(lines) + "\r\n").encode()


def as_parquet(rows: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows), file, **options)
    return file.getvalue()


READERS = {"jsonl": unpack_jsonl, "csv": unpack_csv, "parquet": unpack_parquet}


def read(
    kind: str, data: bytes | BinaryIO, columns: Columns | None = None, **limits: int
) -> list[Part | Problem]:
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    budget = Budget(Limits(**limits), size=len(data) if isinstance(data, bytes) else None)
    return list(READERS[kind](stream, f"a.{kind}", columns or Columns(), budget))


def texts(found: list[Part | Problem]) -> list[str]:
    return [part.data.decode() for part in found if isinstance(part, Part)]


def problems(found: list[Part | Problem]) -> list[Problem]:
    return [x for x in found if isinstance(x, Problem)]


def test_three_formats_give_the_same_reports() -> None:
    found = read("jsonl", as_jsonl(ROWS))
    first = found[0]
    assert isinstance(first, Part)
    assert (first.name, first.format, first.charset) == ("tc-7", "text", "utf-8")
    assert first.data.decode() == f"Dam breaks above Torvane\n\n{BODY}"
    assert first.metadata == Metadata(
        title="Dam breaks above Torvane",
        byline="Ilva Torrent",
        publisher="The Torvane Courier",
        published="2031-05-04T16:30:00+02:00",
        address="https://courier.example/7",
        language="en",
        credits=("ECA", "Norrwire"),
        item=Item(uri="a.jsonl#tc-7", version="2031-05-04T16:30:00+02:00"),
    )
    for kind, data in (("csv", as_csv(ROWS)), ("parquet", as_parquet(ROWS))):
        others = read(kind, data)
        assert texts(others) == texts(found)
        assert [p.name for p in others if isinstance(p, Part)] == ["tc-7", "tc-8"]
        assert all(detect(d[:65_536]) == k for k, d in ((kind, data),))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_separators_and_encodings_of_csv_are_told(sign: str, encoding: str) -> None:
    rows = [
        {
            "title": "El niño",
            "text": "El señor caminó por la ciudad; mañana habrá, según el niño, más lluvia.",
        }
    ]
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    data = mark + as_csv(rows, sign).decode().encode(encoding)
    assert detect(data) == "csv"
    assert texts(read("csv", data)) == [f"{rows[0]['title']}\n\n{rows[0]['text']}"]


def test_words_beyond_ascii_that_come_late_still_tell_the_encoding() -> None:
    rows = [{"id": n, "text": "plain words, " * 50} for n in range(200)]
    rows.append({"id": 201, "text": "El señor caminó por la ciudad; mañana habrá más lluvia, según el niño."})
    assert texts(read("csv", as_csv(rows).decode().encode("cp1252")))[-1] == rows[-1]["text"]


@pytest.mark.parametrize(
    ("columns", "text"),
    [("text=Zusammenfassung", "Short."), ("text=full_text,title=Kopf", "Head\n\nLong."), ("", "Long.")],
)
@pytest.mark.parametrize("kind", READERS)
def test_columns_that_a_person_names_win(kind: str, columns: str, text: str) -> None:
    rows = [{"Kopf": "Head", "Zusammenfassung": "Short.", "Full Text": "Long."}]
    data = {"jsonl": as_jsonl, "csv": as_csv, "parquet": as_parquet}[kind](rows)
    assert texts(read(kind, data, parse_columns(columns))) == [text]


@pytest.mark.parametrize("kind", READERS)
def test_a_named_column_that_is_absent_is_an_error_of_the_person(kind: str) -> None:
    data = {"jsonl": as_jsonl, "csv": as_csv, "parquet": as_parquet}[kind](ROWS)
    with pytest.raises(UsageError, match="column 'Bdoy' for 'text'"):
        read(kind, data, parse_columns("text=Bdoy"))


@pytest.mark.parametrize("columns", ["text", "text=", "=a", "words=a", "text=a,text=b"])
def test_malformed_columns_are_refused(columns: str) -> None:
    with pytest.raises(UsageError, match="Columns are given"):
        parse_columns(columns)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_without_a_text_says_how_to_name_it(kind: str) -> None:
    data = {"csv": as_csv, "parquet": as_parquet}[kind]([{"when": "2031", "toll": "26"}])
    with pytest.raises(ReadError, match=r"--columns text=when; its columns are: when, toll"):
        read(kind, data)


@pytest.mark.parametrize("kind", READERS)
def test_a_row_without_text_is_a_problem_and_the_rest_is_read(kind: str) -> None:
    rows = [{"text": "One."}, {"text": " "}, {"text": "Three."}]
    found = read(kind, {"jsonl": as_jsonl, "csv": as_csv, "parquet": as_parquet}[kind](rows))
    assert texts(found) == ["One.", "Three."]
    assert [p.report for p in problems(found)] == ["row 2"]
    assert "no text in its column 'text'" in problems(found)[0].message


def test_ids_name_reports_and_stay_apart() -> None:
    rows = [
        {"id": i, "text": f"Report {n}."} for n, i in enumerate(["a", "a", None, 7, "x!/y", "urn:eca:7"], 1)
    ]
    parts = [p for p in read("jsonl", as_jsonl(rows)) if isinstance(p, Part)]
    assert [p.name for p in parts] == ["a", "a (row 2)", "row 3", "7", "row 5", "urn:eca:7"]
    assert [p.metadata.item.uri if p.metadata.item else None for p in parts[2:]] == [
        None,
        "a.jsonl#7",
        "a.jsonl#x!/y",
        "urn:eca:7",
    ]


def test_html_in_a_text_is_told_by_its_tags() -> None:
    rows = [{"title": "Dam", "text": t} for t in ("<p>It broke.</p>", "Put <p> there.", "<html><body>x")]
    parts = [p for p in read("jsonl", as_jsonl(rows)) if isinstance(p, Part)]
    assert [p.format for p in parts] == ["fragment", "text", "page"]
    assert parts[0].data == b"<title>Dam</title><p>It broke.</p>"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031/5/4", "2031-05-04"),
        ("2031-05-04 16:30:00", "2031-05-04T16:30:00"),
        ("2031-05-04 16:30:00.25+02", "2031-05-04T16:30:00.250000+02:00"),
        ("2031-05-04T14:30:00.000Z", "2031-05-04T14:30:00+00:00"),
        ("2031-05-04 14:30:00 UTC", "2031-05-04T14:30:00+00:00"),
        ("2031-05-04 14:30:00 +0000 UTC", "2031-05-04T14:30:00+00:00"),
        ("Sun, 04 May 2031 16:30:00 +0200", "2031-05-04T16:30:00+02:00"),
        ("4 May 2031 16:30 GMT", "2031-05-04T16:30:00+00:00"),
        ("May 4, 2031", "2031-05-04"),
        ("13/05/2031", "2031-05-13"),
        ("20310504", "2031-05-04"),
        (1935671400, "2031-05-04T14:30:00+00:00"),
        ("1935671400123", "2031-05-04T14:30:00+00:00"),
        (1935671400.0, "2031-05-04T14:30:00+00:00"),
        ("04/05/2031", None),
        ("13/05/31", None),
        ("2031", None),
        ("2031-13-40", None),
        ("yesterday", None),
        ("", None),
        ("NaT", None),
        (None, None),
        (True, None),
        ("9" * 5000, None),
    ],
)
def test_dates_are_brought_to_one_form_or_left_out(written: Any, iso: str | None) -> None:
    assert read_date(written).iso == iso


def test_dates_that_may_be_read_two_ways_are_told_once_for_a_table() -> None:
    rows = [{"date": f"0{n}/05/2031", "text": "It broke."} for n in range(1, 5)]
    found = read("csv", as_csv(rows))
    assert len(texts(found)) == 4
    assert [p.report for p in problems(found)] == ["row 1"]
    assert "'01/05/2031' may be day or month first" in problems(found)[0].message


def test_broken_lines_of_json_are_named_and_the_rest_is_read() -> None:
    lines = [
        b'{"text": "One."}',
        b'{"text": "Tw',
        b"",
        b"[1]",
        b"[" * 100_000,
        b'{"text": "\\ud83d"}',
        b'{"text":"Six."}',
    ]
    found = read("jsonl", b"\n".join(lines))
    assert texts(found) == ["One.", "\ufffd", "Six."]
    assert [p.report for p in problems(found)] == ["row 2", "row 4", "row 5"]
    assert problems(found)[0].message.startswith("line 2 is no JSON (Unterminated string")


def test_lines_of_json_may_have_columns_of_their_own() -> None:
    rows = [
        {"text": "One."},
        {"body": "Two.", "author": ["A. Brodd", {"name": "I. Torrent"}]},
        {"text": None},
    ]
    found = read("jsonl", as_jsonl(rows))
    assert texts(found) == ["One.", "Two."]
    assert isinstance(found[1], Part)
    assert found[1].metadata.byline == "A. Brodd, I. Torrent"


def test_a_line_that_is_too_long_costs_no_other() -> None:
    data = as_jsonl([{"text": "One."}, {"text": "x" * 300_000}, {"text": "Three."}])
    found = read("jsonl", data, report=100_000)
    assert texts(found) == ["One.", "Three."]
    assert problems(found)[0].message.startswith("line 2 is too long")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_quoted_cells_may_hold_anything(end: str) -> None:
    data = f'id,text{end}1,"He said ""no"", twice.{end}{end}Then, ""yes""."{end}2,plain "words" here{end}'
    assert texts(read("csv", data.encode())) == ['He said "no", twice.\nThen, "yes".', 'plain "words" here']


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        ('1,"never closed\n2,"Two."\n3,"Three."\n', ["Two.", "Three."]),
        ('1,"One."\n2,"never closed\n3,Three.\n4,Four.\n', ["One.", "Three.", "Four."]),
        ('1,"He said "no" to it."\n2,Two.\n', ['He said "no" to it.', "Two."]),
        ("1,One.,and more\n2,Two.\n", ["Two."]),
        ("1\n2,Two.\n", ["Two."]),
        ("1,a NUL \x00 here\n", ["a NUL \x00 here"]),
    ],
)
def test_a_broken_row_costs_no_other(broken: str, kept: list[str]) -> None:
    found = read("csv", ("id,text\n" + broken).encode())
    assert texts(found) == kept
    assert len(problems(found)) == (0 if "no" in broken or "NUL" in broken else 1)


def test_a_quotation_that_is_never_closed_is_bounded() -> None:
    data = ("id,text\n" + '1,"a\n' * 200_000).encode()
    with pytest.raises(ReadError, match="1,000 rows are broken"):
        read("csv", data, report=1 << 20)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_empty_lines_are_no_rows(end: str) -> None:
    found = read("csv", f"text,id{end * 3}One.,1{end * 70_000}Two.,2{end * 2}".encode())
    assert (texts(found), problems(found)) == (["One.", "Two."], [])


def test_one_line_of_json_is_told_by_its_name() -> None:
    assert detect(b'{"text": "One."}', "a.jsonl") == "jsonl"
    assert detect(b'{"text": "One."}', "a.json") == "json"


def test_a_line_that_names_the_separator_is_no_header() -> None:
    assert texts(read("csv", b"sep=;\r\ntext;date\r\nIt broke;2031-05-04\r\n")) == ["It broke"]


def test_formulas_are_only_data() -> None:
    assert texts(read("csv", b'id,text\n1,"=HYPERLINK(""http://x.example"")"\n')) == [
        '=HYPERLINK("http://x.example")'
    ]


CELL = st.text(alphabet=st.sampled_from('ab ",;\n\r\x00é\t'), max_size=12)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.integers(1, 7))
@settings(deadline=None)
def test_what_is_written_as_csv_is_read_as_it_was(rows: list[tuple[str, str]], size: int) -> None:
    quoted = "".join(",".join('"' + c.replace('"', '""') + '"' for c in row) + "\n" for row in rows)
    pieces: Iterator[str] = (quoted[n : n + size] for n in range(0, len(quoted), size))
    assert [row.cells for row in CsvRows(pieces, ",", 10_000)] == rows


@pytest.mark.parametrize(
    ("head", "name", "table"),
    [
        ("title,text,date\n", "", True),
        ("\ufeffid;Body;Published\n", "x.txt", True),
        ("text\nIt broke.\n", "a.csv", True),
        ("toll,place\n26,Torvane\n", "a.csv.gz", True),
        ("text\nIt broke.\n", "", False),
        ("The text, body and content of the treaty, its date and title, were read out.\n", "", False),
        ("Text, title, and date\n\nThe dam broke.", "a.txt", False),
        ("Body, date, and source: the three things an editor asks for\n", "", False),
        ("In the story, the author, a source said, was lost", "", False),
        ("a,b,c\n1,2,3\n", "", False),
        ("", "a.csv", False),
        ("The dam broke, the mayor said. Water rose.\n", "a.csv", False),
    ],
)
def test_prose_with_commas_is_no_table(head: str, name: str, table: bool) -> None:
    assert is_table(head.encode(), name) is table


def test_parquet_of_any_types_is_read() -> None:
    when = pa.array([1935671400_000_000_000, None, 2**62], pa.timestamp("ns", "+02:00"))
    table = pa.table(
        {
            "text": pa.array(["One.", "Two.", "Two."]).dictionary_encode(),
            "title": pa.array([b"A", b"\xff", None], pa.binary()),
            "authors": pa.array([["A. Brodd", "I. Torrent"], [], None], pa.list_(pa.string())),
            "published": when,
            "id": pa.array([1, 2, 3]),
            "vector": pa.array([[0.5] * 8] * 3),
        }
    )
    found = read("parquet", as_parquet(table))
    assert texts(found) == ["A\n\nOne.", "\ufffd\n\nTwo.", "Two."]
    said = [p.metadata for p in found if isinstance(p, Part)]
    assert [m.published for m in said[:2]] == ["2031-05-04T16:30:00+02:00", None]
    assert said[0].byline is None


@pytest.mark.parametrize(("start", "end"), [(4, 60), (-60, -20), (-8, -4)])
def test_damaged_parquet_is_told(start: int, end: int) -> None:
    data = bytearray(as_parquet([{"id": n, "text": f"Report {n}."} for n in range(500)]))
    where = slice(start if start >= 0 else len(data) + start, end if end > 0 else len(data) + end)
    data[where] = b"\xa5" * (where.stop - where.start)
    try:
        found = read("parquet", bytes(data))
    except ReadError as error:
        assert str(error).startswith("a.parquet: is a damaged Parquet file")  # noqa: PT017
    else:
        assert problems(found)


def test_a_small_table_that_expands_like_a_bomb_is_refused() -> None:
    bomb = as_parquet([{"text": f"{n} " + "x" * 100_000} for n in range(200)], compression="zstd")
    shared = as_parquet([{"text": "x" * 100_000}] * 200)
    assert problems(read("parquet", bomb, free=1 << 20, ratio=1))[0].message.endswith(
        "ask for the file again."
    )
    with pytest.raises(ReadError, match="decompression bomb"):
        read("parquet", shared, free=1 << 20, ratio=1)


@given(st.binary(max_size=30), st.integers(0, 300), st.integers(0, 30), st.sampled_from(sorted(READERS)))
@settings(max_examples=150, deadline=None)
def test_no_damage_raises_anything_but_read_errors(junk: bytes, at: int, cut: int, kind: str) -> None:
    data = {"jsonl": as_jsonl, "csv": as_csv, "parquet": as_parquet}[kind](ROWS)
    with suppress(ReadError):
        read(kind, data[:at] + junk + data[at + cut :])
