"""Who holds which office in the reports, and whether the draft gives it to another.

In: the passages of the reports; a name of the draft with the words around it. Out: the holder whom the reports name
for the office, where they name one and never the draft's. An office is the words printed right before or behind a
name ("the foreign minister, N", "N, the coroner"), brought to their keys; what qualifies it ("deputy", "former")
must be the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from crosswire.check.draft import Draft
from crosswire.check.passages import Passages
from crosswire.check.words import keys, keys_of, tokens
from crosswire.text.names import name_words
from crosswire.types import Mention, Report, Span

# Heads of offices that one person holds at a time in what they are the office of.
_OFFICES = (
    "president", "premier", "minister", "mayor", "governor", "secretary", "director", "chairwoman", "chairman", "chair",
    "commander", "coroner", "spokesman", "chief", "ambassador", "deputy", "prosecutor", "judge", "king", "queen", "bishop",
    "archbishop", "pope", "chancellor", "general", "colonel", "commissioner", "prefect", "captain", "leader", "treasurer",
    "ombudsman", "speaker", "sheriff", "rector", "dean", "inspector", "superintendent", "marshal", "admiral",
    "editor", "pathologist", "surgeon", "coach", "owner", "founder", "prime",
)  # fmt: skip
_CHAIR = re.compile(r"^chair(?:man|woman|person)$")
# A title is one holder's where so many times as many reports give it to it as to the next.
_MOSTLY = 2
_REACH = 60
_BEFORE = re.compile(r"(?:^|[.;:!?()\n“”\"–—*])[^.;:!?()\n“”\"–—*]*$")
_BEHIND = re.compile(
    r"^\s*(?:\([^)\n]{1,50}\)|,\s*(?:who (?:is|was|chairs|heads|leads|runs)\s+)?[^.,;:!?()\n“”\"–—]{2,60})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """The reports' holder of an office, with where they say so."""

    holder: str
    office: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """One naming of an office's holder."""

    entity: str
    name: str
    office: frozenset[str]
    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """All holders of offices that the reports name."""

    rows: tuple[_Held, ...]
    surnames: dict[str, frozenset[str]]

    def contradicted(self, draft: Draft, mention: Mention, words: Sequence[str]) -> Contradiction | None:
        """The holder whom the reports name for the office that the draft gives to this name; None where they
        name none, or this one among others."""
        if mention.type != "PERSON" or not words:
            return None
        mine = [r for r in self.rows if words[-1] in self.surnames[r.entity]]
        for office, printed in _offices(draft.report, mention):
            heads = office & _heads()
            if not heads or any(_same(office, r.office) for r in mine):
                continue
            others = [
                r
                for r in self.rows
                if _same(office, r.office) and r not in mine and _titles(printed) & _titles(r.words)
            ]
            if office == heads and not self._foremost(heads):
                continue
            best = max(
                others, key=lambda r: (len(r.office & office), -len(r.office ^ office), r.span), default=None
            )
            if best is not None and not any(heads <= r.office for r in mine):
                rows = [r for r in others if r.entity == best.entity]
                return Contradiction(
                    holder=best.name,
                    office=best.words,
                    evidence=tuple(dict.fromkeys(r.span for r in rows[:4])),
                )
        return None

    def _foremost(self, heads: frozenset[str]) -> bool:
        """Whether a bare title ("the president") is mostly one holder's in these reports."""
        reports: dict[str, set[str]] = {}
        for row in self.rows:
            if heads <= row.office:
                reports.setdefault(row.entity, set()).add(row.span.report)
        sizes = sorted((len(r) for r in reports.values()), reverse=True)
        return len(sizes) == 1 or (len(sizes) > 1 and sizes[0] >= _MOSTLY * sizes[1])


def _heads() -> frozenset[str]:
    return keys_of(_OFFICES)


def _titles(words: str) -> frozenset[str]:
    """The titles of an office as printed: a chair is no director, though they can be told for one another."""
    return frozenset(_CHAIR.sub("chair", t.folded) for t in tokens(words)) & frozenset(_OFFICES)


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two namings of offices mean one: the shorter's words are all in the longer's."""
    if not (left & right & _heads()):
        return False
    return left <= right or right <= left


_MADE: WeakKeyDictionary[Passages, Offices] = WeakKeyDictionary()


def offices_of(book: Passages) -> Offices:
    """The holders of offices that the reports name; looked for once."""
    if book not in _MADE:
        _MADE[book] = _offices_of(book)
    return _MADE[book]


def _offices_of(book: Passages) -> Offices:
    rows: list[_Held] = []
    surnames: dict[str, frozenset[str]] = {}
    entities = book.entities
    by_place = {(span.report, span.start): id for rows_ in book.forms.values() for span, id in rows_}
    for report, said in zip(book.dossier.reports, book.dossier.annotations, strict=True):
        for mention in said.mentions:
            entity = by_place.get((report.id, mention.span.start))
            if mention.type != "PERSON" or mention.kind != "name" or entity is None:
                continue
            surnames.setdefault(
                entity,
                frozenset(w for f in entities[entity].forms for w in name_words(f.span.text)[-1:]),
            )
            for office, words in _offices(report, mention):
                if office & _heads():
                    rows.append(
                        _Held(
                            entity=entity,
                            name=entities[entity].name,
                            office=office,
                            words=words,
                            span=mention.span,
                        )
                    )
    return Offices(rows=tuple(rows), surnames=surnames)


def _offices(report: Report, mention: Mention) -> list[tuple[frozenset[str], str]]:
    """The offices printed beside a name: its title, the words before it, the words behind its comma."""
    text, span = report.text, mention.span
    found = []
    start = span.start
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before:
        words = before.group().lstrip('.;:!?()\n“”"–—* ').rstrip()
        office = _noun_phrase(words)
        if office:
            found.append((keys(office), office))
    if mention.role and not any(keys(mention.role) <= o for o, _ in found):
        found.append((keys(mention.role), mention.role))
    behind = _BEHIND.match(text[span.end : span.end + _REACH])
    if behind:
        office = behind.group().strip(" ,()")
        first = tokens(office)[:8]
        if first and keys(office) & _heads() and not any(t.folded in ("said", "told", "says") for t in first):
            found.append((keys(office), office))
    return found


def _noun_phrase(words: str) -> str | None:
    """The words of an office that end right before a name: from the last head back to a comma, verb or preposition
    that cannot belong to it. None where none ends there."""
    gap = words.rstrip().rstrip(",").rstrip()
    found = tokens(gap)
    heads = _heads()
    last = next(
        (n for n in range(len(found) - 1, max(-1, len(found) - 7), -1) if found[n].key in heads), None
    )
    if last is None:
        return None
    behind = found[last + 1 :]
    if behind and behind[0].folded not in ("of", "for", "in", "at", "to"):
        return None
    start = last
    while start > 0 and (
        found[start - 1].key is not None
        and gap[found[start - 1].end : found[start].start] in (" ", "-", "'s ", "’s ")
    ):
        start -= 1
    return gap[found[start].start :]
