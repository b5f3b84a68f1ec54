"""What countries are called in a language, from Unicode's CLDR, which Babel carries.

Takes a language code; gives names as CLDR has them, each with its ISO 3166-1 code. Read when first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType


@cache
def territory_names(language: str) -> Mapping[str, str]:
    """The names of countries in a language, each with its code; none where CLDR does not know the language.

    >>> territory_names("pl")["Zjednoczone Emiraty Arabskie"]
    'AE'
    """
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    return MappingProxyType({n: c for c, n in sorted(names.items()) if len(c) == 2 and c.isalpha()})
