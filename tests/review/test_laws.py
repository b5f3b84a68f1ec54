"""Laws of reviews over the whole chain, held on the bundled samples."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import Config, build
from crosswire.review.anchors import target_of
from crosswire.review.fields import ACTIONS
from crosswire.review.readings import seen
from crosswire.review.table import review, standing, withdraw
from crosswire.types import Dossier, Review, TargetKind
from tests.review.samples import SAMPLES, every_id, made, reviewed, sources

each_sample = pytest.mark.parametrize("sample", SAMPLES)
slow = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PEOPLE = ("Ines Karo", "Tomas Rell", "Ada Vint")
VALUES: dict[TargetKind, dict[str, Any]] = {
    "figure": {"number": 41, "measure": "injured"},
    "quote": {"attributed": None},
    "name": {"name": "Ilka Brandt"},
    "story": {"title": "The dam"},
}


def at(n: int) -> str:
    return f"2031-05-06T08:{n // 60:02d}:{n % 60:02d}Z"


@st.composite
def some_reviews(draw: st.DrawFn, dossier: Dossier) -> list[Review]:
    """Up to a dozen reviews by three people of a few things, so that they replace and contradict each other."""
    by_kind: dict[TargetKind, list[str]] = {}
    for kind, id in every_id(dossier):
        by_kind.setdefault(kind, []).append(id)
    kinds = draw(st.lists(st.sampled_from(sorted(by_kind)), min_size=1, max_size=4))
    ids = [(kind, draw(st.sampled_from(by_kind[kind]))) for kind in kinds]
    drawn = []
    for n in range(draw(st.integers(1, 12))):
        kind, id = draw(st.sampled_from(ids))
        action = draw(st.sampled_from(ACTIONS[kind]))
        alike = "report" if (kind, action) == ("story", "split") else kind
        others = [target_of(dossier, *i) for i in every_id(dossier) if i[0] == alike and i[1] != id]
        if action in ("merge", "split") and kind != "link":
            some = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2)) if others else []
        else:
            some = []
        if action == "merge" and kind != "link" and not some:
            action = "accept"
        drawn.append(
            review(
                action,
                target_of(dossier, kind, id),
                by=draw(st.sampled_from(PEOPLE)),
                at=at(n),
                others=some,
                values=VALUES[kind] if action == "correct" else None,
                reason="as the reports have it",
            )
        )
    return drawn


@slow
@given(st.data())
def test_the_order_in_which_reviews_come_changes_no_byte(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    drawn = data.draw(some_reviews(made(sample)))
    shuffled = data.draw(st.permutations([*drawn, drawn[0]]))
    assert reviewed(sample, *shuffled).to_json() == reviewed(sample, *drawn).to_json()


def test_the_short_way_of_these_tests_is_the_whole_way() -> None:
    drawn = review(
        "reject", target_of(made(SAMPLES[0]), *next(every_id(made(SAMPLES[0])))), by="Ines Karo", at=at(1)
    )
    whole = build(sources(SAMPLES[0]), config=Config(), reviews=[drawn])
    assert whole.to_json() == reviewed(SAMPLES[0], drawn).to_json()


@slow
@given(st.data())
def test_withdrawing_gives_back_the_very_bytes_of_before(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    drawn = data.draw(some_reviews(made(sample)))
    kept = data.draw(st.integers(0, len(drawn)))
    gone = [withdraw(r.id, by="Ines Karo", at=at(99)) for r in drawn[kept:]]
    stand = standing([*gone, *drawn])
    assert reviewed(sample, *stand).to_json() == reviewed(sample, *drawn[:kept]).to_json()
    assert (
        reviewed(sample, *standing([*drawn, *(withdraw(r.id, by="x") for r in drawn)])).to_json()
        == made(sample).to_json()
    )


@each_sample
def test_accepting_everything_changes_nothing_but_who_stands_behind_it(sample: str) -> None:
    dossier = made(sample)
    every = [
        review("accept", target_of(dossier, *i), by="Ines Karo", at=at(n), values=seen(dossier, *i))
        for n, i in enumerate(every_id(dossier))
        if i[0] != "discrepancy" or target_of(dossier, *i).words
    ]
    accepted = reviewed(sample, *every)
    assert [r.effect for r in accepted.reviews if r.bearing != "in-force" or r.effect] == []
    assert {j.standing for j in accepted.judgements} == {"confirmed"}
    assert {id for _, id in every_id(dossier)} == {j.of for j in accepted.judgements}
    bare = replace(accepted, reviews=(), judgements=(), rulings=())
    assert bare.to_json() == dossier.to_json()


@each_sample
def test_a_reviewed_dossier_keeps_the_contract(sample: str) -> None:
    dossier = made(sample)
    schema = json.loads((files("crosswire") / "schema" / "dossier.schema.json").read_text("utf-8"))
    kinds = dict(every_id(dossier))
    drawn = [review("reject", target_of(dossier, k, id), by="Ines Karo", at=at(1)) for k, id in kinds.items()]
    contract = json.loads(reviewed(sample, *drawn).to_json())
    jsonschema.Draft202012Validator(schema).validate(contract)
    assert [r["bearing"] for r in contract["reviews"]] == ["in-force"] * len(kinds)
    assert [f["id"] for f in contract["set_aside"]["figures"]] == [kinds["figure"]]
    assert contract["set_aside"]["figures"][0]["review"] == {
        "standing": "rejected",
        "by": ["Ines Karo"],
        "was": {},
    }
    assert kinds["figure"] not in {f["id"] for f in contract["figures"] + contract["individuals"]}
    assert {r["review"]["standing"] for r in contract["discrepancies"] if r["review"]} == {"rejected"}


@each_sample
def test_without_reviews_not_a_byte_is_otherwise(sample: str) -> None:
    contract = json.loads(made(sample).to_json())
    assert {"reviews", "set_aside"} & contract.keys() == set()
    assert all("review" not in row for part in ("figures", "tallies", "entities") for row in contract[part])


@slow
@given(st.data())
def test_reviews_outlive_other_settings_and_another_reading_of_the_text(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    dossier = made(sample)
    figures = [(k, id) for k, id in every_id(dossier) if k == "figure"]
    kind, id = data.draw(st.sampled_from(figures))
    one = review("reject", target_of(dossier, kind, id), by="Ines Karo", at=at(1))
    profile = data.draw(st.sampled_from(["neutral", "acled", "ucdp"]))
    line = data.draw(st.sampled_from(["", "Read more.\n\n"]))
    other, plain = reviewed(sample, one, line=line, profile=profile), made(sample, line, profile)
    numbers = {f.id: f.number_span.text for a in plain.annotations for f in (*a.figures, *a.individuals)}
    (told,) = other.reviews
    words = one.target.words[0].text
    if told.bearing == "in-force":
        assert [numbers[i] for i in told.found] == [words]
        assert {x.id for x in other.aside} == set(told.found)
    else:
        # Not guessed: where another reading finds no figure at these words, the review says so and stays.
        assert told.bearing == "not-found"
        assert line
        assert words in {w.text for w in told.review.target.words}
