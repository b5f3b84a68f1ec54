"""The gate finds what the program knows of the given reports; of tables of the world it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.given_names import PACKAGE, WORDS, WORLD, knowing, others_of, persons_of

GOLD = {
    "entities": [
        {"name": "Jorun Maltesk", "type": "PERSON", "forms": {"0": ["Maltesk", "Maltese"]}},
        {"name": "Kestria", "type": "GPE", "forms": {"0": ["Kestria"]}},
        {"name": "Union of Water Engineers", "type": "ORG", "forms": {"0": ["the Union"]}},
    ],
    "corrupted": [{"report": "0", "text": "Maltese"}],
}


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        ("annotate/rules.py", 'if name == "Maltesk": return', ["Maltesk"]),
        ("lang/en/roles.toml", 'ministers = ["MALTESK"]', ["MALTESK"]),
        ("link/names.py", "# as in Kestria", ["Kestria"]),
        ("annotate/rules.py", "the Union of Water Engineers", ["Union of Water Engineers"]),
        ("annotate/rules.py", "the Union said, kestrian", []),
        ("lang/en/countries.toml", '[countries."Kestria"]\nadjectives = ["Maltese"]', []),
        ("lang/en/countries.toml", "Jorun", ["Jorun"]),
        (WORDS, "maltesk Kestria", []),
        ("annotate/rules.py", "Maltese", ["Maltese"]),
    ],
)
def test_a_name_is_found_where_no_table_of_the_world_holds_it(
    tmp_path: Path, file: str, text: str, found: list[str]
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    assert [k.name for k in knowing(tmp_path, persons_of(GOLD), others_of(GOLD))] == found


@pytest.mark.parametrize("name", sorted(WORLD))
def test_what_is_called_a_table_of_the_world_is_there(name: str) -> None:
    assert (PACKAGE / name).is_file()
