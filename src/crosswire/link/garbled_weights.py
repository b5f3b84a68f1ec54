"""The weights of `garbled_score`, written by `python -m evals.fit_garbling --write`; not edited by hand."""

from __future__ import annotations

ALONE: dict[str, float] = {
    "sentence": 0.98,
    "few": 1.12,
    "slot": 1.47,
    "edges": 0.41,
    "office": -0.26,
    "again": -0.14,
    "shared": 1.30,
    "like": 1.28,
    "initial": 0.80,
    "type": 0.72,
    "person": 0.63,
    "country": -1.11,
    "common": 2.76,
    "dictionary": 0.60,
    "full": 1.08,
    "lone": 1.36,
    "knows": -0.38,
    "twinned": -0.33,
    "own": -0.23,
    "others_wrong": -2.00,
    "others_right": 0.50,
    "head": -0.80,
    "variant": -0.51,
    "unlike": 0.53,
    "near": -0.59,
    "lax": 0.49,
    "spelt": -0.60,
    "surname": -0.00,
    "unseen": -0.06,
    "word": -0.16,
    "linked": 1.64,
}
ALONE_BASE = -7.61
TOGETHER: dict[str, float] = {
    "alone": 0.87,
    "report": 2.50,
    "rival": -2.58,
    "reverse": -0.26,
    "later": 0.17,
}
TOGETHER_BASE = -0.93
# The lowest that kept the wanted precision over the open half of the garbling set, each pair left out in turn.
THRESHOLD = 0.60
