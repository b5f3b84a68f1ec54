"""What people said of single statements, on the terminal.

In: a dossier with reviews. Out: Rich renderables. What comes from people and reports is cleaned by the caller's `clean`,
as everywhere on the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.padding import Padding
from rich.text import Text

from crosswire.text.reviews import confirming, stands, told_review, worth_telling
from crosswire.types import Dossier

_REVIEWS = 8
_STYLE = {
    "confirmed": "green",
    "corrected": "green",
    "rejected": "red",
    "disputed": "bold red",
    "unsure": "yellow",
}
Clean = Callable[[str], str]
Judged = Mapping[str, Text]


def judged(dossier: Dossier, clean: Clean) -> dict[str, Text]:
    """How each statement stands by what people said of it, by its id."""
    return {j.of: Text(clean(stands(j)), style=_STYLE[j.standing]) for j in dossier.judgements}


def reviews(dossier: Dossier, clean: Clean) -> list[Padding | Text]:
    """What people said, the confirmed as a count, all else a line each."""
    if not dossier.reviews:
        return []
    parts: list[Padding | Text] = [Text("\nReviewed by people", style="bold")]
    if sure := confirming(dossier.reviews):
        parts.append(_indented(Text(clean(sure))))
    listed = worth_telling(dossier.reviews)
    parts += [_indented(Text(clean(told_review(r)))) for r in listed[:_REVIEWS]]
    if len(listed) > _REVIEWS:
        parts.append(_indented(Text(f"… and {len(listed) - _REVIEWS} more on the page", style="dim")))
    return parts


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2), expand=False)
