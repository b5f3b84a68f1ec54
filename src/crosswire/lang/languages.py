"""What languages are called in a language, from Unicode's CLDR, which Babel carries.

Takes the codes of both; gives the name, None where CLDR knows none. Read when first asked for.
"""

from __future__ import annotations

from functools import cache


@cache
def language_name(code: str, language: str = "en") -> str | None:
    """The name of a language (ISO 639 code, with or without region and script) in another.

    >>> language_name("pl"), language_name("pt-BR"), language_name("pl", "fr"), language_name("qqq")
    ('Polish', 'Portuguese', 'polonais', None)
    """
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language).languages
    except (UnknownLocaleError, ValueError):
        return None
    name = names.get(code.replace("_", "-").split("-")[0].lower())
    return str(name) if name else None
