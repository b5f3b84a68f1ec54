"""Makes the table of English synonyms (src/crosswire/lang/en/senses.toml) from WordNet's files.

    python -m evals.make_synonyms FOLDER

FOLDER holds WordNet 3.1's database (`index.sense` and `data.noun`, `data.verb`, `data.adj`, `data.adv`).
Of each set of synonyms the single lower-case words stay that mean it first or second of all, or are often
met in that meaning. Sets of living beings, bodies, food and substances are left out, and so are those
all of whose words WordNet's makers never met in their texts.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.cases import ROOT

TABLE = ROOT / "src" / "crosswire" / "lang" / "en" / "senses.toml"
PARTS = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
# The lexicographers' files that news seldom words twice: animals, bodies, food, plants, substances.
LEFT_OUT = frozenset({"05", "08", "13", "20", "27"})
SENSES, OFTEN = 2, 5
_WORD = re.compile(r"[a-z]{3,}")
_HEAD = '''# Sets of English words that share a meaning, one a line, in order; a word stands in up to a few sets.
# Made by `python -m evals.make_synonyms` from WordNet 3.1.
source = "WordNet 3.1, Princeton University (wordnet.princeton.edu)"
licence = """
WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Permission to use, copy, modify and
distribute this software and database and its documentation for any purpose and without fee or royalty is hereby
granted, provided that you agree to comply with the following copyright notice and statements, including the
disclaimer, and that the same appear on ALL copies of the software, database and documentation, including
modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS"
AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT
LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY
PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY
THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may
not be used in advertising or publicity pertaining to distribution of the software and/or database. Title to
copyright in this software, database and any associated documentation shall at all times remain with Princeton
University and LICENSEE agrees to preserve same."""
sets = """
'''


def sets_of(folder: Path) -> Iterator[tuple[str, ...]]:
    """The sets that are kept, each in order."""
    place: dict[tuple[str, str, str], tuple[int, int]] = {}
    met = Counter[str]()
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, number, tags = line.split()
        word, _, rest = key.partition("%")
        place[word, PARTS[rest[0]], offset] = int(number), int(tags)
        met[word] += int(tags)
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text().splitlines():
            fields = line.partition("|")[0].split()
            if line.startswith("  ") or fields[1] in LEFT_OUT:
                continue
            listed = [re.sub(r"\(.*\)", "", w) for w in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]
            kept = set()
            for word in listed:
                sense, tags = place.get((word, part, fields[0]), (SENSES + 1, 0))
                if _WORD.fullmatch(word) and (sense <= SENSES or tags >= OFTEN):
                    kept.add(word)
            if len(kept) > 1 and any(met[w] for w in kept):
                yield tuple(sorted(kept))


def main(arguments: Sequence[str]) -> int:
    """Writes the table; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.make_synonyms")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    rows = sorted({" ".join(s) for s in sets_of(folder)})
    TABLE.write_text(_HEAD + "\n".join(rows) + '\n"""\n', encoding="utf-8")
    print(f"{len(rows)} sets")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
