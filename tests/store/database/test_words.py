"""Words for the index: folded alike whatever script, case or accents they have, with where they stand in the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import UsageError
from crosswire.store.database.marks import (
    NOTHING,
    day_marks,
    days_between,
    number_marks,
    numbers_between,
    value_marks,
)
from crosswire.store.database.question import WORDS_LIMIT, as_fts5, as_tsquery, terms_of
from crosswire.store.database.snippets import marked, snippet_of
from crosswire.store.database.words import LETTERS, bounded, folded, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Łódź’s WEIR", "lodz s weir"),
        ("Straße Ærø Đorđe ﬁre", "strasse aero dorde fire"),
        ("Ёлка Йод Київ", "елка иод киів"),
        ("Ὀδυσσεύς İstanbul", "οδυσσευσ istanbul"),
        ("٤٥ قتيلاً", "45 قتيلا"),
        ("हिन्दी भाषा", "हिनदी भाषा"),
        ("東京 で", "東 京 て"),
        ("soft\u00adhyphen a_b A\u0301b", "softhyphen a b ab"),
        ("1,200 ½ \0 \ud800 💥 = * \"'", "1 200 1 2"),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    assert " ".join(folded(text)) == words


@given(st.text(max_size=60))
def test_folded_words_are_plain_in_order_and_folded_for_good(text: str) -> None:
    found, end = list(words_in(text)), 0
    for word, start, stop in found:
        assert end <= stop <= len(text)
        assert start < stop
        assert 0 < len(word) <= LETTERS
        assert not set(word) & set(" \"'\\=_*%()&|!:<>-\0")
        end = start
    assert folded(" ".join(w for w, _, _ in found)) == tuple(w for w, _, _ in found)


def test_a_text_of_too_many_different_words_is_cut() -> None:
    assert bounded(["ab", "cd", "ab", "ef"], limit=6) == ["ab", "cd", "ab"]


@pytest.mark.parametrize(
    ("typed", "fts5", "tsquery"),
    [
        ("Weir dam", '"weir" AND "dam"', "('weir') & ('dam')"),
        ('"upper weir"', '"upper weir"', "('upper' & 'weir')"),
        ("hallin's", '"hallin s"', "('hallin' & 's')"),
        ("weir -dam", '("weir") NOT ("dam")', "('weir') & !('dam')"),
        ("flo* 東京*", '"flo" * AND "東 京"', "('flo':*) & ('東' & '京')"),
        ('NEAR(a b) OR "c', '"near a" AND "b" AND "or" AND "c"', None),
        ("'); DROP TABLE passages; --", '"drop" AND "table" AND "passages"', None),
        ('* "" - ()', "", ""),
    ],
)
def test_what_is_typed_becomes_words_and_nothing_else(typed: str, fts5: str, tsquery: str | None) -> None:
    terms = terms_of(typed)
    assert as_fts5(terms, ()) == fts5
    if tsquery is not None:
        assert as_tsquery(terms, ()) == tsquery


@pytest.mark.parametrize("typed", [" ".join("abcdefgh" * 5), "a*"])
def test_what_would_find_nothing_or_everything_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        terms_of(typed)
    assert len(terms_of(" ".join(f"w{n}" for n in range(WORDS_LIMIT)))) == WORDS_LIMIT


def test_marks_are_told_from_words() -> None:
    assert value_marks(place="Upper Hallin", measure=None) == ("=wupper_hallin",)
    assert value_marks(publisher="…") == ("=p",)
    assert day_marks("soon") == number_marks(float("nan")) == ()


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), *[st.none() | st.dates(date(1000, 1, 1))] * 2)
def test_a_day_has_a_mark_of_a_range_where_it_is_in_it(
    day: date, start: date | None, end: date | None
) -> None:
    marks = days_between(*(str(x) if x else None for x in (start, end)))
    within = (start is None or start <= day) and (end is None or day <= end)
    assert len(set(day_marks(str(day))) & set(marks)) == within
    assert len(marks) < 150


@given(
    st.floats(0, 1e20) | st.integers(0, 2000), *[st.none() | st.integers(0, 3000) | st.floats(0, 1e20)] * 2
)
def test_a_number_has_a_mark_of_every_range_it_is_in(
    number: float, low: float | None, high: float | None
) -> None:
    marks = numbers_between(low, high)
    if (low is None or low <= number) and (high is None or number <= high):
        assert set(number_marks(number)) & set(marks)
    if low is not None and high is not None and high < low - 1:
        assert marks == NOTHING
    assert len(marks) < 400


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("weir", ["Wéir", "weirs’ weir"]),
        ("wei*", ["Wéir", "weirs", "weir"]),
        ('"the weir"', []),
        ('"upper weir" upper', ["upper Wéir"]),
        ('"upper w*"', []),
        ("-weir", []),
    ],
)
def test_the_words_are_marked_in_the_text_as_it_is_shown(typed: str, found: list[str]) -> None:
    text = "Water at the upper Wéir; two weirs’ weir."
    terms = [t for t in terms_of(typed) if not t.absent]
    stand = [text[a:b] for a, b in marked(text, terms)]
    assert stand == ([w for w in found if w != "weirs’ weir"] + (["weir"] if "weirs’ weir" in found else []))


@given(st.text("ab é\n", max_size=400), st.integers(5, 80))
def test_a_snippet_is_a_stretch_of_its_text(text: str, length: int) -> None:
    terms = terms_of("ab")
    found = snippet_of(text, terms, length)
    assert text[found.start : found.start + len(found.text)] == found.text
    assert len(found.text) <= length
    assert all(folded(found.text[a:b]) == ("ab",) for a, b in found.marks)


def test_a_snippet_shows_where_most_of_the_words_stand() -> None:
    text = "weir " + "water " * 200 + "the weir and the dam at the weir " + "mud " * 200
    found = snippet_of(text, terms_of("weir dam"))
    assert "weir and the dam at the weir" in found.text
    assert [found.text[a:b] for a, b in found.marks] == ["weir", "dam", "weir"]
