"""The namings that clustering works on: every mention of every report, with one type per name over all.

Comes in: annotations. Goes out: `Naming`s in a fixed order (report id, place), whatever the order of the
reports. A name that one report's parse calls an organisation and five others a person is a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.link.entities_lexicon import lexicon, plain
from crosswire.text.names import name_words
from crosswire.types import Annotations, EntityType, Mention

# A title printed beside a name weighs this many plain votes for a person.
_TITLE_VOTES = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention with what clustering needs of it: a folded key, the name's words, a settled type."""

    index: int
    mention: Mention
    key: str
    words: tuple[str, ...]
    type: EntityType

    @property
    def report(self) -> str:
        """The id of the report in which it stands."""
        return self.mention.span.report

    @property
    def text(self) -> str:
        """The name as printed."""
        return " ".join(self.mention.span.text.split())


def collect(annotations: Iterable[Annotations]) -> tuple[Naming, ...]:
    """All namings but pronouns, by report id and place; the longer first where two begin together."""
    mentions = sorted(
        (m for a in annotations for m in a.mentions if m.kind != "pronoun"),
        key=lambda m: (m.span.report, m.span.start, -m.span.end),
    )
    keys = [_key(m) for m in mentions]
    types = _settle(mentions, keys)
    return tuple(
        Naming(i, m, key, name_words(m.span.text), types[key] if m.kind != "nominal" else m.type)
        for i, (m, key) in enumerate(zip(mentions, keys))
    )


def _key(mention: Mention) -> str:
    key = plain(mention.span.text)
    return key.removeprefix("the ") if mention.kind != "nominal" else key


def _settle(mentions: list[Mention], keys: list[str]) -> dict[str, EntityType]:
    """The type that most namings of a key have; OTHER only where nothing else is said."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention, key in zip(mentions, keys):
        if mention.kind == "nominal":
            continue
        votes[key][mention.type] += 1 if mention.role is None else 1 + _TITLE_VOTES
    lex = lexicon()
    out: dict[str, EntityType] = {}
    for key, counts in votes.items():
        ranked = sorted(counts.items(), key=lambda item: (item[0] == "OTHER", -item[1], item[0]))
        out[key] = "GPE" if key in lex.countries and counts["GPE"] else ranked[0][0]
    return out
