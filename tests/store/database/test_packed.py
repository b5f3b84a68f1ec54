"""What is packed comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.store.database.packed import pack, pack_json, unpack, unpack_json


@given(st.text())
def test_text_comes_back_as_it_was(text):
    assert unpack(pack(text)) == text


@pytest.mark.parametrize("value", [{}, {"b": [1, None, "é\ud800"], "a": True}, [], "text"])
def test_values_come_back_as_they_were_and_pack_the_same(value):
    assert unpack_json(pack_json(value)) == value
    assert pack_json(value) == pack_json(unpack_json(pack_json(value)))
