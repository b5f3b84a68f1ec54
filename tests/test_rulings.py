"""Decisions over a whole run: what they change in a dossier, where they are read from, how they are shown."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import crosswire
from crosswire.store import Archive, add_ruling, add_to_file, decide
from crosswire.types import Dossier, Named
from tests.command import Run

HEAD = "{title}\n{day} May 2031\n\n"
WIRE = (
    "At least 12 people were killed when the dam above Karvel burst on Friday, mayor Ilka Brandt said. The water "
    "took the lower bridge and both schools. Some 300 people were evacuated from the valley before noon. The road "
    "to Tamsel stays closed until the weir has been inspected. Soldiers brought tents and blankets in the evening. "
    "The mayor asked the ministry of waters for pumps. Engineers had warned of cracks in the northern wall twice."
)


@pytest.fixture
def karvel(tmp_path: Path) -> Path:
    """A folder of two papers that print one text under their own heads."""
    folder = tmp_path / "karvel"
    folder.mkdir()
    for name, day in (("courier", 4), ("anvil", 5)):
        text = HEAD.format(title=f"The {name}: dam bursts", day=day) + WIRE
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def independent(folder: Path) -> crosswire.Decision:
    left, right = (Named(id=str(folder / f"{name}.txt")) for name in ("courier", "anvil"))
    return decide("different", left, right, by="Ines Karo", about="original", reason="both were there")


def counts(dossier: Dossier) -> list[int]:
    return [len(dossier.links.families), len(dossier.links.lineage)]


def test_a_decision_holds_whatever_the_reports_say_and_is_shown_with_who_and_when(karvel: Path) -> None:
    plain = crosswire.dossier([karvel])
    assert counts(plain) == [1, 1]
    decision = independent(karvel)
    made = crosswire.dossier([karvel], rulings=[decision])
    assert counts(made) == [2, 0]
    assert made.problems == plain.problems
    assert {t.families for t in plain.findings.tallies} == {1}
    assert {t.families for t in made.findings.tallies} == {2}
    contract = json.loads(made.to_json())
    (row,) = contract["decisions"]
    assert row["reports"] == sorted(r.id for r in made.reports)
    assert (row["by"], row["verdict"], row["holds"]) == ("Ines Karo", "different", True)
    assert row["effect"].startswith("took out the link")
    schema = json.loads((Path(crosswire.__file__).parent / "schema/dossier.schema.json").read_text("utf-8"))
    jsonschema.validate(contract, schema)
    assert f"ruled by Ines Karo on {decision.at[:10]}: independent" in made.to_html()


def test_what_a_store_holds_of_decisions_holds_in_every_dossier_of_it(karvel: Path, run: Run) -> None:
    assert run("read", str(karvel), "--store", "evidence", "--quiet").status == 0
    add_ruling("evidence", independent(karvel))
    assert counts(crosswire.dossier(["evidence"])) == [2, 0]
    with Archive.open("evidence") as archive:
        crosswire.store.write_bag(archive, "bag", extra={})
    assert counts(crosswire.dossier(["bag"])) == [2, 0]
    ran = run("dossier", "evidence")
    assert ran.status == 0
    assert "R1 R2 ruled by Ines Karo on" in " ".join(ran.out.split())
    checked = run("verify", "evidence")
    assert "decisions: 2 entries, head" in checked.out


def test_decisions_may_lie_in_a_file_beside_the_reports(karvel: Path, run: Run) -> None:
    add_to_file("rulings.jsonl", independent(karvel))
    assert run("dossier", str(karvel), "--rulings", "rulings.jsonl", "--quiet").status == 0
    assert len(json.loads(Path("crosswire-dossier/dossier.json").read_text())["families"]) == 2
    assert counts(crosswire.dossier([karvel], rulings="rulings.jsonl")) == [2, 0]
    missing = run("dossier", str(karvel), "--rulings", "nowhere.jsonl")
    assert missing.status == 2
    assert "nowhere.jsonl: cannot be read" in missing.err


def test_a_draft_is_checked_and_tables_are_written_under_the_same_decisions(karvel: Path, run: Run) -> None:
    add_to_file("rulings.jsonl", independent(karvel))
    place = ("--rulings", "rulings.jsonl")
    Path("draft.txt").write_text("Some 300 people were evacuated from the valley.\n", "utf-8")
    counted = []
    for more in ((), place):
        ran = run("check", "draft.txt", str(karvel), "--format", "json", *more)
        (figure,) = [s for s in json.loads(ran.out)["statements"] if s["kind"] == "figure"]
        counted.append(figure["families"])
    assert counted == [1, 2]
    tables = [run("export", str(karvel), "--to", "tallies", *more).out for more in ((), place)]
    assert tables[0] != tables[1]
    run("dossier", str(karvel), "--quiet")
    refused = run("export", "crosswire-dossier", "--to", "tallies", *place)
    assert refused.status == 2
    assert "--rulings: has no part in a dossier already made" in refused.err


def test_a_decision_outlives_another_name_of_the_reports(karvel: Path, run: Run) -> None:
    run("read", str(karvel), "--store", "evidence", "--quiet")
    made = crosswire.dossier(["evidence"])
    names = [Named(id="an older id", sha256=r.sha256) for r in made.reports]
    decision = decide("different", names[0], names[1], by="Ines Karo", about="original")
    assert counts(crosswire.dossier([karvel], rulings=[decision])) == [2, 0]


def test_contradictory_decisions_are_a_problem_that_says_which_holds(karvel: Path) -> None:
    first = independent(karvel)
    later = decide("same", first.left, first.right, by="Tomas Herle", about="original")
    made = crosswire.dossier([karvel], rulings=[first, later])
    assert counts(made) == [1, 1]
    (problem,) = [p for p in made.problems if p.stage == "rulings"]
    assert "does not hold: " in problem.message
    assert later.id in problem.message
    assert "Withdraw" in problem.message


def test_what_is_no_decision_is_refused(karvel: Path) -> None:
    with pytest.raises(crosswire.UsageError, match="is no decision"):
        crosswire.dossier([karvel], rulings=["same"])  # type: ignore[list-item]
