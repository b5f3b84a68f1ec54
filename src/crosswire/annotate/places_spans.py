"""Which stretches of a report name a place.

In: a report, its parse and its mentions. Out: `Toponym`s, none over another. Every stretch of capitalised words
that the gazetteer knows is weighed, and every mention that was taken for a place; how it was taken, what the parser
took it for, the words beside it and how many live there each add to a score, by weights fitted on annotated
articles (`place_weights.toml`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from crosswire.annotate.names_lexicon import folded, lexicon
from crosswire.annotate.places_senses import (
    abbreviations,
    country_of,
    is_place_name,
    is_postal,
    prominence,
    senses,
    words,
)
from crosswire.lang import table
from crosswire.types import Mention, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"(?:[^\W\d_]\.)+(?=\W|$)|[^\W\d_]+(?:['’ʼ][^\W\d_]{2,})*")
_LEADS = re.compile(
    r"(?:the\s+)?(?:(?:city|town|village|county|state|province|district|region|municipality|commune|suburb|port|"
    r"island|borough|commonwealth|republic|kingdom)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "ad", "an", "at", "az"})
_LONGEST = 5
_PLACES = ("GPE", "LOC")
_TYPES = ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP", "OTHER")
# What a stretch must score to name a place, in log odds: about two in five. F1 on the open halves of LGL and GeoVirus
# is highest between -0.8 and 0.
_BAR = -0.4
# From here on it surely names one: seven in eight.
_SURE = 2.0

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets, and what stands before it."""

    start: int
    end: int
    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A stretch that names a place; `part_of` is the type of the longer name that it stands in, if it does; `taken`
    whether a mention took just it for a place."""

    start: int
    end: int
    text: str
    part_of: str | None = None
    taken: bool = False


def find_toponyms(report: Report, doc: Doc, mentions: Iterable[Mention]) -> tuple[Toponym, ...]:
    """The places that the report names, in order."""
    weights = weight_of()
    scored = [
        (
            max(sum(weights.get(name, 0.0) * value for name, value in features.items()), _agreed(features)),
            span,
        )
        for span, features in weighed(report, doc, mentions)
    ]
    # A name that the report surely uses for a place is one wherever it was taken for one.
    sure = {span.text for score, span in scored if score > _SURE}
    chosen: list[Toponym] = []
    for score, span in sorted(scored, key=lambda s: (-s[0], s[1].start, -s[1].end)):
        again = span.taken and span.text in sure
        if (score > _BAR or again) and not any(c.start < span.end and span.start < c.end for c in chosen):
            chosen.append(span)
    return tuple(sorted(chosen, key=lambda t: t.start))


def _agreed(features: Features) -> float:
    """Just enough for what no gazetteer has, where mention and parser take it for a place: hamlets, invented towns."""
    agreed = features.get("unknown") and any(
        features.get(f"is {t}") and features.get(f"parser {t}") for t in _PLACES
    )
    return _BAR + 0.01 if agreed else -math.inf


@cache
def weight_of(language: str = "en") -> Mapping[str, float]:
    """The fitted weights by feature."""
    weights: Mapping[str, float] = table(language, "place_weights")["toponym"]
    return weights


def weighed(report: Report, doc: Doc, mentions: Iterable[Mention]) -> list[tuple[Toponym, Features]]:
    """Every stretch that may name a place, with its features."""
    tokens = _words(report.text)
    named = [m for m in mentions if m.kind not in ("nominal", "pronoun")]
    view = _View(report.text, tokens, doc, named)
    spans = {(s, e) for s, e in _known(report.text, tokens)}
    for mention in named:
        if mention.type in _PLACES:
            spans.add(trimmed(report.text, mention.span.start, mention.span.end))
    return [view.weigh(start, end) for start, end in sorted(spans) if end > start]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A mention's stretch without "the city of" and words of the compass before it, with the point of a short form."""
    lead = _LEADS.match(text, start, end)
    if lead is not None and lead.end() < end and not is_place_name(text[start:end]):
        start = lead.end()
    first, _, rest = text[start:end].partition(" ")
    if rest and folded(first) in words("compass") and not is_place_name(text[start:end]):
        start = end - len(rest.lstrip())
    if text.startswith(".", end) and text[start : end + 1] in abbreviations():
        end += 1
    return start, end


def _words(text: str) -> list[Word]:
    out, before = [], 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        for mark in ("'s", "’s", "ʼs", "'S", "’S"):
            if text.endswith(mark, start, end) and end - start > 2:
                end -= 2
                break
        out.append(Word(start, end, text[start:end], text[before:start]))
        before = end
    return out


def _known(text: str, tokens: list[Word]) -> Iterator[tuple[int, int]]:
    """The longest stretch of the gazetteer from each capitalised word on."""
    taken = 0
    for i, word in enumerate(tokens):
        if word.start < taken or not (
            word.capital or (word.text in _ARTICLES and text.startswith("-", word.end))
        ):
            continue
        for end in reversed(list(_ends(text, tokens, i))):
            if _is_name(text[word.start : end], alone=end == word.end):
                taken = end
                yield word.start, end
                break


def _ends(text: str, tokens: list[Word], i: int) -> Iterator[int]:
    """Where stretches from a word on may end, the shortest first; a short form takes its point along."""
    first = tokens[i].start
    for k in range(i, min(i + _LONGEST, len(tokens))):
        word = tokens[k]
        if k > i and not _joins(word.gap, tokens[k - 1].text):
            return
        if k > i and not word.capital and len(word.text) > 3:
            return
        if word.capital:
            yield word.end
            if text.startswith(".", word.end) and text[first : word.end + 1] in abbreviations():
                yield word.end + 1


def _joins(gap: str, before: str) -> bool:
    return (
        gap in (" ", "-", "\u00a0", "‑")
        or (gap == ". " and len(before) <= 2)
        or (gap == "" and before.endswith("."))
    )


def _is_name(name: str, *, alone: bool) -> bool:
    if country_of(name) is None and folded(name) in lexicon().adjectives:
        return False
    if alone and len(name) < 4 and country_of(name) is None and name not in abbreviations():
        return False
    return is_place_name(name)


class _View:
    """A report as the features see it."""

    def __init__(self, text: str, tokens: list[Word], doc: Doc, named: list[Mention]) -> None:
        self.text, self.tokens = text, tokens
        self.starts = [t.start for t in tokens]
        self.exact = {(m.span.start, m.span.end): m for m in named}
        self.named = sorted(named, key=lambda m: (m.span.start, -m.span.end))
        self.firsts = [m.span.start for m in self.named]
        self.longest = max((m.span.end - m.span.start for m in named), default=0)
        self.ents = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        self.ent_starts = [e[0] for e in self.ents]
        self.typed: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.surnames: set[str] = set()
        for mention in named:
            self.typed[folded(mention.span.text)][mention.type] += 1
            if mention.type == "PERSON" and " " in mention.span.text:
                self.surnames.update(folded(w) for w in mention.span.text.split())

    def weigh(self, start: int, end: int) -> tuple[Toponym, Features]:
        """A stretch and its features."""
        text = self.text[start:end]
        features: Features = {"bias": 1.0}
        around = self._around(start, end)
        exact = self.exact.get((start, end)) or self.exact.get(
            (start, end - 1 if text.endswith(".") else end)
        )
        if exact is not None:
            features[f"is {exact.type}"] = 1.0
        elif around is not None:
            at = "front" if around.span.start == start else "end" if around.span.end == end else "midst"
            features[f"in {around.type} {at}"] = 1.0
        elif (start, end) == trimmed(self.text, start, end):
            features["no mention"] = 1.0
        self._of_parser(start, end, features)
        self._of_gazetteer(text, features)
        self._of_report(text, features)
        self._of_words(start, end, features)
        part = around.type if exact is None and around is not None and around.type not in _PLACES else None
        taken = exact is not None and exact.type in _PLACES
        return Toponym(start=start, end=end, text=text, part_of=part, taken=taken), features

    def _around(self, start: int, end: int) -> Mention | None:
        """The shortest mention that holds the stretch and more."""
        last = bisect_right(self.firsts, start)
        found = None
        for k in range(last - 1, -1, -1):
            mention = self.named[k]
            if mention.span.start < start - self.longest:
                break
            inside = mention.span.end >= end and (mention.span.start, mention.span.end) != (start, end)
            if inside and (found is None or len(mention.span.text) < len(found.span.text)):
                found = mention
        return found

    def _of_parser(self, start: int, end: int, features: Features) -> None:
        k = bisect_right(self.ent_starts, start) - 1
        if k >= 0 and self.ents[k][1] > start:
            first, last, label = self.ents[k]
            same = abs(first - start) <= 4 and abs(last - end) <= 2
            features[f"parser {label}{'' if same else ' around'}"] = 1.0
        elif k + 1 < len(self.ents) and self.ents[k + 1][0] < end:
            features[f"parser {self.ents[k + 1][2]} over"] = 1.0
        else:
            features["parser none"] = 1.0

    def _of_gazetteer(self, text: str, features: Features) -> None:
        found = senses(text)
        if not found:
            features["unknown"] = 1.0
            return
        best = max(prominence(e) for e in found if e.rank == found[0].rank)
        features["inhabitants"] = math.log10(best + 1) / 7
        features["by another name"] = float(found[0].rank == 2)
        kinds = {e.kind for e in found[:4]}
        for kind in ("country", "admin1", "admin2"):
            features[f"may be {kind}"] = float(kind in kinds)
        features["may be water"] = float(bool(kinds & {"water", "mountain", "continent", "region"}))
        features["short form"] = float(text in abbreviations())
        features["postal"] = float(is_postal(text))

    def _of_report(self, text: str, features: Features) -> None:
        typed = self.typed.get(folded(text), {})
        every = sum(typed.values())
        if every > 1:
            features["elsewhere a place"] = sum(typed.get(t, 0) for t in _PLACES) / every
            features["elsewhere a person"] = typed.get("PERSON", 0) / every
        features["in a person's name"] = float(folded(text) in self.surnames)
        features["several words"] = float(" " in text or "-" in text)
        features["ends in a unit"] = float(folded(text.rpartition(" ")[2]) in words("unit_ends"))
        features["one short word"] = float(len(text) <= 4 and " " not in text and country_of(text) is None)
        features["capitals"] = float(text.isupper() and len(text) > 4)
        features["given name"] = float(folded(text) in _given_names())

    def _of_words(self, start: int, end: int, features: Features) -> None:
        i = bisect_right(self.starts, start) - 1
        j = bisect_right(self.starts, end - 1)
        before = self.tokens[i - 1] if i > 0 else None
        gap = self.text[before.end : start] if before else "\n"
        after = self.tokens[j] if j < len(self.tokens) else None
        behind = self.text[end : after.start] if after else "\n"
        features["opens"] = float(before is None or "\n" in gap or any(c in ".!?:" for c in gap.strip()[:1]))
        if before is not None and gap.strip() == "":
            word = folded(before.text)
            features["after in"] = float(word in words("inside"))
            features["after to"] = float(word in words("toward"))
            features["after the"] = float(word == "the")
            features["after a capital"] = float(before.capital and word not in words("inside"))
            two = folded(self.tokens[i - 2].text) if word == "of" and i > 1 and before.gap == " " else ""
            features["after a unit of"] = float(two in words("units") or two in words("settings"))
            features["after a unit"] = float(word in words("units") or word in words("compass"))
            features["after a role"] = float(word in lexicon().roles or word in lexicon().honorifics)
        features["after a comma"] = float(gap.strip() == "," or gap.strip() == "/")
        features["after and"] = float(before is not None and before.text in ("and", "or") and not gap.strip())
        if after is not None:
            mark = behind.strip()
            word = folded(after.text)
            joined = mark == ""
            features["before a capital"] = float(joined and after.capital)
            features["before a belonging"] = float(joined and word in words("belongings"))
            features["before a unit"] = float(joined and word in words("units"))
            features["before small"] = float(joined and not after.capital)
            features["before of"] = float(joined and word == "of")
            features["possessive"] = float(behind[:2] in ("'s", "’s"))
            features["before a state"] = float(mark == "," and after.capital and self._is_state(j))
            features["dateline"] = float(
                mark[:1] in ("(", "-", "–", "—")
                and "\n" not in behind
                and "opens" in features
                and features["opens"] > 0
            )
            features["hyphened"] = float(behind[:1] == "-")

    def _is_state(self, j: int) -> bool:
        """Whether a state or a country stands at a word."""
        word = self.tokens[j]
        for end in _ends(self.text, self.tokens, j):
            name = self.text[word.start : end]
            if name in abbreviations() or any(e.kind in ("country", "admin1") for e in senses(name)):
                return True
        return False


@cache
def _given_names(language: str = "en") -> frozenset[str]:
    names = table(language, "given_names")
    return frozenset([*names["male"], *names["female"]])


def kind_of_part(toponym: Toponym) -> Literal["name", "part"]:
    """Whether a toponym names its place outright or stands in the name of something else."""
    return "part" if toponym.part_of is not None else "name"
