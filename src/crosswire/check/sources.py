"""Who a source is: by entity, by name, by office, by body; and whether two are one.

In: attributions of the draft and of the reports. Out: `Source`s and whether one is the other. "The minister", "Brede's
ministry" and the minister's name meet where the reports give the name that office; a pronoun that the draft does not
resolve surely is taken for any source that its sentences name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from crosswire.check.draft import Draft
from crosswire.check.passages import Passage, Passages
from crosswire.check.roles import offices_of
from crosswire.check.words import keys, tokens
from crosswire.lang import table
from crosswire.text.names import name_words
from crosswire.types import Attribution, Quote, Span

# Words of a source that name nobody in particular.
_PLAIN = (
    "say",
    "statement",
    "word",
    "spokesman",
    "person",
    "report",
    "announce",
    "note",
    "interview",
    "press",
)
_DETERMINERS = frozenset(["the", "his", "her", "its", "their", "this", "that", "a", "an", "both", "all"])
_NAMED = 0.5
# A noun phrase that begins so names nobody; nor do these words.
_UNNAMED = frozenset(["some", "many", "several", "few", "most", "other", "no"])
_ANYBODY = frozenset(
    [
        "who",
        "which",
        "what",
        "whoever",
        "this",
        "that",
        "these",
        "those",
        "one",
        "both",
        "its",
        "itself",
        "nobody",
        "somebody",
        "someone",
        "anybody",
        "anyone",
        "everybody",
        "everyone",
        "none",
        "neither",
        "either",
        "some",
        "others",
        "another",
        "many",
        "most",
        "few",
        "several",
    ]
)
# "STENN (recording):" at the head of a transcript's paragraph.
_LABEL = re.compile(r"\s*(?P<name>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})(?: ?\([^)\n]{1,40}\))?:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who says something: as printed, with the words of all names and offices that are known of it.

    `known` is False where it is a pronoun, or nothing, that could be anybody.
    """

    name: str
    names: frozenset[str]
    keys: frozenset[str]
    entities: frozenset[str]
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement as somebody's word; `claimed` where the report marks it as no more than that."""

    source: Source
    claimed: bool


class Sources:
    """The sources of the reports, by place."""

    def __init__(self, book: Passages) -> None:
        self._book = book
        self._speakers = dict(book.dossier.links.speakers)
        self._offices: dict[str, set[str]] = defaultdict(set)
        for row in offices_of(book).rows:
            self._offices[row.entity] |= row.office
        self._words: dict[str, frozenset[str]] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for entity in book.dossier.links.entities:
            words = {w for f in entity.forms for w in name_words(f.span.text)} | set(name_words(entity.name))
            self._words[entity.id] = frozenset(words)
            for word in words:
                self._by_word[word].add(entity.id)
        self._said = {a.report: a for a in book.dossier.annotations}

    def of_draft(self, draft: Draft, source: Span, speaker: Span | None) -> Source:
        """The source of a statement of the draft."""
        text = f"{source.text} {speaker.text}" if speaker is not None else source.text
        if not _is_loose(source.text):
            return self._source(text, shown=source.text, known=True)
        place = draft.place(source.start)
        near = draft.sentences[max(0, place - 2) : place + 1]
        return self._source(" ".join([text, *(s.text for s in near)]), shown=source.text, known=False)

    def behind(self, span: Span) -> list[Source]:
        """Who says what stands at a span: as `at`; where nobody is named, who speaks in the sentences before, or the
        label at the head of its paragraph."""
        found = self.at(span)
        if found:
            return found
        passage = self._book.at(span)
        if passage is None:
            return []
        text = passage.report.text
        head = text.rfind("\n", 0, span.start) + 1
        label = _LABEL.match(text, head)
        if label:
            return [self._source(label["name"], shown=label["name"].title(), known=True)]
        opened = text.rfind("“", head, span.start) > text.rfind("”", head, span.start)
        before = self._book.around(passage, 2, 0)[:-1] if opened else ()
        return [s for p in reversed(before) if p.span.start >= head for s in self.at(p.span)][:3]

    def at(self, span: Span) -> list[Source]:
        """Who says what stands at a span of a report: the sources of what overlaps it, the closest first."""
        said = self._said.get(span.report)
        if said is None:
            return []
        found: list[tuple[int, Source]] = []
        for quote in said.quotes:
            if quote.span.overlaps(span) and (quote.source is not None or quote.id in self._speakers):
                found.append((_apart(quote.span, span), self._of_quote(quote)))
        for a in said.attributions:
            if a.source is not None and any(c.overlaps(span) for c in (a.content, *a.more)):
                text = f"{a.source.text} {a.speaker.text if a.speaker else ''}"
                shown = (
                    a.speaker.text if a.speaker and a.source.text.casefold() in _pronouns() else a.source.text
                )
                named = a.speaker is not None or not _is_pronoun(a.source.text)
                found.append((_apart(a.content, span), self._source(text, shown=shown, known=named)))
        for figure in said.figures:
            if figure.source is not None and figure.span.overlaps(span):
                text = f"{figure.source.text} {figure.speaker.text if figure.speaker else ''}"
                found.append(
                    (_apart(figure.span, span), self._source(text, shown=figure.source.text, known=True))
                )
        return [s for _, s in sorted(found, key=lambda f: (f[0], f[1].name))]

    def told(self, passage: Passage, query: frozenset[str]) -> Claim | None:
        """Whose word a report's sentence is, where it gives it so: the attribution whose content holds most of the
        query's words. None where it is the report's own voice."""
        said = self._said[passage.span.report]
        best: tuple[int, Attribution] | None = None
        for a in said.attributions:
            if a.source is None or a.content.start >= passage.span.end or passage.span.start >= a.content.end:
                continue
            held = len(keys(" ".join(c.text for c in (a.content, *a.more))) & query)
            if 2 * held >= len(query & passage.keys) and (best is None or held > best[0]):
                best = (held, a)
        if best is None or best[1].source is None:
            return None
        a, source = best[1], best[1].source
        shown = a.speaker.text if a.speaker and source.text.casefold() in _pronouns() else source.text
        hedged = a.modality != "asserted" or any(c.scope.overlaps(a.content) for c in said.caveats)
        cue = tokens(a.cue.text) if a.cue else ()
        return Claim(
            source=self._source(f"{source.text} {shown}", shown=shown, known=True),
            claimed=hedged or any(t.key in _claims() for t in cue),
        )

    def _of_quote(self, quote: Quote) -> Source:
        entity = self._speakers.get(quote.id)
        text = f"{quote.source.text if quote.source else ''} {quote.speaker.text if quote.speaker else ''}"
        name = self._book.entities[entity].name if entity in self._book.entities else text.strip()
        named = quote.speaker is not None or quote.source is None or not _is_pronoun(quote.source.text)
        made = self._source(text, shown=name, known=named)
        if entity is None:
            return made
        return Source(
            name=name,
            names=made.names | self._words.get(entity, frozenset()),
            keys=made.keys | frozenset(self._offices.get(entity, ())),
            entities=made.entities | {entity},
            known=True,
        )

    def _source(self, text: str, *, shown: str, known: bool) -> Source:
        words = frozenset(w for w in name_words(text) if w in self._by_word and len(w) > 1)
        entities = frozenset(
            e
            for w in words
            for e in self._by_word[w]
            if len(self._words[e] & words) >= _NAMED * len(self._words[e])
        )
        offices = {k for e in entities for k in self._offices.get(e, ())}
        return Source(
            name=" ".join(shown.split()),
            names=words,
            keys=(keys(text) | offices) - keys(" ".join(_PLAIN)),
            entities=entities,
            known=known,
        )

    def same(self, mine: Source, theirs: Source) -> bool:
        """Whether two sources can be one."""
        return bool(mine.entities & theirs.entities or mine.keys & theirs.keys or mine.names & theirs.names)

    def fits_pronoun(self, mine: Source, pronoun: str) -> bool:
        """Whether "he" and "she" can stand for a source, which a body is not, or "it", which a person is not."""
        types = {self._book.entities[e].type for e in mine.entities if e in self._book.entities}
        if pronoun.casefold() in ("it", "its", "itself"):
            return "PERSON" not in types
        return not types or "PERSON" in types

    def speaks(self, mine: Source, passage: Passage) -> bool:
        """Whether a report's sentence, or the one before it, is this source's word or names it."""
        if any(self.same(mine, s) for s in self.behind(passage.span)):
            return True
        if self.at(passage.span):
            return bool(mine.keys & passage.keys)
        after = self._book.around(passage, 0, 1)[1:]
        if any(self.same(mine, s) for p in after for s in self.at(p.span)):
            return True
        return bool(mine.keys & {k for p in self._book.around(passage, 1, 0) for k in p.keys})


def _apart(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)


def _claims() -> frozenset[str]:
    """The keys of verbs that leave open whether what is said is so."""
    return keys("claim allege deny suspect believe accuse")


def _is_pronoun(text: str) -> bool:
    """Whether a source is a pronoun and nothing else."""
    return all(t.folded in _pronouns() for t in tokens(text))


def _is_loose(text: str) -> bool:
    """Whether a source names nobody: a pronoun, or a word for any person or body ("the officer", "the group")."""
    words = [t.folded for t in tokens(text)]
    if all(w in _pronouns() or w in _DETERMINERS for w in words):
        return True
    if text[1:].islower() and (words[0] in _UNNAMED or words[0][0].isdigit() or words[0] in _count_words()):
        return True
    plain = frozenset(table("en", "synonyms")["sources"])
    return len(words) <= 3 and words[0] in _DETERMINERS and words[-1] in plain and text[1:].islower()


@cache
def _count_words() -> frozenset[str]:
    data = table("en", "numbers")
    return frozenset(w for part in ("units", "teens", "tens") for w in data[part])


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(table("en", "renderings")["subject"]) | _ANYBODY
