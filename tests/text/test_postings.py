from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from crosswire.text.postings import Postings
from crosswire.text.shingles import Codes, word_codes

TEXTS = st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=6), max_size=12)
CAP = 4


def codes(words: set[str]) -> Codes:
    return word_codes(sorted(words))


@given(TEXTS)
def test_counts_agree_with_sets_compared_one_by_one(texts: list[set[str]]) -> None:
    index = Postings(CAP)
    for n, text in enumerate(texts):
        given_ = {row: count for row, count in index.add(codes(text), n).items() if count}
        held = Counter(word for earlier in texts[: n + 1] for word in earlier)
        useful = {word for word in text if held[word] <= CAP}
        assert given_ == {m: len(useful & t) for m, t in enumerate(texts[:n]) if useful & t}
    held = Counter(word for text in texts for word in text)
    for text in texts:
        useful = {word for word in text if held[word] <= CAP}
        assert index.find(codes(text)) == {m: len(useful & t) for m, t in enumerate(texts) if useful & t}
        assert index.common(codes(text)).tolist() == [held[word] > CAP for word in sorted(text)]


def test_the_work_for_one_text_does_not_grow_with_strangers() -> None:
    work = []
    for strangers in (10, 1000):
        index = Postings(CAP)
        index.add(codes({"dam", "gate"}), 0)
        for n in range(strangers):
            index.add(word_codes([f"{n} {k}" for k in range(5)]), n + 1)
        before = index.read
        assert index.add(codes({"gate", "ferry"}), strangers + 1) == {0: 1}
        work.append(index.read - before)
    assert work[0] == work[1] == 1


def test_long_lists_tell_nothing_only_if_the_owner_says_so() -> None:
    index = Postings(1, lambda rows: 0 in rows)
    for n in range(3):
        index.add(codes({"dam"} if n else {"dam", "gate"}), n)
        index.add(codes({"ferry"}), 10 + n)
    assert index.find(codes({"dam"})) == {}
    assert index.find(codes({"gate", "ferry"})) == {0: 1, 10: 1, 11: 1, 12: 1}
