"""Any one mark removed, doubled or swapped: the quotations of other paragraphs stay found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.marks import find_marked

# Opening and closing marks: English, straight, French, reversed, German, Swedish, doubled apostrophes, singles, corners.
STYLES = {
    "curly": ("“", "”"),
    "straight": ('"', '"'),
    "guillemets": ("«", "»"),
    "reversed": ("»", "«"),
    "german": ("„", "“"),
    "swedish": ("”", "”"),
    "latex": ("``", "''"),
    "corner": ("「", "」"),
}
# Paragraphs with ⟨ and ⟩ for marks. All about a flood that never was.
PARAGRAPHS = (
    "⟨The gate went before dawn,⟩ said Jorun Maltesk, the harbour warden of Torvane. ⟨Nobody heard it.⟩",
    "The wardens' hut lost its roof. It had stood since 1911, and two boats lay across the road behind it.",
    "Maltesk said: ⟨We rang every bell that we have.⟩ The bells of the upper town didn't ring.",
    "Asked about the pumps, he answered that they had ⟨run dry⟩ by four o'clock.",
    "⟨I saw the water at the second step,⟩ a baker told the Torvane Courier, ⟨and then I ran.⟩",
    "The council called the flood ⟨the worst in a lifetime⟩ and closed both bridges until Monday.",
    "⟨Who pays for this?⟩ asked Tobin Averesco, whose shop lost its cellar.",
    "Engineers measured the breach at forty metres. Their report is due in the spring.",
    "In a letter to the council, the millers wrote: ⟨The lower sluice was never mended. You knew it.⟩",
)
_QUOTED = re.compile("⟨(.*?)⟩")

paragraphs = st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=7, unique=True)


def written(chosen: list[str], style: str) -> tuple[str, list[tuple[int, int, str]], list[tuple[int, str]]]:
    """The text, its quotations (paragraph, number, words) and its marks (offset, mark) in a style of marks."""
    opening, closing = STYLES[style]
    text, quotes, marks = "", [], []
    for number, paragraph in enumerate(chosen):
        quotes += [(number, index, m[1]) for index, m in enumerate(_QUOTED.finditer(paragraph))]
        for character in paragraph:
            if character in "⟨⟩":
                mark = opening if character == "⟨" else closing
                marks.append((len(text), mark))
                text += mark
            else:
                text += character
        text += "\n\n"
    return text, quotes, marks


@pytest.mark.parametrize("style", STYLES)
def test_whole_texts_are_read_in_every_style(style: str) -> None:
    text, quotes, _ = written(list(PARAGRAPHS), style)
    assert [text[m.start : m.end] for m in find_marked(text)] == [words for _, _, words in quotes]


@settings(max_examples=300, deadline=None)
@given(chosen=paragraphs, style=st.sampled_from(sorted(STYLES)), damage=st.data())
def test_one_damaged_mark_leaves_the_quotations_of_other_paragraphs(
    chosen: list[str], style: str, damage: st.DataObject
) -> None:
    text, quotes, marks = written(chosen, style)
    if not marks:
        return
    offset, mark = damage.draw(st.sampled_from(marks))
    other = STYLES[style][1] if mark == STYLES[style][0] else STYLES[style][0]
    written_instead = damage.draw(st.sampled_from(["", mark * 2, other]))
    torn = text[:offset] + written_instead + text[offset + len(mark) :]
    hurt = text[:offset].count("\n\n")
    found = [torn[m.start : m.end] for m in find_marked(torn)]
    for number, _, words in quotes:
        if number != hurt:
            assert words in found, (words, found)


@settings(max_examples=200, deadline=None)
@given(chosen=paragraphs, stray=st.sampled_from(list("“”„«»\"'’‘‹›「」")), at=st.integers(0, 2000))
def test_a_stray_mark_leaves_the_quotations_of_other_paragraphs(
    chosen: list[str], stray: str, at: int
) -> None:
    text, quotes, _ = written(chosen, "curly")
    spaces = [m.start() for m in re.finditer(" ", text)]
    offset = spaces[at % len(spaces)]
    torn = text[:offset] + stray + text[offset:]
    hurt = text[:offset].count("\n\n")
    found = [torn[m.start : m.end] for m in find_marked(torn)]
    for number, _, words in quotes:
        if number != hurt:
            assert words in found, (words, found)
