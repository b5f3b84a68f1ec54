"""Fits the weights by which names are held garbled (`link.garbled_weights`).

    python -m evals.fit_garbling [SET …] [--kept FOLDER] [--write] [--show]

One name of one report and the name of another that stands opposite it in sentences that tell the same are one example.
Examples are those of the open half of the garbling set, true where the first is marked as garbled and the second has a
word of the name that was meant, and those of reports that nobody garbled (`evals.dev_honest_names`; the sets named,
else news69, fakes, basil, gva and ecb), all held false, at a part of the weight. Logistic regression with a small ridge,
in two steps as `garbled_score` weighs: each candidate alone, then together with what the others of its two reports
say; the second step is fitted on what the first says of pairs that it was not fitted on. Printed: for each threshold,
recall and precision over the open half with every pair left out in turn, flags on honest reports, and the weights.
--write writes them with the threshold, the lowest that keeps the precision of `WANTED`; --show lists what is wrong in
the open half. The closed half is never read here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosswire.link import garbled_score, garbled_weights
from crosswire.link.entities_forms import collect
from crosswire.link.garbled import lay_out_all, opposed
from crosswire.link.garbled_known import Known
from crosswire.link.garbled_signals import Candidate
from crosswire.text.fold import fold
from crosswire.types import Annotations, Lineage, Report
from evals.dev_derivation import annotated, judged, read
from evals.dev_honest_names import known
from evals.garbling_set import Item, load

Floats = NDArray[np.float64]
HONEST = ("news69", "fakes", "basil", "gva", "ecb")
# Signals that two reports cannot show, of which nearly all examples are; a judgement, held by the samples' floors.
FIXED = {"others_wrong": -2.0, "others_right": 0.5}
# What an example of an honest report weighs, of linked reports and of others: they are a hundred times as many.
LINKED_WEIGHT, APART_WEIGHT = 0.25, 0.05
# Reports without a common original prove nothing short of this confidence, as in `link.garbled`.
_APART = 0.9
# The precision that the threshold keeps over the open half.
WANTED = 0.93
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
SECOND = ("alone", "report", "rival", "reverse", "later")
_LINKED = ("same-original", "republished")


@dataclass(slots=True)
class Opposed:
    """The candidates of two reports: their lineage, what is true of each, and the garbled item each stands on."""

    group: str
    link: Lineage | None
    candidates: list[Candidate]
    truth: list[bool] = field(default_factory=list)
    items: list[Item | None] = field(default_factory=list)


def garbled_pairs() -> Iterator[Opposed]:
    """The open half of the garbling set."""
    pairs = list(load("open"))
    rows = {
        f"{p.name}/{side}": {
            "title": s.title,
            "text": s.text,
            "publisher": s.publisher,
            "published": s.published,
        }
        for p in pairs
        for side, s in p.sides
    }
    reports = read(rows)
    said = {a.report: a for a in annotated(list(reports.values()), "garbling-open")}
    for pair in pairs:
        two = [reports[f"{pair.name}/{side}"] for side, _ in pair.sides]
        link = judged(two[0], two[1], said)
        places = {
            r.id: [
                (i, start + r.text.index(s.text), end + r.text.index(s.text))
                for i in s.items
                for start, end in i.spans
            ]
            for r, (_, s) in zip(two, pair.sides, strict=True)
        }
        for found in _opposed(pair.name, two, [said[r.id] for r in two], [link] if link else []):
            for c in found.candidates:
                item = _item(c, places[c.wrong.report])
                found.items.append(item)
                found.truth.append(item is not None and item.garbled and _meant(c, item))
            yield found


def _item(candidate: Candidate, places: Sequence[tuple[Item, int, int]]) -> Item | None:
    spans = [n.mention.span for n in candidate.places]
    touched = [i for i, start, end in places if any(start < s.end and s.start < end for s in spans)]
    return min(touched, key=lambda i: not i.garbled, default=None)


def _meant(candidate: Candidate, item: Item) -> bool:
    one, other = (set(fold(n).replace("-", " ").split()) for n in (candidate.right.text, item.right or ""))
    return bool(one & other)


def honest_pairs(name: str, kept: Path | None) -> Iterator[Opposed]:
    """The pairs of reports of one set of honest stories."""
    for story, (reports, said), lineage in known(name, kept):
        for found in _opposed(story, reports, said, lineage):
            found.truth = [False] * len(found.candidates)
            found.items = [None] * len(found.candidates)
            yield found


def _opposed(
    group: str, reports: Sequence[Report], annotations: Sequence[Annotations], lineage: Sequence[Lineage]
) -> Iterator[Opposed]:
    namings = collect(annotations)
    pages = lay_out_all(reports, annotations, namings)
    for link, candidates in opposed(pages, lineage, Known(pages.values(), namings, lineage)):
        yield Opposed(group, link, candidates)


def signals(found: Sequence[Opposed]) -> Floats:
    """The signals of every candidate, a row each, as `garbled_score` reads them."""
    rows = []
    for pair in found:
        linked = float(pair.link is not None and pair.link.relation in _LINKED)
        rows += [
            [{**c.signals, "linked": linked}.get(s, 0.0) for s in garbled_score.SIGNALS]
            for c in pair.candidates
        ]
    return np.array(rows, dtype=float).reshape(-1, len(garbled_score.SIGNALS))


def second_signals(found: Sequence[Opposed], odds: Floats) -> Floats:
    """What the second step weighs, given the log odds of the first."""
    rows, at = [], 0
    for pair in found:
        first = [float(x) for x in odds[at : at + len(pair.candidates)]]
        at += len(first)
        rows += [[v[s] for s in SECOND] for v in garbled_score.together(pair.candidates, first, pair.link)]
    return np.array(rows, dtype=float).reshape(-1, len(SECOND))


def fit(
    values: Floats, truth: Floats, weights: Floats, fixed: dict[int, float], ridge: float = 1.0
) -> Floats:
    """Weights of a logistic regression, the base last, by Newton's method; some of them are given."""
    rows = np.c_[values, np.ones(len(values))]
    found = np.zeros(rows.shape[1])
    for column, weight in fixed.items():
        found[column] = weight
    penalty = np.eye(len(found)) * ridge
    penalty[-1, -1] = 1e-3
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weights * (truth - chance)) - penalty @ found
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + penalty
        for column in fixed:
            slope[column], curve[column, :], curve[:, column], curve[column, column] = 0.0, 0.0, 0.0, 1.0
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-7:
            break
    return found


def odds(weights: Floats, values: Floats) -> Floats:
    """The log odds of rows."""
    out: Floats = np.c_[values, np.ones(len(values))] @ weights
    return out


def left_out(
    values: Floats,
    truth: Floats,
    groups: Sequence[str],
    honest: Floats,
    light: Floats,
    names_of: Sequence[str],
) -> tuple[Floats, Floats]:
    """Log odds of every row by weights fitted without its story; and the weights fitted on all."""
    names = np.array(groups)
    fixed = {k: FIXED[s] for k, s in enumerate(names_of) if s in FIXED}
    zeros = np.zeros(len(honest))

    def fitted(rows: Any) -> Floats:
        return fit(
            np.r_[values[rows], honest],
            np.r_[truth[rows], zeros],
            np.r_[np.ones(int(rows.sum())), light],
            fixed,
        )

    out = np.zeros(len(values))
    for name in sorted(set(groups)):
        out[names == name] = odds(fitted(names != name), values[names == name])
    return out, fitted(np.ones(len(values), dtype=bool))


def chosen(found: Sequence[Opposed], chances: Floats, threshold: float) -> list[tuple[float, Opposed, int]]:
    """What is flagged, one candidate a name, as `link.garbled` chooses."""
    out, at = [], 0
    for pair in found:
        mine = [(float(chances[at + k]), k) for k in range(len(pair.candidates))]
        at += len(mine)
        wrong: set[tuple[str, str]] = set()
        right: set[tuple[str, str]] = set()
        taken: set[tuple[str, int]] = set()
        for chance, k in sorted(mine, key=lambda m: -m[0]):
            c = pair.candidates[k]
            here, there = (c.wrong.report, c.gone), (c.right.report, c.meant)
            places = {(c.wrong.report, n.index) for n in c.opposite}
            least = threshold if _kind(pair) == "linked" else max(threshold, _APART)
            if chance < least or here in wrong or here in right or there in wrong or places & taken:
                continue
            taken |= places
            wrong.add(here)
            right.add(there)
            out.append((chance, pair, k))
    return out


def _garbled(pair: Opposed, k: int) -> Item | None:
    item = pair.items[k]
    return item if item is not None and item.garbled else None


def report(found: Sequence[Opposed], chances: Floats, honest: Sequence[Opposed], others: Floats) -> float:
    """Prints what each threshold gives; the lowest whose precision is as wanted."""
    twins = len(
        {
            (i.pair, i.side, i.form)
            for p in load("open")
            for _, s in p.sides
            for i in s.items
            if i.garbled and i.twin
        }
    )
    best = 1.0
    for threshold in reversed(THRESHOLDS):
        flags = chosen(found, chances, threshold)
        right = [g for _, p, k in flags if (g := _garbled(p, k))]
        hit = len({(i.pair, i.side, i.form) for i in right if i.twin})
        mended = sum(p.truth[k] for _, p, k in flags)
        wrong = [_kind(p) for _, p, _ in chosen(honest, others, threshold)]
        share = len(right) / len(flags) if flags else 1.0
        best = threshold if share >= WANTED else best
        print(
            f"  at {threshold:.2f}: candidates flagged {len(flags)}, precision {share:.3f}, twins found {hit / twins:.3f}, "
            f"mended {mended}; honest flagged {len(wrong)} (linked {wrong.count('linked')})"
        )
    return best


def _kind(pair: Opposed) -> str:
    return "linked" if pair.link is not None and pair.link.relation in _LINKED else "apart"


def show(found: Sequence[Opposed], chances: Floats, threshold: float) -> None:
    """Prints what is wrong in the open half."""
    flags = chosen(found, chances, 0.1)
    for chance, pair, k in sorted(flags, key=lambda f: -f[0]):
        c, item = pair.candidates[k], pair.items[k]
        if (chance >= threshold and not _garbled(pair, k)) or (chance < threshold and pair.truth[k]):
            told = {s: round(v, 2) for s, v in c.signals.items() if v}
            what = "false" if chance >= threshold else "missed"
            print(
                f"  {what} {chance:.2f} {pair.group}: {c.wrong.text} for {c.right.text} {item.kind if item else ''} {told}"
            )


def written(first: Floats, second: Floats, threshold: float) -> str:
    """The module of the weights."""
    lines = [
        f'"""{garbled_weights.__doc__}"""',
        "",
        "from __future__ import annotations",
        "",
        *_dictionary("ALONE", garbled_score.SIGNALS, first),
        *_dictionary("TOGETHER", SECOND, second),
        "# The lowest that kept the wanted precision over the open half of the garbling set, each pair left out in turn.",
        f"THRESHOLD = {threshold:.2f}",
    ]
    return "\n".join(lines) + "\n"


def _dictionary(name: str, keys: Sequence[str], values: Floats) -> list[str]:
    inside = [f'    "{key}": {value:.2f},' for key, value in zip(keys, values[:-1], strict=True)]
    return [f"{name}: dict[str, float] = {{", *inside, "}", f"{name}_BASE = {values[-1]:.2f}"]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="*", help="honest sets to fit on")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="keep what reports say between runs")
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--show", action="store_true", help="what is wrong in the open half")
    options = parser.parse_args()
    found = list(garbled_pairs())
    honest = [p for name in options.sets or HONEST for p in honest_pairs(name, options.kept)]
    truth = np.array([t for p in found for t in p.truth], dtype=float)
    groups = [p.group for p in found for _ in p.candidates]
    values, others = signals(found), signals(honest)
    light = np.array(
        [LINKED_WEIGHT if _kind(p) == "linked" else APART_WEIGHT for p in honest for _ in p.candidates]
    )
    print(
        f"{len(truth)} candidates, {int(truth.sum())} true; {len(others)} honest, {int((light == LINKED_WEIGHT).sum())} of linked reports"
    )
    first_odds, first = left_out(values, truth, groups, others, light, garbled_score.SIGNALS)
    later, others_later = second_signals(found, first_odds), second_signals(honest, odds(first, others))
    second_odds, second = left_out(later, truth, groups, others_later, light, SECOND)
    chances, honest_chances = 1 / (1 + np.exp(-second_odds)), 1 / (1 + np.exp(-odds(second, others_later)))
    threshold = report(found, chances, honest, honest_chances)
    text = written(first, second, threshold)
    print(text)
    if options.show:
        show(found, chances, threshold)
    if options.write:
        Path(str(garbled_weights.__file__)).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
