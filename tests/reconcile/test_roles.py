from __future__ import annotations

import pytest

from crosswire.reconcile.roles import exchanged


@pytest.mark.parametrize(
    ("left", "right", "noun"),
    [
        ("on monday the mayor dismissed the clerk", "on monday the mayor was ousted with the clerk", "mayor"),
        ("the judge who praised his reform", "he spoke praising the judge for the reform", "judge"),
        (
            "divers rescued in the flood and houses lost",
            "divers lost in the flood and houses rescued",
            "divers",
        ),
        ("guards attacked the miners", "miners attacked the guards", "guards"),
    ],
)
def test_a_noun_that_acts_in_one_and_is_acted_upon_in_the_other_is_told(
    left: str, right: str, noun: str
) -> None:
    assert exchanged(left.split(), right.split()) == noun
    assert exchanged(right.split(), left.split()) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("guards shot the miners at the gate", "the miners were shot by guards at the gate"),
        ("police and soldiers fired at the boats", "soldiers and police fired at the boats"),
        ("the mayor dismissed the clerk", "the clerk was dismissed by the mayor"),
        ("“no” said the mayor who praised the crew", "the mayor praised the crew"),
        ("the mayor dismissed the clerk", "the mayor was elected in spring"),
    ],
)
def test_another_order_of_words_alone_is_no_exchange(left: str, right: str) -> None:
    assert exchanged(left.split(), right.split()) is None
