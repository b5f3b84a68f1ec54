"""`crosswire stories` and `crosswire.stories`: the stories of a dossier, why two reports are in one, rulings over it."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import jsonschema
import pytest

import crosswire
from crosswire.store import add_to_file, decide
from crosswire.types import Named
from tests.command import Run

DAM = (
    "The Hallin dam above Torvane broke before dawn on Friday and flooded the lower town of Torvane. Mayor Ilka "
    "Brandt said that {n} people were killed. The bridge below the Hallin dam was carried away by the flood."
)
FIRE = (
    "A fire destroyed the old rope works at Tamsel port on Sunday night, and nine people were injured, harbour "
    "master Oda Venn said. The rope works at Tamsel had stood empty since autumn."
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two reports of a dam that broke and one of a fire, from three papers."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, title, text, day in (
        ("courier", "Dam breaks above Torvane", DAM.format(n="twelve"), 5),
        ("anvil", "Toll of Hallin dam rises", DAM.format(n="26") + " Rescuers used boats.", 6),
        ("quay", "Fire at Tamsel rope works", FIRE, 5),
    ):
        (folder / f"{name}.txt").write_text(f"{title}\n\n{text}\n", "utf-8")
        told = {"published": f"2031-05-{day:02d}", "publisher": f"The {name.title()}"}
        (folder / f"{name}.json").write_text(json.dumps(told), "utf-8")
    return folder


def grouped(text: str) -> set[tuple[str, ...]]:
    """The file names of the reports of each story."""
    stories = json.loads(text)["stories"]
    return {tuple(sorted(Path(r["source"]).stem for r in s["reports"])) for s in stories}


def test_a_line_a_story_and_the_same_stories_as_the_dossier(run: Run, inbox: Path) -> None:
    ran = run("stories", "inbox")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0].split() == ["story", "title", "days", "reports", "originals", "outlets"]
    (dam,) = (line for line in lines if "05-06" in line)
    assert "2031-05-05 to 05-06" in dam
    assert "The Anvil, The Courier" in dam
    run("dossier", "inbox", "--quiet")
    dossier = json.loads(Path("crosswire-dossier/dossier.json").read_text("utf-8"))
    assert [s["id"] for s in dossier["stories"]] == [line.split()[0] for line in lines[1:]]


def test_in_full_every_report_stands_below_its_story(run: Run, inbox: Path) -> None:
    out = run("stories", "inbox", "--full").out
    assert "1 report · 1 original · The Quay" in out
    assert sorted(line.split()[0] for line in out.splitlines() if "inbox/" in line) == ["R1", "R2", "R3"]


def test_the_stories_as_json_do_not_depend_on_the_order_of_files(run: Run, inbox: Path) -> None:
    files = sorted(str(p.relative_to(inbox.parent)) for p in inbox.glob("*.txt"))
    one, other = run("stories", *files, "--json").out, run("stories", *files[::-1], "--json").out
    assert one == other
    schema = json.loads(run("schema", "stories").out)
    jsonschema.validate(json.loads(one), schema)
    assert schema["title"] == json.loads(one)["schema"] == "crosswire.stories/1"
    assert grouped(one) == {("anvil", "courier"), ("quay",)}


def test_why_two_reports_are_in_one_story_or_not_term_by_term(run: Run, inbox: Path) -> None:
    out = run("stories", "inbox", "--explain", "courier.txt", "anvil.txt").out
    assert "are in one story" in out
    assert any(line.split()[1:2] == ["hallin"] and "+" in line for line in out.splitlines())
    apart = run("stories", "inbox", "--explain", "courier.txt", "quay.txt").out
    assert "are in two stories" in apart
    assert "not enough" in apart
    told = json.loads(run("stories", "inbox", "--explain", "R1", "r2", "--json").out)
    assert abs(sum(t["weight"] for t in told["terms"]) - told["score"]) < 0.1
    assert told["same"] is (told["stories"][0] == told["stories"][1])


def test_unknown_names_are_answered_with_those_that_are_close(run: Run, inbox: Path) -> None:
    ran = run("stories", "inbox", "--explain", "curier.txt", "anvil.txt")
    assert ran.status == 2
    assert "inbox/courier.txt" in ran.err
    same = run("stories", "inbox", "--explain", "anvil.txt", "anvil.txt")
    assert "is named twice" in same.err


def test_a_decision_groups_and_parts_and_says_so(run: Run, inbox: Path) -> None:
    place = ("--rulings", "rulings.jsonl")
    by = ("--by", "Ines Karo", "--reason", "one night")
    run("rule", "same", "inbox/courier.txt", "inbox/quay.txt", *by, *place)
    assert grouped(run("stories", "inbox", *place, "--json").out) == {("anvil", "courier", "quay")}
    out = run("stories", "inbox", *place, "--explain", "courier.txt", "quay.txt").out
    assert "ruled by Ines Karo on" in out
    chain = run("stories", "inbox", *place, "--explain", "anvil.txt", "quay.txt").out
    assert "They met through: inbox/courier.txt." in chain
    run("rule", "different", "inbox/courier.txt", "inbox/anvil.txt", *by, *place)
    assert grouped(run("stories", "inbox", *place, "--json").out) == {("courier", "quay"), ("anvil",)}


def test_from_python_stories_have_lines_reasons_and_a_stream_that_takes_more(inbox: Path) -> None:
    found = crosswire.stories([inbox])
    (story,) = (line.story for line in found.stories if len(line.story.reports) == 2)
    left, right = story.reports
    assert found.explain(left, right).same
    with pytest.raises(crosswire.UsageError, match="is the id of no report"):
        found.explain(left, "r0")
    decision = decide("different", Named(id=left), Named(id=right), by="Ines Karo")
    add_to_file(inbox.parent / "rulings.jsonl", decision)
    assert len(crosswire.stories([inbox], rulings=inbox.parent / "rulings.jsonl").stories) == 3
    assert len(crosswire.dossier([inbox], rulings=[decision]).findings.stories) == 3
    assert found.stream.story_of(left) == story.id


def test_a_stream_takes_reports_one_by_one(inbox: Path) -> None:
    reports = list(crosswire.stories([inbox]).reports.values())
    nlp = crosswire.load_parser()
    stream = crosswire.StoryStream()
    placed = [stream.place(crosswire.story_terms(r, crosswire.annotate(r, nlp))) for r in reports]
    assert [p.founded for p in placed] == [True, True, False]
    assert placed[2].story in {p.story for p in placed[:2]}


@pytest.mark.parametrize("days", list(permutations((5, 6, 7))))
def test_no_order_of_reports_puts_together_what_was_parted(tmp_path: Path, days: tuple[int, ...]) -> None:
    reports = [
        crosswire.read_bytes(
            f"Dam breaks above Torvane\n\n{DAM.format(n=n)}".encode(),
            source=f"{id}.txt",
            id=id,
            given=crosswire.Given(published=f"2031-05-{day:02d}"),
        )
        for id, n, day in zip("abc", ("twelve", "14", "15"), days, strict=True)
    ]
    assert len(crosswire.stories(reports).stories) == 1
    one, other, third = (Named(id=id) for id in "abc")
    rulings = [decide("same", one, other, by="Ines Karo"), decide("different", one, third, by="Ines Karo")]
    found = crosswire.stories(reports, rulings=rulings)
    assert {tuple(sorted(line.story.reports)) for line in found.stories} == {("a", "b"), ("c",)}
