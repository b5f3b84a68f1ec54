"""Whether two reports render one text: judged on shared words first, on sentences in order second.

Takes two reports laid out for lineage; gives a `Lineage` or None (no shared text, or too short to
tell). Near-verbatim copies and copied passages show in runs of equal words. A second translation or a
rewrite keeps the order and the content of the sentences: tf-idf finds the counterparts, and the pair
passes if enough of the shorter report is covered, by enough sentences, in order. Numbers and names in
order are the second witness where coverage alone is weak. Texts of the same words throughout are copies however
short, as forwarded messages are. Who was first is `lineage_direction`'s.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from crosswire.link.lineage_crossing import cross, rendering
from crosswire.link.lineage_direction import direction
from crosswire.link.lineage_order import Told, told_in_order
from crosswire.link.lineage_text import ReportText
from crosswire.link.passages import NOTHING_SHARED, SharedText, shared_text
from crosswire.text.align import align_in_order, longest_in_order, reciprocal_best
from crosswire.text.fold import fold
from crosswire.text.shingles import shared_number
from crosswire.text.similarity import contained, similarity
from crosswire.types import Lineage, Manner, PassagePair, Relation

# Chosen on 1,182 same-event English pairs and 5 reports of one event (35 combinations tried): at
# coverage .5, 6 sentences, order .85 one pair of 1,031 without shared wording passes, and reads like
# two rewrites of one release. The count of sentences matters most: short briefs cover by chance.
LIKENESS = 0.25
COVERAGE = 0.5
SENTENCES = 6
ORDER = 0.85
# The second witness, numbers and names in order, as a share of the shorter list, if that is long
# enough. On the same pairs, two agencies' reports of one statement reach .38, rewrites .52 to .67;
# independent reports seldom pass .5, so that share admits thinner coverage.
WITNESS_ANCHORS = 20
WITNESS_NEEDED = 0.4
WITNESS_STRONG = 0.5
COVERAGE_WITNESSED = 0.4
# Near-verbatim: this share of the shorter report's words stands in the other, and nearly all of it does so or has
# counterparts there. The longer report is the same text, and not one that has taken the shorter in, if as much of
# it is shared, or if some is and both set in with it, within so many words.
COPIED_SHORTER = 0.6
# One publisher's forecasts and police notes are written by one pattern: fewer words than `FORMULA` prove nothing there.
COPIED_IN_HOUSE = 0.85
FORMULA = 42
COPIED_WHOLE = 0.6
COPIED_LONGER = 0.2
ACCOUNTED = 0.8
ACCOUNTED_MOVED = 0.7
LEAD = 20
# Or both set in with one sentence of about one length, in other words.
LEAD_REWORDED, LEAD_DIFFERS = 45, 8
COPIED_ENTIRE = 0.9
# Both are the same text throughout if this share of the longer stands in the shorter.
VERBATIM = 0.85
# With less than this word for word, sentences that render each other are a rewrite's, not an update's.
MOSTLY_OTHER = 0.35
# Stretches of which less than this stands in one order were moved.
REORDERED = 0.85
# Partly verbatim: then fewer sentences in order are needed. A report all of whose words stand in the other, which
# yet is no copy of it, has been taken in.
ENTIRE = 0.85
MIXED_SENTENCES = 4
# Fewer own words than this: too short to tell a rewrite from chance (139 of 1,182 pairs).
ENOUGH_WORDS = 80
# Words shared outside quotations below which shared passages prove nothing.
PASSAGE_TOTAL = 25
# Where furniture makes up so much of the shorter report, its sentences in order prove nothing either.
FURNITURE = 0.2
# A report renders another in a second language from this sureness on.
HELD = 0.5
# Two reports that share this part of their three-word runs are in one language.
ONE_LANGUAGE = 0.15
# A sentence left over beside an aligned one is part of it if this share of its words stands there.
PART = 0.5
_PART_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far the sentences of the shorter report have counterparts in the longer, in order."""

    pairs: tuple[tuple[int, int], ...]
    share: float
    order: float

    @property
    def sentences(self) -> int:
        return len(self.pairs)


def judge(left: ReportText, right: ReportText) -> Lineage | None:
    """The lineage of two reports, `left` before `right` by id; None where no text is shared."""
    if languages_differ(left, right):
        return judge_crossing(left, right)
    shared = shared_text(left, right)
    found = coverage(left, right, similarity(left.plain, right.plain))
    relation, score, why = relate(left, right, shared, found)
    if relation in (None, "shared-passages") and same_throughout(left, right):
        relation, score, why = "republished", 1.0, f"the same {len(left.codes)} words throughout"
    if relation is None:
        return None
    evidence = shared.pairs if relation == "shared-passages" else aligned_sentences(left, right)
    manner = manner_of(relation, shared)
    first, sign = direction(left, right, manner)
    return Lineage(
        left=left.report.id,
        right=right.report.id,
        relation=relation,
        manner=manner,
        direction=first,
        score=round(min(score, 1.0), 4),
        evidence=evidence,
        why=f"{why}; {sign}" if sign else why,
    )


def manner_of(relation: Relation, shared: SharedText) -> Manner:
    """How the text came over."""
    if relation == "shared-passages":
        return "passages"
    if relation == "same-original":
        return "rewritten"
    if shared.runs and in_order(shared) < REORDERED:
        return "reordered"
    return "cut" if shared.runs and shared.longer < VERBATIM else "verbatim"


def languages_differ(left: ReportText, right: ReportText) -> bool:
    """Whether two reports are known to be in different languages. Neighbours are easily taken for each other, but
    have no runs of words in common unless they are one language."""
    one, other = left.report.language, right.report.language
    if one is None or other is None or one == other:
        return False
    return shared_number(left.phrases, right.phrases) < ONE_LANGUAGE * min(
        len(left.phrases), len(right.phrases)
    )


def judge_crossing(left: ReportText, right: ReportText) -> Lineage | None:
    """The lineage of two reports in different languages: one renders the other, or they are left unlinked."""
    found = cross(left.marks, right.marks)
    sure = rendering(left.marks, right.marks, found)
    if sure < HELD:
        return None
    first, sign = direction(left, right, "translated")
    why = (
        f"in two languages, {len(found.pairs)} sentences render each other in order, "
        f"{found.share:.0%} of the shorter report"
    )
    return Lineage(
        left=left.report.id,
        right=right.report.id,
        relation="same-original",
        direction=first,
        score=round(sure, 4),
        evidence=tuple(
            PassagePair(
                left=left.marks.sentences[i], right=right.marks.sentences[j], score=round(min(score, 1.0), 4)
            )
            for i, j, score in found.pairs
        ),
        why=f"{why}; {sign}" if sign else why,
        manner="translated",
    )


def same_throughout(left: ReportText, right: ReportText) -> bool:
    """Whether two articles are the same words from end to end. Then one is a copy whatever its length: two
    people may write alike by chance, but it is safer to count a chance once than a copy twice. Under two
    headlines the same words are a log-in form, or must be long enough to be told by what they share."""
    titles = {fold(x.report.title) for x in (left, right) if x.report.title}
    return len(titles) < 2 and len(left.codes) > 0 and np.array_equal(left.codes, right.codes)


def relate(
    left: ReportText, right: ReportText, shared: SharedText, found: Coverage
) -> tuple[Relation | None, float, str]:
    """The relation that shared words and ordered sentences bear out, its score and the reason."""
    words = f"{shared.words} words shared outside quotations"
    if shared.furniture and shared.amid and shared.words >= PASSAGE_TOTAL:
        return "shared-passages", shared.shorter, f"{words} in {len(shared.pairs)} passages"
    if shared.furniture and shared.shorter >= FURNITURE:
        return None, 0.0, ""
    if shared.furniture:
        shared = NOTHING_SHARED
    if shared.words >= PASSAGE_TOTAL and _copied(left, right, shared, found):
        return "republished", shared.shorter, f"{words}, {shared.shorter:.0%} of the shorter report"
    if shared.words >= PASSAGE_TOTAL and one_house(left, right):
        if shared.words < FORMULA:
            return None, 0.0, ""
        return "shared-passages", shared.shorter, f"{words} in {len(shared.pairs)} passages"
    if (shared.shorter < MOSTLY_OTHER and _renders(left, right, found, told_in_order(left, right))) or _mixed(
        left, right, shared, found
    ):
        why = (
            f"{found.sentences} sentences have counterparts in order, {found.share:.0%} of the shorter report"
        )
        return "same-original", found.share, why
    if shared.words < PASSAGE_TOTAL and min(left.size, right.size) >= ENOUGH_WORDS:
        told = told_in_order(left, right)
        if told.proven:
            return "same-original", told.score, told.why
    if shared.words >= PASSAGE_TOTAL:
        return "shared-passages", shared.shorter, f"{words} in {len(shared.pairs)} passages"
    return None, 0.0, ""


def _copied(left: ReportText, right: ReportText, shared: SharedText, found: Coverage) -> bool:
    """Whether one is the other's text, whole, cut or in another order, and has not taken it in amid its own."""
    needed = COPIED_IN_HOUSE if one_house(left, right) else COPIED_SHORTER
    moved = in_order(shared) < REORDERED
    if shared.shorter < needed or accounted(left, right, shared, found) < (
        ACCOUNTED_MOVED if moved else ACCOUNTED
    ):
        return False
    if shared.longer >= COPIED_WHOLE or moved:
        return True
    enough = shared.longer >= COPIED_LONGER or shared.shorter >= COPIED_ENTIRE
    return enough and _begins_alike(left, right, shared)


def in_order(shared: SharedText) -> float:
    """The share of the matching words whose stretches stand in one order in both reports."""
    runs = shared.runs
    total = sum(r.matched for r in runs)
    chain = longest_in_order([(r.left_start, r.right_start) for r in runs], [float(r.matched) for r in runs])
    kept = set(chain)
    return sum(r.matched for r in runs if (r.left_start, r.right_start) in kept) / total if total else 1.0


def accounted(left: ReportText, right: ReportText, shared: SharedText, found: Coverage) -> float:
    """The share of a report's words that stand in the other, word for word or in sentences that render each other;
    of the report of which it is more."""
    shares = []
    for text, side in ((left, 0), (right, 1)):
        inside = np.zeros(len(text.words), dtype=bool)
        for run in shared.runs:
            start, end = (run.left_start, run.left_end), (run.right_start, run.right_end)
            inside[slice(*(start, end)[side])] = True
        for pair in found.pairs:
            inside |= text.sentence_of == pair[side]
        shares.append(float((inside & text.told).sum()) / max(int(text.told.sum()), 1))
    return max(shares)


def one_house(left: ReportText, right: ReportText) -> bool:
    """Whether both are known to be of one publisher, which takes up its own earlier reports."""
    one, other = left.report.publisher, right.report.publisher
    return bool(one and other) and fold(one or "") == fold(other or "")


def _begins_alike(left: ReportText, right: ReportText, shared: SharedText) -> bool:
    """Whether both reports set in with what they share, as an original and its cut copy do."""
    first_left, first_right = shared.runs[0].left_start, min(r.right_start for r in shared.runs)
    ahead = int(left.told[:first_left].sum()), int(right.told[:first_right].sum())
    return max(ahead) <= LEAD or (max(ahead) <= LEAD_REWORDED and max(ahead) - min(ahead) <= LEAD_DIFFERS)


def _renders(left: ReportText, right: ReportText, found: Coverage, told: Told) -> bool:
    """Whether the sentences in order show a second translation or a rewrite."""
    if min(left.size, right.size) < ENOUGH_WORDS or found.sentences < SENTENCES or found.order < ORDER:
        return False
    if not told.proven:
        return False
    anchors = min(len(left.anchors), len(right.anchors))
    if anchors < WITNESS_ANCHORS:
        return found.share >= COVERAGE
    witness = _witness(left, right)
    if witness >= WITNESS_STRONG:
        return found.share >= COVERAGE_WITNESSED
    return witness >= WITNESS_NEEDED and found.share >= COVERAGE


def _witness(left: ReportText, right: ReportText) -> float:
    """Numbers and names in one order, as a share of the shorter list."""
    shorter = min(len(left.anchors), len(right.anchors))
    return LCSseq.similarity(left.anchors, right.anchors) / shorter if shorter else 0.0


def _mixed(left: ReportText, right: ReportText, shared: SharedText, found: Coverage) -> bool:
    """Whether one text stands in both, partly word for word, partly rewritten: what is not the same words in both
    has counterparts, nearly all of it."""
    if shared.words < PASSAGE_TOTAL or shared.shorter >= ENTIRE:
        return False
    ordered = found.sentences >= MIXED_SENTENCES and found.order >= ORDER
    return ordered and max(found.share, accounted(left, right, shared, found)) >= ACCOUNTED


def coverage(left: ReportText, right: ReportText, likeness: NDArray[np.float64]) -> Coverage:
    """Counterparts that are each other's best, and how much of the shorter report they make up."""
    usable = (left.sentence_words > 0)[:, None] & (right.sentence_words > 0)[None, :]
    pairs = reciprocal_best(np.where(usable, likeness, 0.0), LIKENESS)
    if not pairs:
        return Coverage(pairs=(), share=0.0, order=0.0)
    chain = longest_in_order(pairs)
    sizes = left.sentence_words if left.size <= right.size else right.sentence_words
    side = 0 if left.size <= right.size else 1
    covered = sum(int(sizes[pair[side]]) for pair in chain)
    total = int(sizes.sum())
    return Coverage(pairs=chain, share=covered / total if total else 0.0, order=len(chain) / len(pairs))


def aligned_sentences(left: ReportText, right: ReportText) -> tuple[PassagePair, ...]:
    """Every pair of sentences that render each other, quotations included, in the left's order.

    First one to one in order; then sentences left over that are part of a neighbour's counterpart
    (a translation splits and joins sentences), so one sentence may stand in several pairs.
    """
    scores = similarity(left.whole, right.whole)
    chain = align_in_order(scores, LIKENESS)
    forward, backward = contained(left.whole, right.whole), contained(right.whole, left.whole)
    pairs = {pair: float(scores[pair]) for pair in chain}
    for i, j in _parts(chain, forward, left):
        pairs.setdefault((i, j), float(forward[i, j]) * PART)
    for j, i in _parts(tuple((b, a) for a, b in chain), backward, right):
        pairs.setdefault((i, j), float(backward[j, i]) * PART)
    return tuple(
        PassagePair(left=left.sentences[i], right=right.sentences[j], score=round(min(score, 1.0), 4))
        for (i, j), score in sorted(pairs.items())
    )


def _parts(
    chain: tuple[tuple[int, int], ...], share: NDArray[np.float64], text: ReportText
) -> list[tuple[int, int]]:
    """Sentences without a counterpart, with the neighbour's counterpart that holds their words."""
    partner = dict(chain)
    found = []
    for i in range(len(text.sentences)):
        if i in partner or len(text.sentences[i].text.split()) < _PART_WORDS:
            continue
        near = [partner[k] for k in (i - 1, i + 1) if k in partner]
        best = max(near, key=lambda j: (float(share[i, j]), -j), default=None)
        if best is not None and share[i, best] >= PART:
            found.append((i, best))
    return found
