"""The weights of `garbled_score`, written by `python -m evals.fit_garbling --write`; not edited by hand."""

from __future__ import annotations

ALONE: dict[str, float] = {
    "sentence": 0.95,
    "few": 1.22,
    "slot": 1.74,
    "edges": 0.31,
    "office": -0.41,
    "again": -0.15,
    "shared": 1.48,
    "like": 1.23,
    "initial": 0.72,
    "type": 0.68,
    "person": 0.53,
    "country": -0.77,
    "common": 2.46,
    "dictionary": 0.75,
    "full": 0.91,
    "lone": 1.17,
    "knows": -0.33,
    "twinned": -0.08,
    "own": -0.28,
    "others_wrong": -2.00,
    "others_right": 0.50,
    "head": -0.56,
    "variant": -0.29,
    "unlike": 0.63,
    "near": -0.47,
    "kin": -0.03,
    "lax": 0.34,
    "spelt": -0.58,
    "surname": -0.26,
    "unseen": -0.25,
    "word": 0.13,
    "linked": 1.54,
}
ALONE_BASE = -7.40
TOGETHER: dict[str, float] = {
    "alone": 0.89,
    "report": 2.41,
    "rival": -2.56,
    "reverse": -0.42,
    "later": 0.25,
}
TOGETHER_BASE = -0.73
# The lowest that kept the wanted precision over the open half of the garbling set, each pair left out in turn.
THRESHOLD = 0.55
