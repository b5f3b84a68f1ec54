"""Single persons as a report's phrases name them: noun, name, pronoun or bare age, with sex and age.

In: the tree, the names found elsewhere (may be empty), the spans of numbers that count persons. Out: a
`Person` for a head word, or None where it stands for no single person or a number counts it. Which phrases
name one person is found in `individuals_same`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.annotate.figure_words import Words
from crosswire.annotate.individuals_lexicon import Age, Role, Sex, listed, noun_of, nouns, sex_of_name, verbs
from crosswire.annotate.individuals_tree import Tree
from crosswire.lang import table
from crosswire.types import Figure, Mention

Kind = Literal["name", "definite", "indefinite", "bare", "pronoun", "event"]
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
_INDEFINITE = frozenset(["a", "an", "one", "some"])
_SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v"])
_NOT_NAMES = _SUFFIXES | listed("nouns", "titles_male") | listed("nouns", "titles_female")
_BEHIND = re.compile(
    r"\s?(?:,\s?|\(\s?|,?\s?aged?\s|, of [\w .]{2,30}, )(\d{1,3})(?=\s?[,.;):]|-year|\s(?:and|of|was|is|years)\b)"
)
# Nobody is older, and smaller numbers than a year are months.
_OLDEST = 115
_ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One phrase for one person: head word, first and end word, and what the phrase says."""

    head: int
    first: int
    end: int
    kind: Kind
    noun: str | None = None
    names: tuple[str, ...] = ()
    sex: Sex | None = None
    years: int | None = None
    age: Age | None = None
    role: Role | None = None
    count: int | None = 1
    other: bool = False
    owner: bool = False


class Persons:
    """The persons of one report, looked up by head word."""

    def __init__(self, tree: Tree, mentions: tuple[Mention, ...], figures: tuple[Figure, ...]) -> None:
        self.tree = tree
        self.w: Words = tree.w
        self._names: dict[int, tuple[int, int]] = {}
        self._not_persons: set[int] = set()
        for m in mentions:
            first, end = self.w.at(m.span.start), self.w.before(m.span.end)
            if m.type == "PERSON" and m.kind == "name" and not self._is_clipped(first, end):
                self._names.update(dict.fromkeys(range(first, end), (first, end)))
            elif m.type != "PERSON":
                self._not_persons.update(range(first, end))
        self._whole = self._fullest()
        self._given = bool(mentions)
        self.counted: dict[int, str] = {}
        for f in figures:
            if f.measure not in ("age", "duration") and f.unit == "persons":
                self.counted.update(
                    dict.fromkeys(
                        range(self.w.at(f.number_span.start), self.w.before(f.number_span.end)), f.id
                    )
                )
        self._found: dict[int, Person | None] = {}

    def _is_clipped(self, first: int, end: int) -> bool:
        """Whether a name is a headline's words in capitals ("Boy Dead"): what befell somebody is no name."""
        last = self.w.low[end - 1] if end > first else ""
        return last in listed("states", "of_headlines") or (end - first > 1 and last in verbs())

    def _words(self, first: int, end: int) -> tuple[str, ...]:
        """The words of a name, folded, without titles and "Jr."."""
        w = self.w
        return tuple(
            w.shown[i].casefold()
            for i in range(first, end)
            if w.low[i] not in _NOT_NAMES and w.shown[i][:1].isalpha()
        )

    def _fullest(self) -> dict[str, tuple[str, ...]]:
        """For each word of the report's names the one full name that has it; none where several have."""
        whole: dict[str, tuple[str, ...]] = {}
        for names in sorted({self._words(*x) for x in self._names.values()}, key=lambda n: (-len(n), n)):
            for name in names if len(names) > 1 else ():
                known = whole.setdefault(name, names)
                if not set(names) <= set(known):
                    whole[name] = (name,)
        return whole

    def at(self, i: int) -> Person | None:
        """The person whose phrase word `i` heads, or None."""
        if i not in self._found:
            self._found[i] = self._read(i)
        return self._found[i]

    def _read(self, i: int) -> Person | None:
        w, low = self.w, self.w.low[i]
        if low in listed("nouns", "pronouns_male") or low in listed("nouns", "pronouns_female"):
            sex: Sex = "male" if low in listed("nouns", "pronouns_male") else "female"
            return Person(head=i, first=i, end=i + 1, kind="pronoun", sex=sex)
        if i in self._names and w.pos[i] in ("PROPN", "NOUN", "ADJ", "VERB"):
            return self._named(*self._names[i])
        noun = noun_of(low)
        if noun is not None and (w.is_noun(i) or w.pos[i] in ("ADJ", "VERB", "ADV", "INTJ")):
            return self._common(i)
        if self._is_bare_age(i):
            return self._common(i)
        if not self._given and w.pos[i] == "PROPN" and w.dep[i] != "compound":
            first = i
            while first > w.sentence[i][0] and w.pos[first - 1] == "PROPN":
                first -= 1
            return self._named(first, i + 1)
        if w.tag[i] == "NNS" and i not in self._not_persons:
            return self._several(i)
        return None

    def _is_bare_age(self, i: int) -> bool:
        """ "The 17-year-old": the last word of an age without a noun."""
        w = self.w
        return (
            w.low[i] == "old"
            and i >= 4
            and w.low[i - 2] in ("year", "month")
            and not (i + 1 < len(w.low) and w.is_noun(i + 1) and w.low[i + 1] not in verbs())
        ) or w.low[i].endswith("-year-old")

    def _named(self, first: int, end: int) -> Person:
        w = self.w
        names = self._words(first, end)
        if len(names) == 1:
            names = self._whole.get(names[0], names)
        begin = first
        while (
            begin > w.sentence[first][0]
            and w.head[begin - 1] in range(begin - 1, end)
            and w.dep[begin - 1] in ("compound", "amod", "nmod", "npadvmod", "punct", "nummod", "det", "poss")
        ):
            if w.low[begin - 1] in (",", ";", ":", '"', "”"):
                break
            begin -= 1
        before = w.low[begin:first]
        noun = next((x for x in reversed(before) if x in nouns()), None)
        known = nouns().get(noun or "")
        sex = known.sex if known else None
        title = w.low[first - 1] if first else ""
        opening = w.low[first]
        if {title, opening} & listed("nouns", "titles_male"):
            sex = "male"
        elif {title, opening} & listed("nouns", "titles_female"):
            sex = "female"
        elif len(names) > 1:
            sex = sex or sex_of_name(names[0])
        years = self._years(begin, first) or self._years_behind(end)
        return Person(
            head=end - 1, first=begin, end=end, kind="name", names=names,
            sex=sex, years=years, age=_age(years, known.age if known else None), noun=noun, role=known.role if known else None,
        )  # fmt: skip

    def _common(self, i: int) -> Person | None:
        w = self.w
        if w.tag[i] in ("NNS", "NNPS") and w.low[i] not in listed("nouns", "pairs"):
            return None
        first = self._first(i)
        if any(k in self.counted for k in range(first, i + 1)):
            return None
        noun = noun_of(w.low[i])
        years = self._years(first, i + 1) or self._years_behind(i + 1)
        words = w.low[first:i]
        kind: Kind = "bare"
        if (words and (words[0] in _DEFINITE)) or any(w.dep[k] == "poss" for k in range(first, i)):
            kind = "definite"
        elif any(x in _INDEFINITE for x in words[:2]):
            kind = "indefinite"
        other = bool(set(words) & listed("nouns", "others"))
        sex = noun.sex if noun else None
        for word in words:
            near = nouns().get(word)
            sex = sex or (near.sex if near else None)
        age = noun.age if noun else None
        for word in words:
            near = nouns().get(word)
            age = age or (near.age if near and word not in ("officer",) else None)
        return Person(
            head=i, first=first, end=i + 1, kind=kind, noun=w.low[i] if noun else None, sex=sex, years=years,
            age=_age(years, age), role=noun.role if noun else None, count=noun.persons if noun else 1, other=other,
            owner=any(w.dep[k] == "poss" for k in range(first, i)),
        )  # fmt: skip

    def _several(self, i: int) -> Person | None:
        """ "His children": more than one, how many is not said."""
        low = self.w.low[i]
        single = (
            low[:-1]
            if low.endswith("s")
            else {"children": "child", "men": "man", "women": "woman"}.get(low, low)
        )
        noun = nouns().get(single)
        first = self._first(i)
        if noun is None or any(k in self.counted for k in range(max(first - 3, 0), i + 1)):
            return None
        return Person(
            head=i, first=first, end=i + 1, kind="definite", noun=low, sex=noun.sex, age=noun.age, role=noun.role, count=None,
        )  # fmt: skip

    def _first(self, i: int) -> int:
        """The first word of the noun phrase that word `i` heads: its own words right before it."""
        w = self.w
        first, begin = i, w.sentence[i][0]
        inside = {i}
        while first > begin:
            head = w.head[first - 1]
            if head not in inside and not (w.head[head] in inside and head < i):
                break
            if w.low[first - 1] in (",", ";", ":", "and", "or") or w.dep[first - 1] in (
                "nsubj",
                "prep",
                "aux",
                "auxpass",
                "mark",
                "cc",
                "advmod",
                "conj",
                "appos",
            ):
                break
            first -= 1
            inside.add(first)
        return first

    def _years(self, first: int, end: int) -> int | None:
        w = self.w
        for i in range(first, end):
            if i + 2 < len(w.low) and w.low[i + 1] == "-" and w.low[i + 2] == "year":
                return _number(w.low[i])
            if w.low[i].endswith("-year-old"):
                return _number(w.low[i][: -len("-year-old")])
            if w.low[i].endswith("-year"):
                return _number(w.low[i][: -len("-year")])
        return None

    def _years_behind(self, end: int) -> int | None:
        if end >= len(self.w.low):
            return None
        at = self.w.end[end - 1]
        found = _BEHIND.match(self.w.text, at, at + 60)
        return _number(found[1]) if found else None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 4 and int(word) <= _OLDEST else None
    return _spelled().get(word)


@cache
def _spelled() -> dict[str, int]:
    numbers = table("en", "numbers")
    return {**numbers["units"], **numbers["teens"], **numbers["tens"]}


def _age(years: int | None, said: Age | None) -> Age | None:
    if years is None:
        return said
    return "child" if years < _ADULT else "adult"
