"""A ruling in a few words, the same on the page, the terminal and in what links two reports.

In: a ruling. Out: a line of text; what comes from a person is not yet made harmless for where it is shown.
"""

from __future__ import annotations

from crosswire.types import Decision, Ruling


def told(ruling: Ruling) -> str:
    """Who ruled, when and why, in a few words.

    >>> from crosswire.types import Decision, Named, Ruling
    >>> made = Decision(id="d1", about="story", verdict="same", left=Named(id="a"), right=Named(id="b"),
    ...     by="Ines Karo", at="2031-05-06T08:30:00Z", reason="one fire")
    >>> told(Ruling(decision=made, left="a", right="b"))
    'ruled by Ines Karo on 2031-05-06: one story: one fire'
    """
    decision = ruling.decision
    reason = f": {decision.reason}" if decision.reason else ""
    return f"ruled by {decision.by} on {decision.at[:10]}: {what(decision)}{reason}"


def what(decision: Decision) -> str:
    """What was decided, in a few words."""
    return {
        ("story", "same"): "one story",
        ("story", "different"): "not one story",
        ("original", "same"): "one original",
        ("original", "different"): "independent, not one original",
    }.get((decision.about, decision.verdict), f"unsure whether one {decision.about}")
