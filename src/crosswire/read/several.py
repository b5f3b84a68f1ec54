"""Several sources to reports, one by one, each with an id that no other has.

In: sources and problems as `unpack` gives them. Out: reports, and problems for what could not be read; one
bad report never stops the others. An id follows from the report's bytes and, among equal ones, from the
order in which they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crosswire.errors import ReadError
from crosswire.read.document import Source
from crosswire.read.reader import read_bytes
from crosswire.read.sniff import digest
from crosswire.types import Problem, Report


def read_each(found: Iterable[Source | Problem]) -> Iterator[Report | Problem]:
    """The report of each source, and each problem, in the order in which they come."""
    taken: dict[str, int] = {}
    for source in found:
        if isinstance(source, Problem):
            yield source
            continue
        stem, id = _id(source, taken)
        try:
            report = read_source(source, id)
        except ReadError as error:
            yield Problem(report=source.name, stage="read", message=str(error))
            continue
        taken[stem] = taken.get(stem, 0) + 1
        yield report


def with_ids(sources: Iterable[Source]) -> Iterator[tuple[Source, str]]:
    """Each source with the id that `read_each` gives its report, where it can be read; none is read."""
    taken: dict[str, int] = {}
    for source in sources:
        stem, id = _id(source, taken)
        taken[stem] = taken.get(stem, 0) + 1
        yield source, id


def _id(source: Source, taken: Mapping[str, int]) -> tuple[str, str]:
    stem = "r" + digest(source.data)[:10]
    copies = taken.get(stem, 0)
    return stem, f"{stem}-{copies + 1}" if copies else stem


def read_source(source: Source, id: str) -> Report:
    """The report of one source. Raises ReadError where it cannot be read."""
    return read_bytes(
        source.data,
        source=source.name,
        id=id,
        given=source.given,
        said=source.said,
        format=source.format,
        charset=source.charset,
        mend=source.mend,
    )
