"""The one ordered pass: reports into stories, and who shares text with whom, also across stories.

In: the terms of every report, made on the workers from that report alone. Out: a `Filed` for each story: its
members in order, and who stands beside it. The pass goes through the reports by their publication stamps, then
ids, so the order in which workers finish changes nothing. It is all that is done in one place, and it holds terms,
never texts.

A copy that is filed under another story is still a copy: `beside` names the reports of other stories that are one
text with a member, directly or through one another. Whoever reconciles the story holds them against its members,
so that two members which both descend from a report filed elsewhere count as one original. A passage that reports of
two stories share makes no member of either another's copy: `passing` lists such pairs, as the sketches show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from crosswire.link.families import components
from crosswire.link.lineage_stream import LineageLink, LineageStream
from crosswire.link.lineage_terms import LineageTerms, lineage_terms
from crosswire.link.story_stream import StoryStream
from crosswire.link.story_terms import StoryTerms, story_terms
from crosswire.types import Annotations, Report, Ruling

# Share of rare numbers and names in common from which a report in another language is held against a story's.
_TRANSLATED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """All that the ordered pass needs of one report: by what it tells its event, and sketches of its text."""

    story: StoryTerms
    lineage: LineageTerms

    @property
    def report(self) -> str:
        """The report's id."""
        return self.story.report


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A story: its id, its reports in order of time, the same with the most central first, the reports of other
    stories that are one text with some of them, the states of withdrawn items that are, and the passages that its
    reports share with those of other stories (pairs whose left report is a member)."""

    id: str
    members: tuple[str, ...]
    central: tuple[str, ...]
    beside: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    passing: tuple[LineageLink, ...] = ()


def terms_of(report: Report, annotations: Annotations) -> Terms:
    """The terms of one report; pure."""
    return Terms(story=story_terms(report, annotations), lineage=lineage_terms(report, annotations))


def group(
    terms: Iterable[Terms], *, withdrawn: Iterable[Terms] = (), rulings: Sequence[Ruling] = ()
) -> tuple[Filed, ...]:
    """The stories of the reports that stand, in the order in which they begin. `withdrawn` are the states of items
    that do not stand, whose text others may have; people's `rulings` hold."""
    stories, lineage = StoryStream(rulings), LineageStream()
    for one in _in_time(terms):
        stories.place(one.story)
        lineage.add(one.lineage)
    gone = set()
    for one in _in_time(withdrawn):
        gone.add(one.report)
        lineage.add(one.lineage)
    found = stories.stories()
    story_of = {r: id for id, members in found for r in members}
    beside, taken, passing = _across(lineage.links(), story_of, gone)
    return tuple(
        Filed(
            id=id,
            members=members,
            central=tuple(sorted(members, key=lambda m: (-stories.fit(m), m))),
            beside=tuple(sorted(beside.get(id, ()))),
            withdrawn=tuple(sorted(taken.get(id, ()))),
            passing=tuple(passing.get(id, ())),
        )
        for id, members in found
    )


def _in_time(terms: Iterable[Terms]) -> list[Terms]:
    return sorted(terms, key=lambda t: (t.story.stamp is None, t.story.stamp or "", t.report))


def _across(
    links: Iterable[LineageLink], story_of: Mapping[str, str], gone: Set[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, list[LineageLink]]]:
    """By story: the reports of other stories that are one text with its members, the withdrawn ones that share text
    with them, and the passages shared with other stories."""
    copies: list[tuple[str, str]] = []
    taken: dict[str, set[str]] = {}
    passing: dict[str, list[LineageLink]] = {}
    for link in links:
        if link.left in gone or link.right in gone:
            for copy, item in ((link.left, link.right), (link.right, link.left)):
                if item in gone and copy not in gone:
                    taken.setdefault(story_of[copy], set()).add(item)
        elif _one_text(link):
            copies.append((link.left, link.right))
        elif story_of[link.left] != story_of[link.right]:
            passing.setdefault(story_of[link.left], []).append(link)
    return _beside(story_of, copies), taken, passing


def _one_text(link: LineageLink) -> bool:
    if link.kind == "anchors":
        return min(link.left_share, link.right_share) >= _TRANSLATED
    return link.copy


def _beside(story_of: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """For each story the reports of others that hang together with its members."""
    found: dict[str, set[str]] = {}
    for reports in components({r for pair in pairs for r in pair}, pairs):
        stories = {story_of[r] for r in reports}
        if len(stories) > 1:
            for story in stories:
                found.setdefault(story, set()).update(r for r in reports if story_of[r] != story)
    return found
