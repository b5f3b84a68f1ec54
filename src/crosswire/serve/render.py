"""Templates to pages: escaped always, undefined is an error, the same layout around every page.

In: a request, a template's name, what it shows. Out: an HTML response. What every page needs (who looks, the language, the
form token) is put in here, so that no route forgets it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """The template environment of the server."""
    return Environment(
        loader=PackageLoader("crosswire.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page. `shown` are the values that the template names."""
    text = environment().get_template(template).render(request=request, **shown)
    return HTMLResponse(text, status_code=status)
