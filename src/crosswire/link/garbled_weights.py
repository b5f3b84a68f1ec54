"""The weights of `garbled_score`, written by `python -m evals.fit_garbling --write`; not edited by hand."""

from __future__ import annotations

ALONE: dict[str, float] = {
    "sentence": 1.07,
    "few": 1.33,
    "slot": 1.63,
    "edges": 0.41,
    "office": -0.47,
    "again": -0.18,
    "shared": 1.38,
    "like": 1.28,
    "initial": 0.75,
    "type": 0.76,
    "person": 0.57,
    "country": -1.03,
    "common": 2.46,
    "dictionary": 0.70,
    "full": 1.04,
    "lone": 1.19,
    "knows": -0.32,
    "twinned": -0.18,
    "own": -0.20,
    "others_wrong": -2.00,
    "others_right": 0.50,
    "head": -0.73,
    "variant": -0.51,
    "unlike": 0.77,
    "near": -0.44,
    "kin": -0.05,
    "lax": 0.46,
    "spelt": -0.60,
    "surname": -0.28,
    "unseen": -0.12,
    "word": 0.25,
    "linked": 1.38,
}
ALONE_BASE = -7.50
TOGETHER: dict[str, float] = {
    "alone": 0.90,
    "report": 2.41,
    "rival": -2.78,
    "reverse": -0.22,
    "later": 0.23,
}
TOGETHER_BASE = -0.74
# The lowest that kept the wanted precision over the open half of the garbling set, each pair left out in turn.
THRESHOLD = 0.55
