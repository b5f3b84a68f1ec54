"""Text that comes from reports, made fit for XML: what it cannot hold replaced, what cannot be seen made visible.

In: any string. Out: one that XML 1.0 can hold. Escaping of mark-up is left to what writes the XML.
"""

from __future__ import annotations

import re

from crosswire.present.page.plain import shown

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """The text on one line, trimmed.

    >>> one_line("  a\\x0b\\u202e  b ")
    'a ⟨U+202E⟩ b'
    """
    return fit(text).strip()


def fit(text: str) -> str:
    """The text with every run of white space as one space; those at its ends part it from others."""
    return _UNFIT.sub("\ufffd", re.sub(r"\s+", " ", shown(text)))
