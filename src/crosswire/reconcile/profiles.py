"""Conventions for vague numbers: what "dozens" counts for where figures are added up.

In: a figure as its report says it and the name of a profile (setting `vague_profile`). Out: the figure with
the low and high of that convention, and the number that the convention puts in place of the words. What a
report says is not touched: annotations keep the words and what these allow.

"neutral" sets no number: "dozens" is 24 or more and no best value. "acled" counts as ACLED's coders do, the
unit itself ("dozens" 12, "hundreds" 100) and 3 for a plural without any size. "ucdp" takes the least that the
words allow ("dozens" 24), since UCDP's best estimates are conservative; UCDP publishes no list of words.
Sources stand in `lang/en/vague_profiles.toml`. Which figures a tally holds is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from crosswire.lang import table
from crosswire.types import Annotations, Figure, Scalar

NEUTRAL = "neutral"


def assigned_number(figure: Figure, profile: str) -> Scalar | None:
    """The number that the profile puts in place of vague words; None where it sets none, and for figures
    that print a number."""
    if figure.qualifier != "vague" or figure.number is not None or profile == NEUTRAL:
        return None
    if profile == "ucdp":
        return figure.low
    found = _listed(figure.number_span.text, table("en", "vague_profiles")[profile])
    return figure.low if found is None else found


def _listed(text: str, sizes: Mapping[str, Scalar]) -> Scalar | None:
    """The size of the longest listed words that `text` begins with: "hundreds, if not thousands" is "hundreds"."""
    words = re.findall(r"\w+", text.casefold())
    for end in range(len(words), 0, -1):
        if (key := " ".join(words[:end])) in sizes:
            # "several dozen" is no bare "several": a unit behind the listed words makes it another size.
            return None if end < len(words) and words[end] in table("en", "numbers")["scales"] else sizes[key]
    return None


def apply_profile(figure: Figure, profile: str) -> Figure:
    """The figure with the profile's low (and an open high) where its words are vague, else unchanged.

    The number stays None: the report printed none. `assigned_number` gives the convention's.
    """
    number = assigned_number(figure, profile)
    return figure if number is None else replace(figure, low=number)


def profiled(annotations: Iterable[Annotations], profile: str) -> tuple[Annotations, ...]:
    """The annotations with every figure as the profile counts it, to be reconciled."""
    if profile == NEUTRAL:
        return tuple(annotations)
    return tuple(replace(a, figures=tuple(apply_profile(f, profile) for f in a.figures)) for a in annotations)


def stand_in(figures: Iterable[Figure], profile: str) -> tuple[Scalar, Figure] | None:
    """The largest number that the profile puts in place of the figures' words, and the figure it is for;
    None where the profile sets none."""
    numbered = [(n, f) for f in figures if (n := assigned_number(f, profile)) is not None]
    return max(numbered, key=lambda pair: (pair[0], pair[1].id), default=None)


def convention(profile: str) -> str:
    """What the profile's way is called in a reason: "ACLED’s convention"."""
    names: dict[str, str] = table("en", "vague_profiles")["names"]
    return names[profile]
