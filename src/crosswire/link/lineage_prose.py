"""Sentences that are page furniture rather than report, told one by one.

Takes a sentence's words as printed; says whether it speaks to the reader, is a notice or an appeal, or is no
sentence at all (menus, lists of headlines). The reader has set aside what is plainly not the article; here one may
be stricter, since what is left out merely proves nothing about where a text comes from. Language by table; what
is no sentence is told by its marks in any language.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.lang import table

_END = re.compile(r"[.!?…。！？।؟:;][\"”’'»)\]」』]*\s*$|[\"”»」』]\s*$")
_PHONE = re.compile(r"(?<!\d)(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]?\d{4}(?!\d)|(?<!\d)\d{3}[-.]\d{4}(?!\d)")
_LISTED = re.compile(r"\s[|•·›»>]\s|^\s*\d{1,2}[.)]\s")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("en", "page_furniture")

    def either(forms: list[str]) -> re.Pattern[str]:
        return re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)", re.I
        )

    return either(data["reader"]), either(data["notices"])


def is_furniture(sentence: str, outside: str) -> bool:
    """Whether a sentence is furniture; `outside` is what of it stands outside quotation marks.

    >>> is_furniture("Sign up for our letter.", "Sign up for our letter."), is_furniture("The dam broke.", "The dam broke.")
    (True, False)
    """
    reader, notices = _patterns()
    return bool(
        _LISTED.search(sentence)
        or _PHONE.search(sentence)
        or notices.search(sentence)
        or reader.search(outside)
    )


def is_unfinished(sentence: str) -> bool:
    """Whether a line ends like no sentence: a heading, an item of a menu, or a message typed without a stop.

    >>> is_unfinished("Most viewed"), is_unfinished("The dam broke.")
    (True, False)
    """
    return not _END.search(sentence)
