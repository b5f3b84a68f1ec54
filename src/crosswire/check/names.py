"""The draft's names held against those of the reports.

In: a draft and the passages of the reports. Out: a `Verdict` for each name printed in full. A name is found where
the reports print it, in any form of one bearer; a slip of one where its letters nearly are; another's where its
office is somebody else's. Whether it is the right name for what is told of it, `misplaced` asks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from crosswire.check.draft import Draft, Verdict
from crosswire.check.passages import Passages
from crosswire.check.roles import Offices, offices_of
from crosswire.lang import table
from crosswire.text.names import ascii_fold, name_words, sound, word_likeness
from crosswire.types import Entity, Mention, Span

# Letters by which a slip may differ, in words of this length and longer; shorter words have too many neighbours.
_SLIP, _LONG = 2, 6
_SHORTEST = 4
_TITLED = 2
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The names of the reports: words to entities, and every capitalised word printed anywhere."""

    by_word: Mapping[str, frozenset[str]]
    entities: Mapping[str, Entity]
    words: Mapping[str, frozenset[str]]
    printed: frozenset[str]
    texts: str
    offices: Offices


def check_names(draft: Draft, book: Passages) -> list[Verdict]:
    """A verdict for each name of the draft, in its order; one for each place where it stands."""
    known = _known(book)
    found: list[Verdict] = []
    for mention in _named(draft):
        found.append(_check(draft, mention, known, book))
    return found


def _named(draft: Draft) -> list[Mention]:
    """The names printed, the fullest of those that overlap; no days, months or nationalities."""
    kept: list[Mention] = []
    for m in sorted(draft.said.mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        if m.kind not in ("name", "acronym") or any(m.span.overlaps(k.span) for k in kept):
            continue
        if not any(w[0].isupper() for w in _WORD.findall(m.span.text)):
            continue
        kept.append(m)
    return sorted(kept, key=lambda m: m.span.start)


def _known(book: Passages) -> _Known:
    by_word: dict[str, set[str]] = defaultdict(set)
    words: dict[str, frozenset[str]] = {}
    for entity in book.dossier.links.entities:
        forms = {w for f in entity.forms if not f.corrupted for w in name_words(f.span.text)}
        words[entity.id] = frozenset(forms | set(name_words(entity.name)))
        for word in words[entity.id]:
            by_word[word].add(entity.id)
    corrupted = {
        w
        for e in book.dossier.links.entities
        for f in e.forms
        if f.corrupted
        for w in name_words(f.span.text)
    }
    printed = {
        w
        for r in book.dossier.reports
        for m in _WORD.finditer(r.text)
        if m[0][0].isupper()
        for w in name_words(m[0])
    }
    return _Known(
        by_word={k: frozenset(v) for k, v in by_word.items()},
        entities={e.id: e for e in book.dossier.links.entities},
        words=words,
        printed=frozenset(printed - (corrupted - set(by_word))),
        texts="\n".join(_plain(r.text) for r in book.dossier.reports),
        offices=offices_of(book),
    )


def _plain(text: str) -> str:
    return f" {' '.join(ascii_fold(w) for w in _WORD.findall(text))} "


def _check(draft: Draft, mention: Mention, known: _Known, book: Passages) -> Verdict:
    words = name_words(mention.span.text)
    entity = _bearer(words, known)
    if entity is None and len(words) > _TITLED and (rest := _bearer(words[1:], known)):
        words, entity = words[1:], rest  # "Coordinator N N": a title taken for a part of the name
    whole = _plain(mention.span.text).strip()
    if entity is None and f" {whole} " not in known.texts:
        return _unknown(mention, words, known, book)
    wrong = known.offices.contradicted(draft, mention, words)
    if wrong is not None:
        return Verdict(
            span=mention.span,
            kind="name",
            standing="departs",
            reason=f"the reports give this office to {wrong.holder}: {wrong.office} ({book.cite(wrong.evidence)})",
            likely=wrong.holder,
            evidence=wrong.evidence,
        )
    evidence = _places(entity, whole, known, book)
    return Verdict(
        span=mention.span,
        kind="name",
        standing="found",
        reason=f"the reports name {known.entities[entity].name if entity else mention.span.text} ({book.cite(evidence)})",
        evidence=evidence,
    )


def _places(entity: str | None, whole: str, known: _Known, book: Passages) -> tuple[Span, ...]:
    """Where the reports print a name, once a report."""
    found: dict[str, Span] = {}
    if entity is not None:
        for form in known.entities[entity].forms:
            found.setdefault(form.span.report, form.span)
        return tuple(found.values())
    for report in book.dossier.reports:
        words = list(_WORD.finditer(report.text))
        folded = [ascii_fold(m[0]) for m in words]
        wanted = whole.split()
        for n in range(len(folded) - len(wanted) + 1):
            if folded[n : n + len(wanted)] == wanted:
                found[report.id] = report.span(words[n].start(), words[n + len(wanted) - 1].end())
                break
    return tuple(found.values())


def _bearer(words: Sequence[str], known: _Known) -> str | None:
    """The entity whose forms hold all words of a name (an initial stands for its word); the fullest."""
    held: set[str] | None = None
    for word in words:
        mine = set(known.by_word.get(word, ()))
        if len(word) == 1:
            mine = {e for e, ws in known.words.items() if any(w.startswith(word) for w in ws)}
        held = mine if held is None else held & mine
    return min(held or (), key=lambda e: (-len(known.entities[e].forms), e), default=None)


def _unknown(mention: Mention, words: Sequence[str], known: _Known, book: Passages) -> Verdict:
    """A name that no report has: a slip of one that they have, or nowhere."""
    strange = [w for w in words if w not in known.by_word and w not in known.printed]
    likely = _slip_of(words, known)
    if likely is not None:
        evidence = tuple({f.span.report: f.span for f in likely.forms}.values())
        return Verdict(
            span=mention.span,
            kind="name",
            standing="departs",
            reason=f"the reports write {likely.name} ({book.cite(evidence)})",
            likely=likely.name,
            evidence=evidence,
        )
    if not strange and len(words) > 1 and mention.type != "PERSON":
        evidence = ()
        return Verdict(
            span=mention.span,
            kind="name",
            standing="fits",
            reason="the reports have every word of this name, though not together",
        )
    if _is_country(mention.span.text):
        return Verdict(
            span=mention.span,
            kind="name",
            standing="nowhere",
            reason="no report names this country or its people",
            caveats=("a country",),
        )
    return Verdict(span=mention.span, kind="name", standing="nowhere", reason="no report has this name")


def _slip_of(words: Sequence[str], known: _Known) -> Entity | None:
    """The one known bearer whose name differs from this one by a slip in one word or two."""
    best: tuple[float, str] | None = None
    for id, _entity in sorted(known.entities.items()):
        theirs = known.words[id]
        free = [w for w in words if w not in theirs]
        if not free or (len(words) > 1 and len(free) == len(words) and not _all_slips(free, theirs)):
            continue
        if not _all_slips(free, theirs):
            continue
        score = sum(max(word_likeness(w, t) for t in theirs) for w in free) / len(free)
        score += 0.2 * (len(words) - len(free))
        if best is None or score > best[0]:
            best = (score, id)
    return known.entities[best[1]] if best else None


def _all_slips(free: Iterable[str], theirs: frozenset[str]) -> bool:
    return all(any(_is_slip(w, t) for t in theirs) for w in free)


def _is_slip(word: str, other: str) -> bool:
    """Whether a word is another with a slip: a letter or two in a long one, or another spelling of its sound."""
    if min(len(word), len(other)) < _SHORTEST:
        return False
    distance = OSA.distance(word, other)
    allowed = _SLIP if min(len(word), len(other)) >= _LONG else 1
    return distance <= allowed or (sound(word) == sound(other)) or word_likeness(word, other) >= 0.9


@cache
def _countries() -> frozenset[str]:
    found: set[str] = set()
    for name, row in table("en", "countries")["countries"].items():
        found |= {ascii_fold(w) for w in (name, *row["also"], *row["adjectives"])}
    return frozenset(found)


def _is_country(text: str) -> bool:
    return ascii_fold(text.removeprefix("the ")) in _countries()
