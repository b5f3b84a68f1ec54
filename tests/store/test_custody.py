"""Entries: one line each, bound to all before."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.read import Given
from crosswire.store.custody import (
    Entry,
    Head,
    clean,
    decode,
    decode_head,
    encode,
    encode_head,
    now,
    pairs,
    sealed,
)

AT = "2031-05-04T16:30:00.000000Z"
TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
DIGEST = "ab" * 32


def entry(**values: object) -> Entry:
    return sealed(replace(Entry(n=1, at=AT, what="created"), **values))


@given(TEXT, TEXT, st.dictionaries(st.text("abc -", min_size=1), TEXT, max_size=3), st.integers(0, 2**50))
def test_every_entry_comes_back_from_its_line(source, title, how, length):
    stored = {"what": "received", "sha256": DIGEST, "length": length, "pieces": DIGEST}
    made = entry(source=source, how=pairs(how), given=Given(title=title or None, credits=("KNA",)), **stored)
    assert decode(encode(made)) == made


@given(st.integers(0, 5000))
def test_no_flipped_bit_of_a_line_passes(place):
    line = bytearray(encode(entry(source="Zürich", how=(("software", "crosswire"),))))
    line[place % len(line)] ^= 1 << place % 8
    assert decode(bytes(line)) is None


@given(st.binary(max_size=300))
def test_bytes_that_are_no_line_are_no_entry_and_no_head(data):
    assert decode(data) is None
    assert decode_head(data) is None


def relined(**values: object) -> bytes:
    """A line with a right digest of whatever stands in it."""
    from hashlib import sha256

    told = {"at": AT, "n": 1, "previous": "0" * 64, "what": "created", **values}
    bare = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    digest = json.dumps({"digest": sha256(bare).hexdigest()}).replace(" ", "").encode()[1:-1]
    cut = len(f'{{"at":"{AT}"')
    return bare[:cut] + b"," + digest + bare[cut:]


@pytest.mark.parametrize(
    "values",
    [
        {"n": True},
        {"n": -1},
        {"n": 1.0},
        {"what": 7},
        {"what": "received"},
        {"what": "received", "sha256": "../../x", "length": 1, "pieces": DIGEST, "source": "a"},
        {"what": "received", "sha256": DIGEST, "length": 1, "pieces": DIGEST},
        {"sha256": DIGEST},
        {"how": {"a": 1}},
        {"how": {"\u00e9": "a"}},
        {"given": {"title": None}},
        {"given": {"text": "a"}},
        {"given": {"credits": "KNA"}},
        {"source": "\ud800"},
        {"source": "é"},
        {"previous": "0" * 63},
        {"more": "a"},
        {"given": {}},
    ],
)
def test_a_line_of_another_form_is_no_entry_though_its_digest_is_right(values):
    assert decode(relined(source="a")) is not None
    assert decode(relined(**values)) is None


def test_a_head_comes_back_and_any_other_byte_in_it_is_seen():
    head = Head(count=7, bytes=1234, digest=DIGEST)
    assert decode_head(encode_head(head)) == head
    assert decode_head(encode_head(head).replace(b":7", b": 7")) is None
    assert decode_head(encode_head(head)[:-1]) is None


def test_keys_are_ascii_and_halves_of_characters_are_replaced():
    assert pairs({"b": "x\ud800", "a": "y"}) == (("a", "y"), ("b", "x\ufffd"))
    assert clean("\udfff") == "\ufffd"
    with pytest.raises(ValueError, match="printable ASCII"):
        pairs({"é": "x"})


def test_the_time_is_utc_to_the_microsecond():
    assert len(now()) == len(AT)
    assert now().endswith("Z")
