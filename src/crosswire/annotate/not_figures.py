"""Numbers that are no figures: dates, years, clock times, labels, addresses, scores, pronouns.

In: the words and a number phrase. Out: whether it may be a figure. What it counts is decided elsewhere.
"""

from __future__ import annotations

import re

from crosswire.annotate.figure_lexicon import number_words, parties, verb_forms
from crosswire.annotate.figure_words import QUOTES, Words
from crosswire.annotate.number_names import (
    is_address,
    is_channel,
    is_emergency_number,
    is_label,
    is_model,
    is_of_another_script,
)
from crosswire.annotate.numbers import NumberPhrase
from crosswire.annotate.quantities import is_glued_unit
from crosswire.lang import table

_CLOCK = re.compile(
    r"\s?(?:[ap]\.?\s?m\b\.?|o['’]clock|hrs\b|gmt\b|utc\b|hours\s+(?:gmt|local)|noon)|:\d\d", re.I
)
# "Aug 142016": a day and a year whose comma was lost.
_RUN_TOGETHER = re.compile(r"\d{1,2}(?:19|20)\d\d")
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
_DATE_GLUED = re.compile(r"\d{1,2},(?:1[89]|20)\d\d(?!\d)")
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
    # "May 3 and 14", "3 and 14 May": a list of days.
    listed = first > 2 and before in ("and", "or", "to", "-", "–") and w.low[first - 2].isdigit()
    listed = listed or (before == "," and after in ("and", "or") and beyond.isdigit())
    if listed and w.low[first - 3] in months and len(w.low[first - 2]) < 3:
        return True
    third = w.low[last + 2] if last + 2 < len(w.low) else ""
    if after in ("and", ",", "or", "to", "-", "–") and beyond.isdigit() and third in months:
        return w.shown[last + 2][:1].isupper()
    if before in months and before != "may":
        return True
    if before == "may" and w.shown[first - 1] != "may" and after not in parties():
        return True
    return (after in months or (after == "of" and beyond in months)) and w.shown[last][:1] != "m"


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
    if nxt in ("family", "household") and prev in ("of", "from"):
        return True  # "seven members of one family"
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
    if (
        w.tag[last] == "VBN"
        and last + 2 < len(w.low)
        and (w.is_noun(last + 1) or w.is_noun(last + 2))
        and w.dep[last] == "amod"
    ):
        return False  # "one attempted theft"
    return w.pos[last] in ("VERB", "AUX", "ADP", "PART", "SCONJ", "PUNCT") and nxt not in (
        "killed", "dead", "injured", "wounded", "arrested", "missing", "detained"
    )  # fmt: skip


def _counts_behind_hyphen(w: Words, unit: int) -> bool:
    """Whether a number counts the noun that a hyphen joins to it ("a 12-seat bus", not "a two-way street")."""
    low = w.low[unit]
    if (
        low in number_words("time_units")
        or low in _HYPHENED
        or low in number_words("physical_units", "words")
    ):
        return True
    return w.tag[unit] == "NN" and low not in table("en", "plain_numbers")["hyphened"]["kinds"]


def may_be_figure(w: Words, phrase: NumberPhrase, first: int, last: int) -> bool:
    """Whether the number phrase of words `first`..`last` may be a figure at all."""
    text, start, end = w.text, phrase.core_start, phrase.core_end
    if phrase.kind in ("score", "part"):
        return False
    if phrase.unit and phrase.kind != "fraction":
        return True
    hyphen = phrase.hyphen and phrase.kind == "count" and w.low[last : last + 1] in (("-",), ("‑",))
    if hyphen and last + 1 < len(w.low) and not _counts_behind_hyphen(w, last + 1):
        return False
    if first > 1 and w.low[first - 2 : first] == ("all", "but") and w.low[first] == "one":
        return False
    core = text[start:end].casefold()
    if not phrase.words:
        head = text[max(0, start - 3) : start]
        if _CLOCK.match(text, end) or _ORDINAL.match(text, end) or re.search(r"(?:\d[:./]|#)$", head):
            return False
        glued = re.match(r"[/\\]\d|-[A-Z0-9]{2,}\b|[A-Za-z]", text[end : end + 5])
        if glued and not re.match(r"-[a-z]", text[end : end + 2]) and not is_glued_unit(text, end):
            return False
        if first and w.low[first - 1] == "/" and w.pos[first - 2] == "NUM":
            return False  # "1 / 6", a page or a picture of a row
        if _DATE_GLUED.match(text, start) and w.low[first - 1] in number_words("months", "names"):
            return False
        if (
            re.match(r"[.)]\s", text[end : end + 2])
            and _LIST.search(text[max(0, start - 4) : start])
            and len(core) < 3
        ):
            return False
        if first and w.low[first - 1] in number_words("months", "names") and _RUN_TOGETHER.fullmatch(core):
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
    return not _is_named(w, first, last, phrase)


def _is_named(w: Words, first: int, last: int, phrase: NumberPhrase) -> bool:
    return (
        is_label(w, first, last, phrase)
        or is_channel(w, first, last, phrase)
        or is_address(w, first, last, phrase)
        or is_model(w, first, last, phrase)
        or is_emergency_number(w, first, last, phrase)
        or is_of_another_script(w, last)
    )


def _single(w: Words, last: int) -> bool:
    """Whether "single" counts: before a noun, after an article, not before a word it describes ("single mother")."""
    first = last - 1
    return (
        last < len(w.low)
        and w.is_noun(last)
        and first > 0
        and w.low[first - 1] in ("a", "one")
        and w.low[first - 2] not in ("not", "without", "nor", "never")
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
