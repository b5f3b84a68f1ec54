"""The derivation sets: whole, and each pair's relation, manner and direction agree."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2] / "evals" / "derivation"
RELATION = {
    "verbatim": "republished",
    "cut": "republished",
    "reordered": "republished",
    "paraphrased": "same-original",
    "translated": "same-original",
    "retranslated": "same-original",
    "stitched": "shared-passages",
    "agency": "shared-passages",
    "updated": "shared-passages",
    "facts": "none",
    "quote": "none",
    "furniture": "none",
}
REPORT = {"id", "language", "title", "publisher", "published", "note", "text"}
PAIR = {"left", "right", "relation", "manner", "direction", "undecided", "made"}
FILES = sorted(HOME.glob("open/*.toml")) + sorted(HOME.glob("closed/*.toml"))


def story(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def named(path: Path, name: str) -> dict[str, Any]:
    """The report that a pair of the file names: ID, or STORY/ID of the same half."""
    of, _, own = name.rpartition("/")
    reports = story(path.with_name(f"{of}.toml") if of else path)["report"]
    (found,) = (r for r in reports if r["id"] == own)
    return dict(found)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_reports_have_ids_of_their_own_and_text(path):
    reports = story(path)["report"]
    assert len({r["id"] for r in reports}) == len(reports)
    assert len({r["text"].strip() for r in reports}) == len(reports)
    for r in reports:
        assert set(r) <= REPORT, r["id"]
        assert "/" not in r["id"]
        assert len(r["language"]) == 2
        assert len(r["text"].split()) >= 15, r["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_pairs_are_unique_and_their_gold_agrees(path):
    pairs = story(path)["pair"]
    assert len({frozenset((p["left"], p["right"])) for p in pairs}) == len(pairs)
    for p in pairs:
        sides = (p["left"], p["right"])
        assert set(p) <= PAIR, sides
        assert p["made"], sides
        assert RELATION[p["manner"]] == p["relation"], sides
        left, right = (named(path, side) for side in sides)
        assert left["text"] != right["text"], sides
        if "direction" in p:
            assert p["direction"] in sides, sides
            assert p["relation"] != "none", sides
        if p["manner"] == "translated":
            assert left["language"] != right["language"], sides
        if p["manner"] in ("verbatim", "cut", "reordered", "paraphrased"):
            assert left["language"] == right["language"], sides


def test_no_kind_is_missing_from_the_open_half():
    pairs = [p for path in FILES if path.parent.name == "open" for p in story(path)["pair"]]
    manners = Counter(p["manner"] for p in pairs)
    languages = Counter(r["language"] for path in FILES for r in story(path)["report"])
    print(dict(manners), dict(languages))
    assert set(manners) == set(RELATION)


def test_every_distractor_names_its_article_and_is_as_long_as_a_short_report():
    rows = tomllib.loads((HOME / "distractors" / "meantime.toml").read_text(encoding="utf-8"))["distractor"]
    assert len({r["article"] for r in rows}) == len(rows) == 50
    assert Counter(r["language"] for r in rows) == {"en": 20, "es": 10, "it": 10, "nl": 10}
    for r in rows:
        assert set(r) == {"article", "language", "title", "text"}, r["article"]
        assert 90 <= len(r["text"].split()) <= 200, r["article"]
