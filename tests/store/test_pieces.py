"""Digests of pieces, and the bit that was flipped."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from crosswire.store.pieces import PIECE, Digesting, find_flip, first_difference, piece_digest


@given(st.lists(st.binary(max_size=3 * PIECE), max_size=5))
def test_digests_do_not_depend_on_how_the_bytes_come(portions):
    digesting, data = Digesting(), b"".join(portions)
    for portion in portions:
        digesting.update(portion)
    pieces = [data[i : i + PIECE] for i in range(0, len(data), PIECE)]
    assert digesting.sha256() == hashlib.sha256(data).hexdigest()
    assert digesting.pieces() == b"".join(map(piece_digest, pieces))
    assert digesting.length == len(data)


@given(st.binary(min_size=1, max_size=200), st.integers(0, 199), st.integers(0, 7))
def test_a_flipped_bit_is_found(piece, place, bit):
    damaged = bytearray(piece)
    damaged[place % len(piece)] ^= 1 << bit
    flip = find_flip(bytes(damaged), piece_digest(piece))
    assert flip is not None
    assert (flip.byte, flip.was) == (place % len(piece), piece[place % len(piece)])


def test_more_than_one_flipped_bit_is_not_guessed_at():
    assert find_flip(b"bbb", piece_digest(b"aca")) is None


def test_the_first_difference_may_be_the_end():
    assert first_difference(b"abc", b"abc") is None
    assert first_difference(b"abc", b"abd") == 2
    assert first_difference(b"ab", b"abd") == 2
