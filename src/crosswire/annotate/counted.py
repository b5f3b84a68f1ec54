"""What a number counts: the noun behind it, with the words between, or nothing where the noun is left out.

In: the words of a report and a number phrase. Out: `Counted`. Left undone: nouns elided after an
earlier figure of the sentence, which `figures` takes from that figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswire.annotate.figure_lexicon import (
    is_state_word,
    measure_nouns,
    number_words,
    parties,
    verb_forms,
    words,
)
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.numbers import NumberPhrase

_LEAD = frozenset(
    ["of", "all", "more", "other", "additional", "further", "new", "different", "separate", "such"]
)
# Determiners that may stand behind "of" only: elsewhere they start another noun phrase.
_DETERMINERS = frozenset(["the", "these", "those", "its", "their", "his", "her", "our", "your", "my"])
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "overnight",
    ]
)
_FIGURES = re.compile(r"\d[\d.,:/-]*")
# A counted noun stands at most this many words behind its number: longer ones in the development texts were misreadings.
_REACH = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counted noun: word numbers of the nouns and of the head, first and end of the phrase.

    `of` are the nouns behind "of" where the head only holds others ("members of the guard").
    """

    head: int | None
    nouns: tuple[int, ...]
    modifiers: tuple[int, ...]
    first: int
    end: int
    of: tuple[int, ...] = ()


def _is_state(w: Words, i: int) -> bool:
    """Whether one word alone says what became of the counted ("dead", "wounded")."""
    if is_state_word(w.low[i]):
        return True
    return any(
        v.transitive and v.form == "past" and (v.particle is None or w.low[i + 1 : i + 2] == (v.particle,))
        for v in verb_forms().get(w.low[i], ())
    )


def _is_verb_of_harm(w: Words, i: int) -> bool:
    """Whether the word can only be a verb of what befalls persons, whatever the tagger says ("10 injure")."""
    low = w.low[i]
    following = w.low[i + 1] if i + 1 < len(w.low) else ""
    return low not in measure_nouns() and any(
        v.transitive
        and v.form != "past"
        and v.measure in words("person_measures", "names")
        and v.particle in (None, "", following)
        for v in verb_forms().get(low, ())
    )


def _noun_like(w: Words, i: int) -> bool:
    return w.is_noun(i) or w.low[i] in parties() or w.low[i] in number_words("time_units")


def _noun_follows(w: Words, i: int, end: int) -> bool:
    """Whether a noun stands within three words, only modifiers between."""
    for j in range(i, min(i + 4, end)):
        if w.low[j] in _CALENDAR or w.low[j] in number_words("months", "names"):
            return False
        if _noun_like(w, j):
            return True
        if (
            w.pos[j] not in ("ADJ", "ADV")
            and w.tag[j] not in ("VBN", "VBG", "HYPH")
            and w.low[j] not in QUOTES | {"-", "and"}
        ):
            return False
    return False


def _breaks(w: Words, i: int, nouns: list[int]) -> bool:
    low = w.low[i]
    if low in _CALENDAR or (low in number_words("months", "names") and w.shown[i][:1].isupper()):
        return True
    if _FIGURES.fullmatch(low):  # a date or another number, whatever the tagger calls it
        return True
    if not nouns:
        return False
    last = nouns[-1]
    foreign = w.is_noun(i) and low not in parties() and low not in measure_nouns()
    plural = parties().get(w.low[last]) in ("people", "children") and w.tag[last] in ("NNS", "NNPS")
    if plural and foreign:
        return True
    # A headline runs on in capitals: "20 Rebel Fighters Plotting Raids".
    if foreign and low.endswith("ing") and w.low[last] in parties() and w.low[last].endswith(("s", "men")):
        return True
    return (
        w.pos[i] in ("PROPN", "ADJ")
        and w.tag[last] == "NNS"
        and w.shown[last].islower()
        and w.shown[i][:1].isupper()
    )


def _joins(w: Words, i: int, end: int, nouns: list[int]) -> bool:
    """Whether "and" at `i` joins two nouns that one number counts ("police and security agents")."""
    if w.low[i] not in ("and", "or", "&", "/") or i + 1 >= end or not nouns:
        return False
    nxt = w.low[i + 1]
    if nxt in parties() and w.low[nouns[-1]] in parties() and w.shown[i + 1][:1].islower():
        return True
    return (
        w.tag[nouns[-1]] == "NN"
        and i + 2 < end
        and w.pos[i + 1] in ("NOUN", "ADJ")
        and w.low[i + 2] in parties()
    )


def _phrase(w: Words, i: int, end: int, stop: int) -> tuple[list[int], list[int], int]:
    nouns: list[int] = []
    modifiers: list[int] = []
    begin = i
    while i < end and i < stop and i - begin < _REACH:
        low = w.low[i]
        if low in QUOTES or low in ("-", "‑", "–") or w.tag[i] == "POS":
            i += 1
            continue
        if _breaks(w, i, nouns):
            break
        if _is_verb_of_harm(w, i):
            break
        if low in words("stops", "clause") or low in ("–", "—", "which", "who"):
            break
        others = i + 1 < end and (w.low[i + 1] == "others" or _is_state(w, i + 1))
        # "Two dead and several others hurt": the state ends the phrase.
        others = others or (i + 2 < end and w.low[i + 1] == "and" and not _is_state(w, i + 2))
        if _is_state(w, i) and (nouns or others or not _noun_follows(w, i + 1, end)):
            break
        if _is_state(w, i) and not nouns and w.low[i - 1] not in QUOTES:
            modifiers.append(i)
        elif (_noun_like(w, i) and low not in words("stops", "be")) or (
            low == "is" and w.shown[i] == "IS" and i + 1 < end and _noun_like(w, i + 1)
        ):
            nouns.append(i)
        elif (w.pos[i] == "ADJ" or w.tag[i] in ("VBN", "VBG", "JJ") or w.dep[i] == "amod") and _noun_follows(
            w, i + 1, end
        ):
            modifiers.append(i)
        elif not nouns and w.pos[i] == "ADV" and _noun_follows(w, i + 1, end):
            pass
        elif not _joins(w, i, end, nouns):
            break
        i += 1
    while i > begin and (w.low[i - 1] in QUOTES | {"-", "and", "or"} or w.tag[i - 1] == "POS"):
        i -= 1
    return nouns, modifiers, i


def _behind_of(w: Words, i: int) -> bool:
    return w.low[i] in _DETERMINERS and w.low[i - 1] in ("of", "all")


def _behind_size(w: Words, last: int, end: int) -> int:
    """ "Two 500-lb bombs": the word behind a size that a hyphen joins; `last` where there is none."""
    sized = last + 3 < end and w.pos[last] == "NUM" and w.low[last + 1] == "-" and w.is_noun(last + 3)
    return last + 3 if sized else last


def find_counted(w: Words, first: int, last: int, phrase: NumberPhrase, stop: int) -> Counted:
    """The noun that the number of words `first`..`last` counts; `stop` is the next number's word."""
    end = w.sentence[first][1] if first < len(w.sentence) else last
    i = _behind_size(w, last, end)
    if phrase.kind == "vague" and w.low[i : i + 2] == (",", "of"):
        i += 1  # "hundreds, if not thousands, of marchers"
    stop = end if i > last and i > stop else stop
    while i < end and (w.low[i] in _LEAD or w.low[i] in QUOTES or w.low[i] in ("-", "‑") or _behind_of(w, i)):
        digits_of = w.low[i] == "of" and phrase.kind == "count" and not phrase.unit and not phrase.words
        if (
            digits_of
            and i + 1 < end
            and i + 1 != stop
            and w.low[i + 1] not in _LEAD | _DETERMINERS | {"them", "whom"}
        ):
            break
        i += 1
    if i == stop and i < end and i > last and w.low[i - 1] in ("of", *_DETERMINERS):
        while i < end and (w.pos[i] == "NUM" or w.low[i].isdigit()):
            i += 1
        stop = end
    nouns, modifiers, after = _phrase(w, i, end, stop)
    head = nouns[-1] if nouns else None
    of: list[int] = []
    if (
        head is not None
        and w.low[head] in words("party_words", "containers")
        and after < end
        and w.low[after] == "of"
    ):
        j = after + 1
        while j < end and (w.low[j] in _LEAD or w.low[j] in _DETERMINERS):
            j += 1
        if j == stop and w.low[j : j + 1] and w.low[j] in ("one", "two", "three"):
            # "seven members of one family": the inner number counts families, not the dead.
            j, stop = j + 1, end
        of, extra, later = _phrase(w, j, end, stop)
        modifiers = [*modifiers, *extra]
        after = later if of else after
    return Counted(
        head=head, nouns=tuple(nouns), modifiers=tuple(modifiers), first=i, end=after, of=tuple(of)
    )
