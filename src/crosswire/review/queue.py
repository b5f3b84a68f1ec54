"""What most needs a person, first: an order in which to look, each with why in words.

In: a dossier, with the reviews that hold in it. Out: `Waiting`s, the most pressing first:

1. figures on which a best figure hangs: without them, or as a reviewer reads them, it would be another (reckoned);
2. what reviewers disagree about, and what was confirmed and reads otherwise since;
3. discrepancies of high severity, and counts that stand against each other;
4. what crosswire itself is not sure of: garbled names, sources that nobody can be told from, doubtful links, entries of
   lists that may be meant;
5. the rest that the dossier rests on: other figures of tallies, discrepancies, sentences of the brief.

What people have settled does not wait. Nothing is changed, and how many figures are tried is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from crosswire.lang import table
from crosswire.review.anchors import link_id
from crosswire.review.reckoning import Change, as_said, without
from crosswire.text.fold import fold
from crosswire.types import Dossier, Figure, Judgement, Quote, Review, Scalar, Tally, Waiting

# Figures that are set aside, one after the other, to see what hangs on them: on two cores a figure of thirty reports
# takes some tens of milliseconds.
TRIED = 60
# Things in the queue: more than a team does in a week.
MOST = 400
# Garbled forms less sure than this, and links that share less, are put before a person. Of 18 garbled forms in
# the samples 5 are below, of 13 links 6.
_SURE, _LINKED = 0.9, 0.5
_SETTLED = frozenset({"confirmed", "corrected", "rejected"})


def queue(dossier: Dossier, *, tried: int = TRIED, most: int = MOST) -> tuple[Waiting, ...]:
    """What waits for a person, the most pressing first; each thing once. `tried` figures at most are set aside to see
    what hangs on them."""
    judged = {j.of: j for j in dossier.judgements}
    every = (
        *_hanging(dossier, judged, tried),
        *_disagreed(dossier),
        *_changed(dossier),
        *_parting(dossier),
        *_doubtful(dossier),
        *_rest(dossier),
    )
    found: dict[tuple[str, str], Waiting] = {}
    for one in every:
        key = one.kind, one.id
        if key not in found and not (
            one.id in judged and judged[one.id].standing in _SETTLED and not one.disputed
        ):
            found[key] = one
    kept = list(islice(found.values(), most))
    disputed = {id for id, j in judged.items() if j.standing == "disputed"}
    return tuple(
        replace(one, weight=round(1 - n / len(kept), 4), disputed=one.disputed or one.id in disputed)
        for n, one in enumerate(kept)
    )


def _waiting(kind: str, id: str, why: str, **more: bool | Scalar | None) -> Waiting:
    return Waiting(kind=kind, id=id, why=why, weight=0.0, **more)  # type: ignore[arg-type]


def _hanging(dossier: Dossier, judged: Mapping[str, Judgement], tried: int) -> Iterator[Waiting]:
    """Figures on which a best figure hangs: of the weightiest tallies first, and there of the greatest change."""
    said = {f.id: f for a in dossier.annotations for f in (*a.figures, *a.individuals)}
    waiting = [
        (tally, id)
        for tally in _weightiest(dossier.findings.tallies)
        if tally.best is not None
        for id in tally.figures
        if id in said and not (id in judged and judged[id].standing in _SETTLED)
    ]
    found: dict[str, list[tuple[float, Waiting]]] = {}
    for tally, id in islice((x for x in waiting if len(x[0].figures) > 1), tried):
        for change in _of(tally, without(dossier, id)):
            found.setdefault(tally.id, []).append((_size(change), _hung(said[id], change, judged)))
    disputed = [(t, id) for t, id in waiting if id in judged and judged[id].standing == "disputed"]
    for tally, id, review in islice(_read_otherwise(dossier, disputed), tried):
        for change in _of(tally, as_said(dossier, [review], id)):
            found.setdefault(tally.id, []).append((_size(change), _if_right(id, review, change)))
    for tally in _weightiest(dossier.findings.tallies):
        yield from (one for _, one in sorted(found.get(tally.id, ()), key=lambda x: -x[0]))
    yield from (_alone(said[id], tally) for tally, id in waiting if len(tally.figures) == 1)


def _weightiest(tallies: Sequence[Tally]) -> list[Tally]:
    """Wholes before their parts; else as the dossier has them."""
    return sorted(tallies, key=lambda t: t.part_of is not None)


def _of(tally: Tally, changes: Iterable[Change]) -> list[Change]:
    return [c for c in changes if c.tally.id == tally.id]


def _read_otherwise(
    dossier: Dossier, disputed: Iterable[tuple[Tally, str]]
) -> Iterator[tuple[Tally, str, Review]]:
    """The corrections over which people disagree, with the figure and tally that they are of."""
    for tally, id in disputed:
        for told in dossier.reviews:
            if told.bearing == "disputed" and id in told.found and told.review.action == "correct":
                yield tally, id, told.review


def _size(change: Change) -> float:
    """How great a change is, as a part of the greater number; that none is left is the greatest."""
    if change.now is None or change.then is None:
        return 1.0
    return abs(change.now - change.then) / max(abs(change.now), abs(change.then), 1)


def _hung(figure: Figure, change: Change, judged: Mapping[str, Judgement]) -> Waiting:
    why = f"Without “{_words(figure.span.text)}” the best figure of {_count(change.tally)} would be {_goes(change)}."
    disputed = figure.id in judged and judged[figure.id].standing == "disputed"
    return _waiting(
        "figure", figure.id, why, changes_best=True, disputed=disputed, now=change.now, then=change.then
    )


def _if_right(id: str, review: Review, change: Change) -> Waiting:
    why = f"If {review.by} is right, the best figure of {_count(change.tally)} is {_goes(change)}."
    return _waiting("figure", id, why, changes_best=True, disputed=True, now=change.now, then=change.then)


def _alone(figure: Figure, tally: Tally) -> Waiting:
    why = f"The best figure of {_count(tally)}, {_number(tally.best)}, rests on “{_words(figure.span.text)}” alone."
    return _waiting("figure", figure.id, why, changes_best=True, now=tally.best)


def _goes(change: Change) -> str:
    return f"{_number(change.then)} instead of {_number(change.now)}"


def _disagreed(dossier: Dossier) -> Iterator[Waiting]:
    kinds = {id: r.review.target.kind for r in dossier.reviews for id in r.found}
    for judgement in dossier.judgements:
        id = judgement.of.partition("#")[0]
        if judgement.standing == "disputed" and id in kinds:
            yield _waiting(kinds[id], id, f"{' and '.join(judgement.by)} do not agree.", disputed=True)


def _changed(dossier: Dossier) -> Iterator[Waiting]:
    for told in dossier.reviews:
        if told.bearing == "without-effect" and told.review.action == "accept":
            for id in told.found:
                yield _waiting(
                    told.review.target.kind, id, f"{told.review.by} confirmed it, but {told.effect}."
                )


def _parting(dossier: Dossier) -> Iterator[Waiting]:
    for one in dossier.findings.discrepancies:
        if one.severity == "high":
            yield _waiting("discrepancy", one.id, one.summary)
    for tally in dossier.findings.tallies:
        if tally.status == "disputed":
            yield _waiting(
                "tally", tally.id, f"Counts of {_count(tally)} stand against each other: {tally.why}"
            )


def _doubtful(dossier: Dossier) -> Iterator[Waiting]:
    yield from _garbled(dossier)
    yield from _unresolved(dossier)
    for link in sorted(dossier.links.lineage, key=lambda x: (x.score, x.left, x.right)):
        if link.score < _LINKED:
            yield _waiting("link", link_id(link.left, link.right), f"They share little: {link.why}")
    for entity in dossier.links.entities:
        for known in entity.known:
            if not known.sure:
                yield _waiting(
                    "name", entity.id, f"“{entity.name}” may be {known.name} of {known.set}: {known.why}"
                )


def _garbled(dossier: Dossier) -> Iterator[Waiting]:
    found = [
        (form.confidence, entity.id, f"“{form.span.text}” is taken for {entity.name}: {form.reason}")
        for entity in dossier.links.entities
        for form in entity.forms
        if form.confidence is not None and form.confidence < _SURE
    ]
    yield from (_waiting("name", id, why) for _, id, why in sorted(found))


def _unresolved(dossier: Dossier) -> Iterator[Waiting]:
    """Words of somebody who is a mere "he", or has a part of a name that entities here have."""
    stop = frozenset(table("en", "stopwords")["words"])
    names = {w for e in dossier.links.entities for w in fold(e.name).split()} - stop
    known = dict(dossier.links.speakers)
    for said in dossier.annotations:
        statements: tuple[Figure | Quote, ...] = (*said.figures, *said.quotes)
        for one in statements:
            if one.source is None or one.id in known:
                continue
            words = set(fold(one.source.text).split())
            if words <= stop or words <= names:
                kind = "figure" if isinstance(one, Figure) else "quote"
                yield _waiting(kind, one.id, f"Who “{_words(one.source.text)}” is was not found.")


def _rest(dossier: Dossier) -> Iterator[Waiting]:
    said = {f.id: f for a in dossier.annotations for f in (*a.figures, *a.individuals)}
    for one in dossier.findings.discrepancies:
        yield _waiting("discrepancy", one.id, one.summary)
    for n, sentence in enumerate(dossier.findings.brief, 1):
        yield _waiting("brief", f"b{n}", f"A sentence of the brief: {_words(sentence.text)}")
    for tally in _weightiest(dossier.findings.tallies):
        for id in tally.figures:
            if id in said:
                yield _waiting(
                    "figure", id, f"“{_words(said[id].span.text)}” is counted among {_count(tally)}."
                )
    for utterance in dossier.findings.utterances:
        if utterance.divergences:
            yield _waiting("utterance", utterance.id, "Renderings of these words part.")
    for event in dossier.findings.events:
        if event.accounts == "parting":
            yield _waiting("event", event.id, event.why)


def _count(tally: Tally) -> str:
    """What a tally counts, in words: "killed people, Karvel"."""
    who = (tally.label or tally.group or tally.unit or "").replace("_", " ")
    counted = " ".join(filter(None, (tally.measure.replace("_", " "), who)))
    return f"{counted}, {tally.place}" if tally.place else counted


def _number(number: Scalar | None) -> str:
    return "unknown" if number is None else f"{number:,}"


def _words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
