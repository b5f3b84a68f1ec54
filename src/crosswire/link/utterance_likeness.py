"""How surely two parts of quotations render the same words.

Takes two `Unit`s; gives a number from 0 to 1. The words are held against each other by their weight over
all parts in hand, a synonym counting nearly as the word itself, beside groups of four characters, which see
what inflection and translation do to a word. Different numbers and negation speak against, one known speaker
for it. Whether two different speakers may share words is decided where the parts are put together.
"""

from __future__ import annotations

from collections.abc import Mapping

from crosswire.lang.words import same_sense
from crosswire.link.utterance_units import Unit
from crosswire.text.similarity import cosine

# Of the whole, the share of the words; the rest is the groups of characters'. A synonym counts so much of the
# word itself. Both were tried on three annotated events: pairs F1 is flat from .5 to .8 and from .6 to 1.
WORDS = 0.65
SYNONYM = 0.8
# With fewer words in common no groups of characters make a rendering: such pairs are most, and cost nothing so.
LEAST = 0.08
# One known speaker adds this: with it the same events stay clean.
SAME_SPEAKER = 0.06
OTHER_NUMBERS = 0.7
OTHER_NEGATION = 0.85
# Fragments of at most so many words are held against one another only, and then need this share of
# common content words; by characters alone "take control" meets "the situation is under control".
SHORT = 3
SHORT_SHARE = 0.6
# Two words are found near together by chance; they must keep their order.
_PAIR = 2


def likeness(left: Unit, right: Unit) -> float:
    """How surely two parts render the same words, 0 to 1, whoever says them."""
    if too_little(left, right):
        return 0.0
    words = _by_words(left, right)
    if words < LEAST:
        return 0.0
    score = WORDS * words + (1 - WORDS) * cosine(left.grams, right.grams)
    if left.numbers and right.numbers and not left.numbers & right.numbers:
        score *= OTHER_NUMBERS
    if left.negated != right.negated:
        score *= OTHER_NEGATION
    if score == 0:
        return 0.0
    same = left.speaker is not None and left.speaker == right.speaker
    return min(1.0, score + SAME_SPEAKER * same)


def is_short(unit: Unit) -> bool:
    """Whether a part is a fragment."""
    return len(unit.weights) <= SHORT


def too_little(left: Unit, right: Unit) -> bool:
    """Whether a fragment meets a longer part, or another fragment with too few common words."""
    if not is_short(left) and not is_short(right):
        return False
    fewest = min(len(left.stems), len(right.stems))
    return is_short(left) != is_short(right) or len(left.stems & right.stems) < SHORT_SHARE * fewest


def held(fragment: Unit, whole: Unit, *, apart: int) -> float:
    """The share of a fragment's content words that a longer part holds near together, with at most `apart`
    other words among them. Synonyms are held too where the fragment is short and the speaker known to be one."""
    if len(whole.stems) <= len(fragment.stems):
        return 0.0
    stands = {s: s for s in fragment.stems & whole.stems}
    known = is_short(fragment) and fragment.speaker is not None and fragment.speaker == whole.speaker
    for one in sorted(fragment.stems - whole.stems) if known else ():
        for other in sorted(whole.stems - fragment.stems):
            if other not in stands and same_sense(fragment.faces[one], whole.faces[other]):
                stands[other] = one
                break
    if len(fragment.stems) == _PAIR and not _in_order(fragment, whole, stands):
        return 0.0
    size = len(fragment.sequence) + apart
    windows = range(max(1, len(whole.sequence) - size + 1))
    most = max(len(stands.keys() & set(whole.sequence[k : k + size])) for k in windows)
    return most / len(fragment.stems)


def _in_order(fragment: Unit, whole: Unit, stands: Mapping[str, str]) -> bool:
    """Whether a longer part has a fragment's content words in the fragment's order."""
    wanted = [s for s in fragment.sequence if s in fragment.stems]
    found = iter([stands[s] for s in whole.sequence if s in stands])
    return all(word in found for word in wanted)


def _by_words(left: Unit, right: Unit) -> float:
    """The cosine of the weighted words, where words of one sense that only one side has meet too."""
    if len(right.weights) < len(left.weights):
        left, right = right, left
    total = sum(value * right.weights[s] for s, value in left.weights.items() if s in right.weights)
    pairs = {
        (SYNONYM * left.weights[s] * right.weights[t], s, t)
        for meaning in left.senses.keys() & right.senses.keys()
        for s in left.senses[meaning]
        for t in right.senses[meaning]
        if s not in right.weights and t not in left.weights
    }
    met: set[tuple[bool, str]] = set()
    for value, s, t in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if (True, s) not in met and (False, t) not in met:
            met |= {(True, s), (False, t)}
            total += value
    return min(1.0, total)
