"""What people decide, and how it bears on the reports in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crosswire.types.report import Scalar

# What a person decides of two reports, and about which question.
Question = Literal["story", "original"]
Verdict = Literal["same", "different", "unsure"]
# What a review is about: something found in the words of a report, something that binds reports, or something
# that was made of these.
TargetKind = Literal[
    "figure",
    "quote",
    "name",
    "link",
    "story",
    "tally",
    "event",
    "utterance",
    "discrepancy",
    "brief",
    "report",
]
ReviewAction = Literal["accept", "reject", "correct", "merge", "split", "unsure", "annotate"]
# How a statement stands by all that people said of it; and how one review bears on the dossier in hand.
ReviewStanding = Literal["confirmed", "rejected", "corrected", "disputed", "unsure"]
Bearing = Literal["in-force", "replaced", "disputed", "not-found", "without-effect"]
# What a person says of one field: that the number is 12, that nobody is named (None).
Field = tuple[str, Scalar | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How a decision names a report: by all that is known of it, so that it is found again after a rebuild.

    `id` as crosswire gave it then, `sha256` of its unaltered bytes, `source` and `address` as in `Report`.
    """

    id: str
    sha256: str | None = None
    source: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision about two reports; never altered, outlives a rebuild, can be withdrawn.

    `about` is the question: "story", whether both tell of one event; "original", whether both descend from
    one text. `by` is who decided, `at` when (ISO 8601, UTC). "unsure" binds nothing, and undoes an earlier
    decision on the same question.
    """

    id: str
    about: Question
    verdict: Verdict
    left: Named
    right: Named
    by: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision as it bears on reports in hand: `left` < `right` are their ids.

    `holds` is False where a later decision has it otherwise. `effect` says what the decision changed, or why
    it does not hold; empty where the reports alone led to the same.
    """

    decision: Decision
    left: str
    right: str
    holds: bool = True
    effect: str = ""

    @property
    def verdict(self) -> Verdict:
        """The decision's."""
        return self.decision.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """That a decision or a review no longer stands: which (its id), who says so, when (ISO 8601, UTC), and why."""

    withdraws: str
    by: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a report by which a review finds again what it is about, though ids and offsets change.

    After the selectors of W3C's Web Annotation: `start`..`end` are code points into the text as it was read then,
    `text` stands there, `before` and `after` are what stands around it.
    """

    report: Named
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a review is about, anchored on words and never on an id, so that it outlives a rebuild.

    A figure, quote or name has the `words` that carry it; what was made of several (a tally, an event, an utterance, a
    discrepancy, a sentence of the brief) those that it rests on. `reports` are what a link, a story or a report is
    of. `key` tells it from others on the same words: measure, group, kind.
    """

    kind: TargetKind
    words: tuple[Words, ...] = ()
    reports: tuple[Named, ...] = ()
    key: tuple[tuple[str, str], ...] = ()

    @property
    def named(self) -> tuple[Named, ...]:
        """Every report that it touches, each once: who may not see one of them may not see the review."""
        return tuple(dict.fromkeys((*self.reports, *(w.report for w in self.words))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person says of one thing in a dossier; never altered, outlives a rebuild, can be withdrawn.

    `others` are what it is merged with, the names or reports that are split off, or the name that words are
    attributed to. `values` are the fields that "correct" sets, or those that "accept" saw, by name. `by` is who
    reviewed, `at` when (ISO 8601, UTC).
    """

    id: str
    action: ReviewAction
    target: Target
    by: str
    at: str
    others: tuple[Target, ...] = ()
    values: tuple[Field, ...] = ()
    reason: str = ""

    @property
    def named(self) -> tuple[Named, ...]:
        """Every report that it touches, each once."""
        return tuple(dict.fromkeys(n for t in (self.target, *self.others) for n in t.named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A review as it bears on the dossier in hand: `found` are the ids of what it is about here.

    `bearing` is "in-force"; "replaced" by what the same person said later; "disputed", where others say otherwise and the
    machine's own reading stands meanwhile; "not-found" or "without-effect". `effect` says in words what it
    changed, or why nothing.
    """

    review: Review
    found: tuple[str, ...] = ()
    bearing: Bearing = "in-force"
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How the statement with the id `of` stands by all reviews in force: by whom, and, where it was corrected, what
    stood there before (`was`)."""

    of: str
    standing: ReviewStanding
    by: tuple[str, ...]
    was: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that a person should look at: what it is, why in words, and the best figure that hangs on it, as it
    is `now` and as it would be `then` (None: none would be left). `weight` falls from 1 to 0 down the queue."""

    kind: TargetKind
    id: str
    why: str
    weight: float
    changes_best: bool = False
    disputed: bool = False
    now: Scalar | None = None
    then: Scalar | None = None
