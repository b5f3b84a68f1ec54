"""A report laid out for the search for garbled names: words with their senses, sentences, names in them.

Comes in: a report, its annotations, the namings in it. Goes out: a `Page`. Words meet where they are forms of one
word, synonyms or the same number, so that a second translation's sentences are recognised. Names that the
recogniser did not take for names (a garble may be any word with a capital) are proposed as names too; a proposal
counts for nothing unless it is found to stand where another name belongs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.lang import table
from crosswire.lang.words import bases, meanings, number_words, plain
from crosswire.link.entities_forms import Naming
from crosswire.link.entities_lexicon import lexicon
from crosswire.link.entities_lexicon import plain as plain_name
from crosswire.text.names import name_words, sound
from crosswire.text.tokens import words
from crosswire.types import Annotations, Mention, Report, Span

# A proposed name has at most so many words.
_LONGEST = 4
# An English word is common from this Zipf value on (one in 600,000 words); it opens a sentence for no name's sake.
COMMON = 3.2
_UNLISTED = 2.4
# What English writes for letters with marks; without their marks they would be other letters.
_MARKED = str.maketrans(
    {
        "č": "ch", "ć": "ch", "š": "sh", "ś": "sh", "ž": "zh", "ź": "zh", "đ": "dj", "ř": "rz", "ň": "n",
        "ş": "sh", "ș": "sh", "ţ": "ts", "ț": "ts", "ç": "ch", "ğ": "gh", "ə": "a", "ı": "y", "ł": "w",
        "ö": "oe", "ä": "ae", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "ñ": "ny",
    }
)  # fmt: skip
# After these a word has its capital from the quotation or clause that it opens.
_OPENERS = frozenset("“”\"'‘«»:–—•|")
_STOPS = (".", "!", "?", "”", '"', "»")
_OWNER = re.compile(r"[’'`´]s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its offsets, its folded form without possessive, how it sounds, what it can mean."""

    start: int
    end: int
    folded: str
    capital: bool
    small: bool
    sounds: frozenset[str]
    own: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A naming as the search sees it: where its words begin and end among the page's tokens."""

    naming: Naming
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A report's tokens in order, its sentences as (first, last) half-open token positions, its outermost names."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]
    names: tuple[Name, ...]

    def names_in(self, sentence: int) -> Sequence[Name]:
        """The names that begin in a sentence."""
        first, last = self.sentences[sentence]
        low = bisect_left(self.names, first, key=lambda n: n.first)
        high = bisect_left(self.names, last, key=lambda n: n.first)
        return self.names[low:high]

    def shouted(self, sentence: int) -> bool:
        """Whether a sentence is a headline: most of its words have capitals, and no stop ends it."""
        stopped = self.spans[sentence].text.rstrip().endswith(_STOPS)
        return not stopped and _shouted(self.tokens[slice(*self.sentences[sentence])])


@cache
def zipf(word: str) -> float:
    """How common an English word is: the base-10 logarithm of its occurrences in a thousand million words."""
    return _bands().get(word, _UNLISTED)


@cache
def _bands() -> dict[str, float]:
    return {w: float(b) for b, listed in table("en", "frequencies")["bands"].items() for w in listed.split()}


@cache
def _smalls() -> frozenset[str]:
    return frozenset(table("en", "stopwords")["words"])


@cache
def _calendar() -> frozenset[str]:
    """Names of days and months, and "I", whose capitals make no name."""
    times = table("en", "times")
    return frozenset([*times["weekdays"], *times["months"], "i"])


@cache
def titles() -> frozenset[str]:
    names = table("en", "names")
    return frozenset([*names["honorifics"], *names["roles"], *names["occupations"], *names["role_modifiers"]])


@cache
def generic() -> frozenset[str]:
    """Words for offices, and nouns that names of places and organisations have in common."""
    names = table("en", "names")
    heads = (*names["organisation_heads"], *names["place_heads"], *names["facility_heads"])
    return titles() | frozenset(heads)


def lay_out(report: Report, annotations: Annotations, namings: Sequence[Naming], next_index: int) -> Page:
    """The page of one report; `namings` are all of it, in order; proposals are numbered from `next_index` on."""
    tokens = _tokens(report)
    starts = [t.start for t in tokens]
    spans, sentences = [], []
    for span in annotations.sentences:
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if last > first:
            spans.append(span)
            sentences.append((first, last))
    named = [n for n in namings if n.mention.kind != "nominal"]
    proposed = list(_proposals(report, tokens, sentences, named, next_index))
    outermost: list[Name] = []
    for naming in sorted([*named, *proposed], key=lambda n: (n.mention.span.start, -n.mention.span.end)):
        span = naming.mention.span
        if outermost and span.end <= outermost[-1].naming.mention.span.end:
            continue
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if last > first:
            outermost.append(Name(naming, first, last))
    return Page(report, tokens, tuple(sentences), tuple(spans), tuple(outermost))


def _tokens(report: Report) -> tuple[Token, ...]:
    aside = [x for x in report.excluded if x.kind != "caption"]
    out = []
    for word in words(report.text):
        if any(x.start < word.end and word.start < x.end for x in aside):
            continue
        for start, end, folded in _parts(report.text, word.start, word.end, word.folded):
            out.append(_token(report.text[start:end], start, end, folded))
    return tuple(out)


def _parts(text: str, start: int, end: int, folded: str) -> Iterator[tuple[int, int, str]]:
    """A word without its possessive ending; words joined by hyphens stand apart."""
    owner = _OWNER.search(folded)
    if owner:
        folded, end = folded[: owner.start()], end - len(owner[0])
    if "-" not in folded or len(folded) != end - start:
        yield start, end, folded
        return
    at = start
    for part in folded.split("-"):
        if part:
            yield at, at + len(part), part
        at += len(part) + 1


def _token(printed: str, start: int, end: int, folded: str) -> Token:
    own, keys = _senses(folded)
    capital = printed[0].isupper()
    return Token(start, end, folded, capital, folded in _smalls(), sounds(printed), own, keys)


@cache
def sounds(printed: str) -> frozenset[str]:
    """How a word may sound: by its letters without marks, and with the marks of Slavic and Turkic letters read.

    >>> sounds("Perković") & sounds("Perkovich") != frozenset()
    True
    """
    return frozenset({sound(printed), sound(printed.casefold().translate(_MARKED))})


@cache
def _senses(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    """The base forms of a word, and these with the sets of synonyms that hold them; numbers as digits."""
    number = number_words().get(folded)
    if number is not None or folded.isdigit():
        return frozenset({number or folded}), frozenset({number or folded})
    plainly = plain(folded)[0]
    lex = lexicon()
    # A country and its people are one word here ("Peru's ministry", "the Peruvian ministry").
    code = lex.countries.get(plainly) or lex.nationalities.get(plainly)
    nation = frozenset({f"country {code}"} if code else ())
    return bases(plainly) | nation, meanings(plainly) | nation


def _proposals(
    report: Report,
    tokens: Sequence[Token],
    sentences: Sequence[tuple[int, int]],
    named: Sequence[Naming],
    index: int,
) -> Iterator[Naming]:
    """Runs of words with capitals that are no naming, or of which a naming is but a part."""
    taken = {(n.mention.span.start, n.mention.span.end) for n in named}
    edges = {n.mention.span.start for n in named}
    opening = {first for first, _ in sentences}
    inside = frozenset(t.folded for k, t in enumerate(tokens) if t.capital and k not in opening)
    for first, last in sentences:
        if _shouted(tokens[first:last]):
            continue
        for a, b in _runs(report.text, tokens, first, last):
            while b - a > 1 and tokens[a].folded in titles():
                a += 1
            starts = a == first or report.text[: tokens[a].start].rstrip()[-1:] in _OPENERS
            if starts and tokens[a].start not in edges and _opens(tokens, a, b, inside):
                a += 1
            if not a < b <= a + _LONGEST + 2 or (b - a == 1 and tokens[a].small):
                continue
            span = report.span(tokens[a].start, tokens[b - 1].end)
            if (span.start, span.end) in taken or _within(span, named):
                continue
            mention = Mention(span=span, type="OTHER", kind="name")
            yield Naming(index, mention, plain_name(span.text), name_words(span.text), "OTHER")
            index += 1


def _opens(tokens: Sequence[Token], a: int, b: int, inside: frozenset[str]) -> bool:
    """Whether a run's first word has its capital from the sentence that it opens."""
    word = tokens[a]
    return word.small or (b - a == 1 and zipf(word.folded) >= COMMON and word.folded not in inside)


def _within(span: Span, named: Sequence[Naming]) -> bool:
    """Whether the run lies in a naming, or cuts through one."""
    for naming in named:
        m = naming.mention.span
        if m.start < span.end and span.start < m.end and not span.contains(m):
            return True
    return False


def _shouted(tokens: Sequence[Token]) -> bool:
    """Whether a line prints most of its words with capitals, as headlines do."""
    said = [t for t in tokens if not t.small and not t.folded[0].isdigit()]
    return len(said) > 3 and sum(t.capital for t in said) > 0.7 * len(said)


def _runs(text: str, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    while at < last:
        if not tokens[at].capital or tokens[at].folded in _calendar():
            at += 1
            continue
        end = at + 1
        while True:
            end = _run_end(text, tokens, end, last)
            joined = _after_joint(text, tokens, end, last)
            if joined is None or joined - at > _LONGEST + 2:
                break
            yield at, end
            end = joined
        yield at, end
        at = end


def _run_end(text: str, tokens: Sequence[Token], end: int, last: int) -> int:
    while (
        end < last
        and tokens[end].capital
        and tokens[end].folded not in _calendar()
        and text[tokens[end - 1].end : tokens[end].start] in (" ", "-")
    ):
        end += 1
    return end


def _after_joint(text: str, tokens: Sequence[Token], end: int, last: int) -> int | None:
    """Where a run goes on behind "of" or "of the", or None."""
    for joint in (("of", "the"), ("of",)):
        then = end + len(joint)
        said = tuple(t.folded for t in tokens[end:then])
        if (
            said == joint
            and then < last
            and tokens[then].capital
            and text[tokens[end - 1].end : tokens[then].start].isascii()
        ):
            return then + 1
    return None
