"""What finding quotations and attributions costs beside bare spaCy on the same texts.

    python -m evals.speed_quotes [--rounds N] [--reports N]

Quotations, attributions, their sources and speakers inside the report, against the parser with all its
components, in the same process, models loaded, taking turns; medians over the rounds. Runs on the reports that
`evals.speed_figures` takes, or on the samples where they are absent (and says which). The bar is .15.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence

from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.quotes import find_quotes
from evals.speed_figures import prepared


def main(arguments: Sequence[str]) -> int:
    """Prints the ratio."""
    rounds, nlp, chosen = prepared("speed_quotes", __doc__, arguments)
    bare, quotes, shares = [], [], []
    for _ in range(rounds + 1):
        start = time.process_time()
        docs = [parse(report, nlp) for report in chosen]
        bare.append(time.process_time() - start)
        made = [(r, doc, find_mentions(r, doc)) for r, doc in zip(chosen, docs, strict=True)]
        start = time.process_time()
        for report, doc, mentions in made:
            find_quotes(report, doc, mentions)
        quotes.append(time.process_time() - start)
        shares.append(quotes[-1] / bare[-1])
    ours, theirs = statistics.median(quotes[1:]), statistics.median(bare[1:])
    print(
        f"quotations and attributions / bare spaCy {statistics.median(shares[1:]):.3f}  ({ours:.2f} s / {theirs:.2f} s "
        f"of processor time for {len(chosen)} reports, medians of {rounds})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
