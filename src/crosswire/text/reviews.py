"""Reviews in a few words, the same on the page and the terminal.

In: reviews as they bear on a dossier, and judgements. Out: lines of text; what comes from a person or a report is not yet
made harmless for where it is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from crosswire.types import Judgement, Reviewed

# The longest of the words that a review is about which a line shows.
_SHOWN = 80
_DONE = {
    "accept": "accepts",
    "reject": "rejects",
    "correct": "corrects",
    "merge": "joins",
    "split": "parts",
    "unsure": "is unsure of",
    "annotate": "notes on",
}
_KIND = {"brief": "sentence of the brief", "link": "link of two reports", "utterance": "words spoken"}


def stands(judgement: Judgement) -> str:
    """How a statement stands by what people said of it.

    >>> from crosswire.types import Judgement
    >>> stands(Judgement(of="f1", standing="corrected", by=("Ines Karo",), was=(("number", 12),)))
    'corrected by Ines Karo; crosswire reads: number 12'
    """
    who = " and ".join(judgement.by)
    if judgement.standing == "disputed":
        return f"disputed: {who} do not agree" if len(judgement.by) > 1 else f"disputed by {who}"
    if judgement.standing == "unsure":
        return f"{who} {'is' if len(judgement.by) == 1 else 'are'} unsure"
    was = ", ".join(f"{key.replace('_', ' ')} {'unknown' if v is None else v}" for key, v in judgement.was)
    return f"{judgement.standing} by {who}" + (f"; crosswire reads: {was}" if was else "")


def told_review(reviewed: Reviewed) -> str:
    """Who said what of which words, when and why, and what came of it."""
    review = reviewed.review
    kind = _KIND.get(review.target.kind, review.target.kind)
    words = " ".join(review.target.words[0].text.split()) if review.target.words else ""
    about = f"{kind} “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" if words else f"a {kind}"
    line = f"{review.by} {_DONE[review.action]} {'the ' if words else ''}{about}, {review.at[:10]}"
    line += f": {review.reason}" if review.reason else ""
    ends = {"disputed": "disputed", "not-found": "not found here", "without-effect": "without effect"}
    end = ": ".join(filter(None, (ends.get(reviewed.bearing, ""), reviewed.effect)))
    return f"{line}; {end}" if end else line


def worth_telling(reviews: Iterable[Reviewed]) -> tuple[Reviewed, ...]:
    """The reviews to list by themselves: not those that only confirm, nor those that the same person took back."""
    return tuple(
        r
        for r in reviews
        if r.bearing != "replaced" and (r.review.action != "accept" or r.bearing != "in-force" or r.effect)
    )


def confirming(reviews: Sequence[Reviewed]) -> str:
    """Who confirmed how much, in a line; empty where nobody did."""
    counts = Counter(r.review.by for r in reviews if r.review.action == "accept" and r.bearing == "in-force")
    told = [f"{by} {n:,} {'statement' if n == 1 else 'statements'}" for by, n in sorted(counts.items())]
    return f"Confirmed: {', '.join(told)}." if told else ""
