"""Labelled pairs of names, for fitting and judging the pair score: who made them, and which may be looked at.

Comes in: the name benchmark of nomenklatura (rows by people, and rows that a language model proposed) and
the gold mentions of the BSNLP topics, whose ids tell which forms are one bearer's. Goes out: pairs in a
fixed order. Of the rows by people half (by a hash of the row) is open; of BSNLP only open documents are used.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from dataclasses import dataclass

from crosswire.text.name_match import name_keys
from crosswire.types import NameSchema
from evals.bsnlp_rows import TOPICS, is_open, mentions_of
from evals.dev_reports import needed

HUMAN = frozenset({"nk_checks", "nk_unit_tests", "cust_cases", "cluster_align"})
# The first rows of the file were seen before it was split.
_SEEN = 19
_SCHEMAS: dict[str, NameSchema] = {
    "Person": "PERSON",
    "Company": "ORG",
    "Organization": "ORG",
    "LegalEntity": "ORG",
}
_BSNLP: dict[str, NameSchema] = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
_PER_TOPIC, _SAME = 400, 100


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one bearer's, who says so ("human", "silver", "bsnlp"), and its half."""

    left: str
    right: str
    same: bool
    schema: NameSchema
    kind: str
    open: bool


def benchmark_pairs() -> list[Pair]:
    """The rows of the benchmark whose schema we have. Raises AbsentError where it is not there."""
    path = needed("name_matching", "contrib", "name_bench", "cases.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Pair(
            row["name1"],
            row["name2"],
            row["is_match"] == "true",
            _SCHEMAS[row["schema"]],
            "human" if row["case_group"] in HUMAN else "silver",
            n < _SEEN or is_open(row["case_group"], row["schema"], row["name1"], row["name2"]),
        )
        for n, row in enumerate(rows)
        if row["schema"] in _SCHEMAS
    ]


def bsnlp_pairs(schema: NameSchema = "PERSON") -> list[Pair]:
    """Pairs of forms from open documents: as many of one bearer as of two, the two sharing a key in half the
    cases, and some names beside themselves. What a lone word is worth depends on the report: of persons
    only names of several words are taken."""
    pairs: list[Pair] = []
    for topic in TOPICS:
        mentions = [m for m in mentions_of(topic) if m.open and _BSNLP.get(m.type) == schema]
        whole = [m for m in mentions if schema != "PERSON" or len(m.surface.split()) > 1]
        forms: dict[str, str] = {m.surface: m.entity for m in whole}
        pairs += _sampled(sorted(forms.items()), random.Random(topic), schema)
    return pairs


def _sampled(forms: list[tuple[str, str]], chance: random.Random, schema: NameSchema) -> list[Pair]:
    of_entity: dict[str, list[str]] = defaultdict(list)
    of_key: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for surface, entity in forms:
        of_entity[entity].append(surface)
        for key in sorted(name_keys(surface)):
            of_key[key].append((surface, entity))
    entities = sorted(e for e, own in of_entity.items() if len(own) > 1)
    keys = sorted(k for k, own in of_key.items() if len({e for _, e in own}) > 1)
    pairs = [
        Pair(name, name, True, schema, "bsnlp", True)
        for name, _ in chance.sample(forms, min(_SAME, len(forms)))
    ]
    for n in range(_PER_TOPIC):
        left, right = chance.sample(of_entity[chance.choice(entities)], 2)
        pairs.append(Pair(left, right, True, schema, "bsnlp", True))
        pool = of_key[chance.choice(keys)] if n % 2 else forms
        (left, one), (right, other) = chance.sample(pool, 2)
        if one != other and left != right:
            pairs.append(Pair(left, right, False, schema, "bsnlp", True))
    return list(dict.fromkeys(pairs))
