"""The names in one report: persons, organisations, places, and the phrases that stand for organisations.

Comes in: a report and its parse. Goes out: `Mention`s in order of their place, a longer one before a
shorter one inside it ("Ministry of Ports of Kestria" and, in it, "Kestria"). The parser's own guesses
are weak on names it has not seen, so capitals propose, and titles, head nouns, lists of countries, the
parser's guesses over the whole report and the words around decide. Sees one report only: which names
are one person is found later, over all reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.annotate.names_cyrillic import find_cyrillic, is_cyrillic
from crosswire.annotate.names_lexicon import Lexicon, lexicon
from crosswire.annotate.names_nominals import find_nominals
from crosswire.annotate.names_roles import role_of
from crosswire.annotate.names_runs import find_runs
from crosswire.annotate.names_split import Part, split_run
from crosswire.annotate.names_types import decide_types
from crosswire.annotate.names_whole import brackets, nested, possessive_wholes, small_heads
from crosswire.annotate.names_words import Word, words_of
from crosswire.types import Mention, Report

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_mentions(report: Report, doc: Doc) -> tuple[Mention, ...]:
    """Every naming of somebody or something in the report, by place, the longer first."""
    if is_cyrillic(report.text):
        return find_cyrillic(report)
    lex = lexicon()
    words = words_of(doc, lex.hyphen_endings)
    parts = [p for start, end in find_runs(doc.text, words, lex) for p in split_run(words, start, end, lex)]
    parts = decide_types(words, parts, lex)
    found = [_mention(report, words, part, lex) for part in parts if part.type is not None]
    found += possessive_wholes(report, words, parts, lex)
    found += small_heads(report, words, parts, lex)
    found += nested(report, words, parts, lex)
    found = brackets(report, found, lex)
    return _in_order(found + _not_named(find_nominals(report, words, lex), found))


def _mention(report: Report, words: tuple[Word, ...], part: Part, lex: Lexicon) -> Mention:
    first, last = words[part.start], words[part.end - 1]
    kind = part.type or "OTHER"
    acronym = part.end - part.start == 1 and kind != "PERSON" and _is_acronym(first)
    return Mention(
        span=report.span(first.start, last.end),
        type=kind,
        kind="acronym" if acronym else "name",
        role=role_of(report.text, words, part, lex) if kind == "PERSON" else None,
    )


def _not_named(nominals: list[Mention], found: list[Mention]) -> list[Mention]:
    """The nominals that are not just part of a name, or a name behind its article."""
    named = [
        (m.span.start, m.span.end)
        for m in found
        if m.type in ("ORG", "FAC", "GPE", "LOC") and " " in m.span.text
    ]
    return [
        n
        for n in nominals
        if not any(start < n.span.end and n.span.start < end and end >= n.span.end for start, end in named)
        or n.span.text.lower().startswith(("the government of", "government of"))
    ]


def _is_acronym(word: Word) -> bool:
    letters = word.text.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


def _in_order(found: list[Mention]) -> tuple[Mention, ...]:
    """One mention a span: where two claim one, a name goes before a nominal."""
    ranked = sorted(
        found, key=lambda m: (m.span.start, -m.span.end, m.kind == "nominal", m.expands is None, m.type)
    )
    out: list[Mention] = []
    for mention in ranked:
        if out and (out[-1].span.start, out[-1].span.end) == (mention.span.start, mention.span.end):
            continue
        out.append(mention)
    return tuple(out)
