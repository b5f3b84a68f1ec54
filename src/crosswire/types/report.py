"""A report as read, and the span, the atom of all evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ItemStatus = Literal["usable", "withheld", "canceled"]
Scalar = int | float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one report's text: half-open code-point offsets, and the words at them."""

    report: str
    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether both lie in one report and share at least one character."""
        return self.report == other.report and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Inclusive ISO 8601 days or date-times; either end may be open (None)."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A passage of a report that is not the article; it is set apart, never cut."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStamp:
    """A date that the report carries about itself, with where it stands (None: from metadata)."""

    date: str
    kind: Literal["published", "updated", "page", "dateline"]
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Whether a report seems machine-translated, and which signs say so."""

    machine_translated: bool | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an agency or a channel calls one piece of its own, and which state of it this is.

    `uri` names the piece over all its versions (IPTC `uri`/`guid`, a channel's message). `version`
    orders the states of one piece: the later sorts after the earlier, compared as numbers where both
    are. `status` follows IPTC `pubStatus`; "canceled" and "withheld" withdraw every version.
    """

    uri: str
    version: str = "1"
    status: ItemStatus = "usable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where in its source a stretch of a text stands: "00:01:12.500" of a recording, "page 3"."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as read: its text is never altered afterwards.

    `source` is the path or address as given, with what stands inside a container after "!/" ;
    `sha256` digests the unaltered bytes of the report itself. `published` and `updated` are ISO 8601,
    a day or a date-time, with the zone where the source states one. `publisher` is who wrote it,
    `carrier` who passed it on (a feed service, an aggregator, a channel that forwards). `excluded`
    lists what is not article, in order, not overlapping. `locations` are in the text's order.
    `encoding` is how the bytes were decoded; other than "utf-8" it was told from their content.
    `notices` are what a careful reader should know of how it was read (damage, hidden characters).
    """

    id: str
    source: str
    text: str
    sha256: str
    title: str | None = None
    title_span: Span | None = None
    byline: str | None = None
    publisher: str | None = None
    carrier: str | None = None
    published: str | None = None
    updated: str | None = None
    address: str | None = None
    language: str | None = None
    section: str | None = None
    credits: tuple[str, ...] = ()
    provenance: Provenance = Provenance(machine_translated=None, why="")
    stamps: tuple[DateStamp, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    locations: tuple[Location, ...] = ()
    item: Item | None = None
    format: str = "text"
    encoding: str = "utf-8"
    notices: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of this report from `start` to `end`, code points."""
        return Span(report=self.id, start=start, end=end, text=self.text[start:end])

    def is_article(self, start: int, end: int) -> bool:
        """Whether no excluded passage touches `start`..`end`."""
        return not any(x.start < end and start < x.end for x in self.excluded)

    def located(self, start: int, end: int) -> str | None:
        """Where in the source `start`..`end` begins: the label of the first location that it touches."""
        return next((x.label for x in self.locations if x.start < end and start < x.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be done, for one report (its id or source) or for all (None)."""

    report: str | None
    stage: str
    message: str
