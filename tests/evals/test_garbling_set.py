"""The garbling set: its marks hold, its halves are alike, and the scorer counts by marks."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.dev_garbling import Flag, Tally, same_name, score
from evals.garbling_set import HALVES, MarkError, Pair, Side, load, unmarked

PAIRS = [pair for half in HALVES for pair in load(half)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.half}/{p.name}")
def test_marked_forms_stand_where_the_items_say(pair):
    for _, side in pair.sides:
        assert 115 <= len(side.text.split()) <= 350
        for item in side.items:
            assert {side.text[start:end] for start, end in item.spans} == {item.form}


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_enough_of_both_and_the_manners_asked_for(half):
    pairs = [p for p in PAIRS if p.half == half]
    items = [i for p in pairs for _, side in p.sides for i in side.items]
    assert Counter(p.manner for p in pairs) == {"twin": 18, "partly": 6, "parallel": 6}
    assert sum(i.garbled for i in items) >= 100
    assert sum(not i.garbled for i in items) >= 100


@pytest.mark.parametrize(
    "text",
    ["[[Smith|word]]", "[[Smith|nonsense|Kowal]]", "[[Smith]]", "[[Smith|word|Kowal]] and Smith", "[[Smith"],
)
def test_a_mark_that_cannot_be_is_refused(text):
    with pytest.raises(MarkError):
        unmarked(text)


def test_a_flag_is_right_on_a_garbled_mark_alone():
    text, items = unmarked("[[Smith|word|Kowal]] met [[Kowalik|namesake]] and Adam Smit.", "p", "left")
    side = Side(title="", publisher="", published="", text=text, items=items)
    empty = Side(title="", publisher="", published="", text="", items=())
    pair = Pair(name="p", half="open", manner="twin", left=side, right=empty)
    at = {word: text.index(word) for word in ("Smith", "Kowalik", "Smit.")}
    flags = tuple(
        Flag(side="left", start=at[w], end=at[w] + len(w), form=w, name="Jan Kowal", reason="") for w in at
    )
    tally = Tally()
    wrong = list(score(pair, flags, tally))
    assert tally.counts["twins found"] == tally.counts["mended"] == tally.counts["flagged right"] == 1
    assert tally.counts["flagged"] == 3
    assert len(wrong) == 2


def test_a_name_is_the_one_meant_if_its_words_are():
    assert same_name("Minister Jan Kowál", "Kowal")
    assert not same_name("Jan Smith", "Jan Kowal")
