"""What a page is asked for in its address: fields of a form, where an empty one asks for nothing.

In: the query as browsers send forms. Out: annotated types for the models of queries: blank text is None, days are days, and
what is none is refused by FastAPI with the field's name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, Field

from crosswire.serve.looking import not_there

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}", re.ASCII)


def _blank(value: Any) -> Any:
    """None for a blank text; PostgreSQL takes no NUL."""
    text = value.replace("\0", "") if isinstance(value, str) else value
    return None if isinstance(text, str) and not text.strip() else text


def _there(value: Any) -> Any:
    """An id that may be there. What cannot be one is not there, as all else that is not."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise not_there()
    return value


Blank = BeforeValidator(_blank)
AskedText = Annotated[Annotated[str, Field(max_length=200)] | None, Blank]
AskedDay = Annotated[date | None, Blank]
AskedNumber = Annotated[Annotated[float, Field(allow_inf_nan=False)] | None, Blank]
AskedId = Annotated[
    str, BeforeValidator(_there), Path(max_length=64, description="an id, as a list gives it")
]


def address(path: str, asked: BaseModel, **other: Any) -> str:
    """The address of a page with what was asked for, changed as `other` says; what is None is left out.

    >>> class Wish(BaseModel):
    ...     place: AskedText = None
    ...     day: AskedDay = None
    >>> address("/stories", Wish(place="Upper Sarrow"), day="2031-05-04", after=None)
    '/stories?place=Upper+Sarrow&day=2031-05-04'
    """
    told = asked.model_dump(mode="json", exclude_defaults=True) | other
    pairs = [(key, value) for key, value in told.items() if value not in (None, "", [], ())]
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path
