"""Which state of each item stands: the latest, unless its agency has withdrawn it.

In: all reports, in any order. Out: those that stand, and a `Problem` for each that does not, with the
reason. A report without an `Item` always stands. An item whose latest state is canceled or withheld (IPTC
`pubStatus`) is withdrawn with all its versions, so that nothing rests on them. Reports of others that
share text with a withdrawn item are not withdrawn, since they may have it from elsewhere: they get a
`Problem`, for a person to check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from crosswire.types import Item, Lineage, Problem, Report

_CHUNK = re.compile(r"[0-9]+|[^0-9]+")
# Characters of a title that a message repeats.
_TITLE = 100

# A version's place: its runs of digits as numbers (their length, then they), what is between as text.
_Place = tuple[tuple[int, int, str], ...]
_Key = tuple[_Place, float, bool, str]


def settle_versions(reports: tuple[Report, ...]) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The reports that stand, in the order given, and why each of the others does not.

    Versions compare as numbers where they are numbers ("9" before "10"). Of two reports with one version
    the later one stands by its own date; of equal bytes one stands, whichever order they come in.
    """
    gone: set[str] = set()
    problems: list[Problem] = []
    for versions in _items(reports):
        last = versions[-1]
        if _item(last).status != "usable":
            gone.update(report.id for report in versions)
            problems += [
                _problem(report, f"{_was_withdrawn(report, last)}; nothing rests on it.")
                for report in versions
            ]
            continue
        gone.update(report.id for report in versions[:-1])
        problems += [_problem(report, _superseded(report, last)) for report in versions[:-1]]
    return tuple(r for r in reports if r.id not in gone), tuple(problems)


def withdrawn_reports(reports: Iterable[Report]) -> tuple[Report, ...]:
    """All versions of the items whose latest state is canceled or withheld, the latest last of each."""
    return tuple(
        r for versions in _items(reports) if _item(versions[-1]).status != "usable" for r in versions
    )


def question_copies(withdrawn: tuple[Report, ...], lineage: Iterable[Lineage]) -> tuple[Problem, ...]:
    """A problem for each report that stands and shares text with a withdrawn item, once an item.

    `lineage` relates the reports that stand and those that are `withdrawn`.
    """
    item_of = {report.id: _item(report).uri for report in withdrawn}
    last = {_item(report).uri: report for report in withdrawn}
    longest = {uri: max(_of(withdrawn, uri), key=lambda r: (len(r.text), r.id)) for uri in last}
    found = {
        (copy, item_of[other])
        for pair in lineage
        for copy, other in ((pair.left, pair.right), (pair.right, pair.left))
        if other in item_of and copy not in item_of
    }
    return tuple(
        Problem(
            report=copy,
            stage="link",
            message=f"shares its text with {_called(longest[uri])}, which {_withdrawal(last[uri])}; check it.",
        )
        for copy, uri in sorted(found)
    )


def _of(reports: Iterable[Report], uri: str) -> list[Report]:
    return [r for r in reports if _item(r).uri == uri]


def _items(reports: Iterable[Report]) -> list[list[Report]]:
    """The versions of each item, the latest last; items by their names."""
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.item is not None:
            groups[report.item.uri].append(report)
    # Ids of equal bytes follow from the order of reading, so that the source decides among those.
    return [
        sorted(sorted(groups[uri], key=lambda r: (r.source, r.id), reverse=True), key=_key)
        for uri in sorted(groups)
    ]


def _item(report: Report) -> Item:
    return report.item or Item(uri=report.id)


def _key(report: Report) -> _Key:
    """What orders the versions of one item: number, date, then a withdrawal after what it withdraws."""
    item = _item(report)
    chunks = _CHUNK.findall(item.version.strip()) if item.version else []
    place = tuple(
        (0, len(digits), digits)
        if chunk.isdigit() and (digits := chunk.lstrip("0") or "0")
        else (1, 0, chunk)
        for chunk in chunks
    )
    return place, _instant(report.updated or report.published), item.status != "usable", report.sha256


def _instant(time: str | None) -> float:
    """Seconds since 1970, a time without a zone being taken for UTC; before all others where unknown."""
    if not time:
        return float("-inf")
    try:
        found = datetime.fromisoformat(time)
    except ValueError:
        return float("-inf")
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _superseded(report: Report, last: Report) -> str:
    if report.sha256 == last.sha256:
        return f"is the same item, byte for byte, as {last.source}; it is read once."
    version, later = _item(report).version, _item(last).version
    if version == later:
        return f"is another state of version {later} than the later one in {last.source}, which stands."
    return (
        f"is version {version} of an item and superseded by version {later} in {last.source}, which stands."
    )


def _was_withdrawn(report: Report, last: Report) -> str:
    state, who, when = _item(last), _withdrawer(last), last.updated or last.published
    said = f"{state.status} in version {state.version}" + (f" by {who}" if who else "")
    said += f" on {when}" if when else ""
    return f"{_called(report)}, version {_item(report).version}, is withdrawn: its item was {said}"


def _withdrawal(last: Report) -> str:
    when = last.updated or last.published
    said = f"{_withdrawer(last) or 'its agency'} withdrew ({_item(last).status})"
    return said + (f" on {when}" if when else "")


def _withdrawer(last: Report) -> str | None:
    return last.publisher or next(iter(last.credits), None)


def _called(report: Report) -> str:
    title = report.title or _item(report).uri
    return f"«{title[:_TITLE]}{'…' if len(title) > _TITLE else ''}»"


def _problem(report: Report, message: str) -> Problem:
    return Problem(report=report.source, stage="link", message=message)
