from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.reconcile.independence import (
    count_independent,
    families_by_report,
    fewest,
    loose_originals,
    originals_at,
    originals_behind,
    origins_behind,
)
from crosswire.reconcile.twins import with_twins
from crosswire.types import Family, Lineage, Origin, PassagePair, Report, Span


def report(name: str) -> Report:
    return Report(
        id=name, source=name, text="At least 14 died, it says. Later it says 20 died. End.", sha256=name
    )


def words(name: str, printed: str) -> Span:
    start = report(name).text.index(printed)
    return report(name).span(start, start + len(printed))


def family(*reports: str, passages: tuple[Span, ...] = ()) -> Family:
    return Family(id="o-" + "-".join(reports), reports=reports, root=reports[0], passages=passages)


def test_a_span_in_a_stitched_report_belongs_to_the_original_whose_passage_holds_it() -> None:
    families = (family("a", "s", passages=(words("s", "At least 14 died, it says."),)), family("s"))
    assert originals_behind([words("s", "14 died")], families) == ("o-a-s",)
    assert originals_behind([words("s", "20 died")], families) == ("o-s",)


def test_four_papers_with_one_ministrys_number_are_four_originals_and_one_origin() -> None:
    families = tuple(family(n) for n in "abcd")
    claims = [(words(n, "14 died"), "ministry") for n in "abcd"]
    origins = origins_behind(claims, families)
    assert len(originals_behind([s for s, _ in claims], families)) == 4
    assert count_independent(origins) == 1


def test_reports_in_their_own_voice_count_one_an_original() -> None:
    claims = [(words(n, "14 died"), None) for n in "abc"]
    origins = origins_behind(claims, (family("a", "b"), family("c")))
    assert origins == (Origin(entity=None, voice_of="o-a-b"), Origin(entity=None, voice_of="o-c"))


def test_the_authorities_and_the_ministry_are_not_taken_for_one() -> None:
    claims = [(words("a", "14 died"), "authorities"), (words("b", "14 died"), "ministry")]
    assert count_independent(origins_behind(claims, (family("a"), family("b")))) == 2


@pytest.mark.parametrize(("bare", "independent"), [("14 died", 1), ("20 died", 2)])
def test_an_original_that_names_its_source_for_a_number_does_not_vouch_for_it_again(
    bare: str, independent: int
) -> None:
    claims = [(words("a", "At least 14 died"), "ministry"), (words("b", bare), None)]
    assert count_independent(origins_behind(claims, (family("a", "b"),))) == independent


def test_a_twins_aligned_sentence_tells_whose_word_a_bare_figure_is() -> None:
    pair = PassagePair(
        left=words("a", "At least 14 died, it says."), right=words("b", "Later it says 20 died."), score=1
    )
    lineage = (
        Lineage(left="a", right="b", relation="same-original", direction=None, score=1, evidence=(pair,)),
    )
    claims = [(words("a", "14 died"), "ministry"), (words("b", "20 died"), None)]
    assert count_independent(origins_behind(claims, (family("a", "b"),), lineage)) == 1


def test_a_passage_taken_in_stays_its_originals_in_a_translation_of_the_paper() -> None:
    taken, own = (words("a", w) for w in ("At least 14 died, it says.", "Later it says 20 died."))
    told, rest = (words("z", w) for w in ("At least 14 died, it says.", "Later it says 20 died."))
    pairs = (PassagePair(left=taken, right=told, score=1), PassagePair(left=own, right=rest, score=1))
    twin = Lineage(left="a", right="z", relation="same-original", direction=None, score=1, evidence=pairs)
    held = with_twins(families_by_report((family("a", "z"), passage("a", "b"))), (twin,))
    assert originals_at(words("z", "14 died"), held) == ("p-a-b",)
    assert originals_at(words("z", "20 died"), held) == ("o-a-z",)
    borrowed = replace(twin, relation="shared-passages")
    assert with_twins(families_by_report((family("a", "z"), passage("a", "b"))), (borrowed,)) == families_by_report((family("a", "z"), passage("a", "b")))  # fmt: skip


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["14 died", "20 died"]),
        st.sampled_from([None, "ministry", "mayor"]),
    ),
    min_size=1,
    max_size=6,
)


@given(made=CLAIMS)
def test_adding_a_copy_of_a_report_raises_no_count(made: list[tuple[str, str, str | None]]) -> None:
    families = (family("a"), family("b", "c"))
    copied = tuple(replace(f, reports=(*f.reports, "z")) if "a" in f.reports else f for f in families)
    claims = [(words(n, text), entity) for n, text, entity in made]
    more = claims + [(words("z", text), entity) for n, text, entity in made if n == "a"]
    assert originals_behind([s for s, _ in more], copied) == originals_behind(
        [s for s, _ in claims], families
    )
    assert origins_behind(more, copied) == origins_behind(claims, families)


def passage(*reports: str, agency: str | None = None) -> Family:
    """A passage that reports share while none is known to have had it first."""
    passages = tuple(words(r, "At least 14 died, it says.") for r in reports)
    return Family(id="p-" + "-".join(reports), reports=reports, root=None, agency=agency, passages=passages)


def earlier(left: str, right: str) -> Lineage:
    return Lineage(left=left, right=right, relation="shared-passages", direction="left-first", score=0.2)


OWN = {n: replace(report(n), text=report(n).text * 3) for n in "ab"}
STITCHED = OWN | {"b": replace(report("b"), text="At least 14 died, it says.")}


def test_a_shared_passage_may_be_the_own_text_of_who_had_it_first() -> None:
    families = (family("a"), family("b"), family("c"), passage("a", "b"))
    loose = loose_originals(families, [earlier("a", "b")], OWN)
    assert loose == {"p-a-b": {"o-a"}}
    assert fewest([("p-a-b",), ("o-a",)], loose) == ("o-a",)
    assert fewest([("p-a-b",), ("o-b",)], loose) == ("o-b", "p-a-b")
    assert fewest([("p-a-b",), ("p-a-b",)], loose) == ("p-a-b",)
    assert loose_originals(families, (), OWN) == {"p-a-b": frozenset()}


@pytest.mark.parametrize("agency", [None, "Halm Wire"])
def test_a_report_put_together_from_others_adds_no_original_whatever_it_credits(agency: str | None) -> None:
    families = (family("a"), family("b"), passage("a", "b", agency=agency))
    assert loose_originals(families, (), STITCHED) == {"p-a-b": {"o-a", "o-b"}}


def test_what_is_credited_to_an_agency_is_the_agencys_whoever_printed_it_first() -> None:
    families = (family("a"), family("b"), passage("a", "b", agency="Halm Wire"))
    assert loose_originals(families, [earlier("a", "b")], OWN) == {"p-a-b": frozenset()}


@given(
    told=st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=2), max_size=5),
    extra=st.sampled_from("abcd"),
)
def test_one_more_passage_of_an_original_already_counted_adds_none(told: list[list[str]], extra: str) -> None:
    loose = loose_originals((family("a"), family("b"), passage("a", "b")), (), STITCHED)
    held = [tuple(f"o-{x}" for x in t) for t in told]
    before = fewest(held, loose)
    assert set(before) <= {o for h in held for o in h}
    if f"o-{extra}" in before:
        assert len(fewest([*held, (f"o-{extra}",)], loose)) == len(before)
        if extra in "ab":
            assert len(fewest([*held, ("p-a-b",)], loose)) == len(before)
