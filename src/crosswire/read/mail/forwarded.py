"""A message that was passed on inside another: who wrote it, and when.

In: the paragraphs of a letter and what its own headers say. Out: the statements of the message passed on, the
person who passes it on being its carrier. Mail programs head such a message with a line ("Forwarded
message") and some of its headers, in the words of `lang/en/newsletters.toml`. What those heads are not able to say
(a day that cannot be read) stays unknown: the day of passing on is not that of writing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from crosswire.lang import table
from crosswire.read.bodies import Paragraph
from crosswire.read.document import Metadata
from crosswire.read.mail.letters import display_name, split_sender
from crosswire.read.stated import read_time

# Paragraphs from the top in which the heading line stands (a note of the person who passes on comes first),
# and lines below it that can be heads of the message.
_TOP, _HEADS = 12, 8
_HEAD = re.compile(r"\s*>?\s*([^\W\d_][\w ]{0,20}?)\s*[:：]\s*(\S.{0,300})")


def passed_on(paragraphs: Sequence[Paragraph], said: Metadata) -> Metadata:
    """What is said of the message inside, or `said` where there is none, or the letter answers it."""
    if (said.title or "").lower().startswith(tuple(table("en", "newsletters")["forwarded"]["answers"])):
        return said
    for n, paragraph in enumerate(paragraphs[:_TOP]):
        if _mark().fullmatch(paragraph.text.strip()):
            heads = _heads(paragraphs[n + 1 : n + 1 + _HEADS])
            if "from" in heads:
                byline, publisher, _ = split_sender(display_name(heads["from"]))
                day = re.sub(r"\s(?:at|um|à las|à)\s", " ", heads.get("date", ""))
                carrier = said.publisher or said.byline or said.carrier
                return replace(
                    said, byline=byline, publisher=publisher, carrier=carrier, published=read_time(day)
                )
    return said


def _heads(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    words = table("en", "newsletters")["forwarded"]
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        match = _HEAD.fullmatch(paragraph.text)
        if match is None:
            break
        for key in ("from", "date"):
            if match[1].strip().lower() in words[key]:
                found.setdefault(key, match[2].replace("*", "").strip())
    return found


@cache
def _mark() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, table("en", "newsletters")["forwarded"]["openings"]))
    return re.compile(rf"[\s>*_-]*(?:{marks})[\s:*_-]*", re.I)
