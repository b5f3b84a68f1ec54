"""No rule knows the given reports: their persons, places and outlets stand nowhere in the program.

    python -m evals.given_names

Takes the gold of the given reports and the reports themselves; looks for every name in all files of the package, as
a whole word, in capitals or not. A name may stand in a table of the world (a gazetteer, every country, how common words are),
which tests/lang/test_world_tables.py holds to be of the world; a person's name in none but that of common words. Raises
AbsentError where the given reports are not there.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosswire.read import Source, read_each
from crosswire.types import Report
from evals.cases import ROOT, shared
from evals.dev_reports import NOT_RUN, AbsentError

PACKAGE = ROOT / "src" / "crosswire"
# How common English words are: the one table that may hold a person's name, as a word among twenty thousand.
WORDS = "lang/en/frequencies.toml"
# What each of them holds all of.
WORLD: Mapping[str, str] = {
    "gazetteer/capitals.toml": "the capital of every country",
    "gazetteer/nature.toml": "the seas, deserts and ranges of the world",
    "knowledge/wikidata.toml": "Wikidata's number of every country",
    "lang/en/agencies.toml": "the news agencies of the world",
    "lang/en/countries.toml": "every country with its adjectives",
    "lang/mul/country_words.toml": "words of every country over languages",
    "present/page/outline.json": "the outline of every country",
    WORDS: "how common words are",
}
# Files that hold words: tables of bytes (the gazetteer) and libraries of others are not read.
_READ = frozenset({".py", ".toml", ".json", ".j2", ".css", ".js", ".po", ".pot", ".txt"})
_VENDOR = "static/vendor/"
# Letters of the shortest name that is looked for: shorter ones are parts of anything.
_LEAST = 4
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST},}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A file of the program that knows a name of the given reports."""

    file: str
    name: str


def persons_of(gold: Mapping[str, Any]) -> set[str]:
    """The words of persons' names in a gold, casefolded."""
    forms = {f for e in gold["entities"] if e["type"] == "PERSON" for f in _forms(e)} - _garbled(gold)
    return {w.casefold() for f in forms for w in _WORD.findall(f)}


def others_of(gold: Mapping[str, Any]) -> set[str]:
    """The names of places and organisations in a gold, and what persons' names were garbled to, which may be a place's;
    casefolded. What begins with an article ("the Government") is a description, no name."""
    forms = {f for e in gold["entities"] if e["type"] != "PERSON" for f in _forms(e)} | _garbled(gold)
    return {f.casefold() for f in forms if f.split()[0].casefold() not in ("a", "an", "the")}


def knowing(package: Path, persons: Iterable[str], others: Iterable[str]) -> Iterator[Known]:
    """The files of a package that know a name, in order."""
    of_persons, of_others = _pattern(persons), _pattern(others)
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package).as_posix()
        if path.suffix not in _READ or _VENDOR in name:
            continue
        text = path.read_text("utf-8")
        found = set() if name == WORDS else {m[0] for m in of_persons.finditer(text) if m[0][0].isupper()}
        if name not in WORLD:
            found |= {m[0] for m in of_others.finditer(text) if m[0][0].isupper()}
        yield from (Known(file=name, name=x) for x in sorted(found))


def given() -> tuple[set[str], set[str]]:
    """The persons, and the places, organisations and outlets, of the given reports."""
    golds = sorted((shared() / "gold").glob("*.json"))
    if not golds:
        raise AbsentError(f"{shared() / 'gold'} is absent")
    told = [json.loads(path.read_text("utf-8")) for path in golds]
    persons = set().union(*map(persons_of, told))
    others = set().union(*map(others_of, told)) | _outlets()
    return persons, {n for n in others if len(n) >= _LEAST}


def measure() -> dict[str, tuple[float, str]]:
    """The share of files that know no name of the given reports, and which do."""
    persons, others = given()
    files = [p for p in PACKAGE.rglob("*") if p.suffix in _READ]
    known = list(knowing(PACKAGE, persons, others))
    share = 1 - len({k.file for k in known}) / len(files)
    told = "; ".join(f"{k.file}: {k.name}" for k in known[:8]) or "none knows a name"
    return {"files.clean": (share, f"{len(files)} files, {len(persons) + len(others)} names; {told}")}


def _forms(entity: Mapping[str, Any]) -> set[str]:
    return {entity["name"], *(f for forms in entity["forms"].values() for f in forms)}


def _garbled(gold: Mapping[str, Any]) -> set[str]:
    return {c["text"] for c in gold.get("corrupted", ())}


def _outlets() -> set[str]:
    folder = shared() / "seeds"
    sources = [Source(name=p.name, data=p.read_bytes()) for p in sorted(folder.glob("*.txt"))]
    return {r.publisher.casefold() for r in read_each(sources) if isinstance(r, Report) and r.publisher}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    every = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<!\w)(?:{every})(?!\w)" if every else r"(?!)", re.IGNORECASE)


def main() -> int:
    """Prints every file that knows a name; 1 where there is one."""
    try:
        persons, others = given()
    except AbsentError as error:
        print(f"not run: {error}")
        return NOT_RUN
    known = list(knowing(PACKAGE, persons, others))
    for one in known:
        print(f"{one.file}: {one.name}")
    print(f"{len(known)} names of the given reports in the program")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
