"""Long lists a page at a time: where one page ended, the next goes on, whatever was added meanwhile.

In: the values that the last row was sorted by. Out: a text that stands for them in an address, and the values again. No page
is found by counting rows: the last pages cost what the first does, and a number would tell how much is not shown.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi.exceptions import RequestValidationError
from pydantic import Field
from sqlalchemy import ColumnElement, and_, or_

from crosswire.serve.asked import Blank

AskedAfter = Annotated[
    Annotated[str, Field(max_length=600, pattern=r"^[A-Za-z0-9_=-]*$")] | None,
    Blank,
    Field(description="`after` of the page before"),
]


def cursor(*values: Any) -> str:
    """The values as a text that an address can hold.

    >>> read_cursor(cursor("2031-05-04", 7), (str, int))
    ('2031-05-04', 7)
    """
    told = json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(told).decode("ascii")


def read_cursor(text: str, kinds: Sequence[type]) -> tuple[Any, ...]:
    """The values in a text. Refused as a wrong query where they are not of these kinds."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text.encode("ascii")))
    except (ValueError, binascii.Error, RecursionError):
        values = None
    right = isinstance(values, list) and len(values) == len(kinds)
    if not right or not all(type(value) is kind for value, kind in zip(values, kinds)):
        raise RequestValidationError(
            [
                {
                    "type": "value_error",
                    "loc": ("query", "after"),
                    "msg": "is no place in this list",
                    "input": text,
                }
            ]
        )
    return tuple(values)


def beyond(columns: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    """The rows behind these values, where all columns are sorted from the highest down."""
    steps = []
    for n, (column, value) in enumerate(zip(columns, values)):
        before = [c == v for c, v in zip(columns[:n], values[:n])]
        steps.append(and_(*before, column < value))
    return or_(*steps)
