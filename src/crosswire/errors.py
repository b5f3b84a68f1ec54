"""The exception tree.

    CrosswireError
    ├── UsageError          the caller asked for something that cannot be done (exit status 2)
    │   ├── ConfigError     an option, file or key of the settings is wrong
    │   ├── AlteredError    a bag is not as it was made (exit status 4 of `verify`)
    │   └── SidecarError    a sidecar file cannot be understood
    ├── NothingUsableError  no report could be read from what was given (exit status 3)
    ├── FetchError          one address cannot be fetched; becomes a `Problem`, the run goes on
    └── ReadError           one source cannot be read; becomes a `Problem`, the run goes on

A bad report is data, not an exception: `FetchError` and `ReadError` are caught where sources are gathered,
once, and recorded.
Every message says what is wrong, where, and what to do next.
"""

from __future__ import annotations


class CrosswireError(Exception):
    """Anything that crosswire raises on purpose."""


class UsageError(CrosswireError):
    """The caller asked for something that cannot be done."""


class ConfigError(UsageError):
    """A setting is unknown or has an impossible value."""


class AlteredError(UsageError):
    """A bag or a backup is not as it was made, or a store that is to be backed up is damaged."""


class SidecarError(UsageError):
    """A sidecar file beside a report is malformed."""


class NothingUsableError(CrosswireError):
    """Nothing that was given could be read as a report."""


class FetchError(CrosswireError):
    """One address cannot be fetched."""


class ReadError(CrosswireError):
    """One source cannot be read as a report."""
