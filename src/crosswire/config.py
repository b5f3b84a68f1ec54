"""The settings, composed: each has one name, a default, a description and what it may be.

In: flags, environment variables CROSSWIRE_*, a file `crosswire.toml`, in this order of weight, over the
defaults. Out: a frozen `Config`, and for every setting where its value came from. Unknown keys are
errors. What a setting does stands with the stage that obeys it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crosswire.errors import ConfigError

FILE_NAME = "crosswire.toml"
PREFIX = "CROSSWIRE_"
# Variables that name where the evaluations find their data; they shape no dossier.
_NO_SETTINGS = frozenset({"CROSSWIRE_DATA", "CROSSWIRE_SHARED"})


def _setting(default: Any, help: str, *, least: int | None = None, choices: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"help": help, "least": least, "choices": choices})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the stages obey. Every field is a setting; its name is the same in flags, file and environment."""

    language: str = _setting("en", "Language of the reports, which names its tables.", choices=("en",))
    vague_profile: str = _setting(
        "neutral",
        'Convention for vague numbers ("dozens", "several") where figures are added up.',
        choices=("neutral", "acled", "ucdp"),
    )
    corroboration_threshold: int = _setting(
        2, "Independent sources from which a statement counts as corroborated.", least=1
    )
    analysis_limit: int = _setting(
        200_000, "Characters of one report that are analysed; its text is kept whole.", least=1
    )

    known_names: str = _setting(
        "on",
        "Whether names are looked up in the knowledge that stores keep, without being asked to.",
        choices=("on", "off"),
    )

    def __post_init__(self) -> None:
        for setting in SETTINGS:
            _check(setting, getattr(self, setting.name), "the value given")

    def as_pairs(self) -> tuple[tuple[str, str], ...]:
        """The settings by name, all of which shape a dossier."""
        return tuple((s.name, str(getattr(self, s.name))) for s in SETTINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting as people see it. `least` bounds numbers, `choices` (where any) bounds words."""

    name: str
    default: str | int
    help: str
    least: int | None
    choices: tuple[str, ...]

    @property
    def flag(self) -> str:
        """The option of the command line: "--analysis-limit"."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The environment variable: "CROSSWIRE_ANALYSIS_LIMIT"."""
        return PREFIX + self.name.upper()


def _described(name: str, default: Any, metadata: Mapping[str, Any]) -> Setting:
    return Setting(name=name, default=default, **metadata)


SETTINGS = tuple(_described(f.name, f.default, f.metadata) for f in fields(Config))
_BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A configuration and, for each setting in order, its value and where that came from."""

    config: Config
    origins: tuple[tuple[Setting, str], ...]


def settle(
    *, flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None, folder: Path
) -> InForce:
    """What is in force: flag over environment over file over default.

    `flags` with value None count as not given. `file` is read where given; otherwise `crosswire.toml` in
    `folder` where it exists. Raises ConfigError for an unknown key, a wrong value or an unreadable file.
    """
    path = file or (folder / FILE_NAME if (folder / FILE_NAME).is_file() else None)
    layers = (
        {k: (v, "flag " + _known(k, "flags").flag) for k, v in flags.items() if v is not None},
        _from_environment(environment),
        _from_file(path) if path else {},
    )
    values: dict[str, Any] = {}
    origins: list[tuple[Setting, str]] = []
    for setting in SETTINGS:
        value, origin = next((x[setting.name] for x in layers if setting.name in x), (None, "default"))
        if origin != "default":
            values[setting.name] = _check(setting, value, origin)
        origins.append((setting, origin))
    return InForce(config=Config(**values), origins=tuple(origins))


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    found: dict[str, tuple[Any, str]] = {}
    for variable in sorted(v for v in environment if v.startswith(PREFIX) and v not in _NO_SETTINGS):
        setting = _known(variable.removeprefix(PREFIX).lower(), "the environment", variable)
        origin = f"environment {variable}"
        found[setting.name] = (_parsed(setting, environment[variable], origin), origin)
    return found


def _from_file(path: Path) -> dict[str, tuple[Any, str]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); name a file that exists and is readable."
        ) from error
    except ValueError as error:
        raise ConfigError(f"{path}: is not TOML ({error}); mend it there.") from error
    return {_known(key, str(path)).name: (value, f"file {path}") for key, value in data.items()}


def _known(name: str, where: str, shown: str | None = None) -> Setting:
    if name in _BY_NAME:
        return _BY_NAME[name]
    close = get_close_matches(name, _BY_NAME, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise ConfigError(
        f"Unknown setting {shown or name!r} in {where}.{hint} Settings are: {', '.join(_BY_NAME)}."
    )


def _parsed(setting: Setting, text: str, origin: str) -> str | int:
    if isinstance(setting.default, str):
        return text
    try:
        return int(text.replace("_", ""))
    except ValueError as error:
        raise ConfigError(f"{setting.name} must be a whole number, not {text!r} ({origin}).") from error


def _check(setting: Setting, value: Any, origin: str) -> Any:
    """The value, where it is of the setting's kind and within its bounds; otherwise ConfigError."""
    if isinstance(setting.default, int):
        if not isinstance(value, int) or isinstance(value, bool):
            raise ConfigError(f"{setting.name} must be a whole number, not {value!r} ({origin}).")
        if setting.least is not None and value < setting.least:
            raise ConfigError(f"{setting.name} must be at least {setting.least}, not {value} ({origin}).")
    elif value not in setting.choices:
        allowed = ", ".join(setting.choices)
        raise ConfigError(f"{setting.name} must be one of: {allowed}; not {value!r} ({origin}).")
    return value
