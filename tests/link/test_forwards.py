"""A forwarded message is a copy of its original, not a second source, however short it is."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from crosswire.link.lineage import find_lineage
from crosswire.read import Source, read_source, unpack
from crosswire.types import Annotations, Family, Lineage, Report
from tests.link.made_reports import FLOOD, OTHER, made, unzipped

SHORT = "The Hallin dam has burst. At least 14 people are dead."
QUOTED = "“Nobody warned us,” she said."


def channel(name: str, id: int, *messages: dict[str, Any]) -> bytes:
    stamped = [{"type": "message", "date": "2031-05-04T16:30:00", **m} for m in messages]
    return json.dumps({"name": name, "type": "public_channel", "id": id, "messages": stamped}).encode()


def reports(*exports: bytes) -> list[tuple[Report, Annotations]]:
    found: list[tuple[Report, Annotations]] = []
    for number, export in enumerate(exports):
        for source in unpack(io.BytesIO(export), f"export-{number}.json", size=len(export)):
            assert isinstance(source, Source)
            read = read_source(source, f"r{len(found)}")
            known = {
                k: getattr(read, k)
                for k in ("title", "publisher", "carrier", "published", "item", "excluded")
            }
            found.append(made(read.id, read.text, **known))
    return found


def families(pairs: list[tuple[Report, Annotations]]) -> tuple[tuple[Lineage, ...], tuple[Family, ...]]:
    return find_lineage(*unzipped(*pairs))


@pytest.mark.parametrize("text", [SHORT, QUOTED, "Dam burst!", FLOOD])
@pytest.mark.parametrize("stamps", [{}, {"date_unixtime": "1935671400"}])
def test_a_forward_and_its_original_are_one_family(text: str, stamps: dict[str, str]) -> None:
    original = channel("Torvane Alert", 1, {"id": 5, "text": text, **stamps})
    forward = channel("Corvo Now", 2, {"id": 9, "text": text, "forwarded_from": "Torvane Alert"})
    pairs = reports(forward, original)
    (record,), (family,) = families(pairs)
    assert family.reports == ("r0", "r1")
    assert (record.relation, record.direction) == ("republished", "right-first")
    assert len({r.item.uri for r, _ in pairs if r.item}) == 2


@pytest.mark.parametrize("text", [SHORT, "Dam burst!"])
def test_two_forwards_of_an_origin_that_is_not_in_hand_are_one_family(text: str) -> None:
    forwards = [
        channel(name, id, {"id": 9, "text": text, "forwarded_from": "Torvane Alert"})
        for id, name in enumerate(("Corvo Now", "Merrow Watch"), 1)
    ]
    (record,), (family,) = families(reports(*forwards))
    assert (family.reports, record.direction) == (("r0", "r1"), None)


def test_short_messages_of_other_words_stay_apart() -> None:
    one = channel("Torvane Alert", 1, {"id": 5, "text": SHORT})
    other = channel("Corvo Now", 2, {"id": 9, "text": SHORT.replace("14", "26")})
    assert families(reports(one, other))[0] == ()


def test_messages_without_words_are_no_copies_of_each_other() -> None:
    lineage, found = find_lineage(*unzipped(made("a", "🌊🌊"), made("b", "🌊🌊"), made("c", OTHER)))
    assert (lineage, len(found)) == ((), 3)
