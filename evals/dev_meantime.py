"""Translations found over languages: articles in English, Spanish, Italian and Dutch, each in all four.

    python -m evals.dev_meantime [--show]

In: `events/meantime_dev.jsonl` of the folder that CROSSWIRE_DATA names (50 articles, each in four languages), and
independent reports of the same events in the same languages, `derivation/distractors/` (see there). Every pair of
reports in different languages is judged as a dossier would judge it: the gate of candidates, then the pair. Out:
precision, recall and F1 of links against the other articles; the same over the events that have independent
reports, with those among them; and direction. Every original here is English: `always English` is what a rule
would score that always prefers English, so that direction here is reported and proves nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from crosswire.link.lineage_candidates import candidate_pairs
from crosswire.link.lineage_pair import judge
from crosswire.link.lineage_text import ReportText, lay_out
from crosswire.types import Annotations
from evals.dev_derivation import FOLDER, read, stories
from evals.dev_reports import AbsentError, needed, not_run, read_rows, rows_of

Row = dict[str, Any]


def laid_out(reports: Sequence[Any]) -> list[ReportText]:
    """Reports for lineage over languages, which asks for no annotations."""
    return [lay_out(r, Annotations(report=r.id, anchor=None)) for r in reports]


def distractors() -> Iterator[tuple[str, str, Row]]:
    """The article, the name and the row of every independent report."""
    if (FOLDER / "distractors").is_dir():
        for name, story in stories("distractors"):
            for row in story["distractor"]:
                yield str(row["article"]), f"{name}/{row['article']}", row


def counted(
    keys: Sequence[tuple[str, str, bool]], texts: Sequence[ReportText], *, show: bool
) -> Counter[str]:
    """Counts over all pairs in different languages; a key is article, language, and whether it is a translation."""
    c: Counter[str] = Counter()
    worth = set(candidate_pairs(texts))
    for i, j in combinations(range(len(keys)), 2):
        (article, language, member), (other, tongue, too) = keys[i], keys[j]
        if language == tongue:
            continue
        gold = article == other and member and too
        c["gold"] += gold
        left, right = sorted((texts[i], texts[j]), key=lambda t: t.report.id)
        record = judge(left, right) if (i, j) in worth else None
        c["found"] += record is not None
        c["hits"] += gold and record is not None
        if show and gold != (record is not None):
            print(
                "missed" if gold else "false", article, language, other, tongue, record.why if record else ""
            )
        if record and gold and "en" in (language, tongue):
            english = left if (keys[i][1] == "en") == (left is texts[i]) else right
            first = {"left-first": left, "right-first": right}.get(record.direction or "")
            c["directed"] += 1
            c["undecided"] += first is None
            c["english"] += first is english
    return c


def line(name: str, c: Counter[str]) -> str:
    """One figure in words."""
    f1 = 2 * c["hits"] / max(c["gold"] + c["found"], 1)
    precision, recall = c["hits"] / max(c["found"], 1), c["hits"] / max(c["gold"], 1)
    return (
        f"meantime.{name} {f1:.3f} (P {precision:.3f} R {recall:.3f}; {c['gold']} gold, {c['found']} found)"
    )


def main() -> int:
    """Prints the figures; with --show, the errors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    try:
        rows = rows_of(needed("events", "meantime_dev.jsonl"))
    except AbsentError:
        return not_run(FOLDER)
    texts = laid_out(read_rows(rows))
    keys = [(str(r["article"]), str(r["lang"]), True) for r in rows]
    c = counted(keys, texts, show=show)
    print(line("links", c))
    others = list(distractors())
    if others:
        found = laid_out(list(read({name: row for _, name, row in others}).values()))
        told = {article for article, _, _ in others}
        kept = [n for n, key in enumerate(keys) if key[0] in told]
        print(
            line(
                "distractors",
                counted(
                    [
                        *(keys[n] for n in kept),
                        *((a, str(row["language"]), False) for a, _, row in others),
                    ],
                    [*(texts[n] for n in kept), *found],
                    show=show,
                ),
            )
        )
    print(
        f"meantime.direction English first {c['english']}, undecided {c['undecided']}, other first "
        f"{c['directed'] - c['english'] - c['undecided']} of {c['directed']} linked with their original "
        f"(always English: {c['directed']})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
