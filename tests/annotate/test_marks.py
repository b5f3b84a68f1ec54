"""Quotation marks: every kind, whole and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.marks import find_marked


def inside(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay," she said.', ["We stay,"]),
        ("“We stay,” she said.", ["We stay,"]),
        ("« We stay », she said.", ["We stay"]),
        ("»We stay«, she said.", ["We stay"]),
        ("„We stay“, she said.", ["We stay"]),
        ("‘We stay,’ she said.", ["We stay,"]),
        ("'We stay,' she said.", ["We stay,"]),
        ("''We stay,'' she said.", ["We stay,"]),
        ("``We stay,'' she said.", ["We stay,"]),
        ("“We heard ‘leave now’ twice,” she said.", ["We heard ‘leave now’ twice,"]),
        ("‘We heard “leave now” twice,’ she said.", ["We heard “leave now” twice,"]),
        ("““We stay,”” she said.", ["We stay,"]),
        ("The dam “held” and “leaked” at once.", ["held", "leaked"]),
    ],
)
def test_every_kind_of_mark_is_read(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dam's gates don't close and the wardens' boats can't leave.",
        "He stood 6'2\" tall in the '90s.",
        'The pipe is 12" wide.',
        "Rock 'n' roll at the farmers' market.",
        "",
    ],
)
def test_apostrophes_and_measures_open_nothing(text: str) -> None:
    assert inside(text) == []


def test_a_plural_apostrophe_does_not_close_a_single_quotation() -> None:
    assert inside("She said: ‘The wardens’ boats are gone.’ Nobody answered.") == [
        "The wardens’ boats are gone."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It will be mended shortly, ”said Maltesk.", ["It will be mended shortly,"]),
        ('"It will be mended shortly, "said Maltesk.', ["It will be mended shortly,"]),
        ("The gate was “broken ”. It rained.", ["broken"]),
        ("”It will be mended,” said Maltesk.", ["It will be mended,"]),
        ("“It will be mended,“ said Maltesk.", ["It will be mended,"]),
        ("The gate broke. It will be mended,” said Maltesk.", ["It will be mended,"]),
        ("“It will be mended, said Maltesk.", ["It will be mended,"]),
        ("It is safe, ”the local council said.", ["It is safe,"]),
    ],
)
def test_damaged_marks_are_mended_from_their_neighbours(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_lone_mark_does_not_swallow_the_quotations_after_it() -> None:
    text = "He called them “wreckers. Later he left.\n\n“We stay,” she said. “All of us.”"
    assert inside(text) == ["wreckers.", "We stay,", "All of us."]


def test_a_lone_mark_spares_its_own_paragraph() -> None:
    text = "“We stay, she said. “All of us,” he said. “Even the boats.”"
    assert inside(text)[1:] == ["All of us,", "Even the boats."]


def test_a_mark_reopened_in_the_next_paragraph_continues() -> None:
    marked = find_marked("“The water came at night.\n\n“We ran,” she said.")
    assert [(m.closed, m.continues) for m in marked] == [(False, False), (True, True)]


def test_a_single_mark_reopened_in_the_next_paragraph_continues() -> None:
    text = "She said: 'The water came at night.\n\n'We don't know why.'"
    assert [(text[m.start : m.end], m.continues) for m in find_marked(text)] == [
        ("The water came at night.", False),
        ("We don't know why.", True),
    ]


def test_a_quotation_goes_on_behind_a_caption() -> None:
    text = "“The water came at night.\n\nBoats at the quay. Photo: Torvane Post\n\nWe ran to the hill,” she said."
    assert inside(text) == ["The water came at night.", "We ran to the hill,"]


def test_a_quotation_runs_over_the_lines_of_one_paragraph() -> None:
    assert inside('"The water came.\nWe ran. "\nShe left.') == ["The water came.\nWe ran."]


def test_skipped_passages_hold_no_quotations() -> None:
    text = "“Read more”\n\n“We stay,” she said."
    assert [m.start for m in find_marked(text, skip=[(0, 11)])] == [text.index("We")]


@given(st.text(alphabet="ab S.,s \n\"“”‘’'«»„", max_size=80))
def test_stretches_never_overlap_and_never_leave_the_text(text: str) -> None:
    at = 0
    for m in find_marked(text):
        assert at <= m.outer_start <= m.start < m.end <= m.outer_end <= len(text)
        at = m.outer_end
