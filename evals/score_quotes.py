"""Scores of quotations (found, and given to the right speaker) and of utterances (renderings grouped)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from evals.matching import (
    Error,
    Item,
    Items,
    Outcome,
    any_word,
    counted,
    fold,
    harmonic,
    jaccard,
    located,
    names_of,
    one_to_one,
    precision_recall,
    ratio,
    shared,
)

SAME_QUOTE = 0.6  # Jaccard: a boundary may lose a clause, not more.
SAME_PART = 0.5  # of the shorter span: one may hold more sentences than the other.
SHORT = 4  # words: below it, quotation marks may only hold a word at arm's length.

Pair = tuple[Item, Item]


def score_quotes(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """Direct and partial quotations against gold; short ones that gold leaves out cost nothing."""
    found, wanted = _marked(dossier, keys), gold["quotes"]
    pairs = _paired(found, wanted)
    taken = {i: j for j, i in pairs.items()}
    core = [j for j, g in enumerate(wanted) if g["tier"] == "core"]
    hits = [j for j in core if j in pairs]
    spurious = [
        i
        for i, q in enumerate(found)
        if i not in taken and len(re.findall(r"\w+", q.get("text") or "")) >= SHORT
    ]
    outcome = Outcome()
    p, r, f1 = counted(len(hits), len(hits) + len(spurious), len(core))
    outcome.put("quotes.found.f1", f1, precision_recall(p, r, f"hits {len(hits)} of {len(core)}"))
    _score_speakers(outcome, [(found[pairs[j]], wanted[j]) for j in hits], names_of(dossier))
    outcome.errors += [Error(kind="quote missed", span=wanted[j]) for j in core if j not in pairs]
    outcome.errors += [Error(kind="quote spurious", span=found[i]) for i in spurious]
    return outcome


def matched(dossier: Item, wanted: Items, keys: Mapping[str, str]) -> list[Pair]:
    """The quotations found with the gold ones that they are, in the order of gold."""
    found = _marked(dossier, keys)
    return [(found[i], wanted[j]) for j, i in sorted(_paired(found, wanted).items())]


def _marked(dossier: Item, keys: Mapping[str, str]) -> Items:
    return [q for q in located(dossier.get("quotes", []), keys) if q.get("kind") != "indirect"]


def _paired(found: Items, wanted: Items) -> dict[int, int]:
    return one_to_one(
        ((jaccard(q, g),), i, j)
        for i, q in enumerate(found)
        for j, g in enumerate(wanted)
        if q["report"] == g["report"] and jaccard(q, g) >= SAME_QUOTE
    )


def _score_speakers(outcome: Outcome, pairs: list[Pair], names: Mapping[str, str]) -> None:
    asked = [(q, g) for q, g in pairs if g.get("speaker_any")]
    right = 0
    for q, g in asked:
        said = fold(names.get(q.get("speaker") or "") or q.get("speaker_text"))
        if any_word(g["speaker_any"], said):
            right += 1
        else:
            outcome.errors.append(
                Error(kind="quote speaker", span=g, expected=g["speaker"], found=said or "nobody")
            )
    if asked:
        outcome.put("quotes.speaker.accuracy", right / len(asked), f"{right} of {len(asked)} found quotes")


def score_utterances(dossier: Item, gold: Item, keys: Mapping[str, str]) -> Outcome:
    """Pairs of renderings in different reports: which were put together, and should have been.

    Pairs of a gold group that is `optional` are neither missed nor spurious.
    """
    outcome = Outcome()
    if not gold.get("utterances"):
        return outcome
    quotes = {q["id"]: q for q in located(dossier.get("quotes", []), keys)}
    groups = [
        located(u["members"], keys)
        if u.get("members")
        else [quotes[i] for i in u.get("quotes", []) if i in quotes]
        for u in dossier.get("utterances", [])
    ]
    wanted, either = (
        _pairs([u["members"] for u in gold["utterances"] if bool(u.get("optional")) is optional])
        for optional in (False, True)
    )
    found = [
        y
        for y in _pairs(groups)
        if any(_same_pair(x, y) for x in wanted) or not any(_same_pair(x, y) for x in either)
    ]
    missed = [x for x in wanted if not any(_same_pair(x, y) for y in found)]
    spurious = [y for y in found if not any(_same_pair(x, y) for x in wanted)]
    r = ratio(len(wanted) - len(missed), len(wanted))
    p = ratio(len(found) - len(spurious), len(found))
    detail = precision_recall(p, r, f"over {len(wanted)} gold pairs")
    outcome.put("utterances.pairs.f1", harmonic(p, r), detail)
    for kind, pairs in (("missed", missed), ("spurious", spurious)):
        outcome.errors += [
            Error(kind=f"utterance pair {kind}", span=a, found=f"{b['report']}: {b.get('text')}")
            for a, b in pairs
        ]
    return outcome


def _pairs(groups: list[Items]) -> list[Pair]:
    return [(a, b) for g in groups for a, b in combinations(g, 2) if a["report"] != b["report"]]


def _same(a: Item, b: Item) -> bool:
    shorter = min(a["end"] - a["start"], b["end"] - b["start"])
    return bool(a["report"] == b["report"] and shared(a, b) >= SAME_PART * shorter)


def _same_pair(x: Pair, y: Pair) -> bool:
    return (_same(x[0], y[0]) and _same(x[1], y[1])) or (_same(x[0], y[1]) and _same(x[1], y[0]))
