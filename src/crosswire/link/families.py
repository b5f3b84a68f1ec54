"""The originals seen behind reports.

Takes reports and their lineage; gives `Family` values: reports that render one text whole form one; a
report that has taken in another's text stands in that one's family too, with the passages; a passage
that two reports share while neither is made of it comes from an original that is not in hand. Every
report stands in at least one family.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise

from crosswire.link.lineage_direction import earlier
from crosswire.text.fold import fold
from crosswire.types import Family, Lineage, Report, Span

# "TORVANE, 3 May (Northern Wire) –" at the beginning of a paragraph.
_DATELINE = re.compile(r"^[^()\[\]\n]{1,60}[(\[]([^()\[\]\n]{2,60})[)\]]\s*[-–—:]", re.M)
# A report is made of a shared text if this share of its article lies in the shared passages.
MADE_OF = 0.6


def find_families(reports: Sequence[Report], lineage: Sequence[Lineage]) -> tuple[Family, ...]:
    """The originals behind `reports`, ordered by their first report."""
    by_id = {r.id: r for r in reports}
    groups = components(
        sorted(by_id), [(x.left, x.right) for x in lineage if x.relation != "shared-passages"]
    )
    whole = {member: group for group in groups for member in group}
    joined: dict[tuple[str, ...], list[Span]] = {group: [] for group in groups}
    loose: list[tuple[Span, Span]] = []
    for record in lineage:
        if record.relation != "shared-passages" or whole[record.left] == whole[record.right]:
            continue
        pairs = [(p.left, p.right) for p in record.evidence]
        left_made = _share(by_id[record.left], [a for a, _ in pairs]) >= MADE_OF
        right_made = _share(by_id[record.right], [b for _, b in pairs]) >= MADE_OF
        if left_made:
            joined[whole[record.left]].extend(b for _, b in pairs)
        elif right_made:
            joined[whole[record.right]].extend(a for a, _ in pairs)
        else:
            loose.extend(pairs)
    families = [_whole_family(by_id, group, spans) for group, spans in joined.items()]
    families += [_passage_family(by_id, spans) for spans in _passage_groups(loose)]
    return tuple(sorted(families, key=lambda f: (f.reports[0], bool(f.root is None), f.reports, f.id)))


def components(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Ids joined by links, each group sorted, in order of its first id."""
    parent = {i: i for i in ids}

    def top(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in links:
        low, high = sorted((top(a), top(b)))
        parent[high] = low
    groups: dict[str, list[str]] = {}
    for i in sorted(parent):
        groups.setdefault(top(i), []).append(i)
    return [tuple(group) for group in groups.values()]


def _share(report: Report, spans: Sequence[Span]) -> float:
    """The share of the article's characters that lies in the spans."""
    article = len(report.text) - sum(x.end - x.start for x in report.excluded)
    return sum(s.end - s.start for s in _merged(spans)) / article if article else 0.0


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans of a report without those that lie within an earlier one, in order."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.report, s.start, -s.end)):
        if not (out and out[-1].contains(span)):
            out.append(span)
    return out


def _whole_family(by_id: Mapping[str, Report], group: tuple[str, ...], spans: Sequence[Span]) -> Family:
    root = _root([by_id[i] for i in group])
    return Family(
        id=_digest(root or group[0]),
        reports=tuple(sorted({*group, *(s.report for s in spans)})),
        root=root,
        agency=_agency([by_id[i] for i in group]) if len(group) > 1 else None,
        passages=tuple(_merged(spans)),
    )


def _passage_groups(pairs: Sequence[tuple[Span, Span]]) -> list[list[Span]]:
    """Passages that descend from one another or overlap, as groups; one group for the same reports."""
    spans = sorted({s for pair in pairs for s in pair})
    links = [*pairs, *((a, b) for a, b in pairwise(spans) if a.overlaps(b))]
    keys = {s: f"{n:09d}" for n, s in enumerate(spans)}
    groups = components(keys.values(), [(keys[a], keys[b]) for a, b in links])
    by_key = {key: span for span, key in keys.items()}
    together: dict[tuple[str, ...], list[Span]] = {}
    for group in groups:
        members = [by_key[key] for key in group]
        together.setdefault(tuple(sorted({m.report for m in members})), []).extend(members)
    return [together[reports] for reports in sorted(together)]


def _passage_family(by_id: Mapping[str, Report], spans: Sequence[Span]) -> Family:
    passages = tuple(_merged(spans))
    reports = tuple(sorted({s.report for s in passages}))
    key = "|".join((*reports, str(passages[0].start)))
    agency = _agency([by_id[i] for i in reports])
    return Family(
        id=_digest(key),
        reports=reports,
        root=_filed([by_id[i] for i in reports], agency),
        agency=agency,
        passages=passages,
    )


def _filed(group: Sequence[Report], agency: str | None) -> str | None:
    """The one report of a group that the agency filed as a whole, its name in brackets in the dateline; None
    where none or several are. A paper that signs off with the agency's name may have written some of its own."""
    if agency is None:
        return None
    filed = [r.id for r in group if any(fold(name) == fold(agency) for name in _DATELINE.findall(r.text))]
    return filed[0] if len(filed) == 1 else None


def _root(group: Sequence[Report]) -> str | None:
    """The report that was surely published before all others of its group, or None."""
    for report in group:
        if all(other is report or earlier(report.published, other.published) for other in group):
            return report.id
    return None


def _agency(group: Sequence[Report]) -> str | None:
    """The one agency that every report of a group credits, as the first prints it; None otherwise."""
    credited = [{fold(c): c for c in r.credits} for r in group]
    common = sorted(set.intersection(*(set(c) for c in credited)))
    return credited[0][common[0]] if len(common) == 1 else None


def _digest(key: str) -> str:
    return "o" + sha256(key.encode()).hexdigest()[:10]
