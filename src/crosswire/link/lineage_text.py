"""A report laid out for lineage: its article's words, sentences and anchors, quotations marked.

Takes a report and its annotations; gives `ReportText`. Two reports of one speech quote the same words
without sharing a text, so lineage is decided on what stands outside quotation marks; the sentences
whole are kept beside, since evidence shows them whole. Passages that are not the article are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from crosswire.lang import table
from crosswire.link.lineage_marks import Marks, marks
from crosswire.link.lineage_prose import is_furniture, is_unfinished
from crosswire.link.lineage_turned import word_by_word
from crosswire.text.shingles import Codes, shingle_codes, word_code, word_codes
from crosswire.text.similarity import Profile, profile
from crosswire.text.tokens import Word, words
from crosswire.types import Annotations, Report, Span

# Words outside quotation marks that a sentence needs to count in coverage: shorter ones ("he said")
# match by chance.
_SENTENCE_WORDS = 4
_NUMBER = re.compile(r"\d")
# Letters of a content word that are compared ("shelled", "shelling"), and the shortest word that is one.
STEM = 5
_SHORT = 3
# Where less of a page than this ends like a sentence, its lines are messages typed without stops, not furniture.
FINISHED = 0.5


@dataclass(frozen=True, kw_only=True, eq=False)
class ReportText:
    """`own` marks the words outside quotation marks, `voice` those of them that tell nobody's words indirectly either
    (two reports may print one sentence of a ministry's); `sentence_words` counts those of each sentence.

    `told` marks the words outside page furniture, quotations included. `content` holds the codes of content words (their
    beginnings; numbers as digits) outside quotations, in order.
    `sentence_of` gives every word's sentence. `plain` profiles the sentences without their quotations, `whole` with them. `phrases` are the
    distinct runs of three, `shingles` of five words outside quotations. `anchors` are the numbers
    and names outside quotations, as word codes, in order.
    """

    report: Report
    words: tuple[Word, ...]
    codes: Codes
    own: NDArray[np.bool_]
    voice: NDArray[np.bool_]
    told: NDArray[np.bool_]
    content: tuple[int, ...]
    sentences: tuple[Span, ...]
    sentence_of: NDArray[np.int64]
    sentence_words: NDArray[np.int64]
    plain: Profile
    whole: Profile
    phrases: Codes
    shingles: Codes
    anchors: tuple[int, ...]

    @property
    def names(self) -> frozenset[int]:
        """The distinct anchors."""
        return frozenset(self.anchors)

    @cached_property
    def marks(self) -> Marks:
        """What of the article survives translation; made when first asked for."""
        return marks(self.report)

    @cached_property
    def turned(self) -> float:
        """How far it reads like a translation, word by word; told when first asked for."""
        return word_by_word(self.report, self.words)

    @property
    def size(self) -> int:
        """Words of the article outside quotations."""
        return int(self.own.sum())


def lay_out(report: Report, annotations: Annotations) -> ReportText:
    """The report's article as lineage looks at it."""
    article = tuple(w for w in words(report.text) if report.is_article(w.start, w.end))
    said = np.array(_inside(article, [q.span for q in annotations.quotes]), dtype=bool)
    quoted = np.array(
        _inside(article, [q.span for q in annotations.quotes if q.kind != "indirect"]), dtype=bool
    )
    sentences = tuple(
        s for s in annotations.sentences if s.text.strip() and report.is_article(s.start, s.end)
    )
    told = _told(article, quoted, sentences)
    own = told & ~quoted
    parts = _parts(article, own, sentences)
    own_words = [w for w, o in zip(article, own) if o]
    own_codes = word_codes([w.folded for w in own_words])
    return ReportText(
        report=report,
        words=article,
        codes=word_codes([w.folded for w in article]),
        own=own,
        voice=told & ~said,
        told=told,
        content=content_codes(own_words),
        sentences=sentences,
        sentence_of=_sentence_of(article, sentences),
        sentence_words=np.array([len(p) if len(p) >= _SENTENCE_WORDS else 0 for p in parts], dtype=np.int64),
        plain=profile([" ".join(p) for p in parts]),
        whole=profile([s.text for s in sentences]),
        phrases=np.unique(shingle_codes(own_codes, 3)),
        shingles=np.unique(shingle_codes(own_codes, 5)),
        anchors=_anchors(report, own_words, sentences),
    )


def _inside(article: tuple[Word, ...], spans: list[Span]) -> list[bool]:
    """For every word, whether one of the spans holds it."""
    ordered = sorted((s.start, s.end) for s in spans)
    flags, at, reach = [], 0, -1
    for word in article:
        while at < len(ordered) and ordered[at][0] <= word.start:
            reach = max(reach, ordered[at][1])
            at += 1
        flags.append(word.start < reach)
    return flags


def _told(
    article: tuple[Word, ...], quoted: NDArray[np.bool_], sentences: tuple[Span, ...]
) -> NDArray[np.bool_]:
    """The words outside furniture. Lines that end like no sentence are furniture too, unless most of the page is."""
    furniture, unfinished = [], []
    at = 0
    for sentence in sentences:
        while at < len(article) and article[at].end <= sentence.start:
            at += 1
        outside, k = [], at
        while k < len(article) and article[k].start < sentence.end:
            if not quoted[k]:
                outside.append(article[k].folded)
            k += 1
        if is_furniture(sentence.text, " ".join(outside)):
            furniture.append(sentence)
        elif is_unfinished(sentence.text):
            unfinished.append(sentence)
    told = np.array([not inside for inside in _inside(article, furniture)], dtype=bool)
    finished = told & np.array([not inside for inside in _inside(article, unfinished)], dtype=bool)
    return finished if finished.sum() >= FINISHED * told.sum() else told


def _sentence_of(article: tuple[Word, ...], sentences: tuple[Span, ...]) -> NDArray[np.int64]:
    """The position of every word's sentence, or -1."""
    found = np.full(len(article), -1, dtype=np.int64)
    at = 0
    for n, sentence in enumerate(sentences):
        while at < len(article) and article[at].start < sentence.start:
            at += 1
        while at < len(article) and article[at].start < sentence.end:
            found[at] = n
            at += 1
    return found


def content_codes(own_words: Sequence[Word]) -> tuple[int, ...]:
    """The codes of content words: the first letters of a word, and numbers in digits however written."""
    stop, numbers = _small_words()
    found = []
    for word in own_words:
        folded = word.folded
        if folded in stop or (len(folded) < _SHORT and not folded.isdigit()):
            continue
        stem = folded.split("'")[0].split("’")[0][:STEM]
        found.append(word_code(f"{numbers.get(folded, stem)}~"))
    return tuple(found)


@cache
def _small_words() -> tuple[frozenset[str], dict[str, str]]:
    """Function words, and number words with their digits."""
    numbers = table("en", "numbers")
    digits = {w: str(n) for group in ("units", "teens", "tens") for w, n in numbers[group].items()}
    return frozenset(table("en", "stopwords")["words"]) - digits.keys(), digits


def _parts(article: tuple[Word, ...], own: NDArray[np.bool_], sentences: tuple[Span, ...]) -> list[list[str]]:
    """The folded words outside quotations of every sentence."""
    parts: list[list[str]] = [[] for _ in sentences]
    at = 0
    for word, counts in zip(article, own):
        while at < len(sentences) and sentences[at].end <= word.start:
            at += 1
        if at == len(sentences):
            break
        if counts and word.start >= sentences[at].start:
            parts[at].append(word.folded)
    return parts


def _anchors(report: Report, own_words: list[Word], sentences: tuple[Span, ...]) -> tuple[int, ...]:
    """Numbers, and words with a capital that do not open a sentence, in order."""
    openers = set()
    at = 0
    for sentence in sentences:
        while at < len(own_words) and own_words[at].start < sentence.start:
            at += 1
        if at < len(own_words) and own_words[at].start < sentence.end:
            openers.add(own_words[at].start)
    return tuple(
        word_code(w.folded)
        for w in own_words
        if _NUMBER.search(report.text, w.start, w.end)
        or (report.text[w.start].isupper() and w.start not in openers and w.end - w.start > 1)
    )
