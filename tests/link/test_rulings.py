"""Decisions hold, whatever the words of the reports say; and of contradictory ones the later."""

from __future__ import annotations

from itertools import permutations

import pytest

from crosswire.link.lineage import find_lineage
from crosswire.link.rulings import bonds, set_aside, settle
from crosswire.link.rulings_lineage import rule_lineage
from crosswire.store import decide
from crosswire.text.named import find_named
from crosswire.types import Decision, Named, Report
from tests.link.made_reports import FLOOD, FLOOD_AGAIN, OTHER, made, unzipped


def report(name: str, **known: str) -> Report:
    return Report(id=name, text="x", **{"source": f"{name}.txt", "sha256": f"digest of {name}", **known})  # type: ignore[arg-type]


ALL = tuple(report(name) for name in "abcd")


def ruled(verdict: str, pair: str, day: int, about: str = "story", by: str = "Ines Karo") -> Decision:
    left, right = (Named(id=name, sha256=f"digest of {name}") for name in pair)
    return decide(verdict, left, right, by=by, about=about, at=f"2031-05-{day:02d}T09:00:00Z")  # type: ignore[arg-type]


def holding(*decisions: Decision) -> set[str]:
    return {f"{r.left}{r.right} {r.verdict}" for r in settle(decisions, ALL) if r.holds}


def test_a_report_is_found_again_under_another_id_by_its_bytes_or_its_address() -> None:
    name = Named(id="r1", sha256="77", source="old/weir.txt", address="https://courier.example/weir")
    assert find_named(name, [report("new", sha256="77"), *ALL]) == ("new",)
    assert find_named(name, [report("later", address="https://courier.example/weir"), *ALL]) == ("later",)
    assert find_named(name, [report("r1"), *ALL]) == ()


def test_among_copies_of_the_same_bytes_the_source_chooses() -> None:
    copies = [report("r1", sha256="77", source="one.txt"), report("r2", sha256="77", source="two.txt")]
    assert find_named(Named(id="r9", sha256="77", source="two.txt"), copies) == ("r2",)
    assert find_named(Named(id="r9", sha256="77", source="elsewhere.txt"), copies) == ("r1", "r2")


@pytest.mark.parametrize("text", ["a", "a.txt", "https://courier.example/a"])
def test_a_text_alone_may_be_id_source_or_address(text: str) -> None:
    assert find_named(Named(id=text), [report("a", address="https://courier.example/a"), *ALL[1:]]) == ("a",)


def test_decisions_that_fit_together_all_hold() -> None:
    assert holding(ruled("same", "ab", 1), ruled("same", "bc", 2), ruled("different", "ad", 3)) == {
        "ab same",
        "bc same",
        "ad different",
    }


def test_of_decisions_that_contradict_each_other_through_a_third_report_the_later_hold() -> None:
    decisions = [ruled("same", "ab", 1), ruled("same", "bc", 2), ruled("different", "ac", 3)]
    assert holding(*decisions) == {"bc same", "ac different"}
    (problem,) = set_aside(settle(decisions, ALL))
    assert problem.message.startswith(
        f"Decision {decisions[0].id} by Ines Karo (a.txt and b.txt: one story) "
    )
    for other in decisions[1:]:
        assert other.id in problem.message
    last = ruled("same", "ad", 4), ruled("same", "cd", 5)
    assert holding(decisions[2], *last) == {"ad same", "cd same"}


def test_a_later_decision_on_the_same_pair_replaces_the_earlier_and_unsure_undoes_it() -> None:
    first, second = ruled("same", "ab", 1), ruled("different", "ab", 2, by="Tomas Herle")
    assert holding(first, second) == {"ab different"}
    assert "Tomas Herle" in set_aside(settle([first, second], ALL))[0].message
    undone = settle([first, ruled("unsure", "ab", 3)], ALL)
    assert {r.verdict: r.holds for r in undone} == {"same": False, "unsure": True}
    assert set_aside(undone) == ()


def test_story_and_original_are_two_questions() -> None:
    assert holding(ruled("same", "ab", 1), ruled("different", "ab", 2, "original")) == {
        "ab same",
        "ab different",
    }


def test_the_order_of_decisions_and_reports_tells_nothing() -> None:
    decisions = [ruled("same", "ab", 1), ruled("same", "bc", 2), ruled("different", "ac", 3)]
    expected = settle(decisions, ALL)
    for order in permutations(decisions):
        assert settle(order, ALL[::-1]) == expected


def test_a_decision_about_reports_not_in_hand_is_left_out() -> None:
    assert settle([ruled("same", "az", 1)], ALL) == ()


def test_reports_ruled_independent_share_no_original_and_the_ruling_says_what_went() -> None:
    reports, said = unzipped(made("a", FLOOD), made("b", FLOOD_AGAIN))
    lineage, families = find_lineage(reports, said)
    assert len(lineage) == len(families) == 1
    decision = decide("different", Named(id="a"), Named(id="b"), by="Ines Karo", about="original")
    lineage, families, (ruling,) = rule_lineage(reports, lineage, families, settle([decision], reports))
    assert lineage == ()
    assert [f.reports for f in families] == [("a",), ("b",)]
    assert "took out the link" in ruling.effect


def test_reports_ruled_independent_are_not_joined_through_a_third() -> None:
    reports, said = unzipped(made("a", FLOOD), made("b", FLOOD_AGAIN), made("c", FLOOD + " Rain fell."))
    found = find_lineage(reports, said)
    assert len(found[0]) == 3
    decision = decide("different", Named(id="a"), Named(id="b"), by="Ines Karo", about="original")
    lineage, families, (ruling,) = rule_lineage(reports, *found, settle([decision], reports))
    assert [(x.left, x.right) for x in lineage] == [("a", "c")]
    assert not any({"a", "b"} <= set(f.reports) for f in families)
    assert "b.txt and c.txt" in ruling.effect


def test_reports_ruled_to_have_one_original_share_it_though_no_word_says_so() -> None:
    reports, said = unzipped(made("a", FLOOD), made("b", OTHER))
    found = find_lineage(reports, said)
    assert (len(found[0]), len(found[1])) == (0, 2)
    decision = decide(
        "same", Named(id="a"), Named(id="b"), by="Ines Karo", about="original", reason="told so"
    )
    (link,), (family,), (ruling,) = rule_lineage(reports, *found, settle([decision], reports))
    assert family.reports == ("a", "b")
    assert link.why.startswith("ruled by Ines Karo on ")
    assert "told so" in link.why
    assert ruling.effect == "put in a link"


def test_a_decision_that_says_what_the_words_say_changes_nothing() -> None:
    reports, said = unzipped(made("a", FLOOD), made("b", FLOOD_AGAIN))
    found = find_lineage(reports, said)
    decision = decide("same", Named(id="a"), Named(id="b"), by="Ines Karo", about="original")
    *after, (ruling,) = rule_lineage(reports, *found, settle([decision], reports))
    assert tuple(after) == found
    assert ruling.effect == ""


def test_what_follows_from_decisions_binds_too() -> None:
    decisions = [ruled("same", "ab", 1), ruled("different", "ac", 2), ruled("same", "cd", 3)]
    joined, apart = bonds(settle(decisions, ALL), "story")
    assert joined == {"a": {"b"}, "b": {"a"}, "c": {"d"}, "d": {"c"}}
    assert apart["b"] == {"c", "d"}
    assert apart["d"] == {"a", "b"}
    assert bonds(settle(decisions, ALL), "original") == ({}, {})
