"""What is said about a report from outside: a sidecar file beside it, or an option.

In: the bytes of NAME.json or NAME.toml beside NAME.txt. Out: a `Given`, which wins over whatever the
report says about itself. Finding and opening the file is left to the caller.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from crosswire.errors import SidecarError
from crosswire.text.dates import is_iso_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person or a feed says about a report; None (or no credits) where nothing is said.

    `published` and `updated` are ISO 8601, a day or a date-time; `language` a two-letter code; `credits` agencies.
    """

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    address: str | None = None
    language: str | None = None
    section: str | None = None
    credits: tuple[str, ...] = ()


NOTHING = Given()
KEYS = tuple(field.name for field in fields(Given))


def parse_sidecar(data: bytes, source: str) -> Given:
    """The `Given` in a sidecar file; `source` names it (its ending tells JSON from TOML).

    Raises SidecarError where the file cannot be read, a key is unknown or a value has a wrong type.

    >>> parse_sidecar(b'{"publisher": "The Torvane Courier"}', "report.json").publisher
    'The Torvane Courier'
    """
    values = _load(data, source)
    for key in values:
        if key not in KEYS:
            close = get_close_matches(str(key), KEYS, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise SidecarError(f"{source}: unknown key {key!r}{hint} Allowed keys: {', '.join(KEYS)}.")
    taken: dict[str, Any] = {
        key: _value(key, value, source) for key, value in values.items() if value is not None
    }
    return Given(**taken)


def _load(data: bytes, source: str) -> Mapping[str, Any]:
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text) if source.lower().endswith(".toml") else json.loads(text)
    except UnicodeDecodeError as error:
        raise SidecarError(f"{source}: not UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise SidecarError(f"{source}: cannot be parsed ({error}); mend the file or remove it.") from error
    if not isinstance(values, dict):
        raise SidecarError(f"{source}: holds no table of keys; write keys such as {', '.join(KEYS[:3])}.")
    return values


def _value(key: str, value: object, source: str) -> str | tuple[str, ...]:
    if key == "credits":
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise SidecarError(f"{source}: 'credits' must be a list of agency names.")
    text = value.isoformat() if hasattr(value, "isoformat") else value
    if not isinstance(text, str) or not text.strip():
        raise SidecarError(f"{source}: {key!r} must be a piece of text, not {value!r}.")
    if key in ("published", "updated") and not is_iso_time(text):
        raise SidecarError(f"{source}: {key!r} must be ISO 8601, such as 2031-05-04 or 2031-05-04T16:30.")
    return text.strip()
