"""Reviews of names: entities joined, forms split off, names corrected or set aside, over a whole sample."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crosswire.review.anchors import target_of, target_of_form
from crosswire.review.finding import held
from crosswire.review.names import review_names
from crosswire.review.readings import seen
from crosswire.review.table import review
from crosswire.types import Dossier, Entity, Judgement, Review, ReviewAction
from tests.review.samples import made, reviewed

SAMPLE = "tamsel-port"
INES, TOMAS = "Ines Karo", "Tomas Rell"
LATER = "2031-05-07T08:00:00Z"


def entity(dossier: Dossier, name: str) -> Entity:
    return next(e for e in dossier.links.entities if e.name == name)


def say(
    action: ReviewAction, name: str, *others: str, by: str = INES, minute: int = 1, form: str = ""
) -> Review:
    """A review of an entity by its name, or of a printed form of it."""
    dossier = made(SAMPLE)
    id = entity(dossier, name).id
    target = target_of_form(dossier, id, form) if form else target_of(dossier, "name", id)
    more = [target_of(dossier, "name", entity(dossier, o).id) for o in others]
    return review(
        action, target, others=more, by=by, at=f"2031-05-06T08:{minute:02d}:00Z", reason="same people"
    )


def split(name: str, form: str, *, by: str = INES, minute: int = 1) -> Review:
    dossier = made(SAMPLE)
    whole = entity(dossier, name).id
    gone = target_of_form(dossier, whole, form)
    at = f"2031-05-06T08:{minute:02d}:00Z"
    return review("split", target_of(dossier, "name", whole), others=[gone], by=by, at=at)


def join(name: str, form: str, *, by: str) -> Review:
    """That a printed form is one bearer's with the entity that it is of already."""
    dossier = made(SAMPLE)
    whole = entity(dossier, name).id
    target, other = target_of(dossier, "name", whole), target_of_form(dossier, whole, form)
    return review("merge", target, others=[other], by=by, at="2031-05-06T08:00:00Z")


def names(*reviews: Review) -> dict[str, set[str]]:
    """The printed forms of each entity by its name, once the reviews hold."""
    found = review_names(reviews, held(made(SAMPLE)))
    return {e.name: {f.span.text for f in e.forms} for e in found.entities}


def forms_of(name: str) -> set[str]:
    return {f.span.text for f in entity(made(SAMPLE), name).forms}


HARBOUR, PORT, SAILORS = "Harbour Workers’ League", "Port Workers’ League", "Hospital of Sailors"


def test_entities_are_merged_and_the_first_gives_its_name() -> None:
    merged = names(say("merge", HARBOUR, PORT))
    assert merged[HARBOUR] == {HARBOUR, PORT}
    assert PORT not in merged
    assert len(merged) == len(names()) - 1


def test_a_printed_form_is_split_off_and_is_somebody_of_its_own() -> None:
    apart = names(split("Gate Two", "Door Two"))
    assert (apart["Gate Two"], apart["Door Two"]) == ({"Gate Two"}, {"Door Two"})
    alone = names(say("split", "Gate Two", form="Door Two"))
    assert alone == apart


def test_what_is_left_keeps_a_name_that_it_still_has() -> None:
    apart = names(split("Karsund", "Karsund"))
    assert apart["Karsund city"] == {"Karsund city"}
    assert apart["Karsund"] == {"Karsund"}


def test_a_form_moves_to_whom_it_belongs() -> None:
    moved = names(say("merge", "Tobin Averesco", "Mirela Sond", form="Disco"))
    assert "Disco" not in moved["Tobin Averesco"]
    assert {"Disco", "Mirela Sond"} <= next(forms for forms in moved.values() if "Mirela Sond" in forms)


def test_a_name_of_nobody_leaves_the_dossier() -> None:
    assert "Harbour" not in names(say("reject", "Harbour"))
    assert "Disco" not in names(say("reject", "Tobin Averesco", form="Disco"))["Tobin Averesco"]


def test_a_name_and_its_type_are_corrected() -> None:
    dossier = made(SAMPLE)
    target = target_of(dossier, "name", entity(dossier, "T. Brandt").id)
    one = review("correct", target, by=INES, values={"name": "Teo Brandt", "type": "PERSON"})
    found = review_names([one], held(dossier))
    assert ("Teo Brandt", "PERSON") in {(e.name, e.type) for e in found.entities}
    (told,) = found.outcome.reviewed
    assert told.effect == "name T. Brandt → Teo Brandt; type ORG → PERSON"


def test_a_form_is_said_to_be_sound_after_all() -> None:
    dossier = made(SAMPLE)
    target = target_of_form(dossier, entity(dossier, "Gate Two").id, "Door Two")
    found = review_names([review("correct", target, by=INES, values={"corrupted": False})], held(dossier))
    gate = next(e for e in found.entities if e.name == "Gate Two")
    assert [f.corrupted for f in gate.forms if f.span.text == "Door Two"] == [False] * 3


@pytest.mark.parametrize(
    ("reviews", "bearings"),
    [
        (
            [say("merge", HARBOUR, PORT), say("split", HARBOUR, by=TOMAS, minute=2, form=HARBOUR)],
            2 * ["in-force"],
        ),
        (
            [join("Gate Two", "Door Two", by=TOMAS), split("Gate Two", "Door Two", minute=2)],
            2 * ["disputed"],
        ),
        ([split("Gate Two", "Door Two"), split("Gate Two", "Door Two", minute=2)], ["replaced", "in-force"]),
    ],
)
def test_only_what_is_said_of_the_same_names_is_a_dispute(
    reviews: Sequence[Review], bearings: Sequence[str]
) -> None:
    found = review_names(reviews, held(made(SAMPLE)))
    told = {r.review.id: r.bearing for r in found.outcome.reviewed}
    assert [told[r.id] for r in reviews] == bearings


def test_two_who_disagree_leave_the_names_as_crosswire_has_them() -> None:
    joined = say("merge", HARBOUR, PORT)
    dossier = reviewed(SAMPLE, joined)
    whole = entity(dossier, HARBOUR).id
    port = target_of_form(dossier, whole, PORT)
    parted = review("split", target_of(dossier, "name", whole), others=[port], by=TOMAS)
    found = review_names([joined, parted], held(made(SAMPLE)))
    assert found.entities == made(SAMPLE).links.entities
    assert [r.bearing for r in found.outcome.reviewed] == ["disputed", "disputed"]
    ids = {entity(made(SAMPLE), n).id for n in (HARBOUR, PORT)}
    assert {j.of: (j.standing, j.by) for j in found.outcome.judgements} == dict.fromkeys(
        ids, ("disputed", (INES, TOMAS))
    )


def test_one_person_who_parts_what_they_joined_is_taken_at_the_last_word() -> None:
    joined = say("merge", HARBOUR, PORT)
    dossier = reviewed(SAMPLE, joined)
    whole = entity(dossier, HARBOUR).id
    port = target_of_form(dossier, whole, PORT)
    parted = review("split", target_of(dossier, "name", whole), others=[port], by=INES, at=LATER)
    assert names(joined, parted) == names()


def test_what_is_held_apart_is_not_joined_through_a_third() -> None:
    chain = [say("merge", HARBOUR, PORT, minute=1), say("merge", PORT, SAILORS, minute=2)]
    assert names(*chain)[PORT] >= {HARBOUR, PORT, SAILORS}
    seen_so = reviewed(SAMPLE, *chain)
    whole = entity(seen_so, PORT).id
    gone = target_of_form(seen_so, whole, SAILORS)
    rest = target_of_form(seen_so, whole, HARBOUR)
    apart = review("split", rest, others=[gone], by=TOMAS)
    held_apart = names(*chain, apart)
    assert not any({HARBOUR, SAILORS} <= forms for forms in held_apart.values())


def test_who_joins_names_stands_behind_the_whole_in_the_dossier() -> None:
    dossier = reviewed(SAMPLE, say("merge", HARBOUR, PORT))
    whole = entity(dossier, HARBOUR)
    assert dossier.judgements == (Judgement(of=whole.id, standing="corrected", by=(INES,)),)
    assert {f.span.text for f in whole.forms} == {HARBOUR, PORT}
    ids = {e.id for e in dossier.links.entities}
    assert {entity for _, entity in dossier.links.speakers} <= ids


def test_an_accepted_name_is_confirmed_and_a_corrected_one_no_longer_as_it_was() -> None:
    dossier = made(SAMPLE)
    id = entity(dossier, PORT).id
    accepted = review("accept", target_of(dossier, "name", id), by=INES, values=seen(dossier, "name", id))
    corrected = review("correct", target_of(dossier, "name", id), by=TOMAS, values={"name": "The League"})
    assert [j.standing for j in review_names([accepted], held(dossier)).outcome.judgements] == ["confirmed"]
    assert [j.standing for j in review_names([accepted, corrected], held(dossier)).outcome.judgements] == [
        "disputed"
    ]
