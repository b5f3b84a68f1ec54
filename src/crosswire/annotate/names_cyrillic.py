"""The names in a report in Cyrillic letters, which no parser here reads: capitals propose, words around decide.

Comes in: a report. Goes out: `Mention`s in order. A run of capitals is a person where a title or a verb of
speech stands beside it, where it begins with a given name, or where it has two words and names no body; words
of organisations (`lang/mul/org_words.toml`) with what hangs on them are bodies; countries and what stands
behind "in" are places. Russian and Ukrainian have their lists of titles; other languages are read with these two.
Nominals and pronouns are not tried, and a name at the start of a sentence alone is found only where the
report prints it elsewhere too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from crosswire.gazetteer import candidates
from crosswire.lang import table
from crosswire.text.name_match.concepts import concept, country, country_of, is_body, latin, read_name
from crosswire.text.name_match.tables import word_tables
from crosswire.types import EntityType, Mention, Report

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*\.?")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")
_LETTER = re.compile(r"[^\W\d_]")
# What ends a sentence or opens words that begin with a capital for no other reason.
_BEFORE_START = re.compile(r"(?:^|[.!?…:\n«»„“\"”—–(]\s*)$")
# Case endings of nouns and adjectives that hang on the word for a body, and of verbs, which never do.
_HANGS = re.compile(r"(?:а|я|ы|и|ов|ев|ей|ого|его|ой|их|ых|ої|ої|ів|їв|у|ю|ти|ня|ння|і|ї)$")
_VERB = re.compile(r"(?:л|ла|ло|ли|ет|ит|ют|ят|ат|ть|ють|ить|ає)$")
_ADJECTIVE = re.compile(
    r"(?:ия|ият|ски|ско|ската|ското|ските|на|ната|ото|ый|ий|ой|ая|яя|ое|ее|ую|ого|его|ому|ему|ым|им|ом|ем|ий|а|ої|ій|ою|у|ного|ному)$"
)
# A name in quotation marks: three words at most, no stop within.
# An adjective of a country or a town, which is no name by itself.
_OF_PLACE = re.compile(
    r"(?:с|ц)ьк?к?(?:ий|а|е|і|ого|ої|ому|ій|им|их|ими|у|ою)$|(?:с|ц)к(?:ий|ая|ое|ие|ого|ой|ую|ому|ом|их|им|ими|и|ия|ият|а|ата|о|ото|ите)$"
)
_OPENING = ("«", "„", "“", '"')
_QUOTED = re.compile(r"[^\s«»„“”\".,!?]+(?:[ -][^\s«»„“”\".,!?]+){0,2}[»“”\"]")
_MOSTLY = 0.5
_LONGEST_ROLE = 40
# Inhabitants from which a town is taken for one without a word beside it, and letters of its name.
_LARGE, _SHORTEST_TOWN = 300_000, 4
_ACRONYM = range(2, 7)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the text at its place."""

    text: str
    start: int
    end: int
    opens: bool
    quoted: bool

    @property
    def plain(self) -> str:
        return self.text.rstrip(".").casefold().replace("’", "'").replace("ʼ", "'")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 2 and self.text.endswith(".") and self.capital


@dataclass(frozen=True, slots=True)
class _Lists:
    titles: tuple[str, ...]
    speech: tuple[str, ...]
    before_places: frozenset[str]
    not_names: frozenset[str]


def is_cyrillic(text: str) -> bool:
    """Whether most letters at the head of a text are Cyrillic."""
    head = _LETTER.findall(text[:2000])
    return bool(head) and sum(bool(_CYRILLIC.match(c)) for c in head) > _MOSTLY * len(head)


def find_cyrillic(report: Report) -> tuple[Mention, ...]:
    """The names of a report in Cyrillic letters, in order."""
    language = report.language or "ru"
    lists = _lists(language if language in ("bg", "ru", "uk") else "")
    tokens = _tokens(report.text)
    seen_inside = {t.plain for t in tokens if t.capital and not t.opens}
    common = {t.plain for t in tokens if not t.capital}
    found: list[tuple[int, int, EntityType]] = []
    k = 0
    while k < len(tokens):
        body = _body(tokens, k, language, lists)
        if body is not None:
            found.append((k, body, "ORG"))
            k = body
        elif _may_begin(tokens[k], seen_inside, common, lists, language):
            end = _run_end(report.text, tokens, k, lists, language)
            found.append((k, end, "OTHER"))
            k = end
        else:
            k += 1
    typed = _typed(report.text, tokens, found, lists, language)
    return tuple(_mention(report, tokens, part, lists) for part in typed)


@cache
def _lists(language: str) -> _Lists:
    tables: list[Mapping[str, list[str]]] = [
        table(x, "names") for x in ([language] if language else ["ru", "uk"])
    ]
    return _Lists(
        titles=tuple(w for t in tables for w in t["titles"]),
        speech=tuple(w for t in tables for w in t["speech"]),
        before_places=frozenset(w for t in tables for w in t["before_places"]),
        not_names=frozenset(w for t in tables for w in t["not_names"]),
    )


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.endswith(".") and not (len(word) == 2 and word[0].isupper()):
            word = word[:-1]
        before = text[max(0, match.start() - 3) : match.start()]
        opens = match.start() == 0 or bool(_BEFORE_START.search(before))
        end = match.start() + len(word)
        quoted = before[-1:] in _OPENING and bool(_QUOTED.match(text, match.start()))
        found.append(_Token(word, match.start(), end, opens, quoted))
    return found


def _body(tokens: Sequence[_Token], k: int, language: str, lists: _Lists) -> int | None:
    """The end of an organisation's name that begins here: a capital, or "ministry" in small letters."""
    first = tokens[k]
    if _is_title(first, lists):
        return None
    meaning = concept(latin(first.plain, language))
    if meaning is not None and is_body(meaning) and meaning not in _OFFICES:
        if first.capital or meaning == "ministry":
            end = _hanging(tokens, k + 1, language)
            return end if end > k + 1 or (first.capital and not first.opens) else None
        return None
    if first.capital and k + 1 < len(tokens) and _ADJECTIVE.search(first.plain):
        after = concept(latin(tokens[k + 1].plain, language))
        noun = (
            not _is_title(tokens[k + 1], lists)
            and not tokens[k + 1].opens
            and not tokens[k + 1].plain.startswith(lists.speech)
        )
        if after is not None and is_body(after) and after not in _OFFICES and noun:
            return _hanging(tokens, k + 2, language, few=True)
    return None


# Bodies that CLDR lists among territories.
_BODIES = frozenset({"EU", "EZ", "UN"})
_OFFICES = frozenset(
    {"president", "prosecutor", "rights", "times", "states", "kingdom", "republic", "commons", "lords"}
)


def _hanging(tokens: Sequence[_Token], k: int, language: str, *, few: bool = False) -> int:
    """The end of what hangs on the word for a body: genitives, and capitals of countries and places."""
    end = k
    while end < len(tokens) and end < k + (1 if few else 3):
        word = tokens[end]
        if word.opens or word.text.isupper():
            break
        if word.capital:
            if country(latin(word.plain, language)) is None:
                break
        elif few or _VERB.search(word.plain) or not _HANGS.search(word.plain) or len(word.plain) < 4:
            break
        end += 1
    return end


def _may_begin(token: _Token, seen_inside: set[str], common: set[str], lists: _Lists, language: str) -> bool:
    """Whether a name can begin here: a capital that stands for more than the start of a sentence."""
    if not token.capital or token.plain in lists.not_names or _is_title(token, lists):
        return False
    if not token.opens or token.initial or token.quoted:
        return True
    known = token.plain in seen_inside or country(latin(token.plain, language)) or _is_given(token, language)
    return bool(known) and token.plain not in common


def _run_end(text: str, tokens: Sequence[_Token], k: int, lists: _Lists, language: str) -> int:
    """The end of a run of capitals, with nothing but spaces between; acronyms, countries and other scripts
    are runs of their own, but for what a country is called in several words."""
    for end in (k + 3, k + 2):
        if end <= len(tokens) and _names_country(text, tokens[k:end], language):
            return end
    if _is_acronym(tokens[k]):
        follows = k + 1 < len(tokens) and tokens[k + 1].capital and not tokens[k + 1].opens
        return k + 2 if follows and country(latin(tokens[k + 1].plain, language)) else k + 1
    end = k + 1
    while (
        end < len(tokens) and tokens[end].capital and text[tokens[end - 1].end : tokens[end].start].isspace()
    ):
        if "\n" in text[tokens[end - 1].end : tokens[end].start] or _is_title(tokens[end], lists):
            break
        if _body(tokens, end, language, lists) is not None or country(latin(tokens[k].plain, language)):
            break
        if _is_acronym(tokens[end]) or _cyrillic(tokens[end]) != _cyrillic(tokens[k]):
            break
        end += 1
    return end


def _names_country(text: str, words: Sequence[_Token], language: str) -> bool:
    whole = text[words[0].start : words[-1].end]
    if not all(text[a.end : b.start].isspace() for a, b in pairwise(words)):
        return False
    reading = read_name(whole, language)
    return (
        len(words) > 1
        and len(reading.keys) == len(words)
        and all(w.capital for w in words[:1])
        and not any(k.startswith("~") for k in reading.keys)
        and (country_of(reading.keys, language) or "EU") not in _BODIES
    )


def _is_acronym(token: _Token) -> bool:
    return token.text.isupper() and len(token.text) in _ACRONYM


def _cyrillic(token: _Token) -> bool:
    return bool(_CYRILLIC.match(token.text))


def _is_title(token: _Token, lists: _Lists) -> bool:
    return token.plain.startswith(lists.titles)


def _is_given(token: _Token, language: str) -> bool:
    word = latin(token.plain, language)
    tables = word_tables()
    return any(word[:k] in tables.short_forms and word[k:] in tables.endings for k in range(len(word), 2, -1))


def _typed(
    text: str,
    tokens: Sequence[_Token],
    found: Sequence[tuple[int, int, EntityType]],
    lists: _Lists,
    language: str,
) -> list[tuple[int, int, EntityType]]:
    first = [
        (start, end, kind if kind != "OTHER" else _type(text, tokens, start, end, lists, language))
        for start, end, kind in found
    ]
    persons = {latin(t.plain, language)[:4] for s, e, kind in first if kind == "PERSON" for t in tokens[s:e]}
    places = {latin(tokens[s].plain, language)[:4] for s, e, kind in first if kind == "GPE" and e == s + 1}
    out: list[tuple[int, int, EntityType]] = []
    for start, end, kind in first:
        known = latin(tokens[start].plain, language)[:4]
        if kind in ("OTHER", "GPE") and end == start + 1 and len(known) > 2:
            named = country(latin(tokens[start].plain, language))
            kind = "PERSON" if known in persons and not named else "GPE" if known in places else kind
        if kind != "GPE" or end > start + 1 or not _OF_PLACE.search(tokens[start].plain):
            out.append((start, end, kind))
    return out


def _type(
    text: str, tokens: Sequence[_Token], start: int, end: int, lists: _Lists, language: str
) -> EntityType:
    words = tokens[start:end]
    before = tokens[start - 1] if start else None
    after = tokens[end] if end < len(tokens) else None
    reading = read_name(text[words[0].start : words[-1].end], language)
    if (country_of(reading.keys, language) or "EU") not in _BODIES and not words[0].quoted:
        return "GPE"
    if (
        any(t is not None and len(t.text) > 1 and t.text.isupper() for t in (before, after))
        and words[0].text.isupper()
    ):
        return "OTHER"  # a line in capitals
    if _is_acronym(words[0]) or (
        len(words) == 1 and reading.keys[:1] == ("european",) and len(reading.keys) > 1
    ):
        return "ORG"
    if len(words) == 1 and _is_town(words[0], language):
        return "GPE"
    if words[0].quoted:
        return "OTHER"
    titled = before is not None and not before.capital and _role_start(tokens, start, lists) is not None
    speaks = any(t is not None and t.plain.startswith(lists.speech) for t in (before, after))
    if titled and len(words) > 1:
        return "PERSON"
    if before is not None and before.plain in lists.before_places and not _is_given(words[0], language):
        return "GPE"
    if titled or speaks or words[0].initial or len(words) in (2, 3):
        return "PERSON"
    return "OTHER"


@lru_cache(maxsize=4096)
def _town(word: str) -> bool:
    """Whether a word in Latin letters, its case ending aside, is the main name of a large town."""
    endings = word_tables().endings
    return any(
        entry.rank == 0 and entry.kind == "city" and entry.population >= _LARGE
        for k in range(len(word), max(3, len(word) - 3), -1)
        if word[k:] in endings
        for entry in candidates(word[:k].capitalize())
    )


def _is_town(token: _Token, language: str) -> bool:
    return len(token.text) > _SHORTEST_TOWN and _town(latin(token.plain, language))


def _role_start(tokens: Sequence[_Token], start: int, lists: _Lists) -> int | None:
    """Where the title begins that stands before a name, a few words off at most."""
    for k in range(start - 1, max(-1, start - 6), -1):
        if _is_title(tokens[k], lists):
            return k
        if tokens[k].opens:
            return None
    return None


def _mention(
    report: Report, tokens: Sequence[_Token], part: tuple[int, int, EntityType], lists: _Lists
) -> Mention:
    start, end, kind = part
    span = report.span(tokens[start].start, tokens[end - 1].end)
    role = None
    if kind == "PERSON" and (k := _role_start(tokens, start, lists)) is not None:
        between = report.text[tokens[k].start : span.start].strip()
        role = between if len(between) <= _LONGEST_ROLE and not set(between) & set(",.;:\n") else None
    acronym = end == start + 1 and span.text.isupper() and len(span.text) in _ACRONYM and kind != "PERSON"
    return Mention(span=span, type=kind, kind="acronym" if acronym else "name", role=role)
