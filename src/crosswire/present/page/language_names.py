"""Names of languages by their ISO 639-1 codes, from the table `language_names`."""

from __future__ import annotations

from crosswire.lang import table


def language_name(code: str | None) -> str:
    """The English name of a language, its code where it has none here, "language unknown" for None."""
    if not code:
        return "language unknown"
    name = table("en", "language_names")["names"].get(code.split("-")[0].lower())
    return str(name) if name else code
