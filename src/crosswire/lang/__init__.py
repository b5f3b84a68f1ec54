"""Language knowledge as data: one folder a language, one TOML table a subject, and this loader.

Each table begins with `source` and `licence`. Code asks for a table by name; it never embeds word lists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from crosswire.errors import ConfigError


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """The table `name` ("figures", "quotes", …) of a language ("en"), read-only.

    Raises ConfigError where the language or the table does not exist.
    """
    path = files(__package__) / language / f"{name}.toml"
    if not path.is_file():
        raise ConfigError(
            f"No table {name!r} for language {language!r}: {language}/{name}.toml is not there."
        )
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    missing = {"source", "licence"} - data.keys()
    if missing:
        raise ConfigError(f"Table {language}/{name}.toml lacks {', '.join(sorted(missing))}.")
    return MappingProxyType(data)
