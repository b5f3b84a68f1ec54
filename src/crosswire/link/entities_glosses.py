"""Names that a report itself says are one: "Norvane, formerly Torvane", "Torvane (also known as Tor Vane)".

Comes in: the texts of the reports and the namings. Goes out: joins in the groups. What stands between two names
of one kind decides; two persons are never joined so, since "formerly" speaks of their office there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_groups import Groups

_BETWEEN = re.compile(
    r"['’]?[\s,]*[(\[]?(?:(?:which was |that was |was )?(?:formerly|previously|once|until \d{4})(?: known as| called| named)?"
    r"|also known as|also called|otherwise known as|better known as|known until \d{4} as|renamed from|aka|a\.k\.a\.)"
    r" (?:the )?[“\"]?",
    re.I,
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
# No gloss is longer than this many characters.
_LONGEST = 48


def join_glossed(texts: Mapping[str, str], namings: Sequence[Naming], groups: Groups) -> None:
    """Joins names of places, or of organisations, between which their report says that they are one."""
    named = [n for n in namings if n.mention.kind != "nominal" and n.type in (*_PLACES, "ORG", "OTHER")]
    starts: dict[tuple[str, int], Naming] = {}
    for naming in named:
        starts.setdefault((naming.report, naming.mention.span.start), naming)
    for naming in named:
        end = naming.mention.span.end
        match = _BETWEEN.match(texts.get(naming.report, ""), end, end + _LONGEST)
        other = starts.get((naming.report, match.end())) if match else None
        if other is not None and _one_kind(naming, other):
            groups.join(naming.index, other.index)


def _one_kind(left: Naming, right: Naming) -> bool:
    return left.type == right.type or {left.type, right.type} <= _PLACES or "OTHER" in (left.type, right.type)
