"""Near-duplicates and lifted passages among many texts: what is found, how surely, how fast, beside datasketch.

    python -m evals.speed_near_duplicates [--texts N] [--ensemble]

Texts are made from the development texts, with known edits planted among them (`evals.made_many`), and both
engines start from the same word codes, one core each, in the same run: crosswire with all texts at once and
with one after another, datasketch with one after another. A planted pair counts if the smaller
text has at least .1 of its distinct five-word shingles in the other, counted exactly; a pair that is
given is right if it reaches that level, planted or not, or shares 21 shingles, a run of 25 words. datasketch makes its signatures of 128 permutations
(codes handed over as they are, so it hashes no words) and looks them up in its index for Jaccard
similarities of .5; its candidates are then held against each other by their signatures, as its
users do. With --ensemble, its index for containment does the same at .2. Times are processor time.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
from datasketch import MinHash, MinHashLSH, MinHashLSHEnsemble

from crosswire.link.lineage_copies import copied_pairs
from crosswire.link.lineage_stream import LineageStream
from crosswire.link.lineage_terms import sketch
from crosswire.text.shingles import Codes, shingle_codes
from evals.dev_reports import data_folder, not_run
from evals.made_many import KINDS, Made, make, shingles

LEVEL, RUN = 0.1, 21
PERMUTATIONS = 128
JACCARD, CONTAINED = 0.5, 0.2
_LOW = np.uint64(0xFFFFFFFF)
Pairs = set[tuple[int, int]]


def main(arguments: Sequence[str]) -> int:
    """Prints recall by kind, precision and time of every engine, and the ratios of the times."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed_near_duplicates", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--texts", type=int, default=50_000)
    parser.add_argument("--ensemble", action="store_true")
    options = parser.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    made = make(options.texts)
    if not made.texts:
        return not_run(data_folder() / "events")
    sets = shingles(made)
    engines = (
        ("at once", at_once),
        ("in stream", in_stream),
        ("datasketch", datasketch),
        ("ensemble", ensemble),
    )
    times = {}
    for name, engine in engines:
        if name != "ensemble" or options.ensemble:
            start = time.process_time()
            found = engine(made)
            times[name] = time.process_time() - start
            print(f"{name:11} {times[name]:7.1f} s  {figures(found, made, sets)}", flush=True)
    for name in ("at once", "in stream"):
        print(f"datasketch / {name} {times['datasketch'] / times[name]:.1f}")
    return 0


def at_once(made: Made) -> Pairs:
    """The pairs of all texts taken together."""
    return {(i, j) for i, j, _ in copied_pairs([shingle_codes(text) for text in made.texts])}


def in_stream(made: Made) -> Pairs:
    """The links of the lineage stream."""
    stream = LineageStream()
    given = (stream.add(sketch(f"{n:07}", text, day=1)) for n, text in enumerate(made.texts))
    return {(int(link.left), int(link.right)) for links in given for link in links}


def datasketch(made: Made) -> Pairs:
    """Candidates of datasketch's index whose signatures agree to the level of the index."""
    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    kept, found = [], set()
    for n, codes in enumerate(shingles(made)):
        one = _minhash(codes)
        found |= {(m, n) for m in index.query(one) if one.jaccard(kept[m]) >= JACCARD}
        index.insert(n, one)
        kept.append(one)
    return found


def ensemble(made: Made) -> Pairs:
    """Candidates of datasketch's index for containment, held against the estimate of containment."""
    index = MinHashLSHEnsemble(threshold=CONTAINED, num_perm=PERMUTATIONS, num_part=16)
    sets = shingles(made)
    kept = [_minhash(codes) for codes in sets]
    index.index([(n, one, len(sets[n])) for n, one in enumerate(kept)])
    found = set()
    for n, one in enumerate(kept):
        for m in index.query(one, len(sets[n])):
            if m != n:
                jaccard = one.jaccard(kept[m])
                shared = jaccard / (1 + jaccard) * (len(sets[n]) + len(sets[m]))
                if shared >= CONTAINED * min(len(sets[n]), len(sets[m])):
                    found.add((min(m, n), max(m, n)))
    return found


def _minhash(codes: Codes) -> MinHash:
    made = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    made.update_batch((codes & _LOW).tolist())
    return made


def contained(one: Codes, other: Codes) -> float:
    """The share of the smaller set that stands in the other."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def figures(found: Pairs, made: Made, sets: Sequence[Codes]) -> str:
    """Recall, over all and by kind, and precision of the pairs found."""
    there: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for plant in made.plants:
        if contained(sets[plant.source], sets[plant.copy]) >= LEVEL:
            there[plant.kind] += 1
            pair = min(plant.source, plant.copy), max(plant.source, plant.copy)
            hit[plant.kind] += pair in found
    right = sum(
        contained(sets[i], sets[j]) >= LEVEL or len(np.intersect1d(sets[i], sets[j])) >= RUN
        for i, j in sorted(found)
    )
    kinds = ", ".join(f"{kind} {hit[kind] / max(1, there[kind]):.3f}" for kind in KINDS)
    recall = hit.total() / max(1, there.total())
    return f"recall {recall:.4f} ({kinds}), precision {right / max(1, len(found)):.4f} of {len(found)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
