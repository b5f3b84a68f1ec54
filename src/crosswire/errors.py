"""The exception tree.

    CrosswireError
    ├── UsageError          the caller asked for something that cannot be done (exit status 2)
    │   ├── ConfigError     an option, file or key of the settings is wrong
    │   └── SidecarError    a sidecar file cannot be understood
    ├── NothingUsableError  no report could be read from what was given (exit status 3)
    └── ReadError           one source cannot be read; becomes a `Problem`, the run goes on

A bad report is data, not an exception: `ReadError` is caught by the pipeline, once, and recorded.
Every message says what is wrong, where, and what to do next.
"""

from __future__ import annotations


class CrosswireError(Exception):
    """Anything that crosswire raises on purpose."""


class UsageError(CrosswireError):
    """The caller asked for something that cannot be done."""


class ConfigError(UsageError):
    """A setting is unknown or has an impossible value."""


class SidecarError(UsageError):
    """A sidecar file beside a report is malformed."""


class NothingUsableError(CrosswireError):
    """Nothing that was given could be read as a report."""


class ReadError(CrosswireError):
    """One source cannot be read as a report."""
