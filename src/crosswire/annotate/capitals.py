"""Text printed in capitals, with the letters that running text would have had.

In: a report's text and the parser's vocabulary. Out: a text of equal length whose passages in capitals are in
small letters but for sentence starts, names and abbreviations; the rest is as printed. It is for the parser
only: spans are cut from the report. Knows names from the tables and the gazetteer, from their neighbours
(a title, a given name, an article of another language) and from those parts of the report that are in mixed
case; any word that the language does not have is taken for a name. Left undone: names of organisations made
of common words, but where their abbreviation stands in brackets behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crosswire.annotate.capitals_words import (
    Vocabulary,
    given_names,
    is_speakable,
    listed,
    own_names,
    phrase_starts,
    phrases,
    sure_names,
)
from crosswire.annotate.names_lexicon import lexicon

_SMALL = re.compile(r"[a-zß-öø-ÿ]")
_LARGE = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t\r]*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?![\s”\"’']))*[.!?]?[”\"’']*")
_WORD = re.compile(
    r"(?P<dotted>(?:[^\W\d_]\.){2,})|(?P<mixed>[^\W_]*\d[^\W_]*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
)
# A passage in capitals: nine tenths of its letters, so that a stray small letter ("Mc") does not hide it.
_SHARE = 0.9
# A single line or sentence in capitals has at least so many words: shorter ones are labels and names.
_WORDS = 4
# An abbreviation that looks like a noun has at most so many letters; a dateline ends with a dash so early at most.
_SHORT, _DATELINE = 5, 90
# What stands between two words where a sentence ends: a stop and space, a dash of a dateline, a bracket, a break.
_STOP = re.compile(r"[.!?:][\"”’')\]]*\s+[\"“‘'(\[]*$|\n[ \t]*[-–—•*]+\s*$|\n\s*\n")
_DASH = re.compile(r"\s(?:--|–|—)\s+[\"“‘'(\[]*$")
_TAILS = frozenset(["s", "t", "re", "ve", "ll", "d", "m"])


@dataclass(slots=True)
class _Word:
    """One word of a passage: offsets, small letters, and what is held of it."""

    start: int
    end: int
    low: str
    kind: str
    opens: bool
    name: bool = False
    loud: bool = False
    before: str = ""
    after: str = ""
    parts: list[str] = field(default_factory=list)


def recase(text: str, words_known: Callable[[], Vocabulary]) -> str:
    """The text with its passages in capitals in running letters; the same object where there are none.

    `words_known` gives the vocabulary; it is asked only where there is such a passage. The result has the
    length of the text and differs from it in case only.
    """
    passages = list(loud_passages(text))
    if not passages:
        return text
    vocabulary = words_known()
    known = _learned(text, passages)
    short = _abbreviations(text, passages, vocabulary)
    words = [list(_words(text, start, end)) for start, end in passages]
    named: set[str] = set()
    for passage in words:
        _name(passage, vocabulary, known, short, named)
    letters = list(text)
    for passage in words:
        _recall(passage, named, vocabulary)
        for word in passage:
            letters[word.start : word.end] = _spelt(text[word.start : word.end], word)
    return "".join(letters)


def loud_passages(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are in capitals: all its paragraphs, or some paragraphs, lines or sentences."""
    if _is_loud(text, _WORDS):
        yield from (block.span() for block in _BLOCK.finditer(text))
        return
    for block in _BLOCK.finditer(text):
        if _is_loud(block.group(), _WORDS):
            yield block.span()
            continue
        if not _LARGE.search(block.group()):
            continue
        for line in _LINE.finditer(text, *block.span()):
            if _is_loud(line.group(), _WORDS):
                yield line.span()
            elif _caps_run(line.group()):
                for part in _SENTENCE.finditer(text, *line.span()):
                    if _is_loud(part.group(), _WORDS + 1):
                        yield part.span()


def _caps_run(line: str) -> bool:
    return bool(re.search(r"[A-Z]{2,}\W+[A-Z]{2,}\W+[A-Z]{2,}\W+[A-Z]{2,}", line))


def _is_loud(passage: str, least: int) -> bool:
    large = len(_LARGE.findall(passage))
    if not large or large < _SHARE * (large + len(_SMALL.findall(passage))):
        return False
    return sum(len(w) > 1 for w in re.findall(r"[^\W\d_]+", passage)) >= least


def _learned(text: str, passages: list[tuple[int, int]]) -> dict[str, str]:
    """Words of the parts in mixed case, by their small letters, as they mostly stand inside sentences."""
    seen: dict[str, Counter[str]] = {}
    position = 0
    for start, end in [*passages, (len(text), len(text))]:
        for m in re.finditer(r"(?<=[a-z,] )[^\W\d_]{2,}", text[position:start]):
            seen.setdefault(m.group().lower(), Counter())[m.group()] += 1
        position = end
    return {low: min(c, key=lambda w: (-c[w], w)) for low, c in seen.items()}


def _abbreviations(text: str, passages: list[tuple[int, int]], vocabulary: Vocabulary) -> set[str]:
    """Abbreviations that stand in brackets, in small letters: alone behind a word, or spelt by the words before.

    A word of the language is none, but for a short noun right behind a word: the list of nouns holds abbreviations.
    """
    found = set()
    for start, end in passages:
        for m in re.finditer(
            r"(?P<word>[^\W\d_]\s+)?[\[(](?P<short>[A-Z]{2,8})(?P<alone>[\])])?", text[start:end]
        ):
            low = m["short"].lower()
            initials = "".join(
                w[0] for w in re.findall(r"[A-Z]+", text[start : start + m.start("short")])[-8:]
            )
            unknown = m["alone"] and not vocabulary.holds(low)
            noun = m["alone"] and m["word"] and low in vocabulary.nouns and len(low) <= _SHORT
            if (unknown or noun or initials.lower().endswith(low)) and low not in sure_names():
                found.add(low)
    return found


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    last = start
    for m in _WORD.finditer(text, start, end):
        gap = text[last : m.start()] if last > start else text[start : m.start()]
        dateline = m.start() - start < _DATELINE and bool(_DASH.search(gap))
        opens = (
            last == start or dateline or bool(_STOP.search(gap)) or _behind_note(text, start, m.start(), gap)
        )
        kind = m.lastgroup or "word"
        yield _Word(
            m.start(), m.end(), m.group().lower(), kind, opens, before=gap, after=text[m.end() : m.end() + 3]
        )
        last = m.end()


def _behind_note(text: str, start: int, at: int, gap: str) -> bool:
    """Whether a note in brackets that itself stood at a sentence's start goes before ("[Passage omitted] The")."""
    if "]" not in gap or gap.rstrip(" \n\"“'")[-1:] != "]":
        return False
    opened = text.rfind("[", start, at)
    before = text[start:opened].rstrip() if opened >= 0 else ""
    return not before or before[-1] in ".!?:\"”'-–—]"


def _base(low: str) -> str:
    """The word without "'s" and the like."""
    head, mark, tail = low.replace("’", "'").rpartition("'")
    return head if mark and tail in _TAILS else low.replace("’", "'")


def _name(
    words: list[_Word], vocabulary: Vocabulary, known: dict[str, str], short: set[str], named: set[str]
) -> None:
    """Marks the names and abbreviations among the words of one passage."""
    sure, own, lex = sure_names(), own_names(vocabulary), lexicon()
    for i, w in enumerate(words):
        base = _base(w.low)
        if w.kind != "word":
            continue
        if base in known and not w.opens:
            w.name, w.loud = known[base][0].isupper(), len(base) > 1 and known[base].isupper()
        elif base in listed("behind_the"):
            w.loud = (
                _is_country_us(words, i)
                if base == "us"
                else i > 0 and words[i - 1].low == "the" and base in short
            )
        elif base in listed("abbreviations") or base in short:
            w.loud = True
        elif base in sure or (base in own and base not in listed("units")):
            w.name = True
        elif base in listed("calendar_words"):
            w.name = _is_calendar(words, i)
        elif base in listed("units") | listed("short_titles") | lex.particles | lex.openers:
            continue
        elif not vocabulary.holds(base):
            short_one = len(base) < 2 or (len(base) <= 3 and not _beside_name(words, i))
            w.loud = short_one or not is_speakable(base)
            w.name = True
    _join_phrases(words)
    _by_neighbours(words, vocabulary, named)
    _spell_out(words, short)


def _is_country_us(words: list[_Word], i: int) -> bool:
    """Whether "US" is the country: behind "the", or before a content word at a start or behind a preposition."""
    prev = words[i - 1].low if i else ""
    content = i + 1 < len(words) and _touches(words[i + 1]) and words[i + 1].low not in lexicon().openers
    return prev == "the" or (
        content
        and (
            words[i].opens
            or prev in ("in", "from", "by", "of", "with", "against", "two", "three", "and", "a")
        )
    )


def _is_calendar(words: list[_Word], i: int) -> bool:
    """Whether a word that is a month's or weekday's name and more stands for time: beside a number, behind "in"."""
    near = words[max(i - 1, 0) : i] + words[i + 1 : i + 2]
    before = words[i - 1].low if i else ""
    return any(w.low.isdigit() for w in near) or before in listed("calendar_before")


def _beside_name(words: list[_Word], i: int) -> bool:
    return i > 0 and words[i - 1].name and not words[i - 1].loud and _touches(words[i])


def _touches(w: _Word) -> bool:
    """Whether nothing but space (or a hyphen, a point of an abbreviation) parts the word from the one before."""
    return w.before.strip() in ("", "-", ".", "'", "’")


def _join_phrases(words: list[_Word]) -> None:
    lows = [_base(w.low) for w in words]
    for i, low in enumerate(lows):
        if low not in phrase_starts():
            continue
        for n in (4, 3, 2):
            if tuple(lows[i : i + n]) in phrases() and all(_touches(w) for w in words[i + 1 : i + n]):
                for w in words[i : i + n]:
                    w.name = w.low not in ("of", "and", "the")
                break


def _by_neighbours(words: list[_Word], vocabulary: Vocabulary, named: set[str]) -> None:
    """Names told by what stands before or behind them."""
    lex, given = lexicon(), given_names()
    articles, inner = listed("articles"), listed("inner")
    for i, w in enumerate(words):
        if w.kind == "dotted" or not i:
            continue
        prev = words[i - 1]
        base = _base(w.low)
        if not _touches(w) or base in lex.openers:
            continue
        titled = prev.low in listed("short_titles") and (prev.after.startswith(".") or vocabulary.holds(base))
        if w.kind == "word" and (
            (titled and prev.low not in ("no", "sr", "don"))
            or (prev.low in articles and not (vocabulary.holds(prev.low) and prev.low != "saint"))
        ):
            w.name = True
        elif prev.name and _base(prev.low) in given and base not in lex.roles and _is_noun(base, vocabulary):
            w.name = True
            named.add(base)
    for i in range(len(words) - 2, -1, -1):
        w, nxt = words[i], words[i + 1]
        if w.kind != "word" or not nxt.name or nxt.loud or not _touches(nxt):
            continue
        if w.low in given or w.low in articles or w.low in listed("short_titles"):
            w.name = True
        elif w.low in inner:
            w.name = not (i and words[i - 1].name and _touches(w))
    for i in range(len(words) - 2, -1, -1):
        _office(words, i)


def _is_noun(base: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is a noun and nothing else, in the singular or plural."""
    return base in vocabulary.nouns or (base.endswith("s") and base[:-1] in vocabulary.nouns)


def _office(words: list[_Word], i: int) -> None:
    """ "Interior Minister Ruud": an office right before a name is written large, with what extends it."""
    lex = lexicon()
    w, nxt = words[i], words[i + 1]
    if w.kind != "word" or w.name or not nxt.name or nxt.loud or not _touches(nxt):
        return
    holder = w.low in lex.roles and nxt.low not in lex.adjectives
    small = w.low in listed("small_before_office") or (w.low == "under" and nxt.low != "secretary")
    extends = w.low in lex.role_modifiers and not small and nxt.low in lex.roles
    w.name = holder or extends


def _spell_out(words: list[_Word], short: set[str]) -> None:
    """ "National Harbour Front [NHF]": the words whose initials stand in brackets behind them are a name."""
    for i, w in enumerate(words):
        if w.low not in short or not w.before.rstrip(" ").endswith(("[", "(")) or len(w.low) < 3:
            continue
        letters, j = list(w.low), i - 1
        taken: list[_Word] = []
        while letters and j >= 0 and i - j <= 12:
            if words[j].low[0] == letters[-1]:
                letters.pop()
                taken.append(words[j])
            elif words[j].low not in ("of", "the", "for", "and", "de", "in", "on", "y"):
                break
            j -= 1
        if not letters:
            for word in taken:
                word.name = True


def _recall(words: list[_Word], named: set[str], vocabulary: Vocabulary) -> None:
    """A noun that was a surname once is one wherever no article or adjective makes it a thing."""
    for i, w in enumerate(words):
        base = _base(w.low)
        if base not in named or w.name:
            continue
        prev = words[i - 1].low if i else ""
        if prev not in lexicon().openers or prev in ("of", "by", "to", "and", "that", "with", "for", "from"):
            w.name = True


def _spelt(printed: str, w: _Word) -> list[str]:
    """The letters of one word."""
    small = [c.lower() if len(c.lower()) == 1 else c for c in printed]
    if w.kind == "dotted" or (w.kind == "word" and w.low == "i"):
        return list(printed)
    if w.kind == "mixed":
        return (
            small if re.fullmatch(r"\d+(?:st|nd|rd|th|d|s|km|kg|mm|cm|am|pm|hrs)", w.low) else list(printed)
        )
    if len(printed) == 1 and w.after.startswith(".") and not w.opens:
        return list(printed)
    base = len(_base(w.low))
    if w.loud:
        return list(printed[:base]) + small[base:]
    if w.name or w.opens:
        small[0] = printed[0]
    if w.name:
        for k in range(1, base - 2):
            if printed[k - 1] in "'’" and k <= 2:  # O'Brien
                small[k] = printed[k]
        if w.low.startswith("mc") and base > 4:
            small[2] = printed[2]
    return small
