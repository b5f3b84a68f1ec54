"""What targets mean in a dossier: from words to the ids that are theirs now.

In: targets and what the stages made of the reports. Out: ids, none where nothing fits, with why. A figure, quote or
name is what lies at the words; a finding is the one that rests on most of the words of the old one, on half of them at
least, and is of its kind. What a review does there is left to the modules that apply it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from crosswire.review.anchors import link_id
from crosswire.review.ground import Ground, ground_of
from crosswire.review.readings import days
from crosswire.types import (
    Annotations,
    Dossier,
    Entity,
    Figure,
    Findings,
    Quote,
    Span,
    Target,
    TargetKind,
)

Statement = TypeVar("Statement", Figure, Quote)
NO_FINDINGS = Findings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ids of what a target means here; `why` says why there is none, in words."""

    ids: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What targets are looked for in: figures (with persons whom no number counts) and quotes by their reports,
    entities and findings. What was set aside is among them."""

    ground: Ground
    figures: Mapping[str, tuple[Figure, ...]]
    quotes: Mapping[str, tuple[Quote, ...]]
    entities: tuple[Entity, ...] = ()
    findings: Findings = NO_FINDINGS


def held(dossier: Dossier) -> Held:
    """A dossier, to look for targets in."""
    return held_of(
        ground_of(dossier.reports),
        dossier.annotations,
        entities=dossier.links.entities,
        findings=dossier.findings,
        aside=dossier.aside,
    )


def held_of(
    ground: Ground,
    annotations: Iterable[Annotations],
    *,
    entities: tuple[Entity, ...] = (),
    findings: Findings = NO_FINDINGS,
    aside: Sequence[Figure | Quote] = (),
) -> Held:
    """What the stages have made so far, to look for targets in."""
    said = tuple(annotations)
    figures = {a.report: (*a.figures, *a.individuals) for a in said}
    quotes = {a.report: a.quotes for a in said}
    for one in aside:
        report = one.span.report
        if isinstance(one, Figure):
            figures[report] = (*figures.get(report, ()), one)
        else:
            quotes[report] = (*quotes.get(report, ()), one)
    return Held(ground=ground, figures=figures, quotes=quotes, entities=entities, findings=findings)


def find(target: Target, dossier: Dossier) -> Found:
    """The ids that a target means in a dossier; of many targets, `find_in` what `held` gives is quicker."""
    return find_in(target, held(dossier))


def find_in(target: Target, where: Held) -> Found:
    """The ids that a target means in what the stages made, or why there is none."""
    missing = [n for n in target.named if not where.ground.reports_named(n)]
    if len(missing) == len(target.named) or (target.kind == "link" and missing):
        name = missing[0].source or missing[0].id
        return Found(why=f"no report here has the bytes of {name}")
    if target.words and not any(where.ground.spans_of(w) for w in target.words):
        return Found(why=f"“{_shown(target.words[0].text)}” does not stand in the report as it is read now")
    ids = _FINDERS[target.kind](target, where)
    if ids:
        return Found(ids=ids)
    if target.words:
        return Found(why=f"the words are there, but no {target.kind} is found at them now")
    return Found(why=f"no {target.kind} here is of these reports")


def _spans(target: Target, where: Held) -> list[Span]:
    return [span for words in target.words for span in where.ground.spans_of(words)]


def _figures(target: Target, where: Held) -> tuple[str, ...]:
    key = dict(target.key)

    def alike(figure: Figure) -> int:
        return (figure.measure == key.get("measure")) + ((figure.group or "") == key.get("group", ""))

    return _at(target, where, where.figures, lambda f: f.number_span, alike)


def _quotes(target: Target, where: Held) -> tuple[str, ...]:
    kind = dict(target.key).get("kind")
    return _at(target, where, where.quotes, lambda q: q.span, lambda q: int(q.kind == kind))


def _at(
    target: Target,
    where: Held,
    said: Mapping[str, tuple[Statement, ...]],
    place: Callable[[Statement], Span],
    alike: Callable[[Statement], int],
) -> tuple[str, ...]:
    """What lies at the words, the most of it; of several that lie there alike, what is of their kind."""
    ids: list[str] = []
    for span in _spans(target, where):
        shared = [(_share(place(x), span), alike(x), x) for x in said.get(span.report, ())]
        best = max(((share, like) for share, like, _ in shared), default=(0.0, 0))
        if best[0]:
            ids += [x.id for share, like, x in shared if (share, like) == best]
    return tuple(dict.fromkeys(ids))


def _share(left: Span, right: Span) -> float:
    """What part of the longer of two stretches the two have in common; 0 where it is not half of the shorter, since
    that is something else beside it."""
    common = min(left.end, right.end) - max(left.start, right.start)
    shorter, longer = sorted((left.end - left.start, right.end - right.start))
    return common / longer if 2 * common >= shorter > 0 else 0.0


def _names(target: Target, where: Held) -> tuple[str, ...]:
    """The entity of which most of the words are names."""
    votes: Counter[str] = Counter()
    for span in _spans(target, where):
        votes.update({e.id for e in where.entities if any(f.span.overlaps(span) for f in e.forms)})
    alike = {e.id: e.name == dict(target.key).get("name") for e in where.entities}
    return _most(votes, alike, len(target.words))


def _links(target: Target, where: Held) -> tuple[str, ...]:
    if len(target.reports) != 2:
        return ()
    left, right = (where.ground.reports_named(n) for n in target.reports)
    return tuple(sorted({link_id(a, b) for a in left for b in right if a != b}))


def _stories(target: Target, where: Held) -> tuple[str, ...]:
    ids = {id for n in target.reports for id in where.ground.reports_named(n)}
    votes = Counter({s.id: len(ids & set(s.reports)) for s in where.findings.stories})
    return _most(votes, {}, len(target.reports))


def _reports(target: Target, where: Held) -> tuple[str, ...]:
    return tuple(id for n in target.reports for id in where.ground.reports_named(n))


def _tallies(target: Target, where: Held) -> tuple[str, ...]:
    key = dict(target.key)
    ids = set(_figures(Target(kind="figure", words=target.words, key=target.key), where))
    votes = Counter(
        {
            t.id: len(ids & set(t.figures))
            for t in where.findings.tallies
            if t.measure == key.get("measure") and (t.group or "") == key.get("group", "")
        }
    )
    alike = {
        t.id: (t.unit or "", t.label or "") == (key.get("unit", ""), key.get("label", ""))
        for t in where.findings.tallies
    }
    return _most(votes, alike, len(target.words))


def _events(target: Target, where: Held) -> tuple[str, ...]:
    key = dict(target.key)
    every = where.findings.events
    votes = _resting(target, where, {e.id: e.evidence for e in every})
    alike = {
        e.id: 2 * (_line(e.text) == key.get("text")) + ((e.type or "") == key.get("type", "")) for e in every
    }
    same_day = {e.id: (days(e.when) or "") == key.get("when", "") for e in every}
    closest = {id: 2 * n + same_day[id] for id, n in alike.items()}
    return _most(votes, closest, len(target.words))


def _utterances(target: Target, where: Held) -> tuple[str, ...]:
    spans = {u.id: tuple(m.span for m in u.members) for u in where.findings.utterances}
    return _most(_resting(target, where, spans), {}, len(target.words))


def _discrepancies(target: Target, where: Held) -> tuple[str, ...]:
    key = dict(target.key)
    every = [d for d in where.findings.discrepancies if d.kind == key.get("kind")]
    spans = {d.id: tuple(s for side in d.sides for s in side.evidence) for d in every}
    votes = _resting(target, where, spans)
    alike = {d.id: _line(d.summary) == key.get("summary") for d in every}
    # Two that part over one sentence have half of their words in common: only more than half is the same.
    found = _most(votes, alike, len(target.words))
    return found if found and 2 * votes[found[0]] > len(target.words) else ()


def _brief(target: Target, where: Held) -> tuple[str, ...]:
    every = {f"b{n}": b for n, b in enumerate(where.findings.brief, 1)}
    votes = _resting(target, where, {id: b.evidence for id, b in every.items()})
    alike = {id: _line(b.text) == dict(target.key).get("text") for id, b in every.items()}
    return _most(votes, alike, len(target.words))


def _resting(target: Target, where: Held, evidence: Mapping[str, Sequence[Span]]) -> Counter[str]:
    """How many of the words each finding rests on."""
    votes: Counter[str] = Counter()
    spans = _spans(target, where)
    for id, theirs in evidence.items():
        votes[id] = sum(any(span.overlaps(x) for x in theirs) for span in spans)
    return votes


def _most(votes: Mapping[str, int], alike: Mapping[str, int], of: int) -> tuple[str, ...]:
    """The id with most of `of` votes, at least half of them; of several, the one most alike, then the first."""
    found = [id for id, n in votes.items() if 2 * n >= of]
    best = sorted(found, key=lambda id: (-votes[id], -alike.get(id, 0), id))
    return tuple(best[:1])


def _line(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    words = _line(text)
    return words if len(words) <= 60 else f"{words[:60]}…"


_FINDERS: Mapping[TargetKind, Callable[[Target, Held], tuple[str, ...]]] = {
    "figure": _figures,
    "quote": _quotes,
    "name": _names,
    "link": _links,
    "story": _stories,
    "report": _reports,
    "tally": _tallies,
    "event": _events,
    "utterance": _utterances,
    "discrepancy": _discrepancies,
    "brief": _brief,
}
