"""Surface forms grouped over documents and languages within a topic, given the gold mentions: BSNLP.

    python -m evals.dev_bsnlp [TOPIC…] [--errors]

In: the annotated files under `bsnlp/` of the folder that CROSSWIRE_DATA names: surfaces and types only go to
`group_names`; ids serve scoring, lemmas are not read. Out: B-cubed and LEA F1 a topic, over all mentions and over
those of the open and the closed documents, and the means. Errors are shown of open documents alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from crosswire.link.name_groups import NameMention, group_names
from crosswire.types import EntityType
from evals.bsnlp_rows import TOPICS, GoldMention, mentions_of
from evals.dev_reports import NOT_RUN, AbsentError

_TYPES: dict[str, EntityType] = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


def b_cubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1, micro over mentions."""
    of_found, of_gold, both = Counter(found), Counter(gold), Counter(zip(found, gold))
    n = len(found)
    precision = sum(both[f, g] / of_found[f] for f, g in zip(found, gold)) / n
    recall = sum(both[f, g] / of_gold[g] for f, g in zip(found, gold)) / n
    return precision, recall, 2 * precision * recall / (precision + recall)


def lea(found: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """LEA F1: the share of links kept, weighted by size; a group of one has one link to itself."""

    def one_way(keys: Sequence[Hashable], answers: Sequence[Hashable]) -> float:
        parts: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
        for key, answer in zip(keys, answers):
            parts[key][answer] += 1
        sizes = Counter(answers)
        total = 0.0
        for own in parts.values():
            size = sum(own.values())
            if size == 1:
                total += sizes[next(iter(own))] == 1
            else:
                total += size * sum(c * (c - 1) for c in own.values()) / (size * (size - 1))
        return total / sum(sum(own.values()) for own in parts.values())

    recall, precision = one_way(gold, found), one_way(found, gold)
    return 2 * precision * recall / (precision + recall)


def given(mention: GoldMention) -> NameMention:
    """What grouping is told of a mention."""
    return NameMention(
        surface=mention.surface,
        type=_TYPES.get(mention.type, "OTHER"),
        document=mention.document,
        language=mention.language,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Groups every topic and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", nargs="*", default=list(TOPICS))
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    means: dict[str, list[float]] = defaultdict(list)
    for topic in options.topics or TOPICS:
        try:
            gold = mentions_of(topic)
        except AbsentError as error:
            print(f"Not run: {error}")
            return NOT_RUN
        start = time.process_time()
        found = group_names([given(m) for m in gold])
        taken = time.process_time() - start
        for half in ("all", "open", "closed"):
            held = [n for n, m in enumerate(gold) if half == "all" or m.open == (half == "open")]
            ours, truth = [found[n] for n in held], [gold[n].entity for n in held]
            p, r, f = b_cubed(ours, truth)
            means[half].append(f)
            print(
                f"bsnlp.{topic}.{half} {f:.3f} precision {p:.3f} recall {r:.3f}, LEA {lea(ours, truth):.3f}, "
                f"{len(held)} mentions" + (f", {taken:.1f} s" if half == "all" else "")
            )
        if options.errors:
            _errors(gold, found)
    for half, values in means.items():
        print(f"bsnlp.mean.{half} {sum(values) / len(values):.3f} over {len(values)} topics")
    return 0


def _errors(gold: Sequence[GoldMention], found: Sequence[int]) -> None:
    """The largest groups torn apart, and the largest thrown together, of open documents."""
    held = [n for n, m in enumerate(gold) if m.open]
    torn: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for n in held:
        torn[gold[n].entity][found[n]][gold[n].surface] += 1
    for parts in sorted(torn.values(), key=lambda p: -_cost([sum(c.values()) for c in p.values()]))[:14]:
        shown = sorted(parts.values(), key=lambda c: -sum(c.values()))
        print("  torn:", " | ".join(", ".join(f"{s} {k}" for s, k in c.most_common(4)) for c in shown[:7]))
    mixed: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for n in held:
        mixed[found[n]][gold[n].entity][gold[n].surface] += 1
    for parts in sorted(mixed.values(), key=lambda p: -_cost([sum(c.values()) for c in p.values()]))[:14]:
        shown = sorted(parts.values(), key=lambda c: -sum(c.values()))
        print("  mixed:", " | ".join(", ".join(f"{s} {k}" for s, k in c.most_common(4)) for c in shown[:7]))


def _cost(sizes: Sequence[int]) -> float:
    whole = sum(sizes)
    return whole - sum(s * s for s in sizes) / whole


if __name__ == "__main__":
    sys.exit(main())
