"""Reports printed in capitals: does the reader find in them what it finds in the same reports in mixed case?

    python -m evals.dev_capitals [REPORTS]

Takes the first REPORTS (default 120) of the development reports in mixed case, prints them in capitals, and
reads both. Scored: the share of words that recasing writes as the original does, and of figures (span,
number, measure), names (span), quotations (span) and times (span) the F1 between both readings, once with
recasing and once without. The reading of the mixed-case text is taken for right; a capitals text never says
all that a mixed-case text says, so 1 is out of reach. Exit status 3 where the data is absent.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from crosswire.annotate.capitals import recase
from crosswire.annotate.capitals_words import vocabulary_of
from crosswire.annotate.parse import load
from crosswire.annotate.report import annotate, annotate_parsed
from crosswire.types import Annotations
from evals.dev_reports import data_folder, not_run, read_rows, rows_of

_KINDS: dict[str, Callable[[Annotations], Iterable[Any]]] = {
    "figures": lambda a: [(f.number_span.start, f.number, f.measure) for f in a.figures],
    "names": lambda a: [(m.span.start, m.span.end) for m in a.mentions if m.kind == "name"],
    "quotations": lambda a: [(q.span.start, q.span.end) for q in a.quotes],
    "times": lambda a: [(t.span.start, t.span.end) for t in a.times],
}


def capitals(text: str) -> str:
    """The text in capitals, letters that would become two kept."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def main(count: int) -> int:
    """Prints the scores."""
    path = data_folder() / "events" / "fakes_other_reports.jsonl"
    if not path.exists():
        return not_run(path)
    reports = [r for r in read_rows(rows_of(path)) if sum(map(str.islower, r.text)) > len(r.text) / 2][:count]
    nlp = load()
    hits: Counter[str] = Counter()
    words = right = 0
    for report in reports:
        loud = replace(report, text=capitals(report.text))
        back = recase(loud.text, lambda: vocabulary_of(nlp.vocab))
        for m in re.finditer(r"[^\W\d_]{2,}", report.text):
            words += 1
            right += m.group() == back[m.start() : m.end()]
        plain = nlp(loud.text)
        given = annotate(report, nlp, anchor=report.published)
        found = {
            "recased": annotate(loud, nlp, anchor=report.published),
            "as printed": annotate_parsed(loud, plain, anchor=report.published),
        }
        _count(hits, given, found)
    print(f"{len(reports)} reports; words as in the original {right / words:.3f}")
    for kind in _KINDS:
        for name in ("as printed", "recased"):
            both, one, other = (hits[f"{kind} {name} {x}"] for x in ("both", "given", "found"))
            print(f"{kind:11} {name:11} F1 {2 * both / max(one + other, 1):.3f}")
    return 0


def _count(hits: Counter[str], given: Annotations, found: dict[str, Annotations]) -> None:
    for kind, items in _KINDS.items():
        for name, other in found.items():
            a, b = Counter(items(given)), Counter(items(other))
            hits[f"{kind} {name} both"] += (a & b).total()
            hits[f"{kind} {name} given"] += a.total()
            hits[f"{kind} {name} found"] += b.total()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 120))
