"""Garbled names that one report shows by itself, or by what it and others call one organisation.

Comes in: all namings, and what was found by holding reports against each other. Goes out: more garbles: a full name
whose letters its acronym does not have, where others print one that has them; in a report that garbles, a lone unknown
surname that begins like the one introduced, and a noun that is a letter off. Two full names of one organisation that
each only one report knows are joined, and neither is held garbled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_lexicon import lexicon, plain_words
from crosswire.link.entities_organisations import agreement, read
from crosswire.link.garbled_known import Known
from crosswire.link.garbled_score import Weighed
from crosswire.text.names import initials, word_likeness

# A lone surname inside a garbling report resembles the person introduced there from this likeness on.
_LIKE_SURNAME = 0.7
# Misspelt head nouns are looked for from this length on; shorter words are too near to one another.
_HEAD_LENGTH = 8
# Full names of organisations that share this part of their words, in one slot, are one translated twice.
_VARIANT = 0.6
# How sure these signs are, a judgement: they rest on few examples (five in the seeds and samples, all right).
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Garble:
    """The naming `wrong` stands where the naming `right` belongs (None: unknown which).

    `confidence` is how likely the garble is one, 0 to 1. `corrupted` is False for an honest variant of translation ("Council" for "Committee").
    """

    wrong: int
    right: int | None
    reason: str
    corrupted: bool = True
    confidence: float | None = None


def marked(namings: Sequence[Naming], found: Mapping[int, Garble], known: Known) -> Iterator[Garble]:
    """What is garbled beyond `found`."""
    glossed = _glosses(namings)
    garbling = Counter(n.report for n in namings if n.index in found) + Counter(
        namings[g.wrong].report for g in glossed
    )
    yield from glossed
    yield from _inside(namings, garbling, found, known)
    yield from _heads(namings, garbling)


def variants(weighed: Sequence[Weighed], found: Mapping[int, Garble]) -> Iterator[Garble]:
    """Full names of organisations that render one name, each unknown to the other report."""
    for w in weighed:
        left, right = w.right, w.wrong
        if left.type != "ORG" or right.type != "ORG" or min(len(left.words), len(right.words)) < 2:
            continue
        if w.signals["twinned"] or w.signals["knows"] or left.index in found or right.index in found:
            continue
        if left.index < right.index and _VARIANT <= agreement(read(left).core, read(right).core) < 1.0:
            yield Garble(right.index, left.index, "renders the same name in another report", False)


def _glosses(namings: Sequence[Naming]) -> list[Garble]:
    """A full name beside an acronym whose letters are not its own, where other reports print one that fits."""
    fitting: dict[str, list[Naming]] = defaultdict(list)
    odd: list[tuple[str, Naming]] = []
    for naming in namings:
        if naming.mention.expands is None or naming.mention.kind == "acronym" or "(" in naming.text:
            continue
        acronym = "".join(c for c in naming.mention.expands.lower() if c.isalpha())
        letters = Counter(initials(naming.text))
        share = sum((Counter(acronym) & letters).values()) / max(1, len(acronym))
        if share == 1.0:
            fitting[acronym].append(naming)
        elif share < 0.5 and len(acronym) > 2 and naming.mention.expands.isupper():
            odd.append((acronym, naming))
    return [
        Garble(
            naming.index,
            good[0].index,
            f"“{naming.text}” is not what {acronym.upper()} stands for elsewhere: “{good[0].text}”",
            confidence=_SURE,
        )
        for acronym, naming in odd
        if (good := [n for n in fitting[acronym] if n.report != naming.report])
    ]


def _inside(
    namings: Sequence[Naming], garbling: Counter[str], found: Mapping[int, Garble], known: Known
) -> list[Garble]:
    """In a garbling report, a lone unknown surname that begins like one introduced there in full."""
    out: list[Garble] = []
    people: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.type == "PERSON" and len(naming.words) > 1 and naming.index not in found:
            people[naming.report].append(naming)
    for naming in namings:
        lone = naming.type == "PERSON" and len(naming.words) == 1 and naming.index not in found
        if (
            not lone
            or garbling[naming.report] < 2
            or known.introduced(naming)
            or known.elsewhere(naming.words[-1:], {naming.report})
        ):
            continue
        word = naming.words[0]
        like = {
            n.words[-1]: n
            for n in reversed(people[naming.report])
            if n.mention.span.start < naming.mention.span.start
            and n.words[-1][:3] == word[:3]
            and word != n.words[-1]
            and word_likeness(word, n.words[-1]) >= _LIKE_SURNAME
        }
        if len(like) == 1:
            (right,) = like.values()
            out.append(
                Garble(
                    naming.index,
                    right.index,
                    f"“{naming.text}” is introduced nowhere; the report introduced “{right.text}”",
                    confidence=_SURE,
                )
            )
    return out


def _heads(namings: Sequence[Naming], garbling: Counter[str]) -> list[Garble]:
    """In a garbling report, a name's last word that is one letter off the noun it must be."""
    lex = lexicon()
    nouns = [w for w in sorted(lex.heads | lex.facilities) if len(w) >= _HEAD_LENGTH]
    out: list[Garble] = []
    for naming in namings:
        words = plain_words(naming.text)
        if (
            not garbling[naming.report]
            or len(words) < 2
            or naming.type == "PERSON"
            or naming.mention.kind != "name"
        ):
            continue
        last = words[-1]
        if len(last) < _HEAD_LENGTH or last in nouns or last.rstrip("s") in nouns:
            continue
        near = [w for w in nouns if len(w) == len(last) and OSA.distance(w, last) == 1]
        if near:
            reason = f"“{last}” is one letter off “{near[0]}”"
            out.append(Garble(naming.index, None, reason, confidence=_SURE))
    return out
