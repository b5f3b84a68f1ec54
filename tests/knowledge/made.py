"""Invented names in every format, as the tests of knowledge take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crosswire.knowledge import Added, Choice, Knowledge, add_knowledge, open_knowledge

TABLE = """id,name,aliases,type,country,role,born,lat,lon,note
p1,Jorun Maltesk,Йорун Мальтеск; J. R. Maltesk,person,NO,minister of waters,1971-02-03,,,ours
o1,Eastern Canal Authority,ECA|Autorité du canal de l'Est,organisation,NO,,,,,
t1,Karvel,Old Karvel;Karvelsk,place,NO,,,61.5,9.25,
"""
PLACES = (
    "101\tKarvel\tKarvel\tKarvelsk,KRV,Karvel-on-Sea\t61.5\t9.25\tP\tPPL\tNO\t\t07\t\t\t\t12000\t\t40\tEurope/Oslo\t2031-01-01\n"
    "102\tTamsel\tTamsel\t\t60.1\t8.5\tH\tSTM\tNO\t\t07\t\t\t\t0\t\t40\tEurope/Oslo\t2031-01-01\n"
)
ALTERNATES = (
    "1\t101\tru\tКарвель\t1\t\t\t\t\t\n"
    "2\t101\tde\tAlt-Karvel\t\t\t\t1\t\t\n"
    "3\t101\tlink\thttps://example.org/Karvel\t\t\t\t\t\t\n"
    "4\t999\ten\tNowhere\t\t\t\t\t\t\n"
)
REGIONS = "NO.07\tGharb\tGharb\t7\n"


def person(id: str = "NK-1", name: str = "Jorun Maltesk", **more: list[str]) -> dict[str, Any]:
    """An entity of FollowTheMoney."""
    return {"id": id, "schema": "Person", "caption": name, "properties": {"name": [name], **more}}


def item(id: str, label: str, kind: str, **claims: str) -> dict[str, Any]:
    """An item of Wikidata with labels in two languages, of a class, with further claims on items."""
    every = {"P31": kind, **claims}
    return {
        "type": "item",
        "id": id,
        "labels": {k: {"language": k, "value": v} for k, v in (("en", label), ("fr", label + "-le-Vieux"))},
        "aliases": {"ru": [{"language": "ru", "value": "Йорун Мальтеск"}]},
        "claims": {
            p: [{"mainsnak": {"datavalue": {"value": {"id": x}}}, "rank": "normal"}] for p, x in every.items()
        },
    }


def lines(found: Iterable[object]) -> str:
    """JSON, one value a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """A file of names."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def add(folder: Path, *files: Path, **said: Any) -> Added:
    """Files taken into the store of a folder."""
    return add_knowledge(folder / "store", files, Choice(**said))


def known(folder: Path) -> Knowledge:
    """The sets of the store of a folder."""
    opened = open_knowledge(stores=[folder / "store"])
    assert opened is not None
    return opened


def ids(folder: Path, name: str) -> list[str]:
    """The ids of the entries that a name may mean."""
    with known(folder) as opened:
        return [entry.id for entry in opened.lookup([name])]
