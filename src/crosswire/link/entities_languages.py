"""Joins what the reports of one language call by one name with what those of another call by its counterpart.

Comes in: namings that the rules of one language have grouped, and the languages of the reports. Where all
reports are in one language nothing is done. Two groups meet only over languages: within one the rules of
`entities_persons` and `entities_organisations` have said what they can, and keep namesakes apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from crosswire.link.entities_forms import Naming
from crosswire.link.entities_groups import Groups
from crosswire.link.name_groups import NameMention, group_names

_UNKNOWN = "en"


def join_languages(namings: Sequence[Naming], languages: Mapping[str, str | None], groups: Groups) -> None:
    """Joins in `groups` the namings of several languages that are one bearer's."""
    spoken = {n.report: languages.get(n.report) or _UNKNOWN for n in namings}
    if len(set(spoken.values())) < 2:
        return
    own = [n for n in namings if n.mention.kind != "nominal"]
    found = group_names(
        [NameMention(surface=n.text, type=n.type, document=n.report, language=spoken[n.report]) for n in own]
    )
    met: dict[int, Counter[tuple[str, int]]] = defaultdict(Counter)
    for naming, group in zip(own, found):
        met[group][spoken[naming.report], groups.find(naming.index)] += 1
    for group in sorted(met):
        _join_most(met[group], groups)


def _join_most(met: Counter[tuple[str, int]], groups: Groups) -> None:
    """Of each language the group with the most namings of this name: they are one."""
    best: dict[str, int] = {}
    for language, group in sorted(met, key=lambda k: (-met[k], k)):
        best.setdefault(language, group)
    first, *others = [best[language] for language in sorted(best)]
    for other in others:
        groups.join(first, other)
