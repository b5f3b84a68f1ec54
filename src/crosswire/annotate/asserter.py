"""Who asserts a figure inside the text, and through whom.

In: the words, a figure's place, the attributions and quotes found elsewhere, the mentions (each may be empty).
Out: `Asserter` with the source as printed, the name it resolves to, the cue and the medium, or None: the
report's own voice. Asked in this order: somebody quoted by another, the owner of the count ("its figure of
40"), the attributions, phrases, verbs, passives, headlines, a sentence that hands over. Never a guess: where
nothing names a source there is none. Left undone: whom a name denotes over reports.
"""

from __future__ import annotations

from dataclasses import replace

from crosswire.annotate.asserter_grammar import Asserter, phrase_after, phrase_before, span_of
from crosswire.annotate.asserter_lexicon import asserting, may_assert
from crosswire.annotate.asserter_names import PRONOUNS, Said, is_medium, is_own_voice, resolve_name
from crosswire.annotate.asserter_phrases import by_count_noun, by_heading, by_headline, by_passive, by_phrase
from crosswire.annotate.asserter_verbs import by_verb, said_beside
from crosswire.annotate.chains import through
from crosswire.annotate.figure_words import Words
from crosswire.types import Attribution, Mention, Quote, Report, Span

# What somebody holds to be so, and not what is wanted, judged or done.
_ASSERTING = frozenset({"marks", "clause", "count"})
_NOBODY = frozenset({"nobody", "no one", "no-one", "none", "neither", "nobody else"})


def find_asserter(
    report: Report,
    w: Words,
    at: int,
    *,
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
    mentions: tuple[Mention, ...] = (),
    before: tuple[Said, ...] = (),
) -> Asserter | None:
    """Who asserts the figure whose number is word `at`; None is the report's own voice.

    `before` are the sources of the figures before it, with the names that they resolved to.
    """
    place = report.span(w.start[at], w.end[at])
    found = _quoted_by_another(report, w, at) or _found(report, w, at, place, quotes, attributions)
    if found is None or is_own_voice(report, found.source) or found.source.text.casefold() in _NOBODY:
        return None
    found = _deeper(report, w, at, found)
    if not found.via:
        found = replace(found, via=through(report, w, found.source, mentions))
    if found.speaker is None or found.speaker == found.source or is_medium(found.speaker.text):
        told = tuple((a.source, a.speaker) for a in attributions if a.source)
        name = resolve_name(report, w, found.source, mentions=mentions, said=(*told, *before))
        kept = found.speaker
        if kept is not None and is_medium(kept.text) and not kept.overlaps(found.source):
            kept = None
        found = replace(found, speaker=name or kept)
    return _said_plainly(found, mentions)


def _said_plainly(found: Asserter, mentions: tuple[Mention, ...]) -> Asserter:
    """The source as last named where it is a pronoun that stands for no name: "the state insurer", not "it"."""
    name = found.speaker
    if name is None or found.source.text.casefold() not in PRONOUNS:
        return found
    if any(m.kind == "name" and m.span.overlaps(name) for m in mentions):
        return found
    return replace(found, source=name, speaker=None)


def _found(
    report: Report,
    w: Words,
    at: int,
    place: Span,
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
) -> Asserter | None:
    spoken = _from_quotes(place, quotes)
    return (
        spoken
        or by_count_noun(report, w, at)
        or _from_attributions(w, place, attributions)
        or by_phrase(report, w, at)
        or by_verb(report, w, at)
        or by_passive(report, w, at)
        or by_headline(report, w, at)
        or said_beside(report, w, at)
        or by_heading(report, w, at)
    )


def _from_attributions(w: Words, at: Span, attributions: tuple[Attribution, ...]) -> Asserter | None:
    """The innermost attribution that holds the figure and whose source can assert it."""
    held = [
        a
        for a in attributions
        if a.source
        and any(piece.contains(at) for piece in (a.content, *a.more))
        and not a.source.overlaps(at)
        and a.form in _ASSERTING
    ]
    for a in sorted(held, key=lambda a: (a.content.end - a.content.start, a.content.start)):
        if a.source is None:
            continue
        cue = a.cue.text.casefold() if a.cue else ""
        stretch = w.at(a.source.start), w.before(a.source.end)
        if cue in asserting("verbs", "showing") and not may_assert(w, *stretch):
            continue
        return Asserter(source=a.source, speaker=a.speaker, cue=a.cue.text if a.cue else None, via=a.via)
    return None


def _from_quotes(at: Span, quotes: tuple[Quote, ...]) -> Asserter | None:
    spoken = [q for q in quotes if q.source and q.span.contains(at) and q.kind != "indirect"]
    if not spoken:
        return None
    quote = min(spoken, key=lambda q: (q.span.end - q.span.start, q.span.start))
    if quote.source is None:
        return None
    return Asserter(source=quote.source, speaker=quote.speaker, cue=quote.cue, via=quote.via)


def _quoted_by_another(report: Report, w: Words, at: int) -> Asserter | None:
    """ "State radio quoted NP as saying", "NP was quoted by state radio as saying"."""
    start, end = w.sentence[at]
    for i in range(start + 1, end - 2):
        if w.low[i] not in ("quoted", "cited", "quotes", "quoting", "cites", "citing"):
            continue
        saying = next(
            (
                k
                for k in range(i + 1, min(i + 16, end - 1))
                if w.low[k] == "as"
                and w.low[k + 1] in ("saying", "telling", "putting", "reporting", "giving")
            ),
            None,
        )
        if saying is None or any(w.low[k] == ";" for k in range(min(i, at), max(i, at))):
            continue
        if w.low[i - 1] in ("was", "were", "been", "is", "are"):
            named = phrase_before(w, i - 1, start)
            by = phrase_after(w, i + 2, saying) if w.low[i + 1] in ("by", "in") else None
            via = by
        else:
            named = phrase_after(w, i + 1, saying)
            via = phrase_before(w, i, start)
        if named is None:
            continue
        through = () if via is None else (span_of(report, w, *via),)
        return Asserter(source=span_of(report, w, *named), speaker=None, cue=w.shown[i], via=through)
    return None


def _deeper(report: Report, w: Words, at: int, found: Asserter) -> Asserter:
    """ "…, according to the Daily, which cited the police": the cited one asserts, through the other."""
    start, end = w.sentence[at]
    for i in range(start + 1, end - 1):
        if w.low[i] not in ("citing", "cited", "cites", "quoting") or w.low[i - 1] in (
            "was",
            "were",
            "been",
            "is",
            "are",
        ):
            continue
        relative = w.low[i - 1] in ("which", "who", "that", ",", "and")
        named = phrase_after(w, i + 1, end)
        if not relative or named is None or not may_assert(w, *named) or named[0] <= at < named[1]:
            continue
        source = span_of(report, w, *named)
        if source.overlaps(found.source):
            return found
        return Asserter(source=source, speaker=None, cue=w.shown[i], via=(found.source, *found.via))
    return found
