"""What holds of every number phrase, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.number_grammar import Grammar
from crosswire.annotate.numbers import bounds, find_numbers

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
UNITS += ["seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
QUALIFIERS = {
    "about": "about", "some": "about", "more than": "more_than", "upwards of": "more_than", "at least": "at_least",
    "no fewer than": "at_least", "nearly": "less_than", "fewer than": "less_than", "up to": "at_most",
    "as many as": "at_most", "not more than": "at_most", "exactly": "exact", "a total of": "exact",
}  # fmt: skip
BITS = [
    "two", "twenty", "-", " ", "hundred", "and", "a", "half", "thirds", "fifth", "million", "dozen", "dozens", "1,234", "3.5",
    "5k", "10", "10-15", "/", "%", " per cent", "$", "over", "out of", "in", "more than", "or so", "or more", "between", "to",
    "about", "\n", "\n\n", ".", "one", "point", "the", "several", "tens of thousands", "½", "-5", "^2", "e9", "km", "’",
]  # fmt: skip


def written(number: int, joint: str = " and ") -> str:
    """The number in words, "and" or nothing before its last two digits."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            head, rest = divmod(number, size)
            between = joint if rest < 100 else " "
            return f"{written(head, joint)} {name}" + (f"{between}{written(rest, joint)}" if rest else "")
    raise AssertionError(number)


@settings(max_examples=400)
@given(number=st.integers(0, 10**7), joint=st.sampled_from((" and ", " ")))
def test_every_number_in_words_is_read_back(number: int, joint: str) -> None:
    words = written(number, joint)
    text = f"They counted {words} boats."
    assert [(p.value, text[p.core_start : p.core_end]) for p in find_numbers(text)] == [(number, words)]


@given(number=st.integers(0, 10**7), form=st.sampled_from(("{}", "{:,}")))
def test_every_number_in_digits_is_read_back(number: int, form: str) -> None:
    text = f"They counted {form.format(number)} boats."
    assert [p.value for p in find_numbers(text)] == [number]


@given(above=st.integers(1, 19), below=st.integers(20, 99))
def test_every_fraction_in_words_is_read_back(above: int, below: int) -> None:
    ranks = {1: "firsts", 2: "seconds", 3: "thirds", 5: "fifths", 8: "eighths", 9: "ninths"}
    tens, unit = divmod(below, 10)
    last = ranks.get(unit, UNITS[unit] + "ths") if unit else ""
    words = f"{TENS[tens - 2]}-{last}" if unit else TENS[tens - 2][:-1] + "ieths"
    if above == 1:
        words = words.removesuffix("s")
    (phrase,) = find_numbers(f"{UNITS[above]} {words} of the boats")
    assert phrase.value == pytest.approx(above / below)


@given(number=st.integers(1, 10**6), qualifier=st.sampled_from(sorted(QUALIFIERS)), in_words=st.booleans())
def test_a_qualifier_changes_what_is_allowed_and_never_the_number(
    number: int, qualifier: str, in_words: bool
) -> None:
    shown = written(number) if in_words else f"{number:,}"
    text = f"It sank {qualifier} {shown} boats."
    (phrase,) = find_numbers(text)
    assert (phrase.value, phrase.qualifier) == (number, QUALIFIERS[qualifier])
    assert text[phrase.start : phrase.end] == f"{qualifier} {shown}"
    assert text[phrase.core_start : phrase.core_end] == shown


@given(number=st.integers(1, 10**9), qualifier=st.sampled_from(("exact", "about", "at_least", "at_most")))
def test_what_is_allowed_holds_the_number(number: int, qualifier: str) -> None:
    low, high = bounds(number, qualifier)  # type: ignore[arg-type]
    assert (low if low is not None else number) <= number <= (high if high is not None else number)


@given(number=st.integers(2, 10**9))
def test_more_and_less_leave_the_number_itself_out(number: int) -> None:
    assert bounds(number, "more_than") == (number + 1, None)
    assert bounds(number, "less_than") == (None, number - 1)
    low, high = bounds(number, "less_than", near=True)
    assert low is not None
    assert high is not None
    assert low <= high < number


def check_laws(text: str) -> None:
    last = 0
    for phrase in find_numbers(text):
        assert 0 <= phrase.start <= phrase.core_start < phrase.core_end <= phrase.end <= len(text)
        assert last <= phrase.core_start, text
        last = phrase.end
        if phrase.low is not None and phrase.high is not None and phrase.kind != "score":
            assert phrase.low <= phrase.high, text
        if phrase.qualifier == "exact":
            assert phrase.low == phrase.value == phrase.high


@settings(max_examples=300)
@given(st.lists(st.sampled_from(BITS), max_size=14), st.sampled_from(("", " ")))
def test_phrases_never_overlap_whatever_is_run_together(bits: list[str], joint: str) -> None:
    check_laws(joint.join(bits))


@given(st.text(max_size=120))
def test_any_text_gives_phrases_in_order(text: str) -> None:
    check_laws(text)


@given(st.integers(0, 10**6))
def test_capitals_change_nothing(number: int) -> None:
    text = f"İ {written(number)} boats, more than {number:,}"
    assert [(p.value, p.start, p.end) for p in find_numbers(text)] == [
        (p.value, p.start, p.end) for p in find_numbers(text[0] + text[1:].upper())
    ]


HOSTILE = (
    "1", "1,", "1-", "1.", "1 ", "1 000 ", "123 456 ", "1/", "1:", "1^", "-1", "1e", "$1", "one ", "one-", "one and ", "hundred ",
    "one hundred and ", "million ", "two million ", "twenty ", "thirds ", "one third ", "several ", "hundreds of ", "hundreds, if not ",
    "about ", "more than ", "10 or ", "10 to ", "between 1 and ", "per cent ", "a ", "half a ", "in ", "1 in ", "1 over ", "the one ",
    "point ", "one point ", "http://", " ", "\n", "İ", "½", "1½", "’1", "-", "every ", "for a ",
)  # fmt: skip


def test_a_long_text_of_hostile_pieces_is_read_to_its_end() -> None:
    text = "".join(piece * (4000 // len(piece)) for piece in HOSTILE)
    assert len(text) > 190_000
    check_laws(text)


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_the_work_grows_no_faster_than_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at atoms are counted, not seconds: twice the text, about twice the looks."""

    def looks(times: int) -> int:
        count = 0
        plain = Grammar._kind

        def counted(self: Grammar, k: int) -> str | None:
            nonlocal count
            count += 1
            return plain(self, k)

        monkeypatch.setattr(Grammar, "_kind", counted)
        find_numbers(piece * times)
        monkeypatch.setattr(Grammar, "_kind", plain)
        return count

    assert looks(2000) <= 2.2 * looks(1000) + 100


def test_a_pair_that_does_not_rise_is_no_range_whatever_is_glued_to_it() -> None:
    check_laws("1,234-5two")
