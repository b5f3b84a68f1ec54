"""Lineage in a stream: for each new report, which earlier ones within some weeks share text with it.

Takes the terms of reports one by one, in any order; gives links, each with how much of either report
stands in the other, by estimates from sketches. Near-duplicates meet by MinHash bands, passages in longer
reports by shared fingerprints, reports in different languages by shared numbers and names. The work for
one report depends on who shares its text, not on how many reports there are: texts lie in segments of
`window` days, and only the report's own segment and its neighbours are asked.

Caps apply in large streams alone: a fingerprint that more than `HOUSE` texts of one publisher hold, or more
than `TEXTS` texts, is furniture or a set phrase, and proves nothing. Reports of the same words throughout
count as one text. `links` looks at the caps as they stand when it is asked, so it does not depend on the
order of arrival; what `add` gave may fall away when furniture comes to light. The full judgement, with
evidence, is `lineage_pair.judge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple

import numpy as np

from crosswire.link.lineage_segment import By, Kept, Meeting, Member, Place, Segment, Text, Tie
from crosswire.link.lineage_terms import LineageTerms
from crosswire.text.shingles import Codes, shared_number

WINDOW = 30
# Fingerprints shared from which two texts are compared, and shingles shared that make a link: those of a run
# of 25 words, the least that `lineage_pair` takes for shared passages.
MEETING, SHARED = 2, 21
# Jaccard similarity from which two texts that met by a band are near-duplicates, whatever is common.
NEAR = 0.5
# Shares of the shorter and the longer report that make a copy of the whole, as in `lineage_pair`.
COPIED_SHORTER, COPIED_LONGER = 0.6, 0.4
# Rare anchors that two reports in different languages share, and their share of the fewer, as in
# `lineage_candidates`.
ANCHORS, ANCHORED = 5, 0.2

Kind = Literal["whole", "near", "passages", "anchors"]


class LineageLink(NamedTuple):
    """Two reports that share text, `left` < `right` by id.

    `left_share` is the share (0 to 1) of the left report's five-word runs outside quotations that stand in
    the right; `kind` says by what they are linked: the same words throughout, near-duplicates, shared
    passages, or (in different languages) rare numbers and names, whose shares are then given, and which
    only say that the pair is worth a full judgement.
    """

    left: str
    right: str
    kind: Kind
    left_share: float
    right_share: float

    @property
    def copy(self) -> bool:
        """Whether the two are one text as a whole, as far as the sketches tell."""
        longer, shorter = sorted((self.left_share, self.right_share))
        return self.kind != "anchors" and shorter >= COPIED_SHORTER and longer >= COPIED_LONGER


class LineageStream:
    """Reports as they come, and who shares text with whom, within `window` days."""

    def __init__(self, window: int = WINDOW) -> None:
        if window < 1:
            raise ValueError(f"window: {window} days, but at least 1 is needed")
        self.window = window
        self._compared = 0
        self._segments: dict[int | None, Segment] = {}
        self._places: dict[str, Place] = {}

    def __len__(self) -> int:
        return len(self._places)

    @property
    def compared(self) -> int:
        """The work done so far: entries of posting lists read, and signatures held against each other."""
        return self._compared + sum(segment.read for segment in self._segments.values())

    def add(self, terms: LineageTerms) -> tuple[LineageLink, ...]:
        """Takes in a report; gives its links to those before it, by the other's id. Raises ValueError where
        a report of this id is there already."""
        if terms.report in self._places:
            raise ValueError(f"{terms.report}: added already")
        member = Member(terms.report, terms.day, terms.house)
        home = self._home(terms)
        segment = self._segment(home)
        row = segment.same(terms)
        if row is None:
            row = segment.put(terms, (member,))
            self._meet((home, row), terms)
        else:
            segment.texts[row].members += (member,)
        self._places[terms.report] = home, row
        return tuple(sorted(self._links_of((home, row), [member])))

    def links(self) -> tuple[LineageLink, ...]:
        """All links that stand, in order of ids."""
        places = [
            (home, row) for home, segment in self._segments.items() for row in range(len(segment.texts))
        ]
        every = {link for place in places for link in self._links_of(place, self._text(place).members)}
        return tuple(sorted(every))

    def links_of(self, report: str) -> tuple[LineageLink, ...]:
        """The links of one report that stand, in order of ids. Raises KeyError where it is not there."""
        place = self._places[report]
        members = [m for m in self._text(place).members if m.report == report]
        return tuple(sorted(self._links_of(place, members)))

    def forget(self, day: int) -> int:
        """Drops the segments that lie wholly before a day (ordinal); gives how many reports went."""
        gone = [home for home in self._segments if home is not None and (home + 1) * self.window <= day]
        before = len(self._places)
        for home in gone:
            for text in self._segments.pop(home).texts:
                for member in text.members:
                    del self._places[member.report]
        for segment in self._segments.values():
            for text in segment.texts:
                text.met = {place: why for place, why in (text.met or {}).items() if place[0] not in gone}
        return before - len(self._places)

    def kept(self) -> tuple[list[Kept], list[Tie]]:
        """All texts, and how they met: what the stream is made of again by `restored`."""
        places = [
            (home, row) for home, segment in self._segments.items() for row in range(len(segment.texts))
        ]
        numbers = {place: n for n, place in enumerate(places)}
        texts = [self._text(place) for place in places]
        ties = [
            Tie(n, numbers[other], how)
            for n, text in enumerate(texts)
            for other, how in (text.met or {}).items()
            if n < numbers[other]
        ]
        return [Kept(text.terms, text.members) for text in texts], ties

    @classmethod
    def restored(cls, window: int, texts: Iterable[Kept], ties: Iterable[Tie]) -> LineageStream:
        """The stream that `kept` gave, without comparing anything."""
        stream, places = cls(window), []
        for terms, members in texts:
            home = stream._home(terms)
            segment = stream._segment(home)
            place = home, segment.put(terms, members)
            segment.index(terms, place[1])
            places.append(place)
            stream._places.update((member.report, place) for member in members)
        for one, other, how in ties:
            stream._text(places[one]).meet(places[other], how)
            stream._text(places[other]).meet(places[one], how)
        return stream

    def _home(self, terms: LineageTerms) -> int | None:
        """The segment of a report's day."""
        return None if terms.day is None else terms.day // self.window

    def _segment(self, home: int | None) -> Segment:
        if home not in self._segments:
            self._segments[home] = Segment()
        return self._segments[home]

    def _text(self, place: Place) -> Text:
        return self._segments[place[0]].texts[place[1]]

    def _near(self, home: int | None) -> list[int | None]:
        """The segments that may hold reports within the window of a segment's reports."""
        if home is None:
            return list(self._segments)
        return [h for h in (home - 1, home, home + 1, None) if h in self._segments]

    def _meet(self, place: Place, terms: LineageTerms) -> None:
        """Finds whom a new text meets, and puts it into the indexes of its segment."""
        home, row = place
        text = self._text(place)
        for other in self._near(home):
            segment = self._segments[other]
            for there, meeting in self._met(segment, terms, row if other == home else None).items():
                text.meet((other, there), meeting)
                segment.texts[there].meet(place, meeting)
        self._segments[home].index_anchors(terms, row)

    def _met(self, segment: Segment, terms: LineageTerms, row: int | None) -> dict[int, Meeting]:
        """The texts of one segment that a text meets; it goes into the segment's indexes if it has a row."""
        met: dict[int, Meeting] = {}
        texts = segment.texts
        for language in segment.spoken if terms.language is not None else ():
            if language != terms.language:
                for there, shared in segment.anchored(language).find(terms.anchors).items():
                    if shared >= _anchors_needed(terms, texts[there].terms):
                        met[there] = Meeting("anchors")
        for there in segment.by_whole.get(terms.whole, ()) if terms.whole is not None else ():
            if there != row:
                met[there] = Meeting("whole")
        bands, index = segment.bands, segment.passages
        banded = bands.find(terms.bands) if row is None else bands.add(terms.bands, row)
        found = index.find(terms.fingerprints) if row is None else index.add(terms.fingerprints, row)
        for there in {*banded, *(other for other, number in found.items() if number >= MEETING)}:
            if there not in met or met[there].by == "anchors":
                self._compared += 1
                meeting = _compare(terms, texts[there].terms, there in banded)
                if meeting is not None:
                    met[there] = meeting
        return met

    def _links_of(self, place: Place, members: Sequence[Member]) -> Iterator[LineageLink]:
        """The links of some of a text's reports with its others and with the reports of texts it met."""
        text = self._text(place)
        for one, other in product(members, text.members):
            if one.report != other.report and self._within(one, other):
                yield _link(one, other, "whole", 1.0, 1.0)
        common: dict[int | None, Codes] = {}
        for there, meeting in (text.met or {}).items():
            if there[0] not in common and meeting.by != "whole":
                common[there[0]] = self._common(text.terms, place[0], there[0])
            judged = self._judge(place, there, meeting, common)
            if judged is not None:
                for one, other in product(members, self._text(there).members):
                    if self._within(one, other):
                        yield _link(one, other, *judged)

    def _within(self, one: Member, other: Member) -> bool:
        return one.day is None or other.day is None or abs(one.day - other.day) <= self.window

    def _judge(
        self, place: Place, other: Place, meeting: Meeting, common: Mapping[int | None, Codes]
    ) -> tuple[Kind, float, float] | None:
        """What links two texts, and how much of either stands in the other; None where what they share
        has become `common` (by the other's segment)."""
        if meeting.by == "whole":
            return "whole", 1.0, 1.0
        if meeting.by == "anchors":
            return self._anchored(place, other)
        here, there = self._text(place).terms, self._text(other).terms
        shared = float(meeting.shared)
        if meeting.by == "band" and _near(here, there, meeting.shared):
            return "near", _share(shared, len(here.shingles)), _share(shared, len(there.shingles))
        telling = meeting.prints
        if len(common[other[0]]):
            telling -= shared_number(common[other[0]], there.fingerprints)
        if telling < MEETING or shared * telling < SHARED * meeting.prints:
            return None
        shared *= telling / meeting.prints
        return "passages", _share(shared, len(here.shingles)), _share(shared, len(there.shingles))

    def _common(self, terms: LineageTerms, home: int | None, other: int | None) -> Codes:
        """The fingerprints of a text that are common in its segment or another."""
        codes = terms.fingerprints
        found = self._segments[home].passages.common(codes)
        if other != home:
            found = found | self._segments[other].passages.common(codes)
        return codes[found]

    def _anchored(self, place: Place, other: Place) -> tuple[Kind, float, float] | None:
        here, there = self._text(place).terms, self._text(other).terms
        codes = np.intersect1d(here.anchors, there.anchors, assume_unique=True)
        common = np.zeros(len(codes), dtype=np.bool_)
        for terms, home in ((here, place[0]), (there, other[0])):
            common |= self._segments[home].anchored(terms.language or "").common(codes)
        count = len(codes) - int(common.sum())
        if count < _anchors_needed(here, there):
            return None
        return "anchors", _share(count, len(here.anchors)), _share(count, len(there.anchors))


def _compare(one: LineageTerms, other: LineageTerms, banded: bool) -> Meeting | None:
    """Whether two texts that share bands or fingerprints share enough shingles."""
    shared = shared_number(one.shingles, other.shingles)
    if shared < SHARED and not (banded and _near(one, other, shared)):
        return None
    by: By = "band" if banded else "fingerprints"
    return Meeting(by, shared, shared_number(one.fingerprints, other.fingerprints))


def _near(one: LineageTerms, other: LineageTerms, shared: int) -> bool:
    return shared >= NEAR * (len(one.shingles) + len(other.shingles) - shared)


def _anchors_needed(one: LineageTerms, other: LineageTerms) -> float:
    return max(ANCHORS, ANCHORED * min(len(one.anchors), len(other.anchors)))


def _share(part: float, whole: int) -> float:
    return round(min(1.0, part / whole), 4) if whole else 0.0


def _link(one: Member, other: Member, kind: Kind, one_share: float, other_share: float) -> LineageLink:
    if one.report < other.report:
        return LineageLink(one.report, other.report, kind, one_share, other_share)
    return LineageLink(other.report, one.report, kind, other_share, one_share)
