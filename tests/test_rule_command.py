"""`crosswire rule`: reports are named as people name them, and what was decided can be seen and undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Run

BY = ("--by", "Ines Karo")
STORE = ("--store", "evidence")


@pytest.fixture
def store(run: Run, reports: Path) -> Path:
    """A store of the two reports of the folder."""
    assert run("read", str(reports), *STORE, "--quiet").status == 0
    return Path("evidence")


def decided(run: Run, *place: str) -> list[dict[str, object]]:
    ran = run("rule", "list", *place, "--json")
    assert ran.status == 0
    return [json.loads(line) for line in ran.out.splitlines()]


def test_reports_are_named_by_path_file_name_id_or_siglum(run: Run, reports: Path, store: Path) -> None:
    run("dossier", "evidence", "--out", "out", "--quiet")
    rows = json.loads(Path("out/dossier.json").read_text("utf-8"))["reports"]
    by_siglum = run("rule", "same", "R1", "r2", *BY, *STORE, "--dossier", "out")
    by_name = run("rule", "same", "first.txt", str(reports / "second.txt"), *BY, *STORE)
    by_id = run("rule", "same", rows[1]["id"], rows[0]["id"], *BY, *STORE)
    assert [x.status for x in (by_siglum, by_name, by_id)] == [0, 0, 0]
    names = {json.dumps([x["left"], x["right"]]) for x in decided(run, *STORE)}
    assert len(names) == 1
    assert rows[0]["sha256"] in names.pop()


def test_what_is_unknown_is_answered_with_what_is_close(run: Run, store: Path) -> None:
    ran = run("rule", "different", "frist.txt", "second.txt", *BY, *STORE)
    assert ran.status == 2
    assert "frist.txt: names no report in the store evidence; close to it are:" in ran.err
    assert "karvel/first.txt" in ran.err
    siglum = run("rule", "different", "R1", "second.txt", *BY, *STORE)
    assert "is a siglum, which only a dossier gives" in siglum.err
    run("dossier", "evidence", "--out", "out", "--quiet")
    beyond = run("rule", "different", "R1", "R9", *BY, *STORE, "--dossier", "out")
    assert "R9: is no siglum of the dossier out, which has R1 to R2" in beyond.err
    assert decided(run, *STORE) == []


def test_several_of_one_name_are_listed(run: Run, reports: Path) -> None:
    (reports / "late").mkdir()
    (reports / "late" / "first.txt").write_text("The weir at Tamsel held.\n", "utf-8")
    run("read", str(reports), *STORE, "--quiet")
    ran = run("rule", "same", "first.txt", "second.txt", *BY, *STORE)
    assert ran.status == 2
    assert "names 2 reports" in ran.err
    assert run("rule", "same", "late/first.txt", "second.txt", *BY, *STORE).status == 0


def test_a_decision_is_listed_withdrawn_and_stays_on_record(run: Run, store: Path) -> None:
    ran = run("rule", "different", "first.txt", "second.txt", *BY, *STORE, "--reason", "two dams")
    id = ran.out.split()[0]
    assert "not one story, by Ines Karo on" in ran.out
    listed = run("rule", "list", *STORE).out
    assert id in listed
    assert "two dams" in listed
    gone = run("rule", "withdraw", id[:6], "--by", "Tomas Herle", *STORE)
    assert gone.out.startswith(f"{id}  withdrawn")
    assert "Nothing was decided yet" in run("rule", "list", *STORE).out
    assert "(withdrawn)" in run("rule", "list", *STORE, "--all").out
    again = run("rule", "withdraw", id, "--by", "Tomas Herle", *STORE)
    assert again.status == 2
    assert "was withdrawn already" in again.err
    unknown = run("rule", "withdraw", id[:-1] + "x", "--by", "Tomas Herle", *STORE)
    assert f"close to it: {id}" in unknown.err


def test_contradictions_are_told_at_once_and_in_the_list(run: Run, reports: Path) -> None:
    (reports / "third.txt").write_text("The weir at Tamsel held.\n", "utf-8")
    run("read", str(reports), *STORE, "--quiet")
    for verdict, left, right in (("same", "first", "second"), ("same", "second", "third")):
        assert run("rule", verdict, f"{left}.txt", f"{right}.txt", *BY, *STORE).err == ""
    ran = run("rule", "different", "first.txt", "third.txt", *BY, *STORE)
    assert ran.status == 0
    assert "are later and have it otherwise" in ran.err
    assert "Withdraw what is wrong" in run("rule", "list", *STORE).err


def test_without_a_store_a_file_takes_decisions(run: Run, reports: Path) -> None:
    place = ("--rulings", "rulings.jsonl")
    first, second = str(reports / "first.txt"), str(reports / "second.txt")
    assert run("rule", "same", first, second, *BY, *place, "--about", "original").status == 0
    assert run("rule", "same", first, "https://courier.example/dam", *BY, *place).status == 0
    made = decided(run, *place)
    assert [x["about"] for x in made] == ["original", "story"]
    run("dossier", str(reports), *place, "--quiet")
    dossier = json.loads(Path("crosswire-dossier/dossier.json").read_text("utf-8"))
    assert [len(f["reports"]) for f in dossier["families"]] == [2]
    assert dossier["lineage"][0]["why"].startswith("ruled by Ines Karo on ")
    missing = run("rule", "same", "nowhere.txt", second, *BY, *place)
    assert missing.status == 2
    assert "nowhere.txt: is no file with a report" in missing.err


@pytest.mark.parametrize(
    "place", [(), ("--store", "nothing"), ("--store", "evidence", "--rulings", "r.jsonl")]
)
def test_where_decisions_go_must_be_plain(run: Run, store: Path, place: tuple[str, ...]) -> None:
    ran = run("rule", "same", "first.txt", "second.txt", *BY, *place)
    assert ran.status == 2
    assert "--rulings FILE.jsonl" in ran.err
    assert not Path("r.jsonl").exists()


def test_one_report_is_not_ruled_against_itself(run: Run, store: Path) -> None:
    ran = run("rule", "same", "first.txt", "first.txt", *BY, *STORE)
    assert ran.status == 2
    assert "is named twice" in ran.err
