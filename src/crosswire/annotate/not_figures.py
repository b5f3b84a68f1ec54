"""Numbers that are no figures: dates, years, clock times, labels, addresses, scores, pronouns.

In: the words and a number phrase. Out: whether it may be a figure. What it counts is decided elsewhere.
"""

from __future__ import annotations

import re

from crosswire.annotate.figure_lexicon import number_words, parties, verb_forms
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.numbers import NumberPhrase

_CLOCK = re.compile(
    r"\s?(?:[ap]\.?\s?m\b\.?|o['’]clock|hrs\b|gmt\b|utc\b|hours\s+(?:gmt|local)|noon)|:\d\d", re.I
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "by",
        "during",
        "until",
        "till",
        "from",
        "of",
        "early",
        "late",
        "mid",
        "year",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "between",
        "and",
        "the",
        "before",
        "after",
        "circa",
        "through",
        "to",
        "for",
        "its",
        "his",
        "this",
    ]
)
_LIST = re.compile(r"(?:^|\n)[ \t]*$")
# Nouns that a number counts though a hyphen joins them ("a 12-member crew"); others name kinds ("two-state").
_HYPHENED = frozenset(["strong", "member", "members", "person", "man", "men", "woman", "seat", "odd", "plus"])
# "One day" is no duration behind a modal verb or a hope.
_SOMEDAY_BEFORE = frozenset(
    [
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "hope",
        "hopes",
        "hoped",
        "and",
        "that",
        "to",
        "must",
        "should",
        "shall",
    ]
)


def _is_year(w: Words, phrase: NumberPhrase, first: int, last: int) -> bool:
    value = phrase.value
    digits = w.text[phrase.core_start : phrase.core_end]
    if phrase.qualifier == "range" and re.fullmatch(r"(?:1[89]|20)\d\d\s?[-–—]\s?\d{2,4}", digits):
        return True
    if not re.fullmatch(r"(?:1[5-9]|20)\d\d", digits) or phrase.unit or not isinstance(value, int):
        return phrase.qualifier == "range" and bool(
            re.fullmatch(r"(?:1[89]|20)\d\d\D+(?:1[89]|20)\d\d", digits)
        )
    before = w.low[first - 1] if first else ""
    if phrase.qualifier in ("more_than", "at_least", "about", "less_than", "at_most") and before != "since":
        return False
    after = w.low[last] if last < len(w.low) else ""
    if before in ("of", "the", "and", "for", "its", "his", "this", "to") or before not in _YEAR_BEFORE:
        return not (after in parties() and w.shown[last].islower())
    return True


def _is_date(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    value = phrase.value
    if not isinstance(value, int) or phrase.unit or phrase.words:
        return False
    months = number_words("months", "names")
    before = w.low[first - 1] if first else ""
    after = w.low[last] if last < len(w.low) else ""
    beyond = w.low[last + 1] if last + 1 < len(w.low) else ""
    if value > 31:
        return False
    if before in months and before != "may":
        return True
    if before == "may" and w.shown[first - 1] != "may" and after not in parties():
        return True
    return (after in months or (after == "of" and beyond in months)) and w.shown[last][:1] != "m"


def _is_label(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    """Whether the number is part of a name or the label of a thing ("Channel 24", "article 4")."""
    if not first or (first == w.sentence[first][0] and "\n" in w.text[w.end[first - 1] : w.start[first]]):
        return False
    if phrase.unit or phrase.kind != "count" or phrase.qualifier not in ("exact", "range"):
        return False
    if w.start[first] - w.end[first - 1] > 1:
        return False
    before = w.low[first - 1]
    counts = last < len(w.low) and (w.low[last] in parties() or _counts_soon(w, last))
    if before in number_words("labels", "before"):
        return not (before in number_words("labels", "weak") and (counts or phrase.words)) and not (
            phrase.words and counts
        )
    shown = w.shown[first - 1]
    named = w.pos[first - 1] == "PROPN" and shown[:1].isupper() and first - 1 > w.sentence[first][0]
    if not named or before in number_words("months", "names") or phrase.words or counts:
        return False
    return not (last < len(w.low) and w.pos[last] in ("AUX", "VERB")) and _mixed_case(w, first)


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


def _is_address(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
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


def _died_of_them(w: Words, last: int) -> bool:
    """ "One of the wounded later died" counts a death."""
    if w.low[last + 1 : last + 2] not in (("the",), ("those",), ("its",), ("their",)):
        return False
    hurt = w.low[last + 2 : last + 3]
    if not hurt or hurt[0] not in ("wounded", "injured", "casualties", "victims", "survivors"):
        return False
    end = min(last + 8, w.sentence[last][1])
    return any(
        v.measure == "killed" and not v.transitive
        for i in range(last + 3, end)
        for v in verb_forms().get(w.low[i], ())
    )


def _one_is_pronoun(w: Words, first: int, last: int) -> bool:
    """Whether "one" counts nothing: a pronoun, an idiom, a part of "one of the"."""
    if last >= len(w.low) or last >= w.sentence[first][1]:
        return True
    nxt, prev = w.low[last], w.low[first - 1] if first else ""
    if nxt == "of" and _died_of_them(w, last):
        return False
    if nxt == "day" and (
        prev in _SOMEDAY_BEFORE or w.low[last + 1 : last + 2] in (("to",), ("be",), ("become",))
    ):
        return True
    if nxt in number_words("labels", "one_idioms") or prev in number_words("labels", "one_before"):
        counted = nxt in ("more", "was", "is", "of", "has", "had", "or") and w.low[last : last + 2] != (
            "of",
            "the",
        )
        killed = any(
            x in ("killed", "dead", "injured", "wounded", "died", "arrested") for x in w.low[last : last + 4]
        )
        person = any(
            x in ("person", "man", "woman", "child", "soldier", "civilian") for x in w.low[last : last + 3]
        )
        return not (counted and (killed or person)) or prev in ("no", "this", "that", "any", "every", "each")
    if nxt in (",", ".", "-", "?", "!", ";", ":", ")") or nxt in QUOTES:
        return nxt != "-"
    return w.pos[last] in ("VERB", "AUX", "ADP", "PART", "SCONJ", "PUNCT") and nxt not in (
        "killed", "dead", "injured", "wounded", "arrested", "missing", "detained"
    )  # fmt: skip


def may_be_figure(w: Words, phrase: NumberPhrase, first: int, last: int) -> bool:
    """Whether the number phrase of words `first`..`last` may be a figure at all."""
    text, start, end = w.text, phrase.core_start, phrase.core_end
    if phrase.kind == "score":
        return False
    if phrase.unit and phrase.kind != "fraction":
        return True
    if phrase.hyphen and phrase.kind == "count" and last + 1 < len(w.low):
        unit = w.low[last + 1]
        if unit not in number_words("time_units") and unit not in _HYPHENED:
            return False
    if first > 1 and w.low[first - 2 : first] == ("all", "but"):
        return False
    core = text[start:end].casefold()
    if not phrase.words:
        head = text[max(0, start - 3) : start]
        if _CLOCK.match(text, end) or _ORDINAL.match(text, end) or re.search(r"(?:\d[:./]|#)$", head):
            return False
        if re.match(r"[/\\]\d|-[A-Z0-9]{2,}\b|[A-Za-z]", text[end : end + 5]) and not re.match(
            r"-[a-z]", text[end : end + 2]
        ):
            return False
        if (
            re.match(r"[.)]\s", text[end : end + 2])
            and _LIST.search(text[max(0, start - 4) : start])
            and len(core) < 3
        ):
            return False
        if _is_year(w, phrase, first, last) or _is_date(w, first, last, phrase):
            return False
        if re.fullmatch(r"0\d+", core) or (len(core) > 7 and core.isdigit()):
            return False
    if core in ("one", "single") and (
        _one_is_pronoun(w, first, last) if core == "one" else not _single(w, last)
    ):
        return False
    if (
        first
        and core in ("half", "a quarter", "a third", "a fifth")
        and w.low[first - 1] in ("first", "second", "other", "better", "final", "last")
    ):
        return False
    return not _is_label(w, first, last, phrase) and not _is_address(w, first, last, phrase)


def _single(w: Words, last: int) -> bool:
    """Whether "single" counts: before a noun, after an article, not before a word it describes ("single mother")."""
    first = last - 1
    return (
        last < len(w.low)
        and w.is_noun(last)
        and first > 0
        and w.low[first - 1] in ("a", "one")
        and w.low[last]
        not in (
            "mother",
            "father",
            "parent",
            "mothers",
            "mom",
            "woman",
            "man",
            "file",
            "market",
            "currency",
            "title",
            "digit",
        )
    )


def is_furniture(passages: tuple[tuple[str, str], ...]) -> bool:
    """Whether a figure inside excluded passages, (kind, text) each, is to be left out.

    Captions tell of the event; so does a pointer in brackets within the article, whose headline is
    of the same story. Lists of other stories, prompts and repetitions are left out.
    """
    return any(
        kind != "caption" and not (kind == "related_link" and text.lstrip().startswith("("))
        for kind, text in passages
    )
