import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.numbers import bounds, find_numbers, value_of_words


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "low", "high"),
    [
        ("26 of them", 26, "exact", 26, 26),
        ("more than 740 hurt", 740, "more_than", 741, None),
        ("at least ten hurt", 10, "at_least", 10, None),
        ("no fewer than 12 boats", 12, "at_least", 12, None),
        ("up to 3,000 strikers", 3000, "at_most", None, 3000),
        ("nearly 300 homes", 300, "less_than", 270, 299),
        ("some 30 sheep", 30, "about", 27, 33),
        ("30-odd sheep", 30, "about", 27, 33),
        ("100 or more sheep", 100, "at_least", 100, None),
        ("between 10 and 15 boats", 10, "range", 10, 15),
        ("10 to 15 boats", 10, "range", 10, 15),
        ("10-15 boats", 10, "range", 10, 15),
        ("two or three boats", 2, "range", 2, 3),
        ("dozens of boats", None, "vague", 24, None),
        ("tens of thousands of boats", None, "vague", 20000, None),
        ("two hundred and forty-one boats", 241, "exact", 241, 241),
        ("half a million boats", 500000, "exact", 500000, 500000),
        ("1.2 million boats", 1200000, "exact", 1200000, 1200000),
        ("2.500 boats", 2500, "exact", 2500, 2500),
        ("a toll topping 90", 90, "more_than", 91, None),
    ],
)
def test_a_number_phrase_says_its_value_and_what_the_words_allow(text, value, qualifier, low, high):
    phrase = find_numbers(text)[0]
    assert (phrase.value, phrase.qualifier, phrase.low, phrase.high) == (value, qualifier, low, high)


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("88 million euros", 88000000, "money", "EUR"),
        ("$3.5bn", 3500000000, "money", "USD"),
        ("£5-6 million", 5000000, "money", "GBP"),
        ("5% of homes", 5, "percent", "percent"),
        ("five per cent", 5, "percent", "percent"),
        ("a third of homes", 1 / 3, "fraction", "share"),
    ],
)
def test_money_and_shares_carry_their_unit(text, value, kind, unit):
    phrase = find_numbers(text)[0]
    assert (phrase.value, phrase.kind, phrase.unit) == (pytest.approx(value), kind, unit)


def test_a_score_is_marked_as_one():
    assert find_numbers("They won 3-1.")[0].kind == "score"


@given(st.integers(min_value=1, max_value=10**9))
def test_every_written_number_is_read_back(number):
    assert [p.value for p in find_numbers(f"There were {number:,} boats.")] == [number]


@given(st.integers(min_value=10, max_value=10**6))
def test_what_about_allows_holds_the_number_itself(number):
    low, high = bounds(number, "about")
    assert low is not None
    assert high is not None
    assert low <= number <= high


@given(st.text(max_size=80))
def test_phrases_are_in_order_and_their_offsets_lie_in_the_text(text):
    last = 0
    for phrase in find_numbers(text):
        assert 0 <= phrase.start <= phrase.core_start < phrase.core_end <= phrase.end <= len(text)
        assert phrase.core_start >= last
        last = phrase.core_end


def test_number_words_add_and_multiply():
    assert value_of_words("two thousand five hundred") == 2500
