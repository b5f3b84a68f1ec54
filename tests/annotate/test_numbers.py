import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.numbers import bounds, find_numbers, rescaled


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
        ("fewer than ten boats", 10, "less_than", None, 9),
        ("as many as 40 boats", 40, "at_most", None, 40),
        ("not more than 9 boats", 9, "at_most", None, 9),
        ("upwards of 70 boats", 70, "more_than", 71, None),
        ("60 or fewer boats", 60, "at_most", None, 60),
        ("less than or equal to 7", 7, "at_most", None, 7),
        (">= 30", 30, "at_least", 30, None),
        ("less than 50 or equal", 50, "at_most", None, 50),
        ("a dozen or so boats", 12, "about", 11, 13),
        ("half a dozen boats", 6, "about", 6, 6),
        ("a half-dozen boats", 6, "about", 6, 6),
        ("two score boats", 40, "about", 36, 44),
        ("more than three dozen boats", 36, "more_than", 37, None),
        ("a couple of dozen boats", None, "vague", 24, None),
        ("a handful of boats", None, "vague", 3, None),
        ("several hundred thousand boats", None, "vague", 300000, None),
        ("hundreds, if not thousands, of boats", None, "vague", 200, None),
        ("tens, perhaps hundreds, of thousands of boats", None, "vague", 20000, None),
        ("a toll in the low hundreds", None, "vague", 100, 400),
        ("a toll in double digits", None, "vague", 10, 99),
        ("some 30 or 40 boats", 30, "range", 30, 40),
        ("one or two boats", 1, "range", 1, 2),
        ("from 200 to 3000 boats", 200, "range", 200, 3000),
        ("between one and two million boats", 1000000, "range", 1000000, 2000000),
        ("two to three hundred boats", 200, "range", 200, 300),
        ("five or six hundred boats", 500, "range", 500, 600),
        ("40-50,000 boats", 40000, "range", 40000, 50000),
        ("4-5 thousand boats", 4000, "range", 4000, 5000),
        ("at least 20 and up to 40 boats", 20, "range", 20, 40),
        ("ten- to twelve-year-olds", 10, "range", 10, 12),
        ("3 million and a quarter", 3250000, "exact", 3250000, 3250000),
        ("one and a half boats", 1.5, "exact", 1.5, 1.5),
        ("two-and-a-half years", 2.5, "exact", 2.5, 2.5),
        ("3½ years", 3.5, "exact", 3.5, 3.5),
        ("2 1/2 years", 2.5, "exact", 2.5, 2.5),
        ("five and a half million boats", 5500000, "exact", 5500000, 5500000),
        ("three quarters of a million boats", 750000, "exact", 750000, 750000),
        ("hundred and fifty boats", 150, "exact", 150, 150),
        ("13 lakh boats", 1300000, "exact", 1300000, 1300000),
        ("10k boats", 10000, "exact", 10000, 10000),
        ("3m refugees", 3000000, "exact", 3000000, 3000000),
        ("12,34,567 boats", 1234567, "exact", 1234567, 1234567),
        ("1 234 567 boats", 1234567, "exact", 1234567, 1234567),
        ("1.3x10^6", 1300000, "exact", 1300000, 1300000),
        ("The answer is 5 over 2.", 2.5, "exact", 2.5, 2.5),
        ("minus 5 degrees", -5, "exact", -5, -5),
        ("a balance of -5.", -5, "exact", -5, -5),
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
        ("nearly a third, mostly old homes", 1 / 3, "fraction", "share"),
        ("two fifths of homes", 0.4, "fraction", "share"),
        ("three twenty-firsts of homes", 1 / 7, "fraction", "share"),
        ("1/2 of homes", 0.5, "fraction", "share"),
        ("one in five homes", 0.2, "fraction", "share"),
        ("three out of ten homes", 0.3, "fraction", "share"),
        ("every second home", 0.5, "fraction", "share"),
        ("12 per cent of homes", 12, "percent", "percent"),
        ("from 5 to 7 per cent", 5, "percent", "percent"),
        ("$5m", 5000000, "money", "USD"),
        ("U.S.\n$ 20", 20, "money", "USD"),
    ],
)
def test_money_and_shares_carry_their_unit(text, value, kind, unit):
    phrase = find_numbers(text)[0]
    assert (phrase.value, phrase.kind, phrase.unit) == (pytest.approx(value), kind, unit)


def test_a_score_is_marked_as_one():
    assert find_numbers("They won 3-1.")[0].kind == "score"


@pytest.mark.parametrize(
    "text",
    [
        "on 3/4/2031",
        "2031-05-04",
        "call 555-0199",
        "+1-222-333-4444",
        "at 15:30",
        "version 2.3.1",
        "a Marl-5 drone",
        "5G masts",
    ],
)
def test_pieces_of_dates_telephone_numbers_and_names_count_nothing(text):
    assert {p.kind for p in find_numbers(text)} == {"part"}


@pytest.mark.parametrize("text", ["29km of road", "a 9mm pistol", "a 5m wall", "180.25ml of water"])
def test_a_number_glued_to_its_unit_is_a_measure(text):
    assert [p.kind for p in find_numbers(text)] == ["measure"]


@pytest.mark.parametrize(
    "text",
    [
        "the twenty-first boat", "the 4th boat", "one hundred and fifth", "a third man was hurt", "a fourth, unnamed man",
        "a fifth explosion", "the one that fired", "No one came", "Which one is it?", "his half-brother", "a three-time champion",
        "a single-storey house", "F16 jets", "https://news.example/2031/05/two-die?id=12"
    ],
)  # fmt: skip
def test_ranks_pronouns_and_parts_of_words_are_no_numbers(text):
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll rose from 10 to 15.", [10, 15]),
        ("It went from two to three.", [2, 3]),
        ("12 in 24 hours", [12, 24]),
        ("killing 3 in 5 villages", [3, 5]),
        ("12 out of 15 miners", [12, 15]),
        ("$2000 over 3 years", [2000, 3]),
        ("8 M-16 rifles", [8, 16]),
        ("Raid kills 21 hundreds flee", [21, None]),
        ("May 3 2031 Dozens dead", [3, 2031, None]),
        ("20 or 300 boats", [20, 300]),
        ("- 12 boats sank", [12]),
        ("killed – 12 boats", [12]),
        ("two million three million boats", [2000000, 3000000]),
    ],
)
def test_numbers_that_only_stand_together_stay_apart(text, values):
    assert [p.value for p in find_numbers(text)] == values


def test_a_phrase_in_a_smaller_unit_keeps_what_its_words_allow():
    almost, more, plain = (
        find_numbers(t)[0] for t in ("almost three decades", "more than two decades", "one decade")
    )
    assert (rescaled(almost, 10, rounded=True).low, rescaled(almost, 10, rounded=True).high) == (27, 29)
    assert (rescaled(more, 10, rounded=True).value, rescaled(more, 10, rounded=True).low) == (20, 21)
    assert (rescaled(plain, 10, rounded=True).qualifier, rescaled(plain, 10, rounded=True).high) == (
        "about",
        11,
    )


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
