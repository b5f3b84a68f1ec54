"""Where a word that was passed on rests: in the medium's own report if that is in hand, else in one place
for all who have it from that medium.

In: figures, quotes or passages with the media they came through (`via`, the nearest to the source first), the
houses and entities. Out: for each that was passed on, the passage it rests on. A number that three papers have
from one agency is one original, also where the agency's own report is not in hand; two papers that each spoke
to the official are two. Only media with a name are held to be one: "state television" may be anybody's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from crosswire.lang import table
from crosswire.reconcile.houses import NO_HOUSE, House
from crosswire.reconcile.intervals import fits
from crosswire.text.fold import fold
from crosswire.types import Annotations, Entity, Figure, Quote, Report, Span

Via = tuple[Span, ...]
_WORD = re.compile(r"\S+")
_NAMED = frozenset({"ORG", "OTHER", "PERSON", "NORP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """Which reports in hand are a medium's, by the names and entities under which others name it."""

    by_key: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[tuple[Span, str], ...]]
    kept: dict[Span, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def keys(self, medium: Span) -> frozenset[str]:
        """By what a medium is known: its name without what such are called, its entity. Empty without a name."""
        found = self.kept.get(medium)
        if found is None:
            name = core(medium.text)
            known = {f"e:{e}" for form, e in self.forms.get(medium.report, ()) if medium.contains(form)}
            found = self.kept[medium] = frozenset(known | ({f"n:{fold(name)}"} if name else set()))
        return found

    def reports(self, medium: Span) -> tuple[str, ...]:
        """The reports in hand that are this medium's own."""
        return tuple(sorted({r for key in self.keys(medium) for r in self.by_key.get(key, ())}))


NO_MEDIA = Media(by_key={}, forms={})


def media_of(reports: Iterable[Report], houses: Mapping[str, House], entities: Iterable[Entity]) -> Media:
    """The media behind the reports in hand, to be looked up as others name them."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        house = houses.get(report.id, NO_HOUSE)
        names = sorted({n.removeprefix("the ") for n in house.media})
        for key in (*(f"n:{n}" for n in names), *(f"e:{e}" for e in sorted(house.entities))):
            by_key[key].append(report.id)
    forms: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for entity in entities:
        if entity.type in _NAMED:
            for form in entity.forms:
                forms[form.span.report].append((form.span, entity.id))
    return Media(
        by_key={k: tuple(v) for k, v in by_key.items()}, forms={k: tuple(v) for k, v in forms.items()}
    )


def core(text: str) -> str:
    """A medium's own name: "the Norrgate Wire news agency" gives "Norrgate Wire"; "" where it has none.

    >>> core("the Norrgate Wire news agency"), core("state television")
    ('Norrgate Wire', '')
    """
    words = _WORD.findall(text.strip(" ,.;:“”\"'"))
    while words and (words[0] in _generic() or words[0].casefold() == "the"):
        words = words[1:]
    while words and words[-1] in _generic():
        words = words[:-1]
    return " ".join(words) if any(w[:1].isupper() or w[:1].isdigit() for w in words) else ""


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("en", "chains")["generic"])


def resting(told: Sequence[tuple[Span, Via]], media: Media) -> tuple[Span, ...]:
    """For each passage, all of one thing told, the passage that it rests on: its own where nobody passed it on."""
    by_report: dict[str, list[tuple[bool, Span]]] = defaultdict(list)
    peers: dict[str, list[Span]] = defaultdict(list)
    for span, via in told:
        by_report[span.report].append((bool(via), span))
        if via:
            for key in media.keys(via[0]):
                peers[key].append(span)
    return tuple(_rest(span, via, by_report, peers, media) for span, via in told)


def _rest(
    span: Span,
    via: Via,
    by_report: Mapping[str, list[tuple[bool, Span]]],
    peers: Mapping[str, list[Span]],
    media: Media,
) -> Span:
    for medium in via:
        held = [s for r in media.reports(medium) for s in by_report.get(r, ())]
        if held:
            return min(held)[1]
    shared = [s for key in (sorted(media.keys(via[0])) if via else ()) for s in peers[key]]
    return min(shared, default=span)


def resting_figures(
    annotations: Sequence[Annotations], speakers: Mapping[str, str], media: Media
) -> dict[str, Span]:
    """Where each figure rests that came through somebody else, by its id.

    In the medium's report: a figure that counts the same and fits. Elsewhere: the first of those that have
    the same number from the same medium. What a report has of a speaker through a medium, it has so for all
    that it quotes of that speaker.
    """
    through = _through(annotations, speakers)
    figures = {a.report: a.figures for a in annotations}
    passed: list[tuple[Figure, Via]] = [
        (f, via)
        for a in annotations
        for f in a.figures
        if (via := f.via or through.get((a.report, speakers.get(f.id, ""))))
    ]
    found: dict[str, Span] = {}
    shared: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure, via in passed:
        home = _home(figure, via, figures, media)
        if home is not None:
            found[figure.id] = home
            continue
        if any(figure.span.report in media.reports(m) for m in via):
            continue
        for key in media.keys(via[0]):
            shared[key, figure.measure, figure.number, "" if figure.number is not None else fold(figure.span.text)].append(figure)  # fmt: skip
    for same in shared.values():
        first = min(f.span for f in same)
        for figure in same:
            kept = found.get(figure.id)
            found[figure.id] = first if kept is None else min(kept, first)
    return found


def _through(annotations: Sequence[Annotations], speakers: Mapping[str, str]) -> dict[tuple[str, str], Via]:
    """Through whom a speaker's word came to a report, by both."""
    found: dict[tuple[str, str], Via] = {}
    for said in annotations:
        told: Iterable[Figure | Quote] = (*said.figures, *said.quotes)
        for one in told:
            if one.via and (speaker := speakers.get(one.id)):
                found.setdefault((said.report, speaker), one.via)
    return found


def _home(figure: Figure, via: Via, figures: Mapping[str, tuple[Figure, ...]], media: Media) -> Span | None:
    """The same count in a report in hand of one of the media: first where that tells it without naming itself,
    since a paper that credits a medium may quote it too. None where it is the figure's own."""
    for medium in via:
        own = media.reports(medium)
        same = [(bool(f.via), f.span) for r in own for f in figures.get(r, ()) if _tells(f, figure)]
        if same:
            home = min(same)[1]
            return home if home != figure.span else None
    return None


def _tells(figure: Figure, other: Figure) -> bool:
    return (figure.measure, figure.group) == (other.measure, other.group) and fits(figure, other)


def unvouched_as_one(figures: Iterable[Figure]) -> dict[str, Span]:
    """Where figures stand, by id, that reports pass on without vouching for them or naming whose they are
    ("unconfirmed reports say"): however many repeat a number so, theirs is one voice, that of the first."""
    same: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.modality in ("hedged", "unverified") and figure.source is None and not figure.via:
            value = str(figure.number) if figure.number is not None else fold(figure.number_span.text)
            same[figure.measure, value].append(figure)
    return {f.id: min(g.span for g in group) for group in same.values() for f in group}


def passed_on(said: Annotations) -> Callable[[Span], Via]:
    """Through whom the passages of a report came: the chain of the attribution that holds most of one."""
    told = [(a.content, a.via) for a in said.attributions if a.via]

    def via(span: Span) -> Via:
        held = [
            (content.end - content.start, content, chain)
            for content, chain in told
            if 2 * (min(content.end, span.end) - max(content.start, span.start)) > span.end - span.start
        ]
        return min(held, key=lambda h: (h[0], h[1]))[2] if held else ()

    return via
