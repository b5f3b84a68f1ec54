from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.text import join
from crosswire.text.join import sharing_pairs
from crosswire.text.shingles import word_codes

TEXTS = st.lists(st.sets(st.sampled_from("abcdefgh")), max_size=9)


def slow(texts: list[set[str]], least: int, share: float, cap: int | None) -> list[tuple[int, int, int]]:
    """Every pair compared."""
    useful = {w for t in texts for w in t if cap is None or sum(w in u for u in texts) <= cap}
    counts = [(i, j, len(texts[i] & texts[j] & useful)) for j in range(len(texts)) for i in range(j)]
    return sorted(
        (i, j, n)
        for i, j, n in counts
        if n >= max(least, 1) and n >= share * min(len(texts[i]), len(texts[j]))
    )


@given(TEXTS, st.integers(0, 4), st.sampled_from((0.0, 0.3, 0.8)), st.sampled_from((None, 2, 4)))
def test_pairs_are_those_of_comparing_each_with_each(
    texts: list[set[str]], least: int, share: float, cap: int | None
) -> None:
    sets = [word_codes(sorted(t)) for t in texts]
    found = sharing_pairs(sets, least=least, share=share, cap=cap)
    assert list(zip(*(f.tolist() for f in found), strict=True)) == slow(texts, least, share, cap)


def test_small_blocks_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    sets = [word_codes([f"w{k}" for k in range(n % 5, 12, 1 + n % 3)]) for n in range(25)]
    whole = [f.tolist() for f in sharing_pairs(sets, least=2)]
    monkeypatch.setattr(join, "_STEPS", 10)
    assert [f.tolist() for f in sharing_pairs(sets, least=2)] == whole
    assert whole[0]
