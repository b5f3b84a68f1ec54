"""Offices and their holders: which person "the president" or "the foreign minister" stands for in a report.

Takes entities over all reports, and the reports with their annotations; gives the entities, persons with the phrases
that stand for them (`Entity.nominals`, what ACE calls nominal mentions). A phrase goes to the one person whose office, as
printed beside the name, has all its words: of this report, else of all. Where two hold such an office, the
country in the phrase decides, else the one alone named before it in its paragraph; else nobody. Phrases in quotation
marks are left: their speaker may mean another. English only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from crosswire.lang import table
from crosswire.text.fold import fold
from crosswire.types import Annotations, Entity, Report, Span

_NAME_AFTER = re.compile(r"\s+[^\W\d_a-z]")
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?(?P<body>[^\W\d_][\w’'-]*(?:\s+[^\W\d_a-z][\w’'-]*)*)")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class _Office:
    """An office in words: what it is, the countries that it names, and what takes it back ("former")."""

    words: frozenset[str]
    countries: frozenset[str]
    taken_back: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Phrase:
    span: Span
    office: _Office
    body: str | None


def with_holders(
    entities: Sequence[Entity], reports: Sequence[Report], annotations: Sequence[Annotations]
) -> tuple[Entity, ...]:
    """The entities, each person with the phrases of office that stand for that person."""
    offices = _offices(entities, annotations)
    anywhere: dict[str, set[_Office]] = defaultdict(set)
    for held in offices.values():
        for person, printed in held.items():
            anywhere[person] |= printed
    named = {(f.span.report, f.span.start): e.id for e in entities for f in e.forms if e.type == "PERSON"}
    found: dict[str, list[Span]] = defaultdict(list)
    for report, said in sorted(zip(reports, annotations, strict=True), key=lambda x: x[0].id):
        if report.language not in (None, "en"):
            continue
        own = offices.get(report.id, {})
        starts = sorted((start, person) for (r, start), person in named.items() if r == report.id)
        for phrase in _phrases(report, said):
            here = _fitting(own, phrase)
            fitting = here or _fitting(anywhere, phrase)
            holder = fitting[0] if len(fitting) == 1 else _named_before(report, phrase, here, starts)
            if holder is not None:
                found[holder].append(phrase.span)
    return tuple(replace(e, nominals=tuple(found[e.id])) if e.id in found else e for e in entities)


def _offices(
    entities: Sequence[Entity], annotations: Sequence[Annotations]
) -> dict[str, dict[str, set[_Office]]]:
    """By report, the persons with an office printed beside their name there."""
    person = {f.span: e.id for e in entities if e.type == "PERSON" for f in e.forms}
    found: dict[str, dict[str, set[_Office]]] = defaultdict(lambda: defaultdict(set))
    for said in annotations:
        for mention in said.mentions:
            holder = person.get(mention.span)
            if holder is not None and mention.role:
                office = _office(mention.role)
                if office.words & _heads():
                    found[said.report][holder].add(office)
    return found


def _office(words: str) -> _Office:
    tokens = [t for t in fold(words.replace("-", " ")).split() if t not in ("the", "of", "for", "and", "s")]
    back = frozenset(t for t in tokens if t in _taking_back())
    codes = frozenset(_countries()[n] for n in (*tokens, *_pairs(tokens)) if n in _countries())
    return _Office(frozenset(tokens), codes, back)


def _pairs(tokens: Sequence[str]) -> Iterable[str]:
    return (f"{a} {b}" for a, b in pairwise(tokens))


def _phrases(report: Report, said: Annotations) -> list[_Phrase]:
    quoted = [q.span for q in said.quotes if q.kind != "indirect"]
    names = [m.span for m in said.mentions if m.type == "PERSON" and m.kind == "name"]
    found = []
    for match in _pattern().finditer(report.text):
        start, end = match.span()
        after = _OF.match(report.text, end)
        taken = any(s.start < end and start < s.end for s in (*quoted, *names))
        if taken or _NAME_AFTER.match(report.text, end) or not report.is_article(start, end):
            continue
        body = after["body"] if after else None
        found.append(_Phrase(report.span(start, end), _office(match["office"]), body))
    return found


def _fitting(held: dict[str, set[_Office]], phrase: _Phrase) -> list[str]:
    """Who may be meant: holders of an office with all words of the phrase; by its country, where it names one."""
    fitting = sorted(p for p, own in held.items() if any(_fits(o, phrase) for o in own))
    if phrase.office.countries:
        return [p for p in fitting if any(o.countries & phrase.office.countries for o in held[p])]
    if phrase.body is not None:
        wanted = set(_office(phrase.body).words) or {fold(phrase.body)}
        codes = _office(phrase.body).countries
        return [p for p in fitting if any(wanted <= o.words or codes & o.countries for o in held[p])]
    return fitting


def _fits(office: _Office, phrase: _Phrase) -> bool:
    asked = phrase.office.words - _national()
    if office.taken_back != phrase.office.taken_back or not asked <= office.words:
        return False
    # "The minister" is not the prime minister, nor "the secretary" a press secretary.
    ranks = table("en", "names")["office_ranks"]
    return not (office.words & frozenset(ranks)) - asked


def _named_before(
    report: Report, phrase: _Phrase, fitting: Sequence[str], starts: Sequence[tuple[int, str]]
) -> str | None:
    """The one of several that is named before the phrase in its paragraph, if it is one alone."""
    breaks = [m.end() for m in _PARAGRAPH.finditer(report.text, 0, phrase.span.start)]
    begin = breaks[-1] if breaks else 0
    named = {p for start, p in starts if begin <= start < phrase.span.start and p in fitting}
    return named.pop() if len(named) == 1 else None


@cache
def _heads() -> frozenset[str]:
    return frozenset(table("en", "names")["sole_offices"])


@cache
def _taking_back() -> frozenset[str]:
    return frozenset(table("en", "names")["not_in_office"])


@cache
def _countries() -> dict[str, str]:
    return {
        fold(form): data["code"]
        for name, data in table("en", "countries")["countries"].items()
        for form in (name, *data["also"], *data["adjectives"])
    }


@cache
def _national() -> frozenset[str]:
    return frozenset(w for form in _countries() for w in form.split())


@cache
def _pattern() -> re.Pattern[str]:
    names = table("en", "names")
    adjectives = [
        re.escape(a) for data in table("en", "countries")["countries"].values() for a in data["adjectives"]
    ]
    before = "|".join([*adjectives, *(re.escape(w) for w in names["role_modifiers"])])
    heads = "|".join(re.escape(h) for h in sorted(names["sole_offices"], key=len, reverse=True))
    return re.compile(
        rf"\b[Tt]he\s+(?P<office>(?:(?:{before})[\s-]+){{0,3}}(?:{heads}))\b(?![\w-])", re.IGNORECASE
    )
