"""Fits the weights by which places are told from other names, and one sense of a name from another.

    python -m evals.fit_places

On the open halves of LGL and GeoVirus (`evals.dev_places`), by logistic regression with a penalty on large weights;
writes src/crosswire/lang/en/place_weights.toml.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize

from crosswire.annotate.names import find_mentions
from crosswire.annotate.places_resolve import Context, Group, features, grouped
from crosswire.annotate.places_spans import Toponym, weighed
from evals.cases import ROOT
from evals.dev_places import CORPORA, kilometres, read

TABLE = ROOT / "src" / "crosswire" / "lang" / "en" / "place_weights.toml"
# The least that a feature must occur to have a weight, and the penalty, chosen on a fifth of the open half.
LEAST, PENALTY = 15, 1.0
# A sense is right that lies no further from where the name was annotated.
CLOSE_KM = 60.0
_HEAD = """# Log odds by which a stretch names a place (toponym), and by which a name means one place and not another (sense).
# Made by `python -m evals.fit_places`.
source = "fitted on the open halves of LGL (Lieberman and Samet 2010) and GeoVirus (Gritta et al. 2018); no text of theirs is in it"
licence = "Apache-2.0"
"""


def fit(rows: Sequence[dict[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """Weights of a logistic regression, features rarer than `LEAST` left out."""
    seen: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            seen[name] = seen.get(name, 0) + (value != 0)
    names = sorted(n for n, count in seen.items() if count >= LEAST)
    at = {n: k for k, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for k, row in enumerate(rows):
        for name, value in row.items():
            if name in at:
                x[k, at[name]] = value
    y = np.array(right, dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = np.sum(np.logaddexp(0, z) - y * z) + PENALTY * w @ w / 2
        return float(value), x.T @ (p - y) + PENALTY * w

    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True)}


def toponyms(half: bool = True) -> tuple[list[dict[str, float]], list[bool]]:
    """Every stretch that may name a place in the half, and whether it is annotated as one."""
    rows, right = [], []
    for name in CORPORA:
        articles, docs = read(name)
        for article, doc in zip(articles, docs, strict=True):
            if article.open == half:
                gold = {(g.start, g.end) for g in article.gold}
                for span, features in weighed(article.report, doc, find_mentions(article.report, doc)):
                    rows.append(features)
                    right.append((span.start, span.end) in gold)
    return rows, right


def reports(half: bool = True) -> list[tuple[list[Group], list[tuple[float, float] | None]]]:
    """The annotated toponyms of each report in groups, as resolving sees them, and where each group lies."""
    out = []
    for name in CORPORA:
        for article in read(name)[0]:
            gold = sorted(article.gold, key=lambda g: g.start)
            if article.open == half and gold:
                spans = [Toponym(start=g.start, end=g.end, text=g.text) for g in gold]
                groups, of = grouped(article.report.text, spans)
                at: list[tuple[float, float] | None] = [None] * len(groups)
                for g, k in zip(gold, of, strict=True):
                    at[k] = at[k] or g.at
                out.append((groups, at))
    return out


def senses(
    held: Sequence[tuple[list[Group], list[tuple[float, float] | None]]], weights: Mapping[str, float] | None
) -> tuple[list[list[dict[str, float]]], list[int]]:
    """The senses of each group with their features, and which is right: against a context of what stands first by
    itself, or of what `weights` choose."""
    rows, right = [], []
    for groups, at in held:
        chosen = [g.entries[0] if g.entries else None for g in groups]
        first = weights is None
        for turn in range(1 if first else 2):
            context = Context.of(groups, chosen, (), first=turn == 0)
            every = [[features(g, e, context, k) for e in g.entries] for k, g in enumerate(groups)]
            if turn == 0 and weights is not None:
                chosen = [
                    max(
                        zip(of, g.entries),
                        key=lambda p: sum(weights.get(n, 0) * v for n, v in p[0].items()),
                        default=(0, None),
                    )[1]
                    for of, g in zip(every, groups, strict=True)
                ]
        for g, of, where in zip(groups, every, at, strict=True):
            if where is None or len(of) < 2:
                continue
            apart = [kilometres((e.latitude, e.longitude), where) for e in g.entries]
            best = min(range(len(of)), key=apart.__getitem__)
            if apart[best] <= CLOSE_KM:
                # Of several within reach (a town and its district) the likeliest stands for all.
                close = [k for k, d in enumerate(apart) if d <= CLOSE_KM]
                rows.append([of[close[0]], *(x for k, x in enumerate(of) if k not in close)])
                right.append(0)
    return rows, right


def fit_choice(rows: Sequence[list[dict[str, float]]]) -> dict[str, float]:
    """Weights of a choice among senses, the first of each row being right."""
    names = sorted({n for row in rows for x in row for n, v in x.items() if v})
    at = {n: k for k, n in enumerate(names)}
    blocks = []
    for row in rows:
        x = np.zeros((len(row), len(names)))
        for k, of in enumerate(row):
            for name, value in of.items():
                if name in at:
                    x[k, at[name]] = value
        blocks.append(x)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = PENALTY * w @ w / 2, PENALTY * w
        for x in blocks:
            z = x @ w
            z -= z.max()
            p = np.exp(z) / np.exp(z).sum()
            value -= np.log(p[0] + 1e-12)
            slope = slope + p @ x - x[0]
        return float(value), slope

    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True)}


def main() -> int:
    """Fits and writes the weights."""
    rows, right = toponyms()
    weights = {"toponym": fit(rows, right)}
    print(f"{len(rows)} stretches, {sum(right)} of them places")
    held = reports()
    first, _ = senses(held, None)
    weights["first"] = fit_choice(first)
    second, _ = senses(held, weights["first"])
    weights["sense"] = fit_choice(second)
    print(f"{len(second)} names of several places")
    body = "".join(
        f"\n[{part}]\n" + "".join(f'"{name}" = {value}\n' for name, value in of.items())
        for part, of in weights.items()
    )
    TABLE.write_text(_HEAD + body, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
