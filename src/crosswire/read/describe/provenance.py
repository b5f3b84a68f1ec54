"""Signs that a text was translated by a machine.

In: an English text with all its furniture. Out: a `Provenance`. Two independent
kinds of signs are asked for, since each alone also comes from editing or scraping; without them the
answer is unknown, never "no".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from crosswire.lang import table
from crosswire.types import Provenance

# Kinds of signs that must agree, and how often a weak kind must occur to count at all.
_KINDS, _WEAK = 2, 3

_SPACING = re.compile(
    r"[,.!?][ \u00a0]+”|[,.!?]”(?=[A-Za-z]{2})|(?<=\w),\"(?=[a-z]{3})|\w[ \u00a0]+”(?=[ .,])"
)
# The same where no blank stands before a closing quotation mark: a third of the time.
_SPACING_AFTER = re.compile(r"[,.!?]”(?=[A-Za-z]{2})|(?<=\w),\"(?=[a-z]{3})")
# Anything that may be a letter of another script; most texts have none.
_BEYOND_LATIN = re.compile("[\u0370-\u1fff\u2070-\u209f\u20d0-\U0010ffff]")
_REPEAT = re.compile(r"\b([a-z]{4,}) and \1\b")
_WORDS = re.compile(r"[^\W\d_]+")


@cache
def _patterns() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = table("en", "translation")
    joined = "|".join(data["untranslated"]["joined"])
    pairs = "|".join(re.escape(pair).replace(r"\ ", r"\s+") for pair in data["untranslated"]["pairs"])
    foreign = re.compile(rf"(?<=[A-Za-z] )(?:{joined})(?= [A-Z][a-z])|(?<=, )(?:{pairs})(?= [A-Za-z])")
    capitals = "|".join(sorted({word.capitalize() for word in data["capitals"]["words"]}))
    capital = re.compile(
        rf"(?=[A-Z])(?:(?<=[a-z] )(?:{capitals})(?= [a-z]+ [a-z])|(?<=[a-z], )(?:{capitals})(?= [a-z]+ [a-z])|(?<=\", )[A-Z][a-z]+ed(?= ))"
    )
    verbs = "|".join(sorted({verb.capitalize() for verb in data["detached"]["verbs"]}))
    detached = re.compile(rf"(?<=[.!?] )(?:{verbs})\.(?=\s|$)")
    return (
        frozenset(data["untranslated"]["words"]),
        foreign,
        capital,
        detached,
        frozenset(data["repeated"]["allowed"]),
    )


@cache
def _stated() -> re.Pattern[str]:
    """A sentence about the text itself that says so: "This article was automatically translated"."""
    forms = "|".join(map(re.escape, table("en", "translation")["statements"]["forms"]))
    return re.compile(
        rf"\b(?:this (?:article|text|story|news|page|content|report)\b[^.!?\n]{{0,60}}|note: |\()(?:{forms})",
        re.I,
    )


def judge_translation(text: str, language: str | None) -> Provenance:
    """Whether an English text seems machine-translated; None where the signs do not suffice."""
    if language not in (None, "en"):
        return Provenance(machine_translated=None, why="")
    stated = _stated().search(text)
    if stated:
        return Provenance(machine_translated=True, why=f"it says so ({stated.group()!r})")
    signs = [
        sign
        for sign in (_foreign(text), _script(text), _spacing(text), _capitals(text), _broken(text))
        if sign
    ]
    if len(signs) < _KINDS:
        return Provenance(machine_translated=None, why="; ".join(signs))
    return Provenance(machine_translated=True, why="; ".join(signs))


def _foreign(text: str) -> str | None:
    match = _patterns()[1].search(text)
    return f"words of another language were left in ({match.group()!r})" if match else None


def _script(text: str) -> str | None:
    """Letters of another script that stand bare among Latin words."""
    if not _BEYOND_LATIN.search(text):
        return None
    for match in _WORDS.finditer(text):
        first = match.group()[0]
        if first < "\u0370" or not _is_foreign(first):
            continue
        before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 3]
        if not re.search(r"[(“\"‘'«\[,]\s*$", before) and not re.match(r"\s*[)”\"’'»\]]", after):
            return f"letters of another script stand in a sentence ({match.group()[:12]!r})"
    return None


def _is_foreign(letter: str) -> bool:
    return not unicodedata.name(letter, "LATIN").startswith(("LATIN", "GREEK", "MODIFIER"))


def _spacing(text: str) -> str | None:
    pattern = _SPACING if " ”" in text or "\u00a0”" in text else _SPACING_AFTER
    found = pattern.search(text)
    return f"blanks are misplaced at quotation marks ({found.group().strip()!r})" if found else None


def _capitals(text: str) -> str | None:
    found = _patterns()[2].findall(text)
    if len(found) < _WEAK:
        return None
    return "words have capitals in the middle of sentences (" + ", ".join(repr(f) for f in found[:3]) + ")"


def _broken(text: str) -> str | None:
    _, _, _, detached, allowed = _patterns()
    match = detached.search(text)
    if match:
        return f"a verb stands alone as a sentence ({match.group()!r})"
    for repeat in _REPEAT.finditer(text):
        if repeat[1] not in allowed:
            return f"a word is joined to itself ({repeat.group()!r})"
    return None
