"""A figure where it is pointed at: its sentence, who asserts it in which report, and what it adds.

In: a tally's figures with their citations, in the page's order. Out: a `Note` each, which the table prints as
a row and script shows beside the mark. What a figure adds is told against the tally's own origins: a copy
adds nothing, a voice that has spoken already no new source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.types import Figure, Origin, Span, Tally

from .dates import interval_words, stamp_words
from .edition import Citation, Edition
from .numbers import bounds_words, figure_label
from .paragraphs import piece_at
from .plain import fitted
from .reserves import reserves
from .support import origin_name

# Characters of a sentence that are shown on either side of the figure: some two printed lines each.
_ASIDE = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is known of one figure, `figure` its id in the dossier. `before`, `words` and `after` are its sentence; `nothing` marks what
    adds neither an original nor a source, and `adds` says so in words."""

    id: str
    figure: str
    citation: Citation
    before: str
    words: str
    after: str
    read_as: str
    struck: bool
    whose: str
    published: str
    as_of: str
    original: str
    note: str
    adds: str
    nothing: bool

    @property
    def spoken(self) -> str:
        """The note in one line, for those who hear the page."""
        parts = (f"{self.citation.name}, {self.whose}", self.adds, self.note)
        return "; ".join(p for p in parts if p)


def notes_of(
    book: Edition, tally: Tally | None, id: str, cited: Sequence[tuple[Figure, Citation]]
) -> tuple[Note, ...]:
    """The notes of a tally's figures (or of figures that no tally holds), with ids that begin with `id`."""
    seen: set[Origin] = set()
    notes = []
    for n, (figure, citation) in enumerate(cited, start=1):
        adds, nothing = _adds(book, tally, figure, citation, seen) if tally is not None else ("", False)
        notes.append(_note(book, f"{id}-{n}", figure, citation, adds, nothing))
    return tuple(notes)


def origin(book: Edition, figure: Figure) -> Origin:
    """Whose word a figure is: the entity that says it, else its original in its own voice."""
    entity = book.speaker_of(figure.id)
    if entity is not None:
        return Origin(entity=entity.id, voice_of=None)
    return Origin(entity=None, voice_of=book.original_of(figure.span).family)


def whose(book: Edition, figure: Figure) -> str:
    """The same in words, with the medium through which it was said."""
    entity = book.speaker_of(figure.id)
    named = figure.speaker or figure.source
    if entity is not None:
        name = entity.name
    else:
        name = " ".join(named.text.split()) if named is not None else "own voice"
    chain = ", then ".join(" ".join(v.text.split()) for v in figure.via)
    return f"{name}, through {chain}" if chain else name


def _note(book: Edition, id: str, figure: Figure, citation: Citation, adds: str, nothing: bool) -> Note:
    witness = book.by_report[figure.span.report]
    before, words, after = in_sentence(book, figure.span)
    vague = ", vague" if figure.qualifier == "vague" else ""
    bounded = figure.low is not None or figure.high is not None
    return Note(
        id=id,
        figure=figure.id,
        citation=citation,
        before=before,
        words=words,
        after=after,
        read_as=bounds_words(figure.low, figure.high) + vague if bounded else figure_label(figure),
        struck=figure.modality == "denied",
        whose=whose(book, figure),
        published=stamp_words(witness.report.published),
        as_of=interval_words(figure.as_of),
        original=book.original_of(figure.span).name,
        note=_remarks(book, figure),
        adds=adds,
        nothing=nothing,
    )


def _remarks(book: Edition, figure: Figure) -> str:
    """What a careful reader should know of it besides."""
    notes = list(reserves(book.caveats.get(figure.span.report, ()), figure.number_span))
    if not notes and figure.modality not in ("asserted", "denied"):
        notes = [figure.modality]
    piece = piece_at(book.by_report[figure.span.report].pieces, figure.span.start)
    if piece is not None and piece.kind is not None:
        notes.append(piece.kind.replace("_", " "))
    if figure.implied:
        notes.append("no number printed")
    if figure.effect is not None:
        notes.append(figure.effect)
    if figure.cumulative:
        notes.append("over the whole war or campaign")
    return ", ".join(notes)


def in_sentence(book: Edition, span: Span) -> tuple[str, str, str]:
    """What stands before and after a span in its sentence (or title), each cut at a word where it is long; nothing in
    an edition without the reports' texts."""
    report = book.by_report[span.report].report
    if not book.texts:
        return "", fitted(span.text), ""
    start, end = _around(book, span)
    before = " ".join(report.text[start : span.start].split())
    after = " ".join(report.text[span.end : end].split())
    words = " ".join(span.text.split())
    if len(before) > _ASIDE:
        before = "… " + before[-_ASIDE:].partition(" ")[2]
    if len(after) > _ASIDE:
        after = after[:_ASIDE].rpartition(" ")[0].rstrip(" ,;:") + " …"
    if not before and not after:
        return "", fitted(words), ""
    gap_before = " " if report.text[max(0, span.start - 1) : span.start].isspace() else ""
    gap_after = " " if report.text[span.end : span.end + 1].isspace() else ""
    return before + (gap_before if before else ""), words, (gap_after if after else "") + after


def _around(book: Edition, span: Span) -> tuple[int, int]:
    """The offsets of the sentence around a span, else of its title, else of its paragraph."""
    witness = book.by_report[span.report]
    title = witness.report.title_span
    if title is not None and title.contains(span):
        return title.start, title.end
    sentences = book.sentences.get(span.report, ())
    at = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    if at >= 0 and sentences[at].contains(span):
        return sentences[at].start, sentences[at].end
    piece = piece_at(witness.pieces, span.start)
    if piece is not None and piece.start <= span.start and span.end <= piece.end:
        return piece.start, piece.end
    return span.start, span.end


def _adds(
    book: Edition, tally: Tally, figure: Figure, citation: Citation, seen: set[Origin]
) -> tuple[str, bool]:
    """What a figure adds to its tally, in words; and whether that is nothing."""
    if citation.mark.copy:
        return f"adds nothing: {_copied(book, figure.span)}", True
    if figure.modality == "denied":
        return "withdrawn or denied", False
    mine = origin(book, figure)
    again, named = mine in seen, mine.entity is not None
    seen.add(mine)
    if again:
        return f"no new source: {origin_name(book, mine) if named else 'the same original'} again", True
    if mine in tally.origins:
        return "a source", False
    if tally.best is not None and not _allows(figure, tally):
        return "for another number", False
    return "no source of its own", False


def _copied(book: Edition, span: Span) -> str:
    """Of whose text a passage is a copy: "the text of R1", or through whom it came."""
    chain = book.chains.get(span)
    if chain is not None:
        medium = " ".join(chain.via[0].text.split()) if chain.via else "somebody else"
        return f"through {medium}, as in {book.by_report[chain.on.report].siglum}"
    original = book.original_of(span)
    first = original.root if original.root is not None else book.originals.twin(span, original)
    if first is None or first not in book.by_report:
        return f"the text of {original.name}"
    siglum = book.by_report[first].siglum
    return f"the text of {siglum}" if original.root else f"the text of {original.name}, as in {siglum}"


def _allows(figure: Figure, tally: Tally) -> bool:
    best = tally.best
    return (
        best is not None
        and (figure.low is None or figure.low <= best)
        and (figure.high is None or best <= figure.high)
    )
