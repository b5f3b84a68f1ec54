"""What vague words count for under each convention."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.numbers import find_numbers
from crosswire.lang import table
from crosswire.reconcile.profiles import NEUTRAL, apply_profile, assigned_number, profiled
from crosswire.reconcile.tallies import reconcile_tallies
from crosswire.types import Figure
from tests.reconcile.made import context, figure, report

PROFILES = ("neutral", "acled", "ucdp")


def vague(words: str) -> Figure:
    """The figure of vague words as a report would give it."""
    phrase = find_numbers(f"{words} of miners died")[0]
    made = figure(report("a", words), words, None, qualifier="vague")
    return Figure(**{n: getattr(made, n) for n in made.__slots__} | {"low": phrase.low})


@pytest.mark.parametrize(
    ("words", "neutral", "acled", "ucdp"),
    [
        ("Dozens", None, 12, 24),
        ("hundreds", None, 100, 200),
        ("tens of thousands", None, 10000, 20000),
        ("several", None, 3, 3),
        ("a few", None, 3, 3),
        ("several dozen", None, 36, 36),
        ("a few hundred", None, 300, 300),
    ],
)
def test_each_convention_puts_its_own_number_for_words(words, neutral, acled, ucdp) -> None:
    assert tuple(assigned_number(vague(words), p) for p in PROFILES) == (neutral, acled, ucdp)


@pytest.mark.parametrize(
    ("profile", "low", "best", "said"),
    [
        ("neutral", 24, None, ""),
        ("acled", 12, 12, "“dozens” counted as 12, ACLED’s convention."),
        ("ucdp", 24, 24, "“dozens” counted as 24, the least that the words allow"),
    ],
)
def test_a_tally_of_words_alone_takes_the_conventions_number_and_says_so(profile, low, best, said) -> None:
    a = report("a", "Dozens died.")
    figures = [figure(a, "Dozens", None, qualifier="vague")]
    (tally,) = reconcile_tallies(*context([a], figures, profile=profile))
    assert (tally.low, tally.best, tally.high) == (low, best, None)
    assert said in tally.why
    assert ("counted as" in tally.why) == bool(said)
    assert [p.best for p in tally.series] == [best]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_printed_number_goes_before_a_convention(profile) -> None:
    a, b = report("a", "Dozens died."), report("b", "More than 30 died.")
    figures = [
        figure(a, "Dozens", None, qualifier="vague"),
        figure(b, "More than 30", 30, qualifier="more_than"),
    ]
    (tally,) = reconcile_tallies(*context([a, b], figures, profile=profile))
    assert tally.best == 30
    assert "counted as" not in tally.why


def test_fewer_than_two_dozen_fits_dozens_only_where_dozens_is_twelve() -> None:
    a, b = report("a", "Dozens died."), report("b", "15 died.")
    figures = [figure(a, "Dozens", None, qualifier="vague"), figure(b, "15", 15)]
    status = {p: reconcile_tallies(*context([a, b], figures, profile=p))[0].status for p in PROFILES}
    assert status == {"neutral": "disputed", "acled": "compatible", "ucdp": "disputed"}


@given(number=st.integers(0, 10**6), profile=st.sampled_from(PROFILES))
def test_a_printed_number_is_the_same_under_every_profile(number: int, profile: str) -> None:
    printed = figure(report("a", str(number)), str(number), number)
    assert apply_profile(printed, profile) == printed
    assert assigned_number(printed, profile) is None


@pytest.mark.parametrize("profile", PROFILES)
def test_what_the_report_says_stays_what_it_says(profile) -> None:
    a = report("a", "Dozens died.")
    made, _ = context([a], [figure(a, "Dozens", None, qualifier="vague")])
    (counted,) = profiled(made.annotations.values(), profile)[0].figures
    assert (counted.number, counted.qualifier, counted.span) == (None, "vague", a.span(0, 6))
    assert (counted.low == 24) == (profile != "acled")
    assert profiled(made.annotations.values(), NEUTRAL) == tuple(made.annotations.values())


def test_acleds_numbers_are_never_above_what_the_words_allow() -> None:
    for words, number in table("en", "vague_profiles")["acled"].items():
        found = find_numbers(f"{words} of miners died")
        assert not found or found[0].low is None or number <= max(found[0].low, 3), words
