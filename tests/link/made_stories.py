"""Reports of invented events for tests of stories: their text, the names in it, the day told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.types import (
    Annotations,
    Decision,
    EntityType,
    Interval,
    Mention,
    Named,
    Report,
    Ruling,
    Span,
    TimeExpression,
    Verdict,
)

Names = Sequence[tuple[str, EntityType]]


def made(
    id: str, title: str, text: str, names: Names, day: str | None, *, told: tuple[str, str] | None = None
) -> tuple[Report, Annotations]:
    """A report and what it names; `told` are words of the text and the ISO day that they mean."""
    whole = f"{title}\n{text}"
    title_span = Span(report=id, start=0, end=len(title), text=title)
    report = Report(
        id=id, source=f"{id}.txt", text=whole, sha256="", title=title, title_span=title_span, published=day
    )
    mentions = []
    for name, type in names:
        at = whole.find(name)
        while at >= 0:
            mentions.append(Mention(span=report.span(at, at + len(name)), type=type, kind="name"))
            at = whole.find(name, at + 1)
    times: tuple[TimeExpression, ...] = ()
    if told:
        at = whole.index(told[0])
        interval = Interval(start=told[1], end=told[1])
        span = report.span(at, at + len(told[0]))
        times = (TimeExpression(span=span, interval=interval, basis="test", relative=False),)
    return report, Annotations(report=id, anchor=day, mentions=tuple(mentions), times=times)


def terms(pair: tuple[Report, Annotations]) -> StoryTerms:
    return story_terms(*pair)


def ruling(left: str, right: str, verdict: Verdict) -> Ruling:
    left, right = sorted((left, right))
    decision = Decision(
        id=f"{left}-{right}",
        about="story",
        verdict=verdict,
        left=Named(id=left),
        right=Named(id=right),
        by="test",
        at="2031-01-01T00:00:00Z",
    )
    return Ruling(decision=decision, left=left, right=right)


ORVEL: Names = (("Dana Orvel", "PERSON"), ("Orvel", "PERSON"), ("Brackwater", "GPE"))
MASK: Names = (("Ilo Maskerin", "PERSON"), ("Maskerin", "PERSON"), ("Tollhaven", "GPE"))

BRACKWATER = made(
    "a1",
    "Woman shot dead outside a bakery in Brackwater",
    "Police in Brackwater say a 34-year-old woman was shot dead outside a bakery late on Monday. "
    "Dana Orvel was found with gunshot wounds on Ferry Lane and died at the scene. No arrest was made. "
    "Officers asked witnesses of the shooting to come forward.",
    ORVEL,
    "2031-03-04",
    told=("Monday", "2031-03-03"),
)
BRACKWATER_LATER = made(
    "a2",
    "Brackwater bakery shooting: victim named",
    "The woman killed outside a Brackwater bakery on Monday was Dana Orvel, 34, her family said. "
    "Orvel had left the shop on Ferry Lane when a gunman fired. Detectives have made no arrest.",
    ORVEL,
    "2031-03-05",
    told=("Monday", "2031-03-03"),
)
BRACKWATER_TRIAL = made(
    "a3",
    "Man charged with the murder of Dana Orvel",
    "Prosecutors have charged a man with the murder of Dana Orvel, who was shot outside a bakery on Ferry "
    "Lane in Brackwater. The family of Orvel was in court.",
    ORVEL,
    "2031-03-29",
)
TOLLHAVEN = made(
    "b1",
    "Woman shot dead outside a bakery in Tollhaven",
    "Police in Tollhaven say a 51-year-old woman was shot dead outside a bakery late on Wednesday. "
    "Ilo Maskerin was found with gunshot wounds on Anvil Street and died at the scene. No arrest was made. "
    "Officers asked witnesses of the shooting to come forward.",
    MASK,
    "2031-03-06",
    told=("Wednesday", "2031-03-05"),
)
TOLLHAVEN_LATER = made(
    "b2",
    "Victim of Tollhaven bakery shooting named",
    "Ilo Maskerin, 51, was the woman killed outside a Tollhaven bakery on Wednesday, police said. "
    "Maskerin was hit on Anvil Street when a gunman fired. Detectives have made no arrest.",
    MASK,
    "2031-03-07",
    told=("Wednesday", "2031-03-05"),
)
EVERY = (BRACKWATER, BRACKWATER_LATER, TOLLHAVEN, TOLLHAVEN_LATER, BRACKWATER_TRIAL)
DAY = date(2031, 3, 3)
