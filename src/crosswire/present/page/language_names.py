"""What the page calls the language of a report."""

from __future__ import annotations

from crosswire.lang.languages import language_name as name_of


def language_name(code: str | None) -> str:
    """The English name of a language, its code where it has none, "language unknown" for None."""
    if not code:
        return "language unknown"
    return name_of(code) or code
