"""FollowTheMoney's model as far as it is used here: what each schema allows, and what a value of each type may be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
# followthemoney/types: the longest value of each type, and the form of those that have one.
LONGEST = {
    "name": 384,
    "string": 1024,
    "text": 65_000,
    "address": 250,
    "url": 4096,
    "number": 250,
    "identifier": 64,
}
FORMS = {
    "country": r"[a-z]{2}",
    "language": r"[a-z]{3}",
    "number": r"-?\d+(\.\d+)?",
    "mimetype": r"[a-z]+/[a-z0-9.+-]+",
    "url": r"https?://[^\s]+",
    "date": r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?",
}


@cache
def model() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "ftm_model.toml").read_text("utf-8"))


def lineage(schema: str) -> list[str]:
    """The schema and all that it extends."""
    return [schema, *(a for parent in model()[schema]["extends"] for a in lineage(parent))]


@cache
def properties(schema: str) -> Mapping[str, str]:
    """The type of each property that a schema allows."""
    return {
        name: type
        for part in reversed(lineage(schema))
        for type, names in model()[part].get("properties", {}).items()
        for name in names
    }


def faults(entities: list[dict[str, Any]]) -> list[str]:
    """What the model would refuse in a graph of entities."""
    schemata = {e["id"]: e["schema"] for e in entities}
    found = [f"{id} is no id" for id in schemata if not ID.fullmatch(id) or len(id) > 200]
    found += ["an id is there twice"] * (len(schemata) < len(entities))
    for entity in entities:
        allowed, schema = properties(entity["schema"]), entity["schema"]
        found += [
            f"{schema} lacks {n}" for n in model()[schema]["required"] if not entity["properties"].get(n)
        ]
        for name, values in entity["properties"].items():
            if name not in allowed:
                found.append(f"{schema} has no {name}")
                continue
            found += [
                f"{schema}.{name}: {v!r}"
                for v in values
                if not _fits(v, allowed[name], entity["id"], schemata)
            ]
            found += [f"{schema}.{name} repeats itself"] * (len(set(values)) < len(values) or not values)
    return found


def _fits(value: Any, type: str, own: str, schemata: Mapping[str, str]) -> bool:
    if not isinstance(value, str) or not value or len(value) > LONGEST.get(type.split()[0], 250):
        return False
    if type.startswith("entity "):
        return value != own and type.split()[1] in lineage(schemata.get(value, "Thing"))
    if type == "date" and len(value) > 10:
        datetime.fromisoformat(value)
    if type == "name" and value != " ".join(value.split()):
        return False
    return type not in FORMS or re.fullmatch(FORMS[type], value) is not None
