"""One report to its `Annotations`: sentences, names, times, quotes, figures, places.

Sees one report only, so it runs anywhere, in any order, in parallel. Relative times are read against
`anchor`, the day the report speaks from; where other reports show that day to be another (a
republisher's stamp), the pipeline annotates the parsed text once more. Joins nothing across reports.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crosswire.annotate.caveats import find_caveats
from crosswire.annotate.chains import with_chains
from crosswire.annotate.figure_singles import find_single_parts
from crosswire.annotate.figures import find_figures
from crosswire.annotate.happenings import find_happenings
from crosswire.annotate.harm import find_harm
from crosswire.annotate.individuals import find_individuals
from crosswire.annotate.names import find_mentions
from crosswire.annotate.parse import parse
from crosswire.annotate.places import find_places
from crosswire.annotate.quotes import find_quotes
from crosswire.annotate.standing import settled, with_standing
from crosswire.annotate.times import read_times
from crosswire.types import Annotations, Attribution, Figure, Mention, Quote, Report, TimeExpression

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["annotate", "annotate_parsed", "count"]


def annotate(
    report: Report, nlp: Language, *, anchor: str | None = None, limit: int = 200_000
) -> Annotations:
    """What the report says. `anchor` is an ISO day; without one relative times stay undated."""
    return annotate_parsed(report, parse(report, nlp, limit=limit), anchor=anchor)


def annotate_parsed(report: Report, doc: Doc, *, anchor: str | None, resolving: bool = True) -> Annotations:
    """As `annotate`, from a text already parsed. Without `resolving` places are not looked up, which needs the
    gazetteer to be loaded: a second where nothing else is to be done."""
    mentions = find_mentions(report, doc)
    found = read_times(report, doc, anchor=anchor)
    times = found.days
    quotes, attributions = find_quotes(report, doc, mentions)
    quotes, attributions = with_chains(report, doc, quotes, attributions, mentions)
    caveats = find_caveats(report, doc, attributions)
    quotes, attributions = with_standing(quotes, attributions, caveats)
    figures, individuals = count(
        report, doc, mentions=mentions, quotes=quotes, attributions=attributions, times=times, anchor=anchor
    )
    sentences = tuple(
        report.span(start, end)
        for sentence in doc.sents
        for start, end in [_trim(report.text, sentence.start_char, sentence.end_char)]
        if end > start
    )
    return Annotations(
        report=report.id,
        anchor=anchor,
        sentences=sentences,
        mentions=mentions,
        attributions=attributions,
        quotes=quotes,
        figures=settled(figures, caveats),
        individuals=settled(individuals, caveats),
        times=times,
        timexes=found.timexes,
        doubts=found.doubts,
        places=find_places(report, doc, mentions) if resolving else (),
        caveats=caveats,
        happenings=find_happenings(report, doc, times, quotes),
    )


def count(
    report: Report,
    doc: Doc,
    *,
    mentions: tuple[Mention, ...],
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
    times: tuple[TimeExpression, ...],
    anchor: str | None,
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures of the report, and the persons and things harmed or held that no number counts."""
    # Figures without a day of their own speak of the day the report speaks from, not of its stamp.
    figures = find_figures(
        replace(report, published=anchor),
        doc,
        mentions=mentions,
        quotes=quotes,
        attributions=attributions,
        times=times,
    )
    individuals = find_individuals(
        report, doc, figures=figures, mentions=mentions, times=times, quotes=quotes, anchor=anchor
    )
    figures, individuals = find_harm(
        report,
        doc,
        figures=figures,
        individuals=individuals,
        mentions=mentions,
        times=times,
        quotes=quotes,
        anchor=anchor,
    )
    return figures, (*individuals, *find_single_parts(report, doc, figures, individuals))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
