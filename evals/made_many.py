"""Tens of thousands of texts made from the development texts, with copies among them that are known.

Takes the reports under `events/` of the development data; gives texts as the codes of their words. A base
text strings together stretches of about a third of a sentence from all over the data, so that 50,000 texts exist
of which no two are versions of each other, while set phrases and common words recur as they do in life. A
planted text is an edit of a base text, of a stated kind. Nothing of this says how hard real copies are; it
says how an index does on known edits among many texts.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from crosswire.text.shingles import Codes, distinct, shingle_codes, word_codes
from crosswire.text.tokens import words
from evals.dev_reports import data_folder, rows_of

# A stretch has 5 to 9 words: so long are the runs that authors share by chance, one to five shingles.
SHORTEST, LONGEST = 5, 9
# So often a stretch is used as it is, afterwards with its middle word replaced: on as many texts as there
# are development reports, texts then share by chance what reports of different events share.
USES = 2
_SENTENCE_PARTS = 3
KINDS = ("words", "words+", "cut", "reordered", "lead", "headline", "lifted")
# The share of words replaced: one in twenty, one in ten.
REPLACED = {"words": 0.05, "words+": 0.1}
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+|\n+")


@dataclass(frozen=True, slots=True)
class Plant:
    """Text `copy` is an edit of text `source`, of this kind."""

    source: int
    copy: int
    kind: str


@dataclass(frozen=True, slots=True)
class Made:
    """Texts as word codes, in a shuffled order, and what was planted among them."""

    texts: tuple[Codes, ...]
    plants: tuple[Plant, ...]


def printed_stretches() -> list[str]:
    """Stretches of all development reports as printed, each once. None where the data is absent."""
    seen: dict[str, None] = {}
    for text in _texts():
        for sentence in _SENTENCE.split(text):
            found = words(sentence)
            parts = -(-len(found) // LONGEST)
            for part in np.array_split(np.arange(len(found)), parts) if parts else ():
                if len(part) >= SHORTEST:
                    seen.setdefault(sentence[found[part[0]].start : found[part[-1]].end], None)
    return list(seen)


def stretches() -> list[Codes]:
    """The same as word codes."""
    return [word_codes([w.folded for w in words(part)]) for part in printed_stretches()]


def _texts() -> Iterator[str]:
    for path in sorted((data_folder() / "events").glob("*.jsonl")):
        for row in rows_of(path):
            for item in row.get("reports", [row]):
                yield item.get("text") or ""


def make(number: int, *, seed: int = 7, planted: float = 0.3) -> Made:
    """`number` texts, of which a share is planted. Lengths are log-normal about 250 words, 60 to 1,200."""
    rng = random.Random(seed)
    pool = stretches()
    if not pool:
        return Made(texts=(), plants=())
    base = number - int(number * planted)
    uses: Counter[int] = Counter()
    texts = [_base(pool, uses, rng) for _ in range(base)]
    plants = []
    for _ in range(number - base):
        kind = KINDS[len(plants) % len(KINDS)]
        source = rng.randrange(base)
        texts.append(_edited(texts[source], texts[rng.randrange(base)], kind, pool, rng))
        plants.append((source, len(texts) - 1, kind))
    order = list(range(number))
    rng.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    return Made(
        texts=tuple(np.concatenate(texts[old]) for old in order),
        plants=tuple(Plant(place[s], place[c], kind) for s, c, kind in plants),
    )


def _base(pool: Sequence[Codes], uses: Counter[int], rng: random.Random) -> list[Codes]:
    size = min(1200.0, max(60.0, rng.lognormvariate(5.5, 0.6)))
    chosen: list[Codes] = []
    while sum(map(len, chosen)) < size:
        number = rng.randrange(len(pool))
        uses[number] += 1
        part = pool[number]
        if uses[number] > USES:
            part = part.copy()
            part[len(part) // 2] = rng.choice(rng.choice(pool))
        chosen.append(part)
    return chosen


def _edited(
    source: list[Codes], host: list[Codes], kind: str, pool: Sequence[Codes], rng: random.Random
) -> list[Codes]:
    """An edit of a text. Sentences are three stretches each."""
    sentences = [source[i : i + _SENTENCE_PARTS] for i in range(0, len(source), _SENTENCE_PARTS)]
    if kind in REPLACED:
        return [_replaced(part, REPLACED[kind], pool, rng) for part in source]
    if kind == "cut":
        kept = sorted(rng.sample(range(len(sentences)), max(2, int(len(sentences) * rng.uniform(0.4, 0.8)))))
        return [part for i in kept for part in sentences[i]]
    if kind == "reordered":
        return [part for sentence in rng.sample(sentences, len(sentences)) for part in sentence]
    if kind == "lead":
        return [part for sentence in sentences[: max(2, len(sentences) // 3)] for part in sentence]
    if kind == "headline":
        return [*rng.sample(pool, 2), *source, *rng.sample(pool, 4)]
    # A paragraph of eight to fourteen stretches, some 55 to 100 words, in the middle of another text.
    count = min(len(source), rng.randint(8, 14))
    start, middle = rng.randrange(len(source) - count + 1), len(host) // 2
    return [*host[:middle], *source[start : start + count], *host[middle:]]


def _replaced(part: Codes, share: float, pool: Sequence[Codes], rng: random.Random) -> Codes:
    out = part.copy()
    for i in range(len(out)):
        if rng.random() < share:
            out[i] = rng.choice(rng.choice(pool))
    return out


def shingles(made: Made) -> list[Codes]:
    """The distinct shingles of five words of every text, sorted."""
    return [distinct(shingle_codes(text)) for text in made.texts]
