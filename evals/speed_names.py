"""What finding names, places and times costs beside bare spaCy on the same texts.

    python -m evals.speed_names [--rounds N] [--reports N]

Names, times and places of one report each, against the parser with all its components, in the same process, models and
tables loaded, taking turns; medians over the rounds, of processor time. Runs on the reports that
`evals.speed_figures` takes, or on the samples where they are absent (and says which). The bar is .25 for all three.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.places import find_places
from crosswire.annotate.times import read_times
from evals.speed_figures import prepared


def main(arguments: Sequence[str]) -> int:
    """Prints the ratios."""
    rounds, nlp, chosen = prepared("speed_names", __doc__, arguments)
    seconds: dict[str, list[float]] = {"parse": [], "names": [], "times": [], "places": []}
    for _ in range(rounds + 1):
        marks = [time.process_time()]
        docs = [parse(report, nlp) for report in chosen]
        marks.append(time.process_time())
        mentions = [find_mentions(r, doc) for r, doc in zip(chosen, docs, strict=True)]
        marks.append(time.process_time())
        for report, doc in zip(chosen, docs, strict=True):
            read_times(report, doc, anchor=report.published)
        marks.append(time.process_time())
        for report, doc, found in zip(chosen, docs, mentions, strict=True):
            find_places(report, doc, found)
        marks.append(time.process_time())
        for name, start, end in zip(seconds, marks, marks[1:], strict=False):
            seconds[name].append(end - start)
    bare = statistics.median(seconds["parse"][1:])
    for name in ("names", "times", "places"):
        print(f"{name} / bare spaCy {_share(seconds, (name,)):.3f}")
    print(
        f"names, times and places / bare spaCy {_share(seconds, ('names', 'times', 'places')):.3f}  ({bare:.2f} s of "
        f"processor time for spaCy on {len(chosen)} reports, medians of {rounds})"
    )
    return 0


def _share(seconds: dict[str, list[float]], parts: Sequence[str]) -> float:
    """The median over the rounds, the first left out, of what some parts took of the parser's time."""
    rounds = range(1, len(seconds["parse"]))
    return statistics.median(sum(seconds[p][k] for p in parts) / seconds["parse"][k] for k in rounds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
