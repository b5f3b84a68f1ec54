"""Copies that are filed under another story are still copies."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from crosswire import Config, Source
from crosswire.read import Given, Metadata
from crosswire.scale.batch import run_batch
from crosswire.scale.engines import Serial
from crosswire.scale.place import Place
from crosswire.types import Decision, Item, Named
from tests.scale.made import files_in, sources

PARAGRAPHS = (
    "At least 31 people were killed when the cable car above Sorrel Pass came down on Saturday, the valley council said.",
    "The cabin had left the upper station at noon with a school class from Brenlow and their teachers on board.",
    "Foresters who were cutting larches below the third pylon heard a crack and saw the rope whip through the trees.",
    "A helicopter from the garrison at Tarn lowered four medics onto the ledge where the cabin had come to rest.",
    "The operator had replaced the carrying rope in the autumn and declared it good for another twelve winters.",
    "Parents waited in the gymnasium at Brenlow until a list of the injured was read out shortly before midnight.",
    "Investigators sealed the engine house and took away the logbooks, two broken sheaves and a length of the rope.",
    "At least 31 people were killed, the valley council said again on Sunday, when flags in Brenlow hung at half-mast.",
)


def report(name: str, paragraphs: slice, day: int) -> Source:
    text = f"Cable car, {name}\n\n" + "\n".join(PARAGRAPHS[paragraphs]) + "\n"
    given = Given(published=f"2031-06-{day:02}", publisher=f"The {name.title()} Post")
    return Source(name=f"{name}.txt", data=text.encode(), given=given)


# The first and the last part overlap too little to be one text; both were cut from the whole.
FIRST, LAST, WHOLE = (
    report("first", slice(0, 5), 8),
    report("last", slice(3, 8), 8),
    report("whole", slice(0, 8), 9),
)


def apart(left: Source, right: Source) -> Decision:
    names = [Named(id=s.name, source=s.name, sha256=None, address=None) for s in (left, right)]
    return Decision(
        id=f"{left.name} {right.name}",
        about="story",
        verdict="different",
        left=names[0],
        right=names[1],
        by="Ines Karo",
        at="2031-06-10T08:00:00Z",
    )


def made(folder: Path, found: Any, rulings: tuple[Decision, ...] = ()) -> Mapping[str, bytes]:
    run_batch(found, Place.open(folder), Serial(), config=Config(), rulings=rulings)
    return files_in(folder)


def rows(files: Mapping[str, bytes], name: str) -> list[dict[str, Any]]:
    return pq.read_table(io.BytesIO(files[f"{name}.parquet"])).to_pylist()


def killed(files: Mapping[str, bytes], source: str) -> int:
    """How many originals are behind the dead in the story of a report."""
    story = next(r["story"] for r in rows(files, "reports") if r["source"] == source)
    return max(
        t["families"] for t in rows(files, "tallies") if t["story"] == story and t["measure"] == "killed"
    )


def test_two_cuts_of_a_report_that_is_filed_elsewhere_are_one_original(tmp_path: Path) -> None:
    alone = made(tmp_path / "alone", [FIRST, LAST])
    beside = made(tmp_path / "beside", [FIRST, LAST, WHOLE], (apart(FIRST, WHOLE), apart(LAST, WHOLE)))
    assert {r["source"]: r["story"] for r in rows(beside, "reports")}["whole.txt"] not in {
        r["story"] for r in rows(beside, "reports") if r["source"] != "whole.txt"
    }
    assert killed(alone, "first.txt") == 2
    assert killed(beside, "first.txt") == 1


def test_the_pairs_that_lead_out_of_a_story_stand_in_the_table_once_and_are_told(tmp_path: Path) -> None:
    files = made(tmp_path, [FIRST, LAST, WHOLE], (apart(FIRST, WHOLE), apart(LAST, WHOLE)))
    out = [p for p in rows(files, "lineage") if p["left_story"] != p["right_story"]]
    whole = next(r["id"] for r in rows(files, "reports") if r["source"] == "whole.txt")
    assert len(out) == 2
    assert all(whole in (p["left"], p["right"]) for p in out)
    told = [p for p in rows(files, "problems") if "filed under story" in p["message"]]
    assert len(told) == 4
    for name in (n for n in files if n.startswith("dossiers/")):
        held = json.loads(files[name])
        ids = {r["id"] for r in held["reports"]}
        assert {x for pair in held["lineage"] for x in (pair["left"], pair["right"])} <= ids
        assert {r for f in held["families"] for r in f["reports"]} <= ids


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_copy_of_a_withdrawn_item_is_to_be_checked(tmp_path: Path, status: Any) -> None:
    said = Metadata(item=Item(uri="urn:cable", version="2", status=status))
    withdrawn = Source(name="wire.txt", data=WHOLE.data, said=said, given=Given(published="2031-06-07"))
    files = made(tmp_path, [FIRST, withdrawn, *sources(events=1, reports=2)])
    assert "wire.txt" not in {r["source"] for r in rows(files, "reports")}
    first = next(r["id"] for r in rows(files, "reports") if r["source"] == "first.txt")
    told = [p["report"] for p in rows(files, "problems") if "shares its text with" in p["message"]]
    assert told == [first]
