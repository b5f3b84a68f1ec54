"""Which parts of quotations, over reports, render one act of speech.

Takes reports, annotations, the speakers found and the lineage; gives groups of parts from at least two
reports. How alike two parts are, `utterance_likeness` says; aligned sentences of two reports of one text and
sentences that stand beside a sure pair in both speak for a link. Parts are clustered by average link, each
speaker's apart; then short fragments ("shoot to kill") join the cluster whose member holds their words, and
clusters of two speakers are put together where they print nearly the same words: one of them is misnamed
in a report. Reported speech of the same sense is put beside a cluster, never into it. What the renderings
change is not looked at here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise

from crosswire.link.utterance_likeness import held, is_short, likeness
from crosswire.link.utterance_units import Printing, Unit, units_of
from crosswire.types import Annotations, Lineage, Report, Span, UtteranceGroup, UtteranceMember

# Chosen by reading the groups of 20 events in three outlets each (nearly all right at .28; at .25 other
# speakers' words creep in) and on three annotated events (pairs F1 flat from .24 to .30).
LINK = 0.28
FRAGMENT = 0.8
# Content words a fragment needs: a single word in quotation marks is a label, not a rendering.
FRAGMENT_WORDS = 2
# So many more words than the fragment has may lie around its words in the whole.
APART = 4
# Aligned sentences of one text add this, and so do neighbours of a pair that is at least so sure.
ALIGNED = 0.1
BESIDE, SURE = 0.1, 0.5
# Sentences further apart in a report (characters) do not follow one another.
NEAR = 600
# Two speakers are given the same words where those are so alike and have so many content words.
TWO_VOICES, TWO_VOICES_WORDS = 0.75, 3
# Reported speech so like a quotation gives its sense: of one known speaker, and where one is not known.
REPORTED, REPORTED_BY_SOMEBODY = 0.4, 0.5
# Pairs are compared if they share a content word that stands in at most this many different parts.
COMMON = 30

# Two reports that print most of what they have in common word for word, or one report twice, give the same
# words again alike: what is less alike than VERBATIM is then less likely a rendering by FAITHFUL.
VERBATIM, FAITHFUL = 0.75, 0.15

Pair = tuple[int, int]
Scores = dict[int, dict[int, float]]


def group_utterances(
    reports: Sequence[Report],
    annotations: Sequence[Annotations],
    speakers: Sequence[tuple[str, str]],
    lineage: Sequence[Lineage],
) -> tuple[UtteranceGroup, ...]:
    """The groups, by their first member; members by report and place."""
    units = units_of(reports, annotations, dict(speakers))
    scores, crossing = _scored(units, lineage)
    clusters = _average_link(units, scores)
    _attach_fragments(units, clusters)
    _join_voices(units, clusters, crossing)
    beside = _reported(units, clusters, units_of(reports, annotations, dict(speakers), reported=True))
    groups = [
        _group(units, cluster, scores, beside.get(n, ())) for n, cluster in enumerate(clusters) if cluster
    ]
    return tuple(
        g
        for g in sorted(groups, key=lambda g: (g.members[0].span, g.members[0].quote))
        if g.echoes or len({m.span.report for m in (*g.members, *g.reported)}) > 1
    )


def _reported(
    units: Sequence[Unit], clusters: Sequence[Sequence[int]], spoken: Sequence[Unit]
) -> dict[int, list[Unit]]:
    """The parts of reported speech that say in other reports what a cluster says, each by its best one."""
    home = {n: place for place, cluster in enumerate(clusters) for n in cluster}
    holders = _holders(units)
    found: dict[int, list[Unit]] = {}
    for part in spoken:
        near = {n for s in part.stems for n in holders.get(s, ()) if len(holders[s]) <= COMMON}
        ranked = sorted(
            (-likeness(part, units[n]), n)
            for n in near
            if not is_short(units[n]) and len(_voices((part, units[n]), (0, 1))) <= 1
        )
        if not ranked:
            continue
        known = part.speaker is not None and part.speaker == units[ranked[0][1]].speaker
        if -ranked[0][0] >= (REPORTED if known else REPORTED_BY_SOMEBODY):
            found.setdefault(home[ranked[0][1]], []).append(part)
    return found


def _scored(units: Sequence[Unit], lineage: Sequence[Lineage]) -> tuple[Scores, dict[Pair, float]]:
    """How alike parts are that may be one speaker's; and, apart, those that are known to be two's."""
    aligned = _aligned(units, lineage)
    raw = {
        (i, j): score
        for i, j in sorted(_candidates(units) | aligned)
        if not units[i].quotes & units[j].quotes and (score := likeness(units[i], units[j])) > 0
    }
    for pair in raw.keys() & aligned:
        raw[pair] = min(1.0, raw[pair] + ALIGNED)
    reports = [frozenset(p.span.report for p in u.printings) for u in units]
    beside = _beside(units, reports, raw)
    faithful = _faithful(units, reports, raw)
    scores: Scores = {n: {} for n in range(len(units))}
    crossing = {}
    for (i, j), score in raw.items():
        if len(_voices(units, (i, j))) > 1:
            crossing[i, j] = score
            continue
        score += BESIDE * ((i, j) in beside)
        if score < VERBATIM and (i, j) not in aligned and faithful(reports[i], reports[j]):
            score -= FAITHFUL
        if score > 0:
            scores[i][j] = scores[j][i] = min(1.0, score)
    return scores, crossing


def _faithful(
    units: Sequence[Unit], reports: Sequence[frozenset[str]], scores: Mapping[Pair, float]
) -> Callable[[frozenset[str], frozenset[str]], bool]:
    """Whether reports that print two parts quote word for word: of what each two of them surely have in
    common, at least half stands alike in both. Where two have nothing in common, what each has in common with
    all others tells; where that is nothing either, word for word is what to expect."""
    alike: Counter[tuple[str, ...]] = Counter()
    common: Counter[tuple[str, ...]] = Counter()

    def count(one: str, other: str, same: bool) -> None:
        for key in ((min(one, other), max(one, other)), (one,), (other,)):
            common[key] += 1
            alike[key] += same

    for n, unit in enumerate(units):
        for one, other in combinations(sorted(reports[n]), 2) if not is_short(unit) else ():
            count(one, other, True)
    for (i, j), score in scores.items():
        if score >= SURE and not is_short(units[i]):
            for one in sorted(reports[i]):
                for other in sorted(reports[j] - {one}):
                    count(one, other, score >= VERBATIM)

    def answer(left: frozenset[str], right: frozenset[str]) -> bool:
        pairs = [(min(a, b), max(a, b)) for a in left for b in right if a != b]
        known = [p if common[p] else single for p in pairs for single in ((p[0],), (p[1],))]
        return all(2 * alike[k] >= common[k] for k in known)

    return answer


def _beside(
    units: Sequence[Unit], reports: Sequence[frozenset[str]], scores: Mapping[Pair, float]
) -> set[Pair]:
    """Pairs of longer parts, in different reports, that follow or go before the parts of a sure pair."""
    places: dict[str, list[tuple[Span, int]]] = {}
    for n, unit in enumerate(units):
        for printing in unit.printings:
            if not printing.headline and not is_short(unit):
                places.setdefault(printing.span.report, []).append((printing.span, n))
    after: dict[int, set[int]] = {}
    before: dict[int, set[int]] = {}
    for listed in places.values():
        for (one, i), (other, j) in pairwise(sorted(listed)):
            if other.start - one.end <= NEAR and len(_voices(units, (i, j))) <= 1:
                after.setdefault(i, set()).add(j)
                before.setdefault(j, set()).add(i)
    sure = [pair for pair, score in scores.items() if score >= SURE]
    sure += [(n, n) for n in range(len(units)) if len(reports[n]) > 1]
    return {
        (min(k, m), max(k, m))
        for beside in (after, before)
        for i, j in sure
        for k in beside.get(i, ())
        for m in beside.get(j, ())
        if not reports[k] & reports[m]
    }


def _holders(units: Sequence[Unit]) -> dict[str, list[int]]:
    """The parts that hold each content word."""
    holders: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        for word in sorted(unit.stems):
            holders.setdefault(word, []).append(n)
    return holders


def _candidates(units: Sequence[Unit]) -> set[Pair]:
    """Pairs of parts that share a content word not too common."""
    return {
        (i, j)
        for held in _holders(units).values()
        if len(held) <= COMMON
        for k, i in enumerate(held)
        for j in held[k + 1 :]
    }


def _aligned(units: Sequence[Unit], lineage: Sequence[Lineage]) -> set[Pair]:
    """Pairs of parts that stand in sentences which render each other."""
    by_report: dict[str, list[tuple[Span, int]]] = {}
    for n, unit in enumerate(units):
        for printing in unit.printings:
            by_report.setdefault(printing.span.report, []).append((printing.span, n))
    found: set[Pair] = set()
    for record in lineage:
        # Words of two languages are no two readings of one sentence.
        if record.relation != "same-original" or record.manner == "translated":
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


def _join_voices(units: Sequence[Unit], clusters: list[list[int]], crossing: Mapping[Pair, float]) -> None:
    """Puts clusters of different speakers together that print nearly the same words, unless one report
    itself gives the words to both."""
    home = {n: place for place, cluster in enumerate(clusters) for n in cluster}
    close = [
        (-score, i, j)
        for (i, j), score in crossing.items()
        if score >= TWO_VOICES and min(len(units[i].stems), len(units[j].stems)) >= TWO_VOICES_WORDS
    ]
    for _, i, j in sorted(close):
        goal, gone = sorted((home[i], home[j]))
        if goal == gone or _bodies(units, clusters[goal]) & _bodies(units, clusters[gone]):
            continue
        home.update((n, goal) for n in clusters[gone])
        clusters[goal] += clusters[gone]
        clusters[gone] = []


def _bodies(units: Sequence[Unit], cluster: Sequence[int]) -> set[str]:
    """The reports whose bodies print parts of a cluster."""
    return {p.span.report for n in cluster for p in units[n].printings if not p.headline}


def _attach_fragments(units: Sequence[Unit], clusters: list[list[int]]) -> None:
    """Moves lone parts and clusters of short ones into the cluster whose member holds their words."""
    home = {n: place for place, cluster in enumerate(clusters) for n in cluster}
    holders = _holders(units)
    for place, cluster in enumerate(clusters):
        loose = len(cluster) == 1 or all(is_short(units[n]) for n in cluster)
        if not loose or any(len(units[n].stems) < FRAGMENT_WORDS for n in cluster):
            continue
        wholes = {m for n in cluster for s in units[n].stems for m in holders[s] if home[m] != place}
        held = (
            (max(_holds(units[m], units[n]) for n in cluster), -m)
            for m in wholes
            if len(_voices(units, [*cluster, *clusters[home[m]]])) <= 1
        )
        best, whole = max(held, default=(0.0, 0))
        if best >= FRAGMENT:
            goal = home[-whole]
            clusters[goal].extend(cluster)
            home.update((n, goal) for n in cluster)
            clusters[place] = []


def _holds(whole: Unit, fragment: Unit) -> float:
    """How much of a fragment a longer part of another quotation and no other speaker holds."""
    two = whole.speaker is not None and fragment.speaker is not None and whole.speaker != fragment.speaker
    return 0.0 if two or whole.quotes & fragment.quotes else held(fragment, whole, apart=APART)


def _group(
    units: Sequence[Unit],
    cluster: Sequence[int],
    scores: Mapping[int, Mapping[int, float]],
    spoken: Sequence[Unit],
) -> UtteranceGroup:
    """The places of a cluster; headlines that only repeat their report's own quotation stand apart, and so
    does reported speech, where its report has no quotation here."""
    places = sorted((p for n in cluster for p in units[n].printings), key=lambda p: (p.span, p.quote))
    bodies = {p.span.report for p in places if not p.headline}
    every = {p.span.report for p in places}
    reported = sorted(
        (p for u in spoken for p in u.printings if p.span.report not in every),
        key=lambda p: (p.span, p.quote),
    )
    pairs = [scores[i].get(j, 0.0) for k, i in enumerate(cluster) for j in cluster[k + 1 :]]
    return UtteranceGroup(
        members=_members(p for p in places if not p.headline or p.span.report not in bodies),
        score=round(sum(pairs) / len(pairs), 4) if pairs else 1.0,
        echoes=_members(p for p in places if p.headline and p.span.report in bodies),
        reported=_members(reported),
    )


def _members(places: Iterable[Printing]) -> tuple[UtteranceMember, ...]:
    return tuple(UtteranceMember(span=p.span, quote=p.quote) for p in places)
