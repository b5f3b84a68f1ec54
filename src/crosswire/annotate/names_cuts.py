"""Where a run of capitals holds more than a name: a headline's verb, another name, a picture's credit.

Comes in: the runs of a report. Goes out: the same runs, cut. What the report prints elsewhere decides: a name
that stands alone there is one here ("New Torvane SANP reporter", "Torvane Kills 18"). Decides no types.
"""

from __future__ import annotations

from collections.abc import Container

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_words import Word

Runs = list[tuple[int, int]]


def cut_at_names(words: tuple[Word, ...], runs: Runs, lex: Lexicon) -> Runs:
    """The runs cut between two names that the report prints apart elsewhere, or a name and an acronym."""
    alone = {_key(words, run) for run in runs if not words[run[0]].shout}
    alone |= {_key(words, run) for run in runs if run[1] - run[0] == 1}
    persons = {_key(words, run) for run in runs if all(w.label == "PERSON" for w in words[slice(*run)])}
    cut = [part for run in runs for part in _before_deeds(words, run, persons, lex)]
    return [part for run in cut for part in _parts(words, run, alone, lex)]


def repeated(words: tuple[Word, ...], runs: Runs) -> Runs:
    """The runs, and wherever the report prints the words of a run that holds small ones ("Voices for Torvane"),
    the same run, in place of what was found there."""
    linked: dict[str, set[tuple[str, ...]]] = {}
    for start, end in runs:
        if end - start > 2 and any(not w.capital for w in words[start:end]) and not words[start].shout:
            key = tuple(w.folded for w in words[start:end])
            linked.setdefault(key[0], set()).add(key)
    if not linked:
        return runs
    found = [
        (k, k + len(key))
        for k, word in enumerate(words)
        if word.capital
        for key in linked.get(word.folded, ())
        if tuple(w.folded for w in words[k : k + len(key)]) == key and words[k + len(key) - 1].capital
    ]
    kept = [r for r in runs if not any(s < r[1] and r[0] < e and (s, e) != r for s, e in found)]
    return sorted({*kept, *found})


def _key(words: tuple[Word, ...], run: tuple[int, int]) -> str:
    return " ".join(w.folded for w in words[run[0] : run[1]])


def _parts(words: tuple[Word, ...], run: tuple[int, int], alone: set[str], lex: Lexicon) -> Runs:
    start, end = run
    for cut in range(start + 1, end):
        if _is_cut(words, start, cut, end, alone, lex):
            return [(start, cut), *_parts(words, (cut, end), alone, lex)]
    return [run]


def _before_deeds(words: tuple[Word, ...], run: tuple[int, int], persons: set[str], lex: Lexicon) -> Runs:
    """The run cut where a common word begins what is told of a person whose name stands alone elsewhere: "Jorun Maltesk
    Breaks Silence", in a line that is no headline throughout."""
    start, end = run
    for at in range(start + 2, end):
        if _key(words, (start, at)) in persons and _is_deed(words, at, end, lex):
            return [(start, at), *([(at + 1, end)] if at + 1 < end else [])]
    return [run]


def _is_deed(words: tuple[Word, ...], at: int, end: int, lex: Lexicon) -> bool:
    word = words[at]
    heads = lex.organisation_heads | lex.facility_heads | lex.place_heads | lex.roles | lex.occupations
    last = words[end - 1].folded
    told = word.known and word.capital and not word.upper and word.folded not in lex.given | heads
    return told and last not in heads and word.folded.endswith(("s", "ed"))


def _is_cut(words: tuple[Word, ...], start: int, cut: int, end: int, alone: set[str], lex: Lexicon) -> bool:
    left, right = _key(words, (start, cut)), _key(words, (cut, end))
    if not words[cut].capital or not words[cut - 1].capital:
        return False
    if left in lex.countries and right in alone and not _generic(words, cut, end, lex):
        return True
    letters_left = cut - start == 1 and _letters(words[start])
    letters_right = end - cut == 1 and _letters(words[cut])
    mixed = any(not w.upper for w in words[start:end] if w.capital)
    if mixed and letters_right and not letters_left and right in alone:
        return True
    if mixed and letters_left and right in alone and left not in lex.countries:
        return True
    wide = cut - start > 1 and end - cut > 1
    return wide and left in alone and right in alone


def _generic(words: tuple[Word, ...], start: int, end: int, lex: Lexicon) -> bool:
    last = words[end - 1].folded
    return last in lex.organisation_heads or last in lex.facility_heads or last in lex.adjectives


def _letters(word: Word) -> bool:
    return word.upper and 2 <= len(word.text) <= 6 and word.text.isalpha()


def cut_headline(
    words: tuple[Word, ...], start: int, end: int, lex: Lexicon, named: Container[str], small: Container[str]
) -> Runs:
    """A headline's run cut at its verbs and common nouns; `named` are words that the report's running text
    writes with capitals, `small` those that it writes without."""
    if not words[start].shout:
        return [(start, end)]
    out: Runs = []
    begin = start
    for k in range(start, end):
        if words[k].folded in named or not _is_common(words, start, k, lex, small):
            continue
        if k > begin:
            out.append((begin, k))
        begin = k + 1
    if end > begin:
        out.append((begin, end))
    return out


def _is_common(words: tuple[Word, ...], start: int, at: int, lex: Lexicon, small: Container[str]) -> bool:
    """Whether a word of a headline is a verb or a common noun and no part of a name."""
    word = words[at]
    heads = lex.organisation_heads | lex.facility_heads | lex.place_heads | lex.roles | lex.occupations
    if not word.known or word.upper or word.folded in heads or word.folded in lex.countries:
        return False
    if at == start + 1 and words[start].folded in lex.given:
        return False
    before = words[at - 1] if at > start else None
    named = before is not None and (
        not before.known or before.folded in lex.countries or before.folded in lex.given
    )
    if named and (word.folded in small or not word.label) and word.pos != "ADJ":
        return True
    if named and word.pos in ("VERB", "NOUN") and word.folded.endswith("s"):
        return True
    return word.pos in ("VERB", "AUX") and not word.label
