"""Which parts of quotations, over reports, render one act of speech.

Takes reports, annotations, the speakers found and the lineage; gives groups of at least two parts from
at least two reports. Likeness is that of words and of groups of four characters; aligned sentences of
two reports of one text speak for a link, different known speakers forbid it, different numbers or
negation speak against it. Parts are clustered by average link; then short fragments ("shoot to kill")
join the cluster whose member holds their words. What the renderings change is not looked at here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.link.utterance_units import Unit, units_of
from crosswire.text.similarity import cosine
from crosswire.types import Annotations, Lineage, PassagePair, Report, UtteranceGroup, UtteranceMember

# Chosen by reading the groups of 20 events in three outlets each (nearly all right at .28; at .25 other
# speakers' words creep in) and on one annotated event (pairs F1 flat from .24 to .30).
LINK = 0.28
FRAGMENT = 0.8
# Content words a fragment needs: a single word in quotation marks is a label, not a rendering.
FRAGMENT_WORDS = 2
# Fragments of at most so many words are held against one another only, and then need this share of
# common content words; by characters alone "take control" meets "the situation is under control".
SHORT = 3
SHORT_SHARE = 0.6
# Aligned sentences of one text add this; different numbers and negation take away a share.
ALIGNED = 0.1
# One known speaker adds this: with it the same events stay clean.
SAME_SPEAKER = 0.04
OTHER_NUMBERS = 0.7
OTHER_NEGATION = 0.85
# Pairs are compared if they share a content word that stands in at most this many parts of quotations,
# or any two content words.
COMMON = 40

Scores = dict[int, dict[int, float]]


def group_utterances(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    speakers: Sequence[tuple[str, str]],
    lineage: Sequence[Lineage],
) -> tuple[UtteranceGroup, ...]:
    """The groups, by their first member; members by report and place."""
    units = units_of(reports, annotations, dict(speakers))
    aligned = _aligned(units, lineage)
    scores: Scores = {}
    for i, j in sorted(_candidates(units) | aligned):
        score = likeness(units[i], units[j], aligned=(i, j) in aligned)
        if score > 0:
            scores.setdefault(i, {})[j] = score
            scores.setdefault(j, {})[i] = score
    clusters = _average_link(len(units), scores)
    _attach_fragments(units, clusters)
    clusters = [_without_headlines(units, cluster) for cluster in clusters]
    groups = [_group(units, cluster, scores) for cluster in clusters if len(cluster) > 1]
    return tuple(
        g
        for g in sorted(groups, key=lambda g: g.members[0].span)
        if len({m.span.report for m in g.members}) > 1
    )


def likeness(left: Unit, right: Unit, *, aligned: bool = False) -> float:
    """How surely two parts render the same words, 0 to 1."""
    if left.quote == right.quote or (left.speaker and right.speaker and left.speaker != right.speaker):
        return 0.0
    if _too_little(left, right):
        return 0.0
    score = 0.5 * cosine(left.words, right.words) + 0.5 * cosine(left.grams, right.grams)
    if left.numbers and right.numbers and not left.numbers & right.numbers:
        score *= OTHER_NUMBERS
    if left.negated != right.negated:
        score *= OTHER_NEGATION
    if score == 0:
        return 0.0
    same = left.speaker is not None and left.speaker == right.speaker
    return min(1.0, score + ALIGNED * aligned + SAME_SPEAKER * same)


def _short(unit: Unit) -> bool:
    return len(unit.words) <= SHORT


def _too_little(left: Unit, right: Unit) -> bool:
    """Whether a fragment meets a longer part, or another fragment with too few common words."""
    if not _short(left) and not _short(right):
        return False
    fewest = min(len(left.stems), len(right.stems))
    return _short(left) != _short(right) or len(left.stems & right.stems) < SHORT_SHARE * fewest


def _candidates(units: Sequence[Unit]) -> set[tuple[int, int]]:
    """Pairs of parts that share a content word not too common."""
    holders: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        for stem in unit.stems:
            holders.setdefault(stem, []).append(n)
    return {
        (i, j)
        for held in holders.values()
        if len(held) <= COMMON
        for k, i in enumerate(held)
        for j in held[k + 1 :]
    }


def _aligned(units: Sequence[Unit], lineage: Sequence[Lineage]) -> set[tuple[int, int]]:
    """Pairs of parts that stand in sentences which render each other."""
    by_report: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        by_report.setdefault(unit.span.report, []).append(n)
    found: set[tuple[int, int]] = set()
    for record in lineage:
        for pair in record.evidence:
            for i in _inside(units, by_report.get(record.left, []), pair, left=True):
                for j in _inside(units, by_report.get(record.right, []), pair, left=False):
                    found.add((min(i, j), max(i, j)))
    return found


def _inside(units: Sequence[Unit], among: Sequence[int], pair: PassagePair, *, left: bool) -> list[int]:
    passage = pair.left if left else pair.right
    return [n for n in among if units[n].span.overlaps(passage)]


def _average_link(count: int, scores: Scores) -> list[list[int]]:
    """Clusters whose members are on average alike enough; the best pair merges first."""
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    sums: Scores = {i: dict(row) for i, row in scores.items()}
    while True:
        best = max(
            (
                (total / (len(members[i]) * len(members[j])), -i, -j)
                for i, row in sums.items()
                for j, total in row.items()
                if i < j
            ),
            default=(0.0, 0, 0),
        )
        if best[0] < LINK:
            return [members[n] for n in sorted(members)]
        _merge(members, sums, -best[1], -best[2])


def _merge(members: dict[int, list[int]], sums: Scores, keep: int, gone: int) -> None:
    members[keep] += members.pop(gone)
    sums[keep].pop(gone)
    for other, total in sums.pop(gone).items():
        if other == keep:
            continue
        sums[other].pop(gone)
        sums[keep][other] = sums[other][keep] = sums[keep].get(other, 0.0) + total


def _attach_fragments(units: Sequence[Unit], clusters: list[list[int]]) -> None:
    """Moves lone parts and clusters of short ones into the cluster whose member holds their words."""
    for cluster in clusters:
        loose = len(cluster) == 1 or all(_short(units[n]) for n in cluster)
        if not loose or any(len(units[n].stems) < FRAGMENT_WORDS for n in cluster):
            continue
        best, place = 0.0, cluster
        for other in clusters:
            held = max((_held(units[n], units[m]) for n in cluster for m in other), default=0.0)
            if other is not cluster and held > best:
                best, place = held, other
        if best >= FRAGMENT:
            place.extend(cluster)
            cluster.clear()


def _held(fragment: Unit, whole: Unit) -> float:
    """The share of a fragment's content words that a longer part holds."""
    other = bool(fragment.speaker and whole.speaker and fragment.speaker != whole.speaker)
    if other or fragment.quote == whole.quote or len(whole.stems) <= len(fragment.stems):
        return 0.0
    return len(fragment.stems & whole.stems) / len(fragment.stems)


def _without_headlines(units: Sequence[Unit], cluster: Sequence[int]) -> list[int]:
    """A cluster without headlines and pull quotes that only repeat their report's own quotation."""
    bodies = {units[n].span.report for n in cluster if not units[n].headline}
    return [n for n in cluster if not units[n].headline or units[n].span.report not in bodies]


def _group(
    units: Sequence[Unit], cluster: Sequence[int], scores: Mapping[int, Mapping[int, float]]
) -> UtteranceGroup:
    ordered = sorted((units[n] for n in cluster), key=lambda u: u.key)
    pairs = [scores.get(i, {}).get(j, 0.0) for k, i in enumerate(cluster) for j in cluster[k + 1 :]]
    return UtteranceGroup(
        members=tuple(UtteranceMember(span=u.span, quote=u.quote) for u in ordered),
        score=round(sum(pairs) / len(pairs), 4),
    )
