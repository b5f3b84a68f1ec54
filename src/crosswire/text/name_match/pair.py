"""How probable it is that two names are one bearer's, and why: `match_names`.

Takes two names as printed, in any script, and what they name; gives a probability with its reasons. Knows
no person and no report: whether two like names are one person in two reports is for the linking stage,
which has the context. What is called a probability was fitted and checked on labelled pairs of which about
half were one bearer's (docs/names.md); among pairs drawn at random it is far too high.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from types import MappingProxyType
from typing import Final

from crosswire.text.name_match import weights
from crosswire.text.name_match.evidence import Sign, signs
from crosswire.text.name_match.words import split_name
from crosswire.types import NameMatch, NameReason, NameSchema

# From this probability on two names are called the same. The midpoint: labelled pairs are about half and half.
SAME: Final = 0.5
_WEIGHTS: Final[Mapping[NameSchema, Mapping[str, float]]] = MappingProxyType(
    {
        "PERSON": weights.PERSON,
        "ORG": weights.ORG,
        "GPE": weights.ORG,
        "LOC": weights.ORG,
        "FAC": weights.ORG,
        "OTHER": weights.ORG,
    }
)
_LONGEST: Final = 400
_FARTHEST: Final = 30.0
_SAYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "equal": "{} stands in both",
        "diacritics": "{} and {} differ in accents alone",
        "transliteration": "{} and {} are one sound in two spellings",
        "spelling": "{} and {} are spellings of one sound",
        "romanised": "{} and {} are one surname in two romanisations",
        "nickname": "{} and {} are forms of one given name",
        "language": "{} and {} are one given name in two languages",
        "inflected": "{} and {} differ in their endings, as in two cases",
        "translated": "{} and {} mean the same, in one language or in two",
        "initial": "{} and {} begin alike, one being an initial",
        "consonants": "{} and {} share their consonants; vowels are written anew, or not at all",
        "typo": "{} and {} differ by a slip",
        "like": "{} and {} are like, but more than a slip apart",
        "differs": "{} and {} differ",
        "family": "the given names differ beside one surname: two of a family, perhaps",
        "patronymic": "{} is a patronymic that the other leaves out",
        "legal form": "{} is a legal form that the other leaves out",
        "missing": "{} is missing from the other",
        "whole": "every word of either has its counterpart",
        "order": "the words stand in another order",
        "lone": "one name is a single word",
        "nothing": "no word of one answers to a word of the other",
        "initials": "only initials answer to each other",
        "acronym": "one name is the first letters of the other",
        "numbers": "the numbers in the names differ",
        "base": "before any word is looked at",
    }
)


def match_names(a: str, b: str, *, schema: NameSchema = "PERSON") -> NameMatch:
    """How probable it is that two names are one bearer's, with the reasons.

    `schema` says what they name: a PERSON, else an ORG, a GPE, a LOC, a FAC or OTHER, which are read by one
    set of weights. The result is the same for `b` and `a`, but that left and right change places. Of a name
    only the first 400 characters are read. Raises ValueError for another schema.

    >>> match_names("Farouk Dorel", "Фарук Дорел").same, match_names("Anna Dorel", "Olga Dorel").same
    (True, False)
    """
    if schema not in _WEIGHTS:
        raise ValueError(f"No schema {schema!r}: give one of {', '.join(_WEIGHTS)}.")
    # One order for both ways of asking, so that ties between words fall alike.
    if a > b:
        return _turned(match_names(b, a, schema=schema))
    weigh = _WEIGHTS[schema]
    body = schema != "PERSON"
    found = signs(split_name(a[:_LONGEST], body=body), split_name(b[:_LONGEST], body=body))
    total = weigh["base"] + sum(weigh.get(s.name, 0.0) * s.size for s in found)
    score = 1.0 / (1.0 + exp(-max(-_FARTHEST, min(_FARTHEST, total))))
    return NameMatch(score=score, same=score >= SAME, reasons=_reasons(found, weigh))


def _turned(match: NameMatch) -> NameMatch:
    reasons = tuple(
        NameReason(
            kind=r.kind, says=_says(r.kind, r.right, r.left), left=r.right, right=r.left, weight=r.weight
        )
        for r in match.reasons
    )
    return NameMatch(score=match.score, same=match.same, reasons=reasons)


def _reasons(found: tuple[Sign, ...], weigh: Mapping[str, float]) -> tuple[NameReason, ...]:
    """The signs as reasons: what is of one kind about the same two words is one reason."""
    weights: dict[tuple[str, str | None, str | None], float] = {("base", None, None): weigh["base"]}
    for sign in found:
        about = (sign.kind, sign.left, sign.right)
        weights[about] = weights.get(about, 0.0) + weigh.get(sign.name, 0.0) * sign.size
    return tuple(
        NameReason(kind=kind, says=_says(kind, left, right), left=left, right=right, weight=weight)
        for (kind, left, right), weight in weights.items()
    )


def _says(kind: str, left: str | None, right: str | None) -> str:
    return _SAYS[kind].format(*(f"“{w}”" for w in (left, right) if w is not None))
