"""Which parts of quotations, over reports, render one act of speech.

Takes reports, annotations, the speakers found and the lineage; gives groups of at least two parts from
at least two reports. Likeness is that of words and of groups of four characters; aligned sentences of
two reports of one text speak for a link, different known speakers forbid it, different numbers or
negation speak against it. Parts are clustered by average link; then short fragments ("shoot to kill")
join the cluster whose member holds their words. What the renderings change is not looked at here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from crosswire.link.utterance_units import Unit, units_of
from crosswire.text.similarity import cosine
from crosswire.types import Annotations, Lineage, Report, Span, UtteranceGroup, UtteranceMember

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
# So many more words than the fragment has may lie around its words in the whole.
APART = 4
# Aligned sentences of one text add this; different numbers and negation take away a share.
ALIGNED = 0.1
# One known speaker adds this: with it the same events stay clean.
SAME_SPEAKER = 0.06
OTHER_NUMBERS = 0.7
OTHER_NEGATION = 0.85
# Pairs are compared if they share a content word that stands in at most this many different parts.
COMMON = 60

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
    scores: Scores = {n: {} for n in range(len(units))}
    for i, j in sorted(_candidates(units) | aligned):
        score = likeness(units[i], units[j], aligned=(i, j) in aligned)
        if score > 0:
            scores[i][j] = scores[j][i] = score
    clusters = _average_link(units, scores)
    _attach_fragments(units, clusters)
    groups = [_group(units, cluster, scores) for cluster in clusters if cluster]
    return tuple(
        g
        for g in sorted(groups, key=lambda g: (g.members[0].span, g.members[0].quote))
        if len({m.span.report for m in g.members}) > 1
    )


def likeness(left: Unit, right: Unit, *, aligned: bool = False) -> float:
    """How surely two parts render the same words, 0 to 1."""
    if _kept_apart(left, right) or _too_little(left, right):
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


def _kept_apart(left: Unit, right: Unit) -> bool:
    """Whether two parts stand in one quotation, or are known to be two people's words."""
    two = left.speaker is not None and right.speaker is not None and left.speaker != right.speaker
    return two or bool(left.quotes & right.quotes)


def _short(unit: Unit) -> bool:
    return len(unit.words) <= SHORT


def _too_little(left: Unit, right: Unit) -> bool:
    """Whether a fragment meets a longer part, or another fragment with too few common words."""
    if not _short(left) and not _short(right):
        return False
    fewest = min(len(left.stems), len(right.stems))
    return _short(left) != _short(right) or len(left.stems & right.stems) < SHORT_SHARE * fewest


def _holders(units: Sequence[Unit]) -> dict[str, list[int]]:
    """The parts that hold each content word."""
    holders: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        for stem in sorted(unit.stems):
            holders.setdefault(stem, []).append(n)
    return holders


def _candidates(units: Sequence[Unit]) -> set[tuple[int, int]]:
    """Pairs of parts that share a content word not too common."""
    return {
        (i, j)
        for held in _holders(units).values()
        if len(held) <= COMMON
        for k, i in enumerate(held)
        for j in held[k + 1 :]
    }


def _aligned(units: Sequence[Unit], lineage: Sequence[Lineage]) -> set[tuple[int, int]]:
    """Pairs of parts that stand in sentences which render each other."""
    by_report: dict[str, list[tuple[Span, int]]] = {}
    for n, unit in enumerate(units):
        for printing in unit.printings:
            by_report.setdefault(printing.span.report, []).append((printing.span, n))
    found: set[tuple[int, int]] = set()
    for record in lineage:
        if record.relation != "same-original":
            continue
        for pair in record.evidence:
            lefts = {n for span, n in by_report.get(record.left, ()) if span.overlaps(pair.left)}
            rights = {n for span, n in by_report.get(record.right, ()) if span.overlaps(pair.right)}
            found |= {(min(i, j), max(i, j)) for i in lefts for j in rights if i != j}
    return found


def _average_link(units: Sequence[Unit], scores: Scores) -> list[list[int]]:
    """Clusters whose members are on average alike enough; the best pair merges first."""
    members = {n: [n] for n in scores}
    sums: Scores = {i: dict(row) for i, row in scores.items()}
    queue = [(-score, i, j, 1, 1) for i, row in sums.items() for j, score in row.items() if i < j]
    heapify(queue)
    while queue:
        mean, i, j, left_size, right_size = heappop(queue)
        if -mean < LINK:
            break
        current = i in members and j in members
        if not current or (len(members[i]), len(members[j])) != (left_size, right_size):
            continue
        if len(_voices(units, [*members[i], *members[j]])) > 1:
            continue
        _merge(members, sums, i, j)
        for other, total in sums[i].items():
            a, b = min(i, other), max(i, other)
            sizes = len(members[a]), len(members[b])
            heappush(queue, (-total / (sizes[0] * sizes[1]), a, b, *sizes))
    return [members[n] for n in sorted(members)]


def _voices(units: Sequence[Unit], cluster: Sequence[int]) -> set[str]:
    """The known speakers of a cluster."""
    return {speaker for n in cluster if (speaker := units[n].speaker) is not None}


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
    home = {n: place for place, cluster in enumerate(clusters) for n in cluster}
    holders = _holders(units)
    for place, cluster in enumerate(clusters):
        loose = len(cluster) == 1 or all(_short(units[n]) for n in cluster)
        if not loose or any(len(units[n].stems) < FRAGMENT_WORDS for n in cluster):
            continue
        wholes = {m for n in cluster for stem in units[n].stems for m in holders[stem] if home[m] != place}
        held = (
            (max(_held(units[n], units[m]) for n in cluster), -m)
            for m in wholes
            if len(_voices(units, [*cluster, *clusters[home[m]]])) <= 1
        )
        best, whole = max(held, default=(0.0, 0))
        if best >= FRAGMENT:
            goal = home[-whole]
            clusters[goal].extend(cluster)
            home.update((n, goal) for n in cluster)
            clusters[place] = []


def _held(fragment: Unit, whole: Unit) -> float:
    """The share of a fragment's content words that a longer part holds, near together."""
    if _kept_apart(fragment, whole) or len(whole.stems) <= len(fragment.stems):
        return 0.0
    if len(fragment.stems & whole.stems) < FRAGMENT * len(fragment.stems):
        return 0.0
    size = len(fragment.sequence) + APART
    windows = range(max(1, len(whole.sequence) - size + 1))
    most = max(len(fragment.stems.intersection(whole.sequence[k : k + size])) for k in windows)
    return most / len(fragment.stems)


def _group(
    units: Sequence[Unit], cluster: Sequence[int], scores: Mapping[int, Mapping[int, float]]
) -> UtteranceGroup:
    """The places of a cluster, without headlines that only repeat their report's own quotation."""
    places = sorted((p for n in cluster for p in units[n].printings), key=lambda p: (p.span, p.quote))
    bodies = {p.span.report for p in places if not p.headline}
    kept = [p for p in places if not p.headline or p.span.report not in bodies]
    pairs = [scores[i].get(j, 0.0) for k, i in enumerate(cluster) for j in cluster[k + 1 :]]
    return UtteranceGroup(
        members=tuple(UtteranceMember(span=p.span, quote=p.quote) for p in kept),
        score=round(sum(pairs) / len(pairs), 4) if pairs else 1.0,
    )
