"""Reviews of which quotes render the same words: joined, taken out, disputed."""

from __future__ import annotations

from crosswire.review.anchors import target_of
from crosswire.review.finding import held
from crosswire.review.renderings import review_renderings
from crosswire.review.table import review
from crosswire.types import Review, UtteranceGroup
from tests.review.samples import made, reviewed

SAMPLE = "tamsel-port"
INES, TOMAS = "Ines Karo", "Tomas Rell"
GROUPS = made(SAMPLE).links.utterances
WIDEST = max(GROUPS, key=lambda g: len(g.members))
FIRST, SECOND = WIDEST.members[0].quote, WIDEST.members[1].quote
INSIDE = {m.quote for g in GROUPS for m in (*g.members, *g.echoes, *g.reported)}
LONELY = next(q.id for a in made(SAMPLE).annotations for q in a.quotes if q.id not in INSIDE)


def join(one: str, other: str, *, by: str = INES, minute: int = 1) -> Review:
    targets = [target_of(made(SAMPLE), "quote", id) for id in (one, other)]
    return review("merge", targets[0], others=targets[1:], by=by, at=f"2031-05-06T08:{minute:02d}:00Z")


def part(one: str, *others: str, by: str = INES, minute: int = 1) -> Review:
    target, *more = [target_of(made(SAMPLE), "quote", id) for id in (one, *others)]
    return review("split", target, others=more, by=by, at=f"2031-05-06T08:{minute:02d}:00Z")


def groups(*reviews: Review) -> tuple[UtteranceGroup, ...]:
    return review_renderings(reviews, GROUPS, held(made(SAMPLE)))[0]


def together(found: tuple[UtteranceGroup, ...], *quotes: str) -> bool:
    return any(set(quotes) <= {m.quote for m in g.members} for g in found)


def test_a_quote_that_stood_alone_joins_an_utterance() -> None:
    found = groups(join(LONELY, FIRST))
    assert together(found, LONELY, FIRST, SECOND)
    assert len(found) == len(GROUPS)
    dossier = reviewed(SAMPLE, join(LONELY, FIRST))
    assert any({LONELY, FIRST} <= set(u.quotes) for u in dossier.findings.utterances)
    assert {(j.of, j.standing, j.by) for j in dossier.judgements} == {(LONELY, "corrected", (INES,))}


def test_two_utterances_become_one() -> None:
    other = next(g for g in GROUPS if FIRST not in {m.quote for m in g.members}).members[0].quote
    found = groups(join(FIRST, other))
    assert together(found, FIRST, other)
    assert len(found) == len(GROUPS) - 1


def test_a_quote_is_taken_out_of_its_utterance() -> None:
    found = groups(part(FIRST))
    assert not together(found, FIRST, SECOND)
    others = {m.quote for m in WIDEST.members} - {FIRST}
    assert together(found, *others)


def test_a_quote_is_held_apart_from_one_other_alone() -> None:
    assert not together(groups(part(FIRST, SECOND)), FIRST, SECOND)


def test_what_is_held_apart_is_not_joined_through_a_third() -> None:
    found, outcome = review_renderings(
        [part(LONELY, FIRST, by=TOMAS), join(LONELY, SECOND)], GROUPS, held(made(SAMPLE))
    )
    assert found == GROUPS
    assert {r.bearing for r in outcome.reviewed} == {"in-force", "without-effect"}


def test_two_who_disagree_leave_the_utterances_as_crosswire_has_them() -> None:
    both = [join(LONELY, FIRST), part(LONELY, FIRST, by=TOMAS, minute=2)]
    found, outcome = review_renderings(both, GROUPS, held(made(SAMPLE)))
    assert found == GROUPS
    assert [r.bearing for r in outcome.reviewed] == ["disputed", "disputed"]


def test_one_person_is_taken_at_the_last_word() -> None:
    assert groups(join(LONELY, FIRST), part(LONELY, FIRST, minute=2)) == GROUPS
    assert together(groups(part(LONELY, FIRST), join(LONELY, FIRST, minute=2)), LONELY, FIRST)
