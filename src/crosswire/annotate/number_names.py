"""Numbers that are names or parts of names: labels, models, addresses, telephone numbers.

In: the words and a number phrase. Out: whether it names something and so counts nothing. Left undone: dates,
clock times, pronouns, which `not_figures` refuses.
"""

from __future__ import annotations

import re

from crosswire.annotate.figure_lexicon import measure_nouns, number_words, parties
from crosswire.annotate.figure_words import Words
from crosswire.annotate.numbers import NumberPhrase
from crosswire.lang import table

# Models have three digits or more ("a 787", "the 8900"); smaller numbers before a name are counts more often.
_MODEL = 100
# Stations have numbers of two digits.
_CHANNEL = 99
_ABROAD = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")


def is_label(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    """Whether the number is part of a name or the label of a thing ("Channel 24", "article 4")."""
    if not first or (first == w.sentence[first][0] and "\n" in w.text[w.end[first - 1] : w.start[first]]):
        return False
    if phrase.unit or phrase.kind != "count" or phrase.qualifier not in ("exact", "range"):
        return False
    if w.start[first] - w.end[first - 1] > 1:
        return False
    before = w.low[first - 1]
    counts = last < len(w.low) and (w.low[last] in parties() or _counts_soon(w, last))
    if (
        before == "number"
        and first > 1
        and (w.low[first - 2] in measure_nouns() or w.tag[first - 2] == "NNS")
    ):
        return False  # "the dead number 410"
    if before in number_words("labels", "before"):
        return not (before in number_words("labels", "weak") and (counts or phrase.words)) and not (
            phrase.words and counts
        )
    shown = w.shown[first - 1]
    named = w.pos[first - 1] == "PROPN" and shown[:1].isupper() and first - 1 > w.sentence[first][0]
    if before in table("en", "times")["weekdays"]:  # "on Tuesday 31 ships lay at anchor"
        named = named and not (last < len(w.low) and w.is_noun(last) and w.shown[last].islower())
    if before in table("en", "times")["weekdays"]:  # "on Tuesday 31 ships lay at anchor"
        named = named and not (last < len(w.low) and w.is_noun(last) and w.shown[last].islower())
    if not named or before in number_words("months", "names") or phrase.words or counts:
        return False
    if _counts_place(w, first, last):
        return False
    if last < len(w.low) and w.low[last] in ("is", "was", "has", "does") and phrase.value != 1:
        return True  # "the Merrow 900 is", where twelve would be "are"
    return not (last < len(w.low) and w.pos[last] in ("AUX", "VERB")) and _mixed_case(w, first)


def _counts_place(w: Words, first: int, last: int) -> bool:
    """ "2,000 marched in Hallin, in Sarrow 500": a place before its number, behind another count."""
    start, end = w.sentence[first]
    i = first - 1
    while i > start and w.pos[i] == "PROPN":
        i -= 1
    if (
        i - 1 <= start
        or w.low[i] not in ("in", "at", "near")
        or w.low[i - 1] not in (",", ";", "and", "but", "while")
    ):
        return False
    ends = last >= end or w.low[last] in (".", ",", ";", "and", "!")
    return ends and any(w.pos[k] == "NUM" and w.low[k - 1] != w.low[first - 1] for k in range(start, i - 1))


def _counts_soon(w: Words, i: int) -> bool:
    end = w.sentence[i][1] if i < len(w.sentence) else i
    for j in range(i, min(i + 4, end)):
        if w.low[j] in parties() or w.low[j] in (
            "killed",
            "dead",
            "injured",
            "wounded",
            "hurt",
            "arrested",
            "missing",
            "detained",
        ):
            return True
        if w.pos[j] not in ("ADJ", "NOUN", "PROPN", "ADV") and w.low[j] not in (
            "were",
            "was",
            "are",
            "have",
            "had",
            "been",
        ):
            return False
    return False


def _mixed_case(w: Words, first: int) -> bool:
    """Whether the sentence is running text: in headlines every word is a name by its letters."""
    start, end = w.sentence[first]
    letters = [s for s in w.shown[start:end] if s[:1].isalpha() and len(s) > 3]
    upper = sum(s[:1].isupper() for s in letters)
    # Two thirds of the longer words: headlines in title case have nearly all, running text under half.
    return not letters or upper <= 2 * len(letters) / 3


def is_channel(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    """Whether the number is a station's: behind its call sign or "News", or behind a dash before its call sign."""
    if phrase.words or phrase.unit or phrase.kind != "count" or phrase.qualifier != "exact" or not first:
        return False
    if not 0 < (phrase.value or 0) <= _CHANNEL or first == w.sentence[first][0] or _counts_soon(w, last):
        return False
    start, end = w.sentence[first]
    if not any(s.islower() and len(s) > 1 for s in w.shown[start:end]) and not any(
        s[1:].islower() for s in w.shown[start:end]
    ):
        return False  # all in capitals, where no word is a call sign by its letters
    before = w.low[first - 1]
    if before in number_words("labels", "stations") or _is_call_sign(w, first - 1):
        return True
    return before in ("-", "–", "—", "|") and last < len(w.low) and _is_call_sign(w, last)


def _is_call_sign(w: Words, i: int) -> bool:
    shown = w.shown[i]
    return 3 <= len(shown) <= 5 and shown.isalpha() and shown.isupper() and w.pos[i] == "PROPN"


def is_address(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    if phrase.words or phrase.unit:
        return False
    if (
        last < len(w.low)
        and w.low[last] == "block"
        and last + 1 < len(w.low)
        and w.low[last + 1] in ("of", "north", "south", "east", "west")
    ):
        return True
    for j in range(last, min(last + 4, w.sentence[first][1])):
        if not w.shown[j][:1].isupper():
            return False
        if j > last and w.low[j] in number_words("labels", "street"):
            return True
    return False


def is_model(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    """Whether the number names a thing: "the 8900 is", "their new 787 Dreamliner", "two 737 jets"."""
    value = phrase.value
    if phrase.words or phrase.unit or phrase.qualifier != "exact" or not isinstance(value, int) or not first:
        return False
    begin, following = first - 1, w.low[last] if last < len(w.low) else ""
    if (
        w.low[begin] in ("the", "a", "this")
        and following in ("is", "was", "has", "does", "will")
        and value > 1
    ):
        return following != "will" or w.low[begin] == "a"
    if value < _MODEL or "," in w.text[phrase.core_start : phrase.core_end] or last >= len(w.low):
        return False
    if w.pos[begin] == "NUM" and w.low[begin].isalpha() and w.is_noun(last):
        return True
    if w.tag[last] == "NN" and not _mixed_case(w, first):
        return False
    named = w.tag[last] in ("NN", "NNP") and w.shown[last][:1].isupper() and not w.shown[last].isupper()
    plural = (
        last + 1 < len(w.low) and w.tag[last + 1] in ("NNS", "NNPS", "NNP") and w.low[last + 1] in parties()
    )
    led = w.pos[begin] in ("DET", "PRON") or w.low[begin] in ("new", "old", "first", "latest")
    return named and led and not plural and w.low[last] not in parties() and not _counts_soon(w, last)


def is_emergency_number(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    """Whether the number is one that is called in need ("responded to 911 calls", "dialled 112")."""
    data = table("en", "plain_numbers")["emergency"]
    if phrase.words or w.text[phrase.core_start : phrase.core_end] not in data["numbers"]:
        return False
    if phrase.qualifier != "exact":
        return False
    if first and w.low[first - 1] in data["before"]:
        return not (last < len(w.low) and (w.is_noun(last) or w.pos[last] == "ADJ"))
    three = w.text[phrase.core_start : phrase.core_end] in data["sure"]
    return three and last < len(w.low) and w.low[last] in data["behind"]


def is_of_another_script(w: Words, last: int) -> bool:
    """Whether the word behind is not in Latin letters: a passage in another language."""
    return last < len(w.low) and bool(_ABROAD.match(w.shown[last]))
