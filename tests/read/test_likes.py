"""Many problems of one kind are told a few times and then counted."""

from __future__ import annotations

import io

from crosswire.read import unpack
from crosswire.types import Problem


def test_a_table_of_broken_rows_does_not_bury_the_rest() -> None:
    rows = "".join(f"Row {n},\n" for n in range(400))
    found = list(unpack(io.BytesIO(b"title,text\n" + rows.encode()), "a.csv"))
    problems = [x for x in found if isinstance(x, Problem)]
    assert len(problems) == 6
    assert problems[-1].report == "a.csv"
    assert "395 more parts" in problems[-1].message
    assert "row 400" in problems[-1].message


def test_what_is_sound_among_them_is_read() -> None:
    rows = "".join(f"Row {n},{'The dam broke.' if n % 100 == 0 else ''}\n" for n in range(400))
    found = list(unpack(io.BytesIO(b"title,text\n" + rows.encode()), "a.csv"))
    assert len([x for x in found if not isinstance(x, Problem)]) == 4
