"""What each name in a report names, decided over all the places where the report prints it.

Comes in: the parts of runs, some with a type that their own words tell. Goes out: the same parts, each
with a type, or without one where nothing speaks for a name. Every sign adds to a score per type; a
surname standing alone takes the type of the fuller name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from crosswire.annotate.names_lexicon import Lexicon
from crosswire.annotate.names_roles import has_role_after, has_role_before
from crosswire.annotate.names_runs import casing
from crosswire.annotate.names_split import Part
from crosswire.annotate.names_words import Word
from crosswire.types import EntityType

_LABELS: dict[str, EntityType] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "PRODUCT": "OTHER",
    "EVENT": "OTHER",
    "WORK_OF_ART": "OTHER",
    "LAW": "OTHER",
}
# Weights of the signs, set by hand so that one sure sign (a title, 3) outweighs all the parser's guesses
# (1.2 at most, for a name's whole report) and two middling ones (1 to 1.5) outweigh one guess.
_GUESS = 1.2
_TITLE = 3.0
_SPEAKS = 1.0
_IN_PLACE = 1.5
_ARTICLE = 0.8
_SHAPE = 0.7
_GIVEN = 1.5

Scores = dict[EntityType, float]


def decide_types(words: tuple[Word, ...], parts: list[Part], lex: Lexicon) -> list[Part]:
    """The parts with their types; a part keeps a type that its own words told."""
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        groups[_key(words, part)].append(part)
    decided = {key: _decide(words, group, lex) for key, group in groups.items()}
    _share_surnames(words, groups, decided)
    surnames = _surnames(words, parts, decided, lex)
    for key, kind in decided.items():
        if " " not in key and key in surnames and kind != "NORP" and not _sure(groups[key], kind):
            decided[key] = "PERSON"
    seen = casing(words)
    return [
        replace(part, type=decided[key]) if _stands(words, part, seen.small) else replace(part, type=None)
        for part in parts
        for key in [_key(words, part)]
    ]


def _key(words: tuple[Word, ...], part: Part) -> str:
    return " ".join(w.folded for w in words[part.start : part.end])


def _sure(group: list[Part], kind: EntityType | None) -> bool:
    """Whether the words of the name themselves gave this type."""
    return any(p.type == kind and p.type is not None for p in group)


def _decide(words: tuple[Word, ...], group: list[Part], lex: Lexicon) -> EntityType | None:
    if (
        len(group[0:])
        and group[0].end - group[0].start == 1
        and words[group[0].start].folded in lex.capitalised_nouns
    ):
        return None
    given = Counter(p.type for p in group if p.type is not None)
    fixed = [t for t in given if t != "PERSON"]
    if fixed:
        return sorted(fixed, key=lambda t: (-given[t], t))[0]
    if not given and all(_only_opens(words, p, lex) for p in group):
        return None
    scores: Scores = defaultdict(float)
    for part in group:
        for kind, value in _signs(words, part, lex).items():
            scores[kind] += value / len(group)
    if "PERSON" in given:
        scores["PERSON"] += _TITLE
    guesses = Counter(_LABELS[label] for part in group for label in [_guess(words, part)] if label in _LABELS)
    for kind, n in guesses.items():
        scores[kind] += _GUESS * n / len(group)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] <= 0:
        return "OTHER" if len(group[0:]) and group[0].end - group[0].start > 1 else None
    return ranked[0][0]


def _only_opens(words: tuple[Word, ...], part: Part, lex: Lexicon) -> bool:
    """Whether a lone word stands only where any word has a capital, and nothing around it speaks for a name."""
    word = words[part.start]
    if part.end - part.start > 1 or not (word.opens or word.shout) or word.upper or word.possessive:
        return False
    if not word.opens and words[part.start - 1].folded in lex.place_prepositions:
        return False
    after = words[part.end] if part.end < len(words) else None
    if after is None or "\n" in after.gap:
        return True
    speaks = after.pos in ("VERB", "AUX") or after.folded in lex.say or after.folded == "and"
    return not (speaks or after.gap.strip() in (",", "("))


def _guess(words: tuple[Word, ...], part: Part) -> str:
    """The parser's label for most words of the part."""
    labels = Counter(w.label for w in words[part.start : part.end] if w.capital)
    return sorted(labels.items(), key=lambda item: (-item[1], item[0] == "", item[0]))[0][0]


def _signs(words: tuple[Word, ...], part: Part, lex: Lexicon) -> Scores:
    """What the shape of the name and the words beside it speak for."""
    scores: Scores = defaultdict(float)
    inside = words[part.start : part.end]
    before = words[part.start - 1] if part.start else None
    after = words[part.end] if part.end < len(words) else None
    if before is not None and _close(inside[0].gap):
        if before.folded in lex.roles or before.folded in lex.occupations or before.folded in lex.honorifics:
            scores["PERSON"] += _TITLE
        elif before.folded in lex.place_prepositions:
            scores["GPE"] += (
                _IN_PLACE
                if before.folded in {"in", "near", "outside", "across", "throughout"}
                else _IN_PLACE / 2
            )
        elif before.folded == "the":
            scores["PERSON"] -= _ARTICLE
            scores["ORG"] += _ARTICLE / 2
    if (
        before is not None and inside[0].gap.strip() == "," and has_role_before(words, part.start, lex)
    ) or has_role_after(words, part.end, lex):
        scores["PERSON"] += _TITLE
    if _beside_place_head(words, part, lex):
        scores["GPE"] += _TITLE
    if _in_list_of_places(words, part, lex):
        scores["GPE"] += _IN_PLACE
    if after is not None and inside[0].opens and inside[0].upper and len(inside[0].text) > 3:
        dateline = after.gap.strip()[:1] in ("(", "-", "—", "–") and after.gap != "-"
        scores["GPE"] += _TITLE if dateline else 0.0
    dated = _dates_line(words, part, lex)
    if dated:
        scores["GPE"] += _TITLE
    letters = len(inside) == 1 and inside[0].upper and len(inside[0].text) <= 6
    if after is not None:
        speaks = after.folded in lex.say and after.gap.strip(' "”') in ("", ",") and not after.capital
        if speaks or (
            before is not None
            and before.folded in lex.say
            and before.folded not in {"report", "state"}
            and _close(inside[0].gap)
        ):
            scores["ORG" if letters else "PERSON"] += _SPEAKS
        if after.gap == ", " and not dated and (after.text.isdigit() and 15 < int(after.text) < 110):
            scores["PERSON"] += _TITLE
        if (after.gap.strip() == "," and after.folded in {"who", "whose"}) or after.folded in {
            "himself",
            "herself",
        }:
            scores["PERSON"] += _SPEAKS
        if _credited(words, part, lex):
            scores["PERSON"] += _TITLE
        occupied = after.folded in lex.occupations and not after.capital and after.gap == " "
        if occupied and part.end + 1 < len(words) and words[part.end + 1].capital:
            scores["PERSON"] -= _GIVEN
            scores["ORG"] += _SPEAKS
    if before is not None and before.folded == "the" and _is_team(inside, lex):
        scores["ORG"] += _TITLE
    # "the Orvin Maltesk boutique": an article makes even a given name a firm's.
    _shape(inside, lex, scores, given=before is None or before.folded not in ("the", "a", "an"))
    return scores


def _dates_line(words: tuple[Word, ...], part: Part, lex: Lexicon) -> bool:
    """Whether the name opens a dateline with its day: "Torvane, 17 July"."""
    if part.end + 1 >= len(words) or not words[part.start].opens:
        return False
    day, month = words[part.end], words[part.end + 1]
    if day.gap != ", " or month.gap.strip(" .") != "":
        return False
    return any(
        a.isdigit() and b in lex.calendar for a, b in ((day.text, month.folded), (month.text, day.folded))
    )


def _credited(words: tuple[Word, ...], part: Part, lex: Lexicon) -> bool:
    """Whether the name stands in a picture's credit before an agency: "Jorun Maltesk/SANP"."""
    after = words[part.end]
    slash = after.gap.strip(" ") == "/" and 2 <= part.end - part.start <= 3
    return slash and (after.folded in lex.agencies or (after.upper and len(after.text) <= 5))


def _is_team(inside: tuple[Word, ...], lex: Lexicon) -> bool:
    """Whether an article's name ends in a plural that is no nation's ("the Torvane Rovers")."""
    last = inside[-1]
    plural = last.folded.endswith("s") and last.known and last.capital
    return (
        len(inside) == 2
        and plural
        and last.folded not in lex.place_heads | lex.natural_heads | lex.adjectives
    )


def _in_list_of_places(words: tuple[Word, ...], part: Part, lex: Lexicon) -> bool:
    """Whether the name stands between commas or "and" beside what the parser takes for a place."""
    left = part.start - 1
    if left >= 0 and words[part.start].gap.strip() == "," and words[left].label == "GPE":
        return True
    right = part.end
    joined = right + 1 < len(words) and words[right].folded == "and" and words[right + 1].capital
    return joined and words[right + 1].label == "GPE" and words[part.start].label == ""


def _beside_place_head(words: tuple[Word, ...], part: Part, lex: Lexicon) -> bool:
    """Whether a word for a kind of place stands beside the name: "the town of Torvane", "Torvane province"."""
    k = part.start
    of_head = k > 1 and words[k - 1].folded == "of" and words[k - 2].folded in lex.place_heads
    if of_head and words[k].gap == " " == words[k - 1].gap:
        return True
    after = words[part.end] if part.end < len(words) else None
    follows = after is not None and after.gap == " " and not after.capital and after.folded in lex.place_heads
    return follows and not words[part.end - 1].possessive and after is not None and after.folded != "state"


def _shape(inside: tuple[Word, ...], lex: Lexicon, scores: Scores, *, given: bool) -> None:
    """Adds what the name's own form speaks for; `given` says whether a given name may count."""
    if len(inside) == 1:
        word = inside[0]
        place = word.label == "GPE" and len(word.text) > 4
        if word.upper and len(word.text) <= 6 and not word.shout and not place:
            scores["ORG"] += 1.5
        elif (
            any(c.isupper() for c in word.text[1:])
            and "-" not in word.text
            and "'" not in word.text
            and not word.upper
        ):
            scores["ORG"] += _SHAPE
        if word.folded in lex.given and word.label != "GPE":
            scores["PERSON"] += _SHAPE
        if word.folded.endswith(("-tv", "-fm", "tv")) or any(c.isdigit() for c in word.text):
            scores["ORG"] += _GIVEN
        return
    if given and inside[0].folded in lex.given and len(inside) <= 4:
        scores["PERSON"] += _GIVEN
    if any(not w.capital and w.folded in lex.particles for w in inside) or inside[-1].folded in lex.suffixes:
        scores["PERSON"] += _SHAPE
    if any(len(w.text) == 1 for w in inside[:-1]):
        scores["PERSON"] += _SHAPE
    if len(inside) == 2 and "-" in inside[0].text and not inside[0].upper:
        scores["PERSON"] += _SHAPE
    if any(w.text.isdigit() for w in inside):
        scores["PERSON"] -= _SHAPE


def _close(gap: str) -> bool:
    return gap.strip(" \u00a0.") == "" and "\n" not in gap


def _surnames(
    words: tuple[Word, ...], parts: list[Part], decided: dict[str, EntityType | None], lex: Lexicon
) -> set[str]:
    """The last words of the fuller persons' names, and their first ones where they are given names."""
    out = set()
    for part in parts:
        if part.end - part.start > 1 and decided[_key(words, part)] == "PERSON":
            out.add(words[part.end - 1].folded)
            if words[part.start].folded in lex.given:
                out.add(words[part.start].folded)
    return out


def _share_surnames(
    words: tuple[Word, ...], groups: dict[str, list[Part]], decided: dict[str, EntityType | None]
) -> None:
    """A fuller name whose last word alone is a person is a person, unless its own words told otherwise."""
    lone = {key for key, kind in decided.items() if kind == "PERSON" and " " not in key}
    for key, group in groups.items():
        last = words[group[0].end - 1].folded
        told = any(p.type is not None for p in group)
        if " " in key and last in lone and not told and decided[key] in ("ORG", "GPE", "OTHER", None):
            decided[key] = "PERSON"


def _stands(words: tuple[Word, ...], part: Part, small: Counter[str]) -> bool:
    """False for a lone capitalised word that the report elsewhere writes small and the parser calls no name."""
    if part.end - part.start > 1 or part.type is not None:
        return True
    word = words[part.start]
    if small[word.folded] and not word.upper and (not word.label or word.opens):
        return False
    after = words[part.end] if part.end < len(words) else None
    return not (word.opens and word.label == "PERSON" and after is not None and after.folded == "to")
