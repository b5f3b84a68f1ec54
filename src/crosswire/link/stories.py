"""Which reports tell of one event: a first grouping by common content words and names.

Takes all reports; gives stories, each with a title. Reports are joined where their content words,
names counted double, point the same way; groups are closed over such joins. Meant for reports that
somebody has already put together: it sets a stray report apart and does not tell look-alike events.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from crosswire.lang import table
from crosswire.text.shingles import word_codes
from crosswire.text.tokens import words
from crosswire.types import Annotations, Entity, Report, Story

# Cosine of damped word counts from which two reports are joined. On the development clusters of
# one event from many outlets, pairs inside a cluster lie mostly above .2, pairs across below .12.
SAME_STORY = 0.17
WIDTH = 1 << 14
TITLE_CHARACTERS = 140

Vector = NDArray[np.float64]


def find_stories(
    reports: tuple[Report, ...], annotations: tuple[Annotations, ...], entities: tuple[Entity, ...]
) -> tuple[Story, ...]:
    """Stories in the order of their first reports; every report stands in exactly one."""
    vectors = np.array([_vector(r, _names(r, entities)) for r in reports])
    scores = vectors @ vectors.T
    groups = _components(scores >= SAME_STORY)
    said = {a.report: a for a in annotations}
    return tuple(_story([reports[i] for i in g], scores[np.ix_(g, g)], said) for g in groups)


def report_vector(report: Report) -> Vector:
    """The unit vector of one report's content words, without what only all reports together tell."""
    return _vector(report, [])


def _names(report: Report, entities: tuple[Entity, ...]) -> list[str]:
    return [e.id for e in entities for f in e.forms if f.span.report == report.id]


def _vector(report: Report, names: list[str]) -> Vector:
    stop = frozenset(table("en", "stopwords")["words"])
    outside = [
        w.folded for w in words(report.text) if w.folded not in stop and report.is_article(w.start, w.end)
    ]
    counts = np.zeros(WIDTH)
    codes = word_codes([*outside, *names, *names]) % np.uint64(WIDTH)
    np.add.at(counts, codes.astype(np.int64), 1.0)
    damped = np.log1p(counts)
    length = float(np.sqrt((damped * damped).sum()))
    unit: Vector = damped / length if length else damped
    return unit


def _components(joined: NDArray[np.bool_]) -> list[list[int]]:
    seen: set[int] = set()
    groups = []
    for start in range(len(joined)):
        if start in seen:
            continue
        group, stack = [], [start]
        seen.add(start)
        while stack:
            here = stack.pop()
            group.append(here)
            for there in np.flatnonzero(joined[here]).tolist():
                if there not in seen:
                    seen.add(there)
                    stack.append(there)
        groups.append(sorted(group))
    return groups


def _story(group: list[Report], scores: NDArray[np.float64], said: dict[str, Annotations]) -> Story:
    """The title is that of the most central report that has one of its own."""
    central = sorted(range(len(group)), key=lambda i: (-float(scores[i].sum()), group[i].id))
    ordered = [group[i] for i in central]
    titled = [r for r in ordered if r.title and not r.provenance.machine_translated]
    titled = titled or [r for r in ordered if r.title]
    title = _headline(titled[0].title or "") if titled else _first_sentence(ordered[0], said[ordered[0].id])
    ids = tuple(r.id for r in group)
    digest = hashlib.sha256("|".join(sorted(ids)).encode()).hexdigest()[:10]
    return Story(id=f"s{digest}", title=title, reports=ids)


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
