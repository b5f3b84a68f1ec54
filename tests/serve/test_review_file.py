"""`crosswire review FILE`: decisions of a table or of JSON, each row by itself, none twice, none half."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Run
from tests.serve.desk import Desk, a_desk
from tests.serve.reviewable import STORY, keep_dossier

TABLE = """action,reason,story,kind,id,others,set-number,set-low,set-high
accept,read in the report,hallin,figure,k1,,,,
correct,it says 41,hallin,figure,k2,,41,41,41
reject,,hallin,figure,k1,,,,
praise,well said,hallin,figure,k1,,,,
accept,no such thing,hallin,figure,k99,,,,
accept,no such story,none,figure,k1,,,,
annotate,"see the map, and the plan",hallin,figure,k1,,,,
merge,one person,hallin,name,maltesk,ferrant,,,
"""


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    with a_desk(address) as made:
        with made.database.write() as connection:
            keep_dossier(connection)
        yield made


def said(desk: Desk) -> list[tuple[str, str]]:
    """What was reviewed, the first first, and by whom."""
    rows = desk.client("reader").get("/api/reviews").json()["reviews"]
    return [(r["action"], r["by"]) for r in reversed(rows)]


def test_each_row_is_recorded_or_told_of_by_its_number(
    run: Run, desk: Desk, tmp_path: Path, address: str
) -> None:
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    dry = run("review", "a.csv", "--by", "reviewer", "--store", address, "--dry-run")
    assert (dry.status, "4 could be recorded, 4 wrong" in dry.err, said(desk)) == (2, True, [])
    done = run("review", "a.csv", "--by", "reviewer", "--store", address)
    assert (done.status, "4 recorded, 4 wrong" in done.err) == (2, True)
    for row in ("row 3: reason", "row 4: ", "row 5: this story", "row 6: this story"):
        assert row in done.err
        assert row in dry.err
    assert [action for action, _ in said(desk)] == ["accept", "correct", "annotate", "merge"]
    made = desk.client("reader").get("/api/reviews").json()["reviews"]
    assert made[0]["others"] == ["Oda Ferrant"]
    assert (made[-1]["by"], made[-1]["values"]["number"]) == ("reviewer", 14)
    again = run("review", "a.csv", "--by", "reviewer", "--store", address)
    assert "0 recorded, 4 there already, 4 wrong" in again.err
    assert len(said(desk)) == 4


def test_json_takes_what_the_api_takes(run: Run, desk: Desk, tmp_path: Path, address: str) -> None:
    rows = [
        {"action": "unsure", "reason": "two readings", "version": "v1", "kind": "figure", "id": "k1"},
        {"action": "correct", "reason": "41", "story": STORY, "kind": "figure", "id": "k2", "values": {"number": 41, "low": 41, "high": 41}},
    ]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(rows), "utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert "2 recorded, 0 wrong" in run("review", "a.json", "--by", "editor", "--store", address).err
    assert "2 there already" in run("review", "b.jsonl", "--by", "editor", "--store", address).err
    assert said(desk) == [("unsure", "editor"), ("correct", "editor")]


@pytest.mark.parametrize(
    ("name", "data", "by", "told"),
    [
        ("a.json", b"{", "reviewer", "is no file of reviews"),
        ("a.json", b"[1]", "reviewer", "each review is an object"),
        ("a.csv", b"\xff\xfe", "reviewer", "is no file of reviews"),
        ("a.json", b"[]", "reader", "reader is no reviewer"),
        ("a.json", b"[]", "zoe", "no account named 'zoe'"),
        ("b.json", b"", "reviewer", "cannot be read"),
    ],
)
def test_a_file_that_is_none_and_whoever_may_not_are_refused(
    run: Run, desk: Desk, tmp_path: Path, address: str, name: str, data: bytes, by: str, told: str
) -> None:
    if data:
        (tmp_path / name).write_bytes(data)
    refused = run("review", name, "--by", by, "--store", address)
    assert refused.status == 2
    assert told in refused.err
    assert said(desk) == []


def test_no_row_is_longer_or_stranger_than_the_table(
    run: Run, desk: Desk, tmp_path: Path, address: str
) -> None:
    (tmp_path / "a.csv").write_text(
        "action,reason,story,kind,id,mood\naccept,x,hallin,figure,k1,good,more\n", "utf-8"
    )
    told = run("review", "a.csv", "--by", "reviewer", "--store", address)
    assert "row 1: mood" in told.err
    assert said(desk) == []
