"""Which reports tell of one event, by what happened, when, where and to whom.

Takes all reports with what they say; gives stories, each with a title; every report stands in exactly one. Reports are
streamed in the order of their stamps (`story_stream`), so the order in which they are given tells nothing. People's
rulings that two reports tell of one event, or do not, hold. What the events are is left to later stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.lang import table
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import story_terms
from crosswire.text.shingles import word_codes
from crosswire.text.tokens import words
from crosswire.types import Annotations, Entity, Report, Ruling, Story

# Cosine of damped word counts from which a report alone is taken to be near a story; for `report_vector`.
SAME_STORY = 0.17
WIDTH = 1 << 14
TITLE_CHARACTERS = 140

Vector = NDArray[np.float64]


def find_stories(
    reports: tuple[Report, ...],
    annotations: tuple[Annotations, ...],
    entities: tuple[Entity, ...],
    *,
    rulings: Iterable[Ruling] = (),
) -> tuple[Story, ...]:
    """Stories in the order of their first reports; every report stands in exactly one. `entities` are not needed
    so far: names are compared as printed."""
    stream = stream_of(reports, annotations, rulings=rulings)
    place = {r.id: n for n, r in enumerate(reports)}
    said = {a.report: a for a in annotations}
    found = []
    for id, ids in stream.stories():
        members = sorted(ids, key=place.__getitem__)
        central = sorted(members, key=lambda m: (-stream.fit(m), m))
        title = title_of([reports[place[m]] for m in central], said)
        found.append(Story(id=id, title=title, reports=tuple(members)))
    return tuple(sorted(found, key=lambda s: place[s.reports[0]]))


def stream_of(
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...], *, rulings: Iterable[Ruling] = ()
) -> StoryStream:
    """The stream with all reports placed, in the order of their stamps."""
    stream = StoryStream(rulings)
    pairs = zip(reports, annotations, strict=True)
    terms = sorted(
        (story_terms(r, a) for r, a in pairs), key=lambda t: (t.stamp is None, t.stamp or "", t.report)
    )
    for one in terms:
        stream.place(one)
    return stream


def whole_story(id: str, reports: tuple[Report, ...], annotations: tuple[Annotations, ...]) -> Story:
    """The story with this id, of reports that are known to tell one; the title is found as for any other."""
    vectors = np.array([report_vector(r) for r in reports])
    nearness = (vectors @ vectors.T).sum(axis=1)
    central = sorted(range(len(reports)), key=lambda n: (-float(nearness[n]), reports[n].id))
    title = title_of([reports[n] for n in central], {a.report: a for a in annotations})
    return Story(id=id, title=title, reports=tuple(r.id for r in reports))


def report_vector(report: Report) -> Vector:
    """The unit vector of one report's content words, without what only all reports together tell."""
    stop = frozenset(table("en", "stopwords")["words"])
    outside = [
        w.folded for w in words(report.text) if w.folded not in stop and report.is_article(w.start, w.end)
    ]
    counts = np.zeros(WIDTH)
    codes = word_codes(outside) % np.uint64(WIDTH)
    np.add.at(counts, codes.astype(np.int64), 1.0)
    damped = np.log1p(counts)
    length = float(np.sqrt((damped * damped).sum()))
    unit: Vector = damped / length if length else damped
    return unit


def title_of(central: Sequence[Report], said: Mapping[str, Annotations]) -> str:
    """The title of a story: of the most central of its reports that has one of its own. `central` comes first."""
    titled = [r for r in central if r.title and not r.provenance.machine_translated]
    titled = titled or [r for r in central if r.title]
    return _headline(titled[0].title or "") if titled else _first_sentence(central[0], said[central[0].id])


def _headline(title: str) -> str:
    """The title without the section or outlet that pages append after a bar."""
    return title.split(" | ")[0].strip() or title


def _first_sentence(report: Report, said: Annotations) -> str:
    for sentence in said.sentences:
        if report.is_article(sentence.start, sentence.end) and len(sentence.text.split()) >= 4:
            text = " ".join(sentence.text.split())
            if len(text) <= TITLE_CHARACTERS:
                return text
            return text[:TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return report.source
